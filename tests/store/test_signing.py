"""The log is signed after each batch, by a key of the dossier's own; nothing is signed over."""

import hashlib
import itertools
import json
import stat

import pytest
from nacl.signing import VerifyKey

from servanda.errors import NotFoundError, RecordError, StoreCorrupt, UsageError
from servanda.model.codec import canonical, encode
from servanda.model.runs import EVENTS, CustodySubject
from servanda.store import Occasion, StoreConfig, make_key_file, merkle, open_store
from servanda.store.keys import verifies

AT = "2026-01-02T03:04:05Z"
RIGHT = StoreConfig(passphrase="tall grass")
WRONG = StoreConfig(passphrase="short grass")


def _lines(folder):
    return (folder / "custody" / "heads.jsonl").read_bytes().splitlines()


def _statement(record, *signatures):
    """What was signed, made with the standard library alone, as an expert's script does it."""
    plain = {name: value for name, value in record.items() if name not in signatures}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _bodies(store):
    with store.engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT body FROM custody ORDER BY seq").scalars())


def test_every_batch_ends_with_a_signed_head_over_the_whole_log(store, case, tmp_path):
    key = store.make_key("desk", AT)
    case.fill(store, 3)
    bodies = _bodies(store)
    assert [entry.event for entry in store.log()] == ["key_made", "collected", "derived"]
    heads = [json.loads(line) for line in _lines(tmp_path)]
    assert [head["size"] for head in heads] == [1, 2, 3]
    for head, line in zip(heads[1:], _lines(tmp_path), strict=False):
        assert head["previous"] == hashlib.sha256(line).hexdigest()
    for head in heads:
        assert head["public_key"] == key.public_key
        assert head["root"] == merkle.Tree(map(merkle.leaf_hash, bodies[: head["size"]])).root().hex()
        VerifyKey(bytes.fromhex(key.public_key)).verify(_statement(head, "signature"), bytes.fromhex(head["signature"]))


def test_a_dossier_without_a_key_is_not_signed(store, case, tmp_path):
    case.fill(store, 3)
    assert store.heads() == ()
    assert not (tmp_path / "custody" / "heads.jsonl").exists()


def test_the_private_key_is_for_its_owner_only_and_recorded_once(store, tmp_path):
    key = store.make_key("desk", AT)
    assert store.make_key("somebody else", AT) == key
    (path,) = (tmp_path / "vault").glob("*.key")
    assert path.name == f"{key.id}.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert store.signing_keys() == (key,)
    assert len(list(store.log())) == 1


def test_proofs_hold_against_the_signed_root(store, case):
    store.make_key("desk", AT)
    case.fill(store, 3)
    case.fill(store, 9)
    first, *_, last = store.heads()
    bodies = store.entry_bytes(range(1, last.size + 1))
    for proof, number in zip(store.inclusion(sorted(bodies), last.size), sorted(bodies), strict=True):
        path = [bytes.fromhex(step) for step in proof.path]
        assert proof.leaf == merkle.leaf_hash(bodies[number]).hex()
        assert merkle.includes(bytes.fromhex(last.root), proof.size, number - 1, bytes.fromhex(proof.leaf), path)
    for old, new in itertools.combinations(store.heads(), 2):
        grown = store.consistency(old.size, new.size)
        ends = [(head.size, bytes.fromhex(head.root)) for head in (old, new)]
        assert merkle.continues(*ends, [bytes.fromhex(step) for step in grown.path])
    assert first.size == 1


def test_a_new_key_is_endorsed_by_the_old_one_and_signs_from_then_on(store, case, tmp_path):
    old = store.make_key("desk", AT)
    case.fill(store, 3)
    new = store.rotate_key("ana", AT, "the laptop was away for a week")
    case.fill(store, 5)
    assert (new.replaces, new.by, new.because) == (old.id, "ana", "the laptop was away for a week")
    plain = json.loads(encode(new))
    content = _statement(plain, "possession", "endorsement", "passed_on")
    assert verifies(new.public_key, content, new.possession)
    assert verifies(old.public_key, content, new.endorsement)
    assert not verifies(new.public_key, content, new.endorsement)
    change = {"from": old.public_key, "to": new.public_key, "type": "servanda/key-change/1"}
    assert verifies(old.public_key, canonical(change), new.passed_on)
    signers = [head.public_key for head in store.heads()]
    assert signers == [old.public_key] * 3 + [new.public_key] * 2
    assert [path.name for path in (tmp_path / "vault").glob("*.key")] == [f"{new.id}.key"]
    assert [entry.event for entry in store.log()][3] == "key_rotated"


def test_a_lost_key_is_replaced_without_endorsement(store, case, tmp_path):
    old = store.make_key("desk", AT)
    (tmp_path / "vault" / f"{old.id}.key").unlink()
    with open_store(tmp_path) as again:
        case.fill(again, 3)
        assert len(again.heads()) == 1
        new = again.rotate_key("ana", AT, "the key was lost")
        assert (new.replaces, new.endorsement) == (old.id, None)
        assert again.heads()[-1].size == len(list(again.log())) == 4


def test_a_key_with_a_passphrase_signs_only_with_it_and_one_head_catches_up(case, tmp_path):
    with open_store(tmp_path, create=True, config=RIGHT) as store:
        key = store.make_key("desk", AT)
    kept = (tmp_path / "vault" / f"{key.id}.key").read_text(encoding="ascii")
    assert json.loads(kept)["seed"] is None
    with open_store(tmp_path) as locked:
        case.fill(locked, 3)
        assert len(locked.heads()) == 1
        with pytest.raises(UsageError, match="locked"):
            locked.rotate_key("ana", AT, "without the passphrase")
    wrong = open_store(tmp_path, config=WRONG)
    with wrong, pytest.raises(UsageError, match="does not open"):
        case.fill(wrong, 4)
    with open_store(tmp_path, config=RIGHT) as opened:
        before = len(list(opened.log()))
        case.fill(opened, 5)
        assert [head.size for head in opened.heads()] == [1, before, before + 1]


def test_a_changed_log_is_not_signed_over(store, case, tmp_path):
    store.make_key("desk", AT)
    case.fill(store, 3)
    with case.behind(store) as run:
        ((body,),) = run("SELECT body FROM custody WHERE seq = 2")
        run("UPDATE custody SET body = :body WHERE seq = 2", body=body.replace(b"03:04:05", b"03:04:06"))
    with open_store(tmp_path) as again, pytest.raises(StoreCorrupt, match="does not begin with the 3 entries"):
        case.fill(again, 9)
    assert len(_lines(tmp_path)) == 3


@pytest.mark.sqlite_alone
def test_a_log_that_was_set_back_is_not_signed_over(store, case, tmp_path):
    store.make_key("desk", AT)
    store.close()
    earlier = (tmp_path / "records.sqlite").read_bytes()
    with open_store(tmp_path) as later:
        case.fill(later, 3)
    for path in tmp_path.glob("records.sqlite*"):
        path.unlink()
    (tmp_path / "records.sqlite").write_bytes(earlier)
    with open_store(tmp_path) as again, pytest.raises(StoreCorrupt, match="3 entries"):
        case.fill(again, 3)


def test_a_head_that_a_crash_cut_off_is_written_again(store, case, tmp_path):
    store.make_key("desk", AT)
    case.fill(store, 3)
    path = tmp_path / "custody" / "heads.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    case.fill(store, 5)
    assert path.read_bytes().startswith(whole[: whole.rindex(b"{")])
    assert [head.size for head in store.heads()] == [1, 2, 3, 4]


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_every_event_of_the_house_can_be_logged(store, event):
    store.make_key("desk", AT)
    subject = CustodySubject(kind="report", sha256="0" * 64)
    entry = store.log_event(Occasion(event, "ana", AT, {"what": "a copy for the archive"}), subject)
    assert (entry.event, entry.by, entry.at) == (event, "ana", AT)
    assert set(entry.detail_commitments) == {"what"}
    assert store.heads()[-1].size == entry.seq


def test_an_event_that_nobody_knows_is_refused(store):
    subject = CustodySubject(kind="report", sha256="0" * 64)
    with pytest.raises(RecordError, match="accessed, account, collected"):
        store.log_event(Occasion("improved", "ana", AT, {}), subject)


def test_rotation_needs_a_key(store):
    with pytest.raises(NotFoundError, match="no signing key yet"):
        store.rotate_key("ana", AT, "none there")


def test_the_key_made_beforehand_is_the_one_that_is_recorded(case, tmp_path):
    name = make_key_file(tmp_path)
    assert make_key_file(tmp_path) == name
    with open_store(tmp_path, create=True) as store:
        assert store.make_key("desk", AT).id == name
        case.fill(store, 3)
        assert len(store.heads()) == 3


def test_a_locked_key_made_beforehand_waits_for_its_passphrase(case, tmp_path):
    name = make_key_file(tmp_path, "tall grass")
    with open_store(tmp_path, create=True) as store:
        assert store.make_key("desk", AT) is None
        case.fill(store, 3)
        assert store.heads() == ()
    with open_store(tmp_path, config=RIGHT) as store:
        assert store.make_key("desk", AT).id == name
        assert [head.size for head in store.heads()] == [3]


def test_a_head_file_that_cannot_be_read_is_not_continued(store, case, tmp_path):
    store.make_key("desk", AT)
    path = tmp_path / "custody" / "heads.jsonl"
    for garbage in (b"not a head\n", b"x" * 5000):
        path.write_bytes(garbage)
        with pytest.raises(StoreCorrupt, match="last line cannot be read"):
            case.fill(store, 3)
        assert path.read_bytes() == garbage
