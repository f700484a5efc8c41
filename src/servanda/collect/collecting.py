"""From a source (file, folder or table) to documents; nothing in it can end the run."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from servanda.collect.collected import Collected, collected, quarantined
from servanda.collect.config import CollectConfig
from servanda.collect.folders import Refusal, files_in, shown
from servanda.collect.sidecars import read_sidecar
from servanda.collect.sniffing import media_type
from servanda.collect.tables import TABLE_READERS, rows
from servanda.errors import BrokenInput, EmptyInput, InputError, NotFoundError, TooLargeInput, UnsupportedInput
from servanda.model.documents import Quarantine

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def collect(source: str | Path, config: CollectConfig) -> Iterator[Collected | Quarantine]:
    """Return the documents in ``source`` one by one, in a fixed order; what cannot be used comes as a `Quarantine`.

    ``source`` is a file, a folder (searched to the bottom, hidden files passed over) or a table of documents
    (``.jsonl``, ``.ndjson``, ``.csv``, ``.tsv``, ``.json``), each row of which is a document. Reads no clock.
    Raises `NotFoundError` at once where there is no such file or folder.
    """
    if isinstance(source, str) and _ADDRESS.match(source):
        return iter([_not_yet(source)])
    path = Path(source)
    if not os.path.lexists(path):
        raise NotFoundError(f"{shown(path)}: no such file or folder. Check the spelling and the folder you are in.")
    return _collect_path(path, config)


def _collect_path(path: Path, config: CollectConfig) -> Iterator[Collected | Quarantine]:
    for found in files_in(path):
        if isinstance(found, Refusal):
            yield quarantined(shown(found.path), found.error)
        else:
            yield from _collect_file(found, config)


def _collect_file(path: Path, config: CollectConfig) -> Iterator[Collected | Quarantine]:
    """Yield the documents of one file; an error while reading ends this file only."""
    locator = shown(path)
    try:
        _require_regular(path)
        if path.suffix.lower() in TABLE_READERS:
            yield from rows(path, config)
        else:
            declared = read_sidecar(path)
            content = _read(path, config.max_file_bytes)
            yield collected(locator, content, media_type(path.name, content), declared)
    except InputError as error:
        yield quarantined(locator, error)
    except OSError as error:
        yield quarantined(
            locator, BrokenInput(f"{locator}: cannot be read ({error.strerror or error}). Check its permissions.")
        )


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


def _not_yet(address: str) -> Quarantine:
    reason = (
        f"{address}: web addresses are not collected yet. Save the page as a file (.html or .pdf) and add that file."
    )
    return quarantined(address, UnsupportedInput(reason))
