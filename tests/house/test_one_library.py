"""Where two libraries could do the same, one does: cryptography reads certificates, PyNaCl does all else."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "servanda"


def imported(root: str) -> dict[str, set[str]]:
    """Return what is imported from a package, by the file that does so."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                if name.split(".")[0] == root:
                    found.setdefault(path.relative_to(SOURCE).as_posix(), set()).add(name)
    return found


def test_cryptography_reads_certificates_and_nothing_else() -> None:
    found = imported("cryptography")
    assert found
    assert all(name.startswith("cryptography.x509") for names in found.values() for name in names), found
    assert not found.keys() & imported("nacl").keys()


def test_one_module_tells_languages() -> None:
    assert set(imported("py3langid")) == {"text/languages.py"}
