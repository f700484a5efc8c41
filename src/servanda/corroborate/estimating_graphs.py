"""Bayesian averaging over decomposable graphs of lists.

After D. Madigan and J. C. York, Bayesian methods for estimation of the size of a closed population, Biometrika 84 (1997)
19-31: a hyper-Dirichlet prior with ``delta`` in each cell, all graphs alike beforehand, a prior over the total N.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import chain, combinations
from math import lgamma

import numpy as np
from numpy.typing import NDArray

DELTA = 0.5
TIMES = 10  # the undocumented are at most so many times the documented ...
AT_LEAST = 500  # ... or this, whichever is more

Pairs = tuple[tuple[int, int], ...]
Vector = NDArray[np.float64]
Counts = Mapping[tuple[int, ...], int]


@dataclass(frozen=True)
class Averaged:
    """The posterior: ``summary`` is mean, median and 95 % interval of N; ``best`` the likeliest graph, its ``weight`` beside it.

    ``at_bound`` says that the interval runs into the upper bound of N, so that the bound and not the data decided.
    """

    graphs: int
    best: Pairs
    weight: float
    summary: tuple[float, float, float, float]
    at_bound: bool


def average_graphs(counts: Counts, n_lists: int) -> Averaged:
    """Return the posterior of the total over all decomposable graphs, with a prior proportional to 1/N."""
    documented = sum(counts.values())
    missing = np.arange(max(AT_LEAST, TIMES * documented) + 1, dtype=float)
    totals = missing + documented
    likelihoods = graph_likelihoods(counts, n_lists, missing, DELTA)
    rows, posterior = 0, np.full(len(missing), -np.inf)
    best: tuple[float, Pairs] = (-np.inf, ())
    masses: list[float] = []
    for pairs, likelihood in likelihoods:
        log_weights = likelihood - np.log(totals)
        posterior = np.logaddexp(posterior, log_weights)
        masses.append(float(np.logaddexp.reduce(log_weights)))
        best = max(best, (masses[-1], pairs))
        rows += 1
    whole = np.logaddexp.reduce(posterior)
    weights = np.exp(posterior - whole)
    middle, low, high = (float(totals[np.searchsorted(np.cumsum(weights), share)]) for share in (0.5, 0.025, 0.975))
    summary = (float(weights @ totals), middle, low, high)
    at_bound = high - documented > 0.95 * missing[-1]
    return Averaged(rows, best[1], float(np.exp(best[0] - whole)), summary, at_bound)


def graph_likelihoods(
    counts: Counts, n_lists: int, missing: Vector, delta: float = DELTA
) -> Iterator[tuple[Pairs, Vector]]:
    """Yield each decomposable graph, the complete one too, with its log likelihood at each number of missing.

    ``missing`` must be consecutive whole numbers. Of the unseen cell the complete graph says little
    but its prior; it is kept because the published values rest on all graphs.
    """
    table = _marginals(counts, n_lists, missing, delta)
    documented = sum(counts.values())
    ways = _rising(documented + 1, missing) - _rising(1, missing)
    possible = list(combinations(range(n_lists), 2))
    for pairs in chain.from_iterable(combinations(possible, size) for size in range(len(possible) + 1)):
        steps = eliminate(pairs, n_lists)
        if steps is not None:
            yield pairs, reduce(lambda sum_, step: sum_ + table[step[0]] - table[step[1]], steps, ways)


def eliminate(pairs: Pairs, n_lists: int) -> list[tuple[frozenset[int], frozenset[int]]] | None:
    """Return for each list in turn itself with its neighbours left, and these alone; null if the graph is not decomposable."""
    linked = {frozenset(pair) for pair in pairs}
    left = set(range(n_lists))
    steps = []
    while left:
        for one in sorted(left):
            beside = frozenset(other for other in left if frozenset((one, other)) in linked)
            if all(frozenset(pair) in linked for pair in combinations(beside, 2)):
                steps.append((beside | {one}, beside))
                left.remove(one)
                break
        else:
            return None
    return steps


def _marginals(counts: Counts, n_lists: int, missing: Vector, delta: float) -> dict[frozenset[int], Vector]:
    """Return for each set of lists the log marginal likelihood of their table, at each number of missing."""
    documented = sum(counts.values())
    whole = delta * 2**n_lists
    normal = lgamma(whole) - _rising(documented + whole, missing)
    table = {frozenset[int](): np.zeros(len(missing))}
    for size in range(1, n_lists + 1):
        alpha = delta * 2 ** (n_lists - size)
        for lists in combinations(range(n_lists), size):
            cells: dict[tuple[int, ...], int] = {}
            for history, count in counts.items():
                cell = tuple(history[one] for one in lists)
                cells[cell] = cells.get(cell, 0) + count
            empty = cells.pop((0,) * size, 0)
            fixed = sum(lgamma(count + alpha) - lgamma(alpha) for count in cells.values())
            table[frozenset(lists)] = normal + fixed + _rising(empty + alpha, missing) - lgamma(alpha)
    return table


def _rising(start: float, missing: Vector) -> Vector:
    """Return the log gamma of ``start`` plus each of the consecutive numbers ``missing``."""
    first = start + missing[0]
    return lgamma(first) + np.concatenate([[0.0], np.cumsum(np.log(first + missing[:-1] - missing[0]))])
