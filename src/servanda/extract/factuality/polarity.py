"""What is negated, denied, refused or false: the questions of polarity that both walks ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from servanda.extract.clauses import Negation, clauses_in
from servanda.extract.grammar import children
from servanda.model.claims import Modality, Polarity
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

PREDICATES: Final = ("acomp", "attr", "oprd")
_MET_ABOVE: Final = frozenset({"preposition", "shared"})
OF_NOBODY: Final = frozenset({"subject", "object", "agent"})


@dataclass(frozen=True)
class Judgement:
    """What the text says of an event's reality; ``cue`` is the word that took it out of what is asserted."""

    modality: Modality = "asserted"
    polarity: Polarity = "affirmed"
    cue: Any = None
    historical: bool = False


def flipped(polarity: Polarity) -> Polarity:
    """Return the other polarity: two negations affirm."""
    return "affirmed" if polarity == "denied" else "denied"


@dataclass(frozen=True)
class Denials:
    """Questions about negation, asked of the dependency tree with the words of the lexicon."""

    lexicon: Lexicon

    def negation(self, verb: "Token") -> Negation | None:
        """Return what negates a clause in itself; what governs it, and what stands before it ("without"), the walk meets above."""
        found = clauses_in(verb.doc).clause(verb.i).negation
        return None if found is None or found.site in _MET_ABOVE else found

    def negated(self, verb: "Token") -> bool:
        """Tell whether a clause is negated, by its verb, its subject or its object."""
        return self.negation(verb) is not None

    def denied_apart(self, verb: "Token", first: "Token") -> bool:
        """Tell whether a coordinated verb shares no negation: "neither met nor fired", "killed nobody and left"."""
        own, other = self.negation(verb), self.negation(first)
        return (own is not None and own.site == "coordinator") or (other is not None and other.site == "object")

    def is_speech(self, head: "Token") -> bool:
        """Tell whether a word says what it governs; "denied that" says that it is not so."""
        return head.lemma_.lower() in self.lexicon.cues.speech and not self.denies(head, infinitive=False)

    @staticmethod
    def until_then(verb: "Token") -> bool:
        """Tell whether a past negation holds only up to a point: "did not withdraw until Monday" tells of a withdrawal."""
        bound = any(child.lower_ == "until" for child in children(verb, "prep", "mark"))
        clause = any(child.lower_ == "until" for sub in children(verb, "advcl") for child in sub.children)
        past = verb.tag_ == "VBD" or any(child.lower_ in {"did", "had"} for child in children(verb, "aux"))
        return (bound or clause) and past

    def is_none(self, token: "Token") -> bool:
        """Tell whether a noun phrase is of nobody: "no army", "nobody", "neither the army nor the militia"."""
        words = self.lexicon.modality.denying_determiners
        return token.lower_ in words or any(
            child.dep_ in {"det", "preconj"} and child.lower_ in words for child in token.children
        )

    def is_rejected(self, noun: "Token") -> bool:
        """Tell whether a report, claim or the like is the object of a verb of denial."""
        above = noun.head
        denies = above.lemma_.lower() in self.lexicon.modality.denying
        return noun.dep_ in {"dobj", "nsubjpass"} and denies and not self.negated(above)

    def falsely(self, verb: "Token") -> bool:
        """Tell whether a verb of speech is said to speak falsely."""
        return any(child.lower_ in self.lexicon.modality.falsely for child in children(verb, "advmod"))

    def is_false(self, be: "Token") -> bool:
        """Tell whether "it is" false, untrue, wrong."""
        return any(child.lemma_.lower() in self.lexicon.modality.untrue for child in children(be, *PREDICATES))

    def denies(self, head: "Token", *, infinitive: bool) -> bool:
        """Tell whether a word denies the clause below it: "refused to", "ruled out"; "ruled that" and "forgot that" do not."""
        words, lemma = self.lexicon.modality, head.lemma_.lower()
        particle = words.denying_with.get(lemma)
        if particle is not None:
            return any(child.lower_ == particle for child in head.children)
        return lemma in words.denying or (infinitive and lemma in words.denying_infinitive)
