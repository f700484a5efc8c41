"""Who did it to whom: the participants of an event, read from the trigger's dependents by the roles of its frame."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.circumstances import is_country, place_at
from servanda.extract.clauses import clauses_in, clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.blaming import blame_of
from servanda.extract.events.bodies import taken_up
from servanda.extract.events.control import beyond
from servanda.extract.events.metonymy import Part, in_full
from servanda.extract.events.triggers import Trigger
from servanda.extract.events.victims import of_people, role_of_possessor
from servanda.extract.events.weapons_and_possessors import is_registered, is_weapon, possessors
from servanda.extract.grammar import (
    agents,
    children,
    doers,
    is_passive,
    objects,
    prepositions,
    subjects,
    under,
    with_conjuncts,
)
from servanda.model.making import replace
from servanda.model.parties import Attribution, Participant
from servanda.reference.lexicon_frames import Role, Roles

if TYPE_CHECKING:
    from spacy.tokens import Token

_HARMFUL: Final = frozenset({"ASSAULT", "COERCE"})
_ARMED_ACTS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "THREATEN"})
_POSSESSIVE: Final = frozenset({"their", "its", "his", "her"})
_IMPERSONAL: Final = frozenset({
    "it", "that", "this", "which", "what", "there", "these", "those", "who", "whom", "one", "something", "anything",
    "nothing", "everything", "i", "you", "me", "himself", "herself", "itself", "themselves",
})  # fmt: skip
_SETTINGS: Final = frozenset(
    {
        "day",
        "week",
        "month",
        "year",
        "night",
        "morning",
        "evening",
        "today",
        "yesterday",
        "hour",
        "time",
        "place",
        "case",
        "way",
        "result",
        "response",
        "front",
    }
)  # nouns of time and circumstance


def parts_of(analysis: DocumentAnalysis, trigger: Trigger) -> tuple[Part, ...]:
    """Return the participants of an event as phrases, actors first, in the order of the text within a role."""
    said = _verbal(analysis, trigger) if trigger.verbal else _nominal(analysis, trigger)
    found = [whole for part in said for whole in in_full(analysis, trigger.segment, part)]
    kept: dict[int, Part] = {}
    for part in found:
        if part.role != "none" and _can_take_part(analysis, trigger, part):
            kept.setdefault(part.token.i, _typed(analysis, part))
    order = {"actor": 0, "participant": 0, "instrument": 2}
    return tuple(sorted(kept.values(), key=lambda part: (order.get(part.role, 1), part.token.i)))


def _verbal(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[Part]:
    roles = analysis.reference.lexicon.events.roles_of(trigger.frame)
    verb = trigger.token
    own = bool(children(verb, "nsubj", "nsubjpass", "agent"))
    if is_passive(verb):
        yield from (Part(roles.get("subject", "actor"), item) for item in agents(verb))
        yield from (Part(roles.get("object", "none"), item, own=own) for item in subjects(verb))
    else:
        by = [item for preposition, item in prepositions(verb) if preposition == "by"] if verb.tag_ == "VBG" else []
        doing = [*doers(verb), *(agents(verb) or by if verb.tag_ == "VBG" else [])]
        yield from (Part(roles.get("subject", "actor"), item, own=own) for item in doing)
        yield from (Part(roles.get("object", "none"), item) for item in objects(verb))
        yield from (
            Part(roles.get("dative", roles.get("object", "none")), item)
            for item in children(verb, "dative")
            if item.pos_ != "ADP"
        )
    hit = objects(verb)
    for preposition, item in (*prepositions(verb), *_below_object(trigger)):
        if preposition in roles and preposition != "by" and not _is_where(roles, preposition, hit):
            yield Part(roles[preposition], item)
        elif preposition == "with" and trigger.frame.type == "ASSAULT" and is_weapon(analysis, item):
            yield Part("instrument", item)
    for outcome in trigger.tokens(trigger.absorbed):
        yield from (Part("target", item) for item in children(outcome, "dobj"))
    yield from (Part(role, item, own=False) for role, item in beyond(analysis, verb, roles))


def _is_where(roles: Roles, preposition: str, hit: "list[Token]") -> bool:
    """Tell whether "on" says where it happened, as what was hit is named: "ambushed a bus on the road"."""
    return preposition in {"on", "upon"} and roles.get("object") == "target" == roles[preposition] and bool(hit)


def _below_object(trigger: Trigger) -> "Iterator[tuple[str, Token]]":
    """Yield the prepositional phrases below what belongs to the frame: "fire on X", "part of the aid for X", "on a promise to X"."""
    things = with_conjuncts(children(trigger.token, "dobj")) + under(trigger.token, *trigger.frame.preposition)
    for item in things:
        yield from prepositions(item)
        yield from (below for part in under(item, "of") for below in prepositions(part))


def _nominal(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[Part]:
    frame, noun = trigger.frame, trigger.token
    roles = analysis.reference.lexicon.events.roles_of(frame)
    blame = blame_of(trigger, analysis.reference.lexicon)
    told = (*blame.accused, *blame.by) if blame is not None else ()
    for preposition, item in prepositions(noun):
        if item.i not in told:
            yield Part(_role_after(preposition, trigger), item)
    for part in under(noun, "of") if frame.of_object else []:  # "a suspension of links with X"
        yield from (Part(frame.roles.get(preposition, "none"), item) for preposition, item in prepositions(part))
    for item in possessors(analysis, noun):
        yield Part(role_of_possessor(analysis, trigger, item, roles.get("subject", "actor")), item)
    for outcome in trigger.tokens(trigger.absorbed):
        yield from (Part("target", item) for item in children(outcome, "dobj"))
    for verb in trigger.tokens(trigger.carriers):
        yield from _carried(analysis, trigger, verb)
    for word in (noun, *trigger.tokens(trigger.carriers)):
        yield from (Part(role, item, own=False) for role, item in beyond(analysis, word, roles))
    if blame is not None and blame.said:
        yield from (Part("actor", trigger.segment.doc[item], own=False) for item in blame.accused)


def _role_after(preposition: str, trigger: Trigger) -> Role:
    """Return the role of what stands after a preposition below an event noun."""
    frame = trigger.frame
    if preposition in frame.roles:
        return frame.roles[preposition]
    meeting = frame.type in {"CONSULT", "AGREE"} or frame.mode == "ceasefire"
    special: dict[str, Role] = {
        "of": frame.of,
        "between": frame.between or ("participant" if meeting else "actor"),
        "among": "participant" if meeting else "actor",
    }
    if preposition in special:
        return special[preposition]
    if preposition == "by":
        return "participant" if meeting else "actor"
    if preposition == "with":
        return frame.with_ or ("participant" if meeting else "none")
    if preposition in {"on", "against", "upon", "at", "targeting"} and frame.type in {
        "ASSAULT",
        "COERCE",
        "PROTEST",
        "SANCTION",
    }:
        return "target"
    return "none"


def _carried(analysis: DocumentAnalysis, trigger: Trigger, verb: "Token") -> Iterator[Part]:
    """Participants from the verb above an event noun."""
    events = analysis.reference.lexicon.events
    roles = events.roles_of(trigger.frame)
    actor = roles.get("subject", "actor")
    noun_is_doer = (
        trigger.token in (*doers(verb), *agents(verb)) or verb.dep_ in {"relcl", "acl"} or not _is_light(analysis, verb)
    )
    harmed = events.acled_of(trigger.frame, None) is not None or trigger.frame.type == "ASSAULT"
    if not noun_is_doer or (trigger.token.dep_ == "nsubjpass" and _is_light(analysis, verb)):
        if trigger.frame.type in _HARMFUL and verb_in(verb, events.bystanding_light_verbs):
            return
        undergone = verb_in(verb, events.undergoing_light_verbs)
        yield from (
            Part("target" if undergone else actor, item)
            for item in (agents(verb) if is_passive(verb) else doers(verb))
            if item != trigger.token
        )
        yield from (
            Part(_role_after(prep, trigger), item)
            for prep, item in prepositions(verb)
            if prep in {"on", "against", "with"}
        )
    elif harmed:
        hit = subjects(verb) if is_passive(verb) else objects(verb)
        if verb_in(verb, events.aftermath_verbs) and not is_passive(verb):
            hit = [item for item in hit if item.lemma_.lower() in events.stand_for]
        yield from (Part("target", item) for item in hit if item != trigger.token)
        doing = agents(verb) if is_passive(verb) else ([] if trigger.token in doers(verb) else doers(verb))
        yield from (Part(actor, item) for item in doing if item != trigger.token)
        yield from (
            Part(_role_after(prep, trigger), item) for prep, item in prepositions(verb) if prep in {"between", "among"}
        )


def _is_light(analysis: DocumentAnalysis, verb: "Token") -> bool:
    events = analysis.reference.lexicon.events
    return verb_in(verb, events.light_verbs | events.undergoing_light_verbs)


def verb_in(verb: "Token", words: frozenset[str]) -> bool:
    """Tell whether a verb, with its particle or preposition or without, is among ``words``."""
    lemma = verb.lemma_.lower()
    particles = [child.lower_ for child in children(verb, "prt", "prep")]
    return bool({lemma, *(f"{lemma} {word}" for word in particles)} & words)


def _can_take_part(analysis: DocumentAnalysis, trigger: Trigger, part: Part) -> bool:
    """Bar dates, impersonal pronouns, other events, and settings; a place that is done something to is a place."""
    token, lexicon = part.token, analysis.reference.lexicon
    lemma = token.lemma_.lower()
    if (
        _is_nobody(token)
        or token == trigger.token
        or token.lower_ in _IMPERSONAL
        or token.ent_type_ in {"DATE", "TIME", "PERCENT", "MONEY"}
    ):
        return False
    if token.pos_ not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"} or (
        lemma in _SETTINGS | lexicon.events.not_parties and token.pos_ == "NOUN"
    ):
        return False
    if lemma in lexicon.noun_frames and token.pos_ == "NOUN":
        return False
    if token.lower_ in _POSSESSIVE and analysis.names.name_of(trigger.segment, token.i).name is None:
        return False
    if part.role in {"target", "participant"} and trigger.frame.type == "ASSAULT":
        featured = lexicon.places.feature_nouns.get(token.lemma_.lower(), "point") != "point"
        place = place_at(analysis, trigger.segment, token.i, "in" if featured else "on")
        return place is None or is_country(analysis, place)
    return True


def _is_nobody(token: "Token") -> bool:
    """Tell whether a word stands for nobody: "nobody", "no one"; "no soldier", "none of them" name who did not."""
    clauses = clauses_in(token.doc)
    nobody = clauses.nobody(token.i)
    named = nobody is None or clauses.phrase(token.i).of is not None
    return not named and (nobody == token.i or token.lower_ == "one")


def _typed(analysis: DocumentAnalysis, part: Part) -> Part:
    """A weapon that does something is an instrument."""
    weapon = part.role == "actor" and is_weapon(analysis, part.token) and not is_registered(analysis, part.token)
    return Part("instrument", part.token, part.own) if weapon else part


def participant(
    analysis: DocumentAnalysis, trigger: Trigger, part: Part, chain: tuple[Attribution, ...]
) -> Participant:
    """Return a part as a record, named as fully as the text allows."""
    body = taken_up(analysis, trigger.segment, part.token) if _may_take_up(trigger, part) else None
    if body is not None and body.name is not None:
        return body.participant("actor")
    found = named(analysis, trigger, part.token, chain, part.role)
    if body is not None:
        return replace(found, candidates=body.candidates)
    if part.body:
        return replace(found, type="organisation")
    return of_people(analysis, found, part.token) if trigger.frame.people and part.role == "target" else found


def _may_take_up(trigger: Trigger, part: Part) -> bool:
    """Tell whether "the group" may stand for an armed body here: only one that does what armed bodies do."""
    return part.role == "actor" and trigger.frame.type in _ARMED_ACTS


def named(
    analysis: DocumentAnalysis, trigger: Trigger, token: "Token", chain: tuple[Attribution, ...], role: Role
) -> Participant:
    """Return the participant that a phrase names in a role."""
    run = phrase_of(analysis, trigger, token)
    meant = analysis.names.name_of(trigger.segment, token.i, chain, run)
    found = meant.participant("actor" if role == "none" else role)
    owner = re.sub(r"['’]s?$", "", found.name)  # "the regime's", "the rebels'"
    found = replace(found, name=owner) if owner and owner != found.name else found
    return replace(found, type="weapon") if role == "instrument" and found.type in {"other", "group"} else found


def phrase_of(analysis: DocumentAnalysis, trigger: Trigger, token: "Token") -> tuple[int, int] | None:
    """Return the noun phrase of a common noun; a name knows its own extent."""
    apposed = token.lower_ in analysis.names.cues.offices | analysis.names.cues.titles and children(
        token, "appos", "nmod"
    )
    pronoun = token.pos_ in {"PRON", "DET"}
    if pronoun or apposed or analysis.names.mention_at(trigger.segment, token.i) is not None:
        return None
    phrase = clauses_of(trigger.segment).phrase(token.i)
    return phrase.first, phrase.last
