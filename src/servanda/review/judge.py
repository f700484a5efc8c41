"""The review status of findings."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from servanda.errors import UsageError
from servanda.model.aliases import present_name
from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.model.making import replace
from servanda.review.aliasing import translated
from servanda.review.patches import FINDING_PATHS, amended_finding, checked
from servanda.review.standing import Judgement, judgements, standing

_NONE: Mapping[str, str] = MappingProxyType({})


def judge(
    findings: Sequence[Finding], decisions: Sequence[Decision], aliases: Mapping[str, str] = _NONE
) -> tuple[Finding, ...]:
    """Return the findings with what people decided on them: ``review`` and amended fields. Undecided ones stay proposed.

    ``aliases`` says which finding an earlier one became.
    """
    judged = judgements(translated(decisions, aliases, {finding.id for finding in findings}))
    return tuple(_judged(finding, judged.get(finding.id)) for finding in findings)


def outgrown(
    findings: Iterable[Finding], decisions: Sequence[Decision], aliases: Mapping[str, str] = _NONE
) -> tuple[Decision, ...]:
    """Return the standing decisions on findings that are current no more: to be shown as stale, never dropped."""
    current = {finding.id for finding in findings}
    on_findings = (decision for decision in standing(decisions) if decision.target.key.startswith("fnd_"))
    return tuple(item for item in on_findings if present_name(item.target.key, aliases, current) not in current)


def _judged(finding: Finding, judgement: Judgement | None) -> Finding:
    if judgement is None or judgement.status == "proposed":
        return finding
    try:
        amended = amended_finding(finding, checked(judgement.patch, FINDING_PATHS))
    except UsageError:  # an amendment that no longer fits is not applied; the status still says that a person looked
        amended = finding
    return replace(amended, review=judgement.status)
