"""Stamping tree heads: requests wait in the dossier until an authority can be reached, answers are checked and logged."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from servanda.errors import NotFoundError
from servanda.model.codec import sha256
from servanda.model.runs import CustodySubject
from servanda.store.batch import Occasion, append_entry
from servanda.store.stamps import REQUEST, RESPONSE
from servanda.store.store import Store

TIMESTAMP = "timestamp"
"""Subject kind of the entry about a time-stamp: its hash is that of the whole answer of the authority."""


class Authority(NamedTuple):
    """Who stamps: a name for the log, a function that sends a request (DER) and returns the answer, and roots in PEM."""

    name: str
    ask: Callable[[bytes], bytes]
    roots: Path


class Stamped(NamedTuple):
    """A head by its number of entries, and the instant at which the authority stamped it."""

    size: int
    at: str


def queue_stamp(store: Store) -> tuple[int, ...]:
    """Make a request for the newest tree head, unless a time-stamp covers it; return the heads whose requests wait.

    A head is covered where nothing came after a stamped one but entries about stamps. Raises `NotFoundError` where nothing
    is signed yet, and `StoreError`.
    """
    from servanda.store.tokens import request_for

    store.sign()
    head = store.signer.heads.last()
    if head is None:
        raise NotFoundError(f"{store.place.name}: no tree head is signed yet, so there is nothing to stamp")
    with store.alone():
        stamped = max(store.stamps.sizes(RESPONSE), default=0)
        newer = (entry.event for entry in store.log(after=stamped) if entry.seq <= head.size)
        if any(event != "stamped" for event in newer) and head.size not in store.stamps.sizes(REQUEST):
            store.stamps.write(head.size, REQUEST, request_for(store.signer.heads.line(head.size)))
    return store.stamps.sizes(REQUEST)


def complete_stamp(store: Store, size: int, authority: Authority, occasion: Occasion) -> Stamped:
    """Send the waiting request for a head, check the answer against the pinned roots, keep and log it.

    An answer that was kept but not logged, because the program was stopped between, is not asked for again. Raises
    `RecordError` for an answer that does not hold, `ConfigError` for the roots, whatever ``authority.ask`` raises, and
    `StoreError`.
    """
    from servanda.store.tokens import read_roots, require_answer, stamped_at

    roots, request = read_roots(authority.roots), store.stamps.read(size, REQUEST)
    is_kept = size in store.stamps.sizes(RESPONSE)
    answer = store.stamps.read(size, RESPONSE) if is_kept else authority.ask(request)
    line = store.signer.heads.line(size)
    require_answer(answer, request)
    at = stamped_at(answer, line, roots)
    details = {**occasion.details, "authority": authority.name, "head": sha256(line), "stamped_at": at}
    _keep(store, size, answer, occasion._replace(details=details))
    return Stamped(size, at)


def _keep(store: Store, size: int, answer: bytes, occasion: Occasion) -> None:
    """Keep and log an answer, unless somebody else has completed the request meanwhile."""
    subject = CustodySubject(kind=TIMESTAMP, sha256=sha256(answer))
    with store.transaction() as connection:
        if size not in store.stamps.sizes(REQUEST):
            return
        if not any(entry.subject == subject for entry in store.log(after=size)):
            store.stamps.write(size, RESPONSE, answer)
            append_entry(connection, occasion, subject, store.vault)
    store.stamps.drop_request(size)
