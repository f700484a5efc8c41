"""Ids and keys: hashes of a listed set of fields, nulls left out.

An id says *what* a record holds and who made it; a key says *where* in the text it stands. Identifications (entity and
place ids, coordinates, agreement ids) enter neither, so a new gazetteer or registry changes no claim.
"""

from typing import Any

from servanda.model.claims import (
    AssertionClaim,
    Claim,
    EventClaim,
    ObservationClaim,
    PerformanceClaim,
    ProvenanceClaim,
    QuotationClaim,
    RoleClaim,
    StanceClaim,
    VerdictClaim,
)
from servanda.model.codec import hashed_form, sha256, to_plain
from servanda.model.places import PlaceMention, is_carried
from servanda.model.spans import Span

_N_DIGITS = 24
_LONG = 1e15
_IDENTIFIED = frozenset(
    {
        "id", "key", "schema", "entity_id", "place_id", "latitude", "longitude", "precision", "radius_km", "country", "stretch",
        "candidates", "agreement_id", "speaker_id",
    }
)  # fmt: skip
LATER = frozenset(
    {"apart", "earlier", "happened", "takes_up", "verification", "withheld"}
)  # fields that came later: empty they are left out, so that ids made before them hold
_IDENTIFIED_BUT_PRECISION = _IDENTIFIED - {"precision"}
_IDENTIFIED_OR_STATED = _IDENTIFIED | {"basis"}
_TIME_FIELDS = frozenset({"start", "end", "precision", "mention", "basis", "clock"})


def content_id(prefix: str, content: Any) -> str:
    """Return ``prefix`` + ``_`` + 24 hexadecimal digits of the SHA-256 of the canonical JSON of ``content``, nulls left out."""
    return _hashed(prefix, _without_nulls(to_plain(content)))


def claim_id(claim: Claim) -> str:
    """Return the id of a claim: its extracted content and its maker, without identifications."""
    return _hashed("clm", _extracted(to_plain(claim)))


def claim_key(claim: Claim) -> str:
    """Return the key of a claim: text layer, kind and spans; of an event text layer, kind and trigger.

    A better place, time or participant then changes no event's key. Where one trigger states several events, what sets
    them apart is part of their keys.
    """
    if not isinstance(claim, EventClaim):
        return former_key(claim)
    trigger = [claim.trigger.start, claim.trigger.end]
    apart = [span.start for span in claim.apart] or None
    return content_id("key", {"text": claim.text_id, "kind": "event", "trigger": trigger, "apart": apart})


def former_key(claim: Claim) -> str:
    """Return the key as it was made until November 2026, for events too: text layer, kind and all spans, the place's among them."""
    spans = [[span.start, span.end] for span in key_spans(claim)]
    return content_id("key", {"text": claim.text_id, "kind": type(claim).__struct_config__.tag, "spans": spans})


def key_spans(claim: Claim) -> tuple[Span, ...]:
    """Return the spans that tell a claim from others of its kind in the same text, the whole claim's first."""
    match claim:
        case EventClaim():
            own: tuple[Span | None, ...] = (claim.trigger, *_stated(claim.places))
        case ObservationClaim() | PerformanceClaim():
            own = _stated(claim.places)
        case QuotationClaim():
            own = claim.quotation.content
        case StanceClaim():
            own = (claim.stance.object,)
        case AssertionClaim():
            own = (claim.assertion.object,)
        case RoleClaim():
            own = (claim.role.person.mention,)
        case ProvenanceClaim():
            own = (claim.provenance.who.mention,)
        case VerdictClaim():
            own = ()
        case _:
            own = tuple(mention.mention for mention in claim.agreements)
    return (claim.span, *(span for span in own if span))


def _stated(places: tuple[PlaceMention, ...]) -> tuple[Span, ...]:
    """Return the mentions of places that are stated with an act: one that holds on tells no claim from another."""
    return tuple(place.mention for place in places if place.mention and not place.carried)


def _hashed(prefix: str, plain: Any) -> str:
    return f"{prefix}_{sha256(hashed_form(plain))[:_N_DIGITS]}"


def _extracted(value: Any) -> Any:
    """Drop nulls and what resolution adds; a time keeps its precision, which extraction itself states."""
    if isinstance(value, dict):
        dropped = _dropped(value)
        return {
            name: _extracted(item)
            for name, item in value.items()
            if item is not None and name not in dropped and (item or name not in LATER)
        }
    if isinstance(value, list | tuple):
        return [_extracted(item) for item in value]
    return _number(value)


def _dropped(value: dict[str, Any]) -> frozenset[str]:
    """Return the fields of a record that enter no id: what resolution adds, and the basis of a place that is not carried."""
    if value.keys() == _TIME_FIELDS:
        return _IDENTIFIED_BUT_PRECISION
    stated = "place_id" in value and "basis" in value and not is_carried(value["basis"])
    return _IDENTIFIED_OR_STATED if stated else _IDENTIFIED


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_nulls(item) for item in value]
    return _number(value)


def _number(value: Any) -> Any:
    """Write 1.0 as 1, as RFC 8785 does: the fast encoder then need not be left for it."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < _LONG else value
