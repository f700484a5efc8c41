"""Long lists in pages: which one an address asks for, and the links to the others."""

from django.http import HttpRequest

_FEW = 15
_AROUND = 4
_MOST_DIGITS = 6  # more pages than any list has


def start_of(request: HttpRequest, most: int) -> int:
    """Return the place of the first row of the page that an address asks for, with ``most`` rows a page."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= _MOST_DIGITS else 1
    return most * (max(1, number) - 1)


def pages_of(request: HttpRequest, n: int, start: int, most: int) -> list[tuple[int, str, bool]]:
    """Return the pages of a list of ``n`` rows that are offered: number, address, and whether it is the one that is shown.

    They are the first, the last, and those around the one that is shown: a long list has a thousand.
    """
    asked, pages = request.GET.copy(), []
    here, last = start // most + 1, -(-n // most)
    for number in (
        range(1, last + 1)
        if last <= _FEW
        else sorted({1, last, *range(max(1, here - _AROUND), min(last, here + _AROUND) + 1)})
    ):
        asked["page"] = str(number)
        pages.append((number, asked.urlencode(), number == here))
    return pages
