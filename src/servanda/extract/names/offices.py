"""Who holds which office where: "President of the X, F L", "F L, Deputy Y in the W", "X spokesman F L"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from servanda.extract.names.mentions import Mention
from servanda.extract.reading import Reading, Segment, guarded
from servanda.model.documents import PassedOver
from servanda.reference.cues import Cues
from servanda.text.patterns import regex

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST: Final = 30
_LEAD: Final = 4
_COMPOUND: Final = frozenset({"PROPN", "NOUN", "ADJ"})
_BODIES: Final = frozenset({"organisation", "group"})
_TIMES: Final = frozenset({"DATE", "TIME"})
_AND: Final = regex(r"\s+and\s+(?:the\s+)?|,\s+(?:and\s+)?(?:the\s+)?")
_FILLER: Final = frozenset({"the", "a", "an", "'s", "of", "in", "at", "for", "its", "their", "and", ","})


@dataclass(frozen=True)
class Office:
    """An office as the text states it; ``[start, end)`` covers person, office and organisation."""

    rule: str
    person: Mention
    organisation: Mention | None
    office: str
    start: int
    end: int


def find_offices(reading: Reading, mentions: Sequence[Mention], cues: Cues) -> Iterator[Office | PassedOver]:
    """Yield the offices stated beside the names of persons, in text order."""
    by_segment: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_segment.setdefault(mention.segment, []).append(mention)
    for index, near in by_segment.items():
        for person in near:
            if _may_be_person(person):
                bounds = reading.sentence_around(person.start, person.end)
                find = partial(_offices, reading.segments[index], person, near, cues)
                yield from guarded("names", reading.text, bounds, find)


def _may_be_person(mention: Mention) -> bool:
    return (
        mention.type in {"person", "other", "group", "organisation"}
        and len(mention.words) > 1
        and mention.text[:1].isupper()
    )


def _offices(segment: Segment, person: Mention, near: list[Mention], cues: Cues) -> Iterator[Office]:
    """Yield the first reading that fits; a name that is not typed as a person needs the strong frames."""
    for rule, phrase in (
        ("role.apposition", _behind(segment, person)),
        ("role.lead", _ahead(segment, person)),
        ("role.compound", _compound(segment, person, cues)),
    ):
        head = next((token for token in phrase if token.lower_ in cues.offices), None)
        if head is None or not _fits(rule, person, phrase, head, cues):
            continue
        office = _office(rule, segment, person, phrase, _body(segment, phrase, near, cues))
        if office is not None:
            yield office
            return


def _fits(rule: str, person: Mention, phrase: list["Token"], head: "Token", cues: Cues) -> bool:
    if person.words[-1].lower() in cues.organisations:
        return False
    if rule == "role.compound":
        return person.type != "organisation" or person.titled is not None
    lead = [token for token in phrase if token.i <= head.i]
    plain = all(
        token.pos_ in {"PROPN", "NOUN", "ADJ", "DET", "PART", "PUNCT", "PRON", "ADP", "CCONJ"} for token in lead
    )
    if rule == "role.lead":
        return plain and len(lead) <= _LEAD and person.type != "group"
    return plain and person.type in {"person", "other", "organisation"}


def _behind(segment: Segment, person: Mention) -> list["Token"]:
    """Tokens of the apposition behind a name: from its comma to the next comma or finite verb."""
    doc = segment.doc
    if person.last + 1 >= len(doc) or doc[person.last + 1].text not in {",", "("}:
        return []
    return _until_stop([*doc[person.last + 2 : person.last + 2 + _LONGEST]])


def _ahead(segment: Segment, person: Mention) -> list["Token"]:
    """Tokens before the comma in front of a name."""
    doc = segment.doc
    if person.first <= 1 or doc[person.first - 1].text != ",":
        return []
    sentence = doc[person.first].sent.start
    return list(reversed(_until_stop([*doc[max(sentence, person.first - _LONGEST) : person.first - 1]][::-1])))


def _until_stop(tokens: list["Token"]) -> list["Token"]:
    taken: list[Token] = []
    for token in tokens:
        if (
            token.text in {",", ")", ".", ":", '"'}
            or (token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG")
            or token.tag_ == "WP"
        ):
            break
        taken.append(token)
    return taken


def _compound(segment: Segment, person: Mention, cues: Cues) -> list["Token"]:
    """Tokens straight before a name that end in an office, ranks left out: "the Interior Ministry spokesman" Major F L."""
    doc, last = segment.doc, person.first - 1
    while last >= 0 and doc[last].lower_ in cues.titles - cues.offices:
        last -= 1
    index = last
    if index < 0 or doc[index].lower_ not in cues.offices:
        return []
    while (
        index >= 0
        and (doc[index].pos_ in _COMPOUND or doc[index].text in {"-", "'s"})
        and doc[index].ent_type_ not in _TIMES
    ):
        index -= 1
    phrase = [*doc[index + 1 : last + 1]]
    return phrase if len(phrase) > 1 else []


def _body(segment: Segment, phrase: list["Token"], near: list[Mention], cues: Cues) -> Mention | None:
    """Return the organisation in a phrase: a name, or a common noun such as "the observatory"."""
    first, last = phrase[0].i, phrase[-1].i
    bodies = [item for item in near if first <= item.first and item.last <= last and item.type in _BODIES]
    named = next((item for item in reversed(bodies) if item.type == "organisation"), None) or next(iter(bodies), None)
    noun = next(
        (token for token in phrase if token.lower_ in cues.organisations and token.lower_ not in cues.offices), None
    )
    if named is not None or noun is None:
        return named
    start = segment.start + noun.idx
    return Mention(segment.index, noun.i, noun.i, start, start + len(noun.text), noun.text, "organisation")


def _office(rule: str, segment: Segment, person: Mention, phrase: list["Token"], body: Mention | None) -> Office | None:
    words = _words(phrase, body)
    if not words:
        return None
    tokens = [token for token in phrase if token.lower_ not in {"the", "a", "an"}]
    start = min(person.start, segment.start + tokens[0].idx)
    end = max(person.end, segment.start + tokens[-1].idx + len(tokens[-1].text))
    return Office(rule=rule, person=person, organisation=body, office=words, start=start, end=end)


def _words(phrase: list["Token"], body: Mention | None) -> str:
    """Return the office without determiner and organisation; several offices are joined by a semicolon."""
    inside = range(body.first, body.last + 1) if body is not None else range(0)
    kept = [token for token in phrase if token.i not in inside]
    while kept and kept[0].lower_ in _FILLER:
        kept = kept[1:]
    while kept and kept[-1].lower_ in _FILLER | {"to"}:
        kept = kept[:-1]
    words = "".join(token.text_with_ws for token in kept).strip()
    parts = [part.strip() for part in _AND.split(words) if part.strip()]
    return "; ".join(_lowered(part) for part in parts)


def _lowered(office: str) -> str:
    return office.lower() if len(office.split()) == 1 else office
