"""What the conditions of a provision add up to: the table of statuses for single incidents."""

from collections.abc import Mapping
from typing import Final

from servanda.assess.kleene import Truth, all_of
from servanda.model.agreements import Provision
from servanda.model.findings import FindingStatus

Truths = Mapping[str, Truth]
_PLACE_OR_TIME: Final = frozenset({"in_force", "in_zone"})
_YIELDS: Final[dict[str, FindingStatus]] = {
    "prohibition": "alleged_violation", "obligation": "duty_engaged", "permission": "permitted",
}  # fmt: skip


def status_of(truths: Truths, provision: Provision, *, spared: bool, named: bool) -> FindingStatus | None:
    """Return the status that the conditions give, or ``None`` where there is nothing worth telling.

    ``named``: a bound party is held to be concerned; ``spared``: all that was hit is left out by the provision.
    ``not_applicable`` is told only where a bound party is named and the provision does not reach the incident in one
    respect, time, place or target; ``permitted`` where all holds but the target, which the provision leaves out. Nothing is told of
    an incident of another kind, one that nobody says happened, or one of which too little is known to ask a question.
    """
    if "false" in {truths["act"], truths["modality"]}:
        return None
    held = all_of(truths.values())
    if held == "false":
        told = provision.act.kind != "prevent" and named
        return _beyond(truths, spared=spared) if told else None
    if held == "true":
        return _yields(provision)
    return "undetermined" if _worth_telling(truths) else None


def _beyond(truths: Truths, *, spared: bool) -> FindingStatus | None:
    """Return what to tell of an act that a provision does not reach."""
    if {truths["act"], truths["modality"], truths["attribution"]} != {"true"}:
        return None
    if len({name for name, value in truths.items() if value == "false"} & _PLACE_OR_TIME) == 1:
        return "not_applicable"
    rest = all_of(value for name, value in truths.items() if name != "target")
    if rest == "false" or not spared:
        return None
    return "permitted" if rest == "true" else "not_applicable"


def _worth_telling(truths: Truths) -> bool:
    """Tell whether an open question is one: an act of unknown date counts only where both place and party are known."""
    whose = truths.get("attribution", truths["bound"])
    return truths["in_force"] != "unknown" or "unknown" not in {truths["in_zone"], whose}


def _yields(provision: Provision) -> FindingStatus:
    return provision.yields or ("duty_engaged" if provision.act.kind == "prevent" else _YIELDS[provision.kind])
