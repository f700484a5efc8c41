"""Headlines of a text: where they stand, glued to the body or not, and what they are in the case of prose."""

from itertools import pairwise
from typing import Final

from servanda.model.documents import DocumentText
from servanda.text.casing import HeadlineWords, as_prose, casing_of, headline_length
from servanda.text.patterns import regex

Bounds = tuple[int, int]
_LEADING: Final = 2  # paragraphs whose first words may be a headline
_HEAD: Final = 300  # characters within which a page gives title, outlet and date
_OUTLET: Final = regex(r" [-|–] ")  # "Headline - Section - Outlet", as pages give their titles
_STOPS: Final = frozenset(".!?")
_SHORTEST_TITLE: Final = 20
# What a page puts before its body: an agency, the date of publication.
_PUBLISHED: Final = regex(
    r"\s*(?:Date of publication |[A-Z]{2,5} |[A-Z][a-z]{3,10} )?"
    r"(?:[A-Z][a-z]{2,8},? )?(?:\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{1,2}[-.]\d{1,2}[-.]\d{4})"
    r"(?: (?:at )?\d{1,2}:?\d{2})?[. ]+(?=[\"A-Z\d])"
)


def find_headlines(plain: str, text: DocumentText, words: HeadlineWords) -> tuple[Bounds, ...]:
    """Return the bounds of the headlines of a text in text order: what its title says, and lines that write every word large."""
    found = []
    for number, paragraph in enumerate(text.paragraphs):
        start = _behind_the_date(plain, paragraph.start) if number == 0 else paragraph.start
        line = plain[start : paragraph.end]
        length = headline_length(line, words, first=number < _LEADING) if line else 0
        if number == 0:
            length = max(length, _title_length(line, text.title))
        if length:
            found.append((start, start + length))
    return tuple(found)


def in_prose(plain: str, headlines: tuple[Bounds, ...], words: HeadlineWords) -> str:
    """Return the text with those of its headlines that write every word large in the case of prose, offsets unchanged."""
    large = [(start, end) for start, end in headlines if headline_length(plain[start:end], words, first=False)]
    if not large:
        return plain
    edges = [0, *(edge for headline in large for edge in headline), len(plain)]
    parts = [plain[start:end] for start, end in pairwise(edges)]  # body and headlines in turn
    casing = casing_of("".join(parts[::2]), words)
    return "".join(as_prose(part, casing) if number % 2 else part for number, part in enumerate(parts))


def cuts_behind(plain: str, headlines: tuple[Bounds, ...]) -> tuple[int, ...]:
    """Return where the parser must not read on: behind a headline that no stop parts from the body, and a date behind it."""
    open_ends = (end for start, end in headlines if plain[start:end].rstrip()[-1:] not in _STOPS)
    return tuple(_behind_the_date(plain, end) for end in open_ends)


def _title_length(line: str, title: str | None) -> int:
    """Return how far the title of the text reaches where the text begins with it, 0 where it does not."""
    words = _OUTLET.split(title or "")[0].strip()
    if len(words) < _SHORTEST_TITLE or not line.startswith(words):
        return 0
    behind = line[len(words) :]
    return len(words) + len(behind) - len(behind.lstrip(" ."))


def _behind_the_date(plain: str, start: int) -> int:
    """Return where a date that a page puts before its headline ends; ``start`` where none stands there."""
    match = _PUBLISHED.match(plain, start, start + _HEAD)
    return match.end() if match else start
