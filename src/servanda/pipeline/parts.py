"""The part of a dossier that one machine has read, as a file: a head, a line for each document, an end with the hash of all before it.

Nothing in it depends on when or where it was made: the same documents, settings and program give the same bytes.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from servanda.errors import ConfigError, NotFoundError, RecordError, StoreUnavailable
from servanda.model.base import Record
from servanda.model.claims import Claim
from servanda.model.codec import decode, encode
from servanda.model.documents import DocumentText, PassedOver, Quarantine
from servanda.model.identification import Identification
from servanda.model.runs import Derivation

T = TypeVar("T")
FORM: Final = "servanda/part/1"


class PartHead(Record, frozen=True, kw_only=True):
    """Of which dossier a part is (the hash of its log's first entry), which shard, and by what it was read."""

    form: str
    dossier: str
    shard: str
    version: str
    parse: str
    extract: str
    reference: str
    gazetteer: str
    scanner: str


class PartDocument(Record, frozen=True, kw_only=True):
    """What was read in one document: its text layer and what was made of it, or why it was set aside."""

    document_id: str
    object_sha256: str
    parse: Derivation
    layer: DocumentText | None = None
    aside: Quarantine | None = None
    extract: Derivation | None = None
    claims: tuple[Claim, ...] = ()
    identifications: tuple[Identification, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    unread: Quarantine | None = None

    @property
    def read(self) -> tuple[Claim | Identification | PassedOver | Quarantine, ...]:
        """What extraction and resolution gave, in its order."""
        return (self.unread,) if self.unread else (*self.claims, *self.identifications, *self.passed_over)


class PartEnd(Record, frozen=True, kw_only=True):
    """How many documents a part has, and the SHA-256 of everything before this line."""

    n_documents: int
    sha256: str


class Part(NamedTuple):
    """A part whose form and hash were checked; ``digest`` is the SHA-256 in its last line."""

    path: Path
    head: PartHead
    n_documents: int
    digest: str

    def documents(self) -> Iterator[PartDocument]:
        """Yield what was read, a document at a time. Raises `ConfigError` naming the line that does not fit."""
        with self.path.open("rb") as lines:
            next(lines)
            for number in range(2, self.n_documents + 2):
                yield _decoded(self.path, number, next(lines), PartDocument)


def write_part(path: Path, head: PartHead, documents: Iterable[PartDocument]) -> Part:
    """Write a part in the place of one of that name: stopped at any moment, the old one stands, or the new one. Raises `StoreUnavailable`."""
    new, digest, n = path.with_name(f"{path.name}.new"), sha256(), 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            for line in _lines(head, documents):
                digest.update(line)
                file.write(line)
                n += 1
            end = PartEnd(n_documents=n - 1, sha256=digest.hexdigest())
            file.write(encode(end) + b"\n")
        new.replace(path)
    except OSError as error:
        raise StoreUnavailable(f"cannot write the part {path}: {error.strerror or error}") from error
    return Part(path, head, end.n_documents, end.sha256)


def open_part(path: Path) -> Part:
    """Return a part after a look at its form and hash. Raises `NotFoundError`, or `ConfigError` where it is no part, or not a whole one."""
    if not path.is_file():
        raise NotFoundError(
            f"{path} is no file; a part is what this writes: servanda run DIR --shard 1/16 --output FILE"
        )
    digest, n, last, first = sha256(), 0, b"", b""
    with path.open("rb") as lines:
        for line in lines:
            digest.update(last)
            first = first or line
            last, n = line, n + 1
    head: PartHead = _decoded(path, 1, first, PartHead)
    if head.form != FORM:
        raise ConfigError(f"{path}, line 1: has the form {head.form!r}, this program takes {FORM}")
    try:
        end: PartEnd = decode(last, PartEnd)
    except RecordError as error:
        raise ConfigError(f"{path}: is not whole, its last line is missing: copy it again, or make it again") from error
    if end.n_documents != n - 2 or end.sha256 != digest.hexdigest():
        raise ConfigError(
            f"{path}: was changed after it was written, or was copied badly: copy it again, or make it again"
        )
    return Part(path, head, end.n_documents, end.sha256)


def _lines(head: PartHead, documents: Iterable[PartDocument]) -> Iterator[bytes]:
    yield encode(head) + b"\n"
    for document in documents:
        yield encode(document) + b"\n"


def _decoded(path: Path, number: int, line: bytes, kind: type[T]) -> T:
    try:
        found: T = decode(line, kind)
    except RecordError as error:
        raise ConfigError(f"{path}, line {number}: {error}. This is no part, or one of another version.") from error
    return found
