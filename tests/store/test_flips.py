"""Two hundred random one-byte flips, in objects, log, signature file and records: each is found, and named by its place."""

import random
from collections.abc import Callable

import pytest

from servanda.store import Store, verify

N_FLIPS = 50
"""In each of the four; 200 together, 800 with ``--torture``."""
Flip = tuple[str, Callable[[], None]]
"""What must be named, and how to take the flip back."""


@pytest.fixture
def signed(store: Store, case) -> Store:
    store.make_key("desk", case.at)
    for n_claims in range(2, 12, 3):
        case.fill(store, n_claims)
        with case.writer(store, "collected") as batch:
            batch.put_object(b"a page of %d lines\n" % n_claims * n_claims)
    with case.writer(store) as batch:
        batch.put(case.document("b.txt"))
    store.rotate_key("ana", case.at, "a new laptop")
    assert list(verify(store)) == []
    return store


def _flipped(content: bytes, chance: random.Random) -> tuple[bytes, int]:
    place = chance.randrange(len(content))
    changed = bytearray(content)
    changed[place] ^= 1 << chance.randrange(8)
    return bytes(changed), place


def _flip_object(store: Store, case, chance: random.Random) -> Flip:
    path = chance.choice(sorted(store.objects.folder.glob("??/*")))
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(_flipped(content, chance)[0])
    return str(path.relative_to(store.place.folder)), lambda: path.write_bytes(content) and None


def _flip_head(store: Store, case, chance: random.Random) -> Flip:
    path = store.signer.heads.path
    content = path.read_bytes()
    changed, place = _flipped(content, chance)
    path.write_bytes(changed)
    line = content[:place].count(b"\n") + 1
    where = "custody/heads.jsonl" if place == len(content) - 1 else f"custody/heads.jsonl, line {line}"
    return where, lambda: path.write_bytes(content) and None


def _flip_entry(store: Store, case, chance: random.Random) -> Flip:
    return _flip_row(store, case, "custody", "'log entry ' || seq", chance)


def _flip_record(store: Store, case, chance: random.Random) -> Flip:
    return _flip_row(store, case, "records", "'record ' || kind || ' ' || id", chance)


def _flip_row(store: Store, case, table: str, name: str, chance: random.Random) -> Flip:
    with case.behind(store) as run:
        found = run(f"SELECT seq, body, {name} FROM {table} ORDER BY seq").all()  # noqa: S608 - names of our own
    seq, body, where = chance.choice(found)

    def change(to: bytes) -> None:
        with case.behind(store) as run:
            run(f"UPDATE {table} SET body = :body WHERE seq = :seq", body=to, seq=seq)  # noqa: S608 - names of our own

    change(_flipped(body, chance)[0])
    return where, lambda: change(body)


@pytest.mark.parametrize("flip", [_flip_object, _flip_head, _flip_entry, _flip_record])
def test_every_flipped_byte_is_found_and_named(signed: Store, case, flip: Callable[..., Flip], rounds: int) -> None:
    chance = random.Random(f"two hundred flips: {flip.__name__}")  # noqa: S311 - repeatable, no secret
    for _ in range(N_FLIPS * rounds):
        where, take_back = flip(signed, case, chance)
        assert where in _named(signed)
        take_back()
    assert list(verify(signed)) == []


def _named(store: Store) -> set[str]:
    return {found.where for found in verify(store)}
