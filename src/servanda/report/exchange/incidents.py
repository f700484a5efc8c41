"""Incidents as rows of the codebook: one a row, and one row an incident x party x effect."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from servanda.model.claims import Claim
from servanda.model.documents import DocumentText
from servanda.model.findings import Finding
from servanda.model.incidents import Incident, IncidentPlace, IncidentToll
from servanda.report.exchange.about import about
from servanda.report.exchange.codebook import EFFECTS, codebook
from servanda.report.phrases import DENIED, party_name, ruling_words, said_count
from servanda.report.standing import by_incident
from servanda.report.tables import speaker
from servanda.report.view import ReportView

Row = dict[str, Any]
_PCODE = "pcode:"  # how the gazetteer marks a place whose id is its P-code


def pcode(place_id: str | None) -> str | None:
    """Return the P-code of a place, ``None`` where the gazetteer has none for it."""
    return place_id.removeprefix(_PCODE) if place_id and place_id.startswith(_PCODE) else None


def incident_row(incident: Incident) -> Row:
    """Return an incident as a row of the table ``incidents``."""
    place, time = incident.place, incident.time
    return {
        "incident_id": incident.id,
        "handle": incident.handle,
        "kind": incident.kind,
        "mode": incident.mode,
        "modality": DENIED if incident.is_only_denied else incident.modality,
        "start": time.start,
        "end": time.end,
        "start_day": time.start[:10] if time.start else None,
        "time_precision": time.precision,
        "place": place.told,
        "other_places": _joined(map(_placed, incident.also_at)),
        "place_id": place.place_id,
        "pcode": pcode(place.place_id),
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "actors": _joined(f"{actor.name} ({actor.stance})" for actor in incident.actors),
        "targets": _joined(target.name for target in incident.targets),
        "n_documents": incident.n_documents,
        "n_independent_origins": incident.n_independent_origins,
        "credibility": incident.credibility,
        "contradictions": _joined(item.field for item in incident.contradictions),
        "verdicts": _joined(map(ruling_words, incident.verdicts)),
    }


def _placed(place: IncidentPlace) -> str | None:
    """Return a place with its degrees, where they are known: "Olm (35.1, 36.2)"."""
    return place.told if place.latitude is None else f"{place.told} ({place.latitude:g}, {place.longitude:g})"


def effect_rows(view: ReportView) -> Iterator[Row]:
    """Yield the rows of the table ``effects``: an act x party x effect, then the findings without an incident."""
    made, empty = about(view), dict.fromkeys(codebook()[EFFECTS].names)
    last = {"as_of": made.as_of, "counting_rule": made.counting_rule, "licence": made.licence}
    look_up = _LookUp.of(view)
    for incident in view.acts:
        for row in _of_incident(incident, look_up):
            yield empty | row | last
    for finding in view.counted_findings:
        if finding.incident_id is None:
            yield empty | _of_party(finding.party, [finding], look_up) | last


class _LookUp(NamedTuple):
    """A view by id."""

    view: ReportView
    claims: dict[str, Claim]
    texts: dict[str, DocumentText]
    findings: dict[str, list[Finding]]

    @classmethod
    def of(cls, view: ReportView) -> "_LookUp":
        claims, texts = {claim.id: claim for claim in view.claims}, {text.document_id: text for text in view.texts}
        return cls(view, claims, texts, by_incident(view.findings))


def _of_incident(incident: Incident, look_up: _LookUp) -> Iterator[Row]:
    shared = incident_row(incident) | _documents(incident, look_up)
    findings = look_up.findings.get(incident.id, [])
    for n, party in enumerate(_parties(incident, findings)):
        named = _of_party(party, [item for item in findings if item.party == party], look_up)
        for m, toll in enumerate(incident.casualties or (None,)):
            once = {"counts_once": n == 0 and toll is not None, "counts_incident": n == m == 0}
            yield shared | named | _toll(toll) | once | _quote(incident, toll, look_up)


def _parties(incident: Incident, findings: list[Finding]) -> list[str | None]:
    """Return the parties named for an incident: by its actors' belonging, else by the actors, and by findings."""
    acting = [actor.link_to_party.party if actor.link_to_party else actor.entity_id for actor in incident.actors]
    named = dict.fromkeys([*acting, *(item.party for item in findings)])
    return sorted(party for party in named if party) + ([None] if None in named or not named else [])


def _of_party(party: str | None, findings: list[Finding], look_up: _LookUp) -> Row:
    told = (f"{item.agreement_id}/{item.provision_id}: {item.status} ({item.review})" for item in findings)
    name = party_name(party, look_up.view.names) or None
    return {"party": party, "party_name": name, "findings": _joined(told)}


def _toll(toll: IncidentToll | None) -> Row:
    if toll is None:
        return {}
    minimum, maximum, words = said_count(toll)
    return {"effect": toll.effect, "toll": words, "minimum": minimum, "maximum": maximum}


def _documents(incident: Incident, look_up: _LookUp) -> Row:
    """Return publishers and addresses of the documents whose claims tell of an incident."""
    names = (look_up.claims[name].document_id for name in incident.members if name in look_up.claims)
    texts = [look_up.texts[name] for name in dict.fromkeys(names) if name in look_up.texts]
    return {
        "sources": _joined(text.publisher for text in texts),
        "urls": _joined(text.url for text in texts),
    }


def _quote(incident: Incident, toll: IncidentToll | None, look_up: _LookUp) -> Row:
    """Return the words of the first claim that gives the toll, else of the first that tells of the incident."""
    names = (*(said.claim for said in toll.by_source), *incident.members) if toll else incident.members
    claim = next((look_up.claims[name] for name in names if name in look_up.claims), None)
    if claim is None:
        return {}
    return {"claim_id": claim.id, "speaker": speaker(claim.attribution), "quote": claim.span.quote}


def _joined(words: Any) -> str | None:
    return "; ".join(dict.fromkeys(word for word in words if word)) or None
