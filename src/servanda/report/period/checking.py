"""What checks say of an act: that a monitor confirmed it, that nothing was found for it, or that it was disproved.

Only that it happened is asked here: a toll that nobody could confirm, or a doer whom nobody could tell, leaves the act what it is.
"""

from collections.abc import Callable, Iterator
from typing import Final

from servanda.model.claims import Claim
from servanda.model.incidents import Incident
from servanda.model.verification import Verification
from servanda.report.period.ground import Ground

_REFUTING: Final = frozenset({"not_corroborated", "disproved"})
IsMonitor = Callable[[Claim], bool]
"""Whether what a document says itself is a monitor's own word."""


def is_confirmed(incident: Incident, ground: Ground, is_monitors: IsMonitor) -> bool:
    """Tell whether a monitor's own check confirmed an act: not the word of an outlet, or of a party, that "confirms" it."""
    return any(
        checked.value == "confirmed" and _is_by_monitor(claim, checked, ground, is_monitors)
        for claim, checked in _checks(incident, ground)
    )


def is_refuted(incident: Incident, ground: Ground) -> bool:
    """Tell whether somebody who is no party to the conflict found nothing for an act, or disproved it."""
    return any(
        checked.value in _REFUTING and not _is_by_party(claim, checked, incident, ground)
        for claim, checked in _checks(incident, ground)
    )


def _checks(incident: Incident, ground: Ground) -> Iterator[tuple[Claim, Verification]]:
    """Yield the claims of an act that were checked as to whether it happened, with what came of it."""
    for claim in ground.claims_of(incident.members):
        checked: Verification | None = getattr(claim, "verification", None)
        if checked is not None and checked.on == "occurrence":
            yield claim, checked


def _is_by_monitor(claim: Claim, checked: Verification, ground: Ground, is_monitors: IsMonitor) -> bool:
    """Tell whether a monitor checked, by the word of somebody who is bound to no party."""
    source = ground.sources.get(claim.document_id)
    if source is not None and source.interested_in:
        return False
    return is_monitors(claim) if checked.by is None else checked.by.entity_id in ground.monitors


def _is_by_party(claim: Claim, checked: Verification, incident: Incident, ground: Ground) -> bool:
    """Tell whether a party to the conflict checked, or a document that speaks for one."""
    source = ground.sources.get(claim.document_id)
    day = incident.time.start[:10] if incident.time.start else None
    actor = checked.by.entity_id if checked.by is not None else None
    behind = ground.belongs(actor, day) if actor else frozenset()
    bound = frozenset(source.interested_in) if source is not None else frozenset()
    return bool((behind | bound) & frozenset(ground.parties))
