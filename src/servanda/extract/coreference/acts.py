"""An act as one word of the text tells it, and all that was told of one act so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.coreference.sections import Sections
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.claims import HAPPENED, Casualties, Effect, EventClaim
from servanda.model.time import UNKNOWN_TIME
from servanda.text.folds import vowels


@dataclass(frozen=True)
class Act:
    """The claims that one trigger gives (several where it names several places or voices), and where it stands.

    ``word`` is the trigger in its ``segment``; ``sentence`` counts over the document; ``section`` goes up with each heading, and ``heading``
    tells whether the act stands in one.
    """

    claims: tuple[EventClaim, ...]
    segment: Segment
    word: int
    sentence: int
    section: int
    heading: bool

    @property
    def claim(self) -> EventClaim:
        """The first of its claims."""
        return self.claims[0]

    @property
    def clauses(self) -> Clauses:
        """The clauses of its segment."""
        return clauses_of(self.segment)

    @property
    def nominal(self) -> bool:
        """Tell whether a noun tells it."""
        return self.claim.made_by.rule.endswith("nominal")

    @property
    def lemma(self) -> str:
        """Its trigger's lemma in small letters."""
        return self.clauses.words.lemmas[self.word].lower()

    @property
    def plural(self) -> bool:
        """Tell whether a plural noun tells it."""
        return self.nominal and self.clauses.words.shapes[self.word] == links.PLURAL

    @property
    def places(self) -> frozenset[str]:
        """The places that its claims state, folded."""
        return frozenset(vowels(place.name) for claim in self.claims for place in claim.places if not place.carried)

    @property
    def actors(self) -> frozenset[str]:
        """Who is said to have acted, folded."""
        return self._named("actor")

    @property
    def targets(self) -> frozenset[str]:
        """Whom or what it hit, folded."""
        return self._named("target")

    @property
    def tolls(self) -> tuple[Casualties, ...]:
        """All its counts."""
        return tuple(dict.fromkeys(toll for claim in self.claims for toll in claim.casualties))

    @property
    def voice(self) -> str | None:
        """The innermost speaker, folded; ``None`` for the document."""
        chain = self.claim.attribution
        return vowels(chain[-1].name or "") if len(chain) > 1 else None

    @property
    def dated(self) -> bool:
        """Tell whether one of its claims states a time."""
        return any((claim.time.start or claim.time.mention) and not claim.time.carried for claim in self.claims)

    @property
    def says_where_or_when(self) -> bool:
        """Tell whether its own clause names a place or a day: in "Rebels raided Olm on Monday, and two were killed" the second names none."""
        clause, starts = self.clauses.clause(self.word), self.clauses.words.starts
        joined = self.clauses.tree.links[self.word] == links.CONJUNCT
        first = self.segment.start + starts[clause.first if joined else self.clauses.sentence_of(self.word).start]
        named = (place.mention for claim in self.claims for place in claim.places if not place.carried)
        dated = (claim.time.mention for claim in self.claims if not claim.time.carried)
        return any(one is not None and one.start >= first for one in (*named, *dated))

    def happened(self) -> bool:
        """Tell whether it is one occurrence that somebody says took place."""
        one = self.claim
        single = one.counting == "incident" and one.aspect == "occurrence"
        return single and one.modality in HAPPENED and one.polarity == "affirmed"

    @property
    def is_bare(self) -> bool:
        """Tell whether a noun tells it and nothing is stated of it: neither people, place, day nor count."""
        return self.nominal and not any(_states_something(claim) for claim in self.claims)

    @property
    def is_thing(self) -> bool:
        """Tell whether the doing noun or a weapon is what the sentence speaks of: what "it" then can mean."""
        clause = self.clauses.clause(self.word)
        starts = {self.segment.start + self.clauses.words.starts[one.head] for one in clause.subjects}
        return self.nominal or not self.things.isdisjoint(starts)

    @property
    def things(self) -> frozenset[int]:
        """Where what it was done with is named in the text."""
        named = (one.mention for claim in self.claims for one in claim.participants if one.role == "instrument")
        return frozenset(one.start for one in named if one)

    @cached_property
    def content(self) -> frozenset[str]:
        """Lemmas and forms of the words of its sentence."""
        return self.clauses.words.keys(self.clauses.sentence_of(self.word))

    def content_before(self, word: int) -> frozenset[str]:
        """Return lemmas and forms of the words of its sentence before one of them."""
        return self.clauses.words.keys(range(self.clauses.sentence_of(self.word).start, word))

    def _named(self, role: str) -> frozenset[str]:
        return frozenset(vowels(one.name) for claim in self.claims for one in claim.participants if one.role == role)


def _states_something(claim: EventClaim) -> bool:
    taking_part = any(one.role != "instrument" for one in claim.participants) or bool(claim.withheld)
    placed = any(not place.carried for place in claim.places)
    dated = claim.time != UNKNOWN_TIME and not claim.time.carried
    return taking_part or placed or dated or bool(claim.casualties)


@dataclass(frozen=True)
class Told:
    """What was told of one act so far: its first telling, and each that took it up. ``Told`` is never empty."""

    acts: tuple[Act, ...]

    @property
    def first(self) -> Act:
        """Its first telling."""
        return self.acts[0]

    @property
    def last(self) -> Act:
        """Its last telling."""
        return self.acts[-1]

    @property
    def key(self) -> str | None:
        """The key of the claim that tells it first; ``None`` where that names several places: which is meant nobody can tell."""
        claims = self.first.claims
        several = len({place.name for claim in claims for place in claim.places}) > 1
        return None if several else claims[0].key

    @property
    def modes(self) -> frozenset[str]:
        """By what means it was done, as far as that is told."""
        return frozenset(mode for one in self.acts if (mode := one.claim.event.mode))

    @property
    def effects(self) -> frozenset[Effect]:
        """How people were harmed by it, as far as they are counted."""
        return frozenset(toll.effect for one in self.acts for toll in one.tolls)

    def content_before(self, act: Act, word: int) -> frozenset[str]:
        """Return lemmas and forms of the words of all its sentences, of the sentence of ``act`` those before ``word``."""
        own = (one.content_before(word) if one.sentence == act.sentence else one.content for one in self.acts)
        return frozenset().union(*own)

    def all_of(self, name: str) -> frozenset[str]:
        """Return ``places``, ``actors`` or ``targets`` of all tellings."""
        return frozenset().union(*(getattr(act, name) for act in self.acts))


def acts_of(analysis: DocumentAnalysis, claims: Iterable[EventClaim]) -> Iterator[Act]:
    """Yield the acts that event claims tell, in text order."""
    sections = Sections(analysis.reading)
    ordered = sorted(claims, key=lambda claim: (claim.trigger.start, claim.trigger.end))
    for trigger, group in groupby(ordered, key=lambda claim: claim.trigger):
        segment = analysis.reading.segment_at(trigger.start)
        if segment is not None:
            word = segment.first_from(trigger.start)
            where = sections.number_of(segment), sections.is_heading(segment)
            yield Act(tuple(group), segment, word, sections.sentence_of(segment, word), *where)
