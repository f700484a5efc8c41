"""The walk upwards from a verb: its own auxiliaries first, then what governs its clause (rules 1 to 5 of `modality`)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import VERBAL, asks, children
from servanda.extract.modality_implicative import (
    Phrase,
    falls_short,
    forbidden,
    handed_down,
    is_past,
    phrase_of,
    predicate_verb,
    subjunctive,
)
from servanda.extract.modality_polarity import PREDICATES, Denials, Judgement, flipped
from servanda.model.claims import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEPS: Final = 25
_IF: Final = frozenset({"if", "unless", "provided", "providing"})
_CLAUSES: Final = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubjpass"})
_ABLE: Final = frozenset({"can", "could", "ca"})
_INVERTED: Final = frozenset({"had", "were", "should"})
_TIMES: Final = frozenset({"after", "before", "since", "while", "by", "in"})
_FOREBODING: Final = frozenset({"hoped", "feared", "demanded", "threatened"})
_SINGLED_OUT: Final = frozenset({"first", "last", "only", "second", "third", "latest", "next"})


def is_infinitive(verb: "Token") -> bool:
    """Tell whether a verb stands with "to"."""
    return any(child.tag_ == "TO" for child in verb.children)


class VerbWalk(Denials):
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
            return self.complement(verb, now, steps)
        if dep == "advcl" and head.pos_ in VERBAL:
            return self.adverbial(verb, now, steps)
        if dep in {"acl", "relcl"}:
            return self.of_noun(verb, now, steps)
        return self.root(verb, now) if dep == "ROOT" else now

    def root(self, verb: "Token", now: Judgement) -> Judgement:
        """A question leaves it open; an imperative demands it."""
        if "?" in verb.sent[-2:].text:
            return replace(now, modality="possible", cue=verb)
        return replace(now, modality="demanded", cue=verb) if self.commands(verb) else now

    @staticmethod
    def commands(verb: "Token") -> bool:
        """Tell whether a verb is an imperative."""
        return verb.tag_ == "VB" and not children(verb, "nsubj", "nsubjpass", "aux", "auxpass", "expl", "mark")

    def foreseen(self, verb: "Token", now: Judgement) -> Judgement:
        """As in "will" under a verb of hope, fear or demand is hoped, feared, demanded."""
        if now.modality != "predicted" or verb.dep_ not in {"ccomp", "acl"}:
            return now
        above = self.governed(verb.head)
        open_clause = verb.head.lemma_.lower() not in self.lexicon.modality.infinitive_only
        return replace(now, modality=above, cue=verb.head) if above in _FOREBODING and open_clause else now

    def governed(self, token: "Token") -> Modality | None:
        """Return the modality that a governing word gives to what it governs."""
        return self.lexicon.modality_of.get(token.lemma_.lower())

    def own_clause(self, verb: "Token", sofar: Judgement) -> Judgement:
        """Return what the auxiliaries, adverbs, marks and negations of the verb itself say."""
        words, now = self.lexicon.modality, sofar
        denial = self.negation(verb)
        if denial is not None and not self.until_then(verb):
            nobody = denial.dep_ in {"nsubj", "nsubjpass", "dobj"}  # "no attack took place" is denied once
            now = replace(now, polarity="denied" if nobody else flipped(now.polarity), cue=denial)
        for child in verb.children:
            lower, dep = child.lower_, child.dep_
            if now.modality != "asserted":
                break
            if dep in {"aux", "auxpass"} and lower in _ABLE and denial is not None and now.polarity == "denied":
                continue  # what could not be done was not done
            if dep in {"aux", "auxpass"} and lower in words.modals:
                now = replace(now, modality=self.of_modal(child, verb), cue=child)
            elif dep in {"mark", "advmod"} and lower in words.conditional_marks and not self.is_past_bound(child, verb):
                now = replace(now, modality="conditional", cue=child)
            elif (dep == "mark" and lower in words.possible_marks) or (
                dep == "advmod" and lower in words.possible_adverbs
            ):
                now = replace(now, modality="possible", cue=child)
            elif dep == "advmod" and lower in words.nearly and child.i < verb.i:
                now = replace(now, polarity=flipped(now.polarity), cue=child)
        inverted = next((child for child in children(verb, "aux", "auxpass") if child.lower_ in _INVERTED), None)
        subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
        if inverted is not None and subject is not None and verb.dep_ == "advcl" and inverted.i < subject.i:
            return replace(now, modality="conditional", cue=inverted)  # "had the army attacked, ..."
        return now

    def of_modal(self, modal: "Token", verb: "Token") -> Modality:
        """As in "must have fled": inferred; "would have fled", "would flee if": conditional (Quirk et al. 1985, 4.54, 14.23)."""
        words, lower = self.lexicon.modality, modal.lower_
        perfect = lower in words.modals_perfect and any(
            child.lemma_ == "have" and child.i > modal.i for child in children(verb, "aux")
        )
        found = words.modals_perfect[lower] if perfect else words.modals[lower]
        tied = found == "predicted" and any(
            mark.lower_ in _IF for clause in children(verb, "advcl") for mark in children(clause, "mark")
        )
        return "conditional" if tied else found

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

    @staticmethod
    def is_past_bound(mark: "Token", verb: "Token") -> bool:
        """Tell whether a mark only bounds what happened: "until the army left", "once it had left"."""
        return mark.lower_ == "once" or (mark.lower_ == "until" and verb.tag_ == "VBD")

    def conjunct(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """A coordinated verb without a subject and tense of its own shares the modal, negation and governor of the first."""
        head = verb.head
        own = children(verb, "nsubj", "nsubjpass", "aux", "auxpass")
        or_else = any(child.lower_ == "or" for child in children(head, "cc")) and self.negated(head)
        if not own and (verb.tag_ == head.tag_ or verb.tag_ in {"VB", "VBG"} or or_else):
            return self.verb(head, now, steps + 1)
        return self.complement(head, now, steps) if head.dep_ == "ccomp" and not children(verb, "aux") else now

    def of_noun(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        """As in "the plan to attack", "the claim that they attacked", "rumours that", "the first to attack"."""
        head = verb.head
        lemma, words = head.lemma_.lower(), self.lexicon.modality
        governed = self.governed(head)
        if is_infinitive(verb):
            if any(child.lower_ in _SINGLED_OUT for child in head.lefts):
                return now
            phrase = phrase_of(head, words)
            if phrase is not None:
                return self.of_phrase(phrase, now, steps)
            if self.within_a_deadline(head.head, head):
                return replace(now, modality="demanded", cue=head)
            if lemma in words.denying:
                return replace(now, polarity=flipped(now.polarity), cue=head)
            in_order = head.lower_ == "order" and head.head.lower_ == "in"
            return replace(now, modality="planned" if in_order else governed or "planned", cue=head)
        if verb.dep_ == "acl" and subjunctive(verb):
            return replace(now, modality=governed or "demanded", cue=head)
        if verb.dep_ != "acl" or lemma not in words.nouns_of_clauses | words.denying:
            return now
        if lemma in words.denying or self.is_rejected(head):
            return replace(now, polarity=flipped(now.polarity), cue=head)
        if self.is_none(head) or (head.head.pos_ in VERBAL and self.negated(head.head)):
            return replace(now, modality="possible", cue=head)
        return replace(now, modality=governed, cue=head) if governed and steps <= MAX_STEPS else now

    def of_phrase(self, phrase: Phrase, now: Judgement, steps: int) -> Judgement | None:
        """As in "seized the chance to attack", "broke its promise to withdraw"."""
        return handed_down(now, self.fate(phrase.verb, steps), phrase.verb, flips=phrase.flips)

    @staticmethod
    def within_a_deadline(verb: "Token", time: "Token | None" = None) -> bool:
        """Tell whether somebody is given a time: "gave the militia two days to leave", "until Friday to leave"."""
        if verb.lemma_ != "give":
            return False
        times = [time] if time is not None else children(verb, "dobj", "npadvmod")
        return any(item.ent_type_ in {"DATE", "TIME"} for item in times) or any(
            child.lower_ == "until" for child in children(verb, "prep", "mark")
        )

    def complement(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:  # noqa: PLR0911 - one return per rule
        """Judge a clause that stands under a verb, an adjective or a preposition."""
        head = verb.head
        if verb.dep_ == "pcomp":
            if head.lower_ == "without":
                return replace(now, polarity=flipped(now.polarity), cue=head)
            instead = head.i > 0 and head.nbor(-1).lower_ == "instead"
            if instead or (head.lower_ == "of" and head.head.lower_ in self.lexicon.modality.instead):
                return replace(now, polarity=flipped(now.polarity), cue=head)
            if head.lower_ in _TIMES:
                return now
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

    def is_quoted(self, verb: "Token", head: "Token") -> bool:
        """Tell whether a clause is quoted: it stands before its verb of speech, or behind a colon or mark of quotation."""
        between = verb.doc[head.i + 1 : verb.i] if head.i < verb.i else ()
        behind = verb.i < head.i or any(token.is_quote or token.text == ":" for token in between)
        return behind and head.lemma_.lower() in self.lexicon.cues.speech

    def not_quite(self, verb: "Token", now: Judgement) -> Judgement | None:
        """As in "came close to attacking", "stopped short of attacking": denied; "on the verge of attacking": still ahead."""
        word, words = verb.head.head, self.lexicon.modality
        if word.lemma_.lower() in words.close_to:
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
        """Judge an infinitive under "have", "go", "able", "too", "enough", "give ... until", or ``None`` under other words."""
        lemma = head.lemma_.lower()
        if lemma in {"have", "go"} and not children(head, "dobj"):
            return self.to_be_done(head, now, steps)
        if lemma == "able":
            return self.of_ability(head, now, steps)
        if self.within_a_deadline(head):
            return replace(now, modality="demanded", cue=head)
        short = falls_short(verb, self.negated(predicate_verb(head) or head))
        return None if short is None else replace(short, polarity=short.polarity if now.polarity == "affirmed" else "affirmed")

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
        if perfect and governed == "possible":
            return replace(now, modality="possible", cue=head)
        if perfect and lemma == "be":
            return replace(now, modality="planned", cue=head)  # "was to have left"
        if infinitive and lemma in words.warning:
            return replace(now, modality="demanded", cue=head)  # "warned them to leave"
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

    def of_adjective(self, head: "Token") -> Modality | None:
        """As in "It is important that ...", "X is likely to ..."."""
        return next((found for child in children(head, *PREDICATES) if (found := self.governed(child))), None)

    def adverbial(self, verb: "Token", now: Judgement, steps: int) -> Judgement | None:
        """Judge an adverbial clause: a purpose is planned; a participle shares the fate of the verb above."""
        marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
        head = verb.head
        if is_infinitive(verb):
            if self.within_a_deadline(head):
                return replace(now, modality="demanded", cue=head)
            obliges = self.governed(head) == "demanded" and children(head, "dobj")
            short = falls_short(verb, self.negated(head))
            if short is not None:
                return short
            weak = self.of_adjective(head) == "possible"  # "found it difficult to attack"
            return replace(now, modality="demanded" if obliges else "possible" if weak else "planned", cue=verb)
        if "than" in marks and any(child.lower_ == "rather" for child in verb.children):
            return replace(now, polarity=flipped(now.polarity), cue=verb)  # "rather than attack"
        if self.commands(verb) and self.is_quoted(verb, head):
            return replace(now, modality="demanded", cue=verb)
        if verb.tag_ == "VBG" and not marks:
            return self.verb(head, now, steps + 1) if head.lemma_ not in self.lexicon.cues.speech else now
        return now
