"""The shipped agreements: sound, sourced leaf by leaf, explained in words, and taken into a dossier in one line."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from servanda.errors import NotFoundError, UsageError
from servanda.reference.actors import ActorRegistry, load_actors
from servanda.reference.agreement_files import (
    LIBRARY,
    agreement_schema,
    check_agreement_files,
    explain,
    library_file,
    library_files,
    load_agreement_book,
    read_agreement_file,
    take,
)
from servanda.reference.agreement_files.problems import dotted
from servanda.reference.agreement_files.sourcing import nearest
from servanda.reference.lined_yaml import read_lines

ROOT = Path(__file__).resolve().parents[2]
FILES = {file.path.stem: file for file in library_files()}
SHIPPED_ACTORS = load_actors()
SHIPPED = {
    "astana-mou-2017", "sochi-mou-2018", "moscow-protocol-2020", "unscr-2254", "geneva-communique-2012",
    "constitutional-committee-2019", "minsk-memorandum-2014", "minsk-ii-2015", "stockholm-agreement-2018", "unscr-1701", "coha-2017",
}  # fmt: skip
STRUCTURE = {"schema", "id", "timezone", "reviewed", "source", "checked"}


def leaves(value, path=()):
    """Yield the path of every value of a file; one written with its sourcing is one leaf."""
    match value:
        case dict() if "value" in value:
            yield path
        case dict():
            for key, item in value.items():
                if key not in {"source", "checked", "disputed"}:
                    yield from leaves(item, (*path, key))
        case list():
            for number, item in enumerate(value):
                yield from leaves(item, (*path, number))
        case _:
            yield path


def test_all_that_were_promised_are_there():
    assert set(FILES) >= SHIPPED


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_leaf_has_a_source_and_says_how_far_it_is_checked(name):
    file = FILES[name]
    raw, _ = read_lines(file.path)
    paths = [path for path in leaves(raw) if path[0] not in STRUCTURE]
    assert len(paths) > 15
    for path in paths:
        sourcing = nearest(file.sourcing, dotted(path))
        assert sourcing, path
        assert sourcing.checked, path
        assert sourcing.source, path


def test_nothing_is_called_primary_but_what_its_publisher_shows():
    primary = {s.source for file in FILES.values() for s in file.sourcing.values() if s.checked == "primary"}
    assert primary
    assert all("unmissions.org" in source or "unvienna.org" in source for source in primary)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_is_sound_and_fits_the_schema(name):
    faults = check_agreement_files([FILES[name].path], registry=SHIPPED_ACTORS)
    assert not faults, "\n".join(map(str, faults))
    raw, _ = read_lines(FILES[name].path)
    problems = [error.json_path for error in Draft202012Validator(agreement_schema()).iter_errors(raw)]
    assert not problems


def test_the_library_can_be_assessed_as_a_whole():
    book = load_agreement_book(LIBRARY / "agreements")
    assert {agreement.id for agreement in book.agreements} == set(FILES)
    assert all(shape.surely.area > 0 for shapes in book.zones.values() for shape in shapes)


@pytest.mark.parametrize(("example", "least"), [("idlib-2019", 7), ("minsk-2015", 3)])
def test_the_examples_have_the_files_of_the_library(example, least):
    folder = ROOT / "examples" / example
    copies = [*folder.glob("agreements/*.yaml"), *folder.glob("zones/*.geojson")]
    assert len(copies) >= least
    for copy in copies:
        assert copy.read_bytes() == (LIBRARY / copy.parent.name / copy.name).read_bytes(), copy.name


# --- schema


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: prohibition", "kind: prohibited"), ("form: {value: written", "form: {value: spoken"), ("role: party", "role: friend"),
        ("checked: secondary}, evaluate", "checked: maybe}, evaluate"), ("until: null", "until: some day"), ("act: {obstruct: monitors}", "act: {hinder: monitors}"),
        ("act: {obstruct: monitors}", "act: {obstruct: monitors, presence: tank}"), ("names:", "nicknames:"),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_the_loader_refuses_or_warns_of(tmp_path, old, new):
    text = FILES["minsk-ii-2015"].path.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "changed.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    raw, _ = read_lines(path)
    assert list(Draft202012Validator(agreement_schema()).iter_errors(raw))
    assert check_agreement_files([path])


def test_the_schema_is_a_schema_and_is_written_out():
    Draft202012Validator.check_schema(agreement_schema())
    assert json.loads((ROOT / "schemas" / "agreement_file.json").read_text(encoding="utf-8")) == agreement_schema()


# --- explaining


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_explanation_tells_everybody_bound_every_point_and_every_dispute(name):
    file = FILES[name]
    text = "\n".join(explain(file, {}))
    agreement = file.agreement
    assert all(f"  {p.id} (" in text for p in (*agreement.provisions, *agreement.composition))
    assert all(b.actor.replace("-", " ")[1:] in text for b in agreement.bound)
    told = [
        dispute for where, sourcing in file.sourcing.items() for dispute in sourcing.disputed if "depth_km" not in where
    ]
    assert text.count("disputed: ") >= len(told)
    assert "None" not in text


def test_an_explanation_in_words():
    lines = list(explain(FILES["sochi-mou-2018"], {"russia": "the Russian Federation"}))
    assert (
        "  p2 (reported reading, number 2 in the text): The Russian Federation shall prevent every armed attack (assault) in the zone “deescalation”."
        in lines
    )
    assert "      An act like that, whoever did it, engages the duty; it is no breach by itself." in lines
    assert any("rival maps" in line for line in lines)
    assert any(line.startswith("      disputed: isil, nusra-front (") for line in lines)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("minsk-ii-2015", "No conflicting party (Ukraine, Dpr and Lpr) may hinder the work of monitors."),
        (
            "minsk-ii-2015",
            "what counts here as “heavy weapon” in the zone “security zone”; this holds only if the time for",
        ),
        ("unscr-1701", "Israel shall not fly over the zone “lebanon”."),
        ("moscow-protocol-2020", "(except against whoever counts here as “designated terrorist”)"),
    ],
)
def test_a_provision_reads_as_a_lawyer_would_write_it(name, sentence):
    assert sentence in "\n".join(explain(FILES[name], {}))


# --- taking


def test_one_is_taken_with_its_maps_and_can_be_read_there(tmp_path):
    written = take("sochi-mou-2018", tmp_path / "agreements", tmp_path / "zones")
    assert [path.name for path in written] == ["sochi-mou-2018.yaml", "idlib-deescalation.geojson"]
    assert take("sochi-mou-2018", tmp_path / "agreements", tmp_path / "zones") == written
    assert load_agreement_book(tmp_path / "agreements").zones["sochi-mou-2018/deescalation"]


def test_what_a_desk_has_changed_is_not_overwritten(tmp_path):
    (path, _) = take("sochi-mou-2018", tmp_path / "agreements", tmp_path / "zones")
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="differs"):
        take("sochi-mou-2018", tmp_path / "agreements", tmp_path / "zones")
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["no-such-thing", "../agreements/sochi-mou-2018", ""])
def test_what_is_not_shipped_is_said_with_what_is(name):
    with pytest.raises(NotFoundError, match="sochi-mou-2018"):
        library_file(name)


# --- provisions that can never fire


PACT = """
schema: servanda/agreement/1
id: pact
title: Pact
form: {form}
time: {{in_force: [{{from: 2030-01-01, until: 2030-12-31}}]{suspended}}}
bound: [{{actor: north, role: party{since}}}{more}]
provisions:
  - {{id: p1, kind: prohibition, reading: literal, binds: [north], act: {act}{extra}}}
  - {{id: p2, kind: obligation, reading: literal, binds: [north], act: {{withdraw: tank}}, deadline: 2030-05-01, evaluate: milestone}}
definitions: {{tank: [tank]}}
"""
USUAL = {"form": "written", "since": "", "more": "", "act": "{plover: [ASSAULT]}", "extra": "", "suspended": ""}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, None), ({"act": "{plover: [EXPLODE]}"}, "is no type of event"), ({"since": ", since: 2031-02-01"}, "can never fire"),
        ({"since": ", until: 2030-01-01"}, "can never fire"), ({"since": ", since: 2030-12-31"}, "can never fire"), ({"since": ", until: 2030-01-02"}, None),
        ({"since": ", until: 2030-01-01T12:00:00Z"}, None), ({"since": ", until: 2029-02-01"}, "can never fire"), ({"extra": ", target: civilians, target_not: civilians"}, "both protected and left out"),
        ({"suspended": ", suspended: [{from: 2029-01-01, until: null}]"}, "suspended all the time"),
        ({"extra": ", only_if: {words: never, failed: [{from: null, until: null}]}"}, "held never to be so"),
        ({"extra": ", only_if: {words: x, provision: p9}"}, "no provision of this file"), ({"extra": ", only_if: {words: x, provision: p1}"}, "no report can settle it"),
        ({"extra": ", only_if: {words: x, provision: p2}"}, None), ({"extra": ", only_if: {words: x, met: [{from: soon}]}"}, "neither a date"),
        ({"more": ", {actor: north, role: guarantor}"}, "stands here twice"),
        ({"form": "unilateral", "more": ", {actor: south, role: party}"}, "binds that side"),
    ],
)  # fmt: skip
def test_what_can_never_fire_or_be_settled_is_told(tmp_path, changes, words):
    path = tmp_path / "pact.yaml"
    path.write_text(PACT.format(**{**USUAL, **changes}), encoding="utf-8")
    faults = [str(fault) for fault in check_agreement_files([path])]
    assert bool(faults) == bool(words), faults
    assert all(words in fault for fault in faults)


def test_a_zone_narrower_than_its_line_is_told(tmp_path):
    take("sochi-mou-2018", tmp_path / "agreements", tmp_path / "zones")
    path = tmp_path / "agreements" / "sochi-mou-2018.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[15, 20]", "[1, 2]").replace("[15, 25]", "[1, 3]"), encoding="utf-8")
    assert any("narrower than its line" in str(fault) for fault in check_agreement_files([path]))


def test_a_level_without_a_source_is_told(tmp_path):
    path = tmp_path / "pact.yaml"
    text = PACT.format(**{**USUAL, "since": ", basis: {value: signature, checked: primary}"})
    path.write_text(text, encoding="utf-8")
    (fault,) = check_agreement_files([path])
    assert (fault.path, fault.line) == ("bound[0].basis", 7)
    assert "but not in what" in fault.message


def test_an_actor_that_nobody_knows_is_told():
    without = ActorRegistry(
        actor
        for name, actor in SHIPPED_ACTORS.actors.items()
        if name != FILES["sochi-mou-2018"].agreement.bound[3].actor
    )
    faults = check_agreement_files([FILES["sochi-mou-2018"].path], registry=without)
    assert [fault.path for fault in faults if "registry" in fault.message] == ["bound[3].actor"]


def test_a_file_that_cannot_be_read_explains_nothing(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("schema: [", encoding="utf-8")
    assert not list(explain(read_agreement_file(path), {}))


# --- the faults that a desk makes, in a copy of every shipped file


def _copied(name, folder, old, new):
    path = take(name, folder / "agreements", folder / "zones")[0]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


WITH_PROVISIONS = sorted(name for name, file in FILES.items() if file.agreement.provisions)
WITH_MAPS = sorted(name for name, file in FILES.items() if file.agreement.zones)


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_unknown_actor_is_named_with_its_line_and_the_remedy(name):
    lost = FILES[name].agreement.bound[0].actor
    registry = ActorRegistry(actor for one, actor in SHIPPED_ACTORS.actors.items() if one != lost)
    faults = check_agreement_files([FILES[name].path], registry=registry)
    (fault,) = [one for one in faults if one.path == "bound[0].actor"]
    assert FILES[name].path.read_text(encoding="utf-8").splitlines()[fault.line - 1].count(lost)
    assert "add it to the dossier's actors.yaml" in fault.message


@pytest.mark.parametrize("name", WITH_MAPS)
def test_a_zone_without_its_map_is_named_with_the_remedy(name, tmp_path):
    fault = check_agreement_files([_copied(name, tmp_path, "file: zones/", "file: zones/no-")])[0]
    assert (fault.severity, fault.path.split(".")[0]) == ("error", "zones")
    assert "is not there" in fault.message
    assert "put it there or mend the name" in fault.message


@pytest.mark.parametrize("name", WITH_PROVISIONS)
def test_a_dangling_span_is_named_with_the_numbers_to_write(name, tmp_path):
    rule = FILES[name].agreement.provisions[0].id
    path = _copied(
        name, tmp_path, f"- {{id: {rule}, ", f"- {{id: {rule}, text: {{start: 0, end: 11, quote: stop firing}}, "
    )
    path.write_text(path.read_text(encoding="utf-8") + "\ntext: {file: texts/t.txt, language: en}\n", encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "t.txt").write_text("All of them stop firing at noon.", encoding="utf-8")
    (fault,) = check_agreement_files([path])
    assert (fault.severity, fault.path) == ("error", "provisions[0].text")
    assert "write start: 12, end: 23" in fault.message


@pytest.mark.parametrize("name", WITH_PROVISIONS)
def test_overlapping_terms_and_a_provision_that_never_fires_are_named(name, tmp_path):
    rule = FILES[name].agreement.provisions[0].id
    never = "only_if: {words: never, failed: [{from: null, until: null}]}, "
    path = _copied(name, tmp_path, f"- {{id: {rule}, ", f"- {{id: {rule}, {never}")
    text = path.read_text(encoding="utf-8")
    head = text.index("in_force:") + len("in_force:")
    opening = text.index("[", head) + 1 if text[head : head + 2] == " [" else text.index("-", head)
    more = "{from: 2010-01-01, until: null}"
    block = f"- {more}\n" + " " * (opening - text.rindex("\n", 0, opening) - 1)
    path.write_text(
        text[:opening] + (block if text[opening] == "-" else f"{more}, ") + text[opening:], encoding="utf-8"
    )
    faults = {fault.path: fault for fault in check_agreement_files([path])}
    assert "end the one where the other begins" in faults["time.in_force[1]"].message
    assert any(
        "held never to be so" in fault.message for fault in faults.values() if fault.path.startswith("provisions[0]")
    ), faults
