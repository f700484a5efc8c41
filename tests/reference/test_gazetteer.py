"""The gazetteer: compiled once, found by any usual spelling, never out of scope, the dossier's own places first."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from tests.conftest import PATIENCE

from servanda.errors import ConfigError
from servanda.model.codec import sha256
from servanda.reference import ReferenceConfig
from servanda.reference.gazetteer import Gazetteer, compiling, divisions, geonames, is_compiled, open_gazetteer, tables

HEADER = "name,aliases,country,latitude,longitude,admin1,feature,precision,uncertainty_km,source,checked\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def yemen(cache: Path) -> Gazetteer:
    return open_gazetteer(ReferenceConfig(countries=("YE",), cache=str(cache)))


def own(cache: Path, rows: str, *countries: str) -> Gazetteer:
    path = cache / "places.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return open_gazetteer(ReferenceConfig(countries=countries or ("YE",), cache=str(cache), places=str(path)))


@pytest.mark.parametrize(
    ("name", "stage"),
    [("Zabīd", "exact"), ("Zabid", "exact"), ("زبيد", "exact"), ("al-Zabid", "article"), ("Zabeed", "vowel")],
)
def test_a_town_is_found_by_its_spellings(yemen: Gazetteer, name: str, stage: str) -> None:
    best = yemen.candidates(name)[0]
    assert (best.place.name, best.stage, best.place.precision) == ("Zabīd", stage, "town")


def test_a_governorate_is_an_area_that_holds_its_places(yemen: Gazetteer) -> None:
    area = next(hit.place for hit in yemen.candidates("Hadhramaut") if hit.place.feature == "governorate")
    assert area.precision == "governorate"
    assert area.radius_km is not None
    assert area.radius_km > 100


def test_countries_are_found_from_everywhere_and_towns_are_not(yemen: Gazetteer) -> None:
    assert [hit.place.country for hit in yemen.candidates("Türkiye")] == ["TR"]
    assert yemen.candidates("Ankara") == ()
    assert yemen.candidates("") == ()


def test_fuzzy_hits_are_suggestions_below_every_match(yemen: Gazetteer) -> None:
    assert yemen.candidates("Zabidmo") == ()
    hits = yemen.suggestions("Zabidmo")
    assert "Zabīd" in {hit.place.name for hit in hits}
    assert all(hit.score < 0.8 and hit.stage == "fuzzy" for hit in hits)


def test_a_short_skeleton_needs_support_from_the_context(yemen: Gazetteer) -> None:
    hit, *_ = yemen.candidates("Zabodu")
    assert (hit.place.feature, hit.stage, hit.score) == ("town", "skeleton", 0.75)


def test_words_for_what_a_place_is_may_be_translated_and_nothing_is_made_up(yemen: Gazetteer) -> None:
    hit = yemen.candidates("Eastern Dis")[0]
    assert (hit.place.name, hit.stage) == ("Ad Dīs ash Sharqīyah", "translated")
    assert not [hit for hit in yemen.candidates("Upper Bayt") if hit.score >= 0.8]
    assert not [hit for hit in yemen.candidates("Mount Zabid") if hit.score >= 0.8]


def test_a_name_in_arabic_letters_that_geonames_lacks_is_found_by_its_consonants(yemen: Gazetteer) -> None:
    latin = yemen.candidates("Ḩurayḑah")
    assert latin
    assert {hit.place.place_id for hit in yemen.candidates("حريضه")} & {hit.place.place_id for hit in latin}


def test_second_order_divisions_know_their_places_and_come_after_towns(yemen: Gazetteer) -> None:
    town, *_, division = [hit.place for hit in yemen.candidates("Zabid") if hit.stage == "exact"]
    assert (town.feature, town.admin2, division.feature) == ("town", division.name, "district")


def test_a_village_is_known_in_a_country_in_scope_and_in_no_other(cache: Path) -> None:
    lebanon = open_gazetteer(ReferenceConfig(countries=("LB",), cache=str(cache)))
    (hit,) = (one for one in lebanon.candidates("Rmeish") if one.score > 0.8)
    assert (hit.place.feature, hit.place.admin1, hit.stage) == ("village", "Nabatieh Governorate", "exact")
    assert {one.place.admin1 for one in lebanon.candidates("Khiam")} == {"Nabatieh Governorate", "Mount Lebanon"}
    assert not [place for place in geonames.towns() if place.kind != "town"]


def test_a_village_does_not_end_the_search_for_a_town_spelled_less_alike(cache: Path) -> None:
    syria = open_gazetteer(ReferenceConfig(countries=("SY",), cache=str(cache)))
    found = [(hit.place.feature, hit.stage) for hit in syria.candidates("Ein Et-teeneh")]
    assert ("village", "vowel") in found
    assert {stage for feature, stage in found if feature != "village"} == {"skeleton"}


def test_the_consonants_of_a_village_alone_are_too_often_alike_by_chance(yemen: Gazetteer) -> None:
    loose = [hit for name in ("Ankara", "Zabodu", "Toulouse") for hit in yemen.candidates(name)]
    assert all(hit.place.feature != "village" or hit.score >= 0.85 for hit in loose)


def test_the_table_of_places_is_the_one_that_was_written() -> None:
    folder = files("servanda.reference") / "data"
    for line in geonames.data_version().splitlines():
        digest, name = line.split("  ")
        assert sha256((folder / name).read_bytes()) == digest


def test_the_names_of_a_people_lead_to_its_country(yemen: Gazetteer) -> None:
    assert [place and place.country for place in map(yemen.people, ("Yemeni", "Syrians", "Zabid"))] == [
        "YE",
        "SY",
        None,
    ]


def test_the_derived_tables_are_those_that_were_written() -> None:
    folder = files("servanda.reference") / "data"
    for line in (folder / divisions.CHECKSUMS).read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((folder / name).read_bytes()) == digest


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"), [(14.2, 43.3, "YE.08"), (35.93, 36.63, "SY.12"), (0.0, 0.0, None)]
)
def test_an_outline_tells_the_division_of_a_point(latitude: float, longitude: float, code: str | None) -> None:
    assert divisions.admin1_at(latitude, longitude) == code


def test_all_seats_of_our_table_lie_in_the_divisions_of_geonames() -> None:
    for country in ("SY", "UA", "YE", "SD", "SS", "IQ", "LB", "PS"):
        seats = {(place.name, place.admin1) for place in geonames.places(country) if place.kind == "town"}
        assert not [row for row in tables.governorates(country) if (row.seat, row.code) not in seats]


def test_every_spelling_of_our_table_belongs_to_a_place_of_geonames() -> None:
    names = {place.name for place in geonames.places("SY")} | {item.names[0] for item in divisions.divisions("SY")}
    assert set(tables.spellings("SY")) <= names


def test_the_supplement_adds_what_geonames_lacks_with_its_uncertainty(yemen: Gazetteer) -> None:
    (hit,) = yemen.candidates("Bab el-Mandeb")
    assert (hit.place.precision, hit.place.source) == ("area", "general knowledge")
    for country in ("SY", "UA", "YE", "SD", "SS"):
        assert all(item.place.radius_km for item in tables.supplement(country))


def test_a_dossiers_place_is_found_and_overrides_its_neighbour_of_the_same_name(cache: Path, yemen: Gazetteer) -> None:
    found = own(cache, "Zabid,Zabeed Town|زبيد,YE,14.2,43.31,Al-Hudaydah,town,town,1,own survey,primary\n")
    towns = [hit.place.place_id for hit in found.candidates("Zabid") if hit.place.feature == "town"]
    assert towns == ["dossier:zabid-al-hudaydah"]
    assert found.candidates("Zabeed Town")[0].place.radius_km == 1
    assert found.digest != yemen.digest


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("X,,YE,north,43,,,,,,\n", "line 2: latitude 'north' is no number"),
        ("X,,YE,14,430,,,,,,\n", "line 2: longitude 430 is outside"),
        ("X,,Yemen,14,43,,,,,,\n", "country 'YEMEN' is no ISO 3166 code"),
        (",,YE,14,43,,,,,,\n", "name is empty"),
        ("X,,YE,14,43,,,exactly,,,\n", "precision 'exactly' is none of"),
        ("X,,YE,14,43\n", "number of fields differs"),
        ("X,,YE,14,43,,,,,,\nX,,YE,15,43,,,,,,\n", "stands twice"),
    ],
)
def test_a_mistake_in_a_table_is_named_by_line(cache: Path, rows: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r"places\.csv, line") as caught:
        own(cache, rows)
    assert message in str(caught.value)


def test_missing_columns_and_unknown_countries_are_named(cache: Path) -> None:
    (cache / "short.csv").write_text("name,country\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="latitude, longitude"):
        open_gazetteer(ReferenceConfig(countries=("YE",), cache=str(cache), places=str(cache / "short.csv")))
    with pytest.raises(ConfigError, match="XX"):
        open_gazetteer(ReferenceConfig(countries=("XX",), cache=str(cache)))


def test_one_can_ask_whether_it_is_ready(tmp_path: Path) -> None:
    config = ReferenceConfig(countries=("SS",), cache=str(tmp_path))
    assert not is_compiled(config)
    open_gazetteer(config)
    assert is_compiled(config)
    assert not is_compiled(ReferenceConfig(countries=("SS", "SD"), cache=str(tmp_path)))


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    config = ReferenceConfig(countries=("SS",), cache=str(tmp_path))
    open_gazetteer(config)
    (compiled,) = tmp_path.glob("*.sqlite")
    compiled.write_bytes(b"no database" * 1000)
    assert open_gazetteer(config).candidates("Malakal")


TOGETHER = """
import sys
from pathlib import Path
from servanda.reference import ReferenceConfig
from servanda.reference.gazetteer import compiling, open_gazetteer

folder, name = Path(sys.argv[1]), sys.argv[2]
insert = compiling._insert
def counted(*arguments):
    (folder / f"built-by-{name}").touch()
    insert(*arguments)
compiling._insert = counted
(folder / f"ready-{name}").touch()
while len(list(folder.glob("ready-*"))) < 5:
    pass
print(len(open_gazetteer(ReferenceConfig(countries=("SD", "SS"), cache=str(folder / "cache"))).candidates("Wad Madani")))
"""


def test_of_several_programs_one_builds_and_the_others_wait(tmp_path: Path) -> None:
    """All begin at once with an empty cache folder; no place is doubled, nobody sees a locked database."""
    calls = [[sys.executable, "-c", TOGETHER, str(tmp_path), str(number)] for number in range(5)]
    running = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for call in calls]
    assert [process.communicate(timeout=PATIENCE) for process in running] == [(b"1\n", b"")] * 5
    assert len(list(tmp_path.glob("built-by-*"))) == 1


def test_a_folder_that_may_only_be_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = ReferenceConfig(countries=("SS",), cache=str(tmp_path))
    open_gazetteer(config)
    made = [path.unlink() or path for path in tmp_path.glob("*.lock")]
    assert made
    made[0].mkdir()  # where the lock should be made, nothing can be written
    monkeypatch.setattr(compiling, "_insert", lambda *_: pytest.fail("compiled again"))
    assert open_gazetteer(config).candidates("Malakal")


def test_where_nothing_can_be_written_it_is_kept_in_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert open_gazetteer(ReferenceConfig(countries=("SS",), cache=str(blocked))).candidates("Malakal")
