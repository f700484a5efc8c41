"""From the place that a name means to where the phrase puts the event: itself, an area, or a stretch of a road."""

from dataclasses import replace
from typing import NamedTuple

from servanda.model.places import Stretch
from servanda.reference.gazetteer import Gazetteer, Place, distance_km
from servanda.reference.gazetteer.places import SUGGESTION
from servanda.resolve.areas import between, situated, stretch
from servanda.resolve.context import DocumentContext, sentence_around
from servanda.resolve.phrases import PlacePhrase

_BETWEEN_KM = 150.0  # no stretch between two places of one phrase is longer; a named road may be
_ROAD_KM = 400.0


class Situated(NamedTuple):
    """Where the event is put, the stretch it lies on if both ends are known, and the reason where there is something to say."""

    place: Place
    stretch: Stretch | None = None
    reason: str = ""


def situate(
    place: Place, phrase: PlacePhrase, context: DocumentContext, gazetteer: Gazetteer, scope: tuple[str, ...]
) -> Situated:
    """Return where ``phrase`` puts what happened, seen from ``place``.

    "Between A and B", "the road from A to B" and "the A-B road" need the B nearest to A; without it the event is near A.
    "The road to A" is a stretch from the one other sure place of its sentence, or a wide circle around A.
    """
    if phrase.other is not None:
        hits = [hit.place for hit in gazetteer.candidates(phrase.other, scope) if hit.score >= SUGGESTION]
        ends = sorted((distance_km(place, other), other.place_id, other) for other in hits)
        if ends and 0 < ends[0][0] <= (_ROAD_KM if phrase.relation == "road" else _BETWEEN_KM):
            return _along(place, ends[0][2])
        return Situated(
            situated(place, replace(phrase, relation="near")), None, f"{phrase.other!r} was not found near it"
        )
    if phrase.relation == "road":
        start = _start(place, phrase, context)
        if start is not None:
            return _along(start, place)
        return Situated(situated(place, phrase), None, "on a road to it: where from is not said")
    return Situated(situated(place, phrase))


def _along(first: Place, second: Place) -> Situated:
    return Situated(between(first, second), stretch(first, second), f"between {first.name} and {second.name}")


def _start(place: Place, phrase: PlacePhrase, context: DocumentContext) -> Place | None:
    """Return the one other sure place that the sentence names."""
    if phrase.start is None:
        return None
    first, last = sentence_around(context.text, phrase.start)
    sentence = context.text[first:last]
    named = {
        other.place_id: other for name, other in context.sure if name in sentence and other.place_id != place.place_id
    }
    near = [other for other in named.values() if other.feature == "town" and distance_km(place, other) <= _BETWEEN_KM]
    return near[0] if len(near) == 1 else None
