"""Mentions of names: named entities, runs of proper nouns and registered names together, each with its type."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

from servanda.extract.clauses import Clauses, Words, clauses_of, links
from servanda.extract.names.known import TypeOf
from servanda.extract.reading import Reading, Segment, guarded
from servanda.model.documents import PassedOver
from servanda.model.parties import ParticipantType
from servanda.reference.cues import Cues
from servanda.text.date_words import MONTHS

_TYPES: Final[Mapping[str, ParticipantType]] = {
    "PERSON": "person", "ORG": "organisation", "NORP": "group", "GPE": "group", "LOC": "group", "FAC": "infrastructure",
}  # fmt: skip
_INNER: Final = frozenset({"-", "&"})
_DATE: Final = "DATE"
_HYPHEN: Final = "-"
_BODY: Final = "ORG"
_CASES: Final = frozenset({"'s", "’s"})


@dataclass(frozen=True)
class Mention:
    """A name in the text, without determiner and title: words ``[first, last]`` of a segment.

    ``titled`` is the title before it, in lower case.
    """

    segment: int
    first: int
    last: int
    start: int
    end: int
    text: str
    type: ParticipantType
    titled: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.text.split())


def find_mentions(reading: Reading, cues: Cues, type_of: TypeOf) -> Iterator[Mention | PassedOver]:
    """Yield the names of a reading in text order; ``type_of`` gives the type of registered names."""
    for segment in reading.segments:
        for first, last in _runs(clauses_of(segment), cues):
            around = reading.sentence_around(*segment.bounds_of(range(first, last + 1)))
            yield from guarded("names", reading.text, around, partial(_named, segment, (first, last), cues, type_of))


def _named(segment: Segment, run: tuple[int, int], cues: Cues, type_of: TypeOf) -> Iterator[Mention]:
    """Yield the name in a run of words, if it is one."""
    words, (first, last) = clauses_of(segment).words, run
    title, begin = _title(words, first, last, cues)
    if begin > last:
        return
    text = words.text(begin, last)
    if text.islower() and text.isascii() and _HYPHEN not in text:
        return  # "army" at the head of a headline: the model's proper noun, but English writes no name small
    yield Mention(
        segment=segment.index,
        first=begin,
        last=last,
        start=segment.start + words.starts[begin],
        end=segment.start + words.ends[last],
        text=text,
        type=_type(words, (begin, last), title, cues, type_of),
        titled=title,
    )


def _runs(clauses: Clauses, cues: Cues) -> Iterator[tuple[int, int]]:
    """Yield first and last word of each name: proper nouns and entities that touch are one name."""
    words, articles = clauses.words, cues.naming.articles
    inside = {word for word in range(len(words)) if words.entities[word] in _TYPES or words.kinds[word] == links.NAME}
    inside -= _of_clocks(words, inside, cues) | _of_days(words, inside, cues)
    index = 0
    for first in sorted(inside):
        outside = words.forms[first] in cues.bounds.occasions or words.lowers[first] in articles
        if first >= index and words.forms[first][:1].isalnum() and not outside:
            last = _extend(clauses, first, inside, cues)
            yield first, last
            index = last + 1


def _of_clocks(words: Words, inside: set[int], cues: Cues) -> set[int]:
    """Return the words that belong to an hour: "5 [AM]"."""
    told = (word for word in inside if words.lowers[word] in cues.naming.clock)
    return {word for word in told if word and words.kinds[word - 1] == links.NUM}


def _of_days(words: Words, inside: set[int], cues: Cues) -> set[int]:
    """Return the months of days that a preposition leads: "on 15 [May] JNIM ambushed a convoy"."""
    months = (word for word in inside if words.lowers[word] in MONTHS and word > 1)
    return {
        word for word in months if words.forms[word - 1].isdigit() and words.lowers[word - 2] in cues.naming.day_leads
    }


def _extend(clauses: Clauses, first: int, inside: set[int], cues: Cues) -> int:
    forms, last = clauses.words.forms, first
    while not _is_cut(clauses.words, last, cues) and (further := _further(clauses, last, inside, cues)) is not None:
        last = further
    while last > first and not forms[last][-1:].isalnum():
        last -= 1
    return last


def _further(clauses: Clauses, last: int, inside: set[int], cues: Cues) -> int | None:
    """Return the next word of a name behind ``last``, or ``None`` where the name ends: "Ministry [of] Health", "al[-]Homsi"."""
    words, behind = clauses.words, last + 1
    if behind in inside and (words.forms[behind][:1].isalnum() or words.forms[behind] in _INNER):
        return behind
    if behind == len(words):
        return None
    if _is_owner_within(words, behind) or _is_peoples(words, behind, cues):
        return behind + 1
    if words.lowers[behind] in cues.organisations:
        return behind if clauses.tree.links[behind] != links.ADJECTIVE else None
    below = _below(words, last, cues)
    return below if below in inside else None


def _ends_date(words: Words, last: int) -> bool:
    """Tell whether a date ends where a name with a figure begins: "on 6 [October] M23 left"."""
    if last + 1 >= len(words) or words.entities[last] != _DATE or words.entities[last + 1] == _DATE:
        return False
    name = words.forms[last + 1]
    return name[:1].isupper() and any(letter.isdigit() for letter in name)


def _is_owner_within(words: Words, case: int) -> bool:
    """Tell whether "'s" stands inside the name of a body, by the model's label: "the New People['s] Army"."""
    label = {words.entities[item] for item in range(case - 1, min(case + 2, len(words)))}
    return label == {_BODY} and words.forms[case] in _CASES and case + 1 < len(words)


def _is_cut(words: Words, last: int, cues: Cues) -> bool:
    """Tell whether a name ends before what is no part of it: "(the attack by) the River Army [on Kambo]"."""
    behind = words.lowers[last + 1] if last + 1 < len(words) else ""
    return (words.lowers[last] in cues.naming.states_own and behind in cues.bounds.occasions) or _ends_date(words, last)


def _is_peoples(words: Words, case: int, cues: Cues) -> bool:
    """Tell whether "'s" stands inside a name by its word: "South Sarand People['s] Defence Forces"."""
    if words.forms[case] not in _CASES or case + 1 >= len(words):
        return False
    owner = f"{words.lowers[case - 1]}{words.forms[case]}"
    return owner in cues.naming.not_of_state and all(words.forms[at][:1].isupper() for at in (case - 1, case + 1))


def _below(words: Words, last: int, cues: Cues) -> int | None:
    """Return where a name goes on behind a hyphen or "of": "al-[Homsi]", "Ministry of [Health]", "Union of the [North]"."""
    below = last + 2
    if words.forms[last + 1] == _HYPHEN:
        return below
    joined = words.lowers[last + 1] in cues.naming.joiners and words.lowers[last] in cues.organisations
    return below + words.lowers[below : below + 1].count("the") if joined else None


def _title(words: Words, first: int, last: int, cues: Cues) -> tuple[str | None, int]:
    """Return the title before a name, if any, and where the name itself begins."""
    begin = first
    while begin <= last and _is_title(words, begin, cues):
        begin += 1
    begin += begin == first and _is_calling(words, first, range(first + 1, last + 1), cues)
    before = words.lowers[begin - 1] if begin else ""
    named = (
        begin > first
        or before in cues.titles
        or (begin and _is_calling(words, begin - 1, range(begin, last + 1), cues))
    )
    return (before if named else None), begin


def _is_calling(words: Words, word: int, name: range, cues: Cues) -> bool:
    """Tell whether a word says what the person is whose name stands behind it: "the teacher F L", no "Farmer Workers Union"."""
    known = words.lowers[word] in cues.callings and len(name) > 1 and words.shapes[word] != links.PLURAL
    return (
        known
        and not _is_body(words.lowers[word : name.stop], cues)
        and all(words.forms[one][:1].isupper() for one in name)
    )


def _is_title(words: Words, word: int, cues: Cues) -> bool:
    two = words.text(word, min(word + 1, len(words) - 1)).lower()
    return words.lowers[word] in cues.titles or two in cues.titles


def _type(words: Words, run: tuple[int, int], title: str | None, cues: Cues, type_of: TypeOf) -> ParticipantType:
    """A registered name has its type; a person's title and a body's head word tell; then the model's label."""
    first, last = run
    registered = type_of(words.text(first, last)) if title is None else None
    if registered is not None:
        return registered
    if _is_body(words.lowers[first : last + 1], cues):
        return "organisation"
    if title is not None:
        return "person"
    return next((_TYPES[label] for label in reversed(words.entities[first : last + 1]) if label in _TYPES), "other")


def _is_body(lowers: Sequence[str], cues: Cues) -> bool:
    """Tell whether the words of a name end in what a body is called, or have it before "of": "Ministry of Health"."""
    named = any(one in cues.organisations and two in cues.naming.joiners for one, two in pairwise(lowers))
    return named or lowers[-1] in cues.organisations
