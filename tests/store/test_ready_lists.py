"""Two lists are the same whatever the order in which their marks were written, which differs from process to process."""

from contextlib import closing
from itertools import permutations

from servanda.store.ready import Contents, Line, _write, same_lists

MARKS = [("actor", "anadolu", "Anadolu Agency"), ("actor", "anadolu", None), ("actor", "sana", "SANA")]


def _lists(marks):
    line = Line("claims", "", "clm_1", None, None, None, None, False, b"[]", b"{}", marks)
    return _write(":memory:", Contents([line]))


def test_marks_of_one_value_with_and_without_a_label_may_stand_in_any_order():
    with closing(_lists(MARKS)) as one:
        for order in permutations(MARKS):
            with closing(_lists(list(order))) as other:
                assert same_lists(one, other)
        with closing(_lists(MARKS[1:])) as other:
            assert not same_lists(one, other)
