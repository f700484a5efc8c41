"""The part of a text that shows best where something was found in it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_N_AROUND: Final = 80  # code points before the first mark
_N_LENGTH: Final = 240
_MORE: Final = "…"


class Snippet(NamedTuple):
    """Part of a text on one line, with the code points of it that were found."""

    words: str
    marks: tuple[tuple[int, int], ...]

    @property
    def starred(self) -> str:
        """The words with what was found between asterisks; what stands together is marked together."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        last = 0
        for start, end in _joined(self.words, self.marks):
            yield f"{self.words[last:start]}**{self.words[start:end]}**"
            last = end
        yield self.words[last:]


def snippet(text: str, marks: Sequence[tuple[int, int]]) -> Snippet:
    """Return the stretch of ``text`` with the most different words found in it, cut at words; its beginning where nothing is marked."""
    start, end = _stretch(text, marks)
    before, after = (_MORE if start else ""), (_MORE if end < len(text) else "")
    shift = len(before) - start
    inside = tuple((one + shift, other + shift) for one, other in marks if start <= one and other <= end)
    words = text[start:end].replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return Snippet(f"{before}{words}{after}", inside)


def _stretch(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    best = max(
        (first for first, _ in marks), default=0,
        key=lambda at: (len({text[one:other].casefold() for one, other in marks if at <= one and other <= at + _N_LENGTH - _N_AROUND}), -at),
    )  # fmt: skip
    start = max(0, min(best - _N_AROUND, len(text) - _N_LENGTH))
    end = min(len(text), start + _N_LENGTH)
    if start:
        start = _blank(text, start, best) + 1
    if end < len(text):
        end = max(text.rfind(" ", start, end), max((other for _, other in marks if other <= end), default=start))
    return start, end if end > start else min(len(text), start + _N_LENGTH)


def _blank(text: str, start: int, most: int) -> int:
    """Return the first blank from ``start`` on, before ``most``; where there is none the place before ``start``."""
    found = text.find(" ", start, most)
    return found if found >= 0 else start - 1


def _joined(words: str, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield marks, those with nothing but a blank between them as one."""
    open_mark: tuple[int, int] | None = None
    for start, end in marks:
        if open_mark and words[open_mark[1] : start] == " ":
            open_mark = open_mark[0], end
            continue
        if open_mark:
            yield open_mark
        open_mark = start, end
    if open_mark:
        yield open_mark
