"""One act at several coordinated places: told apart by place, each with its own toll, or together where one toll is of them all."""

import sys
from dataclasses import replace
from typing import Final

from servanda.extract.casualties import Toll
from servanda.extract.circumstances import Place
from servanda.extract.events.spans import Found

_END: Final = sys.maxsize


def by_place(found: Found) -> tuple[Found, ...]:
    """Return what is found by its places; as it is where there are no two, or where a toll is told for them together.

    "Killed nineteen in Dael, Kefra and Sidr" is one telling with three places, "four in Gesa and three in Odo" are two, each with its toll;
    of "deadly attacks in Gesa and Odo" nobody says how many died. "Shelled Olm and Odo, killing two in Odo": those are of Odo alone.
    """
    places = sorted(found.places, key=lambda one: one.first)
    if len(places) < 2:  # noqa: PLR2004 - one place is nothing to part
        return (found,)
    if not any(toll.is_counted for toll in found.tolls):
        return tuple(replace(found, places=(place,)) for place in found.places)
    again = _named_again(found.tolls, places)
    return _by_count(found, places) if again is None else _by_name(found, places, again)


def _by_name(found: Found, places: list[Place], again: Place) -> tuple[Found, ...]:
    """Return an act at a place with all tolls, and at the others without any."""
    others = tuple(place for place in places if place.text != again.text)
    return (replace(found, places=(again,)), *(replace(found, places=(place,), tolls=()) for place in others))


def _by_count(found: Found, places: list[Place]) -> tuple[Found, ...]:
    """Return an act at each place with its own toll, at all of them together where one has none."""
    tolls = [_tolls_at(found.tolls, places, number) for number in range(len(places))]
    if not all(tolls):
        return (found,)
    return tuple(replace(found, places=(place,), tolls=own) for place, own in zip(places, tolls, strict=True))


def _named_again(tolls: tuple[Toll, ...], places: list[Place]) -> Place | None:
    """Return the first place of a name that stands before all tolls and, alone, again behind them."""
    first, last = min(toll.first for toll in tolls), max(toll.last for toll in tolls)
    behind = [place.text for place in places if place.first > last]
    return next((place for place in places if place.first < first and behind == [place.text]), None)


def _tolls_at(tolls: tuple[Toll, ...], places: list[Place], number: int) -> tuple[Toll, ...]:
    """Return the tolls told between the place before and this one; behind it, where the first place stands before all tolls."""
    leading = places[0].first < min(toll.first for toll in tolls)
    starts = [place.first for place in places]
    edges = [*starts, _END] if leading else [-1, *starts]
    return tuple(toll for toll in tolls if edges[number] < toll.first < edges[number + 1])
