"""In which order a list is shown: as it was made, or by what its rows hold in one column."""

from typing import Final

from servanda.report import STATUS_ORDER

_CELL: Final = "json_extract(CAST(cells AS TEXT), ?)"
_BESIDE: Final = {"tolls": "killed minimum"}
"""Columns of words that are ordered by a number in another one."""


def ordering(sort: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the terms of ORDER BY that put lines in the order of a column (``-`` before its name: downwards), and their values.

    Empty cells come last in both directions, statuses in the order of their gravity, words without regard to large and small Latin letters.
    """
    if not sort:
        return "", ()
    name, way = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
    path = f'$."{_BESIDE.get(name, name)}"'
    if name == "status":
        return f"instr(?, ',' || {_CELL} || ',') {way} NULLS LAST, ", (f",{','.join(STATUS_ORDER)},", path)
    return f"nullif({_CELL}, '') COLLATE NOCASE {way} NULLS LAST, ", (path,)
