"""What is no difference, but a reader of `verify` should know: clocks that were set back, private files that others can read."""

import os
import stat
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from servanda.model.runs import CustodyEntry
from servanda.store.store import Store

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def remarks(store: Store) -> Iterator[str]:
    """Yield what is to be told of the log's times, and of files of the vault that are open to others."""
    for before, entry in set_back(store):
        yield f"entry {entry.seq} is dated before entry {before.seq}: a clock was set back ({before.at}, then {entry.at})"
    vault = store.vault.path.parent
    yield from open_to_others((path, f"vault/{path.name}") for path in sorted(vault.glob("*")))


def set_back(store: Store) -> Iterator[tuple[CustodyEntry, CustodyEntry]]:
    """Yield each entry that is dated before the one in front of it, behind that one.

    By a second or two it may also be that of a program that waited for another to write.
    """
    return ((before, entry) for before, entry in pairwise(store.log()) if entry.at < before.at)


def open_to_others(files: Iterable[tuple[Path, str]]) -> Iterator[str]:
    """Yield which of these files (path, name) others on this machine may read or change, and how to end that."""
    for path, name in files:
        mode = _mode(path)
        if mode & _OTHERS:
            yield f"{name} can be read or changed by others on this machine (mode {mode:03o}): chmod 600 {path}"


def _mode(path: Path) -> int:
    """Return the permissions of a file; 0 where it is none, or where the system knows no others."""
    try:
        return stat.S_IMODE(path.stat().st_mode) if os.name == "posix" and path.is_file() else 0
    except OSError:
        return 0
