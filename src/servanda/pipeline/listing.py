"""Lists of what is current, filtered, for the command line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from servanda.errors import UsageError
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import kind_of
from servanda.pipeline.case import Case
from servanda.pipeline.view import build_view
from servanda.report import ROWS, TOLL_COLUMNS, ReportView, TurnedDown

Test = Callable[[Any, str, ReportView], bool]


class Listed(NamedTuple):
    """Records, a flat row for each, and how many more pass the filters but were rejected by people."""

    records: list[Any]
    rows: list[dict[str, Any]]
    n_turned_down: int


def list_records(case: Case, what: str, wanted: Mapping[str, str]) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return records and rows, as `list_reviewed` does."""
    listed = list_reviewed(case, what, wanted)
    return listed.records, listed.rows


def list_reviewed(case: Case, what: str, wanted: Mapping[str, str]) -> Listed:
    """Return the current records of ``what`` (a key of `report.ROWS`) that pass ``wanted``.

    ``wanted`` takes since, until (ISO dates), place, actor, kind and status. Rejected claims and incidents, with the findings
    on these, are listed where status is ``rejected``, else counted. Raises `UsageError` for a date that is none.
    """
    for end in ("since", "until"):
        check_date(end, wanted.get(end))
    view = build_view(case)
    pairs = list(_passing(view, what, wanted))
    if what not in TurnedDown._fields or not any(view.turned_down):
        return Listed([record for record, _ in pairs], [row for _, row in pairs], 0)
    whole = view.with_turned_down()
    others = {name: value for name, value in wanted.items() if name != "status"}
    aside = {record.id for record in getattr(view.turned_down, what)}
    n_aside = sum(record.id in aside for record, _ in _passing(whole, what, others))
    if wanted.get("status", "").casefold() == "rejected":
        pairs, n_aside = list(_passing(whole, what, wanted)), 0
    return Listed([record for record, _ in pairs], [row for _, row in pairs], n_aside)


def _passing(view: ReportView, what: str, wanted: Mapping[str, str]) -> Iterator[tuple[Any, dict[str, Any]]]:
    tests = [(_TESTS[name], value) for name, value in wanted.items()]
    yield from (pair for pair in ROWS[what](view) if all(test(pair[0], value, view) for test, value in tests))


def without_bounds(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows for a terminal: the column ``tolls`` says in words what those of the bounds say apart."""
    return [{name: value for name, value in row.items() if name not in TOLL_COLUMNS} for row in rows]


def check_date(option: str, value: str | None) -> None:
    """Refuse the value of an option that is no ISO date. Raises `UsageError`."""
    from datetime import date

    try:
        date.fromisoformat(value or "2019-01-01")
    except ValueError as error:
        raise UsageError(f"--{option} {value!r} is no date; write it as 2019-02-15") from error


def _since(record: Any, value: str, view: ReportView) -> bool:
    start, end = _when(record, view)
    return (end or start or "") >= value


def _until(record: Any, value: str, view: ReportView) -> bool:
    start, _ = _when(record, view)
    return start is not None and start < value


def _when(record: Any, view: ReportView) -> tuple[str | None, str | None]:
    """Return the record's own time; that of a finding is its incident's, that of a claim without one its publication day."""
    if isinstance(record, Finding):
        return _when(_incident(record, view), view)
    time = getattr(record, "time", None)
    if time is not None and time.start:
        return time.start, time.end
    texts = {text.document_id: text.published_on for text in view.texts}
    day = texts.get(getattr(record, "document_id", ""))
    return day, day


def _place(record: Any, value: str, view: ReportView) -> bool:
    if isinstance(record, Finding):
        return _place(_incident(record, view), value, view)
    places = (record.place,) if isinstance(record, Incident) else getattr(record, "places", ())
    return any(_same(value, (place.name, place.place_id)) for place in places)


def _actor(record: Any, value: str, view: ReportView) -> bool:
    if isinstance(record, Finding):
        return _same(value, (record.party,)) or _actor(_incident(record, view), value, view)
    people = [*getattr(record, "actors", ()), *getattr(record, "participants", ()), *getattr(record, "attribution", ())]
    return any(_same(value, (person.name, person.entity_id)) for person in people)


def _kind(record: Any, value: str, view: ReportView) -> bool:
    if isinstance(record, Finding):
        return _kind(_incident(record, view), value, view)
    if isinstance(record, Incident):
        return _same(value, (record.kind, record.mode))
    event = getattr(record, "event", None)
    return record is not None and _same(value, (kind_of(record), event.plover if event else None))


def _status(record: Any, value: str, view: ReportView) -> bool:
    """A finding passes by its status too; one on a rejected incident is rejected with it."""
    aside = isinstance(record, Finding) and record in view.turned_down.findings
    return _same(value, (getattr(record, "status", None), "rejected" if aside else view.review_of(record)))


def _incident(finding: Finding, view: ReportView) -> Incident | None:
    return next((incident for incident in view.incidents if incident.id == finding.incident_id), None)


def _same(value: str, names: Iterable[str | None]) -> bool:
    return any(name is not None and name.casefold() == value.casefold() for name in names)


_TESTS: dict[str, Test] = {
    "since": _since,
    "until": _until,
    "place": _place,
    "actor": _actor,
    "kind": _kind,
    "status": _status,
}
