"""The automaton of triage: all stems of the lexicon at once, in one pass over the text (Aho and Corasick, 1975)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from servanda.model.base import Record
from servanda.reference.lexicon_words import Words

if TYPE_CHECKING:
    from servanda.reference.lexicon import Lexicon

_SHORTEST: Final = 4


class TriageWords(Record, frozen=True, kw_only=True):
    """``triage.yaml``: stems that keep a paragraph, and everyday words that do not."""

    version: str
    stems: tuple[str, ...]
    everyday: Words


class Triage:
    """Tells how many words of interest a text holds."""

    def __init__(self, stems: Iterable[str]) -> None:
        """Take stems in lower case; a word of a text counts that begins with one."""
        import ahocorasick

        self._automaton: Any = ahocorasick.Automaton()
        for stem in stems:
            self._automaton.add_word(stem, len(stem))
        self._automaton.make_automaton()

    def hits(self, text: str, most: int) -> int:
        """Return how many words of interest stand in a text, counted up to ``most``."""
        lowered = text.lower()
        found = 0
        for end, length in self._automaton.iter(lowered):
            start = end - length + 1
            if start == 0 or not lowered[start - 1].isalnum():
                found += 1
                if found == most:
                    break
        return found


def triage_of(lexicon: "Lexicon") -> Triage:
    """Return the automaton over the words of attack and harm, and the stems of ``triage.yaml``."""
    words, harm = lexicon.triage_words, lexicon.casualties
    attack = [
        frame for frame in (*lexicon.events.verbs, *lexicon.events.nouns) if frame.type in {"ASSAULT", "MOBILIZE"}
    ]
    named = {word for frame in attack for word in (*frame.verbs, *frame.nouns)}
    named |= {word for lists in (harm.verbs, harm.words, harm.nouns) for each in lists.values() for word in each}
    kept = {_stem(word) for word in named - words.everyday if len(word) >= _SHORTEST and " " not in word}
    return Triage(sorted(kept | set(words.stems)))


def _stem(word: str) -> str:
    """Return what all forms of a word begin with: "captur", "occup"."""
    return word[:-1] if word[-1] in "ey" and len(word) > _SHORTEST else word
