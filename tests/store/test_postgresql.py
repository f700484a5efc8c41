"""What is of PostgreSQL alone; all other tests of this folder run on it too (see conftest.py)."""

import shutil
import tarfile

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from tests.kept.conftest import KEPT

from servanda.errors import ConfigError, NotFoundError, StoreBusy, StoreConflict, StoreUnavailable
from servanda.model.making import replace
from servanda.store import Occasion, StoreConfig, Whose, expunge, migrate, open_store, seal_late, uncompared, verify
from servanda.store.kinds import KINDS
from servanda.store.schema import HEAD, metadata, records
from servanda.store.sealing import is_sealed
from servanda.store.server import append_rows

pytestmark = pytest.mark.postgresql


@pytest.fixture
def address(server) -> str:
    """Return the URL of an empty database on a server of our own."""
    return server.database()


def test_the_way_of_a_record_is_the_same(address, case, tmp_path):
    with open_store(tmp_path, address, create=True) as store:
        claims = case.fill(store, 5)
        case.fill(store, 5)
        with case.writer(store) as batch:
            for incident in batch.assign_handles(Whose([case.incident(*claims)])):
                batch.put(incident)
    with open_store(tmp_path, address) as store:
        assert tuple(store.records("claim")) == claims
        assert set(store.current("extract")) == set(claims)
        assert len(tuple(store.log())) == 3
        assert list(verify(store)) == []
        with pytest.raises(StoreConflict), case.writer(store) as batch:
            batch.put(replace(case.document(), title="Another title"))
        with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM custody")
        with store.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert not (tmp_path / "records.sqlite").exists()


def test_expunging_goes_the_same_narrow_way(address, case, tmp_path):
    with open_store(tmp_path, address, create=True) as store:
        case.fill(store, 2)
        document = case.document("expunged.txt")
        with case.writer(store, "collected") as batch:
            batch.put(replace(document, object_sha256=batch.put_object(b"the words of a witness")))
        stone = expunge(store, document.id, Occasion("expunged", "ana", case.at, {"because": "consent was withdrawn"}))
        assert (stone.n_records, stone.n_objects) == ({"document": 1}, 1)
        assert [item for item in store.records("document") if item.id == document.id] == []
        assert not [path for path in (tmp_path / "evidence").glob("??/*") if b"witness" in path.read_bytes()]
        assert [found for found in verify(store) if document.id in found.where] == []
        for wrong in (
            f"UPDATE records SET body = '\\x00' WHERE id = '{document.id}'",  # noqa: S608 - an id of our own
            "UPDATE records SET body = '' WHERE kind = 'claim'",
            "DELETE FROM records",
            "UPDATE tombstones SET id = 'x'",
            "TRUNCATE tombstones",
        ):
            with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
                connection.exec_driver_sql(wrong)


def test_what_is_protected_is_sealed_at_once_or_late_and_only_so(address, case, tmp_path):
    config = StoreConfig(passphrase="two cranes on the quay")
    documents = [
        replace(case.document(name), sensitivity=how) for name, how in (("s.txt", "protected"), ("p.txt", "public"))
    ]
    layers = [case.layer(document) for document in documents]
    claims = [case.claim(layer, number) for layer in layers for number in (1, 2)]
    with open_store(tmp_path, address, create=True, config=config) as store:
        for document in documents:
            with case.writer(store, "collected") as batch:
                digest = batch.put_object(document.locator.encode(), document.sensitivity)
                batch.put(replace(document, object_sha256=digest))
        with case.writer(store) as batch:
            for record in (*layers, *claims):
                batch.put(record)
        assert _n_sealed(store) == 4, "a document, its layer and two claims"
        seal_late(store, [documents[1].id], Occasion("sealed", "desk", case.at, {}))
        assert _n_sealed(store) == 8
        assert set(claims) <= set(store.records("claim"))
        assert [found for found in verify(store) if any(one.id in found.where for one in documents)] == []
        for wrong in ("UPDATE records SET body = '{}' WHERE kind = 'claim'", "DELETE FROM sealed_names"):
            with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
                connection.exec_driver_sql(wrong)
    with open_store(tmp_path, address) as store:
        assert uncompared(store).n_records == 8
        assert not set(claims) & set(store.records("claim"))


def _n_sealed(store) -> int:
    with store.engine.connect() as connection:
        return sum(is_sealed(bytes(body)) for body in connection.exec_driver_sql("SELECT body FROM records").scalars())


HOLD = """
import sys
from pathlib import Path
from servanda.store import open_store
with open_store(Path(sys.argv[1]), sys.argv[2]) as store, store.writer("collected", "desk", "2026-01-02T03:04:05Z"):
    print("writing", flush=True)
    __import__("time").sleep(600)
"""


def test_a_writer_on_another_machine_is_waited_for_and_named(address, case, tmp_path, program):
    """Two folders stand for two machines: no lock file is between them."""
    folders = [tmp_path / name for name in ("here", "there")]
    for folder in folders:
        folder.mkdir()
        open_store(folder, address, create=True).close()
    process = program(HOLD, str(folders[1]), address)
    assert process.stdout.readline() == "writing\n", process.stderr.read()
    with open_store(folders[0], address, config=StoreConfig(wait_seconds=0.2)) as store:
        with pytest.raises(StoreBusy, match=r"written by desk from 127\.0\.0\.1.*waited 0\.2 s") as busy:
            case.fill(store, 1)
        assert busy.value.transient
        assert list(store.records("claim")) == [], "reading goes on meanwhile"
        process.kill()
        process.communicate()
    with open_store(folders[0], address) as store:
        assert len(case.fill(store, 1)) == len(list(store.records("claim")))


def test_rows_of_every_column_come_back_from_the_bulk_as_they_were(address, tmp_path):
    """COPY takes bytes of our own making: signs of every alphabet, empty and missing values, bytes that look like its own marks."""
    rows = [
        {
            "seq": 2**40 + number,
            "entry": number,
            "kind": "كفر نبل",
            "id": name,
            "document_id": None,
            "key": name or None,
        }
        | {"sha256": "0" * 64, "body": body}
        for number, (name, body) in enumerate(
            [("", b""), ("\\N\t\n'\"", b"\xff\xff\x00PGCOPY\n"), ("Ω😀", bytes(range(256)))]
        )
    ]
    with open_store(tmp_path, address, create=True) as store, store.engine.begin() as connection:
        append_rows(connection, records, rows)
        assert [row._asdict() for row in connection.execute(records.select().order_by(records.c.seq))] == rows
        with pytest.raises(DBAPIError, match="pk_records"), connection.begin_nested():
            append_rows(connection, records, rows[:1])
        assert len(connection.execute(records.select()).all()) == len(rows), "the connection goes on after an error"


def test_a_backup_restored_elsewhere_verifies(server, address, case, tmp_path):
    """The steps of docs/how-to/share-a-database.md."""
    folder, restored = tmp_path / "case", tmp_path / "restored"
    folder.mkdir()
    with open_store(folder, address, create=True) as store:
        store.make_key("desk", case.at)
        claims = case.fill(store, 30)
    shutil.copytree(folder / "custody", restored / "custody")
    _write(folder, address, case, 40)  # somebody works on while the backup is made
    database = address.rsplit("/", 1)[1]
    server.run("pg_dump", "-Fc", "-f", str(tmp_path / "records.dump"), database)
    _write(folder, address, case, 45)
    for name in ("evidence", "vault"):
        shutil.copytree(folder / name, restored / name)
    copy = server.database()
    server.run("pg_restore", "--exit-on-error", "-d", copy.rsplit("/", 1)[1], str(tmp_path / "records.dump"))
    with open_store(restored, copy) as store:
        assert [found for found in verify(store) if not found.what.startswith("signed by nobody")] == []
        assert set(claims) < set(store.records("claim"))
        case.fill(store, 50)
        assert list(verify(store)) == []
        with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM records")


def _write(folder, address, case, number: int) -> None:
    with open_store(folder, address) as store:
        case.fill(store, number)
        with case.writer(store, "collected") as batch:
            batch.put_object(b"a page of %d" % number)


def test_the_records_of_an_earlier_version_are_brought_up_to_date(address, tmp_path):
    """The kept dossier, its rows in the tables of that version on a server."""
    with tarfile.open(KEPT) as archive:
        archive.extractall(tmp_path, filter="data")
    folder = tmp_path / "case"
    older = create_engine(f"sqlite:///{folder / 'records.sqlite'}")
    engine = create_engine(address)
    with older.connect() as source, engine.begin() as target:
        assert migrate.state(source) == "0002"
        migrate.upgrade(target, "a server", "0002")
        for table in metadata.sorted_tables:
            if table.name != "sealed_names":
                append_rows(target, table, [row._asdict() for row in source.execute(table.select())])
    (folder / "records.sqlite").unlink()
    with open_store(folder, address, config=StoreConfig(read_only=True)) as store:
        before = {kind: list(store.records(kind)) for kind in KINDS}
    with open_store(folder, address) as store:
        assert {kind: list(store.records(kind)) for kind in KINDS} == before
        assert list(verify(store)) == []
        with store.engine.connect() as connection:
            assert migrate.state(connection) == HEAD
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    for one in (older, engine):
        one.dispose()


def test_a_server_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        open_store(tmp_path, "postgresql+pg8000://desk@127.0.0.1:1/case", create=True)
    with pytest.raises(ConfigError, match=r"postgresql\+pg8000://"):
        open_store(tmp_path, "these are no words of a URL", create=True)
    with pytest.raises(ConfigError, match="psycopg2"):
        open_store(tmp_path, "postgresql+psycopg2://desk:secret@127.0.0.1:1/case", create=True)


def test_a_database_that_was_never_filled_is_no_dossier(address, tmp_path):
    with pytest.raises(NotFoundError, match="holds no records yet"):
        open_store(tmp_path, address)
    with open_store(tmp_path, address, create=True) as store:
        assert list(store.log()) == []
    open_store(tmp_path, address).close()
