"""The counting core: acts and a period in, a table of counts with their members out. Nothing else is looked at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from servanda.model.claims import Effect
from servanda.model.counting import TollRule
from servanda.model.period import Period
from servanda.report.period.acts import STATES, Act, Count

ACTS: Final = "acts"
PREVIOUS: Final = "previous"
EXCHANGE: Final = "exchange"
OTHERS: Final = "others"
UNATTRIBUTED: Final = "unattributed"
UNDETERMINED: Final = "undetermined"
ACCEPTED: Final = "accepted"
ALLEGED: Final = "alleged"


class Cell(NamedTuple):
    """One number of a table: the acts that surely count in it, and those that may."""

    sure: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def low(self) -> int:
        """How many surely."""
        return len(self.sure)

    @property
    def high(self) -> int:
        """How many at most."""
        return len(self.sure) + len(self.unsure)

    @property
    def members(self) -> tuple[str, ...]:
        """All that it opens to."""
        return (*self.sure, *self.unsure)

    def joined(self, other: "Cell") -> "Cell":
        """Return the number of both together; they share no act."""
        return Cell((*self.sure, *other.sure), (*self.unsure, *other.unsure))

    @classmethod
    def of(cls, acts: Iterable[Act], period: Period, where: Callable[[Act], bool] = lambda _: True) -> Self:
        """Return the acts of a period that meet a condition."""
        placed = [(act.id, act.lies(period)) for act in acts if where(act)]
        return cls(
            tuple(name for name, lies in placed if lies == "inside"),
            tuple(name for name, lies in placed if lies == "perhaps"),
        )


class Row(NamedTuple):
    """The counts of one category, by column."""

    category: str
    cells: Mapping[str, Cell]


class Tally(NamedTuple):
    """People over several acts: ``minimum`` to ``maximum`` (``None``: open), with the acts that tell of them."""

    effect: Effect
    group: str | None
    minimum: int
    maximum: int | None
    members: Cell


@dataclass(frozen=True)
class Table:
    """Categories by column. ``columns`` name them in order; ``total`` is the sum of the rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row


def side_columns(sides: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that say whose act it was; each act of a row is in exactly one."""
    of_sides = tuple(f"{side}.{how}" for side in sides for how in (ACCEPTED, ALLEGED))
    return (*of_sides, EXCHANGE, OTHERS, UNATTRIBUTED)


def attribution(act: Act) -> str:
    """Return the one column that says whose act it was."""
    if len(act.sides) > 1:
        return EXCHANGE
    if act.sides:
        return f"{next(iter(act.sides))}.{ACCEPTED if act.state == 'accepted' else ALLEGED}"
    return OTHERS if act.others else UNATTRIBUTED


def count_table(
    acts: Sequence[Act], periods: tuple[Period, Period | None], categories: Sequence[str], sides: Sequence[str]
) -> Table:
    """Return the table of the first period, with the acts of the second beside it.

    An act is in one row; there in one column of state and in one of attribution, so that these columns add up to the acts. Rows
    without an act in either period are left out.
    """
    now, before = periods
    attributed = side_columns(sides)
    columns = (ACTS, *([PREVIOUS] if before else []), *STATES, *attributed, UNDETERMINED)
    rows = []
    for category in categories:
        own = [act for act in acts if act.category == category]
        cells = {ACTS: Cell.of(own, now)}
        if before:
            cells[PREVIOUS] = Cell.of(own, before)
        if not any(cell.members for cell in cells.values()):
            continue
        cells |= {state: Cell.of(own, now, _in_state(state)) for state in STATES}
        cells |= {column: Cell.of(own, now, _attributed_to(column)) for column in attributed}
        cells[UNDETERMINED] = Cell.of(own, now, lambda act: act.undetermined)
        rows.append(Row(category, cells))
    return Table(columns, tuple(rows), _total(columns, rows))


def _in_state(state: str) -> Callable[[Act], bool]:
    return lambda act: act.state == state


def _attributed_to(column: str) -> Callable[[Act], bool]:
    return lambda act: attribution(act) == column


def _total(columns: Sequence[str], rows: Sequence[Row]) -> Row:
    cells = dict.fromkeys(columns, Cell())
    for row in rows:
        cells = {name: cell.joined(row.cells[name]) for name, cell in cells.items()}
    return Row("", cells)


def tally(acts: Sequence[Act], period: Period, effect: Effect, group: str | None, rule: TollRule) -> Tally:
    """Return how many people the acts of a period struck, lowest to highest as said.

    What is not sure to lie in the period, and what was not corroborated or disproved, adds to the highest alone.
    """
    minimum: int = 0
    maximum: int | None = 0
    sure: list[str] = []
    unsure: list[str] = []
    for act in acts:
        count = act.tolls.get(effect) if group is None else act.groups.get((effect, group))
        lies = act.lies(period)
        if count is None or lies == "outside":
            continue
        low, high = _ends(count, rule)
        maximum = None if maximum is None or high is None else maximum + high
        if lies == "inside" and act.state != "refuted":
            minimum += low
            sure.append(act.id)
        else:
            unsure.append(act.id)
    return Tally(effect, group, minimum, maximum, Cell(tuple(sure), tuple(unsure)))


def _ends(count: Count, rule: TollRule) -> tuple[int, int | None]:
    """Return the ends that an act adds."""
    low = count.minimum or 0
    if rule.ranges == "lowest":
        return low, low
    if rule.ranges == "highest" and count.maximum is not None:
        return count.maximum, count.maximum
    return low, count.maximum
