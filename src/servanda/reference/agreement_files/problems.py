"""What is wrong with an agreement file, and where."""

from dataclasses import dataclass
from typing import Literal

from servanda.reference.lined_yaml import Lines, Path

__all__ = ["Lines", "Path", "Problem", "dotted", "line_of"]


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in ``file`` at ``line`` (from 1) and ``path`` (such as ``bound[0].role``); the message says what to do."""

    file: str
    line: int
    path: str
    message: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        return f"{self.file}, line {self.line}: {self.severity}: {where}{self.message}"


def dotted(path: Path) -> str:
    """Return a path in words: ``bound[0].role``."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(parts).removeprefix(".")


def line_of(lines: Lines, path: Path) -> int:
    """Return the line of ``path``, or of the nearest thing around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1
