"""Mentions of names: named entities, runs of proper nouns and registered names together, each with its type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from servanda.extract.names.known import TypeOf
from servanda.extract.reading import Reading, Segment, guarded
from servanda.model.documents import PassedOver
from servanda.model.parties import ParticipantType
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ENTITIES: Final = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"})
_TYPES: Final[Mapping[str, ParticipantType]] = {
    "PERSON": "person", "ORG": "organisation", "NORP": "group", "GPE": "group", "LOC": "group", "FAC": "infrastructure",
}  # fmt: skip
_JOINERS: Final = frozenset({"of", "for"})
_INNER: Final = frozenset({"-", "'s", "&"})


@dataclass(frozen=True)
class Mention:
    """A name in the text, without determiner and title: tokens ``[first, last]`` of a segment.

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
        for first, last in _runs(segment.doc, cues):
            bounds = segment.bounds(segment.doc[first : last + 1])
            around = reading.sentence_around(*bounds)
            yield from guarded("names", reading.text, around, partial(_named, segment, (first, last), cues, type_of))


def _named(segment: Segment, run: tuple[int, int], cues: Cues, type_of: TypeOf) -> Iterator[Mention]:
    """Yield the name in a run of tokens, if it is one."""
    doc, (first, last) = segment.doc, run
    title, begin = _title(doc, first, last, cues)
    if begin > last:
        return
    text = doc[begin : last + 1].text
    if text.islower() and text.isascii() and "-" not in text:
        return  # "army" at the head of a headline: the model's proper noun, but English writes no name small
    yield Mention(
        segment=segment.index,
        first=begin,
        last=last,
        start=segment.start + doc[begin].idx,
        end=segment.start + doc[last].idx + len(doc[last].text),
        text=text,
        type=_type(doc, (begin, last), title, cues, type_of),
        titled=title,
    )


def _runs(doc: "Doc", cues: Cues) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each name: proper nouns and entities that touch are one name."""
    inside = {token.i for entity in doc.ents if entity.label_ in _ENTITIES for token in entity}
    inside |= {token.i for token in doc if token.pos_ == "PROPN"}
    index = 0
    while index < len(doc):
        if index not in inside or not _begins(doc[index]):
            index += 1
            continue
        last = _extend(doc, index, inside, cues)
        yield index, last
        index = last + 1


def _begins(token: "Token") -> bool:
    return token.text[:1].isalnum() and token.lower_ not in {"the", "a", "an"}


def _extend(doc: "Doc", first: int, inside: set[int], cues: Cues) -> int:
    last = first
    while last + 1 < len(doc):
        following = doc[last + 1]
        if (
            following.i in inside
            and following.text != "'s"
            and (following.text[:1].isalnum() or following.text in _INNER)
        ):
            last += 1
        elif following.text == "-" and last + 2 < len(doc) and doc[last + 2].i in inside:
            last += 2
        elif following.lower_ in _JOINERS and doc[last].lower_ in cues.organisations:
            below = last + 2 + (last + 2 < len(doc) and doc[last + 2].lower_ == "the")
            if below >= len(doc) or below not in inside:
                break
            last = below
        elif following.lower_ in cues.organisations and following.dep_ != "amod":
            last += 1
        else:
            break
    while last > first and not doc[last].text[-1:].isalnum():
        last -= 1
    return last


def _title(doc: "Doc", first: int, last: int, cues: Cues) -> tuple[str | None, int]:
    """Return the title before a name, if any, and where the name itself begins."""
    begin = first
    while begin <= last and (doc[begin].lower_ in cues.titles or doc[begin : begin + 2].text.lower() in cues.titles):
        begin += 1
    if begin > first:
        return doc[begin - 1].lower_, begin
    before = doc[first - 1].lower_ if first else ""
    return (before if before in cues.titles else None), begin


def _type(doc: "Doc", bounds: tuple[int, int], title: str | None, cues: Cues, type_of: TypeOf) -> ParticipantType:
    """A registered name has its type; a person's title and a body's head word tell; then the model's label."""
    first, last = bounds
    registered = type_of(doc[first : last + 1].text)
    if registered is not None and title is None:
        return registered
    words = [token.lower_ for token in doc[first : last + 1]]
    pairs = pairwise(words)
    if words[-1] in cues.organisations or any(one in cues.organisations and two in _JOINERS for one, two in pairs):
        return "organisation"
    if title is not None:
        return "person"
    labels = [doc[index].ent_type_ for index in range(last, first - 1, -1) if doc[index].ent_type_ in _TYPES]
    return _TYPES[labels[0]] if labels else "other"
