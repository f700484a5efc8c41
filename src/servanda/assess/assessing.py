"""The order of work: every agreement, every provision, every incident, every party that it concerns.

`survey` says what there is to tell, without a word of explanation; a `Verdict` writes out its finding, with the whole
trace, when it is asked to. `assess` asks all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.assess.actors import Actors
from servanda.assess.again import Assessed, Before, Holding
from servanda.assess.alternatives import Subject, alternatives
from servanda.assess.clocks import by_instants
from servanda.assess.column_store import Columns
from servanda.assess.composition import composition_outcomes
from servanda.assess.config import AssessConfig
from servanda.assess.events import screened, trace
from servanda.assess.findings import Outcome, finding, finding_id
from servanda.assess.milestones import milestone_outcomes
from servanda.assess.published import by_publication
from servanda.assess.rulings import Ground, beside
from servanda.assess.setting import Setting
from servanda.assess.times import check_timezone
from servanda.model.agreements import Bound, Criterion, Provision
from servanda.model.findings import Finding, FindingStatus
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.reference.agreement_files import AgreementBook
from servanda.reference.agreement_files.vocabulary import DUTIES


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one incident (or silence) means under one rule for one party. ``written`` is ``None`` until a trace is asked for."""

    status: FindingStatus
    rule: Provision | Criterion
    incident: Incident | None
    bound: Bound | None
    setting: Setting
    written: Outcome | None = None

    @property
    def id(self) -> str:
        """Id of the finding."""
        return finding_id(self.rule, self.incident, self.bound, self.setting)

    def kept(self, holding: Holding) -> Finding | None:
        """Return the finding as an earlier assessment wrote it, where it still holds; never one that is told from all reports."""
        found = holding.kept(self.id, self.incident) if self.incident and not self.written else None
        return found if found and found.status == self.status else None

    def finding(self) -> Finding:
        """Return the finding with its whole trace."""
        if self.written or not isinstance(self.rule, Provision) or not self.incident:
            return finding(self.rule, self.written or Outcome(self.status, ()), self.setting)
        conditions = trace(self.incident, self.rule, self.bound, self.setting)
        ground = Ground(self.status, conditions, self.incident, self.bound, self.rule.article)
        ruled = beside(ground, self.setting)
        told = finding(self.rule, Outcome(self.status, conditions, self.incident, self.bound), self.setting)
        return replace(told, beside=ruled) if ruled else told


def assess(incidents: Sequence[Incident], book: AgreementBook, config: AssessConfig) -> Iterator[Finding]:
    """Yield what the incidents mean under the agreements of ``book``, in the order of the files whatever theirs is.

    Raises `ConfigError` where an agreement holds a date or time zone that is none.
    """
    verdicts = tuple(survey(incidents, book, config))
    others = _alternatives(verdicts)
    for number, verdict in enumerate(verdicts):
        yield _with(verdict.finding(), others.get(number, ()), config)


def assess_again(
    incidents: Sequence[Incident], book: AgreementBook, config: AssessConfig, before: Before | None
) -> tuple[tuple[Finding, ...], Assessed]:
    """Return the same findings, and what they rest on; those of incidents of which nothing changed are taken over from an earlier assessment.

    Raises `ConfigError` as `assess` does.
    """
    holding = Holding(book, config, before)
    verdicts = tuple(survey(incidents, book, config))
    others = _alternatives(verdicts)
    found = tuple(
        _with(verdict.kept(holding) or verdict.finding(), others.get(number, ()), config)
        for number, verdict in enumerate(verdicts)
    )
    return found, holding.assessed()


def _with(found: Finding, others: tuple[str, ...], config: AssessConfig) -> Finding:
    """Return a finding with the others of which only one can hold, and the day of this assessment."""
    if (found.alternative_to, found.as_of) == (others, config.as_of):
        return found
    return replace(found, alternative_to=others, as_of=config.as_of)


def survey(incidents: Sequence[Incident], book: AgreementBook, config: AssessConfig) -> Iterator[Verdict]:
    """Yield the same without the traces: for a large record of which few findings are looked at.

    Raises `ConfigError` as `assess` does.
    """
    ordered = tuple(
        sorted({incident.id: incident for incident in incidents}.values(), key=lambda incident: incident.id)
    )
    reports = tuple(incident for incident in ordered if incident.milestone or incident.composition)
    actors = Actors.of(config.knowledge)
    columns = Columns(by_publication(by_instants(ordered, book, config.timezone)), actors)
    for agreement in book.agreements:
        check_timezone(agreement.id, agreement.timezone)
        setting = Setting(agreement, book, actors, config.as_of, config.version, reports)
        for provision in agreement.provisions:
            yield from _under(columns, provision, setting)
        for criterion in agreement.composition:
            for found in composition_outcomes(reports, criterion, setting):
                yield Verdict(found.status, criterion, found.incident, found.bound, setting, found)


def is_duty(provision: Provision) -> bool:
    """Tell whether a provision asks for something to be done, and is held against reports on that."""
    return provision.evaluate == "milestone" or provision.act.kind in DUTIES


def _under(columns: Columns, provision: Provision, setting: Setting) -> Iterator[Verdict]:
    if is_duty(provision):
        for done in milestone_outcomes(provision, setting):
            yield Verdict(done.status, provision, done.incident, done.bound, setting, done)
        return
    for told in screened(columns, provision, setting):
        yield Verdict(told.status, provision, told.incident, told.bound, setting)


def _alternatives(verdicts: Sequence[Verdict]) -> Mapping[int, tuple[str, ...]]:
    """Return, by the number of a verdict, the ids of the findings that would hold instead under another candidate."""
    subjects = {
        number: Subject(one.setting.agreement.id, one.bound.actor if one.bound else None, one.rule, one.incident)
        for number, one in enumerate(verdicts)
        if one.incident and (one.incident.agreements or one.incident.milestone)
    }
    return {number: tuple(sorted(verdicts[o].id for o in others)) for number, others in alternatives(subjects).items()}
