"""What a person changes by hand in the report of a period, as records; and the period that one is of."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from servanda.errors import UsageError
from servanda.model.editions import EditKind, PeriodEdit
from servanda.model.ids import content_id
from servanda.model.making import replace
from servanda.model.period import Period
from servanda.pipeline.bundling import ReportRequest
from servanda.pipeline.case import Case
from servanda.pipeline.view import build_view
from servanda.pipeline.wanted import period_of
from servanda.report import Edits, edits_of
from servanda.text.suggesting import meant

EDIT: Final = "period_edit"


class Edit(NamedTuple):
    """One change by hand in a report: of which kind, in which words (a reason, where a row is meant), and which row (a category)."""

    what: EditKind
    words: str
    row: str | None = None


def period_edits(case: Case, audience: str, period: Period) -> Edits:
    """Return what the desk changed by hand in the report of a period for an audience."""
    found = case.store.records(EDIT)
    about = (audience, period.since, period.until)
    return edits_of(one for one in found if (one.audience, one.since, one.until) == about)


def edit_period(case: Case, request: ReportRequest, edits: Sequence[Edit]) -> None:
    """Record what a person changes by hand in the report of a period.

    Raises `UsageError` for a category that there is none of, and for a row without a reason.
    """
    period, at = whole_period(request.since, request.until), case.now()
    rows = [one.id for one in build_view(case).counting.categories]
    made = []
    for number, (what, words, row) in enumerate(edits):
        if row is not None and row not in rows:
            raise UsageError(f"the counting rule has no category {row!r}; {meant(row, rows)}")
        try:
            edit = PeriodEdit(
                id="", since=str(period.since), until=str(period.until), audience=request.audience, what=what, row=row, words=words.strip(), by=case.by, at=at,
            )  # fmt: skip
        except ValueError as error:
            raise UsageError(str(error)) from error
        made.append(replace(edit, id=content_id("edt", (number, edit))))
    with case.store.writer("reviewed", case.by, at, case.tool(what=EDIT)) as batch:
        for edit in made:
            batch.put(edit)


def whole_period(since: str | None, until: str | None) -> Period:
    """Return the period of a report, which needs both ends. Raises `UsageError`."""
    if not (since and until):
        given, other = ("--since", "--until") if since else ("--until", "--since")
        raise UsageError(f"{given} names one end of the period; add {other} DAY (the end is not included)")
    return period_of(_day("since", since), _day("until", until))


def _day(option: str, value: str) -> str:
    """Return an ISO date. Raises `UsageError` for anything else, an instant too: the cut-off hour stands in the rule."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(f"--{option} {value!r} is no date; write it as 2019-02-15") from error
