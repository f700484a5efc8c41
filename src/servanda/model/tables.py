"""Maps of tables: which column of a sheet says what, so that its rows can be read as claims. All words are closed lists."""

from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from servanda.model.base import Record, require
from servanda.model.claims import Effect
from servanda.model.places import PlacePrecision

SCHEMA: Final = "servanda/map/1"
RowsAre = Literal["compiled", "reports"]
"""``compiled``: coded from what others reported, never an origin. ``reports``: each row is what somebody saw or was told."""
DateForm = Literal[
    "D/M/YYYY", "M/D/YYYY", "D.M.YYYY", "M.D.YYYY", "D-M-YYYY", "M-D-YYYY", "D/M/YY", "M/D/YY", "D.M.YY", "M.D.YY", "YYYYMMDD",
]  # fmt: skip
Typed = Literal["as_shown", "day_and_month_swapped"]
DayPrecision = Literal["day", "week", "month", "year"]


class DateColumns(Record, frozen=True, kw_only=True):
    """``column`` holds the day, or the first day where ``until`` holds the last.

    ``formats`` say how days written in figures are meant; what can be read in one way only (``2031-05-04``, ``4 May 2031``)
    needs none. ``typed`` says what real dates of a spreadsheet mean where texts stand among them. ``precision`` is the
    column that says how well the day is known, ``precision_words`` what its values mean.
    """

    column: str
    until: str | None = None
    formats: tuple[DateForm, ...] = ()
    typed: Typed | None = None
    precision: str | None = None
    precision_words: dict[str, DayPrecision] = msgspec.field(default_factory=dict)


class PlaceWord(Record, frozen=True, kw_only=True):
    """How well the coder knows a place: a precision, and within how many kilometres where the coder says so."""

    precision: PlacePrecision
    radius_km: float | None = None


class PlaceColumns(Record, frozen=True, kw_only=True):
    """``column`` names the place, ``within`` the divisions around it; degrees (WGS 84) are the coder's.

    ``precision`` is a column whose values ``precision_words`` explain; ``usually`` holds where there is none.
    """

    column: str
    within: tuple[str, ...] = ()
    latitude: str | None = None
    longitude: str | None = None
    precision: str | None = None
    precision_words: dict[str, PlaceWord] = msgspec.field(default_factory=dict)
    usually: PlaceWord = PlaceWord(precision="town")

    def __post_init__(self) -> None:
        """Refuse half a pair of degrees."""
        require((self.latitude is None) == (self.longitude is None), "latitude and longitude are given together")


class EventWord(Record, frozen=True, kw_only=True):
    """What a value of the event's column means: PLOVER type and mode, ACLED label; or ``skip`` with the reason to leave the row out.

    ``sides`` ``directed``: what stands under ``a`` acted, what stands under ``b`` was hit; ``both``: they fought, and the table does
    not say who began, so nobody is held to have acted.
    """

    type: str | None = None
    mode: str | None = None
    acled: str | None = None
    sides: Literal["directed", "both"] = "directed"
    skip: str | None = None

    def __post_init__(self) -> None:
        """Refuse a value that is neither an event nor left out, and one that is both."""
        require((self.type is None) != (self.skip is None), "give either 'type' or 'skip' (the reason)")


class EventColumns(Record, frozen=True, kw_only=True):
    """``column`` with the kind of event and what its ``words`` mean, or ``always`` one kind where the table holds only that."""

    column: str | None = None
    words: dict[str, EventWord] = msgspec.field(default_factory=dict)
    always: EventWord | None = None

    def __post_init__(self) -> None:
        """Refuse a table of no kind, and one of two."""
        require((self.column is None) != (self.always is None), "give either 'column' with 'words', or 'always'")


class SideColumns(Record, frozen=True, kw_only=True):
    """Who acted (``a``) and whom it hit (``b``), each in columns; names that begin with one of ``civilians`` are civilians."""

    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    civilians: tuple[str, ...] = ()
    split: str | None = None


class TollColumns(Record, frozen=True, kw_only=True):
    """A count of persons: one ``column`` ("3", "3-5", "at least 3"), or ``low`` and ``high``.

    ``zero``: a nought is ``not_counted`` (nobody counted, or nobody known of) or ``counted`` (said to be none).
    """

    effect: Effect
    column: str | None = None
    low: str | None = None
    high: str | None = None
    who: str | None = None
    zero: Literal["not_counted", "counted"] = "not_counted"

    def __post_init__(self) -> None:
        """Refuse a count without columns, and half a range."""
        require((self.low is None) == (self.high is None), "low and high are given together")
        require((self.column is None) != (self.low is None), "give either 'column', or 'low' and 'high'")


class SourceColumns(Record, frozen=True, kw_only=True):
    """On whose reports a row rests: ``names``, with ``dates`` and ``titles`` in the same order, parted by ``split``."""

    names: str
    dates: str | None = None
    titles: str | None = None
    split: str = ";"


class TableMap(Record, frozen=True, kw_only=True):
    """How to read one kind of table. ``publisher`` made it; ``id`` are the columns that tell a row from all others for good.

    ``sheet`` names the sheet of a workbook, ``header`` the line of its heads. ``reporter`` is the column of who tells
    (``rows: reports``). ``text`` and ``also`` are columns that are kept in the text and read no further.
    """

    schema: str
    name: str
    rows: RowsAre
    publisher: str
    id: tuple[str, ...]
    date: DateColumns
    event: EventColumns
    place: PlaceColumns | None = None
    sides: SideColumns = SideColumns()
    tolls: tuple[TollColumns, ...] = ()
    sources: SourceColumns | None = None
    reporter: str | None = None
    text: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    sheet: str | None = None
    header: int = 1
    encoding: str | None = None
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    language: str | None = None
    like: str | None = None

    def __post_init__(self) -> None:
        """Refuse a map without row ids, and one that makes reporters of compiled rows."""
        require(self.schema == SCHEMA, f"schema is {self.schema!r}; this version reads {SCHEMA!r}")
        require(bool(self.id), "id needs at least one column: rows are known again by it")
        require(self.header >= 1, "header is a line, from 1")
        require(self.reporter is None or self.rows == "reports", "a compiled table has sources, not a reporter")

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are taken, each once."""
        return tuple(dict.fromkeys(name for name in self._named() if name))

    def _named(self) -> Iterator[str | None]:
        yield from self.id
        yield from (self.date.column, self.date.until, self.date.precision, self.event.column)
        yield from (*self.sides.a, *self.sides.b)
        if self.place:
            yield from (self.place.column, *self.place.within)
            yield from (self.place.latitude, self.place.longitude, self.place.precision)
        for toll in self.tolls:
            yield from (toll.column, toll.low, toll.high)
        if self.sources:
            yield from (self.sources.names, self.sources.dates, self.sources.titles)
        yield from (self.reporter, *self.text, *self.also)
