"""The walk from the word that names an event to the top of its sentence, one governing word at a time."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.factuality import own
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.scopes import Scopes
from servanda.model.claims import Modality
from servanda.reference.lexicon import Lexicon

MAX_STEPS: Final = 25


class Step(NamedTuple):
    """From ``word`` to ``above``, the word that governs it; ``below`` is the word right under that: a preposition, or ``word``.

    ``clause`` is that of ``word``; ``event`` is the noun that names the event, as long as the walk has met no verb; of clauses the word itself.
    """

    walk: "Walk"
    clause: Clause
    word: int
    below: int
    above: int
    now: Judgement
    depth: int
    event: int

    @property
    def link(self) -> str:
        """How ``below`` hangs on what governs it."""
        return self.walk.tree.links[self.below]

    @property
    def preposition(self) -> str:
        """The preposition before what is governed, or nothing."""
        return "" if self.below == self.word else self.walk.lower(self.below)

    @property
    def negated(self) -> bool:
        """Whether the clause above is negated."""
        return self.walk.negated(self.above)

    @property
    def fate(self) -> Judgement:
        """What becomes of the verb above, or of the verb over an adjective above."""
        verb = self.walk.predicate_verb(self.above)
        return (
            Judgement() if verb is None or self.depth > MAX_STEPS else self.walk.clause(verb, Judgement(), self.depth)
        )

    def does(self, *lists: str) -> bool:
        """Tell whether the entry of the word above names one of these lists."""
        return self.walk.does(self.above, *lists)

    def made(self, modality: Modality) -> Judgement:
        """Return what is known with the modality that the word above gives."""
        return self.now.made(modality, self.above)

    def turned(self) -> Judgement:
        """Return what is known with the other polarity, by the word above."""
        return self.now.turned(self.above)

    def shared(self) -> Judgement:
        """Return what is known under all that is said of the clause above."""
        return self.walk.clause(self.above, self.now, self.depth)


Rule = Callable[[Step], Judgement | None]
Rules = Mapping[str, tuple[Rule, ...]]


def first_of(rules: tuple[Rule, ...], step: Step) -> Judgement | None:
    """Return the judgement of the first rule that applies."""
    return next((found for rule in rules if (found := rule(step)) is not None), None)


class Walk(Scopes):
    """Walks upwards by rules: ``rules`` has them by how a clause hangs on what is above it, or by the kind of word above a noun."""

    def __init__(self, clauses: Clauses, lexicon: Lexicon, rules: Rules) -> None:
        super().__init__(clauses, lexicon)
        self.rules = rules

    def clause(self, verb: int, now: Judgement, depth: int = 0) -> Judgement:
        """Judge a clause by its own features, then by what is above it."""
        return self.up(verb, own.of_clause(self, verb, now), depth)

    def noun(self, event: int) -> Judgement:
        """Judge an event noun by its own features, then by what is above it."""
        return self.up(event, own.of_noun(self, event), 0, event)

    def up(self, word: int, now: Judgement, depth: int, event: int | None = None) -> Judgement:
        """Judge by what is above a word: the first rule that applies decides; what is out of what is asserted stays so."""
        if now.modality != "asserted" or depth > MAX_STEPS:
            return now
        clause = self.clauses.clause(word) if event is None else self.clauses.nominal(word)
        above = below = word
        while clause.governor is not None and above != clause.governor:
            below, above = above, self.tree.heads[above]
        step = Step(self, clause, word, below, above, now, depth + 1, word if event is None else event)
        return first_of(self.rules.get(clause.link if event is None else self._kind(step), ()), step) or now

    def _kind(self, step: Step) -> str:
        """Return what kind of word stands above a noun."""
        if step.above == step.word:
            return "noun"
        kind = self.tree.words.kinds[step.above]
        things = {links.NOUN, links.NAME, links.ADJ} if step.preposition else {links.NOUN, links.NAME}
        return (
            "noun under verb" if kind in links.VERBAL else "noun under noun" if kind in things else "noun under other"
        )
