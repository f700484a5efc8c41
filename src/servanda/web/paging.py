"""Long lists in pages: which one an address asks for, and the links to the others."""

from django.http import HttpRequest

_MOST_DIGITS = 6  # more pages than any list has


def start_of(request: HttpRequest, most: int) -> int:
    """Return the place of the first row of the page that an address asks for, with ``most`` rows a page."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= _MOST_DIGITS else 1
    return most * (max(1, number) - 1)


def pages_of(request: HttpRequest, n: int, start: int, most: int) -> list[tuple[int, str, bool]]:
    """Return the pages of a list of ``n`` rows: number, address, and whether it is the one that is shown."""
    asked, pages = request.GET.copy(), []
    for number in range(1, -(-n // most) + 1):
        asked["page"] = str(number)
        pages.append((number, asked.urlencode(), start == most * (number - 1)))
    return pages
