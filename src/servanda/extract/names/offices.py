"""Who holds which office where: "President of the X, F L", "F L, Deputy Y in the W", "X spokesman F L"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from servanda.extract.clauses import Clauses, Words, clauses_of, links
from servanda.extract.names.mentions import Mention
from servanda.extract.reading import Reading, Segment, guarded
from servanda.model.documents import PassedOver
from servanda.reference.cues import Cues
from servanda.text.patterns import regex

_LONGEST: Final = 30
_LEAD: Final = 4
_OPENING: Final = frozenset({",", "("})
_STOPS: Final = frozenset({",", ")", ".", ":", '"'})
_COMPOUND: Final = frozenset({links.NAME, links.NOUN, links.ADJ})
_PLAIN: Final = _COMPOUND | {links.DET, links.PUNCT, links.PRONOUN, links.ADP}
_PLAIN_LINKS: Final = frozenset({links.CASE, links.COORDINATOR})
_BODIES: Final = frozenset({"organisation", "group"})
_PERSONS: Final = frozenset({"person", "other", "group", "organisation"})
_TIMES: Final = frozenset({"DATE", "TIME"})
_AND: Final = regex(r"\s+and\s+(?:the\s+)?|,\s+(?:and\s+)?(?:the\s+)?")


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
    return mention.type in _PERSONS and len(mention.words) > 1 and mention.text[:1].isupper()


def _offices(segment: Segment, person: Mention, near: list[Mention], cues: Cues) -> Iterator[Office]:
    """Yield the first reading that fits; a name that is not typed as a person needs the strong frames."""
    clauses = clauses_of(segment)
    for rule, phrase in (
        ("role.apposition", _behind(clauses.words, person)),
        ("role.lead", _ahead(clauses, person)),
        ("role.compound", _compound(clauses.words, person, cues)),
    ):
        head = next((word for word in phrase if clauses.words.lowers[word] in cues.offices | cues.callings), None)
        if head is None or not _fits(rule, person, [word for word in phrase if word <= head], clauses, cues):
            continue
        office = _office(rule, segment, (person, _body(segment, phrase, near, cues)), phrase, cues)
        if office is not None:
            yield office
            return


def _fits(rule: str, person: Mention, lead: list[int], clauses: Clauses, cues: Cues) -> bool:
    """Tell whether the words of a phrase up to its office may say what a name is."""
    if person.words[-1].lower() in cues.organisations:
        return False
    if rule == "role.compound":
        return person.type != "organisation" or person.titled is not None
    near = _is_alone(clauses, lead, cues) if rule == "role.apposition" else rule != "role.lead" or len(lead) <= _LEAD
    return near and person.type != "group" and all(_is_plain(clauses, word) for word in lead)


def _is_alone(clauses: Clauses, lead: list[int], cues: Cues) -> bool:
    """Tell whether a calling stands with its article alone ("F L, a medic", no "F L, and her driver"); offices need not."""
    *before, last = (clauses.words.lowers[word] for word in lead)
    return last not in cues.callings - cues.offices or cues.naming.articles.issuperset(before)


def _is_plain(clauses: Clauses, word: int) -> bool:
    """Tell whether a word may stand in the name of an office: no verb, adverb or number."""
    return clauses.words.kinds[word] in _PLAIN or clauses.tree.links[word] in _PLAIN_LINKS


def _behind(words: Words, person: Mention) -> list[int]:
    """Words of the apposition behind a name: from its comma to the next comma or finite verb."""
    mark = person.last + 1
    if mark >= len(words) or words.forms[mark] not in _OPENING:
        return []
    return _until_stop(words, range(mark + 1, min(mark + 1 + _LONGEST, len(words))))


def _ahead(clauses: Clauses, person: Mention) -> list[int]:
    """Words before the comma in front of a name."""
    mark = person.first - 1
    if mark < 1 or clauses.words.forms[mark] != ",":
        return []
    first = max(clauses.sentence_of(person.first).start, person.first - _LONGEST)
    return _until_stop(clauses.words, range(mark - 1, first - 1, -1))[::-1]


def _until_stop(words: Words, phrase: range) -> list[int]:
    taken: list[int] = []
    for word in phrase:
        verb = words.kinds[word] in links.VERBAL and words.shapes[word] != links.GERUND
        if verb or words.forms[word] in _STOPS or words.shapes[word] == links.ASKING:
            break
        taken.append(word)
    return taken


def _compound(words: Words, person: Mention, cues: Cues) -> list[int]:
    """Words straight before a name that end in an office, ranks left out: "the Interior Ministry spokesman" Major F L."""
    last = person.first - 1
    while last >= 0 and words.lowers[last] in cues.titles - cues.offices:
        last -= 1
    if _is_called(words, last, person, cues):
        return [last]
    if last < 0 or words.lowers[last] not in cues.offices:
        return []
    first = last + 1
    while first > 0 and _compounds(words, first - 1, cues):
        first -= 1
    return [*range(first, last + 1)] if first < last else []


def _is_called(words: Words, word: int, person: Mention, cues: Cues) -> bool:
    """Tell whether a word is the calling before a name: "the teacher F L"."""
    return word >= 0 and words.lowers[word] in cues.callings and person.titled == words.lowers[word]


def _compounds(words: Words, word: int, cues: Cues) -> bool:
    joined = words.kinds[word] in _COMPOUND or words.forms[word] in cues.naming.inside_offices
    return joined and words.entities[word] not in _TIMES


def _body(segment: Segment, phrase: list[int], near: list[Mention], cues: Cues) -> Mention | None:
    """Return the organisation in a phrase: a name, or a common noun such as "the observatory"."""
    bodies = [item for item in near if phrase[0] <= item.first and item.last <= phrase[-1] and item.type in _BODIES]
    organisations = [item for item in bodies if item.type == "organisation"]
    named = organisations[-1:] or bodies[:1]
    return named[0] if named else _common_body(segment, phrase, cues)


def _common_body(segment: Segment, phrase: list[int], cues: Cues) -> Mention | None:
    words = clauses_of(segment).words
    nouns = (word for word in phrase if words.lowers[word] in cues.organisations - cues.offices)
    noun = next(nouns, None)
    if noun is None:
        return None
    start, end = segment.bounds_of(range(noun, noun + 1))
    return Mention(segment.index, noun, noun, start, end, words.forms[noun], "organisation")


def _office(
    rule: str, segment: Segment, about: tuple[Mention, Mention | None], phrase: list[int], cues: Cues
) -> Office | None:
    """Return the office that a phrase states of a person in a body (``about``)."""
    words, (person, body) = clauses_of(segment).words, about
    office = _words(words, phrase, cues, body)
    if not office:
        return None
    first = next(word for word in phrase if words.lowers[word] not in cues.naming.articles)
    start, end = segment.bounds_of(range(first, phrase[-1] + 1))
    return Office(rule, person, body, office, min(person.start, start), max(person.end, end))


def _words(words: Words, phrase: list[int], cues: Cues, body: Mention | None) -> str:
    """Return the office without determiner and organisation; several offices are joined by a semicolon."""
    inside = range(body.first, body.last + 1) if body is not None else range(0)
    kept = [word for word in phrase if word not in inside]
    kept = _dropped(words, kept, cues.naming.around_offices)
    kept = _dropped(words, kept[::-1], cues.naming.around_offices | cues.naming.behind_offices)[::-1]
    parts = [part.strip() for part in _AND.split(_spaced(words, kept)) if part.strip()]
    return "; ".join(_lowered(part) for part in parts)


def _dropped(words: Words, kept: list[int], fillers: frozenset[str]) -> list[int]:
    first = next((place for place, word in enumerate(kept) if words.lowers[word] not in fillers), len(kept))
    return kept[first:]


def _spaced(words: Words, kept: list[int]) -> str:
    """Return words, each with the space that stands behind it."""
    gaps = [" " if word + 1 < len(words) and words.starts[word + 1] > words.ends[word] else "" for word in kept]
    return "".join(words.forms[word] + gap for word, gap in zip(kept, gaps, strict=True)).strip()


def _lowered(office: str) -> str:
    return office.lower() if len(office.split()) == 1 else office
