"""Where: place mentions, with what resolution found out about them."""

from typing import Literal

from servanda.model.base import Record, require
from servanda.model.spans import Span

PlacePrecision = Literal["point", "town", "subdistrict", "district", "governorate", "country", "area", "unknown"]


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

    def __post_init__(self) -> None:
        """Refuse impossible coordinates."""
        for name, value, most in (("latitude", self.latitude, 90), ("longitude", self.longitude, 180)):
            require(value is None or -most <= value <= most, f"{name} {value} is outside -{most}..{most}")
