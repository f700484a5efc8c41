"""What is kept between two questions of one piece of work goes with that work, whoever else asks meanwhile."""

from contextlib import contextmanager
from functools import partial


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
