"""Foreign gazetteers: dumps, tables with P-codes in three forms, own tables; what cannot be used is named by row."""

import json
import zipfile
from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.reference import ReferenceConfig
from servanda.reference.gazetteer import open_gazetteer, read_foreign, row_of, write_places

DUMP = (
    "900000001\tQarn Dibba\tQarn Dibba\tقرن دبة,qrn dbt\t15.1\t44.1\tP\tPPL\tYE\t\t16\t\t\t\t120\t\t2200\tAsia/Aden\t2030-01-01\n"
    "900000002\tWadi Invented\tWadi Invented\t\t15.2\t44.2\tH\tWAD\tYE\t\t16\t\t\t\t0\t\t\tAsia/Aden\t2030-01-01\n"
    "900000003\tBroken\tBroken\t\tnorth\t44.2\tP\tPPL\tYE\t\t16\t\t\t\t0\t\t\tAsia/Aden\t2030-01-01\n"
)
HEADER = ("ADM1_EN", "ADM1_PCODE", "ADM2_EN", "ADM2_PCODE", "ADM3_EN", "ADM3_AR", "ADM3_PCODE", "lat", "lon")
ROW = ("Taizz", "YE15", "Invented District", "YE1599", "Dibba Uzlah", "عزلة دبة", "YE159901", 13.5, 44.0)


def test_a_dump_of_geonames_gives_its_populated_places(tmp_path: Path) -> None:
    path = tmp_path / "YE.txt"
    path.write_text(DUMP, encoding="utf-8")
    imported = read_foreign(path)
    (item,) = imported.places
    assert (item.place.place_id, item.place.population, item.place.precision) == ("geonames:900000001", 120, "town")
    assert "قرن دبة" in item.names
    assert "qrn dbt" not in item.names
    assert len(imported.refused) == 1
    assert "line 3" in imported.refused[0]


def test_a_zipped_dump_is_the_same(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "YE.zip", "w") as archive:
        archive.writestr("readme.txt", "see the site")
        archive.writestr("YE.txt", DUMP)
    assert len(read_foreign(tmp_path / "YE.zip").places) == 1


def csv_table(folder: Path) -> Path:
    path = folder / "adm3.csv"
    path.write_text(",".join(HEADER) + "\n" + ",".join(map(str, ROW)) + "\n", encoding="utf-8")
    return path


def xlsx_table(folder: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.save(folder / "adm3.xlsx")
    return folder / "adm3.xlsx"


def geojson_table(folder: Path) -> Path:
    ring = [[43.9, 13.4], [44.1, 13.4], [44.1, 13.6], [43.9, 13.6], [43.9, 13.4]]
    properties = dict(zip(HEADER[:-2], ROW[:-2], strict=True))
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path = folder / "adm3.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


@pytest.mark.parametrize("make", [csv_table, xlsx_table, geojson_table])
def test_p_codes_are_kept_in_all_three_forms(make, tmp_path: Path) -> None:
    (item,) = read_foreign(make(tmp_path), source="an invented office").places
    place = item.place
    assert (place.place_id, place.country, place.precision) == ("pcode:YE159901", "YE", "subdistrict")
    assert (place.latitude, place.longitude) == (pytest.approx(13.5), pytest.approx(44.0))
    assert (place.admin1, place.admin2, place.source) == ("Taiz", "Invented District", "an invented office")
    assert item.names == ("Dibba Uzlah", "عزلة دبة")


def test_rows_without_coordinates_are_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = csv_table(tmp_path)
    with path.open("a", encoding="utf-8") as table:
        table.write("Taizz,YE15,Invented District,YE1599,Nowhere,,YE159902,,\n")
    imported = read_foreign(path)
    assert len(imported.places) == 1
    assert imported.refused == ("adm3.csv, row 3: no coordinates",)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", "a,b\n1,2\n", "no column of P-codes or places (a, b)"),
        ("x.pdf", "%PDF", "none of .txt .zip"),
        ("x.geojson", "{}", "cannot be read"),
        ("x.txt", "not\ta dump\n", "no dump of GeoNames"),
        ("x.zip", "not a zip", "cannot be read"),
    ],
)
def test_other_files_are_refused_in_words(name: str, content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_foreign(tmp_path / name)
    assert message in str(caught.value)


def test_an_imported_table_is_found_and_taken_before_its_like(tmp_path: Path) -> None:
    dump = DUMP.splitlines()[0].replace("Qarn Dibba", "Zabid").replace("15.1\t44.1", "14.21\t43.32")
    (tmp_path / "YE.txt").write_text(dump, encoding="utf-8")
    table = tmp_path / "ye.csv"
    write_places(table, map(row_of, read_foreign(tmp_path / "YE.txt").places))
    config = ReferenceConfig(countries=("YE",), cache=str(tmp_path), imported=(str(table),))
    gazetteer = open_gazetteer(config)
    towns = [hit.place.place_id for hit in gazetteer.candidates("Zabid") if hit.place.feature == "town"]
    assert towns == ["geonames:900000001"]
    assert gazetteer.place("geonames:900000001") is not None
    assert gazetteer.digest != open_gazetteer(ReferenceConfig(countries=("YE",), cache=str(tmp_path))).digest
    assert open_gazetteer(config).digest == gazetteer.digest
