"""`expunge`: a document goes for good, with everything that was made of it; a tombstone says who did it and why."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from servanda.errors import NotFoundError, StoreUnavailable, UsageError
from servanda.model.documents import Document
from servanda.model.tombstones import Tombstone
from servanda.pipeline.case import Case
from servanda.pipeline.documents import described_document, family
from servanda.pipeline.exports import Export, exports
from servanda.pipeline.relating import relate
from servanda.store import Burial, Occasion, burial, expunge

_N_TELLING = 24
_EVENT = "expunged"


@dataclass(frozen=True)
class Expunged:
    """What an expunging did. ``deleted`` are exports that were removed; ``elsewhere`` exports that have to be asked back.

    ``remains`` names files of the dossier in which words of the document can still be read, and ``locator`` where it came
    from: both are for a person to look at.
    """

    tombstone: Tombstone
    deleted: tuple[Path, ...]
    elsewhere: tuple[Export, ...]
    remains: tuple[Path, ...]
    locator: str | None


def preview_expunging(case: Case, name: str) -> tuple[str, dict[str, int], tuple[Export, ...]]:
    """Return what expunging would take: the document's id, how much of each kind, the exports that hold it.

    Raises `NotFoundError`, `UsageError` and `VaultLocked`.
    """
    names = _family(case, _document(case, name))
    graves = {grave for one in names for grave in burial(case.store, one, names).graves}
    return names[-1], Burial(tuple(graves)).counts, _holding(case, names)


def expunge_document(case: Case, name: str, by: str, because: str) -> Expunged:
    """Expunge the document that an id or its beginning names, and bring incidents and findings up to date without it.

    Exports with it that still stand where they were written are deleted. Called again after a crash it finishes what is
    left. Raises `NotFoundError`, `UsageError`, `VaultLocked` (exports are looked up in the vault) and `StoreError`.
    """
    if not by.strip() or not because.strip():
        raise UsageError("an expunging needs a person and a reason: --by NAME --because TEXT")
    document = _document(case, name)
    names = _family(case, document)
    telling = tuple(_telling(case, names[-1]))
    holding = _holding(case, names)
    for identity in names:
        occasion = Occasion(_EVENT, by, case.now(), case.tool(because=because, document=identity))
        stone = expunge(case.store, identity, occasion)
    deleted = tuple(_deleted(export) for export in holding if export.is_there)
    relate(case, lambda *_: None)
    return Expunged(
        tombstone=stone,
        deleted=deleted,
        elsewhere=tuple(export for export in holding if export.path not in deleted),
        remains=tuple(_still_read(case.folder, telling)),
        locator=document.locator if isinstance(document, Document) else None,
    )


def _document(case: Case, name: str) -> Document | Tombstone:
    """Return the document, or the tombstone of one that was expunged before."""
    stones: list[Tombstone] = [stone for stone in case.store.records("tombstone") if stone.target_id.startswith(name)]
    found = [record for record in case.store.find(name) if not isinstance(record, Tombstone)]
    if not found and len(stones) == 1:
        return stones[0]
    if not found:
        raise NotFoundError(f"nothing in {case.folder} has the id {name!r}; list with: servanda claims {case.folder}")
    if len(found) > 1:
        raise UsageError(f"{name!r} is the beginning of {len(found)} ids; give more of it")
    if not isinstance(found[0], Document):
        whose = getattr(found[0], "document_id", None)
        hint = f"; this one belongs to {whose}" if whose else ""
        raise UsageError(f"{found[0].id} is no document: what goes for good goes with its whole document{hint}")
    return found[0]


def _family(case: Case, document: Document | Tombstone) -> tuple[str, ...]:
    """Return the ids that go together: later declarations of the same bytes, and the document last."""
    if isinstance(document, Tombstone):
        return (document.target_id,)
    return tuple(reversed(family(described_document(case, document.id))))


def _holding(case: Case, names: Collection[str]) -> tuple[Export, ...]:
    return tuple(export for export in exports(case) if set(names) & set(export.documents))


def _deleted(export: Export) -> Path:
    try:
        export.path.unlink()
    except OSError as error:
        raise StoreUnavailable(f"cannot delete the export {export.path}: {error.strerror or error}") from error
    return export.path


def _telling(case: Case, document_id: str) -> Iterator[bytes]:
    """Yield pieces of the document's text that are long enough to be nobody else's, as they stand in files."""
    for layer in case.store.records("document_text"):
        if layer.document_id == document_id:
            for piece in re.split(r'[\n"\\]', layer.text):
                words = piece.strip()
                if len(words) >= _N_TELLING:
                    yield words.encode()


def _still_read(folder: Path, telling: Iterable[bytes]) -> Iterator[Path]:
    """Yield the files of a dossier in which a piece of the text stands."""
    pieces = tuple(telling)
    for path in sorted(folder.rglob("*")) if pieces else ():
        if path.is_file():
            content = path.read_bytes()
            if any(piece in content for piece in pieces):
                yield path
