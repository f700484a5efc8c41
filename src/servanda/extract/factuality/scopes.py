"""Questions that the rules ask of a word and its clause: what its entry in the lexicon says that it does, and what denies it."""

from collections.abc import Iterable

from servanda.extract.clauses import Clauses, Negation, links
from servanda.model.claims import Modality
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_words import Words

_MET_ABOVE = frozenset({"preposition", "shared"})
_BARE = (*links.SUBJECTS, *links.AUXILIARIES, links.EXPLETIVE, links.MARK)


class Scopes:
    """The clauses of a segment, asked with the words of the lexicon. Words are told by index, lists by their names in ``modality.yaml``."""

    def __init__(self, clauses: Clauses, lexicon: Lexicon) -> None:
        self.clauses, self.lexicon, self.tree, self.entries = clauses, lexicon, clauses.tree, lexicon.modality

    def lower(self, word: int) -> str:
        """Return a word in small letters."""
        return self.tree.words.lowers[word]

    def lemma(self, word: int) -> str:
        """Return the lemma of a word in small letters."""
        return self.tree.words.lemmas[word].lower()

    def shape(self, word: int) -> str:
        """Return the form of a word: past, gerund, plural ..."""
        return self.tree.words.shapes[word]

    def does(self, word: int, *lists: str) -> bool:
        """Tell whether the entry of a word names one of these lists."""
        lemma = self.lemma(word)
        return any(lemma in getattr(self.entries, name) for name in lists)

    def beside(self, word: int, wanted: Words | str, *by: str) -> int | None:
        """Return the first of some words that hangs on a word, by one of some links if any are named."""
        words = frozenset({wanted}) if isinstance(wanted, str) else wanted
        below = self.tree.linked(word, *by) if by else self.tree.below[word]
        return next((item for item in below if self.lower(item) in words), None)

    def has(self, word: int, wanted: Words | str, *by: str) -> bool:
        """Tell whether one of some words hangs on a word."""
        return self.beside(word, wanted, *by) is not None

    def is_verb(self, word: int) -> bool:
        """Tell whether a word is a verb, auxiliaries included."""
        return self.tree.words.kinds[word] in links.VERBAL

    def is_nominal(self, verb: int) -> bool:
        """Tell whether a word that the tagger took for a verb is a noun: "for shelling of Olm", but not "for shelling Olm"."""
        return self.clauses.is_nominal_gerund(verb)

    def commands(self, verb: int) -> bool:
        """Tell whether a verb has the form of an imperative."""
        return self.shape(verb) == links.BASE and not self.tree.has(verb, *_BARE)

    def says(self, word: int) -> bool:
        """Tell whether a word is one of speech."""
        return self.lemma(word) in self.lexicon.cues.speech

    def thinks(self, word: int) -> bool:
        """Tell whether a word is one of thought that does not say that it is so: "accepts that", not "knows that"."""
        lemma, modality = self.lemma(word), self.lexicon.modality
        return lemma in self.lexicon.cues.thought and lemma not in modality.factive | modality.doubting

    def governs(self, word: int) -> Modality | None:
        """Return the modality that a word gives to what it governs."""
        return self.lexicon.modality_of.get(self.lemma(word))

    def of_predicate(self, verb: int) -> Modality | None:
        """As in "It is important that ...", "found it difficult to"."""
        found = map(self.governs, self.tree.linked(verb, links.PREDICATE))
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
            return self.has(word, particle)
        return self.does(word, "denying") or (infinitive and self.does(word, "denying_infinitive"))

    def is_known(self, noun: int) -> bool:
        """Tell whether a noun is presented as known: "the", "this", a possessor, "latest", "recent"."""
        definite = self.has(noun, self.entries.definite, links.DETERMINER)
        return (
            definite
            or self.has(noun, self.entries.definite_adjectives, links.ADJECTIVE)
            or self.tree.has(noun, links.OWNER)
        )

    def is_past(self, verb: int) -> bool:
        """Tell whether a clause is told in the past or the perfect: "was", "has been"."""
        clause = self.clauses.clause(verb)
        return clause.tense == "past" or clause.perfect

    def has_time(self, verb: int, times: Iterable[int]) -> bool:
        """Tell whether somebody is given a time: "gave the militia two days to leave", "until Friday to leave"."""
        dated = any(map(self.clauses.is_dated, times)) or self.has(verb, "until", links.PREPOSITION, links.MARK)
        return dated and self.does(verb, "deadlines")
