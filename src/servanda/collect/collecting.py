"""From a source (file, folder or table) to documents; nothing in it can end the run."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from servanda.collect.collected import Item, quarantined
from servanda.collect.config import CollectConfig
from servanda.collect.declared import Declared
from servanda.collect.feeds import documents
from servanda.collect.folders import Refusal, files_in, shown
from servanda.collect.mail import MAIL, read_mailbox, read_message
from servanda.collect.sidecars import read_sidecar
from servanda.collect.sniffing import media_type
from servanda.collect.tables import TABLE_READERS, rows
from servanda.collect.web.network import Network
from servanda.errors import BrokenInput, EmptyInput, InputError, NotFoundError, TooLargeInput, UnsupportedInput

_CONTAINERS = ((".mbox", "mailbox"), (".warc", "warc"), (".warc.gz", "warc"), (".wacz", "wacz"))
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def collect(source: str | Path, config: CollectConfig, network: Network | None = None) -> Iterator[Item]:
    """Return the documents in ``source`` one by one, in a fixed order; what cannot be used comes as a `Quarantine`.

    ``source`` is a web address (page, feed, sitemap), a file (of a saved feed: its entries), a folder (searched to the bottom,
    hidden files passed over), a mailbox or message with what is attached to it (``.mbox``, ``.eml``), a web archive
    (``.warc``, ``.warc.gz``, ``.wacz``) or a table of documents (``.jsonl``, ``.ndjson``, ``.csv``, ``.tsv``, ``.xlsx``, ``.json``), each row of which is a document
    or names the address of one. ``network`` is the way to addresses; without it they are quarantined. Reads no clock.
    Raises `NotFoundError` at once where there is no such file or folder.
    """
    if isinstance(source, str) and _ADDRESS.match(source):
        return _collect_address(source, network)
    path = Path(source)
    if not os.path.lexists(path):
        raise NotFoundError(f"{shown(path)}: no such file or folder. Check the spelling and the folder you are in.")
    return _collect_path(path, config, network)


def _collect_address(address: str, network: Network | None) -> Iterator[Item]:
    if network is None:
        reason = f"{address}: web addresses are only collected into a dossier: servanda add DIR {address}"
        return iter([quarantined(address, UnsupportedInput(reason))])
    from servanda.collect.web.visiting import visit_address

    return visit_address(address, network)


def _collect_path(path: Path, config: CollectConfig, network: Network | None) -> Iterator[Item]:
    for found in files_in(path):
        if isinstance(found, Refusal):
            yield quarantined(shown(found.path), found.error)
        else:
            yield from _collect_file(found, config, network)


def _collect_file(path: Path, config: CollectConfig, network: Network | None) -> Iterator[Item]:
    """Yield the documents of one file; an error while reading ends this file only."""
    locator = shown(path)
    try:
        _require_regular(path)
        container = _container(path)
        if container == "table":
            yield from rows(path, config, network)
        elif container:
            yield from _container_reader(container)(path, read_sidecar(path), config)
        else:
            yield from _document(path, config)
    except InputError as error:
        yield quarantined(locator, error)
    except OSError as error:
        yield quarantined(
            locator, BrokenInput(f"{locator}: cannot be read ({error.strerror or error}). Check its permissions.")
        )


def _document(path: Path, config: CollectConfig) -> Iterator[Item]:
    locator, declared = shown(path), read_sidecar(path)
    content = _read(path, config.max_file_bytes)
    kind = media_type(path.name, content)
    if kind == MAIL:
        yield from read_message(locator, content, declared, config)
    else:
        yield from documents(locator, content, kind, declared, config)


def _container(path: Path) -> str | None:
    """Return which kind of container a file is, by its name; `None` for one document."""
    name = path.name.lower()
    if path.suffix.lower() in TABLE_READERS:
        return "table"
    return next((kind for ending, kind in _CONTAINERS if name.endswith(ending)), None)


def archived_contents(file: BinaryIO, config: CollectConfig) -> Iterator[bytes]:
    """Yield what stands in the records of a WARC file, answers with their coding undone; ends where it is damaged."""
    from servanda.collect.archives import archived

    return archived(file, config)


def _container_reader(kind: str) -> Callable[[Path, Declared, CollectConfig], Iterator[Item]]:
    """Return the reader of a container; those of web archives are imported when first needed."""
    if kind == "mailbox":
        return read_mailbox
    from servanda.collect.archives import read_wacz, read_warc

    return read_wacz if kind == "wacz" else read_warc


def _require_regular(path: Path) -> None:
    """Refuse devices, pipes and sockets before they are opened: to read one could wait for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnsupportedInput(f"{shown(path)}: is no ordinary file. Copy its content into a file and add that.")


def _read(path: Path, max_bytes: int) -> bytes:
    with path.open("rb") as file:
        content = file.read(max_bytes + 1)
    if not content:
        raise EmptyInput(f"{shown(path)}: the file is empty. Check that it was saved or copied completely.")
    if len(content) > max_bytes:
        raise TooLargeInput(f"{shown(path)}: more than {max_bytes} bytes. Split it, or raise the bound max_file_bytes.")
    return content
