"""After a decision: incidents and findings are brought up to date without reading anything again, and what turned is told."""

from collections.abc import Iterable, Sequence

from servanda.model.codec import encode
from servanda.model.findings import Finding
from servanda.pipeline.by_hand import resolve_entered
from servanda.pipeline.carrying import carry_findings
from servanda.pipeline.case import Case
from servanda.pipeline.differences import FindingChange, State, differences
from servanda.pipeline.diffing import past_of
from servanda.pipeline.relating import relate
from servanda.pipeline.sealing import require_open
from servanda.report import Mended, ReportView
from servanda.store import Shelf


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
    digests = [_digests(view.counted_findings) for view in (before, after)]
    names = {name for one in digests for name in one if digests[0].get(name) != digests[1].get(name)}
    then, now = (_state(view, sorted(names & one.keys())) for view, one in zip((before, after), digests, strict=True))
    return turning(differences(then, now, past_of(case, then, now)))


def turning(changes: Iterable[FindingChange]) -> tuple[FindingChange, ...]:
    """Return those of some changes in which a finding comes, goes, or changes its status or review."""
    return tuple(
        one
        for one in changes
        if one.change != "changed" or one.status_before != one.status_after or "review" in one.fields
    )


def _digests(findings: Sequence[Finding]) -> dict[str, bytes]:
    """Return for each finding what is another where the finding is: of those that are kept in lists nothing has to be read for it."""
    base, gone, fresh = findings.parts() if isinstance(findings, Mended) else (findings, (), ())
    known = base.digests() if isinstance(base, Shelf) else {one.id: encode(one) for one in base}
    return {name: digest for name, digest in known.items() if name not in gone} | {one.id: encode(one) for one in fresh}


def _state(view: ReportView, names: Iterable[str]) -> State:
    """Return a view as a state, with the findings of these names alone."""
    findings = tuple(view.findings_by_id[name] for name in names)
    acts = (view.acts_by_id.get(one.incident_id or "") for one in findings)
    return State(None, findings, {act.id: act for act in acts if act}, view.decisions, view.assessed)
