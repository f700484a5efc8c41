"""Where in a document a sentence stands: under which heading, and how far behind another."""

from itertools import accumulate
from typing import Final

from servanda.extract.reading import Reading, Segment

_HEADING: Final = "heading"
_WORDS: Final = 15  # a heading has no more
_STOPS: Final = (".", "!", "?", ":", ";", ",", '"')


class Sections:
    """Numbers the sentences of a reading, and its sections: a heading and what stands under it."""

    def __init__(self, reading: Reading) -> None:
        """Number them."""
        self._reading = reading
        self._headings = tuple(_is_heading(reading, segment) for segment in reading.segments)
        begins = (here and not before for before, here in zip((False, *self._headings), self._headings, strict=False))
        self._numbers = tuple(accumulate(begins))
        counts = (len(segment.sentences) for segment in reading.segments)
        self._sentences = (0, *accumulate(counts))

    def number_of(self, segment: Segment) -> int:
        """Return the number of the section of a segment."""
        return 1000 * self._reading.section_at(segment.start) + self._numbers[segment.index]

    def is_heading(self, segment: Segment) -> bool:
        """Tell whether a segment is a heading."""
        return self._headings[segment.index]

    def sentence_of(self, segment: Segment, word: int) -> int:
        """Return the number of a word's sentence, counted over the document."""
        return self._sentences[segment.index] + segment.sentence_at(word)


def _is_heading(reading: Reading, segment: Segment) -> bool:
    """Tell whether a segment is a line by itself, short and without a stop, and more text follows."""
    if reading.text.paragraphs[segment.paragraph].kind == _HEADING:
        return True
    plain, end = reading.plain, segment.end
    alone = segment.start == 0 or plain[segment.start - 1] == "\n"
    ends = plain[end : end + 1] == "\n"
    text = segment.text.rstrip()
    return alone and ends and len(text.split()) <= _WORDS and not text.endswith(_STOPS)
