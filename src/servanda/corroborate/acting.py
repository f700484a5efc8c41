"""Who is held to have acted, in which stance, and whom or what it hit."""

from collections.abc import Iterable
from typing import NamedTuple

from servanda.corroborate.affiliations import Belonging
from servanda.corroborate.denials import Denial
from servanda.corroborate.event_mentions import EventMention, Told, named_as, who_is
from servanda.corroborate.speakers import speaker_of
from servanda.model.claims import EventClaim
from servanda.model.incidents import IncidentActor, IncidentTarget, Status
from servanda.model.parties import Participant, ParticipantType
from servanda.reference.grammar import is_pronoun
from servanda.reference.person_words import is_civil_object, is_of_party, person_words, said_status

_PROTECTED = frozenset({"civilians", "infrastructure"})
_PEOPLE = frozenset({"person", "group"})
_THINGS = frozenset({"other", "organisation"})


class _Act(NamedTuple):
    entity_id: str | None
    name: str
    stance: str
    claim: str


def actors_of(
    group: Iterable[EventMention], denials: Iterable[Denial], belonging: Belonging
) -> tuple[IncidentActor, ...]:
    """Return each actor once for each stance, with the claims.

    ``claimed`` is said by the actor itself or its party; ``admitted`` where that same voice says civilians or civilian
    objects were hit; ``denied`` where a denial concerns this actor; all else is ``alleged``.
    """
    acts = [act for one in group for act in _acts(one, belonging)]
    names = {who_is(act.entity_id, act.name): act for act in acts}
    for denial in denials:
        acts += [
            names[actor]._replace(stance="denied", claim=denial.claim_id)
            for actor in sorted(denial.actors & names.keys())
        ]
    merged: dict[tuple[str, str], list[_Act]] = {}
    for act in acts:
        merged.setdefault((who_is(act.entity_id, act.name), act.stance), []).append(act)
    return tuple(_actor(merged[key], belonging) for key in sorted(merged))


def targets_of(group: Iterable[EventMention]) -> tuple[IncidentTarget, ...]:
    """Return whom or what the affirming claims say was hit.

    People counted as civilians are a target too, and where a claim says of nothing else that it was hit, all who are counted.
    An object whose words say that it serves civilian life is of type ``infrastructure``.
    """
    merged: dict[tuple[str, str], list[tuple[Participant, str]]] = {}
    for one in group:
        if one.denied:
            continue
        hit = [*named_as(one.claim, "target")]
        hit += _victims(one.claim) or ([] if hit else _victims(one.claim, _PEOPLE))
        for target in hit:
            merged.setdefault((target.entity_id or target.name.casefold(), _type(target, one.claim)), []).append(
                (target, one.claim.id)
            )
    return tuple(
        IncidentTarget(
            entity_id=found[0][0].entity_id,
            name=min(target.name for target, _ in found),
            type=kind,
            status=_status(kind, (target for target, _ in found)),
            claims=tuple(sorted({claim for _, claim in found})),
        )
        for (_, kind), found in sorted(merged.items())
    )


def is_among_fighters(group: Iterable[EventMention]) -> bool:
    """Tell whether all that claims tell is that armed sides fought each other or took ground: nobody is said to be hit."""
    told = [one.claim for one in group if not one.denied]
    return bool(told) and all(isinstance(claim, EventClaim) and _is_among_fighters(claim) for claim in told)


def _is_among_fighters(claim: EventClaim) -> bool:
    known, hit = person_words(), named_as(claim, "target")
    if claim.casualties or claim.event.mode:  # "fired at a patrol" has the label too, and says whom
        return False
    if claim.event.acled in known.fights:
        return not hit
    return claim.event.acled in known.takes_ground and all(_type(one, claim) == "other" for one in hit)


def _victims(claim: Told, types: frozenset[str] = _PROTECTED) -> list[Participant]:
    if not isinstance(claim, EventClaim):
        return []
    told = (item.who for item in claim.casualties)
    return [who for who in told if who and who.type in types and not is_pronoun(who.name)]


def _type(target: Participant, claim: Told) -> ParticipantType:
    """Return the type of a target; of an object that serves civilian life, by the words for it and after it, ``infrastructure``."""
    if target.type not in _THINGS or target.mention is None:
        return target.type
    after = claim.span.quote[max(0, target.mention.end - claim.span.start) :]
    return "infrastructure" if is_civil_object(target.name, after) else target.type


def _status(kind: str, hit: Iterable[Participant]) -> Status | None:
    """Return what the targets of a type are said to be by all words for them; ``None`` where some of these do not say it."""
    if kind == "civilians":
        return "civilian"
    said = {_said(kind, one) for one in hit}
    return said.pop() if len(said) == 1 else None


def _said(kind: str, target: Participant) -> Status | None:
    said = said_status(target.name) if kind in _PEOPLE else None
    named = target.entity_id is not None
    own = (kind in _THINGS or (kind in _PEOPLE and named)) and is_of_party(target.name, named=named)
    return "member_of_party" if own else said


def _acts(one: EventMention, belonging: Belonging) -> Iterable[_Act]:
    speaker = speaker_of(one.claim)
    voice = who_is(speaker.entity_id, speaker.name) if speaker else None
    for participant in named_as(one.claim, "actor"):
        own = voice is not None and belonging.one_party(voice, who_is(participant.entity_id, participant.name))
        yield _Act(participant.entity_id, participant.name, _stance(one.claim, own), one.claim.id)


def _stance(claim: Told, own: bool) -> str:
    if claim.polarity == "denied":
        return "denied"
    if not own:
        return "alleged"
    targets = [*named_as(claim, "target"), *_victims(claim)]
    return "admitted" if any(target.type in _PROTECTED for target in targets) else "claimed"


def _actor(acts: list[_Act], belonging: Belonging) -> IncidentActor:
    first = min(acts, key=lambda act: (is_pronoun(act.name), act.name, act.claim))
    return IncidentActor(
        entity_id=first.entity_id,
        name=first.entity_id if first.entity_id and is_pronoun(first.name) else first.name,
        stance=first.stance,  # type: ignore[arg-type]
        link_to_party=belonging.link(first.entity_id) if first.entity_id else None,
        claims=tuple(sorted({act.claim for act in acts})),
    )
