"""How records are printed: as a table, as JSON Lines, or as CSV. Data on standard output, messages on standard error."""

import csv
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from servanda.model.codec import encode_lines
from servanda.text.display import indented, printable

Row = dict[str, Any]
_ID: Final = re.compile(r"^(?:[a-z]{3,4}_[0-9a-f]{3,}|[A-Z]{3}-\d{4,})$")
_NAMES_OF_IDS: Final = frozenset({"id", "handle", "entity"})
_LONG_WORD: Final = 12
_GAP: Final = 2  # blanks behind a column
# What a list on a narrow terminal does without, first to last; files have every column.
_MISSED_LEAST: Final = (
    "rule", "at", "precision", "radius_km", "contradictions", "reading", "bound as", "as of", "end", "modality", "mode",
    "claims", "documents", "document", "owner family", "facts missing", "support", "credibility", "origins", "counts", "review",
    "alleged actors", "agreement", "speaker",
)  # fmt: skip
_PIPE: Final = 200  # a table cut at 80 columns would lose data


class Format(StrEnum):
    """Forms of output."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def say(message: str) -> None:
    """Print a message to a person, on standard error. Foreign text in it steers no terminal and begins no line."""
    print(indented(message), file=sys.stderr)


def tell(lines: Iterable[str]) -> None:
    """Print lines of an answer on standard output; what does not print in them is escaped."""
    for line in lines:
        print(printable(line))


def say_slow_start(countries: Sequence[str]) -> None:
    """Say so where all places of the world have to be made ready first."""
    from servanda.pipeline import is_slow_start

    if is_slow_start(tuple(countries)):
        say("making the gazetteer of all the world ready, once; this takes about a minute (name a country to avoid it)")


def say_quarantined(locator: str, reason: str) -> None:
    """Name an input that could not be used, on standard error; most reasons name the place themselves."""
    say(f"quarantined: {reason}" if reason.startswith(locator) else f"quarantined: {locator}: {reason}")


def print_lines(records: Iterable[Any]) -> None:
    """Print records as JSON Lines with sorted keys."""
    out = sys.stdout.buffer
    for line in encode_lines(records):
        out.write(line)
    out.flush()


def print_rows(
    records: Sequence[Any], rows: Sequence[Row], form: Format, short: Mapping[str, str] | None = None
) -> None:
    """Print ``records`` as JSON Lines, or their ``rows`` (one a record, the same columns) as table or CSV.

    ``short`` gives the beginnings that stand for ids in a table, where people read and type them.
    """
    if form is Format.jsonl:
        print_lines(records)
    elif form is Format.csv:
        print(_csv(rows), end="")
    else:
        _table([{name: _shortened(value, short or {}) for name, value in row.items()} for row in rows])


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _plain(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _plain(value: Any) -> str:
    """Return a cell as text; a leading formula sign is quoted, because spreadsheets would run it."""
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = "\n".join(map(printable, text.split("\n")))
    return "'" + text if text[:1] in {"=", "+", "-", "@"} else text


def _shortened(value: Any, short: Mapping[str, str]) -> Any:
    return short.get(value, value) if isinstance(value, str) else value


def _table(rows: Sequence[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    if not rows:
        say("nothing found")
        return
    width = _width()
    least = {name: _least(name, [_cell(row.get(name)) for row in rows]) for name in rows[0]}
    names = _fitting(least, width)
    table = Table(box=None, padding=(0, _GAP, 0, 0), header_style="bold")
    for name in names:
        whole = _is_id(name, [_cell(row.get(name)) for row in rows])
        table.add_column(name.replace("_", " "), overflow="fold", no_wrap=whole, min_width=least[name])
    for row in rows:
        table.add_row(*(printable(_cell(row.get(name))) for name in names))
    console = Console(width=max(width, _room(least, names)), highlight=False, markup=False)
    console.print(table)
    if left_out := [name.replace("_", " ") for name in least if name not in names]:
        say(f"no room for: {', '.join(left_out)}; a wider terminal, COLUMNS or --format csv shows them")


def _fitting(least: Mapping[str, int], width: int) -> list[str]:
    """Return the columns that can be read side by side: while they cannot, the one that is missed least goes."""
    names = list(least)
    for name in _MISSED_LEAST:
        if _room(least, names) <= width:
            break
        if name in names:
            names.remove(name)
    return names


def _room(least: Mapping[str, int], names: Sequence[str]) -> int:
    """Return how wide columns are side by side at least, with the blanks behind each."""
    return sum(least[name] + _GAP for name in names)


def _least(name: str, cells: Sequence[str]) -> int:
    """Return the width in which a column can be read: an id whole, words unbroken up to a length."""
    if _is_id(name, cells):
        return max(map(len, (name, *cells)))
    words = [word for text in (name.replace("_", " "), *cells) for word in text.split()]
    return min(_LONG_WORD, max(map(len, words)))


def _is_id(name: str, cells: Sequence[str]) -> bool:
    return name in _NAMES_OF_IDS or any(map(_ID.match, cells))


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _width() -> int:
    """Return how wide a table may be: COLUMNS where it is set, else the terminal; a pipe has no width of its own."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given):
        return int(given)
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE
