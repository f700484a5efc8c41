"""Checking time-stamps against the heads that they were made for and the entries that recorded them, without a network."""

from collections.abc import Iterator
from pathlib import Path

from servanda.errors import RecordError
from servanda.model.codec import decode, sha256
from servanda.model.custody import TreeHead
from servanda.store.difference import Difference
from servanda.store.head_checks import Log
from servanda.store.key_checks import unendorsed_notes
from servanda.store.remarks import remarks
from servanda.store.stamps import REQUEST, RESPONSE
from servanda.store.store import Store
from servanda.store.witness import ALONE, NOBODY, Witness


def check_stamps(store: Store, log: Log, roots: Path | None) -> Iterator[Difference]:
    """Yield what is wrong with the time-stamps of a dossier; ``roots`` is the PEM file of pinned root certificates.

    Without roots the hashes in the log are checked and the authority's signature is not, which `notes` says. Raises
    `ConfigError` for an unreadable file of roots.
    """
    promised, waiting = dict(log.timestamps), set(store.stamps.sizes(REQUEST))
    lines = _lines(store) if log.stamped else {}
    for size in sorted(log.stamped):
        where = f"custody/stamps/{store.stamps.path(size, RESPONSE).name}"
        answer = store.stamps.read(size, RESPONSE)
        is_logged = promised.pop(sha256(answer), None) is not None
        # One whose request still waits was kept, but the program was stopped before it was logged.
        if not is_logged and size not in waiting:
            yield Difference(where, "its bytes are not those of any time-stamp in the log")
        if size not in lines:
            yield Difference(where, f"there is no tree head over {size} entries that it could be of")
        elif roots:
            yield from (Difference(where, said) for said in _broken(answer, lines[size], roots))
    for seq in promised.values():
        yield Difference(f"log entry {seq}", "the time-stamp that it recorded is missing or changed")


def notes(store: Store, roots: Path | None, witness: Witness = NOBODY) -> Iterator[str]:
    """Yield what is no difference, but a reader of the result should know: what is unsigned, unstamped, unchecked, unwitnessed."""
    entries, keys, head = store.size(), store.signing_keys(), store.signer.heads.last()
    covered = head.size if head else 0
    if not keys:
        yield "the custody log is not signed: this dossier has no signing key; the next servanda add makes one"
    elif covered < entries:
        yield f"the last {entries - covered} of {entries} log entries are not signed yet; the next writer that can open the key signs them"
    yield from unendorsed_notes(keys, witness.key)
    stamped = store.stamps.sizes(RESPONSE)
    if stamped and roots is None:
        yield f"{len(stamped)} time-stamps were not checked against an authority: its roots are not pinned (stamp_roots)"
    elif not stamped:
        yield "no time-stamp: that the record is not younger than it says rests on its owner's word (servanda stamp)"
    if witness.head is None and witness.stamp is None:
        yield ALONE
    yield from remarks(store)


def _lines(store: Store) -> dict[int, bytes]:
    found = {}
    for line in store.signer.heads.lines():
        try:
            head: TreeHead = decode(line, TreeHead)
        except RecordError:
            continue  # named where heads are checked
        found[head.size] = line
    return found


def _broken(answer: bytes, line: bytes, roots: Path) -> Iterator[str]:
    from servanda.store.tokens import read_roots, stamped_at

    try:
        stamped_at(answer, line, read_roots(roots))
    except RecordError as error:
        yield str(error)
