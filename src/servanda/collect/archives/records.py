"""The records of a WARC file one by one: whole, bounded, their digests checked."""

import gzip
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator

from servanda.collect.config import CollectConfig
from servanda.collect.web.warc import WarcRecord
from servanda.errors import BrokenInput, InputError, TooLargeInput, guarded

_PIECE = 65_536
_MAX_HEAD_BYTES = 2_000_000


class Entry(NamedTuple):
    """One record: its kind, number, header lines and block; ``error`` says why it cannot be used."""

    kind: str
    number: int
    record: WarcRecord
    error: InputError | None = None

    def header(self, name: str) -> str | None:
        """Return a header of the record, in whatever case its name was written."""
        return next((value for key, value in self.record.headers if key.lower() == name), None)


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's iterator, which would print to the terminal over odd record ends; digests and lengths tell what matters."""

    INC_RECORD = ""


def read_entries(file: BinaryIO, config: CollectConfig) -> Iterator[Entry]:
    """Yield the records of a WARC file, compressed or not; a block beyond ``max_file_bytes`` is passed over as an error.

    Raises `BrokenInput` where the file is damaged from some record on, and `TooLargeInput` beyond ``max_members`` or
    ``max_unpacked_bytes``.
    """
    n_left = config.max_unpacked_bytes
    bounded = _Bounded(_unpacked(file))
    records = _Records(bounded, no_record_parse=True, check_digests=True)
    for number in range(1, config.max_members + 2):
        with guarded(f"record {number} of the WARC file"):
            bounded.n_left = _MAX_HEAD_BYTES
            record = next(records, None)
            bounded.n_left = None
            if record is None:
                return
            if record.format != "warc":
                raise BrokenInput("is no WARC file (ARC is not read). Convert it: warcio recompress.")
            block, n_bytes = _block(record.raw_stream, config.max_file_bytes, n_left)
        n_left -= n_bytes
        if number > config.max_members:
            raise TooLargeInput(f"the WARC file has more than {config.max_members} records (max_members).")
        yield _entry(number, record, block, n_bytes)


def _unpacked(file: BinaryIO) -> Any:
    """Return the bytes behind compression. warcio's own reader passes over damage and says it on the terminal."""
    is_packed = file.peek(2)[:2] == b"\x1f\x8b"  # type: ignore[attr-defined]
    return _Unpacked(fileobj=file) if is_packed else file


class _Bounded:
    """A stream that stops between two records: the head of one, or what follows the last, may be a line without end."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.n_left: int | None = None

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes. Raises `TooLargeInput` where a head is longer than allowed."""
        piece: bytes = self._inner.read(size)
        if self.n_left is not None:
            self.n_left -= len(piece)
            if self.n_left < 0:
                raise TooLargeInput(f"the head of a record has more than {_MAX_HEAD_BYTES} bytes.")
        return piece

    def close(self) -> None:
        """Close the stream."""
        self._inner.close()


class _Unpacked(gzip.GzipFile):
    """A gzip file whose early end is an error of ours: to warcio an `EOFError` would mean a sound end."""

    def read(self, size: int | None = -1) -> bytes:
        """Return up to ``size`` unpacked bytes. Raises `BrokenInput` where the compressed bytes end too early."""
        try:
            return super().read1(-1 if size is None else size)  # what is there, before an error further on
        except EOFError as error:
            raise BrokenInput("the WARC file ends in the middle of a record. Copy it again.") from error


def _block(stream: Any, max_bytes: int, n_left: int) -> tuple[bytes | None, int]:
    """Return the block of a record, `None` for one beyond the bound, and how many bytes it has."""
    pieces: list[bytes] = []
    n_bytes = 0
    while piece := stream.read(_PIECE):
        n_bytes += len(piece)
        if n_bytes > n_left:
            raise TooLargeInput("the WARC file unpacks to more than allowed (max_unpacked_bytes).")
        if n_bytes <= max_bytes:
            pieces.append(piece)
    return (b"".join(pieces) if n_bytes <= max_bytes else None), n_bytes


def _entry(number: int, record: Any, block: bytes | None, n_bytes: int) -> Entry:
    headers = tuple((str(name), str(value)) for name, value in record.rec_headers.headers)
    error: InputError | None = None
    if block is None:
        error = TooLargeInput(f"record {number} has {n_bytes} bytes, more than max_file_bytes.")
    elif not str(record.length or "").isdigit() or int(record.length) != n_bytes:
        error = BrokenInput(f"record {number} is cut off: {n_bytes} bytes instead of {record.length}.")
    elif any("block digest failed" in problem for problem in record.digest_checker.problems):
        error = BrokenInput(f"record {number} does not have the digest stated in it: it was changed or damaged.")
    return Entry(str(record.rec_type or ""), number, WarcRecord(headers, block or b""), error)
