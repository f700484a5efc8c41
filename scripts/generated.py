"""What the generators share: write generated files, or say which of them have drifted from the code."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def settle(pages: Mapping[Path, str], present: Iterable[Path], *, check: bool) -> int:
    """Make the files on disk equal to ``pages`` and return the exit status.

    ``present`` are the generated files there are now; those that no page stands for are removed. With ``check``
    nothing is written: 1 means that something differs, and standard error names it.
    """
    wrong = sorted(
        {path for path in present if path not in pages} | {p for p, text in pages.items() if _read(p) != text}
    )
    if check:
        for path in wrong:
            print(f"{path.relative_to(ROOT)} is not what the code says: run `make docs`", file=sys.stderr)
        return 1 if wrong else 0
    for path in wrong:
        _write(path, pages.get(path))
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
