"""The same store on PostgreSQL: a server of our own on the loopback address, where its programs and a driver are installed."""

import getpass
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import DBAPIError

from servanda.errors import StoreConflict
from servanda.model.making import replace
from servanda.store import Occasion, StoreConfig, expunge, open_store, seal_late, uncompared, verify
from servanda.store.schema import metadata
from servanda.store.sealing import is_sealed

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
DRIVER = next((name for name in ("pg8000", "psycopg") if importlib.util.find_spec(name)), None)
pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(not PROGRAMS, reason="no PostgreSQL server programs on this machine"),
    pytest.mark.skipif(DRIVER is None, reason="no PostgreSQL driver (pg8000 or psycopg) installed"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start a server for this module and give its address; PostgreSQL refuses to run as root, so another user runs it."""
    user = "postgres" if os.getuid() == 0 else getpass.getuser()
    folder = Path(tempfile.mkdtemp(prefix="servanda-pg-"))
    os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    started = {"cwd": folder, "user": user, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    control = [str(PROGRAMS[-1].with_name("pg_ctl")), "-D", str(folder / "data"), "-w"]
    subprocess.run(
        [str(PROGRAMS[-1]), "-D", str(folder / "data"), "-A", "trust", "-U", "desk", "-N"], check=True, **started
    )
    subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], check=True, **started)
    yield f"postgresql+{DRIVER}://desk@127.0.0.1:{port}/postgres"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, **started)
    shutil.rmtree(folder)


def test_the_way_of_a_record_is_the_same(address, case, tmp_path):
    with open_store(tmp_path, address, create=True) as store:
        claims = case.fill(store, 5)
        case.fill(store, 5)
        with case.writer(store) as batch:
            for incident in batch.assign_handles([case.incident(*claims)]):
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
