"""Reading the phrase around a place name: city or province, part of an area, near, so many kilometres from."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from servanda.model.spans import Span
from servanda.text.folds import plain_latin
from servanda.text.numbers import read_numbers
from servanda.text.patterns import regex

Kind = Literal["any", "city", "village", "governorate", "district", "subdistrict"]
Relation = Literal["at", "part", "near", "offset", "between", "road"]

_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
_DIRECTION = r"(?P<direction>(?:north|south)[\s-]?(?:east|west)|north|south|east|west)(?:ern)?"
_PLAIN_DIRECTION = _DIRECTION.replace("?P<direction>", "?:")
_PARTS = r"(?:countryside|countrysides|suburbs?|outskirts|hinterlands?|rural areas?|farmlands?|parts?|(?<!residential )areas?|side|front|axis)"
_KINDS = {
    "city": "city", "town": "city", "village": "village", "hamlet": "village", "camp": "city", "municipality": "city",
    "governorate": "governorate", "province": "governorate", "oblast": "governorate", "state": "governorate", "region": "governorate",
    "muhafazah": "governorate", "countryside governorate": "governorate", "district": "district", "raion": "district", "county": "district",
    "subdistrict": "subdistrict", "sub-district": "subdistrict", "nahiyah": "subdistrict", "nahia": "subdistrict",
}  # fmt: skip
# Words before a name, in Arabic or romanised: "Nahiyat X", "ناحية X", "مدينة X".
_PREFIXED = {
    "nahiyat": "subdistrict", "nahiyeh": "subdistrict", "mintaqat": "district", "markaz": "city", "markez": "city", "madinat": "city",
    "qaryat": "village", "muhafazat": "governorate", "ناحية مركز": "subdistrict", "مركز ناحية": "subdistrict", "ناحية": "subdistrict", "منطقة": "district",
    "مركز": "city", "مدينة": "city", "بلدة": "city", "قرية": "village", "محافظة": "governorate",
}  # fmt: skip
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_KM_PER_MILE = 1.609344
_N_CONTEXT = 70

_I = re.IGNORECASE
_OF_KIND = regex(rf"(?:(?:the|a)\s+)?(?P<kind>{_KIND})\s+of\s+$", _I)
_PART_OF = regex(rf"(?:(?:the\s+)?(?:{_DIRECTION}[\s-]+)?{_PARTS}\s+(?:of|in|around)\s+)(?:the\s+)?$", _I)
_DIRECTED = regex(
    rf"(?:\b(?:in\s+)?(?:the\s+)?(?:{_DIRECTION}|rural|central|greater|(?:the\s+)?countryside\s+of)[\s-]+)$", _I
)
_RURAL = regex(r"\b(?:rural|reef|rif)\s+$", _I)
_NEAR = regex(
    r"\b(?:near|nearby|close to|outside|around|not far from|(?:in the )?vicinity of|towards?|outskirts of)\s+(?:the\s+)?$",
    _I,
)
_OFFSET = regex(
    rf"(?P<count>[\w.,]+(?:\s+[\w.]+)?)\s*[\s-](?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\s+(?:to\s+the\s+)?{_DIRECTION}\s+(?:of|from)\s+(?:the\s+)?$",
    _I,
)
_AFTER_KIND = regex(rf"^(?:'s)?\s+(?P<kind>{_KIND})\b", _I)
_AFTER_PART = regex(
    rf"^(?:'s)?\s+(?:{_DIRECTION}\s+)?(?:rural\s+)?(?P<part>countryside|suburbs|outskirts|hinterland|rural areas?)\b",
    _I,
)
_NAME = r"(?P<other>[A-Z][\w'’-]*(?:[\s-]+(?:(?:al|el|ash|ad|at|as|an|ar)[\s-])?[A-Z][\w'’-]*){0,3})"
_BETWEEN = regex(r"\bbetween\s+(?:the\s+)?(?:(?:towns?|villages?|cities)\s+of\s+)?$", _I)
_WORDS = _NAME.replace(r"[\s-]+", " ")  # of the two ends of "the A-B road" neither holds a dash
_AND_OTHER = regex(rf"^\s+and\s+(?:the\s+)?{_NAME}")
_OTHER_AND = regex(rf"\bbetween\s+(?:the\s+)?(?:(?:towns?|villages?|cities)\s+of\s+)?{_NAME}\s+and\s+(?:the\s+)?$")
_ROAD = r"(?:(?:main|desert|coastal|international|strategic|supply)\s+)*(?:road|highway|motorway|route|axis)s?"
_ROAD_WORD = regex(rf"\b{_ROAD}\s+between\b", _I)
_LINKS = r"(?:(?:leading\s+|running\s+|that\s+(?:leads|runs)\s+)?from|between|linking|connecting|which\s+(?:links|connects)|that\s+(?:links|connects))"
_TO_OTHER = r"(?:to|and|with)"
_ROAD_FROM = regex(rf"\b{_ROAD}\s+{_LINKS}\s+(?:the\s+)?$", _I)
_TO_NAME = regex(rf"^\s+{_TO_OTHER}\s+(?:the\s+)?{_NAME}")
_ROAD_FROM_OTHER = regex(rf"\b{_ROAD}\s+{_LINKS}\s+(?:the\s+)?{_NAME}\s+{_TO_OTHER}\s+(?:the\s+)?$")
_DASH_NAME = regex(rf"^\s?[-–—]\s?{_WORDS}(?i:\s+{_ROAD})\b")
_NAME_DASH = regex(rf"{_WORDS}\s?[-–—]\s?$")
_THEN_ROAD = regex(rf"^\s+{_ROAD}\b", _I)
_ROAD_TO = regex(rf"\b{_ROAD}\s+(?:leading\s+|that\s+leads\s+)?(?:to|towards?|into)\s+(?:the\s+)?$", _I)
_LEADING = regex(
    rf"^(?:the\s+|in\s+|(?:{_KIND})\s+of\s+|(?:{_PLAIN_DIRECTION}[\s-]+)?(?:{_PARTS})\s+of\s+|near\s+|around\s+)+", _I
)
_PREFIX = regex(rf"(?:(?:{'|'.join(_PREFIXED)})\s+)+", _I)
_LAST_PREFIX = regex(rf"(?P<kind>{'|'.join(_PREFIXED)})\s+$", _I)
_OWNER = regex(r"(?P<owner>\w+?)['’]?s\s+")
_LEADING_DIRECTION = regex(rf"(?:the\s+)?(?:{_DIRECTION}|central|rural|greater)[\s-]+", _I)
_TRAILING = regex(
    rf"(?:'s)?(?:\s+(?:{_PLAIN_DIRECTION}|{_KIND}|countryside|suburbs|outskirts|hinterland|rural areas?))+$", _I
)


@dataclass(frozen=True)
class PlacePhrase:
    """What the words around a toponym say: ``core`` is the bare name, at ``text[start:end]`` where it is known.

    ``bearing`` is in degrees from north; ``distance_km`` belongs to the relation ``offset``, ``other`` (the name of the
    second place) to ``between``, and to ``road`` where both ends are named.
    """

    core: str
    start: int | None
    end: int | None
    kind: Kind = "any"
    relation: Relation = "at"
    bearing: int | None = None
    distance_km: float | None = None
    other: str | None = None


def read_phrase(text: str, name: str, mention: Span | None, is_place: Callable[[str], bool]) -> PlacePhrase:
    """Return what the words in ``name`` and around ``mention`` say about the place that is meant.

    ``is_place`` tells whether a name is one of a place as it stands: "South Sudan" is, "South Idlib" is not.
    """
    words = mention.quote if mention and _same(mention.quote, name) else name
    first, last = (0, len(words)) if is_place(words) else _core(words, is_place)
    core = words[first:last].strip(" ,.'")
    located = mention is not None and words == mention.quote
    before, after = words[:first], words[last:]
    if mention and located:
        before = text[max(0, mention.start - _N_CONTEXT) : mention.start] + before
        after = after + text[mention.end : mention.end + _N_CONTEXT]
    start = mention.start + first if mention and located else None
    return _read(core or words, (start, start + last - first if start is not None else None), before, after)


def _core(words: str, is_place: Callable[[str], bool]) -> tuple[int, int]:
    """Return where the bare name stands in a phrase such as "the northern X countryside"."""
    lead, tail = _LEADING.match(words), _TRAILING.search(words)
    first, last = lead.end() if lead else 0, tail.start() if tail else len(words)
    prefix = _PREFIX.match(plain_latin(words), first, last)
    first = prefix.end() if prefix else first
    while first < last and not is_place(words[first:last]):
        direction = _LEADING_DIRECTION.match(words, first, last) or _owned(words, first, last, is_place)
        if not direction:
            break
        first = direction.end()
    return (first, last) if first < last else (0, len(words))


def _owned(words: str, first: int, last: int, is_place: Callable[[str], bool]) -> re.Match[str] | None:
    """Match a leading owner that is itself a place: "Yemen's X", also without the apostrophe that some sites lose."""
    owner = _OWNER.match(words, first, last)
    return owner if owner and is_place(owner["owner"]) and is_place(words[owner.end() : last]) else None


def _same(quote: str, name: str) -> bool:
    return quote.casefold() == name.casefold() or name.casefold() in quote.casefold()


def _read(core: str, at: tuple[int | None, int | None], before: str, after: str) -> PlacePhrase:
    before = before.replace("\n", " ")
    kind, before = _kind(before, after)
    offset = _OFFSET.search(before)
    if offset:
        return PlacePhrase(core, *at, kind, "offset", _bearing(offset), _kilometres(offset["count"], offset["unit"]))
    line = _line(before, after)
    if line:
        return PlacePhrase(core, *at, kind, line[0], other=line[1])
    part = _AFTER_PART.search(after) or _PART_OF.search(before) or _RURAL.search(before)
    if part:
        named = part if "direction" in part.re.groupindex and part["direction"] else _DIRECTED.search(before)
        return PlacePhrase(core, *at, kind, "part", _bearing(named))
    if _NEAR.search(before):
        return PlacePhrase(core, *at, kind, "near")
    directed = _DIRECTED.search(before)
    if directed and directed["direction"]:
        return PlacePhrase(core, *at, kind, "part", _bearing(directed))
    return PlacePhrase(core, *at, kind)


def _line(before: str, after: str) -> tuple[Relation, str | None] | None:
    """Return how the name is an end of a road or stretch, and the other end where it is named."""
    other = (_BETWEEN.search(before) and _AND_OTHER.search(after)) or _OTHER_AND.search(before)
    if other and not _ROAD_WORD.search(before):
        return "between", other["other"]
    other = (
        (_ROAD_FROM.search(before) and _TO_NAME.search(after))
        or _ROAD_FROM_OTHER.search(before)
        or _DASH_NAME.search(after)
        or (_THEN_ROAD.search(after) and _NAME_DASH.search(before))
    )
    if other or _ROAD_TO.search(before):
        return "road", other["other"] if other else None
    return None


def _kind(before: str, after: str) -> tuple[Kind, str]:
    """Return the kind of place that the words say, and what stands before them."""
    found = _AFTER_KIND.search(after)
    named = _OF_KIND.search(before)
    prefixed = _LAST_PREFIX.search(plain_latin(before))
    kind = _KINDS[(found or named)["kind"].lower()] if found or named else "any"  # type: ignore[index]
    if prefixed and kind == "any":
        kind = _PREFIXED[prefixed["kind"].lower()]
    return kind, before[: named.start()] if named else before  # type: ignore[return-value]


def _bearing(match: re.Match[str] | None) -> int | None:
    words = match["direction"] if match and "direction" in match.re.groupindex else None
    return _BEARINGS[re.sub(r"[\s-]", "", words.lower())] if words else None


def _kilometres(count: str, unit: str) -> float | None:
    found = read_numbers(count)
    decimal = re.search(r"\d+\.\d+", count)
    number = float(decimal[0]) if decimal else float(found[-1].maximum or 0) if found else None
    if number is None:
        return None
    return number * _KM_PER_MILE if unit.lower().startswith("mi") else number
