"""Questions that the rules ask of a word and its clause: what its entry in the lexicon says that it does, and what denies it."""

from collections.abc import Iterable

from servanda.extract.clauses import Clause, Clauses, Negation, links
from servanda.model.claims import Modality
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_words import ModalityWords, Words

_MET_ABOVE = frozenset({"preposition", "shared"})


class Scopes:
    """The clauses of a segment, asked with the words of the lexicon. Words are told by index."""

    def __init__(self, clauses: Clauses, lexicon: Lexicon) -> None:
        self.clauses, self.lexicon, self.tree = clauses, lexicon, clauses.tree
        self.entries: ModalityWords = lexicon.modality

    def lower(self, word: int) -> str:
        """Return a word in small letters."""
        return self.tree.words.lowers[word]

    def lemma(self, word: int) -> str:
        """Return the lemma of a word in small letters."""
        return self.tree.words.lemmas[word].lower()

    def does(self, word: int, *lists: Words) -> bool:
        """Tell whether the entry of a word names one of these lists."""
        lemma = self.lemma(word)
        return any(lemma in one for one in lists)

    def beside(self, word: int, wanted: Words | str, *by: str) -> int | None:
        """Return the first word of a list that hangs on a word, by one of some links if any are named."""
        words = frozenset({wanted}) if isinstance(wanted, str) else wanted
        below = self.tree.linked(word, *by) if by else self.tree.below[word]
        return next((item for item in below if self.lower(item) in words), None)

    def is_verb(self, word: int) -> bool:
        """Tell whether a word is a verb, auxiliaries included."""
        return self.tree.words.kinds[word] in links.VERBAL

    def is_thing(self, word: int) -> bool:
        """Tell whether a word is a noun or a name."""
        return self.tree.words.kinds[word] in {links.NOUN, links.NAME}

    def is_nominal(self, verb: int) -> bool:
        """Tell whether a word that the tagger took for a verb is a noun: "for shelling of Olm", but not "for shelling Olm"."""
        gerund, link = self.tree.words.shapes[verb] == links.GERUND, self.tree.links[verb]
        named = gerund and link in {links.GOVERNED, links.OBJECT, links.SUBJECT, links.PASSIVE_SUBJECT}
        return self.tree.words.shapes[verb] in {links.PLAIN, links.PLURAL} or (
            named and self.beside(verb, "of") is not None
        )

    def commands(self, verb: int) -> bool:
        """Tell whether a verb has the form of an imperative."""
        bound = (*links.SUBJECTS, *links.AUXILIARIES, links.EXPLETIVE, links.MARK)
        return self.tree.words.shapes[verb] == links.BASE and not self.tree.has(verb, *bound)

    def says(self, word: int) -> bool:
        """Tell whether a word is one of speech."""
        return self.lemma(word) in self.lexicon.cues.speech

    def governed(self, word: int) -> Modality | None:
        """Return the modality that a governing word gives to what it governs."""
        return self.lexicon.modality_of.get(self.lemma(word))

    def of_predicate(self, verb: int) -> Modality | None:
        """As in "It is important that ...", "found it difficult to"."""
        found = map(self.governed, self.tree.linked(verb, links.PREDICATE))
        return next((modality for modality in found if modality), None)

    def predicate_verb(self, word: int) -> int | None:
        """Return a governing verb itself, or the verb over a governing adjective, if one stands there."""
        return next((item for item in (word, self.tree.heads[word]) if self.is_verb(item)), None)

    def negation(self, word: int) -> Negation | None:
        """Return what negates a clause in itself; what governs it, and what stands before it ("without"), the walk meets above."""
        found = self.clauses.clause(word).negation
        return None if found is None or found.site in _MET_ABOVE else found

    def negated(self, word: int) -> bool:
        """Tell whether a clause, or that of the verb over an adjective, is negated: by its verb, its subject or its object."""
        verb = self.predicate_verb(word)
        return self.negation(word if verb is None else verb) is not None

    def denies(self, word: int, *, infinitive: bool) -> bool:
        """Tell whether a word denies what it governs: "refused to", "ruled out"; "ruled that" and "forgot that" do not."""
        particle = self.entries.denying_with.get(self.lemma(word))
        if particle is not None:
            return self.beside(word, particle) is not None
        return self.does(word, self.entries.denying) or (
            infinitive and self.does(word, self.entries.denying_infinitive)
        )

    def is_none(self, noun: int) -> bool:
        """Tell whether a noun phrase is of nobody: "no army", "nobody", "neither the army nor the militia"."""
        words = self.entries.denying_determiners
        return self.lower(noun) in words or self.beside(noun, words, links.DETERMINER, links.OPENER) is not None

    def is_rejected(self, noun: int) -> bool:
        """Tell whether a report, claim or the like is the object of a verb of denial."""
        above = self.tree.heads[noun]
        under = self.tree.links[noun] in {links.OBJECT, links.PASSIVE_SUBJECT}
        return under and self.does(above, self.entries.denying) and self.negation(above) is None

    def is_known(self, noun: int) -> bool:
        """Tell whether a noun is presented as known: "the", "this", a possessor, "latest", "recent"."""
        definite = self.beside(noun, self.entries.definite, links.DETERMINER)
        new = self.beside(noun, self.entries.definite_adjectives, links.ADJECTIVE)
        return definite is not None or new is not None or self.tree.has(noun, links.OWNER)

    def until_then(self, clause: Clause) -> bool:
        """Tell whether a past negation holds only up to a point: "did not withdraw until Monday" tells of a withdrawal."""
        bound = self.beside(clause.head, "until", links.PREPOSITION, links.MARK) is not None
        clauses = (self.beside(item, "until") for item in clause.adjuncts)
        return clause.tense == "past" and (bound or any(item is not None for item in clauses))

    def has_time(self, verb: int, times: Iterable[int]) -> bool:
        """Tell whether somebody is given a time: "gave the militia two days to leave", "until Friday to leave"."""
        if self.lemma(verb) != "give":
            return False
        dated = any(self.clauses.is_dated(item) for item in times)
        return dated or self.beside(verb, "until", links.PREPOSITION, links.MARK) is not None
