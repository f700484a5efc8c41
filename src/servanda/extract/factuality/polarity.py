"""What is negated, denied, refused or false: the questions of polarity that both walks ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import children
from servanda.model.claims import Modality, Polarity
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

PREDICATES: Final = ("acomp", "attr", "oprd")


@dataclass(frozen=True)
class Judgement:
    """What the text says of an event's reality; ``cue`` is the word that took it out of what is asserted."""

    modality: Modality = "asserted"
    polarity: Polarity = "affirmed"
    cue: "Token | None" = None
    historical: bool = False


def flipped(polarity: Polarity) -> Polarity:
    """Return the other polarity: two negations affirm."""
    return "affirmed" if polarity == "denied" else "denied"


@dataclass(frozen=True)
class Denials:
    """Questions about negation, asked of the dependency tree with the words of the lexicon."""

    lexicon: Lexicon

    def negation(self, verb: "Token") -> "Token | None":
        """Return the word that negates a clause, if one does."""
        words = self.lexicon.modality
        for child in verb.children:
            denying = child.dep_ == "advmod" and (
                child.lower_ in words.denying_adverbs
                or (child.lower_ == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no")
            )
            empty = child.dep_ in {"nsubj", "nsubjpass"} or (child.dep_ == "dobj" and verb.lemma_ not in words.having)
            if (child.dep_ == "neg" and not self.is_not_only(child)) or denying or (empty and self.is_none(child)):
                return child
        return self.nor(verb)

    @staticmethod
    def nor(verb: "Token") -> "Token | None":
        """Return the "nor" before a coordinated clause: "has not shelled X, nor has it bombed Y"."""
        if verb.dep_ != "conj":
            return None
        links = [child for child in children(verb.head, "cc") if child.i < verb.i]
        return links[-1] if links and links[-1].lower_ == "nor" else None

    @staticmethod
    def is_not_only(neg: "Token") -> bool:
        """Tell whether a negation belongs to "not only ... but"."""
        behind = neg.doc[neg.i + 1] if neg.i + 1 < len(neg.doc) else None
        return behind is not None and behind.lower_ in {"only", "just", "merely", "simply"}

    def negated(self, verb: "Token") -> bool:
        """Tell whether a clause is negated, by its verb, its subject or its object."""
        return self.negation(verb) is not None

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
