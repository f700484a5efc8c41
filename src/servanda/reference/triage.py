"""The automaton of triage: all stems of the lexicon at once, in one pass over the text (Aho and Corasick, 1975)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from servanda.model.base import Record
from servanda.reference.lexicon_words import Words

if TYPE_CHECKING:
    from servanda.reference.lexicon import Lexicon

Kind = Literal["sure", "actor", "act", "other"]
_SHORTEST: Final = 4


class Doubtful(Record, frozen=True, kw_only=True):
    """Words that keep nothing by themselves, except an actor and an act together."""

    actors: tuple[str, ...]
    acts: tuple[str, ...]
    others: tuple[str, ...]


class Hit(NamedTuple):
    """A word of interest: where in the text it begins, and its kind."""

    start: int
    kind: Kind


class TriageWords(Record, frozen=True, kw_only=True):
    """``triage.yaml``: stems that keep a paragraph, those that do so in company only, and everyday words that never do."""

    version: str
    stems: tuple[str, ...]
    doubtful: Doubtful
    everyday: Words


class Triage:
    """Tells which words of interest a text holds."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        """Take the kind of each stem, in lower case; a word of a text counts that begins with one."""
        import ahocorasick

        self._automaton: Any = ahocorasick.Automaton()
        for stem, kind in kinds.items():
            self._automaton.add_word(stem, (len(stem), kind))
        self._automaton.make_automaton()

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the words of interest in a text, in order of their ends."""
        lowered = text.lower()
        for end, (length, kind) in self._automaton.iter(lowered):
            start = end - length + 1
            if start == 0 or not lowered[start - 1].isalnum():
                yield Hit(start, kind)


def triage_of(lexicon: "Lexicon") -> Triage:
    """Return the automaton over the words of attack and harm, and the stems of ``triage.yaml``."""
    words, harm = lexicon.triage_words, lexicon.casualties
    attack = [
        frame for frame in (*lexicon.events.verbs, *lexicon.events.nouns) if frame.type in {"ASSAULT", "MOBILIZE"}
    ]
    named = {word for frame in attack for word in (*frame.verbs, *frame.nouns)}
    named |= {word for lists in (harm.verbs, harm.words, harm.nouns) for each in lists.values() for word in each}
    kept = {_stem(word) for word in named - words.everyday if len(word) >= _SHORTEST and " " not in word}
    doubtful: dict[str, Kind] = {
        **dict.fromkeys(words.doubtful.others, "other"),
        **dict.fromkeys(words.doubtful.acts, "act"),
        **dict.fromkeys(words.doubtful.actors, "actor"),
    }
    sure = {stem for stem in kept if not stem.startswith(tuple(doubtful))} | set(words.stems) - doubtful.keys()
    return Triage({**dict.fromkeys(sorted(sure), "sure"), **doubtful})


def _stem(word: str) -> str:
    """Return what all forms of a word begin with: "captur", "occup"."""
    return word[:-1] if word[-1] in "ey" and len(word) > _SHORTEST else word
