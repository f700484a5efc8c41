"""The walk upwards from an event noun: its own adjectives, then what governs it (rules 3, 4 and 6 of `judging`)."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from servanda.extract.clauses import clauses_in
from servanda.extract.factuality.implicative import forbidden
from servanda.extract.factuality.polarity import PREDICATES, Judgement
from servanda.extract.factuality.verbs import MAX_STEPS, VerbWalk
from servanda.extract.grammar import VERBAL, children, is_definite
from servanda.model.claims import Modality
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD: Final = frozenset({"predicted", "possible", "planned", "demanded", "hoped"})
_UNREAL: Final = frozenset({"predicted", "possible", "planned", "conditional"})


@dataclass(frozen=True)
class NounWalk:
    """Walks from an event noun to the root of its sentence."""

    lexicon: Lexicon

    @property
    def verbs(self) -> VerbWalk:
        """The walk of the verb that a noun comes under."""
        return VerbWalk(self.lexicon)

    def described(self, noun: "Token") -> Judgement:
        """Judge a noun by its own adjectives and determiner: "a possible attack", "no attack", "any attack"."""
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

    def noun(self, noun: "Token", event: "Token", sofar: Judgement, steps: int = 0) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        """Walk up from an event noun; ``noun`` is where the walk has come to."""
        if sofar.modality != "asserted" or steps > MAX_STEPS:
            return sofar
        head, dep = noun.head, noun.dep_
        if head.i == noun.i:
            return self.presupposed(event, sofar)
        if dep in {"pobj", "pcomp"}:
            return self.under_preposition(head, event, sofar, steps)
        if head.pos_ in {"NOUN", "PROPN"}:
            return self.governing_noun(head, dep, event, sofar, steps)
        if head.pos_ in VERBAL:
            return self.governing_verb(head, noun, event, sofar, steps)
        if head.lemma_ in self.lexicon.modality.factive:
            return self.presupposed(event, sofar)
        return self.noun(head, event, sofar, steps + 1)

    def under_preposition(self, prep: "Token", event: "Token", sofar: Judgement, steps: int) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        """Walk on from the preposition that governs an event noun."""
        above = prep.head
        if prep.lower_ == "without":
            return self.without(prep, event, sofar)
        if prep.dep_ == "prt" and above.pos_ in VERBAL:
            return self.governing_verb(above, prep, event, sofar, steps)
        if prep.lower_ == "from" and above.lemma_.lower() in self.lexicon.modality.kept_from:
            return self.verbs.handed(above, sofar, steps)
        if self.is_setting(prep, above):
            between = self.object_before(prep)
            return (
                self.governing_noun(between, "prep", event, sofar, steps) if between else self.presupposed(event, sofar)
            )
        if above.dep_ == "prep":
            return self.under_preposition(above, event, sofar, steps + 1) if steps < MAX_STEPS else sofar
        if above.pos_ in VERBAL:
            between = self.object_before(prep)
            if between is not None:
                return self.governing_noun(between, "prep", event, sofar, steps)
            return self.governing_verb(above, prep, event, sofar, steps)
        if above.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return self.governing_noun(above, "prep", event, sofar, steps)
        return self.noun(above, event, sofar, steps + 1)

    def is_setting(self, prep: "Token", verb: "Token") -> bool:
        """Tell whether a phrase only says when or where: "declined in an interview"; "died in the blast" tells of the blast."""
        words, harms = self.lexicon.modality, self.lexicon.casualties.verbs
        harmed = verb.lemma_.lower() in harms["killed"] | harms["injured"]
        whole = harmed or (verb.lemma_ in words.resulting and prep.lower_ == "in")  # "resulted in an attack"
        return verb.pos_ in VERBAL and (prep.lower_ in words.settings or (prep.lower_ in words.at_places and not whole))

    def object_before(self, prep: "Token") -> "Token | None":
        """Return the object that a phrase belongs to though the parser hung it on the verb: "demanded a halt to the raids"."""
        words = self.lexicon.modality
        found = [item for item in children(prep.head, "dobj", "nsubjpass") if item.i < prep.i]
        wanted = words.factive | words.denying_nouns | words.rewards
        return next((item for item in found if item.lemma_.lower() in wanted), None)

    def without(self, prep: "Token", event: "Token", sofar: Judgement) -> Judgement:
        """As in "without an attack"; "without the shelling there would be no refugees" takes the shelling as known."""
        unreal = any(child.lower_ in {"would", "could", "might"} for child in children(prep.head, "aux"))
        if unreal and self.is_known(event):
            return self.presupposed(event, sofar)
        return replace(sofar, polarity="denied", cue=prep)

    def governing_noun(self, head: "Token", dep: str, event: "Token", sofar: Judgement, steps: int) -> Judgement | None:
        """As in "threat of", "call for", "an end to", "the victims of", and nouns that tell nothing."""
        words = self.lexicon.modality
        lemma = head.lemma_.lower()
        if lemma in words.factive | words.factive_nouns:
            return replace(sofar, modality="presupposed")
        if lemma in words.rewards:
            return replace(sofar, modality="demanded", cue=head)
        if dep in {"prep", "compound", "poss", "nmod"}:
            governed = self.lexicon.modality_of.get(lemma)
            if governed and (
                governed != "conditional" or head.head.lower_ == "in"
            ):  # "in case of", not "a murder case"
                return replace(sofar, modality=governed, cue=head)
            if lemma in words.forbidding:
                return forbidden(sofar, head, negated=False)
            if lemma in words.denying_nouns:
                return replace(sofar, polarity="denied", cue=head)
        return self.noun(head, event, sofar, steps + 1)

    def governing_verb(  # noqa: PLR0911 - one return per rule
        self, verb: "Token", below: "Token", event: "Token", sofar: Judgement, steps: int
    ) -> Judgement | None:
        """Judge by the verb that an event noun, or a phrase with it (``below``), stands under."""
        words, lemma = self.lexicon.modality, verb.lemma_.lower()
        as_object = below.dep_ in {"dobj", "prt", "prep", "attr", "oprd", "nsubjpass"}
        if as_object:
            found = self.under_object(verb, below, event, sofar, steps)
            if found is not None:
                return found
        predicate = self.predicated(verb, below)
        if predicate is not None:
            return replace(sofar, modality=predicate, cue=verb)
        carried = self.carried(verb, as_object=as_object)
        if lemma in words.factive and not carried:
            return self.presupposed(event, sofar)
        if (carried and (below in {event, event.head} or event.dep_ == "compound")) or not self.is_known(event):
            judged = self.verbs.verb(verb, sofar, steps + 1)
            if judged is not None and self.outscopes(verb, below):
                judged = replace(judged, polarity=sofar.polarity)
            ahead = judged is not None and judged.modality in _AHEAD
            ends_it = ahead and lemma in words.factive and self.is_known(event)  # "the shelling would stop"
            return self.presupposed(event, sofar) if ends_it else judged
        if sofar.polarity == "denied":
            return sofar
        judged = self.verbs.verb(verb, sofar, steps + 1)
        if (
            judged
            and judged.modality in _UNREAL
            and (lemma in self.lexicon.modality.by_result or self.is_if(verb, event))
        ):
            return judged
        return replace(sofar, modality="presupposed")

    def outscopes(self, verb: "Token", below: "Token") -> bool:
        """Tell whether a subject stands outside the negation of its verb: "an attack did not stop the talks" tells of one.

        A subject takes scope over a negated predicate (L. Horn, A Natural History of Negation, 1989); verbs that only say
        that it happens ("did not take place", "was not carried out") deny the event itself.
        """
        negation = self.verbs.negation(verb)
        if negation is None or below.dep_ not in {"nsubj", "nsubjpass"} or negation.site == "subject":
            return False
        events, lemma = self.lexicon.events, verb.lemma_.lower()
        if below.dep_ == "nsubjpass":
            return lemma not in events.light_verbs
        happens = lemma in events.occurrence_verbs and lemma != "be"
        return not happens or (lemma != "take" and bool(children(verb, "dobj")))

    def under_object(  # noqa: PLR0911 - one return per rule
        self, verb: "Token", below: "Token", event: "Token", sofar: Judgement, steps: int
    ) -> Judgement | None:
        """Judge the object of a verb that demands, fears, plans, denies, confirms, plays ... it."""
        words, lemma = self.lexicon.modality, verb.lemma_.lower()
        called_for = lemma in {"call", "commit"} and below.dep_ == "prep" and below.lower_ != "off"
        governed = self.lexicon.modality_of.get(lemma) if lemma not in words.clause_only or called_for else None
        if self.verbs.denies(verb, infinitive=False):
            spoken = event is below and event.lemma_.lower() in words.speech_acts
            if spoken:
                return self.presupposed(event, sofar)
            return self.verbs.handed(verb, sofar, steps)
        if governed:
            disowned = verb.head.lemma_.lower() in words.denying and verb.dep_ in {"xcomp", "pcomp"}
            return replace(sofar, modality="presupposed" if disowned and self.is_known(event) else governed, cue=verb)
        if lemma in words.confirming and self.verbs.negated(verb):
            return replace(sofar, modality="possible", cue=verb)
        if lemma in words.topical and any(child.lower_ in {"a", "an"} for child in event.lefts):
            return replace(sofar, modality="possible", cue=verb)
        if any(child.lemma_.lower() in words.fiction for child in children(verb, "nsubj")):
            return replace(sofar, modality="possible", cue=verb)
        return None

    def predicated(self, verb: "Token", below: "Token") -> Modality | None:
        """Return what a predicate says of an event that is its subject: "an attack is imminent", "seems unlikely"."""
        if below.dep_ != "nsubj" or verb.lemma_ not in self.lexicon.modality.copulas:
            return None
        words = self.lexicon.modality
        lemmas = [child.lemma_.lower() for child in children(verb, *PREDICATES)]
        found = (words.irrealis_adjectives.get(lemma) or self.lexicon.modality_of.get(lemma) for lemma in lemmas)
        return next((modality for modality in found if modality in words.governors), None)

    def carried(self, verb: "Token", *, as_object: bool) -> bool:
        """Tell whether a verb only carries the event noun: "carried out an attack", "an attack took place"."""
        events, lemma = self.lexicon.events, verb.lemma_.lower()
        takes_place = lemma == "take" and any(item.lemma_ == "place" for item in children(verb, "dobj"))
        carrying = events.light_verbs if as_object else events.occurrence_verbs
        return (
            not {lemma, clauses_in(verb.doc).clause(verb.i).lemma}.isdisjoint(carrying)
            or (takes_place and not as_object)
            or lemma == "be"
            or lemma in self.lexicon.casualties.verbs["killed"]
        )

    @staticmethod
    def is_if(verb: "Token", event: "Token") -> bool:
        """Tell whether an "if" before a comma belongs to the event though the parser hung it on the main verb."""
        marks = [child for child in children(verb, "mark") if child.lower_ in {"if", "unless"} and child.i < event.i]
        return bool(marks) and any(token.text == "," for token in verb.doc[event.i : verb.i])

    def is_known(self, event: "Token") -> bool:
        """Tell whether a noun is presented as known."""
        words = self.lexicon.modality
        return is_definite(event, words.definite, words.definite_adjectives)

    def presupposed(self, event: "Token", sofar: Judgement) -> Judgement:
        """A definite event noun is taken as known; an indefinite one stays as it is."""
        if sofar.modality != "asserted" or not self.is_known(event):
            return sofar
        return replace(sofar, modality="presupposed")
