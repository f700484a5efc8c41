"""Records copied from one database into another: all of them, compared, or none."""

import signal
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from servanda.errors import NotFoundError, StoreConflict, StoreCorrupt
from servanda.model.making import replace
from servanda.store import (
    Occasion,
    RecordsAt,
    StoreConfig,
    Whose,
    copy_records,
    expunge,
    open_store,
    sqlite_url,
    url_of,
    verify,
)
from servanda.store.schema import metadata

pytestmark = pytest.mark.postgresql
WAYS = list(product(["sqlite", "server"], repeat=2))
CONFIG = StoreConfig(passphrase="two cranes on the quay")


@pytest.fixture
def new(server, tmp_path):
    """Return where to keep records: a URL of an empty database, or ``None`` for the folder's own file."""
    return lambda kind: server.database() if kind == "server" else None


def _at(folder: Path, url: str | None) -> RecordsAt:
    return RecordsAt(url_of(url) if url else sqlite_url(folder / "records.sqlite"), folder / "custody")


def _full(folder: Path, url: str | None, case) -> None:
    """Keep something of everything: claims, editions, handles, something expunged, something sealed, a signed log."""
    folder.mkdir(exist_ok=True)
    with open_store(folder, url, create=True, config=CONFIG) as store:
        store.make_key("desk", case.at)
        claims = case.fill(store, 1000)
        gone, secret = case.document("gone.txt"), replace(case.document("secret.txt"), sensitivity="protected")
        with case.writer(store, "collected") as batch:
            batch.put(replace(gone, object_sha256=batch.put_object(b"what a witness said")))
            batch.put(replace(secret, object_sha256=batch.put_object(b"where she lives", "protected")))
        with case.writer(store) as batch:
            (incident,) = batch.assign_handles(Whose([case.incident(*claims[:3])]))
            batch.put(incident)
            batch.derive(case.derivation("all", (incident.id,), stage="corroborate"))
        expunge(store, gone.id, Occasion("expunged", "ana", case.at, {"because": "consent was withdrawn"}))


def _rows(url) -> dict[str, list[tuple[object, ...]]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {table.name: connection.execute(table.select()).all() for table in metadata.sorted_tables}
    engine.dispose()
    return {name: sorted(tuple(row) for row in rows) for name, rows in found.items()}


@pytest.mark.parametrize(("kind", "other"), WAYS)
def test_everything_is_copied_and_the_copy_verifies_in_the_place_of_the_first(tmp_path, case, new, kind, other):
    folder, elsewhere, steps = tmp_path / "case", tmp_path / "elsewhere", []
    elsewhere.mkdir()
    url, target = new(kind), new(other)
    _full(folder, url, case)
    source, copy = _at(folder, url), _at(elsewhere, target)
    done = copy_records(source, copy, lambda *said: steps.append(said))
    assert _rows(source.url) == _rows(copy.url)
    assert done.n_rows == {name: len(rows) for name, rows in _rows(copy.url).items()}
    assert steps[0][0] == "copying"
    assert steps[-1] == ("comparing", sum(done.n_rows.values()), sum(done.n_rows.values()))
    if target is None:
        (elsewhere / "records.sqlite").replace(folder / "records.sqlite")
    with open_store(folder, target, config=CONFIG) as store:
        assert list(verify(store)) == []
        assert store.heads()[-1].root == done.root
        case.fill(store, 1002)  # the copy goes on growing, and cannot be changed either
        assert list(verify(store)) == []
        with pytest.raises(Exception, match="append-only"), store.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM custody")


@pytest.mark.parametrize("kind", ["sqlite", "server"])
def test_a_target_that_holds_something_is_refused_and_left_alone(tmp_path, case, new, kind):
    _full(tmp_path / "case", None, case)
    other, url = tmp_path / "other", new(kind)
    other.mkdir()
    with open_store(other, url, create=True):
        pass
    with pytest.raises(StoreConflict, match=r"exists|not empty"):
        copy_records(_at(tmp_path / "case", None), _at(other, url), lambda *_: None)
    with open_store(other, url) as store:
        assert list(store.log()) == []


def test_a_source_that_is_not_there_or_was_never_filled_is_said(tmp_path, server):
    target = _at(tmp_path / "b", server.database())
    with pytest.raises(NotFoundError, match="is no file"):
        copy_records(_at(tmp_path / "a", None), target, lambda *_: None)
    with pytest.raises(StoreConflict, match="version none"):
        copy_records(_at(tmp_path / "a", server.database()), target, lambda *_: None)


@pytest.mark.parametrize("kind", ["sqlite", "server"])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records SET body = :other WHERE kind = 'document_text'",
        "UPDATE derivations SET body = :other WHERE seq = 1",
        "UPDATE outputs SET record = 1 WHERE position = 2",
        "DELETE FROM custody WHERE seq = (SELECT max(seq) FROM custody)",
        "UPDATE custody SET body = :other WHERE seq = 2",
    ],
)
def test_what_was_changed_in_the_source_is_not_carried_on(tmp_path, case, new, kind, change):
    folder, url = tmp_path / "case", new("server")
    _full(folder, url, case)
    with open_store(folder, url, config=CONFIG) as store, case.behind(store) as run:
        run(change, **({"other": b"{}"} if ":other" in change else {}))
    (tmp_path / "b").mkdir()
    target = _at(tmp_path / "b", new(kind))
    with pytest.raises(StoreCorrupt, match="nothing was copied"):
        copy_records(_at(folder, url), target, lambda *_: None)
    assert _is_empty(target)


def _is_empty(place: RecordsAt) -> bool:
    if place.url.get_backend_name() == "sqlite":
        return not list(Path(place.url.database).parent.glob("records.sqlite*"))
    engine = create_engine(place.url)
    try:
        return inspect(engine).get_table_names() == []
    finally:
        engine.dispose()


COPY = """
import sys, time
from pathlib import Path
from servanda.store import RecordsAt, copy_records, sqlite_url, url_of

def step(what, done, n_all):
    if (what, done >= n_all // 2) == (sys.argv[3], True):
        print("there", flush=True)
        time.sleep(600)

target = url_of(sys.argv[2]) if "://" in sys.argv[2] else sqlite_url(Path(sys.argv[2]))
copy_records(RecordsAt(sqlite_url(Path(sys.argv[1]))), RecordsAt(target), step)
"""


@pytest.fixture(params=["copying", "comparing"])
def killed(request, program, tmp_path, case):
    """Return a way to copy a full dossier to a place in another process, killed in the middle of writing or of comparing."""
    _full(tmp_path / "case", None, case)

    def copy(target: str) -> None:
        process = program(COPY, str(tmp_path / "case" / "records.sqlite"), target, request.param)
        assert process.stdout.readline() == "there\n", process.stderr.read()
        process.send_signal(signal.SIGKILL)
        process.communicate()

    return copy


@pytest.mark.parametrize("kind", ["sqlite", "server"])
def test_killed_in_the_middle_nothing_opens_and_the_same_call_copies_all(tmp_path, new, killed, kind):
    other, url = tmp_path / "other", new(kind)
    other.mkdir()
    killed(url or str(other / "records.sqlite"))
    with pytest.raises(NotFoundError, match="holds no records yet"):
        open_store(other, url)
    source, target = _at(tmp_path / "case", None), _at(other, url)
    copy_records(source, target, lambda *_: None)
    assert _rows(source.url) == _rows(target.url)
    assert not list(other.glob("*.copying*"))
