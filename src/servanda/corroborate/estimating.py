"""How many victims no list documents: multiple systems estimation over three to five independent lists.

Off the way of a document: nothing here enters incidents, tolls or findings, and nothing there enters here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from servanda.errors import UsageError

FEWEST_LISTS, MOST_LISTS = 3, 5
FEWEST_VICTIMS = 30
FEWEST_SHARED = 10  # victims on two lists or more
FEWEST_SHARED_OF_A_LIST = 5  # victims of one list that any other list has too
CONTAINED = 0.95  # share of a list inside another from which on they are taken for one
MOST_VICTIMS = 100_000  # the posterior over ten times as many still fits a laptop

History = tuple[int, ...]


@dataclass(frozen=True)
class Lists:
    """Documented victims by the lists that have them.

    ``counts`` maps a capture history (one 0 or 1 a list, in the order of ``names``) to a number of victims; the history of
    zeros is not in it. ``families`` gives the owner family of a list where it is known.
    """

    names: tuple[str, ...]
    counts: Mapping[History, int]
    families: Mapping[str, str] = field(default_factory=dict)

    @property
    def documented(self) -> int:
        """Victims on any list."""
        return sum(self.counts.values())

    def on_all(self, *places: int) -> int:
        """Victims who stand on every list of ``places``."""
        return sum(count for history, count in self.counts.items() if all(history[place] for place in places))


@dataclass(frozen=True)
class Estimate:
    """One estimate of all victims, documented or not; ``mean`` is null where the method gives none."""

    method: str
    model: str
    documented: int
    mean: float | None
    median: float
    low: float
    high: float
    note: str


def estimate(lists: Lists) -> list[Estimate]:
    """Return the estimates of both methods side by side, totals in persons with 95 % intervals.

    Raises `UsageError` with every reason where the lists carry no estimate.
    """
    from servanda.corroborate.estimating_graphs import average_graphs
    from servanda.corroborate.estimating_loglinear import choose_models

    reasons = list(reasons_against(lists))
    if reasons:
        raise UsageError("no estimate: " + "; ".join(reasons))
    averaged = average_graphs(lists.counts, len(lists.names))
    if averaged.at_bound:
        raise UsageError(
            "no estimate: the lists do not bound the number of the undocumented (they share too few victims)"
        )
    model = f"mean over {averaged.graphs} graphs; most likely ({averaged.weight:.2f}): {_pairs(lists, averaged.best)}"
    rows = [_row(lists, "graph averaging", model, averaged.summary, "prior 1/N, delta 0.5")]
    for name, fit in choose_models(lists.counts, len(lists.names)):
        summary = (None, fit.total, fit.low, fit.high)
        note = f"AIC {fit.aic:.1f}, BIC {fit.bic:.1f}; the interval leaves the choice of model out"
        rows.append(_row(lists, f"log-linear, {name}", _pairs(lists, fit.pairs), summary, note))
    return rows


def reasons_against(lists: Lists) -> Iterator[str]:
    """Yield why these lists carry no estimate: too few lists, sparse data, or lists that plainly depend on each other."""
    if not FEWEST_LISTS <= len(lists.names) <= MOST_LISTS:
        yield f"{FEWEST_LISTS} to {MOST_LISTS} independent lists are needed, here are {len(lists.names)}"
        return
    yield from _sparse(lists)
    yield from _dependent(lists)


def _sparse(lists: Lists) -> Iterator[str]:
    if not FEWEST_VICTIMS <= lists.documented <= MOST_VICTIMS:
        yield f"{FEWEST_VICTIMS} to {MOST_VICTIMS} documented victims are needed, here are {lists.documented}"
    shared = sum(count for history, count in lists.counts.items() if sum(history) > 1)
    if shared < FEWEST_SHARED:
        yield f"only {shared} victims stand on more than one list, {FEWEST_SHARED} are needed"
    for place, name in enumerate(lists.names):
        own = sum(count for history, count in lists.counts.items() if history[place] and sum(history) > 1)
        if own < FEWEST_SHARED_OF_A_LIST:
            yield f"list {name} shares {own} victims with the others, {FEWEST_SHARED_OF_A_LIST} are needed"


def _dependent(lists: Lists) -> Iterator[str]:
    for one, other in combinations(range(len(lists.names)), 2):
        names = f"{lists.names[one]} and {lists.names[other]}"
        family = lists.families.get(lists.names[one])
        if family is not None and family == lists.families.get(lists.names[other]):
            yield f"lists {names} depend on each other: both belong to {family}"
        smaller = min(lists.on_all(one), lists.on_all(other))
        if smaller and lists.on_all(one, other) >= CONTAINED * smaller:
            yield f"lists {names} depend on each other: one holds {CONTAINED:.0%} or more of the other"


def _pairs(lists: Lists, pairs: tuple[tuple[int, int], ...]) -> str:
    """Return the dependent pairs of a model in words."""
    return ", ".join(f"{lists.names[one]}*{lists.names[other]}" for one, other in pairs) or "independence"


def _row(
    lists: Lists, method: str, model: str, summary: tuple[float | None, float, float, float], note: str
) -> Estimate:
    mean, median, low, high = summary
    rounded = None if mean is None else round(mean, 1)
    return Estimate(method, model, lists.documented, rounded, round(median, 1), round(low, 1), round(high, 1), note)
