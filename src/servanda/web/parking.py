"""Where files lie that were handed over and are not yet taken: a folder of this user alone, gone when the desk closes."""

import secrets
import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

_MOST_LETTERS: Final = 120
_MOST_PARKED: Final = 8
_MOST_TOLD: Final = 50
_N_TOKEN: Final = 18


class Parking:
    """Folders by a word that nobody can guess, the oldest makes room for the ninth; and what is to be told of them."""

    def __init__(self) -> None:
        """Make a folder that no other user can look into."""
        self._folder = Path(tempfile.mkdtemp(prefix="servanda-intake-"))
        self._lock = threading.Lock()
        self._known: dict[str, Path] = {}
        self._told: dict[str, Any] = {}

    def tell(self, what: Any) -> str:
        """Keep what is to be told on the next page, and return its word."""
        word = secrets.token_urlsafe(_N_TOKEN)
        with self._lock:
            self._told = {**dict(list(self._told.items())[-_MOST_TOLD:]), word: what}
        return word

    def told(self, word: str) -> Any:
        """Return what is told under a word, ``None`` where nothing is."""
        return self._told.get(word)

    def keep(self, files: Iterable[Any]) -> str:
        """Write uploaded files, bit by bit, into a folder of their own, and return its word."""
        word = secrets.token_urlsafe(_N_TOKEN)
        folder = self._folder / word
        folder.mkdir(mode=0o700)
        for uploaded in files:
            with (folder / _free(folder, safe_name(uploaded.name))).open("wb") as out:
                for part in uploaded.chunks():
                    out.write(part)
        with self._lock:
            self._known[word] = folder
            oldest = list(self._known)[:-_MOST_PARKED]
        for other in oldest:
            self.drop(other)
        return word

    def folder(self, word: str) -> Path | None:
        """Return the folder of a word, ``None`` where it is gone or there never was one."""
        return self._known.get(word)

    def drop(self, word: str) -> None:
        """Take a folder away."""
        with self._lock:
            folder = self._known.pop(word, None)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Take everything away."""
        shutil.rmtree(self._folder, ignore_errors=True)


def safe_name(name: str) -> str:
    """Return the last part of a name that a browser gave, as a name of a file here: no path, no sign that turns or hides letters, not hidden."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if unicodedata.category(char)[0] not in "CZ" or char == " ").strip(" .")
    while len(shown.encode()) > _MOST_LETTERS:
        stem, dot, ending = shown.rpartition(".")
        shown = f"{stem[:-1]}{dot}{ending}" if stem else shown[:-1]
    return shown or "file"


def _free(folder: Path, name: str) -> str:
    """Return a name that no file of the folder has."""
    stem, dot, ending = name.rpartition(".")
    found, n = name, 1
    while (folder / found).exists():
        n += 1
        found = f"{stem or ending}-{n}{dot}{ending}" if stem else f"{name}-{n}"
    return found
