"""Identifications: which actor, place or agreement a mention means, or an explicit no-match."""

from typing import Final, Literal

from servanda.model.base import Record
from servanda.model.claims import MadeBy
from servanda.model.places import PlaceMention
from servanda.model.spans import Span

GUESSES: Final = ("fuzzy match", "similar spelling")
"""What the reason of a candidate begins with that is only written or sounds like the name."""


class Candidate(Record, frozen=True, kw_only=True):
    """A registry entry that may be meant, with its score (0-1) and the reason in words."""

    value: str
    name: str
    score: float
    reason: str


class Identification(Record, frozen=True, kw_only=True):
    """What one mention was found to mean.

    ``what`` and ``mention`` (or ``name``, where the mention is null) say what it is joined to. ``value`` is the entity, place or
    agreement id; null is an explicit no-match and ``why`` gives the reason. For places ``place`` carries the coordinates,
    precision and candidates.
    """

    id: str
    document_id: str
    text_id: str
    what: Literal["actor", "place", "agreement"]
    name: str
    mention: Span | None
    value: str | None
    candidates: tuple[Candidate, ...] = ()
    place: PlaceMention | None = None
    why: str | None = None
    made_by: MadeBy
    schema: int = 1


def has_point(item: Identification) -> bool:
    """Tell whether a place has coordinates: a coder's point needs no entry of a gazetteer."""
    return item.place is not None and item.place.latitude is not None
