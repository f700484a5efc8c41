"""The walk upwards from a verb: its own auxiliaries first, then what governs its clause (rules 1 to 5 of `judging`)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from servanda.extract.factuality.implicative import (
    Phrase,
    falls_short,
    forbidden,
    handed_down,
    is_infinitive,
    is_past,
    phrase_of,
    predicate_verb,
    subjunctive,
)
from servanda.extract.factuality.own_clause import OwnClause
from servanda.extract.factuality.polarity import Judgement, flipped
from servanda.extract.grammar import VERBAL, asks, children
from servanda.model.claims import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEPS: Final = 25
_CLAUSES: Final = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubjpass"})


class VerbWalk(OwnClause):
    """Walks from a verb to the root of its sentence."""

    def verb(self, verb: "Token", sofar: Judgement, steps: int = 0) -> Judgement | None:
        """Return the judgement of a clause, or ``None`` where a negated permission says nothing."""
        now = self.foreseen(verb, self.own_clause(verb, sofar))
        head, dep = verb.head, verb.dep_
        if steps > MAX_STEPS or now.modality != "asserted":
            return now
        if dep == "conj" and head.pos_ in VERBAL:
            return self.conjunct(verb, now, steps)
        if dep in _CLAUSES and head.i != verb.i:
            return self.told(verb, now, steps)
        if dep == "advcl" and head.pos_ in VERBAL:
            return self.adverbial(verb, now, steps)
        if dep in {"acl", "relcl"}:
            return self.of_noun(verb, now, steps)
        return self.root(verb, now) if dep == "ROOT" else now

    def fate(self, head: "Token", steps: int) -> Judgement | None:
        """Return what becomes of a governing verb, or of the verb over a governing adjective."""
        verb = predicate_verb(head)
        return self.verb(verb, Judgement(), steps + 1) if verb is not None and steps <= MAX_STEPS else Judgement()

    def handed(self, head: "Token", now: Judgement, steps: int, *, flips: bool = True) -> Judgement | None:
        """Judge what a word of denial (or, with ``flips`` false, of success) governs by the word's own fate."""
        if head.lemma_.lower() in self.lexicon.modality.forbidding:
            return forbidden(now, head, negated=self.negated(predicate_verb(head) or head))
        fate = self.fate(head, steps)
        if fate is not None and fate != Judgement() and head.lemma_.lower() in self.lexicon.modality.confirming:
            return replace(now, modality="possible", cue=head)  # "did not rule out"
        return handed_down(now, fate, head, flips=flips)

    def conjunct(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """A coordinated verb without a subject and tense of its own shares the modal, negation and governor of the first."""
        head = verb.head
        own = [child for child in children(verb, "nsubj", "nsubjpass", "aux", "auxpass") if child.tag_ != "TO"]
        or_else = any(child.lower_ == "or" for child in children(head, "cc")) and self.negated(head)
        if self.denied_apart(verb, head):
            return now
        if not own and (verb.tag_ == head.tag_ or verb.tag_ in {"VB", "VBG"} or or_else):
            return self.verb(head, now, steps + 1)
        return self.told(head, now, steps) if head.dep_ == "ccomp" and not children(verb, "aux") else now

    def of_noun(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """As in "the plan to attack", "the claim that they attacked", "rumours that", "the first to attack"."""
        head = verb.head
        lemma, words = head.lemma_.lower(), self.lexicon.modality
        governed = self.governed(head)
        if is_infinitive(verb):
            return self.infinitive_of(head, now, steps)
        if verb.dep_ == "acl" and subjunctive(verb):
            return replace(now, modality=governed or "demanded", cue=head)
        if verb.dep_ != "acl" or lemma not in words.nouns_of_clauses | words.denying:
            return now
        if lemma in words.denying or self.is_rejected(head):
            return replace(now, polarity=flipped(now.polarity), cue=head)
        if self.is_none(head) or (head.head.pos_ in VERBAL and self.is_untold(head.head, steps)):
            return replace(now, modality="possible", cue=head)
        return replace(now, modality=governed, cue=head) if governed and steps <= MAX_STEPS else now

    def infinitive_of(self, noun: "Token", now: Judgement, steps: int) -> Judgement | None:
        """As in "the plan to attack", "no plans to attack", "the refusal to leave", "seized the chance to attack"."""
        lemma, words = noun.lemma_.lower(), self.lexicon.modality
        if any(child.lower_ in self.lexicon.modality.singled_out for child in noun.lefts):
            return now
        phrase = phrase_of(noun, words)
        if phrase is not None:
            return self.of_phrase(phrase, now, steps)
        if self.within_a_deadline(noun.head, noun):
            return replace(now, modality="demanded", cue=noun)
        if self.is_none(noun):
            now = replace(now, polarity=flipped(now.polarity), cue=noun)
        if lemma in words.denying:
            return replace(now, polarity=flipped(now.polarity), cue=noun)
        if lemma in words.attempts and now.polarity == "denied":
            return now
        in_order = noun.lower_ == "order" and noun.head.lower_ == "in"
        return replace(now, modality="planned" if in_order else self.governed(noun) or "planned", cue=noun)

    def of_phrase(self, phrase: Phrase, now: Judgement, steps: int) -> Judgement | None:
        """As in "seized the chance to attack", "broke its promise to withdraw"."""
        return handed_down(now, self.fate(phrase.verb, steps), phrase.verb, flips=phrase.flips)

    def told(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """Judge a complement: what nobody says ("did not say that", "refuses to say that") is left open."""
        if verb.dep_ == "ccomp" and self.is_speech(verb.head) and self.is_untold(verb.head, steps):
            return replace(now, modality="possible", cue=verb.head)
        return self.complement(verb, now, steps)

    def complement(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        """Judge a clause that stands under a verb, an adjective or a preposition."""
        head = verb.head
        if verb.dep_ == "pcomp":
            if head.lower_ == "without":
                return replace(now, polarity=flipped(now.polarity), cue=head)
            instead = head.i > 0 and head.nbor(-1).lower_ == "instead"
            if instead or (head.lower_ == "of" and head.head.lower_ in self.lexicon.modality.instead):
                return replace(now, polarity=flipped(now.polarity), cue=head)
            if head.lower_ in self.lexicon.modality.at_times:
                return self.beside(verb, now, steps)
            if head.lower_ in self.lexicon.modality.resorting.get(head.head.lemma_.lower(), ()):
                return self.handed(head.head, now, steps, flips=False)
            if head.lower_ == "from" and head.head.lemma_.lower() in self.lexicon.modality.kept_from:
                return self.handed(head.head, now, steps)
            above = self.not_quite(verb, now)
            if above is not None:
                return above
            head = head.head
        if verb.dep_ in {"ccomp", "xcomp"} and self.commands(verb) and self.is_quoted(verb, head):
            return replace(now, modality="demanded", cue=verb)
        if asks(verb):
            return replace(now, modality="presupposed") if now.modality == "asserted" else now
        return self.under(head, verb, now, steps)

    def beside(self, verb: "Token", now: Judgement, steps: int) -> Judgement:
        """As in "could end it by attacking": means and times of what is not asserted are not asserted either."""
        above = verb.head.head
        fate = self.fate(above, steps) if above.pos_ in VERBAL else None
        shared = fate is not None and fate.modality not in {"asserted", "presupposed"}
        return replace(now, modality=fate.modality, cue=fate.cue) if fate is not None and shared else now

    def not_quite(self, verb: "Token", now: Judgement) -> Judgement | None:
        """As in "came close to attacking", "stopped short of attacking": denied; "on the verge of attacking": still ahead."""
        word, words = verb.head.head, self.lexicon.modality
        if word.lemma_.lower() in words.close_to and word.pos_ not in VERBAL:
            return replace(now, polarity=flipped(now.polarity), cue=word)
        return replace(now, modality="planned", cue=word) if word.lemma_.lower() in words.verge_of else None

    def under(self, head: "Token", verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """Judge a clause by the word that governs it."""
        words, lemma = self.lexicon.modality, head.lemma_.lower()
        infinitive = is_infinitive(verb)
        if lemma in words.permission and any(child.dep_ == "neg" for child in head.children):
            return None
        if self.denies(head, infinitive=infinitive):
            return self.handed(head, now, steps)
        if infinitive:
            found = self.infinitive(head, verb, now, steps)
            if found is not None:
                return found
        if lemma in words.transparent and not (lemma in self.lexicon.cues.speech and self.falsely(head)):
            return self.verb(head, now, steps + 1) if head.pos_ in VERBAL else now
        governed = self.governed(head) or self.of_adjective(head)
        found = self.by_governor(head, verb, now, governed)
        if found is not None:
            return found
        return self.passed_up(head, verb, now, steps)

    def infinitive(self, head: "Token", verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """Judge an infinitive under "have", "try", "able", "too", "enough", "give ... until", or ``None`` under other words."""
        words, lemma = self.lexicon.modality, head.lemma_.lower()
        negated = self.negated(predicate_verb(head) or head)
        if negated and lemma in words.necessity and not any(child.lower_ == "yet" for child in head.children):
            return replace(now, modality="possible", cue=head)  # "does not have to"
        if negated and lemma in words.attempts:
            return self.handed(head, now, steps, flips=False)
        if lemma in {"have", "go"} and not children(head, "dobj"):
            return self.to_be_done(head, now, steps)
        if lemma in words.abilities:
            return self.of_ability(head, now, steps)
        if self.within_a_deadline(head):
            return replace(now, modality="demanded", cue=head)
        return falls_short(verb, negated=negated)

    def of_ability(self, able: "Token", now: Judgement, steps: int) -> Judgement | None:
        """As in "was able to enter": entered; "is able to": possible; "was not able to": did not (Bhatt 1999; Hacquard 2006)."""
        fate = self.fate(able, steps)
        if fate is None or fate.polarity == "denied" or (fate.modality == "asserted" and is_past(predicate_verb(able))):
            return handed_down(now, fate, able, flips=False)
        return replace(now, modality="possible", cue=able)

    def by_governor(self, head: "Token", verb: "Token", now: Judgement, governed: Modality | None) -> Judgement | None:
        """Judge a clause by the modality that a governing word gives it, or ``None`` where it gives none."""
        words, lemma = self.lexicon.modality, head.lemma_.lower()
        infinitive = is_infinitive(verb)
        # "are said to have fled" plans nothing, "are believed to have fled" is possible
        perfect = infinitive and any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children)
        bare = subjunctive(verb) or (verb.tag_ == "VB" and not children(verb, "aux"))
        gerund = verb.tag_ == "VBG" and verb.dep_ == "xcomp" and lemma in words.over_gerunds
        open_clause = (infinitive and not perfect) or bare or gerund or lemma not in words.infinitive_only
        if perfect and (governed == "possible" or lemma == "be"):
            return replace(now, modality=governed or "planned", cue=head)  # "was to have left" was planned
        if infinitive and lemma in words.warning:
            governed = "demanded"  # "warned them to leave"
        if lemma in words.negation_raising and self.negated(predicate_verb(head) or head) and (governed or infinitive):
            now = replace(now, polarity=flipped(now.polarity))
        if lemma in words.opinion and self.negated(head) and not infinitive:
            return replace(now, modality="possible", cue=head)
        if governed and open_clause and (infinitive or verb.dep_ != "pcomp" or lemma not in words.factive):
            return replace(now, modality=governed, cue=head)
        if infinitive and not perfect and lemma not in words.factive:
            return replace(now, modality="planned", cue=head)
        return None

    def passed_up(self, head: "Token", verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """Judge a clause that its governor neither opens nor closes: false reports deny it, other speech asserts it."""
        lemma = head.lemma_.lower()
        if self.falsely(head) or (lemma == "be" and self.is_false(head)):
            return replace(now, polarity=flipped(now.polarity), cue=head)
        passes = (
            head.pos_ in VERBAL and (head.dep_ == "advcl" or lemma == "be") and lemma not in self.lexicon.cues.speech
        )
        cleft = lemma == "be" and any(child.lower_ in {"it", "that"} for child in children(head, "nsubj"))
        if passes and cleft and verb.dep_ == "ccomp" and self.until_cleft(head):
            return now
        return self.verb(head, now, steps + 1) if passes else now

    def is_untold(self, speech: "Token", steps: int) -> bool:
        """Tell whether what a verb of speech governs is left open: nobody says it, or nobody says that it was said."""
        fate = self.fate(speech, steps) if speech.pos_ in VERBAL else None
        return fate is not None and (fate.polarity == "denied" or fate.modality == "possible")

    def until_ahead(self, verb: "Token", now: Judgement, steps: int) -> Judgement:
        """As in "will leave after the rebels withdraw": a present of time stands for the future there (Quirk et al. 1985, 4.45)."""
        fate = self.fate(verb.head, steps)
        ahead = fate is not None and fate.modality not in {"asserted", "presupposed"}
        return replace(now, modality="predicted", cue=fate.cue) if fate is not None and ahead else now

    @staticmethod
    def until_cleft(be: "Token") -> bool:
        """Tell whether "it was not until Tuesday that ..." stands above a clause: it asserts it."""
        return any(child.lower_ == "until" for child in be.children)

    def to_be_done(self, head: "Token", now: Judgement, steps: int) -> Judgement | None:
        """As in "has to withdraw": demanded; "has yet to withdraw": denied; "is going to withdraw": predicted.

        "Was going to" is a plan that often came to nothing, and who went to do something had the purpose of it.
        """
        if head.lemma_ == "go":
            future = head.tag_ == "VBG" and not is_past(head) and self.fate(head, steps)
            if future and future.modality == "asserted":
                return handed_down(replace(now, modality="predicted"), future, head, flips=False)
            return replace(now, modality="planned", cue=head)
        if any(child.lower_ == "yet" for child in head.children):
            return replace(now, polarity=flipped(now.polarity), cue=head)
        return replace(now, modality="demanded", cue=head)

    def adverbial(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """Judge an adverbial clause: a purpose is planned; a participle shares the fate of the verb above."""
        marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
        head = verb.head
        if marks & self.lexicon.modality.temporal_marks and verb.tag_ in {"VBZ", "VBP", "VB"}:
            return self.until_ahead(verb, now, steps)
        if is_infinitive(verb):
            return self.purpose(verb, now, steps)
        if "than" in marks and any(child.lower_ == "rather" for child in verb.children):
            return replace(now, polarity=flipped(now.polarity), cue=verb)  # "rather than attack"
        if self.commands(verb) and self.is_quoted(verb, head):
            return replace(now, modality="demanded", cue=verb)
        if verb.tag_ == "VBG" and not marks:
            return self.verb(head, now, steps + 1) if head.lemma_ not in self.lexicon.cues.speech else now
        return now

    def purpose(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """Judge an infinitive that the parser hangs on a verb as its purpose."""
        head = verb.head
        if self.within_a_deadline(head):
            return replace(now, modality="demanded", cue=head)
        short = falls_short(verb, negated=self.negated(head))
        if short is not None:
            return short
        objects_ = children(head, "dobj")
        phrase = next((found for item in objects_ if (found := phrase_of(item, self.lexicon.modality))), None)
        if phrase is not None:
            return self.of_phrase(phrase, now, steps)  # "ignored calls to withdraw"
        if self.governed(head) == "demanded" and objects_:
            return replace(now, modality="demanded", cue=verb)
        weak = self.of_adjective(head) == "possible"  # "found it difficult to attack"
        return replace(now, modality="possible" if weak else "planned", cue=verb)
