"""Tables by column: the heads are links, and the address holds by what a list is sorted, so that it can be kept and shared."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.http import HttpRequest

SORT: Final = "sort"


class Head(NamedTuple):
    """The head of a column: where it leads (an empty text: nowhere), and how the list is sorted by it (``none``: it is not)."""

    column: str
    href: str
    sorted_: str


def sort_of(request: HttpRequest, columns: Iterable[str]) -> str:
    """Return the column that an address sorts by, with ``-`` before it downwards; an empty text where it names none of ``columns``."""
    asked: str = request.GET.get(SORT, "")
    return asked if asked.removeprefix("-") in columns else ""


def heads(request: HttpRequest, columns: Iterable[str], sort: str, fixed: Iterable[str] = ()) -> list[Head]:
    """Return the heads of a table: the first press sorts upwards, the second downwards, the third as the list was made; not those that are ``fixed``."""
    unsorted = frozenset(fixed)
    return [_head(request, one, sort) if one not in unsorted else Head(one, "", "none") for one in columns]


def _head(request: HttpRequest, column: str, sort: str) -> Head:
    state, following = {column: ("ascending", f"-{column}"), f"-{column}": ("descending", "")}.get(
        sort, ("none", column)
    )
    asked = request.GET.copy()
    for name in ("page", SORT):
        asked.pop(name, None)
    if following:
        asked[SORT] = following
    return Head(column, f"?{asked.urlencode()}" if asked else request.path, state)
