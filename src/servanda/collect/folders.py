"""Which files a folder holds: to the bottom, sorted, without hidden files, never out of the folder by a link."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from servanda.collect.sidecars import is_sidecar, without_companion
from servanda.errors import BrokenInput, InputError, UnsupportedInput


class Refusal(NamedTuple):
    """A path that is not collected, and why."""

    path: Path
    error: InputError


def shown(path: Path) -> str:
    """Return the path as text with forward slashes; bytes of a name that are no UTF-8 are escaped."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def files_in(path: Path) -> Iterator[Path | Refusal]:
    """Yield the files under ``path`` (itself, if it is a file), each once, in a fixed order: folder by folder, by name."""
    if not _is_folder(path):
        yield path
        return
    root = path.resolve()
    pending = [path]
    while pending:
        folder = pending.pop()
        try:
            names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
        except OSError as error:
            yield Refusal(
                folder,
                BrokenInput(f"{shown(folder)}: cannot be opened ({error.strerror or error}). Check its permissions."),
            )
            continue
        yield from _wanted(folder, names, root)
        pending.extend(entry for name in reversed(names) if _is_own_folder(entry := folder / name))


def _wanted(folder: Path, names: list[str], root: Path) -> Iterator[Path | Refusal]:
    """Yield the files of one folder; folders, sidecars and links within the root are met elsewhere."""
    lonely = without_companion(names)
    for name in names:
        entry = folder / name
        if entry.is_symlink():
            yield from _linked(entry, root)
        elif name in lonely:
            reason = f"{shown(entry)}: describes a file that is not beside it. Add that file or remove this one."
            yield Refusal(entry, UnsupportedInput(reason))
        elif not is_sidecar(name) and not _is_folder(entry):
            yield entry


def _is_own_folder(entry: Path) -> bool:
    return _is_folder(entry) and not entry.is_symlink()


def _is_folder(entry: Path) -> bool:
    """Tell whether it is a folder; unlike `Path.is_dir` say no where permission to look is missing."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _linked(entry: Path, root: Path) -> Iterator[Refusal]:
    """Name a link that leads nowhere or out of the folder; what it shows within the folder is collected there anyway."""
    try:
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError):  # nowhere, or in a circle
        yield Refusal(entry, BrokenInput(f"{shown(entry)}: a link that leads nowhere. Remove or mend it."))
        return
    if not target.is_relative_to(root):
        reason = f"{shown(entry)}: a link out of the folder is not followed. Add its target by itself."
        yield Refusal(entry, UnsupportedInput(reason))
