"""What is current after a run, counted for its summary."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.period import Period
from servanda.pipeline.carrying import rejected_incidents
from servanda.pipeline.case import Case
from servanda.pipeline.current import (
    current_passed_over,
    current_quarantine,
    current_texts,
    extracted,
)
from servanda.pipeline.dossier_period import dossier_period
from servanda.pipeline.growing import grown_since
from servanda.pipeline.relating import agreement_book
from servanda.pipeline.summary import RunSummary
from servanda.report import Standing, acts_by_status, standing


class _Counting(NamedTuple):
    """What of the incidents and findings that nobody rejected counts, and by which period."""

    parted: Standing
    findings: tuple[Finding, ...]
    period: Period


def summary_of(case: Case, incidents: Sequence[Incident], findings: Sequence[Finding]) -> RunSummary:
    """Return what is current, without what the run did; what rests on an incident that people rejected is not counted."""
    aside = rejected_incidents(case, incidents)
    kept = [one for one in incidents if one.id not in aside]
    counting = _counting(case, kept, [one for one in findings if one.incident_id not in aside])
    parted = counting.parted
    return RunSummary(
        changed={},
        claims=dict(sorted(Counter(kind for one in extracted(case).joined.outlines for kind in one.kinds).items())),
        places=dict(extracted(case).places),
        n_documents=len(current_texts(case)),
        n_incidents=len(parted.acts),
        acts=acts_by_status(parted.acts, counting.findings),
        n_statements=len(parted.statements),
        n_background=len(parted.background),
        period=counting.period,
        n_rejected=len(aside),
        findings=dict(sorted(Counter(one.status for one in counting.findings).items())),
        quarantined=current_quarantine(case),
        passed_over=current_passed_over(case),
        grown=grown_since(case, incidents) if aside else (),
    )


def _counting(case: Case, incidents: Sequence[Incident], findings: Sequence[Finding]) -> _Counting:
    book = agreement_book(case)
    period = dossier_period(case.dossier.settings.period, book, current_texts(case))
    parted = standing(incidents, book, period)
    return _Counting(parted, parted.counted(findings), period)
