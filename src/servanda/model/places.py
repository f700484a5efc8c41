"""Where: place mentions, with what resolution found out about them."""

from typing import Final, Literal

from servanda.model.base import Record
from servanda.model.spans import Span

PlacePrecision = Literal["point", "town", "subdistrict", "district", "governorate", "country", "area", "unknown"]
PlaceBasis = Literal["stated", "paragraph", "heading", "document"]
STATED: Final = "stated"


def is_carried(basis: PlaceBasis | None) -> bool:
    """Tell whether a place is not stated with the act, but holds on from its paragraph, a heading or the document."""
    return basis not in {None, STATED}


def told_place(name: str, basis: PlaceBasis | None) -> str:
    """Return the name of a place, with where it is from unless it is stated: "Osk (from the paragraph)"."""
    return f"{name} (from the {basis})" if is_carried(basis) else name


class Stretch(Record, frozen=True, kw_only=True):
    """A stretch between two points (latitude, longitude in degrees); a road between them may lie up to ``width_km`` to either side."""

    start: tuple[float, float]
    end: tuple[float, float]
    width_km: float


class PlaceCandidate(Record, frozen=True, kw_only=True):
    """A gazetteer entry that may be meant, with its score (0-1) and the reason in words."""

    place_id: str
    name: str
    score: float
    reason: str
    latitude: float | None = None
    longitude: float | None = None


class PlaceMention(Record, frozen=True, kw_only=True):
    """A place as a claim names it. Without ``place_id`` nobody knows which one is meant; ``candidates`` then says why.

    ``latitude`` and ``longitude`` are WGS 84 degrees, ``radius_km`` the uncertainty around them. Where
    the text puts the event between two known places, ``stretch`` is that stretch, and the circle holds all of it.
    ``basis`` says whether the sentence of the act names it (``stated``), or it holds on from the paragraph, a heading or the
    document, and then ``mention`` stands there; null in records made before the field, and in identifications.
    """

    name: str
    mention: Span | None = None
    place_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision = "unknown"
    radius_km: float | None = None
    country: str | None = None
    stretch: Stretch | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    basis: PlaceBasis | None = None

    @property
    def carried(self) -> bool:
        """Tell whether the place is not stated with the act but holds on from elsewhere in the text."""
        return is_carried(self.basis)

    @property
    def is_open(self) -> bool:
        """Tell whether nobody knows where it is: it has no entry, no point and no stretch."""
        return self.place_id is None and self.latitude is None and self.stretch is None

    @property
    def told(self) -> str:
        """The name, with where it is from unless it is stated with the act."""
        return told_place(self.name, self.basis)

    def __post_init__(self) -> None:
        """Refuse impossible coordinates."""
        for name, value, most in (("latitude", self.latitude, 90), ("longitude", self.longitude, 180)):
            if value is not None and not -most <= value <= most:
                raise ValueError(f"{name} {value} is outside -{most}..{most}")
