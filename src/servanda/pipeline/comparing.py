"""`compare`: a table of events held against the incidents of a dossier, by the same linkage that would join them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from servanda.model.claims import Claim, Effect, EventClaim
from servanda.model.incidents import Incident, IncidentToll, TollBySource
from servanda.model.joining import index_identifications, join
from servanda.model.period import Period
from servanda.model.tables import TableMap
from servanda.pipeline.carrying import rejected_incidents
from servanda.pipeline.case import Case, Step
from servanda.pipeline.citing import Cited, Holdings, rests_on
from servanda.pipeline.current import current_texts
from servanda.pipeline.imported import meanings
from servanda.pipeline.importing import ImportRequest, ReadTable, read_table
from servanda.pipeline.relating import Further, linked_with
from servanda.pipeline.sheet_cells import cells_by_row
from servanda.pipeline.view import incidents_with_handles
from servanda.text.counts import Said, together

Standing = Literal["matched", "counted differently", "ours only", "theirs only"]
STANDINGS: Final[tuple[Standing, ...]] = ("matched", "counted differently", "ours only", "theirs only")
Grouping = Literal["place", "month"]


@dataclass(frozen=True)
class Comparison:
    """The rows of a comparison in order of day and place, and what a reader must know of what was not compared."""

    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows stand how."""
        found = Counter(row["stands"] for row in self.rows)
        return {name: found[name] for name in STANDINGS}


class _Theirs(NamedTuple):
    """The table: its claims by id, and for each of these the row id and what it cites."""

    claims: Mapping[str, Claim]
    row_of: Mapping[str, str]
    cited: Mapping[str, tuple[Cited, ...]]


def compare_table(case: Case, request: ImportRequest, period: Period, step: Step) -> Comparison:
    """Return how the incidents of a dossier and the rows of a table stand to each other; nothing is stored.

    Tables of the same map that were imported do not take part. ``ours only`` are incidents of the kinds that the table holds, in its
    time: before, after and of other kinds it cannot hold them. Raises as `importing.read_table`.
    """
    step("reading", 0, 0)
    read = read_table(request, case.reference, case.dossier.collect_config())
    theirs = _theirs(case, request.map.map, read)
    same = {text.id for text in current_texts(case) if text.sheet and text.sheet.map == request.map.map.name}
    step("linking", 0, 0)
    keys = {claim.key: theirs.cited[name] for name, claim in theirs.claims.items()}
    further = Further((read.layer,), tuple(theirs.claims.values()), tuple(rests_on(keys)), same)
    incidents = linked_with(case, further)
    rows, beyond = [], Counter[str]()
    sorting = _Sorting(case, theirs, _held(theirs.claims.values(), period), period)
    for incident in incidents:
        mine = sorting.ours(incident)
        why = sorting.beyond(incident, mine)
        if why:
            beyond[why] += 1
        else:
            rows.append(_row(incident, mine, theirs, sorting.handles))
    rows.sort(key=_order)
    return Comparison(tuple(rows), tuple(_notes(read, beyond)))


def _order(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] or "" for name in ("start", "place", "ours", "theirs"))


def grouped(rows: Iterable[Mapping[str, Any]], by: Sequence[Grouping]) -> list[dict[str, Any]]:
    """Return how many rows stand how, by place, by month of the first day, or both; unknown ones under ``None``."""
    counts: dict[tuple[str | None, ...], Counter[str]] = {}
    for row in rows:
        key = tuple((row["start"] or "")[:7] or None if one == "month" else row["place"] for one in by)
        counts.setdefault(key, Counter())[row["stands"]] += 1
    order = sorted(counts, key=lambda key: tuple(part or "" for part in key))
    return [{**dict(zip(by, key, strict=True)), **{name: counts[key][name] for name in STANDINGS}} for key in order]


def _theirs(case: Case, table: TableMap, read: ReadTable) -> _Theirs:
    rows = [row for row in read.rows if row.claims]
    with case.reference.nlp.memory_zone():
        index = index_identifications(meanings(read.layer, rows, table, case.reference))
    holdings = Holdings(current_texts(case), case.dossier.sources())
    cells = cells_by_row(read.layer)
    claims: dict[str, Claim] = {}
    row_of: dict[str, str] = {}
    cited: dict[str, tuple[Cited, ...]] = {}
    for row in rows:
        for claim in row.claims:
            if isinstance(claim, EventClaim):
                claims[claim.id] = join(claim, index)
                row_of[claim.id] = (row.row_id or "").replace("\x1f", " ")
                cited[claim.id] = tuple(holdings.cited(table, cells[row.number], claim.time))
    return _Theirs(claims, row_of, cited)


class _Held(NamedTuple):
    """What the table can hold: kinds, and days from the first to the last."""

    kinds: frozenset[str]
    first: str | None
    last: str | None


def _held(claims: Iterable[Claim], period: Period) -> _Held:
    events = [claim for claim in claims if isinstance(claim, EventClaim)]
    days = [day for one in events for day in (one.time.start, one.time.end) if day]
    return _Held(
        frozenset(one.event.plover for one in events),
        period.since or min(days, default=None),
        period.until or max(days, default=None),
    )


class _Sorting:
    """What of an incident is ours, and why one is not compared; ``handles`` are names of our incidents by claim id."""

    def __init__(self, case: Case, theirs: _Theirs, held: _Held, period: Period) -> None:
        on_record = incidents_with_handles(case)
        rejected = rejected_incidents(case, on_record)
        self.handles = {member: one.handle or "" for one in on_record for member in one.members}
        self._turned_down = {member for one in on_record if one.id in rejected for member in one.members}
        self._theirs, self._held, self._period = theirs.claims, held, period

    def ours(self, incident: Incident) -> list[str]:
        """Return the claims of ours that people left in."""
        return [name for name in incident.members if name not in self._theirs and name not in self._turned_down]

    def beyond(self, incident: Incident, mine: Collection[str]) -> str | None:
        """Say why an incident is not compared, ``None`` where it is."""
        is_theirs = any(member in self._theirs for member in incident.members)
        if not mine and not is_theirs:
            return "incidents that people rejected"
        if self._period != Period() and self._period.lies(incident.time) == "outside":
            return "incidents outside the period asked for"
        return None if is_theirs else self._not_held(incident)

    def _not_held(self, incident: Incident) -> str | None:
        if incident.kind not in self._held.kinds:
            return "incidents of ours of kinds that the table does not hold"
        lies = Period(self._held.first, self._held.last).lies(incident.time)
        return {
            "outside": "incidents of ours outside the time of the table",
            "undated": "incidents of ours without a day",
        }.get(lies)


def _row(incident: Incident, mine: Collection[str], theirs: _Theirs, handles: Mapping[str, str]) -> dict[str, Any]:
    rows = [member for member in incident.members if member in theirs.claims]
    sides = _sides(incident, mine, rows)
    differing = [effect for effect, (our, their) in sides.items() if _differ(our, their)]
    return {
        "stands": _standing(mine, rows, differing),
        "ours": _listed(_names(mine, handles)),
        "theirs": _listed(sorted(theirs.row_of[row] for row in rows)),
        "start": incident.time.start,
        "end": incident.time.end,
        "place": "; ".join(incident.place_names) or None,
        "kind": incident.kind,
        "counted by us": _words(sides, 0),
        "counted by them": _words(sides, 1),
        "differs in": _listed(differing),
        **_sources([one for row in rows for one in theirs.cited[row]]),
    }


def _names(mine: Collection[str], handles: Mapping[str, str]) -> list[str]:
    return sorted({handles.get(member) or "not yet run" for member in mine})


def _differ(our: Said | None, their: Said | None) -> bool:
    return our is not None and their is not None and not _compatible(our, their)


def _sides(
    incident: Incident, mine: Collection[str], rows: Collection[str]
) -> dict[Effect, tuple[Said | None, Said | None]]:
    """Return what we and they count, by effect."""
    tolls = {toll.effect: toll for toll in incident.casualties}
    return {effect: (_said(toll, mine), _said(toll, rows)) for effect, toll in sorted(tolls.items())}


def _standing(mine: Collection[str], rows: Collection[str], differing: Collection[str]) -> Standing:
    if not mine or not rows:
        return "ours only" if mine else "theirs only"
    return "counted differently" if differing else "matched"


def _sources(cited: Sequence[Cited]) -> dict[str, str | None]:
    return {
        "cited and held": _listed(dict.fromkeys(name for one in cited for name in one.held)),
        "cited, not held": "; ".join(dict.fromkeys(_shown(one) for one in cited if not one.held)) or None,
    }


def _listed(names: Iterable[str]) -> str | None:
    return ", ".join(names) or None


def _said(toll: IncidentToll, members: Collection[str]) -> Said | None:
    said = [_count(one) for one in toll.by_source if one.claim in members]
    return together(said) if said else None


def _count(one: TollBySource) -> Said:
    return Said.of(one.minimum, one.maximum, one.words)


def _compatible(one: Said, other: Said) -> bool:
    """Tell whether one count holds the other: "at least 5" holds 7, 3 to 5 does not hold 4 to 9."""
    return _holds(one, other) or _holds(other, one)


def _holds(wide: Said, narrow: Said) -> bool:
    low = wide.minimum is None or (narrow.minimum is not None and narrow.minimum >= wide.minimum)
    high = wide.maximum is None or (narrow.maximum is not None and narrow.maximum <= wide.maximum)
    return low and high


def _words(sides: Mapping[Effect, tuple[Said | None, Said | None]], side: int) -> str | None:
    return "; ".join(f"{effect} {both[side].words}" for effect, both in sides.items() if both[side]) or None  # type: ignore[union-attr]


def _shown(one: Cited) -> str:
    return f"{one.name} {one.day}" if one.day else one.name


def _notes(read: ReadTable, beyond: Mapping[str, int]) -> Iterator[str]:
    refused, skipped = sum(bool(row.refused) for row in read.rows), sum(bool(row.skipped) for row in read.rows)
    if refused or skipped:
        yield f"not compared: {refused} rows refused and {skipped} left out by the map (see the preview of import)"
    yield from (f"not compared: {n} {why}" for why, n in beyond.items())
    yield from read.notes
