"""`diff`: the findings of two runs of one dossier, compared."""

from collections.abc import Iterator

from servanda.errors import NotFoundError, UsageError
from servanda.model.claims import BaseClaim
from servanda.model.runs import Run
from servanda.pipeline.case import Case
from servanda.pipeline.differences import FindingChange, Past, State, differences
from servanda.pipeline.permitted import that_count
from servanda.report import assessed
from servanda.review import judge
from servanda.store import records_with

PREVIOUS = "previous"


def runs(case: Case) -> tuple[Run, ...]:
    """Return the runs that changed something, oldest first."""
    return tuple(case.store.records("run"))


def diff_runs(case: Case, since: str = PREVIOUS, until: str | None = None) -> Iterator[FindingChange]:
    """Yield how findings differ between the state after the run ``since`` and that after ``until`` (``None``: now).

    A run is named by its id, the beginning of one, or ``previous`` (the one before the newest). Raises `NotFoundError`,
    or `UsageError` where a beginning means several.
    """
    known = runs(case)
    entries = case.store.entries("run")
    before = _state(case, entries[_named(case, known, since).id])
    after = _state(case, entries[_named(case, known, until).id] if until else None)
    yield from differences(before, after, past_of(case, before, after))


def _named(case: Case, known: tuple[Run, ...], name: str) -> Run:
    listed = ", ".join(run.id for run in known) or "none"
    if name == PREVIOUS:
        if len(known) > 1:
            return known[-2]
        raise NotFoundError(
            f"{case.folder} has had {len(known)} run that changed something; there is no earlier one to compare with"
        )
    found = [run for run in known if run.id.startswith(name)] if name else []
    if not found:
        raise NotFoundError(f"there is no run {name!r}; the runs that changed something are: {listed}")
    if len(found) > 1:
        raise UsageError(
            f"{name!r} is the beginning of {len(found)} runs: {', '.join(run.id for run in found)}; give more of it"
        )
    return found[0]


def _state(case: Case, entry: int | None) -> State:
    store = case.store
    taken = store.entries("decision")
    decisions = tuple(one for one in store.decisions() if entry is None or taken[one.id] <= entry)
    findings = judge(tuple(store.current("assess", until=entry)), that_count(case, decisions))
    incidents = {one.id: one for one in store.current("corroborate", until=entry)}
    return State(entry, findings, incidents, decisions, assessed(findings))


def past_of(case: Case, *states: State) -> Past:
    """Return what causes of differences between states are told from."""
    wanted = {member for state in states for incident in state.incidents.values() for member in incident.members}
    claims: dict[str, BaseClaim] = records_with(case.store, "claim", wanted)
    return Past(
        claims=claims,
        claim_entries=case.store.entries("claim", wanted),
        document_entries=case.store.entries("document", {one.document_id for one in claims.values()}),
        handles={state.incident_id: state.handle for state in case.store.handles()},
    )
