"""Copies among documents that were there before are taken over: whatever order and portions they come in, they are those of telling all at once."""

import random

import pytest

from servanda.corroborate import copies
from servanda.corroborate.copies import Copies, copied_documents, copies_again
from servanda.model.sources import DocumentSource

LEAST = 0.5
N_TEXTS = 60
FURNITURE = (0, 1, 2)


def source(name: str, shingles: tuple[int, ...]) -> DocumentSource:
    return DocumentSource(document_id=name, source=None, published_on=None, shingles=tuple(sorted(shingles)))


def texts(choose: random.Random) -> dict[str, DocumentSource]:
    """Return texts of a few families, with what an outlet puts under each of its own."""
    found = {}
    for name in choose.sample(range(1000), N_TEXTS):
        family = 10 * choose.randint(1, 15)
        words = choose.sample(range(family, family + 6), choose.randint(3, 6))
        further = [shingle for shingle in FURNITURE if choose.random() < 0.3]
        found[f"d{name:03}"] = source(f"d{name:03}", (*words, *further))
    return found


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("many", [2, 5, 20])
def test_documents_that_come_in_any_order_and_portions_have_the_copies_of_all_at_once(seed, many, monkeypatch):
    monkeypatch.setattr(copies, "_MANY", many)
    choose = random.Random(seed)  # noqa: S311 - a seeded generator, no secret
    pool = texts(choose)
    waiting, held, told = choose.sample(sorted(pool), N_TEXTS), dict[str, DocumentSource](), Copies()
    while waiting:
        size = choose.choice((1, 1, 2, 7))
        held |= {name: pool[name] for name in waiting[:size]}
        waiting = waiting[size:]
        told = copies_again(held, LEAST, told)
        assert told.pairs == copied_documents(held, LEAST)
    assert told.pairs


@pytest.mark.parametrize("seed", range(30))
def test_documents_that_go_or_change_have_the_copies_told_anew(seed, monkeypatch):
    monkeypatch.setattr(copies, "_MANY", 4)
    choose = random.Random(seed)  # noqa: S311 - a seeded generator, no secret
    pool = texts(choose)
    held = dict(pool)
    told = copies_again(held, LEAST, Copies())
    for _ in range(12):
        name = choose.choice(sorted(held))
        if choose.random() < 0.5:
            del held[name]
        else:
            held[name] = source(name, choose.choice(list(pool.values())).shingles)
        told = copies_again(held, LEAST, told)
        assert told.pairs == copied_documents(held, LEAST)


def test_one_more_document_is_compared_with_those_alone_that_share_something(monkeypatch):
    held = {f"d{number}": source(f"d{number}", (number % 5, 100 + number % 5)) for number in range(40)}
    told = copies_again(held, LEAST, Copies())
    compared = []
    monkeypatch.setattr(copies, "resemblance", lambda one, other: compared.append((one, other)) or 1.0)
    held["e"] = source("e", (3, 103))
    assert copies_again(held, LEAST, told).pairs - told.pairs == {(f"d{number}", "e") for number in range(3, 40, 5)}
    assert len(compared) == 8


def test_one_document_too_many_has_those_that_were_there_compared_otherwise(monkeypatch):
    monkeypatch.setattr(copies, "_MANY", 3)
    held = {name: source(name, (1,)) for name in ("b", "c", "d")}
    told = copies_again(held, LEAST, Copies())
    assert ("c", "d") in told.pairs
    assert copies_again({**held, "e": source("e", (1,))}, LEAST, told).pairs == {("b", "c"), ("b", "d"), ("b", "e")}
    more = copies_again({**held, "e": source("e", (1,))}, LEAST, told)
    first = copies_again({**held, "e": source("e", (1,)), "a": source("a", (1,))}, LEAST, more)
    assert first.pairs == {("a", name) for name in "bcde"}
