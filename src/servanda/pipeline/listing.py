"""Lists of what is current, filtered, for the command line."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from servanda.errors import UsageError
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import kind_of
from servanda.pipeline.case import Case
from servanda.pipeline.view import build_view
from servanda.report import ROWS, TOLL_COLUMNS, ReportView

Test = Callable[[Any, str, ReportView], bool]


def list_records(case: Case, what: str, wanted: Mapping[str, str]) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return the current records of ``what`` (a key of `report.ROWS`) that pass ``wanted``, and a flat row for each.

    ``wanted`` takes since, until (ISO dates), place, actor, kind and status. Raises `UsageError` for a date that is none.
    """
    for end in ("since", "until"):
        check_date(end, wanted.get(end))
    view = build_view(case)
    pairs = [
        pair for pair in ROWS[what](view) if all(_TESTS[name](pair[0], value, view) for name, value in wanted.items())
    ]
    return [record for record, _ in pairs], [row for _, row in pairs]


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


def _status(record: Any, value: str, _view: ReportView) -> bool:
    return _same(value, (getattr(record, "status", None), getattr(record, "review", None)))


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
