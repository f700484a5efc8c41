"""The review status of findings."""

from collections.abc import Iterable, Sequence

from servanda.errors import UsageError
from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.model.making import replace
from servanda.review.patches import FINDING_PATHS, amended_finding, checked
from servanda.review.standing import Judgement, judgements, standing


def judge(findings: Iterable[Finding], decisions: Sequence[Decision]) -> tuple[Finding, ...]:
    """Return the findings with what people decided on them: ``review`` and amended fields. Undecided ones stay proposed."""
    judged = judgements(decisions)
    return tuple(_judged(finding, judged.get(finding.id)) for finding in findings)


def outgrown(findings: Iterable[Finding], decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the standing decisions on findings that are current no more: to be shown as stale, never dropped."""
    current = {finding.id for finding in findings}
    on_findings = (decision for decision in standing(decisions) if decision.target.key.startswith("fnd_"))
    return tuple(decision for decision in on_findings if decision.target.key not in current)


def _judged(finding: Finding, judgement: Judgement | None) -> Finding:
    if judgement is None or judgement.status == "proposed":
        return finding
    try:
        amended = amended_finding(finding, checked(judgement.patch, FINDING_PATHS))
    except UsageError:  # an amendment that no longer fits is not applied; the status still says that a person looked
        amended = finding
    return replace(amended, review=judgement.status)
