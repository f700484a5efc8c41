"""Rows of tables as sentences: each cell behind the head of its column, so that a row can be read, and quoted, alone.

"Place: Oberdorf; Date: 3 May; Killed: at least five." Where no heads are marked, a first row counts as one where all its
cells are short words, all different and without digits or stops, and stand over rows that are not all like it.
"""

import re
from collections.abc import Iterator, Sequence

Grid = Sequence[Sequence[str]]
"""The cells of a table row by row, a merged cell repeated in each place that it covers."""

_MAX_HEAD = 60  # characters
_STOPS = (".", "!", "?", "…", "۔", "؟", "。")
_DIGIT_OR_STOP = re.compile(r"\d|[.!?؟。]$")


def sentences_of(grid: Grid, n_head: int | None = None) -> Iterator[str]:
    """Yield the rows of a table as sentences.

    ``n_head`` is how many rows at the top are marked as heads, `None` where the format does not say. A table of one column is
    layout: its cells stand as they are, without a stop of ours.
    """
    rows = [row for row in grid if any(cell.strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    if width == 1:
        yield from (row[0] for row in rows)
        return
    n_head = n_head or int(_looks_like_heads(rows, width))
    if n_head >= len(rows):  # nothing stands under the heads
        n_head = 0
    heads = _heads(rows[:n_head], width)
    yield from (sentence for row in rows[n_head:] if (sentence := _sentence(heads, row)))


def _looks_like_heads(rows: Grid, width: int) -> bool:
    if len(rows) < 2 or len(rows[0]) < width:  # noqa: PLR2004 - a head and a row under it
        return False
    first = [" ".join(cell.split()) for cell in rows[0]]
    are_words = all(cell and len(cell) <= _MAX_HEAD and not _DIGIT_OR_STOP.search(cell) for cell in first)
    differs = any(_DIGIT_OR_STOP.search(" ".join(cell.split())) for row in rows[1:] for cell in row)
    return are_words and len(set(first)) == len(first) and differs


def _heads(rows: Grid, width: int) -> list[str]:
    """Return the head of each column; of several rows the words of all, a merged head once."""
    columns = [[" ".join(row[at].split()) for row in rows if at < len(row)] for at in range(width)]
    return [" ".join(dict.fromkeys(word for word in words if word)).rstrip(" :") for words in columns]


def _sentence(heads: Sequence[str], row: Sequence[str]) -> str:
    """Return one row; a cell merged over several columns of one head stands once."""
    text = ""
    last = ""
    for head, cell in zip(heads or [""] * len(row), row, strict=False):
        words = " ".join(cell.split())
        part = f"{head}: {words}" if head else words
        if not words or part == last or (words == last and not head):
            continue
        text += f"{'' if not text else ' ' if text.endswith(_STOPS) else '; '}{part}"
        last = part
    return text if not text or text.endswith(_STOPS) else f"{text}."
