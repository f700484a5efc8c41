"""Checking the signed tree heads against the log, and the signing keys against each other (decision 0050)."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select

from servanda.errors import RecordError
from servanda.model.base import Record
from servanda.model.codec import decode, encode, sha256
from servanda.model.custody import SigningKey, TreeHead
from servanda.model.runs import CustodyEntry
from servanda.store.difference import Difference
from servanda.store.heads import statement
from servanda.store.key_checks import check_keys
from servanda.store.keys import verifies
from servanda.store.merkle import Tree
from servanda.store.schema import custody, records
from servanda.store.signing import leaf_of
from servanda.store.stamps import RESPONSE
from servanda.store.store import Store

_WHERE = "custody/heads.jsonl"
_PAGE = 1000
R = TypeVar("R", bound=Record)


class Recorded(NamedTuple):
    """A signing key and the number of the entry that recorded it."""

    entry: int
    key: SigningKey


class Log(NamedTuple):
    """What heads and time-stamps are held against.

    The tree over the log, the instants of its entries, the signing keys, the hashes of the time-stamps that entries
    recorded (with the numbers of the entries), and which heads are stamped.
    """

    tree: Tree
    instants: list[str | None]
    keys: list[Recorded]
    timestamps: dict[str, int]
    stamped: frozenset[int]


def read_log(store: Store) -> Log:
    """Return what the log says, entries that cannot be read left out: those are named where the log is checked."""
    log = Log(Tree(), [], [], {}, frozenset(store.stamps.sizes(RESPONSE)))
    with store.engine.connect() as connection:
        streamed = connection.execution_options(yield_per=_PAGE)
        for (body,) in streamed.execute(select(custody.c.body).order_by(custody.c.seq)):
            entry = _decoded(body, CustodyEntry)
            log.tree.extend([leaf_of(body)])
            log.instants.append(entry.at if entry else None)
            if entry and entry.event == "stamped":
                log.timestamps[entry.subject.sha256] = entry.seq
        query = select(records.c.entry, records.c.body).where(records.c.kind == "signing_key").order_by(records.c.seq)
        for entry_number, body in streamed.execute(query):
            if key := _decoded(body, SigningKey):
                log.keys.append(Recorded(entry_number, key))
    return log


def check_heads(store: Store, log: Log, trusted: str | None = None) -> Iterator[Difference]:
    """Yield what is wrong with heads and keys: a changed line, a root that is not the log's, a key or signature that is not right.

    ``trusted`` is the id of a key that the reader had by another way (see `check_keys`). The chain of lines is followed; signatures are checked of each key's last line, of stamped lines, and at both sides of
    a break, since each of them covers the hash of all lines before it.
    """
    yield from check_keys([recorded.key for recorded in log.keys], trusted)
    previous: TreeHead | None = None
    previous_hash, number = None, 0
    for number, line in enumerate(store.signer.heads.lines(), start=1):
        head: TreeHead | None = _decoded(line, TreeHead)
        if head is None:
            yield Difference(_line(number), "is no tree head that can be read")
        else:
            yield from (Difference(_line(number), said) for said in _faults(head, line, log))
            yield from _following(number, previous, head, previous_hash)
        previous, previous_hash = head, sha256(line)
    if previous and not _is_signed(previous):
        yield _unsigned(number)
    yield from _silent_key(log, previous.size if previous else 0)
    if store.signer.heads.is_torn():
        yield Difference(_WHERE, "its last line has no end: it was changed, or cut off when the program was stopped")


def _decoded(content: Any, kind: type[R]) -> R | None:
    try:
        return decode(content, kind)
    except RecordError:
        return None


def _line(number: int) -> str:
    return f"{_WHERE}, line {number}"


def _unsigned(number: int) -> Difference:
    return Difference(_line(number), "its signature does not hold")


def _silent_key(log: Log, covered: int) -> Iterator[Difference]:
    """Name a key that signed nothing: one that is recorded signs in the same moment, so lines after it were cut off."""
    if log.keys and covered < log.keys[-1].entry:
        said = f"ends at {covered} entries, before entry {log.keys[-1].entry} that recorded {log.keys[-1].key.id}: lines were cut off"
        yield Difference(_WHERE, said)


def unsigned_tail(store: Store, log: Log) -> Difference | None:
    """Return a word on entries after the newest head that reads (``None`` where there are none, or no key to sign them)."""
    sizes = [head.size for line in store.signer.heads.lines() if (head := _decoded(line, TreeHead))]
    covered = sizes[-1] if sizes else 0
    if not log.keys or covered >= log.tree.size:
        return None
    entries = (
        f"log entries {covered + 1} to {log.tree.size}" if covered + 1 < log.tree.size else f"log entry {log.tree.size}"
    )
    said = "signed by nobody: the program was stopped at that moment, lines of custody/heads.jsonl were cut off, or it was added by a stranger"
    return Difference(entries, f"{said}; once you know which, sign with: servanda head")


def _faults(head: TreeHead, line: bytes, log: Log) -> Iterator[str]:
    if encode(head) != line:
        yield "its bytes are not in the form that the program writes"
    if not 0 < head.size <= log.tree.size:
        yield f"covers {head.size} entries, the log has {log.tree.size}"
        return
    if log.tree.root(head.size).hex() != head.root:
        yield f"its root is not that of the first {head.size} entries of the log"
    if log.instants[head.size - 1] != head.at:
        yield f"its instant is not that of entry {head.size}"
    signer = bisect_right(log.keys, head.size, key=lambda recorded: recorded.entry)
    if not signer or log.keys[signer - 1].key.public_key != head.public_key:
        yield f"its key is not the one that signs the first {head.size} entries"
    if head.size in log.stamped and not _is_signed(head):
        yield "its signature does not hold"


def _following(number: int, before: TreeHead | None, head: TreeHead, previous_hash: str | None) -> Iterator[Difference]:
    """Check that a head follows the line before it; at a break, and where keys change, check both signatures."""
    is_broken = head.previous != previous_hash
    if is_broken:
        yield Difference(_line(number), "does not continue the line before it")
        if not _is_signed(head):
            yield _unsigned(number)
    if before is None:
        return
    if before.size >= head.size:
        yield Difference(_line(number), f"covers {head.size} entries, no more than the line before it")
    if (is_broken or before.public_key != head.public_key) and not _is_signed(before):
        yield _unsigned(number - 1)


def _is_signed(head: TreeHead) -> bool:
    return verifies(head.public_key, statement(head), head.signature)
