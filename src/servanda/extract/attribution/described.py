"""Speakers who are described: "a monitor said" is the one named monitor of its section, where exactly one fits.

Names before the description count first. A name that comes later counts only in the lead, where news names its source in
the second sentence. Two that fit, "another monitor", or "monitors" stay as described, two with both kept as candidates.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from servanda.extract.attribution.speaking import is_voice
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.names import MOST, Mention, Named, Names
from servanda.extract.reading import Segment

_LEAD: Final = 500  # characters from the start of a text in which a name may still be to come


def named_as(described: Named, segment: Segment, head: int, names: Names) -> Named:
    """Return the name behind a speaker that word ``head`` describes, or the description, with candidates where several fit.

    A person whose name follows at once ("the teacher Maysa Hallaq") is named by it, a letter by who wrote it ("the letter of the governor").
    """
    clauses, bounds = clauses_of(segment), names.cues.bounds
    writer = _writer(clauses, head, names)
    if writer is not None:
        return replace(named_as(names.name_of(segment, writer), segment, writer, names), mention=described.mention)
    person = _renamed(segment, head, names)
    if person is not None:
        return names.person(person, names.reading.span(segment, clauses.tree.firsts[head], person.last))
    kind = _kind(clauses, head, names)
    before = {clauses.words.lowers[item] for item in clauses.tree.below[head] if item < head}
    if kind is None or not before.isdisjoint(bounds.others):
        return described
    found = _named(
        kind, segment.start + clauses.words.starts[head], names, new=not before.isdisjoint(bounds.indefinite)
    )
    if len(found) == 1:
        return Named(found[0], "organisation", described.mention)
    return replace(described, name=_words(described, names), candidates=found) if found else described


def _writer(clauses: Clauses, head: int, names: Names) -> int | None:
    """Return the head of who wrote what a word means: "the army's statement", "the letter of the governor"; no pronoun."""
    cues, phrase = names.cues, clauses.phrase(head)
    if clauses.words.lowers[head] not in cues.writings:
        return None
    behind = (one.phrase.head for one in clauses.under(head, *cues.bounds.of_writers))
    found = (phrase.owner, *behind) if phrase.owner is not None else (*behind,)
    return next((one for one in found if is_voice(clauses, one, cues)), None)


def _renamed(segment: Segment, head: int, names: Names) -> Mention | None:
    """Return the person whose name stands right behind a singular noun as its apposition, with nothing but a comma between."""
    clauses, behind = clauses_of(segment), head + 1
    behind += clauses.words.forms[behind : behind + 1] == [","]
    if clauses.words.kinds[head] != links.NOUN or clauses.words.shapes[head] != links.PLAIN:
        return None
    beside = (names.mention_at(segment, item) for item in clauses.tree.linked(head, links.APPOSITION))
    return next((one for one in beside if one is not None and one.type == "person" and one.first == behind), None)


def _named(kind: str, offset: int, names: Names, *, new: bool) -> tuple[str, ...]:
    """Return the names of a kind that a description at ``offset`` may mean; a ``new`` one ("a monitor") means none that came before."""
    section = names.reading.section_at(offset)
    fitting = names.once(("described", kind, section), lambda: _fitting(kind, names, section))
    before = _distinct([mention for mention in fitting if mention.start < offset])
    if before:
        return () if new else before
    return _distinct(fitting) if offset < _LEAD else ()


def _fitting(kind: str, names: Names, section: int) -> tuple[Mention, ...]:
    """Return the first mention of each different name of a kind in a section."""
    found: dict[str, Mention] = {}
    for mention in names.in_section(section):
        if _fits(mention, kind, names):
            found.setdefault(mention.text, mention)
    return tuple(found.values())[:MOST]


def _words(described: Named, names: Names) -> str | None:
    """Return the words of a description without its article."""
    words = described.mention.quote.split() if described.mention else []
    article = len(words) > 1 and words[0].lower() in names.cues.bounds.articles
    return " ".join(words[article:]) or None


def _kind(clauses: Clauses, head: int, names: Names) -> str | None:
    """Return the kind of speaker that a singular common noun describes, with the word before it or alone."""
    words = clauses.words
    if words.kinds[head] != links.NOUN or words.shapes[head] != links.PLAIN:
        return None
    pair = " ".join(words.lowers[max(0, head - 1) : head + 1])
    return next((kind for kind, known in names.cues.described.items() if {words.lowers[head], pair} & known), None)


def _fits(mention: Mention, kind: str, names: Names) -> bool:
    """Tell whether a name is of a kind: by a word of its own, or by the apposition behind it ("X, a monitoring group")."""
    if mention.type == "person" or not any(word[:1].isupper() for word in mention.words):
        return False
    if any(word.lower() in names.cues.fitting[kind] for word in mention.words):
        return True
    clauses = clauses_of(names.reading.segments[mention.segment])
    renaming = clauses.phrase(clauses.head_of(mention.first, mention.last)).appositions
    return any(_kind(clauses, item, names) == kind for item in renaming)


def _distinct(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the different names among mentions: a name whose words all stand in a longer one is its short form."""
    longest: list[str] = []
    for mention in sorted(mentions, key=lambda item: (-len(item.words), item.start)):
        words = {word.lower() for word in mention.words}
        if not any(words <= {word.lower() for word in name.split()} for name in longest):
            longest.append(mention.text)
    return tuple(longest)
