"""`verify` and `head`: is everything still what it was, and what somebody outside should keep to know it."""

from collections.abc import Iterator
from pathlib import Path

from servanda.errors import NotFoundError, VaultLocked
from servanda.pipeline.case import Case
from servanda.pipeline.current import check_extracted
from servanda.pipeline.exports import exports
from servanda.pipeline.grading import check_sources
from servanda.pipeline.indexing import check_search
from servanda.pipeline.inputs import check_inputs, newest_run, waiting_inputs
from servanda.pipeline.ready import check_ready
from servanda.pipeline.relating import check_linked
from servanda.pipeline.sealing import not_compared, unsealed
from servanda.report import Known, examined
from servanda.store import (
    NOBODY,
    Difference,
    Noted,
    Witness,
    as_far_as_possible,
    notes,
    open_to_others,
    read_noted,
    uncovered,
    verify,
)


def verify_case(case: Case, witness: Witness = NOBODY) -> tuple[Difference, ...]:
    """Return everything that is not as it was written, signed and stamped, that ``witness`` does not bear out, edited inputs, and lists and a search index that show something else.

    Without a witness the inputs that something on record rests on, with one all that are not as they were entered (decision 0142). Raises `UsageError` for a witness that is none.
    """
    return (
        *verify(case.store, _roots(case), witness),
        *as_far_as_possible(case.store, "inputs", check_inputs(case, strictly=witness.is_asked)),
        *as_far_as_possible(case.store, "lists", check_ready(case)),
        *as_far_as_possible(case.store, "sources", check_sources(case)),
        *as_far_as_possible(case.store, "what was found", check_extracted(case)),
        *as_far_as_possible(case.store, "linkage", check_linked(case)),
        *as_far_as_possible(case.store, "search", check_search(case)),
    )


def verify_notes(case: Case, witness: Witness = NOBODY) -> tuple[str, ...]:
    """Return what is no difference, but limits what was verified: what is unsigned, unstamped or unchecked, or waits for a run.

    For a dossier that verifies; what is damaged raises `StoreCorrupt`.
    """
    run = newest_run(case)
    covered = frozenset(item.path for item in run.inputs) if run else frozenset()
    waiting = waiting_inputs(case)
    told = (one for one in (unsealed(case), not_compared(case)) if one)
    around = notes(case.store, _roots(case), witness)
    return (*waiting, *around, *_open_exports(case), *told, uncovered(case.store, covered))


def _open_exports(case: Case) -> Iterator[str]:
    """Yield which exports that stand where they were written are open to others, and why that cannot be told."""
    try:
        found = {export.path: export.audience for export in exports(case) if export.is_there}
    except (VaultLocked, OSError):
        yield "where exports were written stands in the vault, which is not open: whether others can read them is unchecked"
        return
    private = (path for path, audience in found.items() if audience != "public")
    yield from open_to_others((path, f"the export {path}") for path in private)


def todays_head(case: Case) -> str:
    """Sign what is not signed yet, where the key is at hand, and return the newest head as a line for somebody outside.

    Raises `NotFoundError` where nothing is signed.
    """
    case.store.sign()
    head = case.store.newest_head()
    if head is None:
        raise NotFoundError(f"{case.folder}: nothing is signed yet, so there is no head; collect first: servanda add")
    return Noted.of(head).line()


def _roots(case: Case) -> Path | None:
    roots = case.folder / case.dossier.settings.stamp_roots
    return roots if roots.is_file() else None


def verify_bundle(
    place: Path, witness: Witness = NOBODY, release: Path | None = None
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return every difference (where, what) in an evidence bundle, and notes: what its own ``verify.py`` checks.

    A bundle with proofs is held against a ``release`` that was given out before and that it opens.

    Raises `UsageError` for a witness that is none.
    """
    noted = read_noted(witness.head).line() if witness.head is not None else None
    return examined(place, known=Known(witness.key, noted, witness.stamp, release))
