"""The one door: what is sealed opens with the key alone, spreads to what speaks of it, and can be sealed late, killed at any moment."""

import os
import random
import shutil
import signal
import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from servanda.errors import StoreBusy, StoreCorrupt, VaultLocked, WrongPassphrase
from servanda.model.codec import sha256
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.making import replace, with_id
from servanda.store import Occasion, StoreConfig, Whose, open_objects, open_store, seal_late, uncompared, verify
from servanda.store.migrate import MIGRATIONS
from servanda.store.sealing import MAGIC, OVERHEAD, Sealing, is_sealed
from servanda.store.vault_key import VaultKey

PASSPHRASE = "two cranes on the quay"  # noqa: S105 - an invented one
LOCKED = StoreConfig()
OPEN = StoreConfig(passphrase=PASSPHRASE)


@pytest.fixture
def sealing(tmp_path):
    return Sealing(VaultKey(tmp_path / "vault", os.urandom, None), os.urandom, "protected")


@pytest.fixture
def secret(tmp_path, case, kept_in):
    """The folder of a store whose one document is protected, with claims, an incident and a decision on its handle."""
    with open_store(tmp_path, create=True, config=OPEN) as store:
        document = replace(case.document(), sensitivity="protected")
        layer = case.layer(document)
        claims = tuple(case.claim(layer, number) for number in range(3))
        with case.writer(store, "collected") as batch:
            digest = batch.put_object(case.text.encode(), "protected")
            batch.put(replace(document, object_sha256=digest))
        with case.writer(store) as batch:
            for record in (layer, *claims):
                batch.put(record)
            batch.derive(case.derivation(document.id, (layer.id,), stage="parse"))
            (incident,) = batch.assign_handles(Whose([case.incident(*claims)]))
            batch.put(incident)
        target = DecisionTarget(key=incident.handle)
        told = Decision(id="", target=target, verdict="accept", by="ana", because="The mill at Ostrova", at=case.at)
        with case.writer(store) as batch:
            batch.put(with_id("dec", told))
    return tmp_path


def _bodies(folder) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    with open_store(folder) as store, store.engine.connect() as connection:
        for kind, body in connection.exec_driver_sql("SELECT kind, body FROM records ORDER BY seq"):
            found.setdefault(kind, []).append(body)
    return found


@pytest.mark.parametrize("content", [b"", b"a mill", MAGIC + b"x" * 200, bytes(range(256)) * 9000])
def test_what_is_sealed_is_opened_again_and_is_longer_by_a_fixed_length(sealing, content):
    kept = sealing.seal(content)
    assert is_sealed(kept)
    assert len(kept) == len(content) + OVERHEAD
    assert content == b"" or content not in kept
    assert sealing.plain(kept, sha256(content)) == sealing.plain(content, sha256(content)) == content
    assert sealing.seal(content) != kept, "equal bytes do not show as equal"


def test_every_flipped_bit_and_every_cut_shows(sealing):
    content = b"The mill at Ostrova was shelled."
    kept, digest, chance = sealing.seal(content), sha256(content), random.Random(3)  # noqa: S311 - a repeatable choice
    fresh = [Sealing(sealing._key, os.urandom, "none"), sealing]
    for one in fresh:
        for _ in range(120):
            changed = bytearray(kept)
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            assert one.plain(bytes(changed), digest) is None
        assert all(one.plain(kept[:length], digest) is None for length in range(0, len(kept), 7))
    assert sealing.plain(sealing.seal(b"other words"), digest) is None, (
        "what is sealed under another hash is not taken for it"
    )


def test_the_steps_are_those_of_the_ladder(tmp_path):
    key = VaultKey(tmp_path, os.urandom, None)
    found = {
        step: [
            name
            for name in ("public", "internal", "confidential", "protected")
            if Sealing(key, os.urandom, step).asks_for(name)
        ]
        for step in ("none", "internal", "confidential", "protected")
    }
    assert found == {
        "none": [],
        "internal": ["internal", "confidential", "protected"],
        "confidential": ["confidential", "protected"],
        "protected": ["protected"],
    }


def test_the_migration_knows_the_form_of_what_is_sealed():
    text = (MIGRATIONS / "versions" / "0003_sealed_names.py").read_text(encoding="utf-8")
    assert f"_OVERHEAD = {OVERHEAD}\n" in text
    assert repr(MAGIC) in text.replace('"', "'")
    assert len(MAGIC) == 8


def test_what_belongs_to_a_sealed_document_or_names_it_is_sealed(secret, case):
    bodies = _bodies(secret)
    for kind in ("document", "document_text", "claim", "incident", "decision"):
        assert all(body.startswith(MAGIC) for body in bodies[kind]), kind
    assert not any(body.startswith(MAGIC) for body in bodies["signing_key"]) if "signing_key" in bodies else True
    for path in secret.rglob("*"):
        assert not path.is_file() or b"Ostrova" not in path.read_bytes()
    with open_store(secret, config=OPEN) as store:
        (layer,) = store.records("document_text")
        assert layer.text == case.text
        assert len(list(store.records("claim"))) == 3
        assert store.decisions()[0].because == "The mill at Ostrova"
        assert list(verify(store)) == []
        assert uncompared(store) is None


def test_a_decision_on_persons_is_sealed_where_anything_is(secret, case, tmp_path_factory):
    """The id of a person does not tell which claims name her, and the reason is free text."""
    keys = ["prs_" + "0" * 24, "prs_" + "1" * 24]
    words = "one funeral in Ostrova"
    told = Decision(
        id="",
        target=DecisionTarget(key=keys[0]),
        verdict="same_person",
        patch={"keys": keys},
        by="ana",
        because=words,
        at=case.at,
    )
    with open_store(secret, config=OPEN) as store:
        with case.writer(store) as batch:
            batch.put(with_id("dec", told))
        assert store.decisions()[-1].because == words
    assert _bodies(secret)["decision"][-1].startswith(MAGIC)
    other = tmp_path_factory.mktemp("open")
    with open_store(other, create=True) as store:
        with case.writer(store) as batch:
            batch.put(with_id("dec", told))
        assert not _bodies(other)["decision"][-1].startswith(MAGIC)
        with case.writer(store, "collected") as batch:
            batch.put(replace(case.document(), sensitivity="protected"))
        seal_late(store, [], Occasion("sealed", "desk", case.at, {}))
        assert _bodies(other)["decision"][-1].startswith(MAGIC)
        assert list(verify(store)) == []


def test_an_open_document_beside_it_stays_open(secret, case):
    with open_store(secret, config=LOCKED) as store:
        document = case.document("b.txt")
        layer = case.layer(document)
        with case.writer(store) as batch:
            for record in (document, layer, case.claim(layer)):
                batch.put(record)
        assert [record.id for record in store.records("document")] == [document.id]
        assert store.get("document_text", layer.id) == layer
    assert [body.startswith(MAGIC) for body in _bodies(secret)["document_text"]] == [True, False]


def test_locked_it_is_left_out_counted_and_never_taken_for_something_changed(secret):
    with open_store(secret, config=LOCKED) as store:
        assert [*store.records("claim"), *store.records("document"), *store.decisions()] == []
        assert store.n_locked() == 1
        (digest,) = [path.parent.name + path.name for path in (secret / "evidence").glob("??/*")]
        with pytest.raises(VaultLocked, match="SERVANDA_PASSPHRASE"):
            store.object(digest)
        with pytest.raises(VaultLocked):
            store.find("INC-0001")
        assert list(verify(store)) == []
        found = uncompared(store)
        assert (found.n_records, found.n_objects) == (7, 1)
    with open_store(secret, config=StoreConfig(passphrase="wrong")) as store, pytest.raises(WrongPassphrase):
        list(store.records("claim"))
    with open_store(secret, config=OPEN) as store:
        assert store.n_locked() == 0


def test_the_passphrase_may_come_later(secret):
    with open_store(secret, config=LOCKED) as store:
        assert store.n_locked() == 1
        with pytest.raises(WrongPassphrase):
            store.sealing.unlock("wrong")
        store.sealing.unlock(PASSPHRASE)
        assert store.n_locked() == 0
        assert len(list(store.records("claim"))) == 3


def test_the_trigger_lets_a_plain_body_be_sealed_and_nothing_else(secret, case):
    with open_store(secret, config=OPEN) as store:
        with case.writer(store) as batch:
            batch.put(case.document("b.txt"))
        open_id = case.document("b.txt").id
        sealed = store.sealing.seal

        def run(sql, **values):
            with store.engine.begin() as connection:
                done = connection.execute(text(sql), values)
                return done.all() if done.returns_rows else []

        ((body,),) = run("SELECT body FROM records WHERE id = :id", id=open_id)
        ((kept,),) = run("SELECT body FROM records WHERE kind = 'document_text'")
        layer = "kind = 'document_text'"
        named = f"id = '{open_id}'"
        wrong = [
            ("body = :value", named, sealed(body)),  # not listed as sealed
            ("body = :value", layer, sealed(b"x" * (len(kept) - OVERHEAD))),  # sealed already
            ("body = :value", layer, b"{}"),
            ("body = :value, sha256 = ''", layer, kept),
            ("body = :value", layer, None),
        ]
        for change, where, value in wrong:
            with pytest.raises(DBAPIError, match=r"append-only|NOT NULL"):
                run(f"UPDATE records SET {change} WHERE {where}", value=value)  # noqa: S608
        run("INSERT INTO sealed_names VALUES (:id)", id=open_id)
        text_of_it = [sealed(body).decode("latin-1")] if store.engine.dialect.name == "sqlite" else []
        for value in (sealed(body)[:-1], sealed(body + b" "), b"y" * (len(body) + OVERHEAD), *text_of_it):
            with pytest.raises(DBAPIError, match="append-only"):
                run("UPDATE records SET body = :value WHERE id = :id", value=value, id=open_id)
        run("UPDATE records SET body = :value WHERE id = :id", value=sealed(body), id=open_id)
        for refused in ("DELETE FROM sealed_names", "UPDATE sealed_names SET name = 'x'"):
            with pytest.raises(DBAPIError, match="append-only"):
                run(refused)
        assert store.get("document", open_id) == case.document("b.txt")


def test_a_name_taken_from_the_list_is_a_difference(secret, case):
    with open_store(secret, config=LOCKED) as store, case.behind(store) as run:
        run("DELETE FROM sealed_names WHERE name LIKE 'doc%'")
    with open_store(secret, config=LOCKED) as store:
        assert ["missing in the list" in found.what for found in verify(store)] == [True]
        with (
            pytest.raises(StoreCorrupt, match="nothing is written"),
            store.writer("derived", "desk", "2026-01-02T03:04:05Z"),
        ):
            pytest.fail("what is made of the document would be written in the clear")


@pytest.mark.sqlite_alone
def test_while_another_program_reads_old_pages_may_stay_and_it_is_said(store, case, tmp_path):
    case.fill(store, 3)
    reader = sqlite3.connect(tmp_path / "records.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM records").fetchone()
    with pytest.raises(StoreBusy, match="call this again"):
        seal_late(store, [case.document().id], Occasion("sealed", "desk", case.at, {}))
    reader.close()
    assert seal_late(store, [case.document().id], Occasion("sealed", "desk", case.at, {})).n_records == 0
    assert not any(b"mill" in path.read_bytes() for path in tmp_path.glob("records.sqlite*"))


def test_a_plain_object_that_looks_like_a_sealed_one_is_what_it_is(store, case):
    """A hostile file may begin with the magic bytes: its hash says that it is itself."""
    content = MAGIC + os.urandom(400)
    with case.writer(store, "collected") as batch:
        digest = batch.put_object(content)
    assert store.object(digest) == content
    assert store.objects.is_sealed(digest, len(content)) is False
    assert list(verify(store)) == []


def test_an_object_that_comes_again_as_a_secret_is_sealed_then(store, case, tmp_path):
    with case.writer(store, "collected") as batch:
        digest = batch.put_object(b"a report of some mill")
    with case.writer(store, "collected") as batch:
        assert batch.put_object(b"a report of some mill", "protected") == digest
    assert b"some mill" not in store.objects.path(digest).read_bytes()
    with case.writer(store, "collected") as batch:
        batch.put_object(b"a report of some mill")
    assert b"some mill" not in store.objects.path(digest).read_bytes()
    assert store.object(digest) == b"a report of some mill"
    assert list(verify(store)) == []


def test_a_writer_that_was_open_before_knows_what_another_sealed(store, case, tmp_path):
    """Two programs at once: the names are asked for under the lock, not remembered."""
    claims = case.fill(store, 2)
    document = case.document()
    with open_store(tmp_path) as other:
        seal_late(other, [document.id], Occasion("sealed", "desk", case.at, {}))
    with case.writer(store) as batch:
        batch.put(case.claim(case.layer(document), 30))
        batch.assign_handles(Whose([case.incident(*claims)]))
        batch.put(case.incident(*claims))
    assert not any(b"mill" in path.read_bytes() for path in tmp_path.glob("records.sqlite*"))
    assert list(verify(store)) == []


KILLED = """
import sys, time
from pathlib import Path
from servanda.store import Occasion, late_sealing, open_store, seal_late
folder, document, where = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
def wait(*_):
    print("there", flush=True)
    time.sleep(600)
if where == "rows":
    late_sealing._seal_row, kept = (lambda store, connection, row: wait() if row.kind == "claim" else kept(store, connection, row)), late_sealing._seal_row
elif where == "objects":
    late_sealing.open_objects = wait
elif where == "incoming":
    import servanda.store.objects as objects
    objects.reach_disk = wait
else:
    late_sealing.write_anew = wait
with open_store(folder) as store:
    seal_late(store, [document], Occasion("sealed", "desk", "2026-01-02T03:04:05Z", {}))
"""


@pytest.mark.parametrize("where", ["rows", "objects", "incoming", "vacuum"])
def test_killed_anywhere_nothing_is_lost_and_the_same_call_goes_on(store, case, tmp_path, child, where):
    document = case.document()
    with case.writer(store, "collected") as batch:
        document = replace(document, object_sha256=batch.put_object(case.text.encode()))
        batch.put(document)
    layer = case.layer(document)
    claims = tuple(case.claim(layer, number) for number in range(20))
    with case.writer(store) as batch:
        for record in (layer, *claims):
            batch.put(record)
    n_entries = store.size()
    process = child(KILLED, str(tmp_path), document.id, where)
    assert process.stdout.readline() == "there\n", process.stderr.read()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL
    assert list(verify(store)) == []
    assert list(store.records("claim")) == list(claims)
    assert store.object(document.object_sha256) == case.text.encode()
    done = seal_late(store, [document.id], Occasion("sealed", "desk", case.at, {}))
    assert done.n_documents == 1
    assert store.size() == n_entries + 1, "one entry, whichever call wrote it"
    assert open_objects(store) == ()
    assert list(store.records("claim")) == list(claims)
    assert list(verify(store)) == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"Ostrova" in path.read_bytes()]


def test_a_missing_public_half_seals_nothing_and_says_so(secret, case):
    (secret / "vault" / "vault.pub").unlink()
    refused = pytest.raises(StoreCorrupt, match="restore it from a copy")
    with open_store(secret, config=OPEN) as store, refused, case.writer(store) as batch:
        batch.put(replace(case.document("c.txt"), sensitivity="protected"))
    with open_store(secret, config=OPEN):
        assert [row for row in _bodies(secret)["document"] if not row.startswith(MAGIC)] == []


@pytest.mark.sqlite_alone
def test_a_copy_opens_where_its_vault_is(secret, tmp_path_factory):
    copy = shutil.copytree(secret, tmp_path_factory.mktemp("elsewhere") / "copy")
    with open_store(copy, config=OPEN) as store:
        assert len(list(store.records("claim"))) == 3
