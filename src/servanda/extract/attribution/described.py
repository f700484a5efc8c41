"""Speakers who are described: "a monitor said" is the one named monitor of its section, where exactly one fits.

Names before the description count first. A name that comes later counts only in the lead, where news names its source in
the second sentence. Two that fit, "another monitor", or "monitors" stay as described, two with both kept as candidates.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from servanda.extract.names import MOST, Mention, Named, Names
from servanda.extract.reading import Segment

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAD: Final = 500  # characters from the start of a text in which a name may still be to come
_INDEFINITE: Final = frozenset({"a", "an"})
_OTHER: Final = frozenset({"another", "other", "second", "third", "one", "some", "any", "no", "every", "each", "local"})


def named_as(described: Named, segment: Segment, head: "Token", names: Names) -> Named:
    """Return the name behind a described speaker, or the description itself, with candidates where several fit."""
    kind = _kind(head, names)
    if kind is None or {item.lower_ for item in head.lefts} & _OTHER:
        return described
    offset = segment.start + head.idx
    section = names.reading.section_at(offset)
    fitting = names.once(("described", kind, section), lambda: _fitting(kind, names, section))
    before = _distinct([mention for mention in fitting if mention.start < offset])
    indefinite = bool({item.lower_ for item in head.lefts} & _INDEFINITE)
    if before and indefinite:
        return described  # "a monitor" after the Observatory is a second one
    found = before or (_distinct(fitting) if offset < _LEAD else ())
    if len(found) == 1:
        return Named(found[0], "organisation", described.mention)
    return replace(described, name=_words(described), candidates=found) if found else described


def _fitting(kind: str, names: Names, section: int) -> tuple[Mention, ...]:
    """Return the first mention of each different name of a kind in a section."""
    found: dict[str, Mention] = {}
    for mention in names.in_section(section):
        if _fits(mention, kind, names):
            found.setdefault(mention.text, mention)
    return tuple(found.values())[:MOST]


def _words(described: Named) -> str | None:
    """Return the words of a description without its article."""
    words = described.mention.quote.split() if described.mention else []
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"the", *_INDEFINITE} else words) or None


def _kind(head: "Token", names: Names) -> str | None:
    """Return the kind of speaker that a singular common noun describes, with the word before it or alone."""
    if head.tag_ != "NN":
        return None
    before = head.nbor(-1).lower_ if head.i else ""
    pair = f"{before} {head.lower_}"
    return next((kind for kind, words in names.cues.described.items() if {head.lower_, pair} & words), None)


def _fits(mention: Mention, kind: str, names: Names) -> bool:
    """Tell whether a name is of a kind: by a word of its own, or by the apposition behind it ("X, a monitoring group")."""
    if mention.type == "person" or not any(word[:1].isupper() for word in mention.words):
        return False
    if any(word.lower() in names.cues.fitting[kind] for word in mention.words):
        return True
    doc = names.reading.segments[mention.segment].doc
    root = doc[mention.first : mention.last + 1].root
    return any(item.dep_ == "appos" and _kind(item, names) == kind for item in root.children)


def _distinct(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the different names among mentions: a name whose words all stand in a longer one is its short form."""
    longest: list[str] = []
    for mention in sorted(mentions, key=lambda item: (-len(item.words), item.start)):
        words = {word.lower() for word in mention.words}
        if not any(words <= {word.lower() for word in name.split()} for name in longest):
            longest.append(mention.text)
    return tuple(longest)
