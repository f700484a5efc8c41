"""`estimate`: reads a table of documented victims by list, and hands it to the estimators."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from servanda.corroborate import Estimate, Lists, estimate
from servanda.errors import BrokenInput, NotFoundError, UsageError

VICTIM, COUNT = "victim", "count"


def estimate_file(path: Path, families: Mapping[str, str] | None = None) -> list[Estimate]:
    """Return the estimates for a CSV or JSONL table: a column a list (0 or 1), optionally ``victim`` (id) and ``count``.

    Raises `UsageError` for an unknown list in ``families``, or lists that carry no estimate; `BrokenInput` with
    file, line and column for a cell that cannot be read.
    """
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    lists = read_lists(path, families or {})
    return estimate(lists)


def read_lists(path: Path, families: Mapping[str, str]) -> Lists:
    """Return the lists of a table; raises as `estimate_file` does."""
    names: tuple[str, ...] = ()
    counts: Counter[tuple[int, ...]] = Counter()
    victims: set[str] = set()
    for line, row in _rows(path):
        here = tuple(name for name in row if name not in {VICTIM, COUNT})
        names = names or here
        if set(here) != set(names):
            raise BrokenInput(f"{path}, line {line}: lists {', '.join(here)} instead of {', '.join(names)}")
        victim = str(row.get(VICTIM) or "")
        if victim in victims:
            raise BrokenInput(f"{path}, line {line}: victim {victim} stands there twice; link the rows into one")
        victims.update({victim} - {""})
        history = tuple(_number(row[name], f"{path}, line {line}, {name}", 1) for name in names)
        if not any(history):
            raise BrokenInput(f"{path}, line {line}: on no list; only the documented belong in the table")
        counts[history] += _number(row.get(COUNT, 1), f"{path}, line {line}, {COUNT}")
    unknown = sorted(set(families) - set(names))
    if unknown:
        raise UsageError(f"no list {', '.join(unknown)} in {path}; it has {', '.join(names) or 'none'}")
    return Lists(names, dict(counts), families)


def read_families(pairs: Sequence[str]) -> dict[str, str]:
    """Return owner families by list from words of the form ``LIST=FAMILY``; raises `UsageError` for any other."""
    found = {}
    for pair in pairs:
        name, sign, family = pair.partition("=")
        if not (name and sign and family):
            raise UsageError(f"--family {pair}: write LIST=FAMILY")
        found[name] = family
    return found


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if path.suffix.lower() == ".csv":
                yield from _csv_rows(path, csv.reader(file, strict=True))
                return
            for line, text in enumerate(file, 1):
                if text.strip():
                    row = json.loads(text)
                    if not isinstance(row, dict):
                        raise BrokenInput(f"{path}, line {line}: not an object")
                    yield line, row
    except (json.JSONDecodeError, UnicodeDecodeError, csv.Error) as error:
        raise BrokenInput(f"{path}: {error}; a .csv file or JSON Lines in UTF-8 is needed") from error


def _csv_rows(path: Path, reader: Any) -> Iterator[tuple[int, Mapping[str, str]]]:
    header = [name.strip() for name in next(reader, [])]
    if "" in header or len(set(header)) < len(header):
        raise BrokenInput(f"{path}, line 1: each column needs a name of its own")
    for cells in reader:
        if cells and len(cells) != len(header):
            raise BrokenInput(f"{path}, line {reader.line_num}: {len(cells)} cells under {len(header)} columns")
        if cells:
            yield reader.line_num, dict(zip(header, cells, strict=True))


def _number(value: object, where: str, most: int | None = None) -> int:
    """Return a whole number from 0 to ``most``."""
    text = str(int(value)) if isinstance(value, bool) else str(value).strip()
    if not re.fullmatch(r"[0-9]{1,9}", text) or (most is not None and int(text) > most):
        raise BrokenInput(f"{where}: {text!r} instead of " + ("0 or 1" if most else "a whole number"))
    return int(text)
