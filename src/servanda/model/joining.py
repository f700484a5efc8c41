"""Joining identifications into claims: which mention is which actor, place or agreement."""

import operator
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from servanda.model.claims import AgreementMention, Claim, QuotationClaim
from servanda.model.identification import Identification
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceMention
from servanda.model.spans import Span

Where = tuple[str, int, int, str]
_PLAIN: Final = frozenset({str, int, float, bool, type(None), Span})
Index = Mapping[Where, Identification]


def index_identifications(identifications: Iterable[Identification]) -> Index:
    """Return identifications by (what, start, end, name); a null mention is looked up as -1, -1."""
    return {where(item.what, item.mention, item.name): item for item in identifications}


def where(what: str, mention: Span | None, name: str) -> Where:
    """Return the place in an index at which the identification of a mention stands."""
    return (what, mention.start, mention.end, name) if mention else (what, -1, -1, name)


def join(claim: Claim, index: Index) -> Claim:
    """Return ``claim`` with entity, place and agreement ids and coordinates filled in; id and key stay."""
    joined: Claim = _walk(claim, index)
    if isinstance(joined, QuotationClaim) and len(joined.attribution) > 1:
        speaker = msgspec.structs.replace(joined.quotation, speaker_id=joined.attribution[-1].entity_id)
        return msgspec.structs.replace(joined, quotation=speaker)
    return joined


def _walk(value: Any, index: Index) -> Any:
    """Return a value with what it names filled in; what names nothing is the same object."""
    match value:
        case Participant() | Attribution():
            found = index.get(where("actor", value.mention, value.name or ""))
            return msgspec.structs.replace(value, entity_id=found.value) if found else value
        case PlaceMention():
            found = index.get(where("place", value.mention, value.name))
            return _placed(value, found.place) if found and found.place else value
        case AgreementMention():
            found = index.get(where("agreement", value.mention, value.mention.quote))
            return _agreed(value, found) if found else value
        case _:
            return _walk_parts(value, index)


def _walk_parts(value: Any, index: Index) -> Any:
    if isinstance(value, tuple):
        parts = tuple(_walk(item, index) for item in value)
        return value if all(map(operator.is_, parts, value)) else parts
    if not isinstance(value, msgspec.Struct) or isinstance(value, Span):
        return value
    fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
    changes = {
        name: part
        for name, before in fields
        if type(before) not in _PLAIN and (part := _walk(before, index)) is not before
    }
    return msgspec.structs.replace(value, **changes) if changes else value


def _placed(mention: PlaceMention, place: PlaceMention) -> PlaceMention:
    return msgspec.structs.replace(place, name=mention.name, mention=mention.mention, basis=mention.basis)


def _agreed(mention: AgreementMention, found: Identification) -> AgreementMention:
    names = tuple(candidate.value for candidate in found.candidates)
    return msgspec.structs.replace(
        mention, agreement_id=found.value, candidates=names or ((found.value,) if found.value else ())
    )
