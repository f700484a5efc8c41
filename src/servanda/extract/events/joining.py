"""One event once: a verb that tells the harm of what another word names is joined to it, as is the verb that only carries a noun."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from servanda.extract.clauses import Clause, Clauses, Oblique, clauses_of, links
from servanda.extract.events.fitting import keys_of, noun_frame, verb_frame
from servanda.extract.events.mishaps import is_mishap
from servanda.extract.events.shares import share_of
from servanda.extract.events.triggers import Trigger
from servanda.extract.reading import Segment
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_frames import EventWords

_BESIDE: Final = frozenset({links.ADVERBIAL, links.CONJUNCT})
_ADDING: Final = frozenset({links.CONJUNCT, links.ADVERBIAL, links.CONTENT, links.OPEN, links.OTHER, links.OF_NOUN})
_BODILY: Final = frozenset({"killed", "injured"})
NEAR: Final = 3  # words from a passive to the next, whose doer it shares: "was shot and killed by a guard"


def find_triggers(segment: Segment, sentence: range, lexicon: Lexicon) -> tuple[Trigger, ...]:
    """Return the triggers of a sentence in text order, one event once: a noun and the verb that carries it are joined."""
    clauses = clauses_of(segment)
    nouns = {word: Trigger(segment, word, frame) for word in sentence if (frame := noun_frame(clauses, word, lexicon))}
    verbs = {word: Trigger(segment, word, frame) for word in sentence if (frame := verb_frame(clauses, word, lexicon))}
    acts = (*nouns.values(), *verbs.values())
    verbs = {word: one for word, one in verbs.items() if not is_mishap(one, acts, lexicon)}
    joining = _Joining(clauses, lexicon.events, verbs, nouns)
    for trigger in list(verbs.values()):
        joining.join(trigger)
    carried = {word: _carried(noun, share_of(clauses, word, lexicon), lexicon.events) for word, noun in nouns.items()}
    found = {**carried, **verbs}
    return tuple(found[word] for word in sorted(found))


class _Joining:
    """The triggers of a sentence, verbs and nouns by their words, while they are joined."""

    def __init__(
        self, clauses: Clauses, events: EventWords, verbs: dict[int, Trigger], nouns: dict[int, Trigger]
    ) -> None:
        self.clauses, self.tree, self.words, self.events = clauses, clauses.tree, events.joining, events
        self.verbs, self.nouns = verbs, nouns

    def join(self, verb: Trigger) -> None:
        """Join a verb to what names the same event, in the first way that fits."""
        any(way(self, verb) for way in _WAYS)

    def leave_out_object(self, verb: Trigger) -> bool:
        """As in "violated the truce", "launched a retreat": what the noun names is what the verb tells."""
        clause = verb.clause
        told = bool(verb.frame.object) or verb.frame.type == "RETREAT"
        objects = [one.head for one in clause.undergoers] if told and clause.voice == "active" else []
        own = next((word for word in objects if self._of_type(word) == verb.frame.type), None)
        return own is not None and self.nouns.pop(own, None) is not None

    def to_noun_it_came_from(self, verb: Trigger) -> bool:
        """As in "shelling killed six", "were killed in clashes": the verb carries the noun."""
        if verb.frame.type != "ASSAULT" or verb.frame.object:
            return False
        noun = self._assault(self._causes(verb.clause))
        if noun is not None:
            self._carry(noun, verb.word)
        return noun is not None

    def to_noun_of_harm_joined(self, verb: Trigger) -> bool:
        """As in "seven were killed and three injured in a raid": the raid did both."""
        joined = [one for one in verb.clause.joined if self._is_harm(verb.word) and self._is_harm(one)]
        for other in joined:
            below, clause = self.clauses.under(other), self.verbs[other].clause
            noun = self._assault(one.phrase.head for one in below if self._is_through(clause, one))
            if noun is not None:
                self._carry(noun, other, verb.word)
                return True
        return False

    def to_noun_it_adds_to(self, verb: Trigger) -> bool:
        """As in "clashes ..., leaving 12 dead and 20 wounded", where the verb names no doer."""
        if verb.frame.casualty is None or self.tree.links[verb.word] not in _ADDING or self._has_doer(verb.word):
            return False
        above = (word for word in self.tree.above(verb.word) if self._may_come_of(word))
        noun = self._assault(
            item
            for word in above
            for item in self.tree.linked(word, links.SUBJECT, links.PASSIVE_SUBJECT, links.OBJECT)
        )
        if noun is not None:
            self.nouns[noun.word] = replace(noun, absorbed=(*noun.absorbed, verb.word))
            del self.verbs[verb.word]
        return noun is not None

    def to_gerund_that_did_it(self, verb: Trigger) -> bool:
        """As in "Shelling by the army killed six", where the parser takes the shelling for a clause."""
        below = self.tree.linked(verb.word, links.ADVERBIAL, links.CLAUSE_SUBJECT) if verb.frame.casualty else []
        gerund = next(
            (self.verbs[word] for word in below if word in self.verbs and self._is_doing(word, verb.word)), None
        )
        if gerund is None or gerund.frame.type != "ASSAULT":
            return False
        self.verbs[gerund.word] = replace(gerund, carriers=(verb.word,), absorbed=(verb.word,))
        del self.verbs[verb.word]
        return True

    def to_verb_whose_outcome_it_is(self, verb: Trigger) -> bool:
        """As in "shelled the town, killing six"."""
        outcome = verb.frame.casualty in _BODILY or verb.frame.mode == "destroy"
        beside = self.tree.links[verb.word] in _BESIDE and not self._has_own(verb.word)
        above = self.tree.heads[verb.word]
        main = self.verbs.get(above) or next((one for one in self.verbs.values() if above in one.absorbed), None)
        if main is None or not (outcome and beside) or main.frame.type != "ASSAULT":
            return False
        self.verbs[main.word] = replace(main, absorbed=(*main.absorbed, verb.word))
        del self.verbs[verb.word]
        return True

    def to_act_when_it_was(self, verb: Trigger) -> bool:
        """As in "six people were killed when rebels attacked the market": the attack killed them."""
        main = self._deed_when(verb) if self._is_suffered(verb) else None
        if main is None:
            return False
        self.verbs[main.word] = replace(main, absorbed=(*main.absorbed, verb.word))
        del self.verbs[verb.word]
        return True

    def _is_suffered(self, verb: Trigger) -> bool:
        """Tell whether a passive says that somebody was harmed, and not by whom; "nobody was hurt" does not."""
        harmed = verb.frame.casualty in _BODILY and verb.clause.voice == "passive"
        return harmed and verb.clause.negation is None and not self._has_doer(verb.word)

    def _deed_when(self, verb: Trigger) -> Trigger | None:
        """Return the deed behind "when", below a verb or one joined to it: "were killed and others wounded when rebels attacked"."""
        joined = (verb.clause, *(self.clauses.clause(one) for one in verb.clause.joined))
        inside = (self.verbs.get(word) for clause in joined for word in clause.adjuncts if self._is_when(word))
        return next((one for one in inside if one is not None and self._is_deed(one)), None)

    def _is_when(self, verb: int) -> bool:
        """Tell whether a clause behind says when: its first word does."""
        return self.clauses.words.lowers[self.tree.firsts[verb]] in self.words.when

    def _is_deed(self, act: Trigger) -> bool:
        """Tell whether an act is told with somebody or something that did it, and not only with whom it harmed."""
        return act.frame.type == "ASSAULT" and act.frame.casualty not in _BODILY and act.clause.voice == "active"

    def to_act_before_it(self, verb: Trigger) -> bool:
        """As in "ambush near Olm, two killed, one injured": a bare participle counts for the only act told before it."""
        if verb.frame.casualty not in _BODILY or not self._is_bare(verb.word):
            return False
        acts = [one for one in (*self.verbs.values(), *self.nouns.values()) if self._is_told_before(one, verb.word)]
        main = acts[0] if len(acts) == 1 and self._may_harm(acts[0].word) else None
        if main is None:
            return False
        among = self.verbs if main.verbal else self.nouns
        among[main.word] = replace(main, absorbed=(*main.absorbed, verb.word))
        del self.verbs[verb.word]
        return True

    def _is_bare(self, verb: int) -> bool:
        """Tell whether a participle only says of those before it that they were harmed: no auxiliary, doer, object, place or means."""
        beside = (links.OBJECT, links.AGENT, links.PREPOSITION, *links.AUXILIARIES, links.MARK)
        counted = self.clauses.words.kinds[verb - 1] in {links.NUM, links.NOUN} if verb else False
        clause = self.clauses.clause(verb)
        doing = clause.voice == "active" and bool(clause.undergoers)
        return counted and not doing and not self.tree.has(verb, *beside)

    def _is_told_before(self, act: Trigger, word: int) -> bool:
        bare = act.frame.casualty in _BODILY and act.word in self.verbs and self._is_bare(act.word)
        return act.frame.type == "ASSAULT" and act.word < word and not bare

    def _may_harm(self, act: int) -> bool:
        """Tell whether an act is told as done: of "repelled a raid, ten killed", "foiled an attack, ten killed" it may not be."""
        above = self.tree.heads[act]
        light = not self.events.light_verbs.isdisjoint(keys_of(self.clauses, above))
        done = self.tree.links[act] != links.OBJECT or light
        return done and self.events.repelling.isdisjoint(self.clauses.words.keys(self.clauses.above(act)))

    def _of_type(self, word: int) -> str | None:
        return self.nouns[word].frame.type if word in self.nouns else None

    def _assault(self, words: Iterator[int]) -> Trigger | None:
        return next((self.nouns[word] for word in words if self._of_type(word) == "ASSAULT"), None)

    def _has_doer(self, verb: int) -> bool:
        """Tell whether a verb has a doer of its own; a number is none: "20 wounded"."""
        doing = self.tree.linked(verb, links.SUBJECT, links.AGENT)
        return any(self.clauses.words.kinds[word] != links.NUM for word in doing)

    def _has_own(self, verb: int) -> bool:
        """Tell whether a verb has its own subject, or a doer further off: "abducted on Monday and killed by gunmen" are two deeds."""
        apart = self.tree.has(verb, links.AGENT) and verb - self.tree.heads[verb] > NEAR
        return apart or self.tree.has(verb, links.SUBJECT, links.PASSIVE_SUBJECT)

    def _may_come_of(self, above: int) -> bool:
        """Tell whether harm below a verb came of what its nouns name: of "repulsed a raid, killing nine" it did not."""
        verbal = self.clauses.words.kinds[above] in links.VERBAL
        return verbal and self.events.repelling.isdisjoint(keys_of(self.clauses, above))

    def _is_doing(self, gerund: int, verb: int) -> bool:
        by = self.clauses.nominal(gerund).subject_origin == "agent"
        before = self.clauses.words.shapes[gerund] == links.GERUND and gerund < verb
        alone = not self.tree.has(gerund, links.SUBJECT, links.OBJECT) and not self.tree.has(
            verb, links.SUBJECT, links.PASSIVE_SUBJECT
        )
        return by and before and alone

    def _causes(self, clause: Clause) -> Iterator[int]:
        """Yield the nouns through which a verb's harm came: its doers, "in", "by", "during", "as a result of"; then what is above."""
        yield from (one.head for one in clause.doers)
        below = self.clauses.under(clause.head)
        yield from (one.phrase.head for one in below if self._is_through(clause, one))
        results = [one.phrase.head for one in below if self.clauses.words.lowers[one.phrase.head] in self.words.results]
        yield from (one.phrase.head for result in results for one in self.clauses.under(result))
        yield from self._above(clause)

    def _carry(self, noun: Trigger, *verbs: int) -> None:
        """Let verbs carry a noun; the last of them is no event of its own."""
        self.nouns[noun.word] = replace(noun, carriers=tuple(dict.fromkeys((*noun.carriers, *verbs))))
        del self.verbs[verbs[-1]]

    def _is_harm(self, verb: int) -> bool:
        """Tell whether a verb says of its subject that it was harmed, and not by whom."""
        known = verb in self.verbs and self.verbs[verb].frame.casualty in _BODILY
        return known and not self.tree.has(verb, links.OBJECT, links.AGENT)

    def _is_through(self, clause: Clause, oblique: Oblique) -> bool:
        """Tell whether a phrase names what did it; a later act it does not: "two days after the bombing", or one with a doer of its own."""
        if oblique.preposition not in self.words.through:
            return False
        own = clause.voice == "active" and bool(clause.subjects and clause.objects)
        apart = own or self.tree.has(oblique.at, links.NOUN_ADVERB)
        return not (apart and oblique.preposition in self.words.after)

    def _above(self, clause: Clause) -> Iterator[int]:
        """Yield the subject of the verb above ("the attack killed three, nine wounded"), and the noun that an active clause describes."""
        verb, above = clause.head, self.tree.heads[clause.head]
        if self.tree.links[verb] in _BESIDE and not self.tree.has(verb, links.SUBJECT, links.PASSIVE_SUBJECT):
            yield from (one.head for one in self.clauses.clause(above).subjects if self.clauses.is_verb(above))
        if self.tree.links[verb] in {links.RELATIVE, links.OF_NOUN} and clause.voice == "active":
            yield above


_WAYS: Final[tuple[Callable[[_Joining, Trigger], bool], ...]] = (
    _Joining.leave_out_object,
    _Joining.to_noun_it_came_from,
    _Joining.to_noun_of_harm_joined,
    _Joining.to_noun_it_adds_to,
    _Joining.to_gerund_that_did_it,
    _Joining.to_verb_whose_outcome_it_is,
    _Joining.to_act_when_it_was,
    _Joining.to_act_before_it,
)


def _carried(noun: Trigger, share: int, words: EventWords) -> Trigger:
    """Add the light verb above an event noun ("carried out an airstrike", "came under fire") or that of occurrence ("took place")."""
    clauses, tree = noun.clauses, noun.clauses.tree
    first = _first_of(clauses, share)
    verb = tree.heads[first]
    preposition = clauses.words.lowers[verb] if tree.links[first] == links.GOVERNED else ""
    above = tree.heads[verb]
    if preposition in words.joining.answered_by and not words.answering.isdisjoint(keys_of(clauses, above)):
        return replace(noun, carriers=(above, *noun.carriers))
    if preposition in words.joining.carried_by and clauses.words.kinds[above] in links.VERBAL:
        verb = above
    if clauses.words.kinds[verb] not in links.VERBAL or verb in noun.carriers:
        return noun
    done = tree.links[first] in {links.OBJECT, links.PASSIVE_SUBJECT, links.GOVERNED}
    wanted = words.light_verbs if done else words.occurrence_verbs
    return noun if wanted.isdisjoint(keys_of(clauses, verb)) else replace(noun, carriers=(verb, *noun.carriers))


def _first_of(clauses: Clauses, noun: int) -> int:
    """Return the first of the nouns that a noun is coordinated with."""
    tree = clauses.tree
    while tree.links[noun] == links.CONJUNCT and clauses.words.kinds[tree.heads[noun]] in {links.NOUN, links.NAME}:
        noun = tree.heads[noun]
    return noun
