"""What a run rests on is kept, an edited input is named, and no input reads the disk, hangs or ends in a traceback (decision 0138)."""

import json
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.attacks.conftest import key_of

from servanda.errors import ConfigError
from servanda.pipeline import Witness, open_case, open_dossier, run_case, verify_case, verify_notes
from servanda.pipeline.inputs import check_inputs
from servanda.reference import check_agreement_files
from servanda.reference.agreement_files import load_agreement_book
from servanda.reference.bounded_yaml import MAX_DEPTH, load_bounded
from servanda.reference.registry_files import change_entries, read_yaml
from servanda.store import NOBODY

SQUARE = {"type": "Polygon", "coordinates": [[[24, 12], [25, 12], [25, 13], [24, 13], [24, 12]]]}


def _said(folder: Path, witness: Witness = NOBODY) -> list[str]:
    with open_case(folder) as case:
        return [f"{found.where}: {found.what}" for found in verify_case(case, witness)]


def _waiting(folder: Path) -> list[str]:
    """Return what waits for the next run, of a dossier that verifies."""
    with open_case(folder) as case:
        return [note for note in verify_notes(case) if "rests on it yet" in note]


def _strictly(folder: Path) -> list[str]:
    """Return the differences that somebody is told who brings the id of the dossier's key."""
    return _said(folder, Witness(key_of(folder)))


def _run(folder: Path) -> None:
    with open_case(folder) as case:
        run_case(case, "local", 0, lambda *_: None)


def test_every_input_of_a_run_is_an_object_in_the_log(original):
    with open_case(original) as case:
        *_, run = case.store.records("run")
        assert {item.path for item in run.inputs} >= {"dossier.toml", "agreements/truce.yaml"}
        for item in run.inputs:
            assert case.store.object(item.sha256) == (original / item.path).read_bytes()
    assert _said(original) == []


def test_an_edited_agreement_is_named_with_the_findings_made_from_the_other(case):
    path = case / "agreements" / "truce.yaml"
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b"Spring truce (invented for tests)", b"Spring truce, as we would have it"))
    with open_case(case) as opened:
        made = [finding.id for finding in opened.store.current("assess")]
    said = _said(case)
    assert any(line.startswith("agreements/truce.yaml: was edited since the run of") for line in said)
    [named] = [line for line in said if line.startswith("agreement spring-truce-2031: ")]
    assert made
    assert all(name in named for name in made[:5])
    _run(case)
    assert _said(case) == []
    path.write_bytes(kept)
    assert len(_said(case)) == 2


@pytest.mark.parametrize(
    "name",
    ["dossier.toml", "actors.yaml", "places.csv", "agreements/other.txt", "stamp-roots.pem"],
)
def test_an_edit_that_nothing_rests_on_waits_for_the_next_run_and_is_named(case, name):
    path = case / name
    if not path.exists():
        path.write_bytes(b"name,country,latitude,longitude\n" if name == "places.csv" else b"# empty\n")
        assert [line.split(" since")[0] for line in _waiting(case)] == [f"{name}: was added"]
        assert [line.split(" since")[0] for line in _strictly(case)] == [f"{name}: was added"]
        assert _said(case) == []
        _run(case)
        assert _strictly(case) == _waiting(case) == []
    path.write_bytes(path.read_bytes() + b"\n# another word\n")
    assert _said(case) == []
    assert [line.split(" since")[0] for line in _waiting(case)] == [f"{name}: was edited"]
    assert any(line.startswith(f"{name}: was edited") for line in _strictly(case))
    if name != "dossier.toml":
        path.unlink()
        assert [line.split(" since")[0] for line in _waiting(case)] == [f"{name}: was taken away"]
        assert any(line.startswith(f"{name}: was taken away") for line in _strictly(case))


def test_a_zone_is_a_difference_once_there_are_findings(case):
    zone = case / "zones" / "lake.geojson"
    zone.write_text(json.dumps(SQUARE), encoding="utf-8")
    assert [line.split(" since")[0] for line in _waiting(case)] == ["zones/lake.geojson: was added"]
    _run(case)
    assert _said(case) == []
    zone.write_text(json.dumps(SQUARE).replace("24", "23"), encoding="utf-8")
    assert [line.split(" since")[0] for line in _said(case)] == ["zones/lake.geojson: was edited"]
    zone.unlink()
    assert [line.split(" since")[0] for line in _said(case)] == ["zones/lake.geojson: was taken away"]


def test_an_agreement_that_no_finding_states_waits_and_one_that_is_stated_does_not(case):
    truce, other = case / "agreements" / "truce.yaml", case / "agreements" / "other.yaml"
    other.write_bytes(truce.read_bytes().replace(b"spring-truce-2031", b"autumn-truce-2040").replace(b"2031", b"2040"))
    assert _said(case) == []
    assert [line.split(" since")[0] for line in _waiting(case)] == ["agreements/other.yaml: was added"]
    truce.unlink()
    assert any(line.startswith("agreements/truce.yaml: was taken away") for line in _said(case))


def test_the_roots_of_time_stamps_are_a_difference_once_there_are_time_stamps(case):
    roots = case / "stamp-roots.pem"
    roots.write_bytes(b"# roots\n")
    _run(case)
    (case / "custody" / "stamps").mkdir(exist_ok=True)
    roots.write_bytes(b"# other roots\n")
    with open_case(case) as opened:
        assert list(check_inputs(opened)) == []
        (case / "custody" / "stamps" / "00000001.tsr").write_bytes(b"a stamp")
        assert [found.where for found in check_inputs(opened)] == ["stamp-roots.pem"]


def test_an_input_changed_in_nothing_but_a_comment_is_entered_by_the_next_run(case):
    with (case / "dossier.toml").open("a", encoding="utf-8") as settings:
        settings.write("# a remark\n")
    assert _waiting(case)
    _run(case)
    assert _waiting(case) == _said(case) == []
    with open_case(case) as opened:
        before = opened.store.size()
    _run(case)
    with open_case(case) as opened:
        assert opened.store.size() == before, "a run that changes nothing writes nothing"


@pytest.mark.parametrize("field", ["agreements", "zones", "places", "actors", "stamp_roots", "ca_file"])
@pytest.mark.parametrize("way", ["up", "absolute", "link"])
def test_settings_name_no_file_outside(original, tmp_path, field, way):
    folder, outside = tmp_path / "case", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "link").symlink_to(outside)
    value = {"up": "../outside", "absolute": str(outside), "link": "link"}[way]
    line = f'[collect]\nca_file = "{value}"\n' if field == "ca_file" else f'{field} = "{value}"\n'
    (folder / "dossier.toml").write_text(line, encoding="utf-8")
    with pytest.raises(ConfigError, match=f"{field}.*leads out of the dossier"):
        open_dossier(folder)


@pytest.mark.parametrize("way", ["../../outside.geojson", "absolute", "zones/link.geojson"])
def test_agreements_name_no_zone_outside(case, way):
    outside = case.parent / "outside.geojson"
    outside.write_text(json.dumps(SQUARE), encoding="utf-8")
    (case / "zones" / "link.geojson").symlink_to(outside)
    path = case / "agreements" / "truce.yaml"
    named = str(outside) if way == "absolute" else way
    zones = f"zones: {{lake: [{{file: {named}, precision: exact}}]}}"
    path.write_text(path.read_text(encoding="utf-8").replace("zones: {}", zones), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"leads out of the dossier|is not there"):
        load_agreement_book(case / "agreements", case / "zones")
    (case / "zones" / "inside.geojson").write_text(json.dumps(SQUARE), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(named, "inside.geojson"), encoding="utf-8")
    assert load_agreement_book(case / "agreements", case / "zones").zones


HOSTILE = {
    "brackets": "[" * 20_000,
    "braces": "a: " + "{a: " * 20_000,
    "dashes": "- " * 20_000 + "x",
    "questions": "? " * 20_000,
    "indents": "".join(f"{' ' * depth}a:\n" for depth in range(3_000)),
    "quotes": '"' * 20_001,
    "tag": "a: !!python/object/apply:os.system ['true']",
    "tag of a name": "a: !unknown {b: c}",
    "binary": "a: !!binary '***'",
    "float": "a: !!float x",
    "set": "a: !!set {b}",
    "itself": "a: &x [*x]",
    "billion": "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)),
    "large": "a: " + "x" * 9_000_000,
    "control": "a: \x00\x01",
    "no text": "\udcff\udcfe",
    "date": "a: 2031-99-99",
    "anchors": "&" * 20_000,
    "duplicate": "a: 1\na: 2",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_ends_in_a_sentence(name, tmp_path):
    folder = tmp_path / "agreements"
    folder.mkdir()
    path = folder / "x.yaml"
    path.write_bytes(HOSTILE[name].encode("utf-8", "surrogateescape"))
    for read in (
        read_yaml,
        lambda path: change_entries(path, [{"id": "x"}]),
        lambda path: load_agreement_book(path.parent),
    ):
        with suppress(ConfigError):  # any other error fails the test
            read(path)
    assert [problem for problem in check_agreement_files([path]) if problem.severity == "error"]


def test_ordinary_yaml_with_anchors_is_read(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("base: &base {a: 1, b: [2, 3]}\nmore: *base\nday: 2031-05-01\n", encoding="utf-8")
    assert read_yaml(path) == {"base": {"a": 1, "b": [2, 3]}, "more": {"a": 1, "b": [2, 3]}, "day": "2031-05-01"}
    path.write_text("[" * MAX_DEPTH + "]" * MAX_DEPTH, encoding="utf-8")
    assert load_bounded(path) is not None


@pytest.mark.parametrize("content", ["a = " + "[" * 20_000, "a = " + "{a=" * 5_000, "\x00", "a=1\na=2"])
def test_hostile_settings_end_in_a_sentence(tmp_path, content):
    (tmp_path / "dossier.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"dossier\.toml"):
        open_dossier(tmp_path)


# --- around the log: keys, vault, requests, lock


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("vault/vault.secret", b'{"type":"servanda/vault-key/1","lock":null,"private_key":"00"}\n', "vault"),
        ("vault/vault.secret", b"{}", "vault"),
        ("vault/vault.secret", b'{"type":"servanda/vault-key/1","lock":null,"private_key":"' + b"11" * 32 + b'"}\n', "vault"),
        ("vault/vault.pub", None, "vault/vault.pub"),
        ("vault/sgk_000000000000000000000000.key", b'{"seed":"00"}', "vault/sgk_000000000000000000000000.key"),
        ("custody/stamps/note.txt", b"x", "custody/stamps/note.txt"),
        ("custody/stamps/00000002.tsq", b"no request", "custody/stamps/00000002.tsq"),
        ("records.lock", b"#!/bin/sh\n", "records.lock"),
    ],
)  # fmt: skip
def test_what_stands_around_the_log_is_checked(case, name, content, where):
    path = case / name
    path.parent.mkdir(exist_ok=True)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert [line for line in _said(case) if line.startswith(f"{where}: ")], _said(case)


def test_a_key_file_of_another_seed_is_named(case):
    [path] = (case / "vault").glob("*.key")
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({**kept, "seed": "22" * 32}) + "\n")
    assert any("is the private half of another key" in line for line in _said(case))


@pytest.mark.openssl
def test_a_request_for_another_head_is_named(case):
    from servanda.store import queue_stamp
    from servanda.store.tokens import request_for

    with open_case(case) as opened:
        [size] = queue_stamp(opened.store)
    assert _said(case) == []
    (case / "custody" / "stamps" / f"{size:08d}.tsq").write_bytes(request_for(b"another head"))
    assert any("of no head of this log" in line for line in _said(case))


def test_what_is_not_covered_is_listed(case, servanda):
    (case / "letter.odt").write_bytes(b"x")
    (case / "vault" / "spare").write_bytes(b"x")
    (case / "evidence" / "ab").mkdir(exist_ok=True)
    (case / "evidence" / "ab" / ("0" * 62)).write_bytes(b"x")
    said = servanda("verify", case)
    assert said.status == 0, said.text
    [line] = [line for line in said.text.splitlines() if "not covered:" in line]
    for words in ("letter.odt", "vault/spare", "1 files in evidence", "the truth of what was written"):
        assert words in line
    assert "dossier.toml" not in line
    assert os.sep + "agreements" not in line


def test_a_changed_text_hides_no_other_difference(case):
    with closing(sqlite3.connect(case / "records.sqlite", isolation_level=None)) as database:
        (trigger,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'records_no_update'").fetchone()
        number, body = database.execute("SELECT seq, body FROM records WHERE kind = 'document_text'").fetchone()
        database.execute("DROP TRIGGER records_no_update")
        database.execute("UPDATE records SET body = ? WHERE seq = ?", (body.replace(b"a", b"e"), number))
        database.execute(trigger)
    truce = case / "agreements" / "truce.yaml"
    truce.write_bytes(
        truce.read_bytes().replace(b"Spring truce (invented for tests)", b"Spring truce, as we would have it")
    )
    said = _said(case)
    assert any("do not have the hash stored with them" in line for line in said)
    assert any(line.startswith("agreements/truce.yaml: was edited since the run of") for line in said)
    assert any("checking sources" in line for line in said)
