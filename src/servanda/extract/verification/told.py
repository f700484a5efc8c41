"""The event claims of a text by where they are told: what a check can be of."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.circumstances import GROUND
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.claims import HAPPENED, EventClaim

_ASIDE: Final = frozenset({links.RELATIVE, links.APPOSITION, links.OF_NOUN})


class Told(NamedTuple):
    """An event claim, and the first and last word of its trigger in its segment."""

    claim: EventClaim
    segment: Segment
    first: int
    last: int

    @property
    def is_news(self) -> bool:
        """Whether it is told as something that happened, and not as a mere setting or side remark."""
        fact = self.claim.modality == "asserted" and self.claim.polarity == "affirmed"
        return fact and self.claim.event.plover in GROUND and not is_aside(clauses_of(self.segment), self.first)

    @property
    def is_counted(self) -> bool:
        """Whether it has a toll and is told or taken as something that happened."""
        claim = self.claim
        return bool(claim.casualties) and claim.polarity == "affirmed" and claim.modality in HAPPENED

    @property
    def is_said(self) -> bool:
        """Whether somebody else than the writer tells it."""
        return self.claim.attribution[-1].level == "speaker"


def is_aside(clauses: Clauses, word: int) -> bool:
    """Tell whether a word stands in a side remark: a relative clause, an apposition."""
    return any(clauses.tree.links[item] in _ASIDE for item in (word, *clauses.above(word)))


class Page:
    """The event claims of a document by segment and sentence."""

    def __init__(self, analysis: DocumentAnalysis, claims: Iterable[EventClaim]) -> None:
        """Take the analysis of a document and its event claims."""
        self.analysis = analysis
        self._by_segment: dict[int, list[Told]] = {}
        for claim in claims:
            segment = analysis.reading.segment_at(claim.trigger.start)
            if segment is not None:
                first, last = segment.first_from(claim.trigger.start), segment.first_from(claim.trigger.end) - 1
                self._by_segment.setdefault(segment.index, []).append(Told(claim, segment, first, last))

    def at(self, segment: Segment, word: int) -> tuple[Told, ...]:
        """Return the claims whose trigger holds a word."""
        return tuple(one for one in self._by_segment.get(segment.index, ()) if one.first <= word <= one.last)

    def inside(self, segment: Segment, words: range) -> tuple[Told, ...]:
        """Return the claims told by a run of words."""
        return tuple(one for one in self._by_segment.get(segment.index, ()) if one.first in words)

    def scopes(self, segment: Segment, word: int) -> Iterator[tuple[Told, ...]]:
        """Yield what is told before a word: in its own sentence, then in the sentence right before."""
        number = segment.sentence_at(word)
        sentence = segment.sentences[number]
        yield self.inside(segment, range(sentence.start, word))
        if number > 0:
            yield self.inside(segment, segment.sentences[number - 1])
            return
        segments = self.analysis.reading.segments
        place = bisect_right(segments, segment.start, key=lambda one: one.start) - 2
        if place >= 0 and segment.paragraph - segments[place].paragraph <= 1:
            yield self.inside(segments[place], segments[place].sentences[-1])
