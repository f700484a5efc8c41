"""Rejected incidents that more reports tell of since: a decision was on what was known then."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from servanda.errors import NotFoundError
from servanda.model.incidents import Incident
from servanda.pipeline.case import Case
from servanda.pipeline.permitted import that_count
from servanda.review import judgements
from servanda.text.counting import counted


class Grown(NamedTuple):
    """A rejected incident by its handle, and how many reports tell of it that did not when it was rejected."""

    handle: str
    n_reports: int

    @property
    def words(self) -> str:
        """What a person should know, in one line."""
        tell = "tells" if self.n_reports == 1 else "tell"
        return (
            f"{self.handle} was rejected, and {counted(self.n_reports, 'further report')} {tell} of it since: "
            f"look again (servanda show DIR {self.handle})"
        )


def grown_since(case: Case, incidents: Iterable[Incident]) -> tuple[Grown, ...]:
    """Return which of these incidents people rejected on the strength of fewer reports, by handle."""
    return tuple(sorted(_grown(case, {incident.id: incident for incident in incidents})))


def _grown(case: Case, incidents: dict[str, Incident]) -> Iterator[Grown]:
    decisions = case.store.decisions()
    said, by_id = judgements(that_count(case, decisions)), {decision.id: decision for decision in decisions}
    for state in case.store.handles():
        judgement, incident = said.get(state.handle), incidents.get(state.incident_id or "")
        if judgement is None or judgement.status != "rejected" or incident is None:
            continue
        then = _documents(case, _seen(case, by_id[judgement.by or ""].target.id_seen))
        further = _documents(case, incident) - then if then else frozenset()
        if further:
            yield Grown(state.handle, len(further))


def _seen(case: Case, name: str | None) -> Incident | None:
    """Return the incident as it was when it was decided on, ``None`` where that was not kept."""
    try:
        found = case.store.get("incident", name) if name else None
    except NotFoundError:
        return None
    return found if isinstance(found, Incident) else None


def _documents(case: Case, incident: Incident | None) -> frozenset[str]:
    """Return the documents that tell of an incident."""
    if incident is None:
        return frozenset()
    return frozenset(case.store.get("claim", member).document_id for member in incident.members)
