"""Joining identifications into claims: which mention is which actor, place or agreement."""

import operator
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, get_args, get_type_hints

import msgspec

from servanda.model.claims import AgreementMention, Claim, QuotationClaim
from servanda.model.identification import Identification
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceMention
from servanda.model.spans import Span

Where = tuple[str, int, int, str]
_NAMING: Final = (Participant, Attribution, PlaceMention, AgreementMention)
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
    if not isinstance(value, msgspec.Struct):
        return value
    changes = {}
    for name in _naming_fields(type(value)):
        before = getattr(value, name)
        if before and (part := _walk(before, index)) is not before:
            changes[name] = part
    return msgspec.structs.replace(value, **changes) if changes else value


@cache
def _naming_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields of a record in which a mention can stand, however deep."""
    return tuple(name for name, hint in get_type_hints(kind).items() if _may_name(hint, frozenset()))


def _may_name(hint: Any, seen: frozenset[type]) -> bool:
    if not (isinstance(hint, type) and issubclass(hint, msgspec.Struct)):
        return any(_may_name(part, seen) for part in get_args(hint))
    if issubclass(hint, _NAMING) or hint in seen:
        return issubclass(hint, _NAMING)
    return any(_may_name(part, seen | {hint}) for part in get_type_hints(hint).values())


def _placed(mention: PlaceMention, place: PlaceMention) -> PlaceMention:
    return msgspec.structs.replace(place, name=mention.name, mention=mention.mention, basis=mention.basis)


def _agreed(mention: AgreementMention, found: Identification) -> AgreementMention:
    names = tuple(candidate.value for candidate in found.candidates)
    return msgspec.structs.replace(
        mention, agreement_id=found.value, candidates=names or ((found.value,) if found.value else ())
    )
