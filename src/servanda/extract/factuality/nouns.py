"""What a governing word does to an event noun: "condemned the attack", "plans an attack", "an end to the shelling", "threat of"."""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.governing import handed, kept_from
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.walk import Rules, Step, Walk
from servanda.model.claims import Modality

_AHEAD: Final = frozenset({"predicted", "possible", "planned", "demanded", "hoped"})
_UNREAL: Final = frozenset({"predicted", "possible", "planned", "conditional"})
_OBJECTS: Final = frozenset({links.OBJECT, links.PARTICLE, links.PREPOSITION, links.PREDICATE, links.PASSIVE_SUBJECT})
_OF_NOUNS: Final = frozenset({links.COMPOUND, links.OWNER, links.MODIFIER})


def known(walk: Walk, step: Step) -> Judgement:
    """A definite event noun is taken as known; an indefinite one stays as it is."""
    return step.now.known() if step.event is not None and walk.is_known(step.event) else step.now


def without(walk: Walk, step: Step) -> Judgement | None:
    """As in "without an attack"; "without the shelling there would be no refugees" takes the shelling as known."""
    denial = walk.clauses.nominal(step.word).negation
    if denial is None or denial.site != "preposition":
        return None
    unreal = walk.clauses.clause(step.above).modals and walk.is_known(step.word)
    return known(walk, step) if unreal else step.now.denied(denial.cue)


def prevented(walk: Walk, step: Step) -> Judgement | None:
    """As in "kept the rebels from an attack"."""
    return handed(walk, step) if kept_from(walk, step) else None


def belonging(walk: Walk, step: Step) -> Judgement | None:
    """As in "demanded a halt to the raids", where the parser hangs "to the raids" on "demanded"."""
    words, objects = walk.entries, walk.tree.linked(step.above, links.OBJECT, links.PASSIVE_SUBJECT)
    wanted = (words.factive, words.denying_nouns, words.rewards)
    meant = [item for item in objects if step.word != step.below and item < step.below and walk.does(item, *wanted)]
    return of_noun(walk, step._replace(above=meant[0])) if meant else None


def setting(walk: Walk, step: Step) -> Judgement | None:
    """As in "declined in an interview", "fled after the attack"; "died in the blast", "resulted in an attack" tell of it."""
    words, harms, preposition = walk.entries, walk.lexicon.casualties.verbs, walk.lower(step.below)
    if step.below == step.word:
        return None
    whole = walk.does(step.above, harms["killed"], harms["injured"]) or (
        preposition == "in" and walk.does(step.above, words.resulting)
    )
    beside = preposition in words.settings or (preposition in words.at_places and not whole)
    return (belonging(walk, step) or known(walk, step)) if beside else None


def as_object(walk: Walk, step: Step) -> Judgement | None:
    """Judge the object of a verb that denies, plans, fears, confirms, discusses, plays ... it."""
    if walk.tree.links[step.below] not in _OBJECTS:
        return None
    rules = (_denied, _governed, _in_doubt)
    return next((found for rule in rules if (found := rule(walk, step)) is not None), None)


def _denied(walk: Walk, step: Step) -> Judgement | None:
    """As in "denied the attack", "called off an attack"; what is rejected was made: "rejected the accusation"."""
    if not walk.denies(step.above, infinitive=False):
        return None
    spoken = step.event == step.below and walk.does(step.below, walk.entries.speech_acts)
    return known(walk, step) if spoken else handed(walk, step)


def _governed(walk: Walk, step: Step) -> Judgement | None:
    """As in "demanded the withdrawal", "called for an attack"; "denied planning the attack" takes the attack as known."""
    words, verb = walk.entries, step.above
    behind = walk.tree.links[step.below] == links.PREPOSITION and walk.does(verb, words.over_prepositions)
    modality = walk.governed(verb) if behind or not walk.does(verb, words.clause_only) else None
    if modality is None:
        return None
    clause = walk.clauses.clause(verb)
    disowned = clause.link in {"open", "preposition"} and walk.does(walk.tree.heads[verb], words.denying)
    return step.now.known() if disowned and known(walk, step) != step.now else step.now.made(modality, verb)


def _in_doubt(walk: Walk, step: Step) -> Judgement | None:
    """As in "could not confirm an attack", "discussed a withdrawal", "the film shows an attack"."""
    words, verb, noun = walk.entries, step.above, step.word if step.event is None else step.event
    unsure = walk.does(verb, words.confirming) and walk.negation(verb) is not None
    topic = walk.does(verb, words.topical) and walk.beside(noun, words.indefinite) is not None
    shown = any(walk.does(item, words.fiction) for item in walk.tree.linked(verb, links.SUBJECT))
    return step.now.made("possible", verb) if unsure or topic or shown else None


def predicated(walk: Walk, step: Step) -> Judgement | None:
    """As in "an attack is imminent", "seems unlikely"."""
    words, verb = walk.entries, step.above
    if walk.tree.links[step.below] != links.SUBJECT or not walk.does(verb, words.copulas):
        return None
    predicates = walk.tree.linked(verb, links.PREDICATE)
    found = (words.irrealis_adjectives.get(walk.lemma(one)) or walk.governed(one) for one in predicates)
    modality: Modality | None = next((one for one in found if one in words.governors), None)
    return step.now.made(modality, verb) if modality else None


def under_verb(walk: Walk, step: Step) -> Judgement | None:
    """Judge by a verb that only carries the noun ("carried out an attack"), or that takes it as known ("condemned the attack")."""
    verb, carries = step.above, _carries(walk, step)
    factive, definite = walk.does(verb, walk.entries.factive), known(walk, step) != step.now
    if factive and not carries:
        return known(walk, step)
    fate = walk.clause(verb, step.now, step.depth)
    if (carries and _is_direct(walk, step)) or not definite:
        fate = fate.with_polarity(step.now.polarity) if _outscopes(walk, step) else fate
        return known(walk, step) if factive and definite and fate.modality in _AHEAD else fate
    if step.now.polarity == "denied":
        return step.now
    follows = walk.does(verb, walk.entries.by_result) or _is_if(walk, step)
    return fate if follows and fate.modality in _UNREAL else step.now.known()


def _carries(walk: Walk, step: Step) -> bool:
    """Tell whether a verb only carries the event noun: "carried out an attack", "an attack took place"."""
    verb, events = step.above, walk.lexicon.events
    if walk.lemma(verb) == "be" or walk.does(verb, walk.lexicon.casualties.verbs["killed"]):
        return True
    if walk.tree.links[step.below] in _OBJECTS:
        return not events.light_verbs.isdisjoint(_lemmas(walk, verb))
    return _takes_place(walk, verb) or not events.occurrence_verbs.isdisjoint(_lemmas(walk, verb))


def _lemmas(walk: Walk, verb: int) -> set[str]:
    clause = walk.clauses.clause(verb)
    return {clause.verb, clause.lemma}


def _takes_place(walk: Walk, verb: int) -> bool:
    places = (item for item in walk.tree.linked(verb, links.OBJECT) if walk.lemma(item) == "place")
    return walk.lemma(verb) == "take" and next(places, None) is not None


def _is_direct(walk: Walk, step: Step) -> bool:
    """Tell whether a verb stands right over the event noun, or over what that is a part of: "the shelling campaign"."""
    event = step.word if step.event is None else step.event
    return walk.tree.links[event] == links.COMPOUND or step.below in {event, walk.tree.heads[event]}


def _outscopes(walk: Walk, step: Step) -> bool:
    """Tell whether a subject stands outside the negation of its verb: "an attack did not stop the talks" tells of one.

    A subject takes scope over a negated predicate (L. Horn, A Natural History of Negation, 1989); verbs that only say
    that it happens ("did not take place", "was not carried out") deny the event itself.
    """
    verb, link, events = step.above, walk.tree.links[step.below], walk.lexicon.events
    negation = walk.negation(verb)
    if negation is None or negation.site == "subject":
        return False
    if link == links.PASSIVE_SUBJECT:
        return not walk.does(verb, events.light_verbs)
    happens = walk.does(verb, events.occurrence_verbs) and walk.lemma(verb) != "be"
    undergone = walk.lemma(verb) != "take" and walk.tree.has(verb, links.OBJECT)
    return link == links.SUBJECT and (not happens or undergone)


def _is_if(walk: Walk, step: Step) -> bool:
    """Tell whether an "if" before a comma belongs to the event though the parser hung it on the main verb."""
    event, verb = step.word if step.event is None else step.event, step.above
    mark = walk.beside(verb, walk.entries.conditional_marks, links.MARK)
    return mark is not None and mark < event and "," in walk.tree.words.forms[event:verb]


def of_noun(walk: Walk, step: Step) -> Judgement | None:
    """As in "threat of", "call for", "an end to", "the victims of", "a ban on", and nouns that tell nothing."""
    words, noun = walk.entries, step.above
    if walk.does(noun, words.factive, words.factive_nouns):
        return step.now.known()
    if walk.does(noun, words.rewards):
        return step.now.made("demanded", noun)
    belongs = step.below != step.word or walk.tree.links[step.word] in _OF_NOUNS
    return (_of_its_kind(walk, step) if belongs else None) or walk.up(noun, step.now, step.depth, step.event)


def _of_its_kind(walk: Walk, step: Step) -> Judgement | None:
    """As in "threat of an attack", "in case of an attack" (not "a murder case"), "ban on attacks", "absence of attacks"."""
    words, noun = walk.entries, step.above
    modality = walk.governed(noun)
    if modality and (modality != "conditional" or walk.lower(walk.tree.heads[noun]) == "in"):
        return step.now.made(modality, noun)
    if walk.does(noun, words.forbidding):
        return step.now.forbidden(noun, negated=False)
    return step.now.denied(noun) if walk.does(noun, words.denying_nouns) else None


def beyond(walk: Walk, step: Step) -> Judgement:
    """Look further up; under an adjective that takes it as known it is known."""
    return (
        known(walk, step)
        if walk.does(step.above, walk.entries.factive)
        else walk.up(step.above, step.now, step.depth, step.event)
    )


NOUNS: Final[Rules] = {
    "noun": (known,),
    "noun under verb": (without, prevented, setting, belonging, as_object, predicated, under_verb),
    "noun under noun": (without, prevented, of_noun),
    "noun under other": (beyond,),
}
"""The rules by the kind of word above an event noun."""
