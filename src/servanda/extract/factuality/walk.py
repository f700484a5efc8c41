"""The walk from the word that names an event to the top of its sentence, one governing word at a time."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from servanda.extract.clauses import Clauses, links
from servanda.extract.factuality import own
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.scopes import Scopes
from servanda.reference.lexicon import Lexicon

MAX_STEPS: Final = 25


class Step(NamedTuple):
    """From ``word`` to ``above``, the word that governs it; ``below`` is the word right under that: a preposition, or ``word``.

    ``event`` is the noun that names the event, as long as the walk has met no verb; ``None`` for clauses.
    """

    word: int
    below: int
    above: int
    now: Judgement
    depth: int
    event: int | None = None


Rule = Callable[["Walk", Step], Judgement | None]
Rules = Mapping[str, tuple[Rule, ...]]


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
        step = self._step(word, now, depth + 1, event)
        found = (rule(self, step) for rule in self.rules.get(self._kind(step), ()))
        return next((judgement for judgement in found if judgement is not None), now)

    def fate(self, word: int, depth: int) -> Judgement:
        """Return what becomes of a governing verb, or of the verb over a governing adjective."""
        verb = self.predicate_verb(word)
        return Judgement() if verb is None or depth > MAX_STEPS else self.clause(verb, Judgement(), depth)

    def _step(self, word: int, now: Judgement, depth: int, event: int | None) -> Step:
        clause = self.clauses.nominal(word) if event is not None else self.clauses.clause(word)
        above = word if clause.governor is None else clause.governor
        below = word
        while self.tree.heads[below] != above:
            below = self.tree.heads[below]
        return Step(word, below, above, now, depth, event)

    def _kind(self, step: Step) -> str:
        if step.event is None:
            return self.clauses.clause(step.word).link
        if step.above == step.word:
            return "noun"
        if self.is_verb(step.above):
            return "noun under verb"
        thing = self.is_thing(step.above) or (
            step.below != step.word and self.tree.words.kinds[step.above] == links.ADJ
        )
        return "noun under noun" if thing else "noun under other"
