"""Places of the whole world: namesakes decided by what the document says, population last, ties left open."""

from pathlib import Path

import pytest

from servanda.pipeline.geocoding import geocode
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.gazetteer import WORLD, Gazetteer, Place, PlaceHit
from servanda.resolve.config import ResolveConfig
from servanda.resolve.context import DocumentContext
from servanda.resolve.phrases import PlacePhrase
from servanda.resolve.worldwide import decide_worldwide


def town(name: str, country: str, admin1: str, at: tuple[float, float], population: int) -> Place:
    return Place(
        place_id=f"x:{name}-{country}-{admin1}".lower(), name=name, country=country, admin1=admin1, feature="town",
        population=population, latitude=at[0], longitude=at[1], precision="town", radius_km=3.0, source="invented",
    )  # fmt: skip


def area(name: str, country: str, feature: str, at: tuple[float, float]) -> Place:
    found = town(name, country, name, at, 0)
    return found._replace(feature=feature, precision=feature, place_id=f"x:{name}".lower())  # type: ignore[arg-type]


PLACES = (
    town("Arden", "AA", "North", (10.0, 10.0), 900_000),
    town("Arden", "BB", "Hillshire", (50.0, 50.0), 4_000),
    town("Melk", "BB", "Hillshire", (50.2, 50.1), 2_000),
    town("Melk", "CC", "West", (-20.0, 0.0), 3_000),
    town("Twin", "DD", "East", (0.0, 80.0), 0),
    town("Twin", "EE", "East", (0.0, -80.0), 0),
    area("Hillshire", "BB", "governorate", (50.1, 50.2)),
    area("Bergland", "BB", "country", (50.0, 51.0)),
)


class Invented:
    """A gazetteer of an invented world."""

    capitals: frozenset[str] = frozenset()

    def candidates(self, name: str, countries: tuple[str, ...] | None = None) -> tuple[PlaceHit, ...]:
        del countries
        return tuple(PlaceHit(place, "exact", place.name, 1.0) for place in PLACES if place.name == name)

    def people(self, word: str) -> Place | None:
        return PLACES[-1] if word == "Berglander" else None


def decided(text: str, *names: str, demonyms: bool = False) -> dict[str, str | None]:
    phrases = {name: PlacePhrase(name, text.index(name), text.index(name) + len(name)) for name in names}
    gazetteer: Gazetteer = Invented()  # type: ignore[assignment]
    context = DocumentContext(text, (), 75.0)
    found = decide_worldwide(phrases, context, gazetteer, ResolveConfig(demonyms=demonyms))
    return {name: decision.place.country if decision.place else None for name, decision in found.items()}


def test_without_context_the_larger_place_is_taken() -> None:
    assert decided("A fair in Arden.", "Arden") == {"Arden": "AA"}


def test_the_words_behind_a_name_decide() -> None:
    assert decided("A fair in Arden, Hillshire.", "Arden") == {"Arden": "BB"}
    assert decided("A fair in Arden (Bergland).", "Arden") == {"Arden": "BB"}


def test_names_that_fit_together_support_each_other() -> None:
    found = decided("From Melk to Arden it rained all over Hillshire.", "Melk", "Arden", "Hillshire")
    assert found == {"Melk": "BB", "Arden": "BB", "Hillshire": "BB"}


def test_a_tie_stays_open() -> None:
    assert decided("A fair in Twin.", "Twin") == {"Twin": None}


def test_unknown_names_and_peoples() -> None:
    assert decided("Nowhereham and a Berglander.", "Nowhereham", "Berglander") == {
        "Nowhereham": None,
        "Berglander": None,
    }
    assert decided("A Berglander spoke.", "Berglander", demonyms=True) == {"Berglander": "BB"}


def test_the_order_of_mentions_changes_nothing() -> None:
    text = "From Melk to Arden it rained."
    assert decided(text, "Melk", "Arden") == decided(text, "Arden", "Melk")


@pytest.mark.parametrize("countries", [("YE",), (WORLD,)])
def test_a_country_in_scope_and_the_world_answer_alike_where_nothing_is_in_doubt(
    countries: tuple[str, ...], tmp_path: Path
) -> None:
    if WORLD in countries:
        reference = Reference(ReferenceConfig(countries=countries))
    else:
        reference = Reference(ReferenceConfig(countries=countries, cache=str(tmp_path)))
    text = "Shells fell on Zabid, Yemen, the Yemeni news agency said."
    mentions = [{"start": text.index(name), "end": text.index(name) + len(name)} for name in ("Zabid", "Yemeni")]
    places = geocode("here", {"id": "1", "text": text, "mentions": mentions}, reference)["places"]
    assert [place["country"] for place in places] == ["YE", "YE"]
    assert [place["precision"] for place in places] == ["town", "country"]
