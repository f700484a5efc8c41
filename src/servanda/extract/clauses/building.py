"""The clauses of a segment, each made when it is first asked for."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from servanda.extract.clauses.antecedents import antecedent
from servanda.extract.clauses.features import forms, governor, link_of, marker, mood
from servanda.extract.clauses.links import (
    ADVERB,
    ADVERBIAL,
    AGENT,
    AUXILIARIES,
    BEFORE_NOUN,
    CLAUSAL,
    CONJUNCT,
    GOVERNED_CLAUSE,
    PARTICLE,
    PHRASAL,
    VERBAL,
)
from servanda.extract.clauses.negation import is_set_aside, negation, of_nobody
from servanda.extract.clauses.nominal import is_nominal_gerund, negation_of_noun, nominal
from servanda.extract.clauses.objects import agents, complements, objects, recipients
from servanda.extract.clauses.phrases import phrase_of
from servanda.extract.clauses.records import Clause, Oblique, Phrase
from servanda.extract.clauses.subjects import subjects
from servanda.extract.clauses.tree import Tree
from servanda.extract.clauses.voice import is_passive
from servanda.reference.grammar import GrammarWords, grammar_words


class Clauses:
    """The clauses and noun phrases of a segment, by the index of their head. Nothing in it changes.

    ``words`` are those of the segment; ``tree`` has what hangs on what, for the few shapes that no question here asks about.
    """

    def __init__(self, tree: Tree, words: GrammarWords) -> None:
        self.tree, self.words, self._grammar = tree, tree.words, words
        self._clauses: dict[int, Clause] = {}
        self._phrases: dict[int, Phrase] = {}
        self._passive: dict[int, bool] = {}

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The sentences as ranges of words, in order."""
        numbers = self.words.sentences
        starts = [word for word in range(len(numbers)) if word == 0 or numbers[word] != numbers[word - 1]]
        return tuple(range(*edges) for edges in pairwise([*starts, len(numbers)]))

    def sentence_of(self, word: int) -> range:
        """Return the words of the sentence of a word."""
        return self.words.sentence_of(word)

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """The heads of all clauses with a verb, in text order."""
        return tuple(word for word in range(len(self.words)) if self.is_verb(word))

    def __iter__(self) -> Iterator[Clause]:
        return (self.clause(head) for head in self.heads)

    def is_verb(self, word: int) -> bool:
        """Tell whether a word heads a clause: a verb that is no auxiliary."""
        return self.words.kinds[word] in VERBAL and self.tree.links[word] not in AUXILIARIES

    def is_nominal_gerund(self, word: int) -> bool:
        """Tell whether a gerund is a noun: "for shelling of Olm", but not "for shelling Olm"."""
        return is_nominal_gerund(self.tree, word, grammar_words())

    def is_passive(self, verb: int) -> bool:
        """Tell whether a verb is in the passive; of any other word, no. Cheaper than the whole clause."""
        found = self._passive.get(verb)
        if found is None:
            found = self._passive[verb] = self.is_verb(verb) and is_passive(self.tree, verb, self._grammar)
        return found

    def clause(self, head: int) -> Clause:
        """Return the clause that a verb heads, or the nominal clause of any other word."""
        found = self._clauses.get(head)
        if found is None:
            found = self._clauses[head] = self._verbal(head) if self.is_verb(head) else self._nominal(head)
        return found

    def nominal(self, noun: int) -> Clause:
        """Return the clause of an event noun, where the tagger took it for a verb too ("shelling by the army killed two")."""
        return self._nominal(noun) if self.is_verb(noun) else self.clause(noun)

    def phrase(self, head: int) -> Phrase:
        """Return the noun phrase of a head."""
        found = self._phrases.get(head)
        if found is None:
            found = self._phrases[head] = phrase_of(self.tree, head, self._grammar)
        return found

    def head_of(self, first: int, last: int) -> int:
        """Return the head of words: the one of them that hangs on a word outside, the first of several."""
        inside = range(first, last + 1)
        return next(word for word in inside if self.tree.heads[word] == word or self.tree.heads[word] not in inside)

    def above(self, word: int) -> Iterator[int]:
        """Yield the words above a word, nearest first."""
        return self.tree.above(word)

    def antecedent(self, word: int) -> int:
        """Return the noun that a relative pronoun takes up ("the army, [which] left"); any other word stands for itself."""
        verb = self.over(word)
        return antecedent(self.tree, word, verb.head, self._grammar) if verb is not None else word

    def over(self, word: int) -> Clause | None:
        """Return the nearest clause with a verb above a word."""
        return next((self.clause(item) for item in self.tree.above(word) if self.is_verb(item)), None)

    def under(self, word: int, *prepositions: str) -> tuple[Oblique, ...]:
        """Return the prepositional phrases that hang on any word, with some prepositions or all: "the attack [on Olm] [by rebels]"."""
        found = ((self.words.lowers[at], at, item) for at, item in self.tree.phrases_under(word))
        wanted = (one for one in found if not prepositions or one[0] in prepositions)
        return tuple(Oblique(preposition, at, self.phrase(item)) for preposition, at, item in wanted)

    def hanging(self, word: int) -> Iterator[Clause]:
        """Yield the clauses right below a word, those behind a preposition too: "urged X [to leave]", "accused X of [leaving]"."""
        for item in self.tree.below[word]:
            governed = self.tree.linked(item, GOVERNED_CLAUSE) if self.tree.links[item] in PHRASAL else ()
            yield from (self.clause(one) for one in (item, *governed) if self.tree.links[one] in CLAUSAL)

    def modifiers(self, noun: int) -> list[int]:
        """Return what stands before a noun and modifies it, modifiers of modifiers before what they modify."""
        direct = [item for item in self.tree.linked(noun, *BEFORE_NOUN) if item < noun]
        return [item for one in direct for item in (*self.modifiers(one), one)]

    def is_dated(self, word: int) -> bool:
        """Tell whether a word is part of a date or a time."""
        return self.words.entities[word] in self._grammar.dated

    def nobody(self, head: int) -> int | None:
        """Return the word by which a noun phrase is of nobody: "no", "none", "neither"."""
        return of_nobody(self.tree, head, self._grammar)

    def is_set_aside(self, head: int) -> bool:
        """Tell whether a noun phrase names who did not do it: "the army, not [the police]"."""
        return is_set_aside(self.tree, head, self._grammar)

    def _phrases_of(self, heads: "tuple[int, ...] | list[int]") -> tuple[Phrase, ...]:
        return tuple(self.phrase(head) for head in heads)

    def _verbal(self, verb: int) -> Clause:
        tree, words = self.tree, self._grammar
        passive = self.is_passive(verb)
        told = forms(tree, verb, words, passive=passive)
        about = subjects(tree, verb, words)
        particle = tree.first(verb, PARTICLE)
        return Clause(
            head=verb,
            first=tree.firsts[verb],
            last=tree.lasts[verb],
            kind="verbal",
            verb=self.words.lemmas[verb].lower(),
            lemma=self._lemma(verb, particle),
            voice="passive" if passive else "active",
            link=link_of(tree, verb),
            governor=governor(tree, verb),
            marker=marker(tree, verb),
            mood=mood(tree, verb, words, finite=told.finite),
            subjects=self._phrases_of(about.heads),
            subject_origin=about.origin,
            objects=self._phrases_of(objects(tree, verb, words, passive=passive)),
            recipients=self._phrases_of(recipients(tree, verb)),
            agents=self._phrases_of(agents(tree, verb)),
            obliques=tuple(one for one in self.under(verb) if tree.links[one.at] != AGENT),
            complements=tuple(complements(tree, verb)),
            adjuncts=tuple(tree.linked(verb, ADVERBIAL)),
            joined=tuple(item for item in tree.linked(verb, CONJUNCT) if self.is_verb(item)),
            adverbs=tuple(tree.linked(verb, ADVERB)),
            particle=particle,
            negation=negation(tree, verb, words),
            **told._asdict(),
        )

    def _lemma(self, verb: int, particle: int | None) -> str:
        lemma = self.words.lemmas[verb].lower()
        return lemma if particle is None else f"{lemma} {self.words.lowers[particle]}"

    def _nominal(self, noun: int) -> Clause:
        tree, words = self.tree, self._grammar
        found = nominal(tree, noun, words)
        lemma = self.words.lemmas[noun].lower()
        return Clause(
            head=noun,
            first=tree.firsts[noun],
            last=tree.lasts[noun],
            kind="nominal",
            verb=lemma,
            lemma=lemma,
            voice="active",
            link=link_of(tree, noun),
            governor=governor(tree, noun),
            marker=marker(tree, noun),
            subjects=self._phrases_of(found.subjects.heads),
            subject_origin=found.subjects.origin,
            objects=self._phrases_of(found.undergoers),
            obliques=self.under(noun),
            complements=tuple(complements(tree, noun)),
            negation=negation_of_noun(tree, noun, words),
        )
