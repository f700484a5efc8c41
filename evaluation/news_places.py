"""Measure place names in news of the world: accuracy@161 km over all gold names, and what a plain baseline gets.

The baseline takes the most populous place of exactly that name (a country first), without looking at the document.
Reads ``../shared/data/geo`` beside the repository. ``python -m evaluation.news_places lgl -v`` names the misses.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from evaluation.geo import DATA, _within, rows
from servanda.model.places import PlaceMention
from servanda.pipeline.geocoding import geocode
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.gazetteer import WORLD, Gazetteer

__all__ = ["DATA", "measure"]

SAME_CITY_KM = 161.0
Answer = tuple[float | None, float | None, str | None]  # latitude, longitude, place id


def measure(name: str) -> dict[str, float]:
    """Return accuracy over all gold names with coordinates, precision over those placed, and the baseline's accuracy."""
    reference = Reference(ReferenceConfig(countries=(WORLD,)))
    count: Counter[str] = Counter()
    for row in rows(f"{name}.jsonl"):
        gold = [item for item in row["toponyms"] if item.get("lat") is not None]
        for item, place in zip(gold, _placed(row, gold, reference), strict=True):
            right = _right((place.latitude, place.longitude, place.place_id), item)
            count["n"] += 1
            count["placed"] += place.place_id is not None
            count["right"] += right
            count["baseline"] += _right(_most_populous(item["text"], reference.gazetteer), item)
            if "-v" in sys.argv and not right:
                print(item["text"], "|", item.get("name"), "|", place.place_id, place.country)
    return {
        "accuracy": count["right"] / count["n"],
        "precision": count["right"] / count["placed"],
        "baseline": count["baseline"] / count["n"],
    }


def _placed(row: dict[str, Any], gold: list[dict[str, Any]], reference: Reference) -> Iterator[PlaceMention]:
    """Ask as a user of ``servanda geocode`` does: a document and its mentions."""
    found = geocode(row["id"], {"id": row["id"], "text": row["text"], "mentions": gold}, reference)
    for place in found["places"]:
        yield PlaceMention(**{key: place.get(key) for key in ("name", "place_id", "latitude", "longitude", "country")})


def _right(answer: Answer, gold: dict[str, Any]) -> bool:
    """Count the same entry, a point within 161 km, or the gold country itself (centres of countries differ by more)."""
    latitude, longitude, place_id = answer
    if place_id is None:
        return False
    near = _within((latitude, longitude), (gold["lat"], gold["lon"]), SAME_CITY_KM)
    return near or place_id == f"geonames:{gold.get('geonameid')}"


def _most_populous(name: str, gazetteer: Gazetteer) -> Answer:
    places = [hit.place for hit in gazetteer.candidates(name) if hit.stage == "exact"]
    if not places:
        return None, None, None
    best = max(places, key=lambda place: (place.feature == "country", place.population, place.place_id))
    return best.latitude, best.longitude, best.place_id


def suite(name: str) -> Callable[[], dict[str, float]]:
    """Return the measure of one set, for the list of suites."""
    return lambda: measure(name)


if __name__ == "__main__":
    for one in [argument for argument in sys.argv[1:] if not argument.startswith("-")] or ["lgl", "geowebnews"]:
        print(one, {figure: round(value, 4) for figure, value in measure(one).items()})
