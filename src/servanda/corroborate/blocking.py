"""Which pairs of event mentions are worth comparing: those that share a kind, a day and a neighbourhood, or a document."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

import h3

from servanda.corroborate.acts import Pair
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.headings import name_of
from servanda.corroborate.places import Site
from servanda.corroborate.tolls import rare_counts
from servanda.corroborate.windows import HOURS_PER_DAY
from servanda.model.linkage import LinkageWeights

_RESOLUTION = 4  # cells with an edge of about 23 km
_CELL_REACH_KM = 20.0
_SILENT, _PLACED = "heading", "placed"
_NO_DAY = -1  # of accounts that state none and whose publication nobody knows
_Key = tuple[str, str, int, str]
_Heading = tuple[str, str, str, int, str]
Asked = Collection[str] | None
"""Tokens of which pairs are asked for; ``None``: of all."""


class Near(NamedTuple):
    """Which texts to compare beside those of one day and place.

    ``copies`` are pairs of documents that share their text, ``terms`` the rare words of each document that may stand for a
    place where none is named, ``cited`` keys of rows with the documents on which they rest, ``told_at`` the place of each
    text that names one only, ``headed`` the names in what heads each document.
    """

    copies: frozenset[Pair]
    terms: Mapping[str, Sequence[str]]
    cited: frozenset[Pair]
    told_at: Mapping[str, Site]
    headed: Mapping[str, frozenset[str]]


def candidates(
    mentions: Sequence[EventMention], weights: LinkageWeights, near: Near, asked: Asked = None
) -> Iterator[tuple[EventMention, EventMention]]:
    """Yield each pair that may be one event once; of ``asked`` tokens those pairs that hold one of them."""
    seen: set[Pair] = set()
    groups = (
        _by_document(mentions),
        _by_key(mentions, weights, near.told_at, asked),
        _by_term(mentions, weights, near.terms, asked),
        _by_count(mentions, weights),
        _by_heading(mentions, weights, near.headed),
        _by_copy(mentions, near.copies),
        _by_citation(mentions, near.cited),
    )
    for group in chain.from_iterable(groups):
        for one, other in _pairs(group, asked):
            pair = (one.token, other.token)
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _pairs(group: Sequence[EventMention], asked: Asked) -> Iterable[tuple[EventMention, EventMention]]:
    """Return the pairs of a group in its order, those with an asked one."""
    if asked is None:
        return combinations(group, 2)
    places = [place for place, one in enumerate(group) if one.token in asked]
    if len(places) == len(group):
        return combinations(group, 2)
    pairs = sorted(
        {(min(own, other), max(own, other)) for own in places for other in range(len(group)) if own != other}
    )
    return ((group[first], group[second]) for first, second in pairs)


def _holds(group: Sequence[EventMention], asked: Asked) -> bool:
    """Tell whether a group holds an asked one."""
    return asked is None or any(one.token in asked for one in group)


class Sought(NamedTuple):
    """By what a mention and those of other documents find each other: keys under which it stands, and under which it looks."""

    document: str
    held: tuple[tuple[object, ...], ...]
    asked: tuple[tuple[object, ...], ...]


def sought(mentions: Iterable[EventMention], weights: LinkageWeights, near: Near) -> Iterator[Sought]:
    """Yield for each mention by what `candidates` pairs it with those of other documents, but for copies and citations."""
    for one in mentions:
        held, asked = zip(*_keys(one, weights, near), strict=True)
        yield Sought(one.claim.document_id, tuple(filter(None, held)), tuple(filter(None, asked)))


_Kept = tuple[tuple[object, ...], tuple[object, ...]]


def _keys(one: EventMention, weights: LinkageWeights, near: Near) -> Iterator[_Kept]:
    """Yield pairs of a key under which a mention stands and one under which it looks for others; empty where none."""
    yield (), ()
    days = _days(one, weights.limits["longest_window_days"])
    site = one.place or one.held_site or near.told_at.get(one.text)
    for day in days:
        yield from _of_a_day(one, day, site, weights.limits["rare_count"])
        yield from _of_headings(one, day, near.headed)
    undated = one.time is None and one.guess is None
    for day in (_NO_DAY,) if undated else days:
        yield from _of_terms(one, day, near.terms.get(one.claim.document_id, ()))


def _of_a_day(one: EventMention, day: int, site: Site | None, rare: float) -> Iterator[_Kept]:
    """Yield the keys of a day: its cells, its rare counts, and that it stands in the day at all, for what is too wide for a cell."""
    cells, key = _cells(site), (one.kind, one.aspect, day)
    is_wide = not cells and (site or one.kind == "COMPOSITION")
    yield ("every", *key), (("every", *key) if is_wide else ())
    yield (("wide", *key) if is_wide else ()), ("wide", *key)
    yield from ((("cell", *key, cell),) * 2 for cell in cells)
    yield from ((("count", *key, *count),) * 2 for count in rare_counts(one.tolls, rare))


def _of_headings(
    one: EventMention, day: int, headed: Mapping[str, frozenset[str]]
) -> Iterator[tuple[_Heading, _Heading]]:
    """Yield the keys of a place, or of the names that head a text without one: each looks for the other."""
    key = one.kind, one.aspect, day
    if one.place is None:
        names = sorted(headed.get(one.claim.document_id, ()))
        yield from (((_SILENT, *key, name), (_PLACED, *key, name)) for name in names)
    elif _cells(one.place):
        name = name_of(one.place)
        yield (_PLACED, *key, name), (_SILENT, *key, name)


def _of_terms(one: EventMention, day: int, terms: Iterable[str]) -> Iterator[_Kept]:
    """Yield the keys of rare words of a day: of two that share one, at least one names no narrow place."""
    is_placed = bool(_cells(one.place))
    for term in terms:
        key = (one.kind, one.aspect, day, term)
        yield ("term", is_placed, *key), ("term", False, *key)
        yield (), (() if is_placed else ("term", True, *key))


def _by_document(mentions: Sequence[EventMention]) -> list[list[EventMention]]:
    groups: dict[tuple[str, str], list[EventMention]] = {}
    for mention in mentions:
        groups.setdefault((mention.text, mention.kind), []).append(mention)
    return [groups[key] for key in sorted(groups)]


def _by_key(
    mentions: Sequence[EventMention], weights: LinkageWeights, told_at: Mapping[str, Site], asked: Asked
) -> list[list[EventMention]]:
    """Group by kind, day and cell; what is too wide for a cell meets all of its kind and day."""
    fine: dict[_Key, list[EventMention]] = {}
    wide: dict[tuple[str, str, int], list[EventMention]] = {}
    every: dict[tuple[str, str, int], list[EventMention]] = {}
    for mention in mentions:
        site = mention.place or mention.held_site or told_at.get(mention.text)
        cells = _cells(site)
        for day in _days(mention, weights.limits["longest_window_days"]):
            key = (mention.kind, mention.aspect, day)
            every.setdefault(key, []).append(mention)
            for cell in cells:
                fine.setdefault((*key, cell), []).append(mention)
            if not cells and (site or mention.kind == "COMPOSITION"):
                wide.setdefault(key, []).append(mention)
    groups = [fine[key] for key in sorted(fine)]
    for key in sorted(key for key in wide if _holds(every[key], asked)):
        groups += [_in_order(one, other) for one in wide[key] for other in every[key] if one is not other]
    return groups


def _by_term(
    mentions: Sequence[EventMention], weights: LinkageWeights, terms: Mapping[str, Sequence[str]], asked: Asked
) -> Iterator[list[EventMention]]:
    """Yield pairs of one kind, day and rare word of which at least one names no narrow place."""
    groups: dict[_Key, list[EventMention]] = {}
    for mention in mentions:
        undated = mention.time is None and mention.guess is None
        for day in (_NO_DAY,) if undated else _days(mention, weights.limits["longest_window_days"]):
            for term in terms.get(mention.claim.document_id, ()):
                groups.setdefault((mention.kind, mention.aspect, day, term), []).append(mention)
    for key in sorted(key for key in groups if _holds(groups[key], asked)):
        unplaced = [one for one in groups[key] if not _cells(one.place)]
        names = {one.token for one in unplaced}
        yield unplaced
        placed = [one for one in groups[key] if one.token not in names]
        yield from (_in_order(one, other) for one in unplaced for other in placed)


def _by_count(mentions: Sequence[EventMention], weights: LinkageWeights) -> list[list[EventMention]]:
    """Group by kind, day and a count that is hardly met twice."""
    groups: dict[tuple[str, str, int, str, int], list[EventMention]] = {}
    for mention in mentions:
        for effect, count in sorted(rare_counts(mention.tolls, weights.limits["rare_count"])):
            for day in _days(mention, weights.limits["longest_window_days"]):
                groups.setdefault((mention.kind, mention.aspect, day, effect, count), []).append(mention)
    return [groups[key] for key in sorted(groups)]


def _by_heading(
    mentions: Sequence[EventMention], weights: LinkageWeights, headed: Mapping[str, frozenset[str]]
) -> Iterator[list[EventMention]]:
    """Yield pairs of one kind and day of which one states a place that the heading of the other's text names."""
    held: dict[_Heading, list[EventMention]] = {}
    for one in mentions:
        for day in _days(one, weights.limits["longest_window_days"]):
            for own, _ in _of_headings(one, day, headed):
                held.setdefault(own, []).append(one)
    for key in sorted(key for key in held if key[0] == _SILENT):
        placed = held.get((_PLACED, *key[1:]), ())
        yield from (_in_order(one, other) for one in held[key] for other in placed)


def _by_copy(mentions: Sequence[EventMention], copies: frozenset[Pair]) -> Iterator[list[EventMention]]:
    """Yield pairs that say the same words in two copies of one text."""
    copied = {document for pair in copies for document in pair}
    said: dict[str, dict[str, list[EventMention]]] = {}
    for mention in mentions:
        if mention.claim.document_id in copied:
            words = said.setdefault(mention.claim.document_id, {})
            words.setdefault(mention.claim.span.quote.casefold(), []).append(mention)
    for first, second in sorted(copies):
        here, there = said.get(first, {}), said.get(second, {})
        for quote in sorted(here.keys() & there.keys()):
            yield from (_in_order(one, other) for one in here[quote] for other in there[quote])


def _by_citation(mentions: Sequence[EventMention], cited: frozenset[Pair]) -> Iterator[list[EventMention]]:
    """Yield each row with what a document that it cites tells of its kind."""
    rows = {one.claim.key: one for one in mentions if one.compiled}
    told: dict[tuple[str, str], list[EventMention]] = {}
    for one in mentions:
        told.setdefault((one.claim.document_id, one.kind), []).append(one)
    for key, document in sorted(cited):
        row = rows.get(key)
        yield from (_in_order(row, one) for one in (told.get((document, row.kind), ()) if row else ()))  # type: ignore[arg-type]


def _in_order(one: EventMention, other: EventMention) -> list[EventMention]:
    return [one, other] if one.token < other.token else [other, one]


def _cells(site: Site | None) -> tuple[str, ...]:
    """Return the cell of a site and its neighbours, so that sites within reach of each other share one."""
    if site is None or not site.located or site.radius_km > _CELL_REACH_KM:
        return ()
    return _cells_around(site.place.latitude, site.place.longitude)


@lru_cache(maxsize=1 << 14)
def _cells_around(latitude: float, longitude: float) -> tuple[str, ...]:
    return tuple(sorted(h3.grid_disk(h3.latlng_to_cell(latitude, longitude, _RESOLUTION), 1)))


def _days(mention: EventMention, longest: float) -> range:
    """Return the days of the window; none where it is open or too long to link by."""
    window = mention.time or mention.guess
    if window is None or window.hours > longest * HOURS_PER_DAY:
        return range(0)
    first, last = (
        int((window.start - HOURS_PER_DAY) // HOURS_PER_DAY),
        int((window.end + HOURS_PER_DAY) // HOURS_PER_DAY),
    )
    return range(first + 1, last) if not window.exact else range(first, last + 1)
