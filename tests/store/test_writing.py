"""Crashes, two writers at once, a full disk, folders that may not be written: nothing lost, nothing half-written."""

import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import PATIENCE

from servanda.errors import NotFoundError, StoreBusy, StoreCorrupt, StoreUnavailable
from servanda.store import Store, StoreConfig, open_store, verify

OPEN = """
import sys
from pathlib import Path
from servanda.model.documents import Document
from servanda.model.making import with_id
from servanda.store import StoreConfig, open_store

def document(number):
    return with_id("doc", Document(id="", object_sha256="0" * 64, n_bytes=1, media_type="text/plain", locator=f"{number:04d}"))

folder = Path(sys.argv[1])
"""

# Says how far it came, so that the test can kill it there.
WRITE = (
    OPEN
    + """
with open_store(folder, create=True) as store:
    for n_batch in range(6):
        with store.writer("collected", "desk", "2026-01-02T03:04:05Z", {"batch": str(n_batch)}) as batch:
            for number in range(n_batch * 700, n_batch * 700 + 700):
                batch.put_object(b"content %d" % (number // 100))
                batch.put(document(number))
                if number % 100 == 0:
                    print(number, flush=True)
        print("stored", n_batch, flush=True)
print("finished", flush=True)
"""
)

HOLD = (
    OPEN
    + """
with open_store(folder) as store, store.writer("collected", "desk", "2026-01-02T03:04:05Z") as batch:
    batch.put(document(1))
    print("writing", flush=True)
    sys.stdin.readline() if len(sys.argv) > 2 else __import__("time").sleep(60)
"""
)


pytestmark = pytest.mark.usefixtures("kept_in")


def _contents(folder: Path) -> tuple[list[str], set[str]]:
    with open_store(folder) as store:
        assert list(verify(store)) == []
        return _contents_of(store)


def _contents_of(store: Store) -> tuple[list[str], set[str]]:
    folder = store.place.folder
    locators = [document.locator for document in store.records("document")]
    return locators, {str(path.relative_to(folder)) for path in (folder / "evidence").glob("??/*")}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> tuple[list[str], set[str]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["", str(folder)])
        exec(compile(WRITE, "write", "exec"), {})  # noqa: S102 - the same code that the children run
    with open_store(folder) as store:
        return _contents_of(store)


@pytest.mark.parametrize("moment", ["0", "600", "stored 0", "1400", "2700", "stored 4", "4100"])
def test_killed_at_any_moment_a_second_run_gives_the_same(tmp_path, child, moment, undisturbed):
    process = child(WRITE, str(tmp_path))
    n_acknowledged = 0
    for line in process.stdout:
        n_acknowledged += line.startswith("stored")
        if line.strip() == moment:
            process.send_signal(signal.SIGKILL)
            break
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    locators, _ = _contents(tmp_path)
    assert len(locators) % 700 == 0
    assert len(locators) >= n_acknowledged * 700
    again = child(WRITE, str(tmp_path))
    output, complaint = again.communicate(timeout=PATIENCE)
    assert output.endswith("finished\n"), complaint
    assert _contents(tmp_path) == undisturbed
    assert not list((tmp_path / "evidence" / ".incoming").iterdir())


def test_a_second_writer_is_told_who_writes_and_a_dead_one_blocks_nobody(store, case, tmp_path, child):
    process = child(HOLD, str(tmp_path))
    assert process.stdout.readline() == "writing\n"
    with open_store(tmp_path, config=StoreConfig(wait_seconds=0.1)) as impatient:
        with pytest.raises(StoreBusy, match=f"process {process.pid};") as busy, case.writer(impatient) as batch:
            batch.put(case.document())
        assert busy.value.transient
        assert list(impatient.records("document")) == []  # reading goes on meanwhile
        process.kill()
        process.communicate()
        with case.writer(impatient) as batch:
            batch.put(case.document())
    assert [document.locator for document in store.records("document")] == ["a.txt"]


def test_a_second_writer_waits_for_the_first(store, case, tmp_path, child):
    first = child(HOLD.replace("sleep(60)", "sleep(0.3)"), str(tmp_path))
    assert first.stdout.readline() == "writing\n"
    with case.writer(store) as batch:
        batch.put(case.document())
    assert first.wait(timeout=PATIENCE) == 0
    first.communicate()
    assert [document.locator for document in store.records("document")] == ["0001", "a.txt"]
    assert [entry.seq for entry in store.log()] == [1, 2]


def test_a_batch_inside_a_batch_is_refused_instead_of_waiting_for_ever(case, tmp_path):
    with open_store(tmp_path, create=True, config=StoreConfig(wait_seconds=0)) as store:
        with case.writer(store) as outer:
            with pytest.raises(StoreBusy, match=f"process {os.getpid()}"), case.writer(store):
                pass
            outer.put(case.document())
        assert store.has("document", case.document().id)


@pytest.mark.sqlite_alone
def test_a_missing_folder_or_database_says_what_to_do(tmp_path):
    with pytest.raises(NotFoundError, match="servanda init"):
        open_store(tmp_path / "nowhere", create=True)
    with pytest.raises(NotFoundError, match="servanda add"):
        open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.sqlite_alone
def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "records.sqlite").write_bytes(b"These are notes, not records. " * 200)
    with pytest.raises(StoreCorrupt, match="no SQLite database"):
        open_store(tmp_path)


def test_the_salts_are_for_the_owner_only_and_a_torn_line_is_dropped(store, case, tmp_path):
    case.fill(store, 1)
    path = tmp_path / "vault" / "salts.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"commitment":"12')
    with case.writer(store) as batch:
        batch.put(case.document("b.txt"))
    assert path.read_bytes().startswith(whole)
    assert list(verify(store)) == []


def test_the_log_holds_no_detail_in_clear(store, case, tmp_path):
    case.fill(store, 1)
    with case.behind(store) as run:
        bodies = b"".join(body for (body,) in run("SELECT body FROM custody"))
    assert b"folder of" not in bodies
    assert b"folder of" not in (tmp_path / "vault" / "salts.jsonl").read_bytes()
    assert "folder of collected" in {item["value"] for _, item in store.vault.contents()}


def test_other_bytes_under_the_name_of_an_object_are_noticed_when_it_comes_again(store, case, tmp_path):
    case.fill(store, 1)
    (path,) = (tmp_path / "evidence").glob("??/*")
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    path.chmod(0o644)
    path.write_bytes(b"something else")
    with pytest.raises(StoreCorrupt, match="were changed"), case.writer(store) as batch:
        batch.put_object(case.text.encode())


FULL = (
    OPEN
    + """
import resource
from servanda.errors import StoreUnavailable
with open_store(folder) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    try:
        with store.writer("collected", "desk", "2026-01-02T03:04:05Z", {"source": "x"}) as batch:
            batch.put_object(b"x" * int(sys.argv[3]))
            for number in range(5000):
                batch.put(document(number))
    except StoreUnavailable as error:
        print(error)
"""
)


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("bounds", [("1000000", "2000000"), ("200000", "10"), ("10", "1")])
def test_a_full_disk_is_said_and_nothing_is_half_written(store, case, child, bounds):
    """A bound on the size of files stands for the full disk: first for objects, then for the database, then for all."""
    claims = case.fill(store, 3)
    process = child(FULL, str(store.place.folder), *bounds)
    output, complaint = process.communicate(timeout=PATIENCE)
    assert "full" in output, complaint
    assert tuple(store.records("claim")) == claims
    assert len(list(store.records("document"))) == 1
    assert list(verify(store)) == []


READ_ONLY = (
    OPEN
    + """
import os
from servanda.errors import ServandaError
from servanda.store import verify
with open_store(folder) as store:  # loads all modules while we may still read them
    list(verify(store))
if os.getuid() == 0:
    os.setuid(65534)
with open_store(folder) as store:
    print(len(list(store.records("claim"))), len(list(verify(store))))
    try:
        with store.writer("collected", "desk", "2026-01-02T03:04:05Z") as batch:
            batch.put(document(1))
    except ServandaError as error:
        print(type(error).__name__, error)
"""
)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that other users can reach, which pytest's own cannot be."""
    folder = Path(tempfile.mkdtemp(prefix="servanda-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.sqlite_alone
def test_a_read_only_folder_can_be_read_and_verified_but_not_written(case, public_folder, child):
    with open_store(public_folder, create=True) as store:
        case.fill(store, 3)
    (public_folder / "vault" / "salts.jsonl").chmod(0o444)
    (public_folder / "vault").chmod(0o555)
    (public_folder / "records.sqlite").chmod(0o444)
    public_folder.chmod(0o555)
    output, complaint = child(READ_ONLY, str(public_folder)).communicate(timeout=PATIENCE)
    assert not complaint
    assert output.splitlines()[0] == "3 0", complaint
    assert output.splitlines()[1].startswith("StoreUnavailable"), complaint
    assert "writable" in output


def test_read_only_by_choice(store, case, tmp_path):
    case.fill(store, 3)
    with open_store(tmp_path, config=StoreConfig(read_only=True)) as reader:
        assert len(list(reader.records("claim"))) == 3
        assert list(verify(reader)) == []
        with pytest.raises(StoreUnavailable), case.writer(reader) as batch:
            batch.put(case.document("b.txt"))
    assert len(list(store.records("document"))) == 1
