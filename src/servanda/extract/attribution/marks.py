"""Where quotation marks open and close: a scan over characters that never runs past a paragraph silently."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple

from servanda.extract.reading import Reading, guarded, parted
from servanda.model.documents import PassedOver
from servanda.text.patterns import regex

_DIRECTED: Final = {"“": 1, "„": 1, "«": 1, "‟": 1, "「": 1, "”": -1, "»": -1, "」": -1}
_MARK: Final = regex("[\"“”„‟«»「」＂]|(?<!')''(?!')")
_SINGLE: Final = regex(r"(?<!\w)‘(?=\w)([^‘“”\"\n]{8,}?)’(?![\w])")
_WORD: Final = regex(r"\w+(?:['’-]\w+)*")
_LONG: Final = 4
_FURTHEST: Final = 12  # paragraphs over which a quotation goes on without a mark of their own
_CLOSERS: Final = frozenset(".,!?…")
_BEFORE_WORDS: Final = frozenset("([—–-")
_BEHIND_WORDS: Final = frozenset(".,;:!?)]—–-")
_BEFORE_OPEN: Final = frozenset(".:")
_STOPS: Final = frozenset(".!?")


class _Signs(NamedTuple):
    """How a paragraph uses its signs: „so“ (``german``), or »so« (``inward``)."""

    german: bool
    inward: bool

    @classmethod
    def of(cls, marks: Sequence[re.Match[str]]) -> "_Signs":
        """Return what the marks of a paragraph tell."""
        return cls(any(mark.group() == "„" for mark in marks), marks[0].group() == "»")

    def way(self, sign: str) -> int:
        """Return 1 where a sign opens, -1 where it closes, 0 where it may do both."""
        if self.german and sign in "“”":
            return -1
        return _DIRECTED.get(sign, 0) * (-1 if self.inward and sign in "«»" else 1)


@dataclass(frozen=True)
class Quoted:
    """Words between marks: ``[start, end)`` without the marks, ``[outer_start, outer_end)`` with them.

    ``open_end``: the closing mark is missing because the quotation goes on in the next paragraph; ``goes_on``: it goes on from the one
    before; ``stops``: it ends like a sentence or clause; ``is_title``: it is the name of a work.
    """

    paragraph: int
    outer_start: int
    start: int
    end: int
    outer_end: int
    n_words: int
    open_end: bool = False
    goes_on: bool = False
    stops: bool = False
    is_title: bool = False

    @property
    def is_long(self) -> bool:
        """Long enough, or closed like a sentence: a saying, not a term in scare quotes."""
        return (self.n_words >= _LONG or self.stops) and not self.is_title


def scan(reading: Reading) -> Iterator[Quoted | PassedOver]:
    """Yield all quotations in marks, in text order.

    Marks that do not pair within their paragraph stand for nothing, unless a quotation is left open at the end of one and goes on in the
    next: with a mark of its own, or down to the one mark that closes it some paragraphs on.
    """
    last: Quoted | None = None
    for number, paragraph in enumerate(reading.text.paragraphs):
        bounds = paragraph.start, paragraph.end
        found, failed = parted(guarded("quotations", reading.text, bounds, partial(_going_on, reading, number, last)))
        yield from found
        yield from failed
        last = found[-1] if found else None


def _going_on(reading: Reading, number: int, last: Quoted | None) -> Iterator[Quoted]:
    """Yield the quotations of a paragraph, the first as one that goes on where the ``last`` of the paragraph before was left open."""
    own = list(_without_dangling(reading, number))
    if last is None or not last.open_end:
        yield from own
        return
    start, end = reading.paragraph_bounds(number)
    text, closing = reading.text.text, _closing(reading, number)
    if own and own[0].outer_start - start < _LONG:
        yield replace(own.pop(0), goes_on=True)
    elif closing is not None and closing.end() <= end:
        yield replace(_quoted(text, number, (start, start, *closing.span())), goes_on=True)
    elif closing is not None:
        yield replace(_quoted(text, number, (start, start, end, end), open_end=True), goes_on=True)
    yield from own


def _closing(reading: Reading, number: int) -> re.Match[str] | None:
    """Return the mark that closes a quotation left open before a paragraph: the next mark there is, if it can only close."""
    for start, end in (
        reading.paragraph_bounds(one) for one in range(number, len(reading.text.paragraphs))[:_FURTHEST]
    ):
        marks = list(_MARK.finditer(reading.text.text, start, end))
        if marks:
            return marks[0] if _way(reading.text.text, marks[0], None, _Signs.of(marks), end) < 0 else None
    return None


def _paragraph(text: str, number: int, start: int, end: int) -> Iterator[Quoted]:
    marks = list(_MARK.finditer(text, start, end))
    if not marks:
        yield from _in_single_marks(text, number, start, end)
        return
    signs, opened = _Signs.of(marks), None
    for mark in marks:
        way = _way(text, mark, opened, signs, end)
        if way > 0 and (opened is None or not _nested(text, opened, mark)):
            opened = mark
        elif way < 0 and opened is not None:
            yield _quoted(text, number, (opened.start(), opened.end(), mark.start(), mark.end()))
            opened = None
    if opened is not None and _runs_on(text, opened, start, end):
        yield _quoted(text, number, (opened.start(), opened.end(), end, end), open_end=True)


def _in_single_marks(text: str, number: int, start: int, end: int) -> Iterator[Quoted]:
    for match in _SINGLE.finditer(text, start, end):
        yield _quoted(text, number, (match.start(), match.start(1), match.end(1), match.end()))


def _runs_on(text: str, opened: re.Match[str], start: int, end: int) -> bool:
    """Tell whether words never closed go on to the end of their paragraph: they begin it, or follow a sentence or colon and end with a sentence."""
    before = text[start : opened.start()].rstrip()
    after_sentence = (
        before[-1:] in _BEFORE_OPEN and text[start:end].rstrip()[-1:] in _CLOSERS and opened.group() in "“«"
    )
    return not before or after_sentence


def _way(text: str, mark: re.Match[str], opened: re.Match[str] | None, signs: _Signs, end: int) -> int:
    """Return 1 for an opening mark, -1 for a closing one; where nothing else tells, the order of marks does."""
    in_turn = 1 if opened is None else -1
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return _mistyped(text, mark, opened, end) or signs.way(mark.group()) or _by_neighbours(before, after) or in_turn


def _by_neighbours(before: str, after: str) -> int:
    """Return the way of a mark by the characters beside it, 0 where they do not tell."""
    opening = (not before.strip() or before in _BEFORE_WORDS) and bool(after.strip())
    closing = (not after.strip() or after in _BEHIND_WORDS) and bool(before.strip())
    return opening - closing


def _mistyped(text: str, mark: re.Match[str], opened: re.Match[str] | None, end: int) -> int:
    """Return the way of a curly mark typed the wrong way round: "... only get worse.“ said", "” ... they are"."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : min(mark.end() + 1, end)]
    if mark.group() == "“" and opened is not None and before in _CLOSERS and not after.strip():
        return -1
    apart = not before.strip() and bool(after.strip())
    return 1 if mark.group() == "”" and opened is None and apart else 0


def _nested(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """A second opening mark inside a running quotation is passed over, unless the first was never closed."""
    return mark.start() - opened.start() > 0 and opened.group() != mark.group() and text[opened.start()] in "«„“"


def _quoted(text: str, number: int, bounds: tuple[int, int, int, int], *, open_end: bool = False) -> Quoted:
    outer_start, start, end, outer_end = bounds
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip()) if words.strip() else 0
    return Quoted(
        paragraph=number,
        outer_start=outer_start,
        start=start,
        end=end,
        outer_end=outer_end,
        n_words=len(_WORD.findall(words)),
        open_end=open_end,
        is_title=_is_title(words),
        stops=words.rstrip()[-1:] in {".", "!", "?", ",", "…"} or text[outer_end : outer_end + 1] == ",",
    )


def _is_title(words: str) -> bool:
    """Tell whether the words look like the title of a work: capitals throughout, no sentence end."""
    all_words = _WORD.findall(words)
    weighty = [word for word in all_words if _is_weighty(word)]
    ending = words.rstrip()[-1:]
    if not weighty or len(weighty) == 1 < len(all_words):
        return False  # "Follow us," is said
    return (len(weighty) > 1 or ending == ",") and all(word[0].isupper() for word in weighty) and ending not in _STOPS


def _is_weighty(word: str) -> bool:
    """Tell whether a word would be written large in a title, or is."""
    return word != "I" and (len(word) > _LONG or word[0].isupper())


def _without_dangling(reading: Reading, number: int) -> Iterator[Quoted]:
    """Drop what is empty; a quotation left open is kept where the next paragraph opens again, or it fills its own."""
    begins, ends = reading.paragraph_bounds(number)
    for quoted in _paragraph(reading.text.text, number, begins, ends):
        if quoted.start < quoted.end and quoted.n_words:
            sentence = quoted.open_end and reading.last_before(quoted.outer_start, begins) in _BEFORE_OPEN
            if not quoted.open_end or sentence or quoted.outer_start - begins < _LONG:
                yield quoted
