from math import lgamma

import numpy as np
import pytest

from servanda.corroborate import Lists, estimate
from servanda.corroborate.estimating import reasons_against
from servanda.corroborate.estimating_graphs import average_graphs, eliminate, graph_likelihoods
from servanda.corroborate.estimating_loglinear import fit_model
from servanda.errors import UsageError

# Spina bifida in upstate New York by birth, death and rehabilitation records: the three-list example of Madigan and York.
SPINA_BIFIDA = {
    (1, 0, 0): 60, (0, 1, 0): 49, (1, 1, 0): 4, (0, 0, 1): 247, (1, 0, 1): 112, (0, 1, 1): 142, (1, 1, 1): 12,
}  # fmt: skip


def test_the_published_values_of_madigan_and_york_come_out():
    """Weight 0.37, estimate 731 and mode 729 of the likeliest graph; average 731 and mode 728 (tests of the R package dga).

    Their prior over N is a gamma-Poisson mixture, their estimate that of least relative squared error.
    """
    a, b = 13.14, 55.17
    missing = np.arange(1.0, 301.0)
    totals = missing + sum(SPINA_BIFIDA.values())
    prior = np.array(
        [n * np.log(b) - (n + a) * np.log(1 + b) + lgamma(n + a) - lgamma(n + 1) - lgamma(a) for n in totals]
    )
    rows = np.array([row for _, row in graph_likelihoods(SPINA_BIFIDA, 3, missing, delta=1.0)]) + prior
    weights = np.exp(rows - rows.max())
    weights /= weights.sum()
    top = weights[weights.sum(axis=1).argmax()]
    assert round(top.sum(), 2) == 0.37
    assert round((top / totals).sum() / (top / totals**2).sum()) == 731
    assert totals[top.argmax()] == 729
    average = weights.sum(axis=0)
    assert round((average / totals).sum() / (average / totals**2).sum()) == 731
    assert totals[average.argmax()] == 728


@pytest.mark.parametrize(("n_lists", "decomposable"), [(3, 8), (4, 61), (5, 822)])
def test_decomposable_graphs_are_all_found(n_lists, decomposable):
    """The number of labelled chordal graphs is known: 8, 61, 822 (OEIS A058862)."""
    found = list(graph_likelihoods({(1,) * n_lists: 1}, n_lists, np.arange(3.0)))
    assert len(found) == decomposable


def test_a_circle_of_four_is_not_decomposable():
    assert eliminate(((0, 1), (1, 2), (2, 3), (0, 3)), 4) is None
    assert eliminate(((0, 1), (1, 2), (2, 3), (0, 3), (0, 2)), 4) is not None


def test_the_full_two_way_model_of_three_lists_has_a_closed_form():
    """Unseen = n111 n100 n010 n001 / (n110 n101 n011): the three-way odds ratio is one."""
    closed = 12 * 60 * 49 * 247 / (4 * 112 * 142)
    fit = fit_model(SPINA_BIFIDA, 3, ((0, 1), (0, 2), (1, 2)))
    assert fit is not None
    assert fit.total - sum(SPINA_BIFIDA.values()) == pytest.approx(closed, rel=1e-6)


def test_two_lists_give_lincoln_and_petersen():
    fit = fit_model({(1, 0): 80, (0, 1): 40, (1, 1): 20}, 2, ())
    assert fit is not None
    assert fit.total == pytest.approx(100 * 60 / 20)


def _population(total, chances, seed):
    draw = np.random.default_rng(seed).random((total, len(chances))) < np.array(chances)
    histories, numbers = np.unique(draw[draw.any(axis=1)], axis=0, return_counts=True)
    return {tuple(map(int, one)): int(number) for one, number in zip(histories, numbers, strict=True)}


@pytest.mark.parametrize("chances", [(0.5, 0.4, 0.3), (0.4, 0.3, 0.3, 0.2), (0.3, 0.3, 0.3, 0.2, 0.2)])
def test_a_known_population_lies_in_the_interval_nearly_always(chances):
    within = 0
    for seed in range(20 if len(chances) < 5 else 4):
        _, _, low, high = average_graphs(_population(800, chances, seed), len(chances)).summary
        within += low <= 800 <= high
    assert within >= (17 if len(chances) < 5 else 3)


def test_the_methods_stand_side_by_side_and_beside_what_is_documented():
    rows = estimate(Lists(("births", "deaths", "clinics"), SPINA_BIFIDA))
    assert [row.method.split(",")[0] for row in rows] == ["graph averaging", *["log-linear"] * 3]
    assert all(row.documented == 626 < row.low <= row.median <= row.high for row in rows)
    assert all(row.mean is None for row in rows[1:])


@pytest.mark.parametrize(
    ("lists", "reason"),
    [
        (Lists(("a", "b"), {(1, 0): 40, (0, 1): 40, (1, 1): 40}), "here are 2"),
        (Lists(("a", "b", "c"), {(1, 1, 0): 6, (0, 1, 1): 6, (1, 0, 1): 6}), "documented victims"),
        (Lists(("a", "b", "c"), {(1, 0, 0): 50, (0, 1, 0): 50, (0, 0, 1): 50, (1, 1, 0): 20}), "list c shares 0"),
        (Lists(("a", "b", "c"), {(1, 0, 0): 50, (1, 1, 0): 50, (1, 0, 1): 20, (0, 0, 1): 20}), "a and b depend"),
        (Lists(("a", "b", "c"), SPINA_BIFIDA, {"a": "ministry", "c": "ministry"}), "a and c depend"),
    ],
)  # fmt: skip
def test_lists_that_carry_no_estimate_are_refused_with_the_reason(lists, reason):
    assert reason in "; ".join(reasons_against(lists))
    with pytest.raises(UsageError, match="no estimate"):
        estimate(lists)
