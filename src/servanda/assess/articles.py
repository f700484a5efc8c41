"""Whether the article that a verdict cites ("Articles 4 and 5 (b)", "clause 3") is that of a provision."""

import re
from functools import lru_cache
from typing import Final

_NUMBER: Final = re.compile(r"(?:\d+|[IVX]+\b)(?:\.\d+)*(?:\s?\([a-z0-9]{1,4}\))*", re.IGNORECASE)
_RANGE: Final = re.compile(r"(\d+)\s*(?:to|[-\N{EN DASH}])\s*(\d+)")
_LONGEST: Final = 200  # articles in one range; more is a year or a misprint


def cites(cited: str | None, own: str | None) -> bool | None:
    """Tell whether words cite the article ``own`` of a provision; ``None`` where either names no number.

    Who cites a whole article cites its points, and who cites a point cites the article that holds it.
    """
    if cited is None or own is None:
        return None
    theirs, ours = _numbers(cited), _numbers(own)
    if not theirs or not ours:
        return None
    return any(_holds(one, other) or _holds(other, one) for one in theirs for other in ours)


@lru_cache(maxsize=1024)
def _numbers(words: str) -> frozenset[str]:
    found = {re.sub(r"\s", "", one.group()).casefold() for one in _NUMBER.finditer(words)}
    for first, last in ((int(one[1]), int(one[2])) for one in _RANGE.finditer(words)):
        found |= {str(number) for number in range(first, min(last, first + _LONGEST) + 1)}
    return frozenset(found)


def _holds(article: str, point: str) -> bool:
    return point == article or point.startswith((f"{article}(", f"{article}."))
