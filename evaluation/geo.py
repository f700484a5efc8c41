"""Measure names of Syrian sub-districts: taken rightly, first candidate, and false matches with the place withheld.

Reads ``../shared/data/geo`` beside the repository; nothing of it is kept. ``python -m evaluation.geo -v`` names the misses.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from servanda.model.spans import Span
from servanda.reference import ReferenceConfig
from servanda.reference.gazetteer import Gazetteer, Place, PlaceHit, open_gazetteer
from servanda.reference.gazetteer.places import great_circle_km
from servanda.resolve import ResolveConfig
from servanda.resolve.context import DocumentContext, find_areas
from servanda.resolve.phrases import read_phrase
from servanda.resolve.places import PlaceDecision, decide

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "geo"
NEAR_KM = 25.0


class Withheld:
    """A gazetteer without the places near a point, to see what is then taken for the missing one."""

    def __init__(self, gazetteer: Gazetteer, point: tuple[float, float]) -> None:
        self._gazetteer, self._point = gazetteer, point
        self.countries = gazetteer.countries

    def _apart(self, hits: tuple[PlaceHit, ...]) -> tuple[PlaceHit, ...]:
        return tuple(
            hit for hit in hits if not _within((hit.place.latitude, hit.place.longitude), self._point, NEAR_KM)
        )

    def candidates(self, name: str, countries: tuple[str, ...] | None = None) -> tuple[PlaceHit, ...]:
        """Return the candidates that do not lie near the point."""
        return self._apart(self._gazetteer.candidates(name, countries))

    def suggestions(self, name: str, countries: tuple[str, ...] | None = None) -> tuple[PlaceHit, ...]:
        """Return the suggestions that do not lie near the point."""
        return self._apart(self._gazetteer.suggestions(name, countries))

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked (areas in a text, names of peoples) the whole gazetteer answers."""
        return getattr(self._gazetteer, name)


class Case(NamedTuple):
    """A name to look up in a sentence, and where it should lie."""

    name: str
    text: str
    point: tuple[float, float]
    set_name: str


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one of the given files."""
    with (DATA / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def look_up(case: Case, gazetteer: Any) -> PlaceDecision:
    """Decide on the name of a case."""
    start = case.text.index(case.name)
    context = DocumentContext(case.text, find_areas(case.text, gazetteer), ResolveConfig().neighbour_km)
    phrase = read_phrase(case.text, case.name, Span.of(case.text, start, start + len(case.name)), gazetteer.knows)
    return decide(phrase, context, gazetteer, ResolveConfig())


def _within(found: tuple[float | None, float | None], point: tuple[float, float], km: float) -> bool:
    return found[0] is not None and found[1] is not None and great_circle_km((found[0], found[1]), point) <= km


def ocha_cases() -> Iterator[Case]:
    """Yield names of sub-districts: the official ones and all aliases, bare and with their governorate."""
    for row in rows("ocha_subdistricts_nw.jsonl"):
        point = (row["lat"], row["lon"])
        governorate = row["governorate"]["name_en"]
        names = {"en": [row["name_en"]], "ar": [row["name_ar"]]}
        for alias in row["aliases"]:
            value = alias["value"]
            if alias["language"] in names and value[:1].isupper() == value[:1].isalpha() * (alias["language"] == "en"):
                names[alias["language"]].append(value)
        for language, values in names.items():
            for kind, chosen in ((f"{language}", values[:1]), (f"{language} aliases", values[1:])):
                for name in dict.fromkeys(chosen):
                    yield Case(name, f"Shells hit {name} on Monday.", point, kind)
                    yield Case(
                        name,
                        f"Shells hit {name} in {governorate} governorate on Monday.",
                        point,
                        f"{kind} + governorate",
                    )


def measure() -> dict[str, float]:
    """Return by kind of name: taken within 25 km, first candidate within 25 km, and false matches with the place withheld."""
    gazetteer = open_gazetteer(ReferenceConfig(countries=("SY",)))
    counts: dict[str, Counter[str]] = {}
    for case in ocha_cases():
        count = counts.setdefault(case.set_name, Counter())
        found, withheld = look_up(case, gazetteer), look_up(case, Withheld(gazetteer, case.point))
        first = found.candidates[0].hit.place if found.candidates else None
        count["n"] += 1
        count["right"] += _lies_there(found.place, case)
        count["first"] += _lies_there(first, case)
        count["false"] += withheld.place is not None and withheld.place.feature == "town"
        if "-v" in sys.argv and not _lies_there(found.place, case):
            print(case.set_name, case.name, found.why)
        if "-v" in sys.argv and withheld.place is not None and withheld.place.feature == "town":
            print("false:", case.set_name, case.name, withheld.why)
    return {
        f"{name}: {figure}": count[figure] / count["n"]
        for name, count in counts.items()
        for figure in ("right", "first", "false")
    }


def _lies_there(place: Place | None, case: Case) -> bool:
    return place is not None and _within((place.latitude, place.longitude), case.point, NEAR_KM)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
