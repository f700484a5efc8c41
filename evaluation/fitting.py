"""Logistic regression by Newton's method, average linkage, and the B-cubed measure: what linkage is fitted and scored with."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np

Array = Any  # numpy arrays of floats
_ROUNDS = 60
_ENOUGH = 1e-6
_RIDGE = 1e-3


class Score(NamedTuple):
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998), and the share of clusters that mix two events."""

    precision: float
    recall: float
    f1: float
    overmerged: float


def fit(rows: Array, labels: Array, weight: float = 1.0) -> tuple[Array, float]:
    """Return coefficients and intercept of a ridge logistic model; each positive row counts ``weight`` times."""
    mean, deviation = rows.mean(0), rows.std(0) + 1e-9
    scaled = (rows - mean) / deviation
    counts = np.where(labels > 0, weight, 1.0)
    beta, intercept = np.zeros(rows.shape[1]), 0.0
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ beta + intercept, -30, 30)))
        residual, curve = (chance - labels) * counts, counts * chance * (1 - chance)
        hessian = (scaled * curve[:, None]).T @ scaled / len(labels) + _RIDGE * np.eye(len(beta))
        step = np.linalg.solve(hessian, scaled.T @ residual / len(labels) + _RIDGE * beta)
        beta -= step
        intercept -= residual.mean() / (curve.mean() + 1e-9)
        if abs(step).max() < _ENOUGH:
            break
    return beta / deviation, float(intercept - (beta * mean / deviation).sum())


def average_linkage(similarity: Array, threshold: float) -> list[int]:
    """Return a cluster number for each row of a similarity matrix: the closest two are joined while their mean reaches it."""
    n = len(similarity)
    matrix, sizes = similarity.astype(float).copy(), np.ones(n)
    np.fill_diagonal(matrix, -np.inf)
    label = np.arange(n)
    while n > 1:
        first, second = divmod(int(matrix.argmax()), n)
        if matrix[first, second] < threshold:
            break
        joined = (matrix[first] * sizes[first] + matrix[second] * sizes[second]) / (sizes[first] + sizes[second])
        matrix[first] = matrix[:, first] = joined
        matrix[first, first] = -np.inf
        matrix[second] = matrix[:, second] = -np.inf
        sizes[first] += sizes[second]
        label[label == second] = first
    return [int(one) for one in label]


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable], scored: Sequence[bool] | None = None) -> Score:
    """Score clusters item by item; only items that are ``scored`` count, all of them fill the clusters."""
    sizes, truth, both = Counter(found), Counter(gold), Counter(zip(found, gold, strict=True))
    pairs = [
        pair
        for pair, counts in zip(zip(found, gold, strict=True), scored or [True] * len(found), strict=True)
        if counts
    ]
    precision = sum(both[pair] / sizes[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / truth[pair[1]] for pair in pairs) / len(pairs)
    mixed = Counter(cluster for cluster, _ in both)
    overmerged = sum(n > 1 for n in mixed.values()) / len(sizes)
    return Score(precision, recall, 2 * precision * recall / (precision + recall), overmerged)
