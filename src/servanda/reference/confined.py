"""Paths that a dossier names lead nowhere but into it: whoever wrote one must not make another read his disk."""

from collections.abc import Iterable
from pathlib import Path


def is_within(path: Path, folders: Iterable[Path]) -> bool:
    """Tell whether ``path``, links followed, lies in one of ``folders``."""
    real = path.resolve()
    return any(real.is_relative_to(folder.resolve()) for folder in folders)
