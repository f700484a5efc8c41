"""Who did it to whom: the participants of an event, read from the clause of its trigger by the roles of its frame."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from servanda.extract.circumstances import is_country, place_at
from servanda.extract.clauses import Clause, Oblique, Phrase, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.blaming import answerable, blame_of
from servanda.extract.events.bodies import taken_up
from servanda.extract.events.control import beyond
from servanda.extract.events.doers import doers_of
from servanda.extract.events.fitting import is_act, keys_of, verb_frame
from servanda.extract.events.metonymy import Part, in_full
from servanda.extract.events.posts import done_beyond
from servanda.extract.events.triggers import Trigger
from servanda.extract.events.victims import of_people, role_of_possessor
from servanda.extract.events.weapons_and_possessors import is_weapon, owners_of_act, weapons_used
from servanda.model.making import replace
from servanda.model.parties import Attribution, Participant
from servanda.reference.lexicon_frames import Role, Roles, Words

_HARMFUL: Final = frozenset({"ASSAULT", "COERCE"})
_ARMED_ACTS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "THREATEN"})
_ORDER: Final = {"actor": 0, "participant": 0, "instrument": 2}
_NO_PARTIES: Final = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})
_NAMING: Final = frozenset({*links.NOMINAL, links.ADJ})
_OWN: Final = frozenset({links.SUBJECT, links.PASSIVE_SUBJECT, links.AGENT})
_DESCRIBING: Final = frozenset({links.RELATIVE, links.OF_NOUN})


def parts_of(analysis: DocumentAnalysis, trigger: Trigger) -> tuple[Part, ...]:
    """Return the participants of an event as phrases, actors first, in the order of the text within a role."""
    said = _of_verb(analysis, trigger) if trigger.verbal else _of_noun(analysis, trigger)
    found = [whole for part in said for whole in in_full(analysis, trigger.segment, part)]
    kept: dict[int, Part] = {}
    for part in found:
        if part.role != "none" and _can_take_part(analysis, trigger, part):
            kept.setdefault(part.word, _typed(analysis, trigger, part))
    return tuple(sorted(kept.values(), key=lambda part: (_ORDER.get(part.role, 1), part.word)))


def _of_verb(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[Part]:
    """Yield who does it and to whom, what prepositions govern, whom the outcome harmed, and who is meant beyond."""
    roles, clause = analysis.reference.lexicon.events.roles_of(trigger.frame), trigger.clause
    given: Role = roles.get("object", "none")
    own = trigger.clauses.tree.has(trigger.word, *_OWN)
    doers, passive = doers_of(trigger, analysis.reference.lexicon), clause.voice == "passive"
    yield from _parts(roles.get("subject", "actor"), doers, own=own or passive)
    yield from _parts(given, clause.undergoers, own=own or not passive)
    yield from _parts(roles.get("dative", given), _recipients(clause))
    for below in (*clause.obliques, *_below_object(trigger)):
        yield from _part_below(analysis, trigger, below, roles)
    yield from _harmed(analysis, trigger)
    yield from (Part("actor", item) for item in done_beyond(analysis, trigger))
    yield from (Part("instrument", weapon) for weapon in weapons_used(analysis, trigger.clauses, clause))
    yield from _beyond(analysis, trigger, [trigger.word], roles)


def _parts(role: Role, phrases: Iterable[Phrase], *, own: bool = True) -> Iterator[Part]:
    return (Part(role, one.head, own=own) for one in phrases)


def _recipients(clause: Clause) -> Iterator[Phrase]:
    """Yield to whom something is given without a preposition: "gave the rebels arms"."""
    governed = {one.phrase.head for one in clause.obliques}
    return (one for one in clause.recipients if one.head not in governed)


def _part_below(analysis: DocumentAnalysis, trigger: Trigger, below: Oblique, roles: Roles) -> Iterator[Part]:
    """Yield what a preposition below a verb governs, if it has a role; "with rockets" names the means of an attack."""
    preposition, head = below.preposition, below.phrase.head
    if preposition in roles and preposition != "by" and not _is_where(analysis, trigger, preposition, roles):
        yield Part(roles[preposition], head)
    elif preposition == "with" and trigger.frame.type == "ASSAULT" and _names_weapon(analysis, trigger, head):
        yield Part("instrument", head)


def _names_weapon(analysis: DocumentAnalysis, trigger: Trigger, word: int) -> bool:
    return trigger.clauses.words.lemmas[word].lower() in analysis.reference.lexicon.events.weapons


def _is_where(analysis: DocumentAnalysis, trigger: Trigger, preposition: str, roles: Roles) -> bool:
    """Tell whether "on" says where it happened, as what was hit is named: "ambushed a bus on the road"."""
    road = preposition in analysis.reference.lexicon.events.participants.road
    return road and roles.get("object") == "target" == roles[preposition] and bool(trigger.clause.undergoers)


def _below_object(trigger: Trigger) -> Iterator[Oblique]:
    """Yield the prepositional phrases below what belongs to the frame: "fire on X", "part of the aid for X", "on a promise to X"."""
    clauses, tree = trigger.clauses, trigger.clauses.tree
    things = tree.joined(tree.linked(trigger.word, links.OBJECT))
    if trigger.frame.preposition:
        things += [one.phrase.head for one in clauses.under(trigger.word, *trigger.frame.preposition)]
    for thing in things:
        yield from clauses.under(thing)
        yield from (below for part in clauses.under(thing, "of") for below in clauses.under(part.phrase.head))


def _harmed(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[Part]:
    """Yield what the verbs harmed that state the event's outcome: "..., killing nine and destroying their arms"."""
    for outcome in trigger.absorbed:
        frame = verb_frame(trigger.clauses, outcome, analysis.reference.lexicon)
        thing = frame is not None and not frame.people
        yield from (Part("target", one.head, thing=thing) for one in trigger.clauses.clause(outcome).undergoers)


def _of_noun(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[Part]:
    """Yield whom prepositions and possessors name, whom the outcome harmed, who is named by the verb above, and who is blamed."""
    roles = analysis.reference.lexicon.events.roles_of(trigger.frame)
    blame = blame_of(trigger, analysis.reference.lexicon)
    yield from (part for part in _below_noun(analysis, trigger) if blame is None or part.word not in blame.named)
    for owner in owners_of_act(analysis, trigger.clauses, trigger.word):
        yield Part(role_of_possessor(analysis, trigger, owner, roles.get("subject", "actor")), owner)
    yield from _harmed(analysis, trigger)
    for verb in trigger.carriers:
        yield from _carried(analysis, trigger, verb)
    yield from _beyond(analysis, trigger, (trigger.word, *trigger.carriers), roles)
    held = (*done_beyond(analysis, trigger), *(blame.held if blame is not None else ()))
    yield from (Part("actor", item, own=False) for item in held)


def _beyond(analysis: DocumentAnalysis, trigger: Trigger, words: Iterable[int], roles: Roles) -> Iterator[Part]:
    """Yield who is addressed or meant beyond the phrases of some words."""
    for word in words:
        yield from (Part(role, item, own=False) for role, item in beyond(analysis, trigger.clauses, word, roles))


def _below_noun(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[Part]:
    """Yield what prepositions govern below an event noun; of "a suspension of links with X" also below the links."""
    roles = analysis.reference.lexicon.events.noun_roles_of(trigger.frame)
    for one in trigger.clauses.under(trigger.word):
        yield Part(roles.get(one.preposition, "none"), one.phrase.head)
    acting: Role = analysis.reference.lexicon.events.roles_of(trigger.frame).get("subject", "actor")
    yield from (Part(acting, one) for one in answerable(trigger, analysis.reference.lexicon))
    for part in trigger.clauses.under(trigger.word, "of") if trigger.frame.of_object else ():
        for one in trigger.clauses.under(part.phrase.head):
            yield Part(trigger.frame.roles.get(one.preposition, "none"), one.phrase.head)


def _carried(analysis: DocumentAnalysis, trigger: Trigger, verb: int) -> Iterator[Part]:
    """Yield the participants named by the verb above an event noun: "the army carried out a raid", "the raid killed two"."""
    events, clause = analysis.reference.lexicon.events, trigger.clauses.clause(verb)
    light = _is_any(trigger, verb, events.light_verbs | events.undergoing_light_verbs | events.answering)
    undergone = light and trigger.clauses.tree.links[trigger.word] == links.PASSIVE_SUBJECT
    if undergone or (light and not _is_doer(trigger, clause)):
        yield from _of_light_verb(analysis, trigger, clause)
    elif trigger.frame.type in _HARMFUL and events.acled_of(trigger.frame, None) is not None:
        yield from _of_harming_verb(analysis, trigger, clause)


def _is_doer(trigger: Trigger, clause: Clause) -> bool:
    """Tell whether what an event noun names does what the verb above says: "the raid left two dead", "a raid that killed two"."""
    doing = {one.head for one in (*clause.doers, *clause.agents)}
    return trigger.word in doing or trigger.clauses.tree.links[clause.head] in _DESCRIBING


def _of_light_verb(analysis: DocumentAnalysis, trigger: Trigger, clause: Clause) -> Iterator[Part]:
    """Yield who carries out what a noun names, or undergoes it ("came under fire"); who looks on takes no part."""
    events = analysis.reference.lexicon.events
    if trigger.frame.type in _HARMFUL and _is_any(trigger, clause.head, events.bystanding_light_verbs):
        return
    role: Role = (
        "target"
        if undergoes(analysis, trigger, clause.head)
        else events.roles_of(trigger.frame).get("subject", "actor")
    )
    yield from _parts(role, _others(trigger, clause.doers))
    yield from _beside(analysis, trigger, clause, events.participants.parties_beside)


def _of_harming_verb(analysis: DocumentAnalysis, trigger: Trigger, clause: Clause) -> Iterator[Part]:
    """Yield whom the verb harmed of which a noun is the doer, and who else did it; what came after an attack was not hit."""
    events, words = analysis.reference.lexicon.events, trigger.clauses.words
    hit = list(_others(trigger, clause.undergoers))
    if clause.voice == "active" and _is_any(trigger, clause.head, events.aftermath_verbs):
        hit = [one for one in hit if words.lemmas[one.head].lower() in events.stand_for]
    yield from _parts("target", hit)
    doing = () if clause.voice == "active" and trigger.word in {one.head for one in clause.doers} else clause.doers
    yield from _parts(events.roles_of(trigger.frame).get("subject", "actor"), _others(trigger, doing))
    yield from _beside(analysis, trigger, clause, events.participants.sides_of)


def _others(trigger: Trigger, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    return (one for one in phrases if one.head != trigger.word)


def _beside(analysis: DocumentAnalysis, trigger: Trigger, clause: Clause, prepositions: Words) -> Iterator[Part]:
    """Yield what some prepositions below the verb govern, in the roles they have below the noun."""
    roles = analysis.reference.lexicon.events.noun_roles_of(trigger.frame)
    for one in trigger.clauses.under(clause.head, *prepositions):
        yield Part(roles.get(one.preposition, "none"), one.phrase.head)


def _is_any(trigger: Trigger, verb: int, words: Words) -> bool:
    return not words.isdisjoint(keys_of(trigger.clauses, verb))


def looks_on(analysis: DocumentAnalysis, trigger: Trigger, verb: int) -> bool:
    """Tell whether a verb above an event noun only looks on: "the city witnessed clashes"."""
    return _is_any(trigger, verb, analysis.reference.lexicon.events.bystanding_light_verbs)


def undergoes(analysis: DocumentAnalysis, trigger: Trigger, verb: int) -> bool:
    """Tell whether the subject of a verb above an event noun undergoes the event: "the town came under fire"."""
    return _is_any(trigger, verb, analysis.reference.lexicon.events.undergoing_light_verbs)


def _can_take_part(analysis: DocumentAnalysis, trigger: Trigger, part: Part) -> bool:
    """Bar dates, impersonal pronouns, other events, and settings; a place that is done something to is a place."""
    return (
        part.word != trigger.word
        and _is_somebody(analysis, trigger, part.word)
        and not _is_nobody(trigger, part.word)
        and not _is_place(analysis, trigger, part)
    )


def _is_somebody(analysis: DocumentAnalysis, trigger: Trigger, word: int) -> bool:
    lexicon, words = analysis.reference.lexicon, trigger.clauses.words
    clock = words.kinds[word] == links.NUM and ":" in words.forms[word]
    if words.entities[word] in _NO_PARTIES or words.kinds[word] not in _NAMING or clock:
        return False
    lemma, lower, told = words.lemmas[word].lower(), words.lowers[word], lexicon.events.participants
    noun = words.kinds[word] == links.NOUN
    if lower in told.impersonal or (
        noun and (lemma in lexicon.events.not_parties or is_act(trigger.clauses, word, lexicon))
    ):
        return False
    return lower not in told.possessives or analysis.names.name_of(trigger.segment, word).name is not None


def _is_place(analysis: DocumentAnalysis, trigger: Trigger, part: Part) -> bool:
    """Tell whether what is attacked is a place, and no country."""
    if part.role not in {"target", "participant"} or trigger.frame.type != "ASSAULT":
        return False
    features = analysis.reference.lexicon.places.feature_nouns
    featured = features.get(trigger.clauses.words.lemmas[part.word].lower(), "point") != "point"
    place = place_at(analysis, trigger.segment, part.word, "in" if featured else "on")
    return place is not None and not is_country(analysis, place)


def _is_nobody(trigger: Trigger, word: int) -> bool:
    """Tell whether a word stands for nobody: "nobody", "no one"; "no soldier", "none of them" name who did not."""
    clauses = trigger.clauses
    nobody = clauses.nobody(word)
    named = nobody is None or clauses.phrase(word).of is not None
    return not named and (nobody == word or clauses.words.lowers[word] == "one")


def _typed(analysis: DocumentAnalysis, trigger: Trigger, part: Part) -> Part:
    """A weapon that does something is an instrument."""
    weapon = part.role == "actor" and is_weapon(analysis, trigger.clauses, part.word)
    return Part("instrument", part.word, part.own) if weapon else part


def participant(
    analysis: DocumentAnalysis, trigger: Trigger, part: Part, chain: tuple[Attribution, ...]
) -> Participant:
    """Return a part as a record, named as fully as the text allows."""
    body = taken_up(analysis, trigger.segment, part.word) if _may_take_up(trigger, part) else None
    if body is not None and body.name is not None:
        return body.participant("actor")
    found = _named(analysis, trigger, part, chain)
    if body is not None:
        return replace(found, candidates=body.candidates)
    if part.body:
        return replace(found, type="organisation")
    suffers = trigger.frame.people and part.role == "target" and not part.thing
    return of_people(analysis, trigger, found, part.word) if suffers else found


def _may_take_up(trigger: Trigger, part: Part) -> bool:
    """Tell whether "the group" may stand for an armed body here: only one that does what armed bodies do."""
    return part.role == "actor" and trigger.frame.type in _ARMED_ACTS


def _named(analysis: DocumentAnalysis, trigger: Trigger, part: Part, chain: tuple[Attribution, ...]) -> Participant:
    """Return the participant that a phrase names in its role."""
    run = _phrase_of(analysis, trigger, part.word)
    meant = analysis.names.name_of(trigger.segment, part.word, chain, run)
    found = meant.participant("actor" if part.role == "none" else part.role)
    owner = re.sub(r"['’]s?$", "", found.name)  # "the regime's", "the rebels'"
    found = replace(found, name=owner) if owner and owner != found.name else found
    weapon = part.role == "instrument" and found.type in {"other", "group"}
    return replace(found, type="weapon") if weapon else found


def _phrase_of(analysis: DocumentAnalysis, trigger: Trigger, word: int) -> tuple[int, int] | None:
    """Return the noun phrase of a common noun; a name knows its own extent."""
    clauses, cues = trigger.clauses, analysis.names.cues
    office = clauses.words.lowers[word] in cues.offices | cues.titles
    apposed = office and clauses.tree.has(word, links.APPOSITION, links.MODIFIER)
    pronoun = clauses.words.kinds[word] in {links.PRONOUN, links.DET}
    if pronoun or apposed or analysis.names.mention_at(trigger.segment, word) is not None:
        return None
    phrase = clauses.phrase(word)
    return phrase.first, phrase.last
