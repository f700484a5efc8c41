"""After a decision: incidents and findings are brought up to date without reading anything again, and what turned is told."""

from collections.abc import Iterable

from servanda.pipeline.by_hand import resolve_entered
from servanda.pipeline.carrying import carry_findings
from servanda.pipeline.case import Case
from servanda.pipeline.differences import FindingChange, State, differences
from servanda.pipeline.diffing import past_of
from servanda.pipeline.relating import relate
from servanda.pipeline.sealing import require_open
from servanda.report import ReportView


def relate_again(case: Case) -> None:
    """Bring incidents and findings up to date with what people decided and entered since; documents are not read again.

    Raises `VaultLocked` where sealed documents are left out, and `StoreError`.
    """
    require_open(case, "incidents and findings made")
    resolve_entered(case)
    incidents, findings, _ = relate(case, lambda *_: None)
    carry_findings(case, incidents, findings)


def turned(case: Case, before: ReportView, after: ReportView) -> tuple[FindingChange, ...]:
    """Return the findings that count in only one of two views of a dossier, or differ in status or review."""
    then, now = _state(before), _state(after)
    return turning(differences(then, now, past_of(case, then, now)))


def turning(changes: Iterable[FindingChange]) -> tuple[FindingChange, ...]:
    """Return those of some changes in which a finding comes, goes, or changes its status or review."""
    return tuple(
        one
        for one in changes
        if one.change != "changed" or one.status_before != one.status_after or "review" in one.fields
    )


def _state(view: ReportView) -> State:
    incidents = (*view.incidents, *view.turned_down.incidents)
    return State(None, view.counted_findings, {one.id: one for one in incidents}, view.decisions)
