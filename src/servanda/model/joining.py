"""Joining identifications into claims: which mention is which actor, place or agreement."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from servanda.model.claims import AgreementMention, Claim, QuotationClaim
from servanda.model.identification import Identification
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceMention
from servanda.model.spans import Span

Where = tuple[str, int, int, str]
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


def _walk(value: Any, index: Index) -> Any:  # noqa: PLR0911 - one return a kind of value
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
        case Span():
            return value
        case tuple():
            return tuple(_walk(item, index) for item in value)
        case msgspec.Struct():
            changes = {name: _walk(getattr(value, name), index) for name in value.__struct_fields__}
            return msgspec.structs.replace(value, **changes)
        case _:
            return value


def _placed(mention: PlaceMention, place: PlaceMention) -> PlaceMention:
    return msgspec.structs.replace(place, name=mention.name, mention=mention.mention, basis=mention.basis)


def _agreed(mention: AgreementMention, found: Identification) -> AgreementMention:
    names = tuple(candidate.value for candidate in found.candidates)
    return msgspec.structs.replace(
        mention, agreement_id=found.value, candidates=names or ((found.value,) if found.value else ())
    )
