"""Collections with changes laid over them are what the same collections are that were copied and changed."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from servanda.report import Changed, Mended

NAMES = st.sampled_from("abcdef")
STEPS = st.lists(st.tuples(st.dictionaries(NAMES, st.integers()), st.sets(NAMES)), max_size=4)


@given(st.dictionaries(NAMES, st.integers()), STEPS)
def test_a_mapping_with_changes_is_the_changed_mapping(base, steps):
    shown, copied = base, dict(base)
    for changes, gone in steps:
        shown = Changed(shown, changes, gone)
        copied = {name: one for name, one in copied.items() if name not in gone} | changes
    assert dict(shown) == copied
    assert len(shown) == len(copied)
    assert {name for name in "abcdef" if name in shown} == copied.keys()
    assert {name: shown.get(name) for name in "abcdef"} == {name: copied.get(name) for name in "abcdef"}


@given(st.sets(NAMES), st.lists(st.sets(NAMES), max_size=4))
def test_a_sequence_that_is_mended_holds_each_record_as_it_is_now(names, steps):
    shown, now = tuple(SimpleNamespace(id=name, n=0) for name in sorted(names)), dict.fromkeys(names, 0)
    for n, touched in enumerate(steps, start=1):
        gone = touched & now.keys()
        kept = {name for name in gone if (n + ord(name)) % 2}
        shown = Mended(shown, gone, [SimpleNamespace(id=name, n=n) for name in sorted(kept)])
        now = {name: one for name, one in now.items() if name not in gone} | dict.fromkeys(kept, n)
    assert {one.id: one.n for one in shown} == now
    assert len(shown) == len(list(shown)) == len(now)
