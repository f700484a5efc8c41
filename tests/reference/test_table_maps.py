"""Maps of tables: closed words, faults with line and what was meant, the shipped ones."""

from pathlib import Path

import pytest

from servanda.errors import ConfigError, NotFoundError
from servanda.reference.table_maps import find_map, map_of, shipped_maps

GOOD = """\
schema: servanda/map/1
name: own
rows: reports
publisher: The desk
id: [day, nr]
date: {column: day, formats: D/M/YYYY}
event:
  column: what
  words:
    shelling: {type: ASSAULT, mode: heavy-weapons}
    rumour: {skip: nobody saw it}
"""


@pytest.fixture
def faults(tmp_path: Path):
    def of(text: str) -> str:
        path = tmp_path / "own.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError) as told:
            find_map(str(path))
        return str(told.value)

    return of


def test_shipped_maps_are_whole():
    assert shipped_maps() == ("acled", "kobo", "odk", "ucdp-ged")
    for name in shipped_maps():
        found = find_map(name)
        assert map_of(found.content) == found.map
    assert find_map("odk").map.id == ("KEY",)
    assert find_map("odk").map.place.column == find_map("kobo").map.place.column
    assert find_map("acled").map.rows == find_map("ucdp-ged").map.rows == "compiled"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "rows: reports",
            "rows: compilde",
            "line 3: error: rows: 'compilde' is no word for this; did you mean 'compiled'?",
        ),
        (
            "publisher: The desk",
            "publishr: The desk",
            "line 4: error: publishr: there is no such field here; did you mean 'publisher'?",
        ),
        (
            "name: own",
            "name: own\nlatitud: lat",
            "line 3: error: latitud: there is no such field here; did you mean 'latitude' under 'place'?",
        ),
        ("D/M/YYYY", "D/M/YYY", "line 6: error: date.formats: 'D/M/YYY' is no word for this; did you mean 'D/M/YYYY'"),
        (
            "ASSAULT",
            "ASAULT",
            "line 10: error: event.words.shelling.type: 'ASAULT' is no PLOVER type of event; did you mean 'ASSAULT' or",
        ),
        (
            "heavy-weapons",
            "heavy",
            "line 10: error: event.words.shelling.mode: 'heavy' is no mode of ASSAULT; did you mean 'heavy-weapons'",
        ),
        ("skip: nobody saw it", "acled: OTHER", "line 11: error: event.words.rumour: give either 'type', or 'skip'"),
        ("id: [day, nr]\n", "", "error: id: is missing; add 'id: ...'"),
        ("servanda/map/1", "servanda/map/2", "this version reads 'servanda/map/1'"),
    ],
)
def test_faults_are_named_with_their_line_and_what_was_meant(faults, old, new, told):
    assert told in faults(GOOD.replace(old, new))


def test_faults_of_yaml_have_their_line(faults):
    assert "line 2" in faults("schema: servanda/map/1\n\tname: x\n")
    assert "servanda/map/1" in faults("- a list\n")


def test_a_map_takes_over_what_it_leaves_out(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text("schema: servanda/map/1\nname: mine\nlike: acled\nplace: {column: site}\n", encoding="utf-8")
    found = find_map(str(path)).map
    assert (found.name, found.place.column, found.place.latitude, found.publisher) == (
        "mine",
        "site",
        "latitude",
        "ACLED",
    )
    path.write_text("schema: servanda/map/1\nname: mine\nlike: acle\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean 'acled'"):
        find_map(str(path))


def test_a_map_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(NotFoundError, match="did you mean 'acled'"):
        find_map("aceld")
    with pytest.raises(NotFoundError, match="no such map"):
        find_map(str(tmp_path / "none.yaml"))
