"""Incidents as entities of FollowTheMoney: events, who is said to have acted, the documents that say so."""

from collections.abc import Iterable, Iterator
from typing import Any

from servanda.model.codec import encode_lines, sha256
from servanda.model.documents import DocumentText
from servanda.model.incidents import Incident, IncidentActor, IncidentPlace
from servanda.report.config import ReportConfig
from servanda.report.exchange.about import About, about
from servanda.report.phrases import describe, what
from servanda.report.view import ReportView

Entity = dict[str, Any]
_Values = dict[str, list[str | None]]
_N_DIGITS = 24


def follow_the_money(view: ReportView, _config: ReportConfig) -> bytes:
    """Return entities of the FollowTheMoney model, a line each, every id once.

    Who is said to have acted is tied to an event by an ``UnknownLink`` whose status says alleged, claimed, admitted or
    denied: the model's own ``involved`` would state it as a fact.
    """
    return b"".join(encode_lines({entity["id"]: entity for entity in _entities(view)}.values()))


def _entities(view: ReportView) -> Iterator[Entity]:
    made, texts = about(view), {text.document_id: text for text in view.texts}
    document_of = {claim.id: claim.document_id for claim in view.claims}
    yield _entity(
        "about", "Note", {"name": [made.title], "description": [made.line, made.counting_rule_text, made.credits]}
    )
    for text in texts.values():
        yield _document(text)
    for incident in view.acts:
        yield from (_place(place) for place in incident.places if place.name)
        proof = _proof(incident.members, document_of, texts)
        yield _event(incident, proof, made)
        for actor in incident.actors:
            yield _actor(actor)
            yield _link(incident, actor, _proof(actor.claims, document_of, texts))


def _entity(name: str, schema: str, properties: _Values) -> Entity:
    kept = {key: [value for value in values if value] for key, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in kept.items() if values}}


def _document(text: DocumentText) -> Entity:
    told: _Values = {
        "fileName": [text.title or text.document_id],
        "title": [text.title],
        "publisher": [text.publisher],
        "publishedAt": [text.published_on],
        "sourceUrl": [text.url],
    }
    return _entity(_id(text.document_id), "Document", told)


def _place_id(place: IncidentPlace) -> str:
    return _named("place", place.place_id or f"{place.name} {place.latitude} {place.longitude}")


def _place(place: IncidentPlace) -> Entity:
    told: _Values = {
        "full": [place.name],
        "country": [_country(place)],
        "latitude": [None if place.latitude is None else str(place.latitude)],
        "longitude": [None if place.longitude is None else str(place.longitude)],
    }
    return _entity(_place_id(place), "Address", told)


def _country(place: IncidentPlace) -> str | None:
    return place.country.lower() if place.country else None


def _event(incident: Incident, proof: list[str], made: About) -> Entity:
    named = [place for place in incident.places if place.name]
    told: _Values = {
        "name": [", ".join((what(incident), *incident.place_names))],
        "recordId": [incident.handle],
        "startDate": [incident.time.start and incident.time.start[:10]],
        "endDate": [incident.time.end and incident.time.end[:10]],
        "location": [*incident.place_names],
        "addressEntity": [*map(_place_id, named)],
        "country": list(dict.fromkeys(map(_country, incident.places))),
        "summary": [describe(incident)],
        "notes": [made.line],
        "proof": [*proof],
    }
    return _entity(_id(incident.id), "Event", told)


def _actor_id(actor: IncidentActor) -> str:
    return _named("actor", actor.entity_id or actor.name)


def _actor(actor: IncidentActor) -> Entity:
    return _entity(_actor_id(actor), "LegalEntity", {"name": [actor.name]})


def _link(incident: Incident, actor: IncidentActor, proof: list[str]) -> Entity:
    told: _Values = {
        "subject": [_actor_id(actor)],
        "object": [_id(incident.id)],
        "role": [f"said to have acted ({actor.stance})"],
        "status": [actor.stance],
        "proof": [*proof],
    }
    return _entity(_named("link", f"{incident.id} {actor.entity_id} {actor.name} {actor.stance}"), "UnknownLink", told)


def _proof(claims: Iterable[str], document_of: dict[str, str], texts: dict[str, DocumentText]) -> list[str]:
    found = (document_of[name] for name in claims if name in document_of)
    return [_id(name) for name in dict.fromkeys(found) if name in texts]


def _named(kind: str, words: str) -> str:
    return f"{kind}-{sha256(words.encode())[:_N_DIGITS]}"


def _id(name: str) -> str:
    """Return an id of ours as the model takes it: without underscores."""
    return name.replace("_", "-")
