"""What a period report is made of, before it becomes a page, a sheet or a document: paragraphs, tables, drawings, notes."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from servanda.report.period.counting import Cell


class Run(NamedTuple):
    """Words in one manner; ``note`` is the number of the note that they open to. A quote stands in its own direction."""

    text: str
    strong: bool = False
    note: int | None = None
    is_quote: bool = False


class Paragraph(NamedTuple):
    """One paragraph."""

    runs: tuple[Run, ...]
    kind: Literal["plain", "lead", "quiet", "heading", "voice"] = "plain"

    @property
    def form(self) -> str:
        """What templates tell blocks apart by."""
        return "paragraph"

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)


class Value(NamedTuple):
    """A cell of a table. A number has its bounds beside its words (``maximum`` ``None``: open)."""

    text: str
    note: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    is_number: bool = False
    quiet: str = ""


class Group(NamedTuple):
    """A heading over several columns."""

    text: str
    n_columns: int


@dataclass(frozen=True)
class Grid:
    """A table: ``head`` in order, ``groups`` over it, ``rows``, and ``last`` rows that sum them up.

    ``upright``: many narrow columns of numbers, whose headings stand on end. ``names`` are the ids of what the rows are of, where these have any.
    """

    id: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    groups: tuple[Group, ...] = ()
    last: tuple[tuple[Value, ...], ...] = ()
    upright: bool = False
    names: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        """What templates tell blocks apart by."""
        return "grid"


class Drawing(NamedTuple):
    """An SVG that stands alone, its words for those who do not see it, and what it shows as a table."""

    svg: str
    words: str
    data: Grid

    @property
    def form(self) -> str:
        """What templates tell blocks apart by."""
        return "drawing"

    @property
    def address(self) -> str:
        """The drawing as an address that holds all of it."""
        return f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"


Block = Paragraph | Grid | Drawing


class Section(NamedTuple):
    """A part of the report under a heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Note(NamedTuple):
    """What a number opens to: the names of the acts that surely count, and of those that may."""

    number: int
    sure: tuple[str, ...]
    unsure: tuple[str, ...]

    @property
    def words(self) -> str:
        """The names, runs of them drawn together; after a stroke those that may count."""
        return " / ".join(filter(None, (shortened(self.sure), shortened(self.unsure))))


@dataclass
class Notes:
    """Numbers the notes as they are first used; the same members have the same note. ``names`` are those of acts by id."""

    names: Mapping[str, str]
    _numbers: dict[Cell, int] = field(default_factory=dict)

    def of(self, cell: Cell) -> int | None:
        """Return the number of the note of a cell, ``None`` where nothing stands behind it."""
        if not cell.members:
            return None
        return self._numbers.setdefault(Cell(*map(tuple, cell)), len(self._numbers) + 1)

    def value(self, cell: Cell, quiet: str = "") -> Value:
        """Return a number with its note."""
        return Value(in_figures(cell), self.of(cell), cell.low, cell.high, is_number=True, quiet=quiet)

    def run(self, text: str, cell: Cell) -> Run:
        """Return words that open to the members of a cell."""
        return Run(text, note=self.of(cell))

    @property
    def members(self) -> frozenset[str]:
        """The ids of all acts that a note so far names."""
        return frozenset(name for cell in self._numbers for name in cell.members)

    def all(self) -> tuple[Note, ...]:
        """Return every note in order, its acts by name."""
        return tuple(
            Note(number, self._named(cell.sure), self._named(cell.unsure)) for cell, number in self._numbers.items()
        )

    def _named(self, members: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self.names.get(name, name) for name in members))


class Fact(NamedTuple):
    """A line of the head: what, and which."""

    label: str
    value: str


@dataclass(frozen=True)
class PeriodReport:
    """A whole report. ``sections`` by id, in order; ``rule`` names what every figure was counted by.

    ``headline`` and ``comment`` are the desk's own words, empty where it wrote none.
    """

    title: str
    language: str
    direction: str
    facts: tuple[Fact, ...]
    sentence: Paragraph
    sections: Mapping[str, Section]
    notes: tuple[Note, ...]
    rule: str
    headline: str = ""
    comment: str = ""


def in_figures(cell: Cell) -> str:
    """Return a number as it is written: "31", or "31–34" where some may count."""
    return f"{cell.low}" if cell.low == cell.high else f"{cell.low}–{cell.high}"


def shortened(names: Sequence[str]) -> str:
    """Return names with runs of following numbers drawn together: "INC-0001–0004, INC-0009"."""
    parts: list[list[str]] = []
    for name in names:
        if parts and _follows(parts[-1][-1], name):
            parts[-1].append(name)
        else:
            parts.append([name])
    return ", ".join(one[0] if len(one) == 1 else f"{one[0]}–{one[-1].rpartition('-')[2]}" for one in parts)


def _follows(one: str, other: str) -> bool:
    head, _, number = one.rpartition("-")
    other_head, _, following = other.rpartition("-")
    return head == other_head and number.isdigit() and following.isdigit() and int(following) == int(number) + 1


def plain(text: str, kind: Literal["plain", "lead", "quiet", "heading"] = "plain") -> Paragraph:
    """Return words as a paragraph."""
    return Paragraph((Run(text),), kind)
