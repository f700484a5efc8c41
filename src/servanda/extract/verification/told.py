"""The event and observation claims of a text by where they are told: what a check can be of."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.circumstances import GROUND
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.claims import HAPPENED, EventClaim, ObservationClaim
from servanda.model.spans import Span

Checked = EventClaim | ObservationClaim
_ASIDE: Final = frozenset({links.RELATIVE, links.APPOSITION, links.OF_NOUN})


class Told(NamedTuple):
    """A claim, and the first and last of the words in its segment that state it: the trigger of an event, the verb of an observation."""

    claim: Checked
    segment: Segment
    first: int
    last: int

    @property
    def plover(self) -> str | None:
        """The type of an event; an observation has none."""
        return self.claim.event.plover if isinstance(self.claim, EventClaim) else None

    @property
    def is_of_the_ground(self) -> bool:
        """Whether it tells of what can be seen on the ground: no talks, no statements."""
        return self.plover is None or self.plover in GROUND

    @property
    def is_news(self) -> bool:
        """Whether it is told as something that happened, and not as a mere setting or side remark."""
        fact = self.claim.modality == "asserted" and self.claim.polarity == "affirmed"
        return fact and self.is_of_the_ground and not is_aside(clauses_of(self.segment), self.first)

    @property
    def is_counted(self) -> bool:
        """Whether it has a toll and is told or taken as something that happened."""
        claim = self.claim
        return (
            isinstance(claim, EventClaim)
            and bool(claim.casualties)
            and claim.polarity == "affirmed"
            and claim.modality in HAPPENED
        )

    @property
    def is_said(self) -> bool:
        """Whether somebody else than the writer tells it."""
        return self.claim.attribution[-1].level == "speaker"


def is_aside(clauses: Clauses, word: int) -> bool:
    """Tell whether a word stands in a side remark: a relative clause, an apposition."""
    return any(clauses.tree.links[item] in _ASIDE for item in (word, *clauses.above(word)))


def words_of(claim: Checked) -> Span:
    """Return the words that tell a claim: the trigger of an event, all of an observation."""
    return claim.trigger if isinstance(claim, EventClaim) else claim.span


def n_told(told: Iterable[Told]) -> int:
    """Count the things told: an observation and the events of its own words are one."""
    words = {words_of(one.claim) for one in told}
    return sum(not any(other != one and other.contains(one) for other in words) for one in words)


def _same(claim: Checked) -> str | None:
    """Return the key of the act that a claim takes up as the same."""
    taken = claim.takes_up if isinstance(claim, EventClaim) else None
    return taken.antecedent_key if taken is not None and taken.type == "same" else None


class Page:
    """The event and observation claims of a document by segment and sentence."""

    def __init__(self, analysis: DocumentAnalysis, claims: Iterable[Checked]) -> None:
        """Take the analysis of a document and its claims."""
        self.analysis = analysis
        self._by_segment: dict[int, list[Told]] = {}
        for claim in claims:
            words = words_of(claim)
            segment = analysis.reading.segment_at(words.start)
            if segment is not None:
                first, last = segment.first_from(words.start), segment.first_from(words.end) - 1
                if isinstance(claim, ObservationClaim) and first <= last:
                    first = last = clauses_of(segment).head_of(first, last)
                self._by_segment.setdefault(segment.index, []).append(Told(claim, segment, first, last))

    def at(self, segment: Segment, word: int) -> tuple[Told, ...]:
        """Return the claims whose trigger holds a word."""
        return tuple(one for one in self._by_segment.get(segment.index, ()) if one.first <= word <= one.last)

    def with_taken_up(self, told: tuple[Told, ...]) -> tuple[Told, ...]:
        """Return claims with those of the acts that they take up as the same: "the killing" is the act told before."""
        keys = {key for one in told if (key := _same(one.claim))}
        every = (one for among in self._by_segment.values() for one in among) if keys else ()
        return (*told, *(one for one in every if one.claim.key in keys and one not in told))

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
