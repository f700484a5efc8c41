"""A document's text as the rules read it: parsed segments whose offsets are those of the frozen text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from servanda.extract.headlines import cuts_behind, find_headlines, in_prose
from servanda.extract.triage import worth_reading
from servanda.model.documents import DocumentText
from servanda.model.spans import Span
from servanda.reference.triage import Triage
from servanda.text.casing import HeadlineWords
from servanda.text.languages import is_english
from servanda.text.normalise import normalised
from servanda.text.sections import NUMBERED, Sections

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_HEAD = re.compile(r"(?:(?<=; )|(?<=[.!?] )|^)[^:;.!?\n]{1,60}: ", re.MULTILINE)
_CUT = re.compile(r";\s+|\n\s*")
_ON = r"(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?"
_BY = r" ?\([^()\n]{2,30}\)"
# "BEIRUT (Agency) -", "PARIS, 3 May -"; a town in small letters needs an agency or a date: "Port Sudan, 14 June 2024 -".
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Z.'-]{{2,}}[A-Z ,.'-]*(?:[A-Z]?[a-z]+\.?)?(?: \d{{1,2}})?(?:{_BY})?(?:, {_ON})?"
    rf"|(?:[A-Z][\w'’.-]+,? ?){{1,4}}(?:{_BY}(?:,? {_ON})?|{_ON}(?:{_BY})?)) ?(?:--|—|–|-) "
)
_BATCH = 64
_NO_WORDS = HeadlineWords(verbs=frozenset())


@dataclass(frozen=True)
class Segment:
    """A parsed stretch of one paragraph: paragraphs are cut at line ends and semicolons before the parser sees them.

    ``start + token.idx`` is the offset of a token in the frozen text.
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
    def sentences(self) -> tuple[int, ...]:
        """The number of the sentence of every token: quicker to compare than spaCy's sentences, which are made anew."""
        return tuple(accumulate(bool(token.is_sent_start and token.i) for token in self.doc))

    def bounds(self, tokens: "Token | Tokens") -> tuple[int, int]:
        """Return the offsets ``[start, end)`` of a token or run of tokens in the frozen text."""
        if hasattr(tokens, "idx"):
            return self.start + tokens.idx, self.start + tokens.idx + len(tokens.text)
        return self.start + tokens.start_char, self.start + tokens.end_char


@dataclass(frozen=True)
class Reading:
    """The frozen text, its one-to-one normalised ``plain`` form, and the segments parsed from it.

    Paragraphs in a language that the pipeline does not read, or passed over by triage, are listed in ``unread`` and have no segments.
    """

    text: DocumentText
    plain: str
    segments: tuple[Segment, ...]
    unread: tuple[int, ...] = ()

    @cached_property
    def _sections(self) -> Sections:
        return Sections(self.text)

    def same_section(self, one: int, other: int) -> bool:
        """Tell whether no heading and no end of a section lies between two offsets: only then is a bare noun taken up."""
        return self._sections.at(one) == self._sections.at(other)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(segment.start for segment in self.segments)

    def at(self, start: int, end: int) -> Span:
        """Return the span ``[start, end)`` of the frozen text."""
        return Span.of(self.text.text, start, end)

    def span(self, segment: Segment, start_token: int, end_token: int) -> Span:
        """Return the span of the tokens ``[start_token, end_token)`` of a segment."""
        return self.at(*segment.bounds(segment.doc[start_token:end_token]))

    def of(self, segment: Segment, tokens: "Token | Tokens") -> Span:
        """Return the span of a token or run of tokens of a segment."""
        return self.at(*segment.bounds(tokens))

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that holds the character at ``offset``, if one does."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self.segments[place].end:
            return None
        return self.segments[place]

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
    cuts = cuts_behind(original, headlines)
    readable = _readable(text, plain)
    if triage is not None:
        numbers = list(readable)
        kept = worth_reading([plain[text.paragraphs[n].start : text.paragraphs[n].end] for n in numbers], triage)
        readable = {number: None for place, number in enumerate(numbers) if place in kept}
    pieces = [(paragraph, *piece) for paragraph in readable for piece in _pieces(plain, text, paragraph, cuts)]
    docs = nlp.pipe((plain[start:end] for _, start, end in pieces), batch_size=_BATCH)
    segments = tuple(
        Segment(index=index, paragraph=paragraph, start=start, doc=doc)
        for index, ((paragraph, start, _), doc) in enumerate(zip(pieces, docs, strict=True))
    )
    unread = tuple(number for number in range(len(text.paragraphs)) if number not in readable)
    return Reading(text=text, plain=plain, segments=segments, unread=unread)


def _readable(text: DocumentText, plain: str) -> dict[int, None]:
    """Return the numbers of the paragraphs in English, in order."""
    if text.language and not text.language.lower().startswith("en"):
        return {}
    paragraphs = [plain[paragraph.start : paragraph.end] for paragraph in text.paragraphs]
    whole = text.language is not None or is_english(plain, default=True)
    return {number: None for number, words in enumerate(paragraphs) if is_english(words, default=whole)}


def _pieces(plain: str, text: DocumentText, paragraph: int, apart: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the pieces of a paragraph between line ends and semicolons, without outer spaces.

    Neither does a piece reach over the places ``apart``. A dateline ("BEIRUT (Agency) -") and the number of a paragraph ("3.1|")
    are pieces of their own, as are the heads in a row of a table: the parser would take them for the subject.
    """
    start, end = text.paragraphs[paragraph].start, text.paragraphs[paragraph].end
    cuts = [match.span() for match in _CUT.finditer(plain, start, end)]
    before = _DATELINE.match(plain, start, end) or NUMBERED.match(plain, start, end)
    if before:
        cuts.insert(0, (before.end(), before.end()))
    if text.paragraphs[paragraph].kind == "row":
        cuts += [(match.end(), match.end()) for match in _HEAD.finditer(plain, start, end)]
    cuts = sorted({*cuts, *((place, place) for place in apart if start < place < end)})
    begins = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    for begin, stop in zip(begins, ends, strict=True):
        piece = plain[begin:stop]
        if piece.strip():
            yield begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())
