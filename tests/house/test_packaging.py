"""What lies in the tree is in the wheel: every kind of data file is named in pyproject.toml."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_kind_of_data_file_is_packed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = settings["tool"]["setuptools"]["package-data"]["*"]
    data = [path for path in (ROOT / "src").rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}]
    data = [path for path in data if not any(part.endswith(".egg-info") for part in path.parts)]
    assert data
    assert [str(path.relative_to(ROOT)) for path in data if not any(path.match(pattern) for pattern in packed)] == []
