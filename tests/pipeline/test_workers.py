"""Worker processes: whatever happens to one, every item is read once, or set aside with the reason; the machine's faults are not its.

The readers stand in a module of their own, so that the spawned processes can import it.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.errors import MachineError
from servanda.pipeline.workers import Loss, Work, in_processes

MODULE = """
import os, signal, time
from pathlib import Path

def prepare(folder):
    return Path(folder)

def prepare_never(folder):
    os._exit(3)

def prepare_once(folder):
    tried = Path(folder) / f"try-{os.getpid()}"
    tried.touch()
    if len(list(Path(folder).glob("try-*"))) == 1:
        os._exit(3)
    return Path(folder)

def prepare_wrong(folder):
    raise RuntimeError("no model")

def read(folder, item):
    (folder / f"{item}-{os.getpid()}").touch()
    if item == 13 or (item == 21 and len(list(folder.glob("21-*"))) == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 34:
        while True:
            time.sleep(60)
    if item == 35:
        "x" * 400_000 + 1  # a fault of the program itself
    if item == 55:
        return len(bytes(3_000_000_000))
    if item == 56:
        raise OSError(28, "No space left on device")
    return item * 10

def lost(item, loss):
    return (item, *loss)

def seconds(item):
    return 1.0 if item == 34 else 300.0
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    (tmp_path / "deadly_reader.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    sys.modules.pop("deadly_reader", None)
    import deadly_reader

    seen = tmp_path / "seen"
    seen.mkdir()
    return Work(
        deadly_reader.read,
        deadly_reader.lost,
        deadly_reader.prepare,
        (str(seen),),
        deadly_reader.seconds,
        memory_mb=2_000,
    )


def _read(items, work: Work, workers: int) -> list:
    return sorted((one for some in in_processes(items, work, workers) for one in some), key=str)


@pytest.mark.parametrize("workers", [1, 3])
def test_what_kills_or_holds_its_process_is_set_aside_and_costs_nothing_else(work, workers: int) -> None:
    """Item 13 kills its reader, item 34 holds it up, item 21 kills it once."""
    found = _read(range(50), work, workers)
    well = [item * 10 for item in range(50) if item not in {13, 34, 35}]
    lost = {one[0]: Loss(*one[1:]) for one in found if isinstance(one, tuple)}
    assert [one for one in found if isinstance(one, int)] == sorted(well, key=str)
    assert {item: loss.kind for item, loss in lost.items()} == {13: "killed", 34: "time", 35: "machine"}
    assert "SIGKILL" in lost[13].words
    assert "1 s" in lost[34].words


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_an_item_that_takes_too_much_memory_is_told_from_one_that_the_machine_failed(work) -> None:
    found = _read([1, 55, 56, 2], work, 1)
    assert found[0][:2] == (55, "memory")
    assert found[1][:2] == (56, "machine")
    assert found[2:] == [10, 20]


def test_processes_that_cannot_start_stop_the_reading_and_set_nothing_aside(work, tmp_path: Path) -> None:
    import deadly_reader

    for prepare, words in ((deadly_reader.prepare_never, "status 3"), (deadly_reader.prepare_wrong, "no model")):
        broken = Work(work.read, work.lost, prepare, work.given)
        with pytest.raises(MachineError, match=words):
            list(in_processes(range(5), broken, 2))
    assert list((tmp_path / "seen").iterdir()) == []


def test_a_process_that_does_not_start_once_costs_nothing(work) -> None:
    import deadly_reader

    slow = Work(work.read, work.lost, deadly_reader.prepare_once, work.given)
    assert _read(range(5), slow, 1) == [0, 10, 20, 30, 40]


def test_what_was_read_before_the_machine_failed_is_given_first(work, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []

    def items():
        yield 1
        yield 2
        monkeypatch.setattr("servanda.pipeline.workers._Crew._start", _no_process)
        yield 13  # its process dies, and no other can be started

    reading = (found.extend(some) for some in in_processes(items(), work, 1))
    with pytest.raises(MachineError, match="no more"):
        list(reading)
    assert sorted(found) == [10, 20]


def _no_process(_crew) -> None:
    raise MachineError("no more")


def test_no_more_is_taken_than_there_are_processes_for(work) -> None:
    taken = []

    def items():
        for item in range(22, 34):
            taken.append(item)
            yield item

    results = in_processes(items(), work, 2)
    next(results)
    n_taken, n_read = len(taken), len(list(Path(work.given[0]).iterdir()))
    assert n_read <= n_taken
    results.close()
    assert len(taken) == n_taken


def test_nothing_to_read_is_no_error_and_starts_nothing(work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.pipeline.workers._Crew._start", _no_process)
    assert list(in_processes((), work, 2)) == []


PARENT = """
import sys
import deadly_reader
from servanda.pipeline.workers import Work, in_processes

work = Work(deadly_reader.read, deadly_reader.lost, deadly_reader.prepare, (sys.argv[1],), lambda _: 1e6)
try:
    list(in_processes((34, 34), work, 2))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize("signal_sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_processes_end_with_their_parent(work, tmp_path: Path, signal_sent: signal.Signals) -> None:
    """Two processes hang over an item for ever; the parent is told to end, killed, or interrupted as by Ctrl-C."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, script, work.given[0]], start_new_session=True, stderr=subprocess.PIPE)
    seen = Path(work.given[0])
    _until(lambda: len(list(seen.glob("34-*"))) == 2)
    children = [int(path.name.removeprefix("34-")) for path in seen.glob("34-*")]
    if signal_sent == signal.SIGINT:
        os.killpg(parent.pid, signal_sent)  # a terminal sends it to all
    else:
        parent.send_signal(signal_sent)
    _, said = parent.communicate(timeout=120)
    _until(lambda: not any(_is_alive(child) for child in children))
    assert b"Traceback" not in said


def _until(holds) -> None:
    """Wait for what must come; a thousand looks are far more than any machine needs."""
    for _ in range(1_000):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


def _is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.is_dir() and sys.platform == "linux":
        return stat.exists() and stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
