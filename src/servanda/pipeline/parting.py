"""`show` with two incidents: why they are not one."""

from collections.abc import Mapping

from servanda.corroborate import Parting, parting
from servanda.errors import UsageError
from servanda.model.incidents import Incident
from servanda.pipeline.case import Case
from servanda.pipeline.deciding import find_one
from servanda.pipeline.relating import to_corroborate
from servanda.pipeline.view import incidents_with_handles
from servanda.report import link_words
from servanda.text.counting import counted


def why_apart(case: Case, one: str, other: str) -> list[str]:
    """Return in lines why two incidents are kept apart, each given by id, key or handle; nothing is stored.

    Raises `NotFoundError` for what is not in the dossier and `UsageError` for what is no incident, or twice the same.
    """
    handled = {incident.id: incident for incident in incidents_with_handles(case)}
    first, second = (_incident(case, name, handled) for name in (one, other))
    if first.id == second.id:
        raise UsageError(
            f"{one} and {other} are one incident; why its claims belong together: servanda show {case.folder} {one}"
        )
    claims, sources, config = to_corroborate(case)
    told = parting((first.members, second.members), claims, sources, config)
    return _lines(first.handle or first.id, second.handle or second.id, told)


def _incident(case: Case, name: str, handled: Mapping[str, Incident]) -> Incident:
    record = find_one(case, name)
    if not isinstance(record, Incident):
        raise UsageError(
            f"{name} is no incident; two incidents are compared, such as INC-0001 INC-0002: servanda incidents {case.folder}"
        )
    return handled.get(record.id, record)


def _lines(one: str, other: str, told: Parting) -> list[str]:
    lines = [f"{one} and {other} are kept apart; {counted(told.n_pairs, 'pair')} of their claims compared"]
    lines += [f"  {reason}: {n} of {told.n_pairs}" for reason, n in told.forbidden]
    if told.n_silent:
        lines.append(f"  too little stated in common to be weighed: {told.n_silent} of {told.n_pairs}")
    if told.nearest is not None:
        near = told.nearest
        lines.append(f"  what speaks most for one event, between {near.a} and {near.b}: {link_words(near)}")
        lines.append(
            f"  one event needs a score of {told.threshold:.1f} on the average of all pairs, and none that is excluded"
        )
    return lines
