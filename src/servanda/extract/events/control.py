"""At whom an act of speech is directed, where the words for them stand beyond its own phrase.

Six more roles that ``events.yaml`` can name beside prepositions: ``clause_subject`` ("demanded that X leave"),
``clause_object`` ("threatened to attack X"), ``clause_to`` ("promised to give aid to X", "to arm X's rivals in Y"),
``whose`` ("rejected X's offer", "a call by X", "crimes by X"), ``ousted`` ("demanded the
resignation of X") and ``condition`` ("threatened to strike unless X leaves"). Words are indices.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.weapons_and_possessors import possessors
from servanda.reference.lexicon_frames import BEYOND, Beyond, Role, Roles

_NAMED: Final = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_DEEP: Final = 2


def beyond(analysis: DocumentAnalysis, clauses: Clauses, word: int, roles: Roles) -> Iterator[tuple[Role, int]]:
    """Yield who is addressed or meant beyond the phrase of a verb or noun, with the role that its frame gives them."""
    named = BEYOND & roles.keys()
    if named:
        act = _Act(analysis, clauses, word)
        for name, found in _FOUND.items():
            yield from ((roles[name], item) for item in (found(act) if name in named else ()))


class _Act:
    """A verb or noun of speech with what hangs on it: objects, what its prepositions govern, and the clauses it governs."""

    def __init__(self, analysis: DocumentAnalysis, clauses: Clauses, word: int) -> None:
        self.analysis, self.clauses, self.tree, self.word = analysis, clauses, clauses.tree, word
        self.words = analysis.reference.lexicon.events.control
        governed = _governed(clauses, word)
        reasons = [item for item in (*governed, word) if self._lemma(item) in self.words.reasons]
        self.behind_reasons = [item for reason in reasons for item in _governed(clauses, reason)]
        self.governed = list(dict.fromkeys([*governed, *self.behind_reasons]))
        self.objects = _objects(clauses, word) if clauses.clause(word).voice == "active" else []
        self.complements = [*self._linked(links.CONTENT, links.OPEN), *self._purposes()]

    def asked(self) -> Iterator[int]:
        """Yield who is to do what is demanded: "that X leave", "a demand for X to leave"."""
        things = (*self.objects, *self.governed)
        below = (item for thing in things for item in self.tree.linked(thing, links.OF_NOUN))
        for clause in (*self._linked(links.CONTENT), *below):
            yield from self._to_do(clause)

    def done_to(self) -> Iterator[int]:
        """Yield to whom it is to be done, or who is let or made do something: "refused to allow X to land"."""
        for clause in self.complements:
            inner = self.tree.linked(clause, links.CONTENT, links.OPEN)
            let = [item for one in inner for item in self.tree.linked(one, links.SUBJECT)]
            yield from self._parties([*_objects(self.clauses, clause), *let])

    def towards(self) -> Iterator[int]:
        """Yield what stands after "to", "for", "in" ... below the clauses and their objects."""
        for clause in self.complements:
            yield from self._parties(self._behind(clause))

    def whose(self) -> Iterator[int]:
        """Yield whose the things are that are named, and whose deed the reason is."""
        if self.objects:  # "demanded an apology by X": the parser likes to hang the phrase on the verb
            yield from (one.phrase.head for one in self.clauses.under(self.word, "by"))
        yield from (item for item in self.behind_reasons if is_party(self.analysis, self.clauses, item))
        for thing in self._things():
            yield from self._authors(thing)

    def ousted(self) -> Iterator[int]:
        """Yield who is to go: "demanded the resignation of X"."""
        oustings = (thing for thing in self._things() if self._lemma(thing) in self.words.oustings)
        yield from (one.phrase.head for thing in oustings for one in self.clauses.under(thing, "of"))

    def could_avert(self) -> Iterator[int]:
        """Yield who could still avert what is threatened: "unless X withdraws", "if X goes ahead"."""
        over = [self.word, *self._linked(links.OPEN, links.CONTENT)]
        beside = (item for clause in over for item in self.tree.linked(clause, links.ADVERBIAL))
        conditions = (item for item in beside if self._is_conditional(item))
        subjects = (links.SUBJECT, links.PASSIVE_SUBJECT)
        yield from self._parties([item for clause in conditions for item in self.tree.linked(clause, *subjects)])

    def _purposes(self) -> list[int]:
        """Return what it is for: "marched to protest", "a demonstration calling for", which the parser may hang on the verb above."""
        words, behind = self.tree.words, self.word + 1
        gerund = behind < len(words) and words.shapes[behind] == links.GERUND
        below = dict.fromkeys([*self._linked(links.ADVERBIAL, links.OF_NOUN), *([behind] if gerund else [])])
        return [one for one in below if self._lemma(one) in self.words.purposes]

    def _linked(self, *kinds: str) -> list[int]:
        return self.tree.linked(self.word, *kinds)

    def _lemma(self, word: int) -> str:
        return self.tree.words.lemmas[word]

    def _things(self) -> Iterator[int]:
        yield from (*self.objects, *self.governed)
        for clause in self.complements:
            yield from (*_objects(self.clauses, clause), *_governed(self.clauses, clause))

    def _to_do(self, verb: int) -> Iterator[int]:
        """Yield who is to do what a clause says: "that X leave", "that power be taken from X"."""
        if not self.clauses.is_passive(verb):
            yield from self.tree.linked(verb, links.SUBJECT)
            return
        clause = self.clauses.clause(verb)
        named = clause.agents or (clause.subjects if clause.subject_origin == "own" else ())
        yield from (one.head for one in named)
        yield from (one.phrase.head for one in self.clauses.under(verb, *self.words.taken_from))

    def _is_conditional(self, clause: int) -> bool:
        marks = self.tree.linked(clause, links.MARK)
        return any(self.tree.words.lowers[item] in self.words.conditions for item in marks)

    def _authors(self, thing: int) -> Iterator[int]:
        """Yield whose a thing is: "X's offer", "an Estrian plan", "crimes by X", "a demand from X"."""
        if is_party(self.analysis, self.clauses, thing):
            return
        owners = possessors(self.analysis, self.clauses, thing)
        yield from (item for item in owners if is_party(self.analysis, self.clauses, item))
        yield from (one.phrase.head for one in self.clauses.under(thing, *self.words.authors))
        done = [self.clauses.clause(item) for item in self.tree.linked(thing, links.OF_NOUN)]
        yield from (one.head for clause in done for one in clause.agents)

    def _parties(self, items: list[int]) -> list[int]:
        """Return those who can be addressed, else whose the things are that are named."""
        named = [item for item in items if is_party(self.analysis, self.clauses, item)]
        return named or [owner for item in items for owner in self._authors(item)]

    def _behind(self, clause: int, depth: int = 0) -> list[int]:
        below = (clause, *_objects(self.clauses, clause))
        found = [one.phrase.head for word in below for one in self.clauses.under(word, *self.words.towards)]
        inner = self.tree.linked(clause, links.OPEN, links.CONTENT) if depth < _DEEP else []
        verbs = [item for item in inner if self.tree.words.kinds[item] in links.VERBAL]
        return [*found, *(item for verb in verbs for item in self._behind(verb, depth + 1))]


_FOUND: Final[Mapping[Beyond, Callable[[_Act], Iterable[int]]]] = {
    "clause_subject": _Act.asked,
    "clause_object": _Act.done_to,
    "clause_to": _Act.towards,
    "whose": _Act.whose,
    "ousted": _Act.ousted,
    "condition": _Act.could_avert,
}


def is_party(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> bool:
    """Tell whether a word names somebody who can be addressed or blamed."""
    cues, words = analysis.reference.lexicon.cues, clauses.words
    named = words.entities[word] in _NAMED
    return named or words.lemmas[word].lower() in cues.groups | cues.organisations | cues.offices


def _objects(clauses: Clauses, word: int) -> list[int]:
    """Return to whom a clause does what it says; of nouns nobody is asked."""
    return [one.head for one in clauses.clause(word).undergoers] if clauses.is_verb(word) else []


def _governed(clauses: Clauses, word: int) -> list[int]:
    return [one.phrase.head for one in clauses.under(word)]
