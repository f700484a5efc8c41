"""A file of many documents that hangs, kills or fills what takes it apart costs itself; what came before it and all others enter."""

import json
import mailbox
import os
import signal
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from servanda.collect import CollectConfig, Kind, Part, parts
from servanda.errors import MachineError
from servanda.pipeline import add_sources, open_case, splitting

pytestmark = pytest.mark.bounded
WORDS = "Two shells fell on Zalingei on 7 May 2031, a trader said."
N_ROWS = 250
SAID = {
    "hangs": "longer than",
    "dies": "was ended by SIGKILL",
    "fills": "MB of memory",
    "stumbles": "cannot be taken apart (KeyError)",
}


def split_badly(kind: Kind, path: Path, config: CollectConfig) -> Iterator[Part]:
    """Stand in for a reader that a file gets the better of in the middle."""
    for number, part in enumerate(parts(kind, path, config)):
        if number == N_ROWS // 2:
            _fail(path.stem)
        yield part


def _fail(how: str) -> None:
    if how == "hangs":
        time.sleep(3_600)
    if how == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "fills":
        raise MemoryError
    if how == "stumbles":
        raise KeyError(how)
    if how == "disk":
        raise MachineError("the disk is gone")


def _silent(*_: object) -> None:
    return


def _table(path: Path) -> Path:
    rows = ({"id": f"{path.stem}-{number}", "text": f"{WORDS} Report {number}."} for number in range(N_ROWS))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def hurried(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier in which a file has few seconds to give its next documents, and readers that fail in the middle."""
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as settings:
        settings.write("[limits]\nseconds = 5\n")
    monkeypatch.setattr(splitting, "parts", split_badly)
    monkeypatch.setattr("servanda.pipeline.looking.WORKERS", 0)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    return dossier


def test_what_came_before_and_the_other_files_enter(hurried: Path, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    for name in ("a-good", *SAID, "z-good"):
        _table(tmp_path / "inbox" / f"{name}.jsonl")
    with open_case(hurried, create=True) as case:
        summary = add_sources(case, [str(tmp_path / "inbox")], _silent)
        kept = [item.external_id for item in case.store.records("document")]
    said = {Path(item.locator).stem: item.reason for item in summary.quarantined}
    assert {name: words in said[name] for name, words in SAID.items()} == dict.fromkeys(SAID, True), said
    assert len(said) == len(SAID)
    for name in ("a-good", "z-good"):
        assert sum(one.startswith(f"{name}-") for one in kept) == N_ROWS
    counts = {name: sum(one.startswith(f"{name}-") for one in kept) for name in SAID}
    assert counts["stumbles"] == N_ROWS // 2
    assert all(count == 100 for name, count in counts.items() if name != "stumbles"), "whole portions"
    assert len(kept) == len(set(kept))


def test_a_fault_of_the_machine_is_no_word_on_the_file(hurried: Path, tmp_path: Path) -> None:
    table = _table(tmp_path / "disk.jsonl")
    with open_case(hurried, create=True) as case:
        with pytest.raises(MachineError, match="add it again"):
            add_sources(case, [str(table)], _silent)
        assert list(case.store.records("quarantine")) == []


def _book(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "text"])
    for number in range(N_ROWS):
        book.active.append([f"x-{number}", f"{WORDS} Sheet {number}."])
    book.save(path)


def _mail(path: Path) -> None:
    box = mailbox.mbox(path)
    for number in range(3):
        message = EmailMessage()
        message["Subject"], message["From"] = f"Report {number}", "desk@example.org"
        message.set_content(f"{WORDS} Mail {number}.")
        message.add_attachment(
            f"{WORDS} Attached {number}.".encode(), maintype="text", subtype="plain", filename="a.txt"
        )
        box.add(message)
    box.close()


@pytest.mark.parametrize(
    ("name", "make", "n"), [("a.xlsx", _book, N_ROWS), ("a.mbox", _mail, 6), ("a.jsonl", _table, N_ROWS)]
)
def test_in_a_process_the_same_enters_as_without(dossier: Path, tmp_path: Path, name: str, make: Any, n: int) -> None:
    make(tmp_path / name)
    with splitting.splitting(_limits(dossier)) as split:
        there = list(split(_kind(name), tmp_path / name, CollectConfig()))
    assert there == list(parts(_kind(name), tmp_path / name, CollectConfig()))
    assert len(there) == n


def _kind(name: str) -> Kind:
    return "mailbox" if name.endswith("mbox") else "table"


def _limits(dossier: Path) -> Any:
    with open_case(dossier, create=True) as case:
        return case.dossier.settings.limits
