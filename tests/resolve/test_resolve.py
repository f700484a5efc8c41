"""Resolution: the right place, actor and agreement, or none with candidates and the reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.model.claims import AgreementMention, EventClaim, EventType, MadeBy
from servanda.model.documents import Paragraph
from servanda.model.identification import Identification
from servanda.model.making import sealed, text_layer
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.gazetteer import Place, PlaceHit
from servanda.resolve import ResolveConfig, resolve
from servanda.resolve.context import DocumentContext
from servanda.resolve.phrases import PlacePhrase
from servanda.resolve.places import decide

Find = Callable[..., Identification]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return Reference(ReferenceConfig(countries=("YE", "SA"), cache=str(tmp_path_factory.mktemp("cache"))))


@pytest.fixture
def find(reference: Reference) -> Find:
    """Return what the one thing named in a text was identified as; ``what`` is place, actor or agreement."""

    def find(text: str, name: str, what: str = "place", *others: str) -> Identification:
        claim = event(text, what, name, *others)
        layer = text_layer(
            "doc_1",
            text,
            (Paragraph(start=0, end=len(text)),),
            parser="test",
            parser_version="0",
            published_on="2019-11-01",
        )
        found = resolve(layer, [claim], ResolveConfig(), reference)
        return next(item for item in found if item.what == what and item.name == name)

    return find


def event(text: str, what: str, *names: str) -> EventClaim:
    spans = [Span.of(text, text.index(name), text.index(name) + len(name)) for name in names]
    parts: dict[str, tuple[object, ...]] = {
        "place": tuple(PlaceMention(name=span.quote, mention=span) for span in spans),
        "actor": tuple(Participant(role="actor", type="group", name=span.quote, mention=span) for span in spans),
        "agreement": tuple(AgreementMention(mention=span) for span in spans),
    }
    claim = EventClaim(
        id="",
        key="",
        document_id="doc_1",
        text_id="txt_1",
        language="en",
        span=Span.of(text, 0, len(text)),
        attribution=(Attribution(level="document", name=None),),
        made_by=MadeBy(rule="test", version="0"),
        event=EventType(plover="ASSAULT"),
        trigger=Span.of(text, 0, 1),
        places=parts["place"] if what == "place" else (),  # type: ignore[arg-type]
        participants=parts["actor"] if what == "actor" else (),  # type: ignore[arg-type]
        agreements=parts["agreement"] if what == "agreement" else (),  # type: ignore[arg-type]
    )
    return sealed(claim)


def test_a_town_has_coordinates_precision_and_radius(find: Find) -> None:
    found = find("Shells fell on Zabeed at noon.", "Zabeed")
    assert found.place is not None
    assert (found.place.precision, found.place.country, found.value) == ("town", "YE", found.place.place_id)
    assert found.place.latitude == pytest.approx(14.195, abs=0.01)
    assert found.place.radius_km
    assert found.made_by.rule == "resolve.place.vowel"
    assert "vowel match" in (found.why or "")


@pytest.mark.parametrize("name", ["Qarn Dibba", "Zabidmo", "Ouagadougou", "Al"])
def test_an_unknown_place_is_an_explicit_no_match(find: Find, name: str) -> None:
    found = find(f"Shells fell on {name} at noon.", name)
    assert found.value is None
    assert found.place is not None
    assert found.place.latitude is None
    assert "no place of this name" in (found.why or "")


def test_suggestions_are_kept_with_their_reason(find: Find) -> None:
    found = find("Shells fell on Zabidmo at noon.", "Zabidmo")
    assert found.candidates[0].reason == "similar spelling"
    assert len(found.candidates) <= 5


def test_a_place_that_the_text_puts_elsewhere_is_refused(find: Find) -> None:
    assert find("Shells fell on Zabid in Hodeidah province.", "Zabid").value is not None
    refused = find("Shells fell on Zabid in Hadramawt province.", "Zabid")
    assert refused.value is None
    assert "elsewhere" in (refused.why or "")
    assert refused.candidates


@pytest.mark.parametrize(
    ("text", "name", "placed"),
    [
        ("Shells fell on the village of Hodeidah at noon.", "Hodeidah", False),
        ("Shells fell on the city of Hodeidah at noon.", "Hodeidah", True),
        ("Shells fell on Hodeidah at noon.", "Hodeidah", True),
        ("Shells fell on the village of Zabid at noon.", "Zabid", True),
    ],
)
def test_a_city_is_no_village(find: Find, text: str, name: str, placed: bool) -> None:
    found = find(text, name)
    assert (found.value is not None) == placed
    assert placed or "ambiguous: 3 places" in (found.why or "")  # three villages bear the name of the city


def test_a_country_that_only_describes_a_body_locates_nothing(find: Find) -> None:
    assert find("Shells fell on Zabid the Norway-based group said.", "Zabid").value is not None
    assert find("Shells fell on Zabid the Norway office said.", "Zabid").value is not None


def test_a_town_is_meant_rather_than_a_village_of_its_name(find: Find) -> None:
    town = find("Shells fell on Zabid at noon.", "Zabid")
    assert town.value == "geonames:69500"
    assert "a village" in " ".join(candidate.reason for candidate in town.candidates)
    assert find("Shells fell on Zabid in Ibb governorate at noon.", "Zabid").value != "geonames:69500"


def test_a_village_spelled_otherwise_needs_the_text(find: Find) -> None:
    found = find("Shells fell on Qarn Dibba at noon.", "Qarn Dibba")
    assert "spelled nearly so, but nothing in the text points there" in (found.why or "")


def test_two_places_of_one_name_stay_candidates_until_the_text_tells(find: Find) -> None:
    either = find("Shells fell on Az Zahir at noon.", "Az Zahir")
    assert either.value is None
    assert "ambiguous" in (either.why or "")
    assert len(either.candidates) >= 2
    told = find("Shells fell on Az Zahir in Al Jawf governorate.", "Az Zahir")
    assert told.value is not None


def test_city_governorate_or_either(find: Find) -> None:
    city = find("Shells fell on the city of Taiz.", "Taiz")
    area = find("Shells fell in Taiz province.", "Taiz")
    either = find("Shells fell in Taiz.", "Taiz")
    assert city.place is not None
    assert area.place is not None
    assert either.place is not None
    assert city.place.precision == "town"
    assert area.place.precision == either.place.precision == "governorate"
    assert either.place.latitude == city.place.latitude
    assert (either.place.radius_km or 0) > (city.place.radius_km or 0)


def test_parts_and_distances_become_areas(find: Find) -> None:
    whole = find("Shells fell in Taiz province.", "Taiz").place
    north = find("Shells fell in the northern countryside of Taiz.", "Taiz").place
    away = find("A mine went off 20 km east of Zabid.", "Zabid").place
    at = find("A mine went off in Zabid.", "Zabid").place
    near = find("A mine went off near Zabid.", "Zabid").place
    assert whole is not None
    assert north is not None
    assert at is not None
    assert away is not None
    assert near is not None
    assert north.precision == away.precision == near.precision == "area"
    assert (north.latitude or 0) > (whole.latitude or 0)
    assert (away.longitude or 0) - (at.longitude or 0) == pytest.approx(20 / 107.8, abs=0.01)
    assert (near.radius_km or 0) > (at.radius_km or 0)


def test_between_two_places_is_a_stretch_that_holds_both(find: Find) -> None:
    text = "Shells fell between Zabid and Bayt al Faqih at noon."
    first, second = find(text, "Zabid").place, find(text, "Bayt al Faqih").place
    at = find("Shells fell on Zabid.", "Zabid").place
    assert first is not None
    assert second is not None
    assert at is not None
    assert first.precision == second.precision == "area"
    assert (first.latitude, first.longitude) == pytest.approx((second.latitude, second.longitude), abs=0.001)
    assert (first.latitude or 0) > (at.latitude or 0)
    assert (first.radius_km or 0) > 15
    unknown = find("Shells fell between Zabid and Nowhereham.", "Zabid").place
    assert unknown is not None
    assert (unknown.precision, unknown.latitude) == ("area", at.latitude)


def test_the_name_of_a_people_is_no_place_of_an_event(find: Find) -> None:
    found = find("Shells fell on the Yemeni.", "Yemeni")
    assert found.value is None
    assert "people" in (found.why or "")


def test_parts_named_inside_the_mention(find: Find) -> None:
    text = "Shells fell in the southern Taiz countryside."
    found = find(text, "southern Taiz countryside")
    assert found.place is not None
    assert found.place.precision == "area"
    assert found.made_by.rule.endswith(".part")


@pytest.mark.parametrize("name", ["Yemen's Zabid", "Yemens Zabid"])
def test_an_owner_before_the_name_is_no_part_of_it(find: Find, name: str) -> None:
    found = find(f"Shells fell in {name}.", name)
    assert found.place is not None
    assert found.place.precision == "town"


def test_countries_of_the_region_are_found_and_their_parts_are_areas(find: Find) -> None:
    whole, found = find("Shells fell in Yemen.", "Yemen"), find("Shells fell in northern Yemen.", "northern Yemen")
    assert whole.place is not None
    assert found.place is not None
    assert (whole.place.precision, found.place.precision, found.place.country) == ("country", "area", "YE")
    assert (found.place.latitude or 0) > (whole.place.latitude or 0)


def test_another_country_in_scope_needs_to_be_named(find: Find) -> None:
    here = find("Shells fell on Najran, Saudi Arabia.", "Najran")
    assert here.place is not None
    assert here.place.country == "SA"


def test_actors_by_name_context_and_metonym(find: Find) -> None:
    text = "The Houthis met the government. Moscow denied it; a plane left Moscow."
    assert find(text, "The Houthis", "actor").value == "ansar-allah"
    assert find(text, "the government", "actor").value == "yemeni-government"
    assert find(text, "Moscow", "actor").value == "russia"
    assert find("A plane left Moscow.", "Moscow", "actor").value is None
    unknown = find("Somebody Unheard said so.", "Somebody Unheard", "actor")
    assert (unknown.value, unknown.why) == (None, "no actor of this name in the registry")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("They hit 18 Houthi commanders.", "18 Houthi commanders", "ansar-allah"),
        ("They hit positions of the Houthis.", "positions of the Houthis", "ansar-allah"),
        ("They hit government troops.", "government troops", "yemeni-government"),
        ("They met Russian Foreign Minister Sergei Lavrov.", "Russian Foreign Minister Sergei Lavrov", "sergei-lavrov"),
        ("They urged Yemen to stop.", "Yemen", "yemeni-government"),
        ("They hit 18 commanders.", "18 commanders", None),
        ("They hit people.", "people", None),
    ],
)
def test_actors_named_by_members_descriptions_and_countries(
    find: Find, text: str, name: str, expected: str | None
) -> None:
    assert find(text, name, "actor").value == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The Turkish defence minister spoke.", "The Turkish defence minister", "hulusi-akar"),
        ("They met the UN special envoy for Syria.", "the UN special envoy for Syria", "geir-pedersen"),
        ("They met the UN envoy for Syria.", "the UN envoy", "geir-pedersen"),
        ("They met the UN envoy for Norland.", "the UN envoy", None),
        ("They met the former Turkish defence minister.", "the former Turkish defence minister", None),
    ],
)
def test_an_office_means_its_holder_on_the_day_of_the_report(
    find: Find, text: str, name: str, expected: str | None
) -> None:
    assert find(text, name, "actor").value == expected


def test_agreements_by_grammar_name_and_candidates(find: Find) -> None:
    text = "They recalled resolution 2216, the Stockholm Agreement and the Minsk agreements."
    assert find(text, "resolution 2216", "agreement").value == "unscr-2216"
    assert find(text, "the Stockholm Agreement", "agreement").value == "stockholm-agreement-2018"
    assert find("The Yemen truce holds.", "The Yemen truce", "agreement").value is None  # signed after the report


def test_the_same_input_gives_the_same_identifications(reference: Reference) -> None:
    text = "Shells fell on Zabid, Taiz and Az Zahir."
    layer = text_layer("doc_1", text, (Paragraph(start=0, end=len(text)),), parser="test", parser_version="0")
    claim = event(text, "place", "Zabid", "Taiz", "Az Zahir")
    first, second = (list(resolve(layer, claims, ResolveConfig(), reference)) for claims in ([claim], [claim, claim]))
    assert first == second
    assert [item.name for item in first] == ["Zabid", "Taiz", "Az Zahir"]


def test_nothing_named_gives_nothing(reference: Reference) -> None:
    layer = text_layer("doc_1", "Rain.", (Paragraph(start=0, end=5),), parser="test", parser_version="0")
    assert list(resolve(layer, [], ResolveConfig(), reference)) == []


def test_a_dossiers_own_place_wins(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("name,country,latitude,longitude\nQarn Dibba,YE,15.1,44.1\n", encoding="utf-8")
    own = Reference(ReferenceConfig(countries=("YE",), cache=str(tmp_path), places=str(table)))
    text = "Shells fell on Qarn Dibba."
    layer = text_layer("doc_1", text, (Paragraph(start=0, end=len(text)),), parser="test", parser_version="0")
    (found,) = resolve(layer, [event(text, "place", "Qarn Dibba")], ResolveConfig(), own)
    assert found.value == "dossier:qarn-dibba"


def test_two_places_of_one_name_near_each_other_are_an_area_that_holds_both(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    rows = ("Upper,15.1,44.1", "Lower,15.2,44.1", "Far,17.9,44.1")
    lines = (f"Qarn Dibba,YE,{at},{name}" for name, at in (row.split(",", 1) for row in rows))
    table.write_text("\n".join(("name,country,latitude,longitude,admin1", *lines)), encoding="utf-8")
    text = "Shells fell on Qarn Dibba."
    layer = text_layer("doc_1", text, (Paragraph(start=0, end=len(text)),), parser="test", parser_version="0")

    def found() -> Identification:
        own = Reference(ReferenceConfig(countries=("YE",), cache=str(tmp_path), places=str(table)))
        (identification,) = resolve(layer, [event(text, "place", "Qarn Dibba")], ResolveConfig(), own)
        return identification

    assert found().value is None
    table.write_text("\n".join(table.read_text(encoding="utf-8").splitlines()[:3]), encoding="utf-8")
    near = found()
    assert near.place is not None
    assert (near.place.precision, near.place.latitude) == ("area", 15.15)
    assert 8.5 < (near.place.radius_km or 0.0) < 9.0  # half of 11.1 km and the radius of each
    assert near.why is not None
    assert "not told apart" in near.why


def test_the_second_name_of_a_village_needs_the_text(monkeypatch: pytest.MonkeyPatch, reference: Reference) -> None:
    village = Place(
        "geonames:1", "Qarn Dibba", "YE", "Ibb", "town", 0, 14.0, 44.2, "town", 3.0, "GeoNames"
    )  # also called Bayt al Tin
    monkeypatch.setattr(reference.gazetteer, "candidates", lambda *_: (PlaceHit(village, "exact", "Qarn Dibba", 1.0),))
    phrase = PlacePhrase("Bayt al Tin", 10, 21)
    plain = DocumentContext("Shells hit Bayt al Tin.", (), 75.0)
    alone = decide(phrase, plain, reference.gazetteer, ResolveConfig())
    assert (alone.place, alone.why) == (None, "Qarn Dibba is also called so, but nothing in the text points there")
    neighbour = village._replace(place_id="geonames:2", name="Dar Zayd", latitude=14.1)
    near = DocumentContext(plain.text, (), 75.0, (("Dar Zayd", neighbour),))
    assert decide(phrase, near, reference.gazetteer, ResolveConfig()).place == village
    by_its_own = decide(PlacePhrase("Qarn Dibba", 10, 20), plain, reference.gazetteer, ResolveConfig())
    assert by_its_own.place == village


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A mine went off on the road from Zabid to Bayt al Faqih.", "Zabid"),
        ("A mine went off on the main road linking Zabid with Bayt al Faqih.", "Bayt al Faqih"),
        ("Gunmen closed the Zabid-Bayt al Faqih road.", "Zabid"),
        ("Gunmen closed the Zabid-Bayt al Faqih road.", "Bayt al Faqih"),
        ("Gunmen closed the road between Zabid and Bayt al Faqih.", "Bayt al Faqih"),
    ],
)
def test_a_road_between_two_known_places_is_a_stretch(find: Find, text: str, name: str) -> None:
    found = find(text, name).place
    assert found is not None
    assert found.stretch is not None
    assert {round(found.stretch.start[0], 1), round(found.stretch.end[0], 1)} == {14.2, 14.5}
    assert (found.precision, found.stretch.width_km) == ("area", pytest.approx(6.8, abs=0.5))
    assert (found.radius_km or 0) >= found.stretch.width_km


def test_a_road_of_which_one_end_is_known(find: Find) -> None:
    both = find("A convoy left Bayt al Faqih and was ambushed on the road to Zabid.", "Zabid", "place", "Bayt al Faqih")
    assert both.place is not None
    assert both.place.stretch is not None
    alone = find("A convoy was ambushed on the road to Zabid.", "Zabid")
    assert alone.place is not None
    assert alone.place.stretch is None
    assert (alone.place.radius_km or 0) >= 25
    assert "where from is not said" in (alone.why or "")
