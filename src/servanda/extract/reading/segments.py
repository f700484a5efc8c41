"""A document's text as the rules read it: parsed segments whose offsets are those of the frozen text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.extract.reading.guarding import LIMIT, passed_over
from servanda.extract.reading.headlines import cuts_behind, find_headlines, in_prose
from servanda.extract.reading.limits import ENDLESS, TOO_LONG, stretches
from servanda.extract.reading.pieces import Bounds, Piece, endless_in, pieces_of
from servanda.extract.reading.triage import worth_reading
from servanda.model.documents import DocumentText, PassedOver
from servanda.model.spans import Span
from servanda.reference.triage import Triage
from servanda.text.casing import HeadlineWords
from servanda.text.languages import is_english, is_english_note
from servanda.text.normalise import normalised
from servanda.text.sections import Sections

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 64
Part = tuple[int, int, "Doc", bool]
"""Paragraph, offset and parse of what is read together, and whether it is read."""
_NO_WORDS = HeadlineWords(verbs=frozenset())


@dataclass(frozen=True)
class Segment:
    """A parsed stretch of one paragraph: paragraphs are cut at line ends and semicolons before the parser sees them.

    The offset of a word in its text, added to ``start``, is that in the frozen text.
    """

    index: int
    paragraph: int
    start: int
    doc: "Doc"

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @cached_property
    def text(self) -> str:
        """The text of the segment; spaCy would put it together from its tokens at every look."""
        return self.doc.text

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The sentences as ranges of words, in order."""
        return tuple(range(sentence.start, sentence.end) for sentence in self.doc.sents)

    def sentence_at(self, word: int) -> int:
        """Return the number of the sentence that holds a word."""
        return bisect_right(self.sentences, word, key=lambda one: one.start) - 1

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        return tuple(token.idx for token in self.doc)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(token.idx + len(token.text) for token in self.doc)

    def first_from(self, offset: int) -> int:
        """Return the index of the first token that begins at ``offset`` of the frozen text or behind it."""
        return bisect_left(self._offsets, offset - self.start)

    def bounds_of(self, words: range) -> tuple[int, int]:
        """Return the offsets ``[start, end)`` of a run of words in the frozen text; it holds at least one."""
        return self.start + self._offsets[words[0]], self.start + self._ends[words[-1]]


@dataclass(frozen=True)
class Reading:
    """The frozen text, its one-to-one normalised ``plain`` form, and the segments parsed from it.

    Paragraphs in a language that the pipeline does not read, or passed over by triage, are listed in ``unread`` and have no segments.
    ``passed_over`` are sentences beyond the bounds of `limits`: no segment holds them.
    """

    text: DocumentText
    plain: str
    segments: tuple[Segment, ...]
    unread: tuple[int, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()

    @cached_property
    def _sections(self) -> Sections:
        return Sections(self.text)

    def section_at(self, offset: int) -> int:
        """Return the number of the section that holds an offset."""
        return self._sections.at(offset)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(segment.start for segment in self.segments)

    def at(self, start: int, end: int) -> Span:
        """Return the span ``[start, end)`` of the frozen text."""
        return Span.of(self.text.text, start, end)

    def span(self, segment: Segment, *tokens: int) -> Span:
        """Return the span over tokens of a segment, from the first of them to the last, in whatever order they are given."""
        return self.at(*segment.bounds_of(range(min(tokens), max(tokens) + 1)))

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that holds the character at ``offset``, if one does."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self.segments[place].end:
            return None
        return self.segments[place]

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds of the sentence that holds characters, of several together where they reach into several."""
        return min(start, self._sentence_at(start)[0]), max(end, self._sentence_at(end - 1)[1])

    def _sentence_at(self, offset: int) -> tuple[int, int]:
        segment = self.segment_at(offset)
        if segment is None:
            return offset, offset + 1
        token = max(segment.first_from(offset + 1) - 1, 0)
        return segment.bounds_of(segment.sentences[segment.sentence_at(token)])

    def last_before(self, offset: int, start: int = 0) -> str:
        """Return the last character before ``offset`` that is no white space, empty where there is none from ``start`` on."""
        end = self.end_before(offset, start)
        return self.plain[end - 1] if end > start else ""

    def end_before(self, offset: int, start: int = 0) -> int:
        """Return where the words before ``offset`` end, white space left out; ``start`` where there are none."""
        while offset > start and self.plain[offset - 1].isspace():
            offset -= 1
        return offset

    def within_marks(self, offset: int) -> bool:
        """Tell whether an offset stands inside quotation marks of its paragraph (an odd number before it)."""
        segment = self.segment_at(offset)
        if segment is None:
            return False
        start, _ = self.paragraph_bounds(segment.paragraph)
        return (bisect_left(self._marks, offset) - bisect_left(self._marks, start)) % 2 == 1

    @cached_property
    def _marks(self) -> tuple[int, ...]:
        return tuple(match.start() for match in re.finditer('"', self.plain))

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the last paragraph that begins at ``offset`` or before."""
        return bisect_right(self._paragraph_starts, offset) - 1

    @cached_property
    def _paragraph_starts(self) -> tuple[int, ...]:
        return tuple(paragraph.start for paragraph in self.text.paragraphs)

    def paragraph_bounds(self, paragraph: int) -> tuple[int, int]:
        """Return the offsets of a paragraph."""
        bounds = self.text.paragraphs[paragraph]
        return bounds.start, bounds.end


def read(
    text: DocumentText,
    nlp: "Language",
    headline_words: HeadlineWords = _NO_WORDS,
    triage: Triage | None = None,
) -> Reading:
    """Parse the English paragraphs of a frozen text; others are left unread, and with ``triage`` those without interest.

    Takes the text layer and an English spaCy pipeline with tagger, parser, lemmatizer and named entities. By
    ``headline_words`` headlines that write every word large are told and put into the case of prose.
    """
    original = normalised(text.text)
    headlines = find_headlines(original, text, headline_words)
    plain = in_prose(original, headlines, headline_words)
    cuts = tuple(sorted(cuts_behind(original, headlines)))
    readable = _worth(text, plain, _readable(text, plain, headline_words.common), triage)
    pieces = [(paragraph, piece) for paragraph in readable for piece in pieces_of(plain, text, paragraph, cuts)]
    parts = list(_parsed(plain, pieces, nlp))
    too_long = ((start, start + len(doc.text)) for _, start, doc, is_read in parts if not is_read)
    endless = (bounds for number in readable for bounds in endless_in(plain, text, number))
    return Reading(
        text=text,
        plain=plain,
        segments=_segments(part for part in parts if part[3]),
        unread=tuple(sorted(set(range(len(text.paragraphs))) - readable.keys())),
        passed_over=(*_left_out(text, too_long, TOO_LONG), *_left_out(text, endless, ENDLESS)),
    )


def _segments(parts: "Iterable[Part]") -> tuple[Segment, ...]:
    return tuple(Segment(number, paragraph, start, doc) for number, (paragraph, start, doc, _) in enumerate(parts))


def _left_out(text: DocumentText, all_bounds: Iterable[Bounds], reason: str) -> Iterator[PassedOver]:
    return (passed_over(LIMIT, text, bounds, reason) for bounds in all_bounds)


def _worth(text: DocumentText, plain: str, readable: dict[int, None], triage: Triage | None) -> dict[int, None]:
    """Return the numbers of those of the readable paragraphs that are worth the parser; without ``triage`` all."""
    if triage is None:
        return readable
    numbers = list(readable)
    kept = worth_reading([plain[text.paragraphs[n].start : text.paragraphs[n].end] for n in numbers], triage)
    return {number: None for place, number in enumerate(numbers) if place in kept}


def _parsed(plain: str, pieces: "Sequence[tuple[int, Piece]]", nlp: "Language") -> "Iterator[Part]":
    """Yield the parsed parts of pieces: paragraph, offset, parse, and whether it is read."""
    docs = nlp.pipe((plain[piece.start : piece.end] for _, piece in pieces), batch_size=_BATCH)
    for (paragraph, piece), doc in zip(pieces, docs, strict=True):
        for start, part, is_read in _stretches(piece, doc):
            yield paragraph, start, part, is_read


def _stretches(piece: "Piece", doc: "Doc") -> "Iterator[tuple[int, Doc, bool]]":
    """Yield the parts of a parsed piece that are read together, with the offset where they start, and whether they are read."""
    for first, end, is_read in stretches(doc, (piece.torn_before, piece.torn_behind)):
        whole = end - first == len(doc)
        yield piece.start + doc[first].idx, doc if whole else doc[first:end].as_doc(), is_read


def _readable(text: DocumentText, plain: str, common: Container[str]) -> dict[int, None]:
    """Return the numbers of the paragraphs in English, in order."""
    if text.language and not text.language.lower().startswith("en"):
        return {}
    paragraphs = [plain[paragraph.start : paragraph.end] for paragraph in text.paragraphs]
    whole = text.language is not None or _in_english(plain, common, default=True)
    return {number: None for number, words in enumerate(paragraphs) if _in_english(words, common, default=whole)}


def _in_english(words: str, common: Container[str], *, default: bool) -> bool:
    """Tell whether words are English, notes without grammar among them where the text is (``default``)."""
    return is_english(words, default=default) or (default and is_english_note(words, common))
