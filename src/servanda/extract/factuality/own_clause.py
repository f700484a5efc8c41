"""What a clause says of itself: its auxiliaries, marks, adverbs and negations (rules 1 and 2 of `judging`)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from servanda.extract.factuality.polarity import OF_NOBODY, PREDICATES, Denials, Judgement, flipped
from servanda.extract.grammar import children
from servanda.model.claims import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_INVERTED: Final = frozenset({"had", "were", "should"})
_FOREBODING: Final = frozenset({"hoped", "feared", "demanded", "threatened"})


class OwnClause(Denials):
    """Questions about a single clause and the word right above it."""

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
        """Return what the auxiliaries, adverbs, marks and negations of the verb itself say.

        "Will stay until they leave" takes it that they will (O. Heinamaki, 1974); "will not leave until" sets a condition.
        """
        words, now = self.lexicon.modality, sofar
        denial = self.negation(verb)
        if denial is not None and not self.until_then(verb):
            nobody = denial.site in OF_NOBODY  # "no attack took place" is denied once
            now = replace(now, polarity="denied" if nobody else flipped(now.polarity), cue=verb.doc[denial.cue])
        for child in verb.children:
            lower, dep = child.lower_, child.dep_
            if now.modality != "asserted":
                break
            if dep in {"aux", "auxpass"} and lower in words.able and denial is not None and now.polarity == "denied":
                continue  # what could not be done was not done
            if dep in {"aux", "auxpass"} and lower in words.modals:
                now = replace(now, modality=self.of_modal(child, verb), cue=child)
            elif dep in {"mark", "advmod"} and lower in words.conditional_marks and not self.is_past_bound(child, verb):
                ahead = child.lower_ == "until" and not self.negated(verb.head)
                now = replace(now, modality="predicted" if ahead else "conditional", cue=child)
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
        """As in "must have fled": inferred; "would have fled": it did not come to that (Quirk et al. 1985, 4.54, 14.23)."""
        words, lower = self.lexicon.modality, modal.lower_
        perfect = lower in words.modals_perfect and any(
            child.lemma_ == "have" and child.i > modal.i for child in children(verb, "aux")
        )
        return words.modals_perfect[lower] if perfect else words.modals[lower]

    @staticmethod
    def is_past_bound(mark: "Token", verb: "Token") -> bool:
        """Tell whether a mark only bounds what happened: "until the army left", "once it had left"."""
        return mark.lower_ == "once" or (mark.lower_ == "until" and verb.tag_ == "VBD")

    @staticmethod
    def within_a_deadline(verb: "Token", time: "Token | None" = None) -> bool:
        """Tell whether somebody is given a time: "gave the militia two days to leave", "until Friday to leave"."""
        if verb.lemma_ != "give":
            return False
        times = [time] if time is not None else children(verb, "dobj", "npadvmod")
        return any(item.ent_type_ in {"DATE", "TIME"} for item in times) or any(
            child.lower_ == "until" for child in children(verb, "prep", "mark")
        )

    def is_quoted(self, verb: "Token", head: "Token") -> bool:
        """Tell whether a clause is quoted: it stands before its verb of speech, or behind a colon or mark of quotation."""
        between = verb.doc[head.i + 1 : verb.i] if head.i < verb.i else ()
        behind = verb.i < head.i or any(token.is_quote or token.text == ":" for token in between)
        return behind and head.lemma_.lower() in self.lexicon.cues.speech

    def of_adjective(self, head: "Token") -> Modality | None:
        """As in "It is important that ...", "X is likely to ..."."""
        return next((found for child in children(head, *PREDICATES) if (found := self.governed(child))), None)
