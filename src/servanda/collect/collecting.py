"""From a source (file, folder or table) to documents; nothing in it can end the run."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from servanda.collect.collected import Item, quarantined
from servanda.collect.config import CollectConfig
from servanda.collect.folders import Refusal, files_in, shown
from servanda.collect.row_readers import Row
from servanda.collect.sniffing import media_type
from servanda.collect.splitting import Split, document_parts, is_composed, kind_of_file, parts, read_file
from servanda.collect.tables import rows
from servanda.collect.web.network import Network
from servanda.errors import BrokenInput, InputError, NotFoundError, UnsupportedInput

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def collect(
    source: str | Path, config: CollectConfig, network: Network | None = None, split: Split = parts
) -> Iterator[Item]:
    """Return the documents in ``source`` one by one, in a fixed order; what cannot be used comes as a `Quarantine`.

    ``source`` is a web address (page, feed, sitemap), a file (of a saved feed: its entries), a folder (searched to the bottom,
    hidden files passed over), a mailbox or message with what is attached to it (``.mbox``, ``.eml``), a web archive
    (``.warc``, ``.warc.gz``, ``.wacz``) or a table of documents (``.jsonl``, ``.ndjson``, ``.csv``, ``.tsv``, ``.xlsx``, ``.json``), each row of which is a document
    or names the address of one. ``network`` is the way to addresses; without it they are quarantined. ``split`` takes apart files
    that hold many documents. Reads no clock.
    Raises `NotFoundError` at once where there is no such file or folder.
    """
    if isinstance(source, str) and _ADDRESS.match(source):
        return _collect_address(source, network)
    path = Path(source)
    if not os.path.lexists(path):
        raise NotFoundError(f"{shown(path)}: no such file or folder. Check the spelling and the folder you are in.")
    return _collect_path(path, config, network, split)


def _collect_address(address: str, network: Network | None) -> Iterator[Item]:
    if network is None:
        reason = f"{address}: web addresses are only collected into a dossier: servanda add DIR {address}"
        return iter([quarantined(address, UnsupportedInput(reason))])
    from servanda.collect.web.visiting import visit_address

    return visit_address(address, network)


def _collect_path(path: Path, config: CollectConfig, network: Network | None, split: Split) -> Iterator[Item]:
    for found in files_in(path):
        if isinstance(found, Refusal):
            yield quarantined(shown(found.path), found.error)
        else:
            yield from _collect_file(found, config, network, split)


def _collect_file(path: Path, config: CollectConfig, network: Network | None, split: Split) -> Iterator[Item]:
    """Yield the documents of one file; an error while reading ends this file only."""
    locator = shown(path)
    try:
        _require_regular(path)
        kind = kind_of_file(path)
        if kind == "table":
            yield from rows(path, config, cast("Iterator[Row]", split("table", path, config)), network)
        elif kind == "document":
            yield from _document(path, config, split)
        else:
            yield from cast("Iterator[Item]", split(kind, path, config))
    except InputError as error:
        yield quarantined(locator, error)
    except OSError as error:
        yield quarantined(
            locator, BrokenInput(f"{locator}: cannot be read ({error.strerror or error}). Check its permissions.")
        )


def _document(path: Path, config: CollectConfig, split: Split) -> Iterator[Item]:
    content = read_file(path, config.max_file_bytes)
    kind = media_type(path.name, content)
    if is_composed(kind):
        yield from cast("Iterator[Item]", split("document", path, config))
    else:
        yield from document_parts(path, content, kind, config)


def archived_contents(file: BinaryIO, config: CollectConfig) -> Iterator[bytes]:
    """Yield what stands in the records of a WARC file, answers with their coding undone; ends where it is damaged."""
    from servanda.collect.archives import archived

    return archived(file, config)


def _require_regular(path: Path) -> None:
    """Refuse devices, pipes and sockets before they are opened: to read one could wait for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnsupportedInput(f"{shown(path)}: is no ordinary file. Copy its content into a file and add that.")
