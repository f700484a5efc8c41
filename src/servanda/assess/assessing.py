"""The order of work: every agreement, every provision, every incident, every party that it concerns."""

from collections.abc import Iterator, Sequence

from servanda.assess.actors import Actors
from servanda.assess.composition import composition_outcomes
from servanda.assess.config import AssessConfig
from servanda.assess.events import outcomes
from servanda.assess.findings import Outcome, finding
from servanda.assess.milestones import milestone_outcomes
from servanda.assess.setting import Setting
from servanda.assess.times import check_timezone
from servanda.model.agreements import Provision
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.reference.agreement_files import AgreementBook

_DUTIES_TO_DO = frozenset({"withdraw", "perform"})


def assess(incidents: Sequence[Incident], book: AgreementBook, config: AssessConfig) -> Iterator[Finding]:
    """Yield what the incidents mean under the agreements of ``book``, in the order of the files whatever theirs is.

    Raises `ConfigError` where an agreement holds a date or time zone that is none.
    """
    ordered = tuple(
        sorted({incident.id: incident for incident in incidents}.values(), key=lambda incident: incident.id)
    )
    actors = Actors.of(config.knowledge)
    for agreement in book.agreements:
        check_timezone(agreement.id, agreement.timezone)
        setting = Setting(agreement, book, actors, config.as_of, config.version)
        for provision in agreement.provisions:
            yield from (finding(provision, outcome, setting) for outcome in _under(ordered, provision, setting))
        for criterion in agreement.composition:
            found = composition_outcomes(ordered, criterion, setting)
            yield from (finding(criterion, outcome, setting) for outcome in found)


def _under(incidents: Sequence[Incident], provision: Provision, setting: Setting) -> Iterator[Outcome]:
    if provision.evaluate == "milestone" or provision.act.kind in _DUTIES_TO_DO:
        return milestone_outcomes(incidents, provision, setting)
    return (outcome for incident in incidents for outcome in outcomes(incident, provision, setting))
