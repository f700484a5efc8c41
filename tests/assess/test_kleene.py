from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.assess.kleene import Truth, agreed, all_of, any_of, negation, truth

VALUES: tuple[Truth, ...] = ("false", "unknown", "true")
truths = st.lists(st.sampled_from(VALUES), max_size=6)


@pytest.mark.parametrize(("one", "other"), list(product(VALUES, VALUES)))
def test_and_is_the_lesser_and_or_the_greater(one, other):
    assert all_of([one, other]) == min(one, other, key=VALUES.index)
    assert any_of([one, other]) == max(one, other, key=VALUES.index)


def test_negation_keeps_unknown():
    assert [negation(value) for value in VALUES] == ["true", "unknown", "false"]


def test_nothing_asked_is_true_and_nothing_offered_is_false():
    assert (all_of([]), any_of([]), agreed([])) == ("true", "false", "unknown")


def test_versions_that_differ_leave_it_unknown():
    assert [agreed(["true", "true"]), agreed(["true", "false"]), agreed(["false"])] == ["true", "unknown", "false"]


def test_python_values_as_words():
    assert [truth(value) for value in (True, False, None)] == ["true", "false", "unknown"]


@given(truths, st.integers(0, 5))
def test_forgetting_a_fact_decides_nothing(values, index):
    forgotten = ["unknown" if n == index else value for n, value in enumerate(values)]
    for join in (all_of, any_of):
        assert join(forgotten) in {join(values), "unknown"}


@given(truths)
def test_de_morgan(values):
    assert negation(all_of(values)) == any_of(negation(value) for value in values)
