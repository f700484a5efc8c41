"""`expunge`: a document goes for good, with everything that was made of it; a tombstone says who did it and why."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from servanda.errors import NotFoundError, StoreError, StoreUnavailable, UsageError, VaultLocked
from servanda.model.codec import sha256
from servanda.model.documents import Document
from servanda.model.tombstones import Tombstone
from servanda.pipeline.case import Case
from servanda.pipeline.documents import described_document, family
from servanda.pipeline.exports import Export, exports
from servanda.pipeline.indexing import forget_documents, is_left_in_index, refresh_search
from servanda.pipeline.pdf_words import pdf_words
from servanda.pipeline.relating import relate
from servanda.pipeline.remains import Telling, telling
from servanda.pipeline.sealing import require_open
from servanda.pipeline.unpacking import Words
from servanda.store import SEARCH_FILE, Burial, Occasion, burial, expunge

_EVENT = "expunged"


@dataclass(frozen=True)
class Expunged:
    """What an expunging did. ``deleted`` are exports that were removed; ``elsewhere`` exports that have to be asked back.

    ``remains`` names files of the dossier, and exports, in which words of the document or a name from its protected fields
    can still be read, and ``locator`` where it came from: both are for a person to look at.
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
    require_open(case, "what expunging reaches")
    names = _family(case, _document(case, name))
    tells = _telling(case, names)
    graves = {grave for one in names for grave in burial(case.store, one, names, tells).graves}
    return names[-1], Burial(tuple(graves)).counts, _holding(case, names)


def expunge_document(case: Case, name: str, by: str, because: str) -> Expunged:
    """Expunge the document that an id or its beginning names, and bring incidents and findings up to date without it.

    Exports with it are deleted where they still stand as they were written, and wherever they stand in the dossier; of the
    others of the log those in which it can be read are named. Called again after a crash it finishes what is
    left. Raises `NotFoundError`, `UsageError`, `VaultLocked` (exports are looked up in the vault) and `StoreError`.
    """
    if not by.strip() or not because.strip():
        raise UsageError("an expunging needs a person and a reason: --by NAME --because TEXT")
    require_open(case, "what expunging reaches")
    document = _document(case, name)
    names = _family(case, document)
    tells = _telling(case, names)
    known = tuple(exports(case))
    holding = tuple(export for export in known if set(names) & set(export.documents))
    forget_documents(case, names)  # before, so that a call that is stopped leaves nothing of them in the index
    for identity in names:
        occasion = Occasion(_EVENT, by, case.now(), case.tool(because=because, document=identity))
        stone = expunge(case.store, identity, occasion, tells)
    relate(case, lambda *_: None)
    refresh_search(case)
    deleted = _delete_exports(case.folder, known, holding, tells.in_runs())
    elsewhere = tuple(export for export in holding if export.path not in deleted)
    return Expunged(
        tombstone=stone,
        deleted=deleted,
        elsewhere=elsewhere,
        remains=_still_read(case, {*_files(case.folder), *(export.path for export in known)}, names, tells),
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


def _telling(case: Case, names: Collection[str]) -> Telling:
    """Return what gives the documents away: sentences and titles, and what the vault holds of them. Raises `VaultLocked`."""
    layers = list(case.store.records("document_text"))
    documents = [item for item in case.store.records("document") if item.id in names]
    own = [text for layer in layers if layer.document_id in names for text in (layer.text, layer.title) if text]
    kept = (text for layer in layers if layer.document_id not in names for text in (layer.text, layer.title) if text)
    opened = [item for _, item in case.store.vault.contents() if item and item.get("about") in names]
    protected = [(item["field"], item["value"]) for item in opened if "value" in item]
    common = case.reference.lexicon.common_words
    return telling([*own, *(item.title for item in documents if item.title)], protected, kept, common)


def _delete_exports(
    folder: Path, known: Collection[Export], holding: Collection[Export], tells: Telling
) -> tuple[Path, ...]:
    """Delete exports that hold the document: unchanged where they were written; in the dossier moved and changed ones too."""
    going = {export.path for export in holding if export.is_there}
    paths, hashes = {export.path for export in known}, {export.sha256 for export in holding}
    for path in _files(folder) if hashes or paths else ():
        if _is_own(folder, path):
            continue
        if sha256(path.read_bytes()) in hashes or (path in paths and tells.stands_in(path)):
            going.add(path)
    return tuple(_deleted(path) for path in sorted(going))


def _is_own(folder: Path, path: Path) -> bool:
    """Tell whether a file is one of the record itself, which no export ever replaces."""
    first = path.relative_to(folder.resolve()).parts[0]
    return first in {"custody", "evidence", "vault"} or first.startswith(("records.", SEARCH_FILE))


def _deleted(path: Path) -> Path:
    try:
        path.unlink()
    except OSError as error:
        raise StoreUnavailable(f"cannot delete the export {path}: {error.strerror or error}") from error
    return path


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.resolve().rglob("*") if path.is_file() and not path.is_symlink())


def _still_read(case: Case, paths: Collection[Path], names: Collection[str], tells: Telling) -> tuple[Path, ...]:
    """Return those of the files in which the document can still be read, or of which nobody can tell.

    An object whose text is on record was compared as text already: of it the bytes are looked at, not the text of a PDF file.
    """
    layers = {item.document_id for item in case.store.records("document_text")}
    read = {item.object_sha256 for item in case.store.records("document") if item.id in layers}
    index = case.folder.resolve() / SEARCH_FILE
    with pdf_words(case) as words:
        return tuple(
            path
            for path in sorted(paths)
            if (path == index and is_left_in_index(case, names, tells))
            or (path.is_file() and _may_tell(case, path, tells, _no_words if _digest(path) in read else words))
        )


def _no_words(_: bytes) -> str:
    return ""


def _digest(path: Path) -> str:
    """Return the hash that an object is named by; of another file it is one that nothing has."""
    return path.parent.name + path.name


def _may_tell(case: Case, path: Path, tells: Telling, words: Words) -> bool:
    """Tell whether a file may give the document away; an object is opened where it is sealed."""
    try:
        if path.is_relative_to(case.store.objects.folder.resolve()):
            return tells.stands_in_bytes(case.store.object(_digest(path)), words)
        return tells.stands_in(path, words)
    except (OSError, StoreError, NotFoundError, VaultLocked):
        return True
