"""Modality and polarity: did it happen, according to whoever speaks? Scopes are read from the dependency tree.

From the trigger upwards, one step at a time, the first of these that applies decides; negations met on the way flip the
polarity. (The words stand in ``reference/data/modality.yaml``.)

1. A modal auxiliary over the clause: "may attack" possible, "will" predicted, "must" demanded.
2. "if", "unless" over the clause: conditional. A question: possible.
3. A governing word: "demanded that", "plans to", "fear of": its modality. "denied", "failed to": polarity denied.
4. A purpose infinitive: planned; but a definite event noun below it ("met to discuss the attack") is presupposed.
5. A speech verb ends the walk: what was said was asserted by the speaker, whom the attribution names.
6. An event noun under a light verb or as subject of "took place" shares that verb's fate; under another verb it is
   presupposed when definite ("responded to the attack") and shares the verb's fate when not ("may face an attack").
7. A negated permission ("not allowed to ...") says nothing about an event: no judgement, and no claim.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import VERBAL, asks, children, is_definite
from servanda.model.claims import Modality, Polarity
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS_OF_CLAUSES: Final = frozenset({"hope", "fear", "threat", "possibility", "plan", "claim"})
_MAX_STEPS: Final = 25
_CLAUSES: Final = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubjpass"})


@dataclass(frozen=True)
class Judgement:
    """What the text says of an event's reality; ``cue`` is the word that took it out of what is asserted."""

    modality: Modality = "asserted"
    polarity: Polarity = "affirmed"
    cue: "Token | None" = None
    historical: bool = False


def judge(trigger: "Token", lexicon: Lexicon) -> Judgement | None:
    """Return the reality of the event that ``trigger`` names, or ``None`` where nothing is said about an event."""
    return _Walk(lexicon).from_trigger(trigger)


@dataclass(frozen=True)
class _Walk:
    """One walk from a trigger to the root of its sentence."""

    lexicon: Lexicon

    def from_trigger(self, trigger: "Token") -> Judgement | None:
        if trigger.pos_ in VERBAL and trigger.tag_ not in {"NN", "NNS"} and trigger.dep_ not in {"amod", "compound"}:
            return self.verb(trigger, Judgement(), 0)
        return self.noun(trigger, trigger, self.described(trigger), 0)

    def described(self, noun: "Token") -> Judgement:
        """Judge a noun by its own adjectives and determiner: "a possible attack", "no attack"."""
        words = self.lexicon.modality
        start = Judgement()
        for child in noun.children:
            modality = words.irrealis_adjectives.get(child.lower_)
            part_of_word = child.i and child.nbor(-1).text == "-"
            if child.dep_ in {"amod", "compound"} and modality in words.governors and not part_of_word:
                start = replace(start, modality=modality, cue=child)
            if child.dep_ == "det" and child.lower_ in words.denying_determiners:
                start = replace(start, polarity="denied", cue=child)
        return start

    def noun(self, noun: "Token", event: "Token", sofar: Judgement, steps: int) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        """Walk up from an event noun."""
        words = self.lexicon.modality
        if sofar.modality != "asserted" or steps > _MAX_STEPS:
            return sofar
        head, dep = noun.head, noun.dep_
        if head.i == noun.i:
            return self.presupposed(event, sofar) if event.tag_ else sofar
        if dep in {"pobj", "pcomp"}:
            return self.under_preposition(head, event, sofar, steps)
        if head.pos_ in {"NOUN", "PROPN"}:
            return self.governing_noun(head, dep, event, sofar, steps)
        if head.pos_ in VERBAL:
            return self.governing_verb(head, dep, event, sofar, steps)
        if head.lemma_ in words.factive:
            return self.presupposed(event, sofar)
        return self.noun(head, event, sofar, steps + 1)

    def under_preposition(self, prep: "Token", event: "Token", sofar: Judgement, steps: int) -> Judgement | None:
        above = prep.head
        if prep.lower_ == "without":
            return replace(sofar, polarity="denied", cue=prep)
        if (
            prep.lower_ in {"after", "since", "following", "amid", "during", "despite", "because", "over", "before"}
            and above.pos_ in VERBAL
        ):
            return self.presupposed(event, sofar)
        if above.dep_ == "prep":
            return self.under_preposition(above, event, sofar, steps + 1) if steps < _MAX_STEPS else sofar
        if above.pos_ in VERBAL:
            return self.governing_verb(above, "prep", event, sofar, steps)
        if above.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return self.governing_noun(above, "prep", event, sofar, steps)
        return self.noun(above, event, sofar, steps + 1)

    def governing_noun(self, head: "Token", dep: str, event: "Token", sofar: Judgement, steps: int) -> Judgement | None:
        """As in "threat of", "call for", "an end to", "the victims of", and nouns that tell nothing."""
        words = self.lexicon.modality
        lemma = head.lemma_.lower()
        if lemma in words.historical:
            return replace(sofar, modality="presupposed", historical=True, cue=head)
        if lemma in words.factive:
            return replace(sofar, modality="presupposed")
        if dep in {"prep", "compound", "poss", "nmod"}:
            governed = words.governed(lemma)
            if governed:
                return replace(sofar, modality=governed, cue=head)
            if lemma in words.denying:
                return replace(sofar, polarity="denied", cue=head)
        if dep == "conj":
            return self.noun(head, event, sofar, steps + 1)
        return self.noun(head, event, sofar, steps + 1)

    def governing_verb(self, verb: "Token", dep: str, event: "Token", sofar: Judgement, steps: int) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        words, events = self.lexicon.modality, self.lexicon.events
        lemma = verb.lemma_.lower()
        if lemma in words.historical:
            return replace(sofar, modality="presupposed", historical=True, cue=verb)
        called_for = lemma == "call" and dep == "prep"
        governed = words.governed(lemma) if lemma not in words.clause_only or called_for else None
        as_object = dep in {"dobj", "prep", "attr", "oprd"} or (dep == "nsubjpass")
        if as_object and governed:
            return replace(sofar, modality=governed, cue=verb)
        if as_object and lemma in words.denying:
            return replace(sofar, polarity=flipped(sofar.polarity), cue=verb)
        carried = (
            lemma in (events.light_verbs if as_object else events.occurrence_verbs)
            or lemma == "be"
            or lemma in self.lexicon.casualties.verbs["killed"]
        )
        if lemma in words.factive and not carried:
            return self.presupposed(event, sofar)
        definite = is_definite(event, words.definite, words.definite_adjectives)
        if carried or not definite:
            return self.verb(verb, sofar, steps + 1)
        if sofar.polarity == "denied":
            return sofar
        judged = self.verb(verb, sofar, steps + 1)
        happens = lemma in {"result", "follow", "come", "come-from", "begin"}
        if happens and judged and judged.modality in {"predicted", "possible", "planned", "conditional"}:
            return judged
        return replace(sofar, modality="presupposed")

    def presupposed(self, event: "Token", sofar: Judgement) -> Judgement:
        """A definite event noun is taken as known; an indefinite one stays as it is."""
        words = self.lexicon.modality
        if sofar.modality != "asserted" or not is_definite(event, words.definite, words.definite_adjectives):
            return sofar
        return replace(sofar, modality="presupposed")

    def verb(self, verb: "Token", sofar: Judgement, steps: int) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        """Walk up from a verb: its own auxiliaries first, then what governs its clause."""
        if steps > _MAX_STEPS:
            return sofar
        now = self.foreseen(verb, self.own_clause(verb, sofar))
        if now.modality != "asserted":
            return now
        head, dep = verb.head, verb.dep_
        if dep == "conj" and head.pos_ in VERBAL:
            return self.conjunct(verb, now, steps)
        if dep in _CLAUSES and head.i != verb.i:
            return self.complement(verb, now, steps)
        if dep == "advcl" and head.pos_ in VERBAL:
            return self.adverbial(verb, now, steps)
        if dep in {"acl", "relcl"} and any(child.tag_ == "TO" for child in verb.children):
            governed = self.lexicon.modality.governed(head.lemma_.lower())
            refused = head.lemma_.lower() in self.lexicon.modality.denying
            return (
                replace(now, polarity="denied", cue=head)
                if refused
                else replace(now, modality=governed or "planned", cue=head)
            )
        if dep == "acl" and head.lemma_.lower() in self.lexicon.modality.denying | _NOUNS_OF_CLAUSES:
            governed = self.lexicon.modality.governed(head.lemma_.lower())
            denied = replace(now, polarity=flipped(now.polarity), cue=head)
            return replace(now, modality=governed, cue=head) if governed else denied
        if dep == "ROOT" and "?" in verb.sent[-2:].text:
            return replace(now, modality="possible", cue=verb)
        return now

    def foreseen(self, verb: "Token", now: Judgement) -> Judgement:
        """As in "will" under a verb of hope, fear or demand is hoped, feared, demanded."""
        if now.modality != "predicted" or verb.dep_ not in {"ccomp", "acl"}:
            return now
        above = self.lexicon.modality.governed(verb.head.lemma_.lower())
        return (
            replace(now, modality=above, cue=verb.head)
            if above in {"hoped", "feared", "demanded", "threatened"}
            else now
        )

    def own_clause(self, verb: "Token", sofar: Judgement) -> Judgement:
        words = self.lexicon.modality
        now = sofar
        for child in verb.children:
            lower = child.lower_
            if child.dep_ == "neg" or (child.dep_ == "advmod" and lower in words.denying_adverbs):
                now = replace(now, polarity=flipped(now.polarity), cue=child)
            elif child.dep_ in {"nsubj", "nsubjpass", "dobj"} and self.is_none(child):
                now = replace(now, polarity="denied", cue=child)
            elif child.dep_ in {"aux", "auxpass"} and lower in words.modals and now.modality == "asserted":
                now = replace(now, modality=words.modals[lower], cue=child)
            elif (
                child.dep_ in {"mark", "advmod"}
                and lower in words.conditional_marks
                and now.modality == "asserted"
                and not (lower == "once" or (lower == "until" and verb.tag_ == "VBD"))
            ):
                now = replace(now, modality="conditional", cue=child)
            elif (child.dep_ == "mark" and lower in words.possible_marks and now.modality == "asserted") or (
                child.dep_ == "advmod" and lower in words.possible_adverbs and now.modality == "asserted"
            ):
                now = replace(now, modality="possible", cue=child)
        return now

    def is_none(self, token: "Token") -> bool:
        words = self.lexicon.modality.denying_determiners
        return token.lower_ in words or any(child.dep_ == "det" and child.lower_ in words for child in token.children)

    def conjunct(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """A coordinated verb without a subject and tense of its own shares the modal, negation and governor of the first."""
        own = children(verb, "nsubj", "nsubjpass", "aux", "auxpass")
        shares = not own and (verb.tag_ == verb.head.tag_ or verb.tag_ in {"VB", "VBG"})
        if shares:
            return self.verb(verb.head, now, steps + 1)
        above = verb.head
        return self.complement(above, now, steps) if above.dep_ == "ccomp" and not children(verb, "aux") else now

    def complement(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        words = self.lexicon.modality
        head = verb.head
        if verb.dep_ == "pcomp":
            if head.lower_ == "without":
                return replace(now, polarity=flipped(now.polarity), cue=head)
            if head.lower_ in {"after", "before", "since", "while", "by", "in"}:
                return now
            head = head.head
        if asks(verb):
            return replace(now, modality="presupposed") if now.modality == "asserted" else now
        lemma = head.lemma_.lower()
        infinitive = any(child.tag_ == "TO" for child in verb.children)
        if lemma in words.permission and any(child.dep_ == "neg" for child in head.children):
            return None
        if lemma in words.denying:
            return replace(now, polarity=flipped(now.polarity), cue=head)
        if lemma in words.transparent:
            return self.verb(head, now, steps + 1) if head.pos_ in VERBAL else now
        governed = words.governed(lemma) or self.of_adjective(head)
        # "are said to have fled" plans nothing.
        perfect = infinitive and any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children)
        open_clause = (
            (infinitive and not perfect)
            or (verb.tag_ == "VB" and not children(verb, "aux"))
            or lemma not in words.infinitive_only
        )
        if governed and open_clause and (infinitive or verb.dep_ != "pcomp" or lemma not in words.factive):
            return replace(now, modality=governed, cue=head)
        if infinitive and not perfect and lemma not in words.factive:
            return replace(now, modality="planned", cue=head)
        passes = (
            head.pos_ in VERBAL and (head.dep_ == "advcl" or lemma == "be") and lemma not in self.lexicon.cues.speech
        )
        return self.verb(head, now, steps + 1) if passes else now

    def of_adjective(self, head: "Token") -> Modality | None:
        """As in "It is important that ...", "X is likely to ..."."""
        for child in children(head, "acomp", "attr", "oprd"):
            found = self.lexicon.modality.governed(child.lemma_.lower())
            if found:
                return found
        return None

    def adverbial(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
        if any(child.tag_ == "TO" for child in verb.children):
            return replace(now, modality="planned", cue=verb)
        if verb.tag_ == "VBG" and not marks:
            return self.verb(verb.head, now, steps + 1) if verb.head.lemma_ not in self.lexicon.cues.speech else now
        return now


def flipped(polarity: Polarity) -> Polarity:
    """Return the other polarity: two negations affirm."""
    return "affirmed" if polarity == "denied" else "denied"
