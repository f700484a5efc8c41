"""What is kept between two questions of one piece of work goes with that work, whoever else asks meanwhile."""

from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import event

from servanda.model.making import replace
from servanda.store import rows


def test_who_asks_while_another_ends_his_work_is_answered(store, monkeypatch):
    """At a desk the pages and its worker ask one memory: the work of one ends between two steps of the other."""
    memory, reading = store.memory, store.memory._reading
    work = memory.holding()

    @contextmanager
    def ending():
        with reading() as connection:
            yield connection
        work.__exit__(None, None, None)

    work.__enter__()
    monkeypatch.setattr(memory, "_reading", ending)
    assert memory.of("texts", ("parse",), lambda: 7) == 7
    monkeypatch.setattr(memory, "_reading", reading)
    assert memory.of("texts", ("parse",), lambda: 8) == 8
    with memory.holding():
        assert [memory.of("texts", ("parse",), partial(int, n)) for n in (1, 2)] == [1, 1]


@pytest.mark.parametrize("n_changed", [1, 3])
def test_what_a_stage_gave_is_brought_up_to_date_where_it_derived_something(store, case, monkeypatch, n_changed):
    """Few inputs that changed are read alone, many all at once: what is current is the same as without what was kept."""
    monkeypatch.setattr("servanda.store.renewing._MOST", 2)
    documents = [case.document(f"{number}.txt") for number in range(6)]

    def parse(some, version):
        with case.writer(store) as batch:
            for document in some:
                layer = case.layer(document, version)
                batch.put(layer)
                batch.derive(case.derivation(document.id, (layer.id,), stage="parse", version=version))

    parse(documents[1:], "1")
    with store.memory.holding():
        before = tuple(store.current("parse"))
        parse(documents[: n_changed - 1] + documents[-1:], "2")
        after = tuple(store.current("parse"))
    assert after == tuple(store.current("parse")) != before
    n_kept = len({id(one) for one in before} & {id(one) for one in after})
    assert n_kept == (4 if n_changed == 1 else 0)


def test_of_many_records_those_that_stayed_are_not_read_again(store, case, monkeypatch):
    """One input gave them all; what went, came or was given again with other content is so in what is current."""
    monkeypatch.setattr("servanda.store.renewing._MOST", 2)
    incidents = [case.incident(claim) for claim in case.fill(store, 5)]
    changed = replace(incidents[2], kind="COERCE")

    def relate(given, version):
        with case.writer(store) as batch:
            for one in given:
                batch.put(one)
            batch.derive(case.derivation("dossier", tuple(one.id for one in given), "corroborate", version=version))

    relate(incidents[:4], "1")
    with store.memory.holding():
        before = tuple(store.current("corroborate"))
        relate([incidents[4], changed, incidents[0], incidents[1]], "2")
        after = tuple(store.current("corroborate"))
    assert after == tuple(store.current("corroborate")) == (incidents[4], changed, incidents[0], incidents[1])
    assert [id(one) for one in after[2:]] == [id(one) for one in before[:2]]


def test_what_was_just_derived_is_known_unless_another_derived_since(store, case):
    """The records are taken as they were given; a later derivation, or a stage with another last one, is read."""
    claims = case.fill(store, 2)
    incidents = [case.incident(claim) for claim in claims]
    made = [
        case.derivation("dossier", tuple(one.id for one in some), "corroborate") for some in (incidents, incidents[:1])
    ]
    with store.memory.holding():
        for derivation, given in zip(made, (incidents, incidents[:1]), strict=True):
            with case.writer(store) as batch:
                for one in given:
                    batch.put(one)
                batch.derive(derivation)
            store.memory.tell(derivation, given)
            assert [id(one) for one in store.current("corroborate")] == list(map(id, given))
        store.memory.tell(made[0], incidents)
        assert tuple(store.current("corroborate")) == tuple(incidents[:1])
    store.memory.tell(made[1], incidents)
    assert tuple(store.current("corroborate")) == tuple(incidents[:1]), "out of work nothing is kept"


def test_records_that_stand_need_not_be_put_to_be_given_again(store, case):
    claims = case.fill(store, 3)
    first, second, third = (case.incident(claim) for claim in claims)
    former = case.derivation("dossier", (first.id, second.id), "corroborate")
    with case.writer(store) as batch:
        batch.put(first)
        batch.put(second)
        assert batch.standing(former) == frozenset(), "it is not derived yet"
        batch.derive(former)
    newest = case.derivation("dossier", (second.id, third.id), "corroborate", version="2")
    with case.writer(store) as batch:
        assert batch.standing(former) == {first.id, second.id}
        batch.put(third)
        batch.derive(newest)
    assert tuple(store.current("corroborate")) == (second, third)
    with case.writer(store) as batch:
        assert batch.standing(former) == frozenset(), "another is the newest"


def test_how_far_stages_have_come_is_asked_in_one_statement(store, case):
    with case.writer(store) as batch:
        batch.put(case.document("a.txt"))
    with store.reading() as connection:
        asked = []
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        rows.marks(connection, ())
        alone = {kind: dict(rows.marks(connection, [kind]))[kind] for kind in ("document", "decision")}
        assert sum(words.startswith("SELECT") for words in asked) == 1 + len(alone)
        assert dict(rows.marks(connection, alone)).items() >= alone.items()
        assert alone["document"]
        stages = rows.stage_marks(connection, ("parse", "extract"))
        assert stages == (*rows.stage_marks(connection, ("parse",))[:1], *rows.stage_marks(connection, ("extract",)))
