"""Agreement files: what they may hold, and that every fault is named with file, line, path and what to do."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import ConfigError
from servanda.model.agreements import Binds, Sourcing
from servanda.model.places import Stretch
from servanda.reference import check_agreement_files, load_agreement_book
from servanda.reference.actors import Actor, ActorRegistry
from servanda.reference.agreement_files.shapes import KM_PER_DEGREE

GOOD = """\
schema: servanda/agreement/1
id: lake-truce
title: Truce of the two lakes
form: written
timezone: Europe/Vaduz
names: [Lake truce, {name: the truce, also: [hill-truce]}]
external_ids: {register: {value: 77, source: a register, checked: primary}}
time:
  signed: {value: 2031-05-01, source: a gazette, checked: secondary, disputed: [{value: 2031-05-02, source: a diary}]}
  in_force:
    - {from: 2031-05-01T06:00:00+02:00, until: 2031-06-01}
    - {from: 2031-06-01, until: null, basis: prolonged}
bound:
  - {actor: ruritania, role: party, basis: signature}
  - {actor: hill-league, role: named_conflicting_party, class: fighter, disputed: [{value: not bound, source: a letter}]}
definitions: {big_gun: [artillery, mortar], outlaw: grey-band}
zones:
  valley: {file: zones/valley.geojson, precision: exact}
  rim: {within: valley, depth_km: {value: [2, 4], source: a map, disputed: [{value: [2, 6], source: another map}]}}
provisions:
  - {id: a1, kind: obligation, reading: literal, binds: ruritania, act: {prevent: {plover: assault}, in: valley}, yields: duty_engaged}
  - {id: a2, kind: prohibition, reading: literal, binds: {class: fighter}, act: {plover: [ASSAULT], modes: any}, in: valley, target_not: outlaw}
  - {id: a3, kind: obligation, reading: literal, binds: [ruritania], act: {withdraw: big_gun, from: rim}, deadline: 2031-05-20, evaluate: milestone}
composition: [{id: c1, body: lake-board, size: 4, groups: {ruritania: {value: 2, source: x}, hills: 2}, quorum: 0.75}]
reviewed: [{by: null, role: lawyer, date: null, verdict: pending}]
"""
REGISTRY = ActorRegistry(
    Actor(id=name, name=name.replace("-", " ").title(), type="armed_group")
    for name in ("ruritania", "hill-league", "grey-band", "moldavia")
)
SQUARE = [[10.0, 47.0], [11.0, 47.0], [11.0, 48.0], [10.0, 48.0], [10.0, 47.0]]


def write(folder: Path, text: str = GOOD, **properties: object) -> Path:
    (folder / "agreements").mkdir(exist_ok=True)
    (folder / "zones").mkdir(exist_ok=True)
    zone = {
        "type": "Feature",
        "id": "v",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    (folder / "zones" / "valley.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [zone]}), encoding="utf-8"
    )
    path = folder / "agreements" / "lake.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, old: str, new: str) -> list[str]:
    assert old in GOOD
    path = write(folder, GOOD.replace(old, new))
    return [
        str(problem).replace(str(path), "lake.yaml") for problem in check_agreement_files([path], registry=REGISTRY)
    ]


def test_short_forms_are_written_out(tmp_path) -> None:
    write(tmp_path)
    book = load_agreement_book(tmp_path / "agreements")
    (agreement,) = book.agreements
    assert [(name.name, name.also) for name in agreement.names] == [("Lake truce", ()), ("the truce", ("hill-truce",))]
    assert agreement.external_ids == {"register": "77"}
    assert agreement.time.signed == "2031-05-01"
    assert agreement.time.in_force[0].since == "2031-05-01T06:00:00+02:00"
    prevent, attack, withdraw = agreement.provisions
    assert (prevent.act.kind, prevent.act.plover, prevent.zone, prevent.binds) == (
        "prevent",
        ("ASSAULT",),
        "valley",
        Binds(actors=("ruritania",)),
    )
    assert (attack.act.kind, attack.act.modes, attack.binds) == ("event", (), Binds(classes=("fighter",)))
    assert (withdraw.act.object, withdraw.act.origin, withdraw.deadline) == ("big_gun", "rim", "2031-05-20")
    assert agreement.definitions["outlaw"] == ("grey-band",)
    assert agreement.composition[0].groups == {"ruritania": 2, "hills": 2}


def test_sourcing_goes_to_the_sidecar_by_path(tmp_path) -> None:
    write(tmp_path)
    sourcing = load_agreement_book(tmp_path / "agreements").sourcing["lake-truce"]
    assert sourcing["time.signed"].checked == "secondary"
    assert [(item.value, item.source) for item in sourcing["time.signed"].disputed] == [("2031-05-02", "a diary")]
    assert sourcing["composition[0].groups.ruritania"] == Sourcing(source="x")
    assert "bound[1]" not in sourcing, "the dispute about being bound stays with the record"


def test_the_good_file_has_no_fault(tmp_path) -> None:
    assert check_agreement_files([write(tmp_path)]) == []
    assert check_agreement_files([write(tmp_path)], registry=REGISTRY) == []
    assert check_agreement_files([tmp_path / "agreements"]) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("schema: servanda/agreement/1", "schema: servanda/agreement/9", "lake.yaml, line 1: error: schema: is 'servanda/agreement/9'"),
        ("title: Truce of the two lakes\n", "", "line 1: error: title: is missing; add 'title: ...'"),
        ("form: written", "form: spoken", "line 4: error: form: 'spoken' is no form; write one of: oral, reported, unilateral, written"),
        ("timezone: Europe/Vaduz", "timezone: Europe/Strelsau", "line 5: error: timezone: 'Europe/Strelsau' is no time zone"),
        ("checked: secondary", "checked: perhaps", "line 9: error: time.signed: Sourcing: Invalid enum value 'perhaps'"),
        ("until: 2031-06-01}", "until: 2031-13-01}", "line 11: error: time.in_force[0].until: '2031-13-01' is neither a date"),
        ("T06:00:00+02:00", "T06:00:00", "line 11: error: time.in_force[0].from: '2031-05-01T06:00:00' is neither a date"),
        ("until: 2031-06-01}", "until: 2031-04-01}", "line 11: error: time.in_force[0]: ends (2031-04-01) before it begins"),
        ("until: 2031-06-01}", "until: 2031-07-01}", "line 12: warning: time.in_force[1]: overlaps another term"),
        ("role: party,", "role: member,", "line 14: error: bound[0].role: 'member' is no role; "),
        ("class: fighter, disputed", "class: scout, disputed", "line 22: error: provisions[1].binds: no actor in bound has the class 'fighter'"),
        ("binds: [ruritania]", "binds: [moldavia]", "line 23: error: provisions[2].binds: 'moldavia' does not stand in bound"),
        ("binds: [ruritania]", "binds: {group: fighter}", "line 23: error: provisions[2].binds: write binds as a list"),
        ("binds: [ruritania]", "binds: []", "line 23: error: provisions[2].binds: binds nobody"),
        ("in: valley, target", "in: meadow, target", "line 22: error: provisions[1].in: 'meadow' is no zone of this file"),
        ("from: rim", "from: brim", "line 23: error: provisions[2].act: 'brim' is no zone of this file"),
        ("{withdraw: big_gun, from: rim}", "{leave: x}", "line 23: error: provisions[2].act: an act has exactly one of: plover, prevent"),
        ("target_not: outlaw", "target_not: bandit", "line 22: error: provisions[1].target_not: 'bandit' is no type of target"),
        ("id: a3", "id: a2", "line 23: error: provisions[2].id: 'a2' is used twice"),
        ("deadline: 2031-05-20", "deadline: 2030-05-20", "line 23: error: provisions[2].deadline: 2030-05-20 lies outside"),
        ("yields: duty_engaged", "yields: alleged_violation", "line 21: error: provisions[0].yields: a duty to prevent is engaged"),
        ("size: 4", "size: 5", "line 24: error: composition[0].groups: the groups add up to 4, the size is 5"),
        ("quorum: 0.75", "quorum: 75", "line 24: error: composition[0].quorum: 75.0 is no share"),
        ("file: zones/valley.geojson", "file: zones/glen.geojson", "line 18: error: zones.valley: the file 'zones/glen.geojson' is not there"),
        ("within: valley, depth", "within: rim, depth", "line 19: error: zones.rim: lies within 'rim', which is itself"),
        ("value: [2, 4]", "value: [4, 2]", "line 19: error: zones.rim: depth_km [4.0, 2.0] must be two numbers"),
        ("composition: [", "colour: red\ncomposition: [", "line 24: warning: colour: unknown field 'colour' is ignored"),
        ("basis: signature}", "basis: signature, mood: glad}", "line 14: warning: bound[0].mood: unknown field 'mood' is ignored"),
        ("definitions: {big_gun", "definitions: {no: [x], big_gun", "line 16: warning: definitions.no: the key 'no' is a boolean"),
        ("bound:\n", "bound: [\n", "line 14: error: "),
        ("id: lake-truce\n", "id: lake-truce\nid: other\n", 'line 3: error: found duplicate key "id"'),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_line_path_and_remedy(tmp_path, old, new, expected) -> None:
    found = problems(tmp_path, old, new)
    assert any(expected in problem for problem in found), found


def test_all_faults_are_told_at_once(tmp_path) -> None:
    path = write(tmp_path, GOOD.replace("form: written", "form: spoken").replace("role: party", "role: member"))
    with pytest.raises(ConfigError) as caught:
        load_agreement_book(path.parent)
    assert "line 4: error: form" in str(caught.value)
    assert "line 14: error: bound[0].role" in str(caught.value)


def test_unknown_actors_are_a_warning_only_where_a_registry_is_given(tmp_path) -> None:
    path = write(tmp_path)
    some = ActorRegistry(REGISTRY.actors[name] for name in ("ruritania", "grey-band"))
    (problem,) = check_agreement_files([path], registry=some)
    assert (problem.line, problem.path, problem.severity) == (15, "bound[1].actor", "warning")


def test_the_quote_of_a_provision_is_held_against_the_text(tmp_path) -> None:
    text = "The two lakes shall be quiet."
    quote = "shall be quiet"
    span = f"text: {{start: {text.index(quote)}, end: {text.index(quote) + len(quote)}, quote: {quote}}}"
    with_text = GOOD.replace("timezone:", "text: {file: texts/lake.txt, language: en}\ntimezone:")
    right = with_text.replace("yields: duty_engaged", f"yields: duty_engaged, {span}")
    path = write(tmp_path, right)
    assert "the file 'texts/lake.txt' is not there" in str(check_agreement_files([path])[0])
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lake.txt").write_text(text, encoding="utf-8")
    assert check_agreement_files([path]) == []
    (tmp_path / "texts" / "lake.txt").write_text("Now: " + text, encoding="utf-8")
    (problem,) = check_agreement_files([path])
    assert "the quote stands at 19" in problem.message
    assert problem.line == 22


def test_one_agreement_in_two_files_is_an_error(tmp_path) -> None:
    path = write(tmp_path)
    (path.parent / "twin.yaml").write_text(GOOD, encoding="utf-8")
    assert "stands in lake.yaml too" in str(check_agreement_files([path.parent])[-1])
    with pytest.raises(ConfigError, match=r"stands in lake\.yaml too"):
        load_agreement_book(path.parent)


def test_a_dossier_may_do_without_agreements(tmp_path) -> None:
    assert load_agreement_book(tmp_path / "nowhere").agreements == ()
    assert load_agreement_book(tmp_path).digest == load_agreement_book(tmp_path / "nowhere").digest


def test_an_alias_bomb_is_refused(tmp_path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join(f'*{old}' for _ in range(9))}]\n"
        for old, new in zip("abcdef", "bcdefg", strict=True)
    )
    (problem,) = check_agreement_files([write(tmp_path, bomb)])
    assert "alias" in problem.message


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"- a\n- b\n", b"", b"just words", b"a: *b\n", b"{{{{"])
def test_what_is_no_agreement_is_one_error_and_no_traceback(tmp_path, content) -> None:
    path = write(tmp_path)
    path.write_bytes(content)
    (problem,) = check_agreement_files([path])
    assert problem.severity == "error"
    assert problem.message


def test_zone_with_precision_is_three_valued(tmp_path) -> None:
    path = write(tmp_path, GOOD.replace("precision: exact", "precision: indicative"), uncertainty_km=3)
    book = load_agreement_book(path.parent)
    (valley,) = book.zones["lake-truce/valley"]
    assert valley.uncertainty_km == 3
    assert valley.holds(10.5, 47.5, 5.0)[0] == "true"
    assert valley.holds(12.5, 47.5, 5.0) == ("false", 0.0)
    assert valley.holds(11.0, 47.5, 5.0)[0] == "unknown"
    assert valley.holds(11.0, 47.5, 5.0)[1] == pytest.approx(0.5, abs=0.02)
    outside = 11.0 + 2.0 / (KM_PER_DEGREE * 0.68)
    assert valley.holds(outside, 47.5, 0.1)[0] == "unknown", "2 km outside a line known to 3 km"


def test_a_stretch_is_judged_by_its_own_share(tmp_path) -> None:
    path = write(tmp_path, GOOD.replace("precision: exact", "precision: indicative"), uncertainty_km=3)
    (valley,) = load_agreement_book(path.parent).zones["lake-truce/valley"]  # 10 to 11 east, 47 to 48 north

    def share(west: float, east: float) -> tuple[str, float]:
        stretch = Stretch(start=(47.5, west), end=(47.5, east), width_km=4)
        return valley.holds((west + east) / 2, 47.5, 60.0, stretch)

    assert share(10.2, 10.8) == ("true", 1.0)
    assert valley.holds(10.5, 47.5, 60.0)[0] == "unknown", (
        "the circle that holds such a stretch reaches out of the zone"
    )
    assert share(11.2, 11.9) == ("false", 0.0)
    crossing = share(10.5, 11.5)
    assert crossing == ("unknown", pytest.approx(0.5, abs=0.02))


def test_a_disputed_depth_makes_a_rival_version(tmp_path) -> None:
    path = write(tmp_path)
    narrow, wide = load_agreement_book(path.parent).zones["lake-truce/rim"]
    three_km_inside = 47.0 + 3 / KM_PER_DEGREE
    assert narrow.holds(10.5, 47.0 + 1 / KM_PER_DEGREE, 0.1)[0] == "true"
    assert narrow.holds(10.5, three_km_inside, 0.1)[0] == "unknown", "between 2 and 4 km"
    assert narrow.holds(10.5, 47.0 + 5 / KM_PER_DEGREE, 0.1)[0] == "false"
    assert wide.holds(10.5, 47.0 + 5 / KM_PER_DEGREE, 0.1)[0] == "unknown"
    assert wide.version.by == "another map"


def test_digest_follows_agreements_and_zones(tmp_path) -> None:
    path = write(tmp_path)
    first = load_agreement_book(path.parent).digest
    assert load_agreement_book(path.parent).digest == first
    write(tmp_path, uncertainty_km=1)
    second = load_agreement_book(path.parent).digest
    write(tmp_path, GOOD + "# a remark\n", uncertainty_km=1)
    assert len({first, second, load_agreement_book(path.parent).digest}) == 3


def test_geometries_are_geojson(tmp_path) -> None:
    geometries = load_agreement_book(write(tmp_path).parent).geometries()
    assert set(geometries) == {"lake-truce/valley", "lake-truce/rim", "lake-truce/rim#2"}
    assert geometries["lake-truce/valley"]["type"] == "Polygon"


@given(
    longitude=st.floats(9, 12), latitude=st.floats(46, 49), radius=st.floats(0.1, 40), more=st.floats(0.1, 40)
)  # fmt: skip
def test_more_doubt_about_a_place_never_decides_the_other_way(square_book, longitude, latitude, radius, more) -> None:
    (valley,) = square_book.zones["lake-truce/valley"]
    small, large = valley.holds(longitude, latitude, radius)[0], valley.holds(longitude, latitude, radius + more)[0]
    assert large in {small, "unknown"}


@pytest.fixture(scope="module")
def square_book(tmp_path_factory):
    return load_agreement_book(write(tmp_path_factory.mktemp("dossier")).parent)


def test_the_agreements_of_the_example_are_sound(root) -> None:
    folder = root / "examples" / "idlib-2019" / "agreements"
    errors = [str(problem) for problem in check_agreement_files([folder]) if problem.severity == "error"]
    assert not errors
    assert len(load_agreement_book(folder).agreements) >= 2
