"""Folders that are watched: which files are new or changed, and no longer being written."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from servanda.collect.collected import quarantined
from servanda.collect.folders import Refusal, files_in, shown
from servanda.collect.sidecars import sidecar_of
from servanda.errors import NotFoundError
from servanda.model.documents import Quarantine

_Stamp = tuple[int, ...]


class Watch:
    """Files of some folders, looked at time and again. A file is given when two looks in a row found it the same.

    A file that is still being copied grows between two looks and so waits; its sidecar counts with it. What was `taken` is
    given again only when it changed. Raises `NotFoundError` for what is no folder.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise NotFoundError(f"{shown(folder)}: no such folder to watch. Check the spelling.")
        self._folders = tuple(folders)
        self._seen: dict[Path, _Stamp] = {}
        self._taken: dict[Path, _Stamp] = {}
        self._refused: set[Path] = set()

    def look(self) -> Iterator[Path | Quarantine]:
        """Yield the files that have settled since, and once what in the folders cannot be collected."""
        seen = {}
        for found in (item for folder in self._folders for item in files_in(folder)):
            if isinstance(found, Refusal):
                if found.path not in self._refused:
                    self._refused.add(found.path)
                    yield quarantined(shown(found.path), found.error)
                continue
            stamp = seen[found] = _stamp(found)
            if stamp and stamp == self._seen.get(found) and stamp != self._taken.get(found):
                yield found
        self._seen = seen

    def taken(self, paths: Iterable[Path]) -> None:
        """Say that files were stored, as they were at the last look."""
        self._taken |= {path: self._seen[path] for path in paths if path in self._seen}


def _stamp(path: Path) -> _Stamp:
    """Return size and time of the last change of a file and its sidecar; empty where it is gone already."""
    try:
        facts = [item.stat() for item in (path, sidecar_of(path)) if item]
    except OSError:
        return ()
    return tuple(number for fact in facts for number in (fact.st_size, fact.st_mtime_ns))
