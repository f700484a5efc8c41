"""Worker processes: everything is read, in order, whoever is killed; what kills every reader is set aside."""

import time
from pathlib import Path

import pytest

from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.pipeline import reading
from servanda.pipeline.workers import Work, in_processes
from servanda.reference import Reference, ReferenceConfig

MODULE = """
import os, signal, time
from pathlib import Path

def prepare(folder):
    global FOLDER
    FOLDER = Path(folder)

def read(item):
    (FOLDER / f"{item}-{os.getpid()}-{len(list(FOLDER.iterdir()))}").touch()
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 21 and not (FOLDER / "killed-once").exists():
        (FOLDER / "killed-once").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 34:
        time.sleep(60)
    return item * 10

def lost(item):
    return -item
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work[int, int]:
    """A reader in a module that the spawned processes can import too."""
    (tmp_path / "deadly_reader.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import deadly_reader

    seen = tmp_path / "seen"
    seen.mkdir()
    return Work(deadly_reader.read, deadly_reader.lost, deadly_reader.prepare, (str(seen),), seconds=2.0)


def test_poison_items_are_set_aside_and_a_killed_worker_costs_nothing(work) -> None:
    """Item 13 kills its reader, item 34 holds it up, item 21 kills it once."""
    found = list(in_processes(range(60), work, 2))
    assert found == [-item if item in {13, 34} else item * 10 for item in range(60)]


def test_one_worker_is_killed_by_no_more_than_the_poison(work) -> None:
    assert list(in_processes(range(10, 18), work, 1)) == [-13 if item == 13 else item * 10 for item in range(10, 18)]


@pytest.mark.parametrize(("n_texts", "asked"), [(7, []), (8, [1])])
def test_one_worker_is_a_process_too_where_that_is_worth_it(monkeypatch, n_texts: int, asked: list[int]) -> None:
    seen: list[int] = []
    monkeypatch.setattr(reading, "read_text", lambda text, *_: text)
    monkeypatch.setattr(reading, "in_processes", lambda texts, _, workers: seen.append(workers) or texts)
    made = {"parser": "test", "parser_version": "1"}
    one = (Paragraph(start=0, end=8),)
    texts = tuple(text_layer(f"doc_{number}", "Nothing.", one, **made) for number in range(n_texts))
    assert tuple(reading.read_texts(texts, Reference(ReferenceConfig()), 1)) == texts
    assert seen == asked


def test_no_more_is_under_way_than_a_few_batches(work, tmp_path: Path) -> None:
    results = in_processes(range(22, 400), work, 2)
    assert next(results) == 220
    time.sleep(1)
    assert len(list((tmp_path / "seen").iterdir())) <= 8 * 2 * 2 + 8
    results.close()


def test_nothing_to_read_is_no_error(work) -> None:
    assert list(in_processes((), work, 2)) == []
