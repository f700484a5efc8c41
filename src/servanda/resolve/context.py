"""What a document says about where it is: governorates and countries it names, and places already sure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from servanda.reference.gazetteer import WORLD, Gazetteer, Place, distance_km
from servanda.resolve.phrases import PlacePhrase
from servanda.text.patterns import regex

# A governorate straight after a name locates it: "X, in the southern countryside of Y", "X in Y province", "X (Y)".
_LOCATING = regex(
    r"^(?:\s*[,(]\s*|\s+(?=in\b|of\b|within\b|part of\b))(?:(?:a|the)\s+(?:town|village|city)\s+)?(?:(?:in|of|within|part of)\s+)?(?:the\s+)?"
    r"(?:(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)?[\s-]+|rural\s+)*"
    r"(?:(?:countryside|suburbs|province|governorate|district|rural areas?)\s+(?:of|in)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_LIST_GOES_ON = regex(r"\s*(?:,|and\b|or\b)")  # "X, Y and Z": Y is another place, not where X lies
_FOLLOWING = regex(r"(?:,\s+|\s*\(|\s+in\s+)(?:the\s+)?(?P<area>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,2})")
_N_LOCATING = 70
_SENTENCE = regex(r"(?<=[.!?؟])\s+(?=\W*[^\W\da-z])|\n+")


@dataclass(frozen=True)
class AreaMention:
    """A governorate or country named at ``text[start:end]``."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True)
class DocumentContext:
    """The text, the areas it names, and the places that are sure (by the start of their mention)."""

    text: str
    areas: tuple[AreaMention, ...]
    neighbour_km: float
    sure: tuple[tuple[str, Place], ...] = ()

    def locating(self, phrase: PlacePhrase) -> Place | None:
        """Return the area that the words straight after a name put it into, if any."""
        if phrase.end is None:
            return None
        for area in self.areas:
            between = self.text[phrase.end : area.start]
            if not 0 <= len(between) <= _N_LOCATING or area.start < phrase.end or not _LOCATING.match(between):
                continue
            if between.strip() != "," or not _LIST_GOES_ON.match(self.text, area.end):
                return area.place
        return None

    def stated_area(self, phrase: PlacePhrase, gazetteer: Gazetteer) -> Place | None:
        """Return the country or division that a name right behind this one names: "X, Ohio", "X (Ohio)", "X in Ohio"."""
        if phrase.end is None:
            return None
        match = _FOLLOWING.match(self.text, phrase.end)
        words = match["area"].split() if match else []
        for n_words in range(len(words), 0, -1):
            name = " ".join(words[:n_words]).rstrip(".,;:")
            hits = [hit for hit in gazetteer.candidates(name, (WORLD,)) if hit.stage == "exact"]
            areas = [hit.place for hit in hits if hit.place.feature in {"country", "governorate"}]
            if areas:
                return areas[0]
        return None

    def nearby_areas(self, phrase: PlacePhrase) -> tuple[Place, ...]:
        """Return the areas named in the sentence of a name, other than the name itself."""
        if phrase.start is None or phrase.end is None:
            return ()
        start, end = sentence_around(self.text, phrase.start)
        own = range(phrase.start, phrase.end)
        return tuple(area.place for area in self.areas if start <= area.start < end and area.start not in own)

    def all_areas(self) -> frozenset[str]:
        """Return the names of the governorates that the document names."""
        return frozenset(area.place.name for area in self.areas if area.place.feature == "governorate")

    def neighbours(self, name: str, place: Place) -> tuple[float, ...]:
        """Return the distances in kilometres from ``place`` to the sure places of other names, nearest first."""
        distances = (
            distance_km(place, other)
            for known, other in self.sure
            if known != name and other.place_id != place.place_id
        )
        return tuple(sorted(distances))


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Return the stretch of the sentence that holds the character ``at``."""
    start, end = 0, len(text)
    for before, after in _breaks(text):
        if after <= at:
            start = after
        elif before >= at:
            end = before
            break
    return start, end


@lru_cache(maxsize=4)
def _breaks(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _SENTENCE.finditer(text))


def find_areas(text: str, gazetteer: Gazetteer) -> tuple[AreaMention, ...]:
    """Return the governorates and countries named in ``text``, in order."""
    return tuple(AreaMention(start, end, place) for start, end, place in gazetteer.areas_in(text))
