"""What a writer asked before it held the lock: it writes the same by it, and goes by none of it where somebody wrote meanwhile."""

import pytest

from servanda.errors import StoreCorrupt
from servanda.store import Whose, look_ahead, rows, verify
from servanda.store.ahead import borne_by


def whose(case, *groups):
    return Whose([case.incident(*group) for group in groups])


def write(store, case, given, ahead, version):
    """Store incidents, going by what was asked ahead, and return them with their handles."""
    with case.writer(store) as batch:
        batch.take(ahead)
        for one in given.incidents:
            batch.put(one)
        made = case.derivation("all", tuple(one.id for one in given.incidents), stage="corroborate", version=version)
        batch.derive(made)
        return {one.id: one.handle for one in batch.assign_handles(given)}, made


def test_what_was_asked_ahead_is_not_asked_again_under_the_lock(store, case, monkeypatch):
    claims = case.fill(store, 4)
    first, made = write(store, case, given := whose(case, claims[:2], claims[2:]), look_ahead(store, None, given), "1")
    assert sorted(first.values()) == ["INC-0001", "INC-0002"]
    given = whose(case, claims[:2], claims[2:3], claims[3:])
    ahead = look_ahead(store, made, given)
    monkeypatch.setattr("servanda.store.batch.borne_by", None)
    with case.writer(store) as batch:
        batch.take(ahead)
        assert batch.standing(made) == first.keys()
        names = {one.id: one.handle for one in batch.assign_handles(given)}
    assert names[given.incidents[0].id] == first[given.incidents[0].id]
    assert len(set(names.values())) == 3
    assert list(verify(store)) == []


def test_what_somebody_wrote_meanwhile_counts(store, case):
    claims = case.fill(store, 4)
    late = whose(case, claims[:1], claims[1:])
    ahead = look_ahead(store, None, late)
    taken, made = write(
        store, case, sooner := whose(case, claims[:3], claims[3:]), look_ahead(store, None, sooner), "1"
    )
    with store.reading() as connection:
        expected = borne_by(connection, late)
    with case.writer(store) as batch:
        batch.take(ahead)
        assert batch.standing(made) == taken.keys()
        names = {one.id: one.handle for one in batch.assign_handles(late)}
    assert names == expected.names != ahead.borne.names
    assert {state.handle for state in store.handles()} == {*names.values(), *taken.values()}


def test_a_decision_taken_meanwhile_makes_nothing_void(store, case):
    claims = case.fill(store, 2)
    given = whose(case, claims)
    ahead = look_ahead(store, None, given)
    with case.writer(store, "reviewed") as batch:
        batch.put(case.document("another.txt"))
    with store.reading() as connection:
        assert ahead.last == (rows.last_number(connection, rows.derivations), 0, 0)
    assert write(store, case, given, ahead, "1")[0] == ahead.borne.names


def test_the_look_at_what_is_sealed_comes_before_the_lock_and_once(store, case, tmp_path, kept_in, monkeypatch):
    looked: list[bool] = []
    monkeypatch.setattr("servanda.store.store.require_listed", lambda _: looked.append(True))
    case.fill(store, 1)
    assert len(looked) == 1  # of two batches

    def refuse(_):
        raise StoreCorrupt("missing in the list of what is sealed")

    monkeypatch.setattr("servanda.store.store.require_listed", refuse)
    with kept_in.open(tmp_path) as again, pytest.raises(StoreCorrupt, match="missing in the list"):
        case.fill(again, 2)
