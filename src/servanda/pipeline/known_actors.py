"""What the registry knows of everybody whom a dossier names: classes, links, owners, and who watches or publishes."""

from collections.abc import Collection, Iterable

from servanda.assess import ActorKnowledge, KnownClass, KnownLink
from servanda.model.incidents import Incident
from servanda.model.links import ActorLink
from servanda.model.outlines import Claims
from servanda.model.sources import DocumentSource
from servanda.reference import Reference
from servanda.reference.agreement_files import AgreementBook

_ARMED = frozenset({"armed_forces", "armed_group"})
_WATCHING, _MEDIA = frozenset({"ngo"}), frozenset({"media"})


def actor_knowledge(
    reference: Reference, incidents: Collection[Incident], book: AgreementBook
) -> tuple[ActorKnowledge, ...]:
    """Return what the registry knows of everybody whom incidents and agreements name, and of all whom these belong to."""
    named = {one.entity_id for incident in incidents for one in incident.actors}
    named |= {one.entity_id for incident in incidents for one in incident.targets}
    # A party's own word on how far it has done a duty is told as such: whom its speakers belong to must be known.
    named |= {voice.entity_id for incident in incidents if incident.milestone for voice in incident.voices}
    named |= {bound.actor for agreement in book.agreements for bound in agreement.bound}
    told = {by.link_to_party.party for incident in incidents for by in incident.actors if by.link_to_party}
    known: dict[str, ActorKnowledge] = {}
    front = {entity for entity in named | told if entity}
    while front:
        known |= {entity: _knowledge(reference, entity) for entity in front}
        front = {link.party for entity in front for link in known[entity].links} - known.keys()
    return tuple(known[entity] for entity in sorted(known))


def actor_links(reference: Reference, claims: Claims, sources: Iterable[DocumentSource] = ()) -> tuple[ActorLink, ...]:
    """Return the links, with their times, of every actor whom events name and of everyone who speaks of or publishes them, and theirs.

    Speakers count too: the director of an observatory and the observatory are one voice.
    """
    links = {entity: reference.actors.links(entity) for entity in _entities(claims, sources)}
    while missing := {link.party for found in links.values() for link in found} - links.keys():
        links |= {party: reference.actors.links(party) for party in missing}
    return tuple(
        ActorLink(actor=entity, party=link.party, type=link.link, since=link.since, until=link.until)
        for entity in sorted(links)
        for link in links[entity]
    )


def outlet_owners(reference: Reference, claims: Claims, sources: Iterable[DocumentSource] = ()) -> dict[str, str]:
    """Return the owner family of every outlet that claims name, or that publishes or is credited, and the registry knows the owner of, by entity id."""
    known = (reference.actors.actor(entity) for entity in _entities(claims, sources))
    return {actor.id: actor.owner_family for actor in known if actor and actor.owner_family}


def gatherers(
    reference: Reference, claims: Claims, links: Iterable[ActorLink]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the bodies that watch and the outlets of the registry among those whom claims name and those whom these belong to."""
    entities = sorted({*_entities(claims, ()), *(link.party for link in links)})
    types = {entity: actor.type for entity in entities if (actor := reference.actors.actor(entity))}
    watching, media = (tuple(one for one, type_ in types.items() if type_ in kinds) for kinds in (_WATCHING, _MEDIA))
    return watching, media


def _knowledge(reference: Reference, entity: str) -> ActorKnowledge:
    """Return name, classes and direct links of an actor, with their times."""
    actor = reference.actors.actor(entity)
    classes = reference.actors.dated_classes(entity)
    return ActorKnowledge(
        entity_id=entity,
        name=actor.name if actor else entity,
        classes=tuple(KnownClass(name=one.name, since=one.since, until=one.until) for one in classes),
        links=tuple(
            KnownLink(party=link.party, type=link.link, since=link.since, until=link.until)
            for link in reference.actors.links(entity)
        ),
        fights=actor is not None and actor.type in _ARMED,
    )


def _entities(claims: Claims, sources: Iterable[DocumentSource]) -> list[str]:
    """Return the ids of all who take part, who speak, who publish, and whose reports are passed on."""
    return sorted(_publishing(sources).union(*(one.entities for one in claims.outlines)))


def _publishing(sources: Iterable[DocumentSource]) -> set[str]:
    """Return the ids of all who publish a document or are credited in one."""
    known = {entity for one in sources for entity in (one.body, *(agency.entity_id for agency in one.credits))}
    return {entity for entity in known if entity}
