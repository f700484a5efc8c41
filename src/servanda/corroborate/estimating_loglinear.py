"""Log-linear Poisson models of capture histories: independence, and every set of pairs of lists that depend on each other.

After S. E. Fienberg, The multiple recapture census for closed populations and incomplete 2^k contingency tables,
Biometrika 59 (1972) 591-603.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import exp, lgamma, log, sqrt

import numpy as np
from numpy.typing import NDArray

Pairs = tuple[tuple[int, int], ...]
Counts = Mapping[tuple[int, ...], int]

NORMAL_975 = 1.959964
STEPS = 50
WIDEST = 5.0  # a standard error of the log of the unseen above this: the model does not tell it


@dataclass(frozen=True)
class Fit:
    """One model: dependent ``pairs`` of lists, estimated ``total`` with 95 % interval, and what the choice rests on."""

    pairs: Pairs
    total: float
    low: float
    high: float
    aic: float
    bic: float


def choose_models(counts: Counts, n_lists: int) -> list[tuple[str, Fit]]:
    """Return the fit of independence and those of lowest AIC and BIC, each under its name."""
    fits = list(_fits(counts, n_lists))
    plain = [("independence", fit) for fit in fits if not fit.pairs]
    if not fits:
        return plain
    return [
        *plain,
        ("lowest AIC", min(fits, key=lambda fit: fit.aic)),
        ("lowest BIC", min(fits, key=lambda fit: fit.bic)),
    ]


def _fits(counts: Counts, n_lists: int) -> Iterator[Fit]:
    possible = [
        pair
        for pair in combinations(range(n_lists), 2)
        # Two lists that share nobody would have a dependence of minus infinity.
        if any(count and history[pair[0]] and history[pair[1]] for history, count in counts.items())
    ]
    for pairs in chain.from_iterable(combinations(possible, size) for size in range(len(possible) + 1)):
        fitted = fit_model(counts, n_lists, pairs)
        if fitted is not None:
            yield fitted


def fit_model(counts: Counts, n_lists: int, pairs: Pairs) -> Fit | None:
    """Return the maximum likelihood fit of one model; null where it does not converge or does not tell the unseen.

    The intercept is the log of the unseen cell; its interval is by the delta method, on the scale of the log.
    """
    histories = [history for history in product((0, 1), repeat=n_lists) if any(history)]
    seen = np.array([counts.get(history, 0) for history in histories], dtype=float)
    design = np.array(
        [[1, *history, *(history[one] * history[other] for one, other in pairs)] for history in histories]
    )
    solved = _solve(design.astype(float), seen)
    if solved is None:
        return None
    beta, covariance = solved
    error = sqrt(max(covariance[0, 0], 0.0))
    if error > WIDEST:
        return None
    rates = design @ beta
    likelihood = float(seen @ rates - np.exp(rates).sum()) - sum(lgamma(count + 1) for count in seen)
    documented = float(seen.sum())
    unseen, spread = exp(beta[0]), exp(NORMAL_975 * error)
    aic, bic = (-2 * likelihood + penalty * len(beta) for penalty in (2.0, log(documented)))
    return Fit(pairs, documented + unseen, documented + unseen / spread, documented + unseen * spread, aic, bic)


def _solve(
    design: NDArray[np.float64], seen: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return coefficients and their covariance by iteratively reweighted least squares, or null without convergence."""
    rates = np.log(seen + 0.5)
    beta = np.zeros(design.shape[1])
    for _ in range(STEPS):
        means = np.exp(np.clip(rates, -30, 30))
        weighted = design.T * means
        try:
            covariance = np.linalg.inv(weighted @ design)
        except np.linalg.LinAlgError:
            return None
        updated = covariance @ (weighted @ (rates + (seen - means) / means))
        moved = float(np.abs(updated - beta).max())
        beta, rates = updated, design @ updated
        if moved < 1e-8:  # noqa: PLR2004 - far below what is printed
            return beta, covariance
    return None
