"""Local knowledge: imports, lookups, names settled in a line or a table, and conflicts that a run reports."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from servanda.errors import UsageError
from servanda.pipeline import (
    add_sources,
    import_places,
    init_dossier,
    list_records,
    local_conflicts,
    look_up_place,
    open_case,
    read_choice_table,
    read_choices,
    run_case,
    settle,
)

TEXT = (
    "Shelling by the Rapid Support Forces killed six people in Umm Invented on Monday, 5 May 2031. "
    "The Rapid Support Forces attacked civilians in Umm Invented on Tuesday, 6 May 2031. "
    "The Moonlit Brigade killed two people in Tel Marlow on Wednesday, 7 May 2031."
)


def silent(what: str, done: int, total: int) -> None:
    """Report progress to nobody."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that has been run."""
    tmp_path = tmp_path_factory.mktemp("local")
    dossier = tmp_path / "case"
    init_dossier(dossier)
    (dossier / "dossier.toml").write_text('countries = ["SD"]\ncollector = "desk-7"\n', encoding="utf-8")
    row = {"id": "r1", "publisher": "Nile Dispatch", "published_on": "2031-05-08", "language": "en", "text": TEXT}
    (tmp_path / "r.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(tmp_path / "r.jsonl")], silent)
        run_case(case, "local", 0, silent)
    return dossier


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def unresolved(folder: Path) -> dict[str, dict[str, object]]:
    with open_case(folder) as case:
        return {str(row["name"]): row for row in list_records(case, "unresolved", {})[1]}


def run(folder: Path) -> None:
    with open_case(folder) as case:
        run_case(case, "local", 0, silent)


def test_a_name_is_settled_by_a_point_and_counts_from_the_next_run(folder: Path) -> None:
    assert unresolved(folder)["Umm Invented"]["mentions"] == 2
    with open_case(folder) as case:
        settled = settle(case, read_choices(["Umm Invented=13.6,25.3,4"]))
    assert [path.name for path in settled.files] == ["places.csv"]
    run(folder)
    assert "Umm Invented" not in unresolved(folder)
    (row,) = csv.DictReader((folder / "places.csv").read_text(encoding="utf-8").splitlines())
    assert (row["latitude"], row["uncertainty_km"], row["admin1"]) == ("13.60000", "4.0", "North Darfur")
    assert row["source"].startswith("settled by desk-7")


def test_many_names_are_settled_in_the_table_that_the_list_printed(folder: Path, tmp_path: Path) -> None:
    rows = [{**row, "choice": ""} for row in unresolved(folder).values()]
    for row in rows:
        row["choice"] = {"Umm Invented": "geonames:371745", "Tel Marlow": "13.1, 30.2"}.get(str(row["name"]), "")
    with (tmp_path / "names.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    with open_case(folder) as case:
        nyala = case.reference.gazetteer.candidates("Kosti")[0].place
    text = (tmp_path / "names.csv").read_text(encoding="utf-8").replace("geonames:371745", nyala.place_id)
    (tmp_path / "names.csv").write_text(text, encoding="utf-8")
    with open_case(folder) as case:
        assert len(settle(case, read_choice_table(tmp_path / "names.csv")).lines) == 2
    run(folder)
    assert not {"Umm Invented", "Tel Marlow"} & set(unresolved(folder))
    assert look_up_place("Umm Invented", (), folder)[0]["place_id"] == nyala.place_id


def test_an_actor_is_settled_by_id_or_made_anew_and_comments_stay(folder: Path) -> None:
    (folder / "actors.yaml").write_text("# ours\n- {id: x, name: X, type: armed_group}\n", encoding="utf-8")
    with open_case(folder) as case:
        kind = case.reference.actors.actors["rapid-support-forces"].type
        settle(case, read_choices([f"Moonlit Brigade={kind}", "Rapid Supporters=rapid-support-forces"]))
    text = (folder / "actors.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ours")
    with open_case(folder) as case:
        actors = case.reference.actors
        assert [hit.actor.id for hit in actors.candidates("Moonlit Brigade")] == ["moonlit-brigade"]
        assert actors.candidates("Rapid Supporters")[0].actor.id == "rapid-support-forces"
        assert actors.candidates("RSF")[0].actor.id == "rapid-support-forces"


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ("Umm Invented", "settles nothing"),
        ("Umm Invented=9", "so not number 9"),
        ("Umm Invented=geonames:1", "no place"),
        ("Umm Invented=95.0,10.0", "no degrees"),
        ("Moonlit Brigade=choir", "no type"),
    ],
)
def test_a_choice_that_cannot_be_understood_writes_nothing(folder: Path, choice: str, message: str) -> None:
    with open_case(folder) as case, pytest.raises(UsageError, match=message):
        settle(case, read_choices(["Tel Marlow=13,30", choice]))
    assert not (folder / "places.csv").exists()


def test_an_import_is_found_with_its_p_code(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "sdn adm3.csv"
    table.write_text("ADM3_EN,ADM3_PCODE,lat,lon\nUmm Invented,SD990101,13.6,25.3\n", encoding="utf-8")
    summary = import_places(folder, table, None, "an invented office")
    assert summary.path == folder / "gazetteer" / "sdn-adm3.csv"
    assert look_up_place("Umm Invented", (), folder)[0]["place_id"] == "pcode:SD990101"
    run(folder)
    assert "Umm Invented" not in unresolved(folder)


def test_an_import_without_places_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("ADM3_EN,ADM3_PCODE,lat,lon\nX,SD1,,\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no coordinates"):
        import_places(folder, tmp_path / "empty.csv", None, None)
    with pytest.raises(UsageError, match="does not exist"):
        import_places(folder, tmp_path / "none.csv", None, None)


def test_conflicts_are_told_and_the_dossier_counts(folder: Path) -> None:
    (folder / "places.csv").write_text(
        "name,country,latitude,longitude,admin1\nKosti,SD,14.9,32.6,White Nile\nTwin,SD,13,30,A\nTwin,SD,15,33,B\n",
        encoding="utf-8",
    )
    (folder / "actors.yaml").write_text(
        "- {id: rapid-support-forces, name: Rapid Support Forces, type: choir, country: FR}\n"
        "- {id: second-rsf, name: Rapid Support Forces, type: armed_group, country: SD}\n",
        encoding="utf-8",
    )
    with open_case(folder) as case:
        told = "\n".join(local_conflicts(case))
    assert "Kosti lies" in told
    assert "'twin' names two places" in told
    assert "rapid-support-forces is choir of FR here" in told
    assert "second-rsf has the name" in told


def test_without_tables_of_its_own_a_dossier_has_no_conflicts(folder: Path) -> None:
    with open_case(folder) as case:
        assert list(local_conflicts(case)) == []
