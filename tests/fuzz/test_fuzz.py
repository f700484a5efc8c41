"""A short turn of coverage-guided fuzzing on each parser; `make fuzz SECONDS=600` takes longer ones."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import PATIENCE

pytest.importorskip("atheris")

TRIES = 60
TARGETS = (
    "plain", "html", "pdf", "docx", "mail", "message", "mailbox", "csv", "jsonl", "xlsx", "warc", "wacz", "web",
)  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_but_documents_and_refusals_with_a_reason(target: str, tmp_path: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("fuzz.py")), target, f"{TRIES}x", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=PATIENCE)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    assert not list(tmp_path.iterdir())
    executed = [line.split()[-1] for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    assert int(executed[0]) >= TRIES, "the fuzzer stopped early"


def test_every_target_is_tried(root: Path) -> None:
    text = (root / "tests/fuzz/fuzz.py").read_text(encoding="utf-8")
    table = text[text.index("TARGETS:") : text.index("def within_zip")]
    assert tuple(line.split('"')[1] for line in table.splitlines()[1:] if line.startswith('    "')) == TARGETS
