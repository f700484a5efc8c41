"""What somebody outside a dossier holds of it, and whether the log still bears it out (decision 0135).

A key's id, a head's line in a notebook, a time-stamp at a notary: what stands inside a dossier can be written anew by whoever
holds its key, or be set back to an earlier state; what stands outside cannot.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

from servanda.errors import RecordError, UsageError
from servanda.model.codec import decode, sha256
from servanda.model.custody import TreeHead
from servanda.store.difference import Difference
from servanda.store.head_checks import Log
from servanda.store.keys import key_id
from servanda.store.store import Store

_NAME = "servanda-head/1"
_LINE = re.compile(
    rf"{_NAME}\s+(\d{{1,12}})\s+(\S+)\s+([0-9a-f](?:[\s-]*[0-9a-f]){{63}})\s+(sgk_[0-9a-f]{{24}})", re.IGNORECASE
)
_GROUP = 8  # digits that a hand copies at once
ALONE = (
    "no outside witness was asked: a record that was cut back to an earlier state, or written and signed anew by whoever"
    " holds its key, looks whole from within; only a head (--head) or a time-stamp (--stamp) that somebody else kept shows it"
)


class Witness(NamedTuple):
    """What is known from elsewhere: id of a signing key, line of a head as `head_line` gives it, a time-stamp (DER)."""

    key: str | None = None
    head: str | None = None
    stamp: bytes | None = None

    @property
    def is_asked(self) -> bool:
        """Tell whether there is one at all."""
        return any(item is not None for item in self)


NOBODY = Witness()


class Noted(NamedTuple):
    """A head as somebody notes it: entries covered, their instant, root in hexadecimal digits, id of the key that signed."""

    size: int
    at: str
    root: str
    key: str

    @classmethod
    def of(cls, head: TreeHead) -> Self:
        """Return what is noted of a head."""
        return cls(head.size, head.at, head.root, key_id(head.public_key))

    def line(self) -> str:
        """Return it as a line for a notebook or an e-mail."""
        groups = "-".join(self.root[start : start + _GROUP] for start in range(0, len(self.root), _GROUP))
        return f"{_NAME} {self.size} {self.at} {groups} {self.key}"


def read_noted(text: str) -> Noted:
    """Return the head in a line of `Noted.line`, however it was broken, or of ``custody/heads.jsonl``. Raises `UsageError`."""
    if found := _LINE.search(text):
        size, at, root, key = found.groups()
        return Noted(int(size), at, re.sub(r"[\s-]", "", root).lower(), key.lower())
    try:
        return Noted.of(decode(text.strip().encode(), TreeHead))
    except RecordError as error:
        raise UsageError(
            f"--head: this is no line that `servanda head` prints ({_NAME} ENTRIES INSTANT ROOT KEY)"
        ) from error


def check_witness(store: Store, log: Log, witness: Witness, roots: Path | None) -> Iterator[Difference]:
    """Yield where the log does not bear out what somebody outside holds (the key is looked at with the keys).

    Raises `UsageError` for a line that is no head, `ConfigError` for roots that cannot be read.
    """
    if witness.head is not None:
        noted = read_noted(witness.head)
        yield from (
            Difference(f"the head over {noted.size} entries that was noted elsewhere", said)
            for said in _unlike(noted, log)
        )
    if witness.stamp is not None:
        yield from (
            Difference("the time-stamp that was kept elsewhere", said)
            for said in _unstamped(store, witness.stamp, roots)
        )


def _unlike(noted: Noted, log: Log) -> Iterator[str]:
    if not 0 < noted.size <= log.tree.size:
        yield f"the log has {log.tree.size} entries only: it was cut back, set back to an older copy, or is another"
        return
    if log.tree.root(noted.size).hex() != noted.root:
        yield "the log begins with other entries: it was written anew since, or is another"
    signer = bisect_right(log.keys, noted.size, key=lambda recorded: recorded.entry)
    if not signer or key_id(log.keys[signer - 1].key.public_key) != noted.key:
        yield f"the log names another key for it than {noted.key}"


def _unstamped(store: Store, stamp: bytes, roots: Path | None) -> Iterator[str]:
    from servanda.store.tokens import imprint_of, read_roots, stamped_at

    try:
        digest = imprint_of(stamp)
    except RecordError as error:
        yield str(error)
        return
    line = next((line for line in store.signer.heads.lines() if sha256(line) == digest), None)
    if line is None:
        yield "is of no head of this log: the log was cut back or written anew since, or is another"
    elif roots:
        try:
            stamped_at(stamp, line, read_roots(roots))
        except RecordError as error:
            yield str(error)
