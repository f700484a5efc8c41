"""Lists of what is current, filtered, for the command line."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from servanda.errors import UsageError
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import kind_of
from servanda.model.period import Counted, Period, one_day
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.pipeline.case import Case
from servanda.pipeline.view import build_view
from servanda.pipeline.wanted import BACKGROUND, understood
from servanda.report import ROWS, TOLL_COLUMNS, ReportView, TurnedDown, acts_by_status

_PLACED_IN_TIME: Final = ("incidents", "findings")
Test = Callable[[Any, str, ReportView], bool]
Pair = tuple[Any, dict[str, Any]]


class Reviewed(NamedTuple):
    """What passes, surely and perhaps in a period.

    ``n_rejected`` more surely would that people rejected, and ``n_background`` on acts outside the ``period`` of the dossier. ``acts`` are those that
    listed findings rest on, by the gravest of these.
    """

    counted: Counted[Pair]
    n_rejected: int
    n_background: int = 0
    period: Period = Period()
    acts: Mapping[str, int] = {}


def list_records(case: Case, what: str, wanted: Mapping[str, str]) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return the current records of ``what`` (a key of `report.ROWS`) that pass ``wanted``, and a flat row for each.

    Of a period only what surely lies in it: see `list_period`. Raises `UsageError` for a date that is none.
    """
    pairs = list_period(case, what, wanted).sure
    return [record for record, _ in pairs], [row for _, row in pairs]


def list_period(case: Case, what: str, wanted: Mapping[str, str]) -> Counted[Pair]:
    """Return the current records of ``what`` that pass ``wanted``, each with a flat row: those surely in the period, and the others."""
    return list_reviewed(case, what, wanted).counted


def list_reviewed(case: Case, what: str, wanted: Mapping[str, str], view: ReportView | None = None) -> Reviewed:
    """Return the current records of ``what`` that pass ``wanted``, as `list_period` does, and how many rejected ones and ones in the background would.

    ``wanted`` takes since and until (ISO dates, the second not included), place, actor, kind and status. Rejected claims and
    incidents, with the findings on these, are listed where status is ``rejected``; incidents outside the dossier's period, with the findings on
    these, where it is ``background``. ``view`` is what is current, where that is at hand. Raises `UsageError` for a date that is
    none, for a period that is empty, and for a kind, status or actor that there is none of.
    """
    period, view = period_of(wanted.get("since"), wanted.get("until")), view or build_view(case)
    wanted = understood(wanted, view.with_turned_down(), case.reference)
    status, others = wanted.get("status", "").casefold(), {k: v for k, v in wanted.items() if k != "status"}
    if status == "rejected":
        return Reviewed(_counted(view.with_turned_down(), what, wanted, period), 0)
    if status == BACKGROUND:
        return Reviewed(_counted(view.in_background(), what, others, period), 0)
    found = _counted(view, what, wanted, period)
    n_background = len(_counted(view.in_background(), what, wanted, period).sure) if what in _PLACED_IN_TIME else 0
    return Reviewed(found, _n_rejected(view, what, others, period), n_background, view.period, _acts(found.sure, view))


def _n_rejected(view: ReportView, what: str, wanted: Mapping[str, str], period: Period) -> int:
    """Return how many rejected records surely pass."""
    aside = {record.id for kind in view.turned_down for record in kind}
    if not aside or what not in {*TurnedDown._fields, "statements"}:
        return 0
    return sum(record.id in aside for record, _ in _counted(view.with_turned_down(), what, wanted, period).sure)


def _acts(pairs: Iterable[Pair], view: ReportView) -> Mapping[str, int]:
    """Return the acts that listed findings rest on, each once, by the gravest of these."""
    findings = [record for record, _ in pairs if isinstance(record, Finding)]
    touched = {finding.incident_id for finding in findings}
    return acts_by_status([act for act in view.acts if act.id in touched], findings)


def _counted(view: ReportView, what: str, wanted: Mapping[str, str], period: Period) -> Counted[Pair]:
    tests = [(_TESTS[name], value) for name, value in wanted.items() if name in _TESTS]
    pairs = (pair for pair in ROWS[what](view) if all(test(pair[0], value, view) for test, value in tests))
    if period == Period():
        return Counted(tuple(pairs), ())
    times = _Times(view)
    return period.counted(pairs, lambda pair: times.of(pair[0]))


def period_of(since: str | None, until: str | None) -> Period:
    """Return the period that two options name. Raises `UsageError`."""
    for option, value in (("since", since), ("until", until)):
        check_date(option, value)
    if since and until and since >= until:
        raise UsageError(
            f"--since {since} --until {until}: an empty period, since --until is not included; write a later day"
        )
    return Period(since, until)


def without_bounds(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows for a terminal: the column ``tolls`` says in words what those of the bounds say apart."""
    return [{name: value for name, value in row.items() if name not in TOLL_COLUMNS} for row in rows]


def check_date(option: str, value: str | None) -> None:
    """Refuse the value of an option that is no ISO date. Raises `UsageError`."""
    try:
        date.fromisoformat(value or "2019-01-01")
    except ValueError as error:
        raise UsageError(f"--{option} {value!r} is no date; write it as 2019-02-15") from error


class _Times:
    """The times of records: of a finding its incident's; of a claim that tells of no act (a quotation, a stance) its publication day."""

    def __init__(self, view: ReportView) -> None:
        """Index the incidents and texts of ``view``."""
        self._incidents = {incident.id: incident.time for incident in view.incidents}
        self._published = {text.document_id: text.published_on for text in view.texts}

    def of(self, record: Any) -> TimeInterval:
        """Return when what a record is about took place; unknown where nobody says so."""
        if isinstance(record, Finding):
            return self._incidents.get(record.incident_id or "", UNKNOWN_TIME)
        time: TimeInterval | None = getattr(record, "time", None)
        if time is not None:
            return time
        published = self._published.get(getattr(record, "document_id", ""))
        return one_day(published) if published else UNKNOWN_TIME


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
    "place": _place,
    "actor": _actor,
    "kind": _kind,
    "status": _status,
}
