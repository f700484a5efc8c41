"""What it costs to keep every text of a dossier encrypted: the shipped example with all documents sealed, against none."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import cpu_seconds
from servanda.pipeline import Case, add_sources, list_records, open_case, run_case, seal_case, verify_case

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "idlib-2019"
N_ROUNDS = 5
STEPS = ("add and run", "list all claims", "verify")


def lines() -> Iterator[str]:
    """Yield one line a figure: processor time of this process, the least of some rounds, by turns."""
    spent: dict[str, list[tuple[float, ...]]] = {"none": [], "internal": []}
    sizes: dict[str, int] = {}
    late: list[float] = []
    for _ in range(N_ROUNDS):
        for encrypt, found in spent.items():
            with tempfile.TemporaryDirectory() as folder:
                case = _dossier(Path(folder) / "case", encrypt)
                found.append(tuple(_spent(case)))
                sizes[encrypt] = sum(path.stat().st_size for path in case.rglob("*") if path.is_file())
                if encrypt == "none":
                    late.append(_late(case))
    for place, step in enumerate(STEPS):
        plain, sealed = (min(one[place] for one in spent[name]) for name in ("none", "internal"))
        yield f"{step + ', all sealed':<35} {sealed:8.2f} s   nothing sealed: {plain:.2f} s; ratio {sealed / plain:.3f}"
    yield f"size on disk, all sealed            {sizes['internal'] / 1e6:8.2f} MB  nothing sealed: {sizes['none'] / 1e6:.2f} MB"
    yield f"vault seal of what lay in the clear {min(late):8.2f} s"


def _dossier(folder: Path, encrypt: str) -> Path:
    """Make the example a dossier whose documents are internal, and sealed or not."""
    shutil.copytree(EXAMPLE, folder)
    _encrypt(folder, encrypt)
    return folder


def _encrypt(folder: Path, encrypt: str) -> None:
    settings = (folder / "dossier.toml").read_text(encoding="utf-8").partition("\n[protection]")[0]
    settings = settings.replace('sensitivity = "public"', 'sensitivity = "internal"')
    (folder / "dossier.toml").write_text(f'{settings}\n[protection]\nencrypt = "{encrypt}"\n', encoding="utf-8")


def _spent(folder: Path) -> Iterator[float]:
    def work(case: Case) -> None:
        add_sources(case, [str(folder / "reports")], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)

    with open_case(folder, create=True) as case:
        yield cpu_seconds(lambda: work(case))
    with open_case(folder) as case:
        yield cpu_seconds(lambda: list_records(case, "claims", {}))
    with open_case(folder) as case:
        yield cpu_seconds(lambda: _require(not verify_case(case)))


def _late(folder: Path) -> float:
    _encrypt(folder, "internal")
    with open_case(folder) as case:
        return cpu_seconds(lambda: seal_case(case))


def _require(holds: bool) -> None:
    if not holds:
        raise AssertionError("the dossier does not verify")


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
