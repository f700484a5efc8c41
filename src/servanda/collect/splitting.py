"""Files that hold many documents, taken apart: tables into rows, mail and archives and feeds into documents.

Whoever runs this in a process of its own puts a function of the same form in the place of `parts`: kind, path and bounds in,
rows or documents out one by one, an `InputError` where the file ends to be readable.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from servanda.collect.collected import Item
from servanda.collect.config import CollectConfig
from servanda.collect.declared import Declared
from servanda.collect.feeds import documents
from servanda.collect.folders import shown
from servanda.collect.mail import MAIL, read_mailbox, read_message
from servanda.collect.row_readers import Row
from servanda.collect.sidecars import read_sidecar
from servanda.collect.sniffing import FEED_TYPE, media_type
from servanda.collect.tables import TABLE_READERS
from servanda.errors import EmptyInput, TooLargeInput

Kind = Literal["table", "mailbox", "warc", "wacz", "document"]
Part = Item | Row
Split = Callable[[Kind, Path, CollectConfig], Iterator[Part]]
"""Takes a file apart."""

_CONTAINERS: tuple[tuple[str, Kind], ...] = (
    (".mbox", "mailbox"),
    (".warc", "warc"),
    (".warc.gz", "warc"),
    (".wacz", "wacz"),
)


def kind_of_file(path: Path) -> Kind:
    """Return which kind of container a file is, by its name; ``document`` for any other."""
    name = path.name.lower()
    if path.suffix.lower() in TABLE_READERS:
        return "table"
    return next((kind for ending, kind in _CONTAINERS if name.endswith(ending)), "document")


def parts(kind: Kind, path: Path, config: CollectConfig) -> Iterator[Part]:
    """Yield the rows of a table, or the documents in a file of another kind. Raises `InputError` and `OSError`."""
    if kind == "table":
        yield from TABLE_READERS[path.suffix.lower()](path, config)
    elif kind == "document":
        content = read_file(path, config.max_file_bytes)
        yield from document_parts(path, content, media_type(path.name, content), config)
    else:
        yield from _container_reader(kind)(path, read_sidecar(path), config)


def document_parts(path: Path, content: bytes, kind: str, config: CollectConfig) -> Iterator[Item]:
    """Yield what is in one file of the media type ``kind``: a message and its attachments, the entries of a feed, or itself."""
    locator, declared = shown(path), read_sidecar(path)
    if kind == MAIL:
        yield from read_message(locator, content, declared, config)
    else:
        yield from documents(locator, content, kind, declared, config)


def is_composed(kind: str) -> bool:
    """Tell whether a file of a media type is taken apart."""
    return kind in {MAIL, FEED_TYPE}


def read_file(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file. Raises `EmptyInput`, `TooLargeInput` and `OSError`."""
    with path.open("rb") as file:
        content = file.read(max_bytes + 1)
    if not content:
        raise EmptyInput(f"{shown(path)}: the file is empty. Check that it was saved or copied completely.")
    if len(content) > max_bytes:
        raise TooLargeInput(f"{shown(path)}: more than {max_bytes} bytes. Split it, or raise the bound max_file_bytes.")
    return content


def _container_reader(kind: Kind) -> Callable[[Path, Declared, CollectConfig], Iterator[Item]]:
    """Return the reader of a container; those of web archives are imported when first needed."""
    if kind == "mailbox":
        return read_mailbox
    from servanda.collect.archives import read_wacz, read_warc

    return read_wacz if kind == "wacz" else read_warc
