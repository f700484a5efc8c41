"""What a governing word does to an event noun: "condemned the attack", "plans an attack", "an end to the shelling", "threat of"."""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.disowning import is_disowned
from servanda.extract.factuality.governing import denied, known, not_done, prevented
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.walk import Rules, Step, first_of

_OBJECTS: Final = frozenset({links.OBJECT, links.PARTICLE, links.PREPOSITION, links.PREDICATE, links.PASSIVE_SUBJECT})
_OF_NOUNS: Final = frozenset({links.COMPOUND, links.OWNER, links.MODIFIER})


def cause(step: Step) -> Judgement | None:
    """As in "could not leave because of shelling", "was not repaired as a result of an attack": what kept them from it happened."""
    walk, words = step.walk, step.walk.entries
    before = walk.lower(walk.tree.heads[step.below])
    phrased = words.causes_behind.get(walk.lower(step.above)) == walk.lower(walk.tree.heads[step.above])
    told = phrased or not words.causes.isdisjoint({step.preposition, before})
    return known(step) if step.preposition and told else None


def setting(step: Step) -> Judgement | None:
    """As in "declined in an interview", "fled after the attack"; "died in the blast", "resulted in an attack" tell of it."""
    words, harms = step.walk.entries, step.walk.lexicon.casualties.verbs
    harmed = step.walk.lemma(step.above) in harms["killed"] | harms["injured"]
    whole = harmed or (step.preposition == "in" and step.does("resulting"))
    beside = step.preposition in words.settings or (step.preposition in words.at_places and not whole)
    return (belonging(step) or known(step)) if beside else None


def likened(step: Step) -> Judgement | None:
    """As in "made it look like an attack", "a blast like a bombing"; "like the bombing of May, the blast ..." tells of one that was."""
    likens = step.preposition in step.walk.entries.likening and step.above < step.below
    return step.made("possible") if likens else None


def belonging(step: Step) -> Judgement | None:
    """As in "demanded a halt to the raids", where the parser hangs "to the raids" on "demanded"."""
    objects = step.walk.tree.linked(step.above, links.OBJECT, links.PASSIVE_SUBJECT) if step.preposition else []
    before = (step._replace(above=item) for item in objects if item < step.below)
    meant = next((one for one in before if one.does("factive", "denying_nouns", "rewards")), None)
    return of_noun(meant) if meant is not None else None


def as_object(step: Step) -> Judgement | None:
    """Judge the object of a verb that denies, plans, fears, confirms, discusses, plays ... it."""
    return first_of((denied, _governed, _in_doubt), step) if step.link in _OBJECTS else None


def _governed(step: Step) -> Judgement | None:
    """As in "demanded the withdrawal", "called for an attack"; "denied planning the attack" takes the attack as known."""
    over = step.link == links.PREPOSITION and step.does("over_prepositions")
    modality = step.walk.governs(step.above) if over or not step.does("clause_only") else None
    if modality is None:
        return None
    verb = step.walk.clauses.clause(step.above)
    disowned = verb.link in {"open", "preposition"} and step.walk.does(step.walk.tree.heads[step.above], "denying")
    return step.now.known() if disowned and step.walk.is_known(step.event) else step.made(modality)


def _in_doubt(step: Step) -> Judgement | None:
    """As in "could not confirm an attack", "discussed a withdrawal", "the film shows an attack"."""
    walk = step.walk
    unsure = step.does("confirming") and step.negated
    topic = step.does("topical") and walk.has(step.event, walk.entries.indefinite)
    shown = any(walk.does(item, "fiction") for item in walk.tree.linked(step.above, links.SUBJECT))
    return step.made("possible") if unsure or topic or shown else None


def predicated(step: Step) -> Judgement | None:
    """As in "an attack is imminent", "seems unlikely"."""
    walk, words = step.walk, step.walk.entries
    said = walk.tree.linked(step.above, links.PREDICATE) if step.link == links.SUBJECT and step.does("copulas") else []
    found = {words.irrealis_adjectives.get(walk.lemma(one)) or walk.governs(one) for one in said}
    return next((step.made(modality) for modality in words.governors if modality in found), None)


def fended_off(step: Step) -> Judgement | None:
    """As in "tried to repel the assault", "could not beat back an attack": whatever becomes of the defence, there was an attack."""
    repelling = not step.walk.lexicon.events.repelling.isdisjoint(_lemmas(step)) and step.link == links.OBJECT
    fate = step.fate if repelling else Judgement()
    defended = fate.modality == "possible" or (fate.polarity == "denied" and not step.does("denying"))
    return known(step) if repelling and defended else None


def to_come(step: Step) -> Judgement | None:
    """As in "the withdrawal has yet to begin", "was to start on Monday", "failed to take place": it has the fate of that verb."""
    walk = step.walk
    opens = walk.tree.linked(step.above, links.OPEN) if step.link in links.SUBJECTS else []
    for word in (item for item in opens if walk.is_verb(item) and _happens(step, item)):
        fate = walk.clause(word, Judgement(), step.depth)
        if not fate.is_real:
            return step.now.made(fate.modality, fate.cue)
        if fate.polarity == "denied":
            return step.now.told("denied", fate.cue)
    return None


def _happens(step: Step, verb: int) -> bool:
    """Tell whether a verb says no more than that something begins or goes on: "begin", "resume", "take place"."""
    comes = step.walk.does(verb, "transparent") or _takes_place(step._replace(above=verb))
    return step.walk.clauses.clause(verb).infinitive and comes


def condemned(step: Step) -> Judgement | None:
    """As in "condemned the attack": a verb that takes it as known."""
    return known(step) if step.does("factive") and not _carries(step) else None


def carried_out(step: Step) -> Judgement | None:
    """As in "carried out an attack", "the attack took place", "may face an attack": it shares the fate of the verb."""
    definite = step.walk.is_known(step.event)
    if definite and not (_carries(step) and _is_direct(step)):
        return None
    fate = step.shared()
    fate = fate.told(step.now.polarity, fate.cue) if _outscopes(step) else fate
    return step.now.known() if definite and step.does("factive") and not fate.is_real else fate


def presupposed(step: Step) -> Judgement:
    """As in "responded to the attack"; "the attack could follow" leaves it open."""
    if step.now.polarity == "denied":
        return step.now
    fate, follows = step.shared(), step.does("by_result") or _is_if(step)
    return fate if follows and not fate.is_real else step.now.known()


def _carries(step: Step) -> bool:
    """Tell whether a verb only carries the event noun: "carried out an attack", "an attack took place"."""
    walk, events = step.walk, step.walk.lexicon.events
    if walk.lemma(step.above) in {"be"} | walk.lexicon.casualties.verbs["killed"]:
        return True
    wanted = events.light_verbs if step.link in _OBJECTS else events.occurrence_verbs
    return not wanted.isdisjoint(_lemmas(step)) or (step.link not in _OBJECTS and _takes_place(step))


def _lemmas(step: Step) -> set[str]:
    verb = step.walk.clauses.clause(step.above)
    return {verb.verb, verb.lemma}


def _takes_place(step: Step) -> bool:
    objects = map(step.walk.lemma, step.walk.tree.linked(step.above, links.OBJECT))
    return step.walk.lemma(step.above) == "take" and "place" in objects


def _is_direct(step: Step) -> bool:
    """Tell whether a verb stands right over the event noun, or over what that is a part of: "the shelling campaign"."""
    tree = step.walk.tree
    return tree.links[step.event] == links.COMPOUND or step.below in {step.event, tree.heads[step.event]}


def _outscopes(step: Step) -> bool:
    """Tell whether a subject stands outside the negation of its verb: "an attack did not stop the talks" tells of one.

    A subject takes scope over a negated predicate (L. Horn, A Natural History of Negation, 1989); verbs that only say
    that it happens ("did not take place", "was not carried out") deny the event itself.
    """
    walk, events = step.walk, step.walk.lexicon.events
    negation, lemmas = walk.negation(step.above), _lemmas(step)
    if negation is None or negation.site == "subject":
        return False
    if step.link == links.PASSIVE_SUBJECT:
        return events.light_verbs.isdisjoint(lemmas)
    happens = not (events.occurrence_verbs - {"be"}).isdisjoint(lemmas) and not walk.tree.has(step.above, links.OBJECT)
    return step.link == links.SUBJECT and not happens and not _takes_place(step)


def _is_if(step: Step) -> bool:
    """Tell whether an "if" before a comma belongs to the event though the parser hung it on the main verb."""
    mark = step.walk.beside(step.above, step.walk.entries.conditional_marks, links.MARK)
    return mark is not None and mark < step.event and "," in step.walk.tree.words.forms[step.event : step.above]


def not_established(step: Step) -> Judgement | None:
    """As in "no evidence of an attack": not established is not denied."""
    of_nothing = step.preposition and step.does("nouns_of_clauses") and step.walk.clauses.nobody(step.above) is not None
    return step.made("possible") if of_nothing else None


def of_noun(step: Step) -> Judgement | None:
    """As in "threat of", "call for", "an end to", "the victims of", "a ban on", and nouns that tell nothing."""
    if step.does("speech_acts", "nouns_of_clauses") and is_disowned(step.walk, step.above):
        return step.now.told("denied", step.above)
    if step.does("factive", "factive_nouns"):
        return step.now.known()
    if step.does("rewards"):
        return step.made("demanded")
    belongs = step.preposition or step.walk.tree.links[step.word] in _OF_NOUNS
    return (_of_its_kind(step) if belongs else None) or beyond(step)


def _of_its_kind(step: Step) -> Judgement | None:
    """As in "threat of an attack", "in case of an attack" (not "a murder case"), "ban on attacks", "absence of attacks"."""
    walk, modality = step.walk, step.walk.governs(step.above)
    if modality and (modality != "conditional" or walk.lower(walk.tree.heads[step.above]) == "in"):
        return step.made(modality)
    if step.does("forbidding"):
        return step.now.forbidden(step.above, negated=False)
    return step.now.told("denied", step.above) if step.does("denying_nouns") else None


def beyond(step: Step) -> Judgement:
    """Look further up."""
    return step.walk.up(step.above, step.now, step.depth, step.event)


NOUNS: Final[Rules] = {
    "noun": (known,),
    "noun under verb": (
        *(not_done, prevented, likened, cause, setting, fended_off, to_come, belonging, as_object, predicated),
        *(condemned, carried_out, presupposed),
    ),
    "noun under noun": (not_done, prevented, likened, cause, not_established, of_noun),
    "noun under other": (beyond,),
}
"""The rules by the kind of word above an event noun."""
