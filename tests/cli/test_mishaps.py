"""Full disk, read-only folder, two programs at once: said in words, and nothing lost."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.conftest import PATIENCE
from tests.forked import servanda, start

from servanda.cli import main

HOLD = """
import sys
from pathlib import Path
from servanda.store import open_store
with open_store(Path(sys.argv[1])) as store, store.writer("collected", "desk", "2031-05-06T00:00:00Z") as batch:
    batch.put_object(b"a page")
    print("writing", flush=True)
    sys.stdin.readline()
"""


def _table(path: Path, n_bytes: int, name: str = "r") -> Path:
    text = "Rain fell on the hills. " * (n_bytes // 24)
    path.write_text(json.dumps({"id": name, "language": "en", "text": text}) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with one report, for all tests of this file."""
    folder = tmp_path_factory.mktemp("mishaps")
    assert servanda("init", folder / "case").returncode == 0
    assert servanda("add", folder / "case", _table(folder / "first.jsonl", 200)).returncode == 0
    return folder / "case"


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A dossier with one report."""
    return Path(shutil.copytree(made, tmp_path / "case"))


def _said(done: subprocess.CompletedProcess[str], word: str) -> None:
    assert done.returncode == 2, done.stderr
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("a small disk can be mounted by the superuser only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_what_was_there_stays(case: Path, small_disk: Path, tmp_path: Path) -> None:
    there = small_disk / "case"
    shutil.copytree(case, there)
    _said(servanda("add", there, _table(tmp_path / "large.jsonl", 2_000_000)), "full")
    (small_disk / "filler").write_bytes(b"0" * (shutil.disk_usage(small_disk).free - 4096))
    for words in (
        ("add", there, _table(tmp_path / "small.jsonl", 9_000, "s")),
        ("report", there, "--output", there / "r.html"),
    ):
        _said(servanda(*words), "")
    assert not list(there.glob(".r.html*"))
    (small_disk / "filler").unlink()
    assert servanda("verify", there).returncode == 0
    done = servanda("add", there, tmp_path / "small.jsonl")
    assert done.returncode == 0, done.stderr
    assert servanda("verify", there).returncode == 0


def _bounded() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))


@pytest.mark.parametrize("verb", ["add", "report"])
def test_a_file_that_may_not_grow_is_said_and_nothing_is_half_written(case: Path, tmp_path: Path, verb: str) -> None:
    """A bound on the size of files stands for the full disk where none can be mounted."""
    large = _table(tmp_path / "large.jsonl", 500_000)
    words = {"add": ("add", case, large), "report": ("report", case, "--output", case / "r.html")}
    _said(servanda(*words[verb], before=_bounded), "")
    assert not (case / "r.html").exists()
    assert servanda("verify", case).returncode == 0
    done = servanda(*words[verb])
    assert done.returncode == 0, done.stderr
    assert servanda("verify", case).returncode == 0


@pytest.fixture
def locked(case: Path) -> Iterator[tuple[Path, Path]]:
    """A dossier that everybody may read and nobody may write, where others can reach it, and one that may be written."""
    folder = Path(tempfile.mkdtemp(prefix="servanda-test-"))
    there = folder / "case"
    shutil.copytree(case, there)
    shutil.rmtree(there / "vault")
    for path in (*there.rglob("*"), there, folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield there, case
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.getuid() != 0, reason="only the superuser can become somebody who may not write")
@pytest.mark.parametrize("verb", ["add", "run", "stamp", "report", "verify"])
def test_a_read_only_folder_is_said(locked: tuple[Path, Path], tmp_path: Path, verb: str) -> None:
    there, writable = locked
    words = {
        "add": ("add", "CASE", str(_table(tmp_path / "second.jsonl", 300))),
        "report": ("report", "CASE", "--output", "CASE/r.html"),
    }.get(verb, (verb, "CASE"))

    def become_nobody() -> None:
        """Do it once as ourselves on a dossier that may be written, so that every module is loaded, then as nobody on the other."""
        sys.argv = ["servanda", *(word.replace("CASE", str(writable)) for word in words)]
        with suppress(SystemExit):
            main()
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        sys.argv = ["servanda", *(word.replace("CASE", str(there)) for word in words)]

    done = servanda(*words, before=become_nobody)
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    if verb == "verify":
        assert done.returncode == 0, (done.stdout, done.stderr)
    else:
        assert done.returncode == 2, done.stderr
        assert str(there) in last
        assert "writable" in last or "ermission denied" in last


def test_a_second_program_waits_for_the_first(case: Path, tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(case)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout.readline() == "writing\n"
    second = start("add", case, _table(tmp_path / "second.jsonl", 300, "s"))
    assert servanda("sources", case).returncode == 0  # reading goes on meanwhile
    assert second.poll() is None, "it waits until the first is done"
    first.communicate("\n", timeout=PATIENCE)
    assert (first.wait(timeout=PATIENCE), second.wait().returncode) == (0, 0)
    assert servanda("verify", case).returncode == 0


def test_two_programs_at_once_lose_nothing(case: Path, tmp_path: Path) -> None:
    tables = [_table(tmp_path / f"table{number}.jsonl", 300 + number, f"t{number}") for number in range(4)]
    running = [start("add", case, table) for table in tables]
    assert [process.wait().returncode for process in running] == [0] * len(tables)
    done = servanda("verify", case)
    assert done.returncode == 0, done.stdout
    assert "not signed" not in done.stderr


def test_a_mistyped_source_stops_no_other(case: Path, tmp_path: Path) -> None:
    sources = [_table(tmp_path / f"table-{number}.jsonl", 240 + number, f"m{number}") for number in range(50)]
    done = servanda("add", case, *sources[:20], tmp_path / "tabel-7.jsonl", *sources[20:])
    assert done.returncode == 3, done.stderr
    assert "missing: " in done.stderr
    assert "tabel-7.jsonl: no such file or folder" in done.stderr
    assert "50 new, 0 known, 0 quarantined" in done.stderr
    alone = servanda("add", case, tmp_path / "tabel-7.jsonl", tmp_path / "tabel-8.jsonl")
    _said(alone, "tabel-8.jsonl: no such file or folder")


def test_what_encoding_a_text_is_read_in_is_said_twice_and_kept(case: Path, tmp_path: Path) -> None:
    text = "Наблюдатели миссии сообщили, что ночью у деревни Верхняя прогремело девять взрывов, и две семьи уехали."
    (tmp_path / "report.txt").write_bytes(text.encode("koi8-r"))
    (tmp_path / "mixed.txt").write_bytes(text.encode("koi8-r") + text.encode())
    added = servanda("add", case, tmp_path / "report.txt", tmp_path / "mixed.txt")
    said = "report.txt: read as koi8-r (told by its letters and language)"
    assert said.partition(": ")[2] in added.stderr, "notes that are alike are gathered"
    assert "two encodings" in added.stderr
    ran = servanda("run", case)
    assert ran.returncode == 3
    assert said in ran.stderr
    assert "two encodings" in ran.stderr
