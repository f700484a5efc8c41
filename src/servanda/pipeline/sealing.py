"""Texts that are encrypted on the disk: which the settings ask for, which are left out while the vault is shut."""

from collections.abc import Iterable, Iterator
from typing import get_args

from servanda.errors import VaultLocked, WrongPassphrase
from servanda.model.documents import Document, Sensitivity
from servanda.pipeline.case import Case
from servanda.pipeline.documents import by_content, described_documents, family
from servanda.pipeline.indexing import forget_documents, refresh_search
from servanda.store import Occasion, SealedLate, is_anywhere, open_objects, seal_late, uncompared
from servanda.text.counting import counted

_EVENT = "sealed"
_LADDER = get_args(Sensitivity)


def left_out(case: Case) -> str | None:
    """Say how many documents are sealed and left out while the vault is shut, and what to do; ``None`` where none is."""
    n_locked = case.store.n_locked()
    if not n_locked:
        return None
    return f"{_are(n_locked, 'document')} sealed and left out: {case.store.sealing.locked()}"


def require_open(case: Case, what: str) -> None:
    """Raise `VaultLocked` where sealed documents are left out: ``what`` must not be made without them."""
    n_locked = case.store.n_locked()
    if n_locked:
        message = f"{_are(n_locked, 'document')} sealed, and {what} without them could mislead"
        raise VaultLocked(f"{message}: {case.store.sealing.locked()}")


def open_contents(
    case: Case, documents: Iterable[Document], waiting: list[tuple[str, str]]
) -> Iterator[tuple[Document, bytes]]:
    """Yield documents with their bytes; one whose bytes are sealed with those of another and locked is put to ``waiting``."""
    for document in documents:
        try:
            content = case.store.object(document.object_sha256)
        except WrongPassphrase:
            raise
        except VaultLocked as error:
            waiting.append((document.locator, str(error)))
        else:
            yield document, content


def in_the_clear(case: Case) -> tuple[str, ...]:
    """Return the documents that are to be sealed and are not: added before, or declared protected later.

    Those with the same content go together: the strictest declaration of them binds all.
    """
    if not case.store.holds_sealed() and not _is_asked_for_any(case):
        return ()
    asked: list[str] = []
    for twins in by_content(case, described_documents(case)).values():
        strictest = max((one.document.sensitivity for one in twins), key=_LADDER.index)
        if case.store.sealing.asks_for(strictest):
            asked += [name for one in twins for name in family(one)]
    return tuple(sorted(set(asked) - case.store.sealed(asked)))


def _is_asked_for_any(case: Case) -> bool:
    """Tell whether the settings may ask for a document to be sealed: whether some record names such a sensitivity."""
    levels = [level for level in _LADDER if case.store.sealing.asks_for(level)]
    words = [b'"sensitivity":"%s"' % level.encode() for level in levels]
    return bool(words) and is_anywhere(case.store, ("document", "decision"), words)


def unsealed(case: Case) -> str | None:
    """Say what is to be sealed and lies in the clear, and what to do; ``None`` where nothing does."""
    n_documents, n_objects = len(in_the_clear(case)), len(open_objects(case.store))
    if not n_documents and not n_objects:
        return None
    what = _are(n_documents, "document") if n_documents else _are(n_objects, "object")
    return (
        f"{what} to be sealed ([protection] in dossier.toml) and still in the clear: servanda vault seal {case.folder}"
    )


def seal_case(case: Case) -> SealedLate:
    """Seal what the settings ask for, with all that was made of it; needs no passphrase, may be stopped and called again.

    Raises `StoreError`.
    """
    going = in_the_clear(case)
    forget_documents(case, going)  # before, so that a call that is stopped leaves nothing of them in the index
    done = seal_late(case.store, going, Occasion(_EVENT, case.by, case.now(), case.tool()))
    refresh_search(case)
    return done


def not_compared(case: Case) -> str | None:
    """Say what `verify` could not compare because it is sealed, ``None`` where it compared all."""
    found = uncompared(case.store)
    if found is None:
        return None
    what = f"{counted(found.n_records, 'row')} and {_are(found.n_objects, 'object')} sealed"
    return (
        f"{what}, and what they hold was not compared; that they are there, their lengths, their hashes and their places in "
        f"the log were checked. {found.why}"
    )


def _are(number: int, noun: str) -> str:
    return f"{counted(number, noun)} {'is' if number == 1 else 'are'}"
