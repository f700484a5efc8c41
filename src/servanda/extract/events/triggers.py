"""Which words of a sentence stand for events, one event once: its verbs and nouns, joined where they tell the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.reading import Segment
from servanda.reference.lexicon_frames import Frame


@dataclass(frozen=True)
class Trigger:
    """A word of a segment that stands for an event. Words are indices.

    ``carriers`` are verbs that carry an event noun: light, occurrence or harming verbs. ``absorbed`` are other verbs that state the
    same event's harm ("..., killing nine").
    """

    segment: Segment
    word: int
    frame: Frame
    carriers: tuple[int, ...] = ()
    absorbed: tuple[int, ...] = ()

    @property
    def verbal(self) -> bool:
        """Tell whether the trigger is a verb."""
        return bool(self.frame.verbs)

    @property
    def clauses(self) -> Clauses:
        """The clauses of its segment."""
        return clauses_of(self.segment)

    @property
    def clause(self) -> Clause:
        """The clause that it heads, of a noun as of a verb."""
        return self.clauses.clause(self.word) if self.verbal else self.clauses.nominal(self.word)

    @property
    def lemma(self) -> str:
        """Its lemma in small letters."""
        return self.clauses.words.lemmas[self.word].lower()

    @property
    def words(self) -> tuple[int, ...]:
        """The trigger, the verbs that carry it, and those whose harm is its own."""
        return self.word, *self.carriers, *self.absorbed


def trigger_words(trigger: Trigger) -> Iterator[int]:
    """Yield the word of a trigger, and right behind it its particle or a preposition that belongs to the frame, whatever it governs."""
    yield trigger.word
    tree, behind = trigger.clauses.tree, trigger.word + 1
    own = frozenset[str]() if trigger.frame.preposition_object else trigger.frame.preposition
    for item in tree.linked(trigger.word, links.PARTICLE, links.PREPOSITION):
        part = tree.links[item] == links.PARTICLE or tree.words.lowers[item] in own
        if part and item == behind:
            yield item
