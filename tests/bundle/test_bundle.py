"""An evidence bundle holds everything that bears on its findings, and an expert can check it alone."""

import ast
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.bundle.conftest import NOW

from servanda.errors import NotFoundError, StoreCorrupt, UsageError
from servanda.pipeline import ReportRequest, open_case, write_report

N_LINES = 600


def _records(folder: Path, kind: str) -> list[dict]:
    lines = [json.loads(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").split("\n") if line]
    return [json.loads(line["body"]) for line in lines if line["kind"] == kind]


def test_it_verifies_on_a_bare_python_in_a_clean_folder(unpacked, alone):
    done = alone(unpacked)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "every check passed" in done.stdout
    assert "time-stamps: UNCHECKED (there are none)" in done.stdout
    expected = (
        "agreements",
        "bundle.json",
        "bundle.sig",
        "captures.wacz",
        "consistency.jsonl",
        "entries.jsonl",
        "exhibits",
    )
    expected += ("release.jsonl", "heads.jsonl", "index.html", "records.jsonl", "report.html", "verify.py")
    assert {path.name for path in unpacked.iterdir()} == set(expected), "checking leaves nothing behind"


def test_the_zip_file_verifies_without_being_unpacked(packed, unpacked, alone):
    assert alone(unpacked, str(packed)).returncode == 0


def test_the_expert_reads_one_short_file_of_the_standard_library(unpacked):
    text = (unpacked / "verify.py").read_text(encoding="utf-8")
    assert text.count("\n") <= N_LINES
    imported = {
        alias.name.partition(".")[0] if isinstance(node, ast.Import) else (node.module or "").partition(".")[0]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names


def test_everything_that_bears_on_the_finding_is_there(unpacked, desk):
    claims = {claim["id"]: claim for claim in _records(unpacked, "claim")}
    quotes = " | ".join(claim["span"]["quote"] for claim in claims.values())
    assert "at least six civilians" in quotes
    assert "denied" in quotes
    assert "four hundred" in quotes, "a claim that was rejected bears on it"
    assert any(claim["polarity"] == "denied" for claim in claims.values())
    decisions = [
        json.loads(line)["body"] for line in (unpacked / "release.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert {item["verdict"] for item in decisions} == {"reject", "reply", "accept"}
    assert {(item["by"], item["at"], item["id"]) for item in decisions} == {("reviewer", NOW[:10], "")}
    assert not _records(unpacked, "decision"), "a row of the log has pseudonym and minute"
    [incident] = _records(unpacked, "incident")
    assert incident["denials"]
    assert incident["contradictions"]
    assert {finding["id"] for finding in _records(unpacked, "finding")} >= {desk.finding}
    assert all(claim["made_by"]["rule"] and claim["made_by"]["version"] for claim in claims.values())
    assert len(_records(unpacked, "derivation")) >= 10
    assert (unpacked / "agreements" / "truce.yaml").is_file()
    assert len(list((unpacked / "exhibits").iterdir())) == len(_records(unpacked, "document")) == 4


def test_the_page_tells_both_sides_with_exhibits_and_how_to_check(unpacked):
    page = (unpacked / "index.html").read_text(encoding="utf-8")
    for words in (
        "alleged breach", "Those who deny it", "E-004", "four hundred people", "no unit of ours was in range",
        "the paper took it back on 8 May", "python3 -I -S verify.py", "Contradiction in",
    ):  # fmt: skip
        assert words in page, words
    assert "Kabkabiya" not in page
    assert "http" not in page.replace("http-equiv", ""), "it loads nothing"


def test_a_finding_that_nobody_may_see_is_not_packed_and_the_others_are(desk, tmp_path):
    left_out = desk.report(tmp_path / "all.zip", audience="public")
    assert [item.words for item in left_out] == ["1 document: consent does not cover this use"]
    content = (tmp_path / "all.zip").read_bytes()
    assert b"Kabkabiya" not in content
    assert b"teachers" not in content
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        manifest = json.loads(archive.read("bundle.json"))
    assert manifest["left_out"] == [item._asdict() for item in left_out]
    with open_case(desk.folder) as case:
        withheld = next(
            item.id
            for item in case.store.current("assess")
            if item.id != desk.finding and item.incident_id != desk.incident
        )
    with pytest.raises(UsageError, match=r"nothing can be packed.*consent does not cover"):
        desk.report(tmp_path / "none.zip", audience="public", findings=(withheld,))
    assert not (tmp_path / "none.zip").exists()


def test_what_is_taken_out_is_in_the_log_before_and_after(desk, packed):
    with open_case(desk.folder) as case:
        events = [entry.event for entry in case.store.log()]
        assert "accessed" in events
        assert "exported" in events
        [export] = [item for item in _exports(case) if item.path == packed.resolve()]
        assert (export.audience, len(export.documents), export.is_there) == ("court", 4, True)


def _exports(case):
    from servanda.pipeline.exports import exports

    return list(exports(case))


def test_wrong_names_are_said(desk, tmp_path):
    with pytest.raises(NotFoundError, match="fnd_0"):
        desk.report(tmp_path / "x.zip", findings=("fnd_0",))
    with pytest.raises(UsageError, match=r"\.zip"):
        desk.report(tmp_path / "x.html", findings=(desk.finding,))
    with pytest.raises(UsageError, match="audience"):
        desk.report(tmp_path / "x.html", audience="everybody")


def test_a_changed_agreement_file_is_no_base_for_a_bundle(desk, tmp_path):
    path = desk.folder / "agreements" / "truce.yaml"
    kept = path.read_bytes()
    path.write_bytes(kept + b"# a note\n")
    try:
        with pytest.raises(UsageError, match="spring-truce-2031 has changed"):
            desk.report(tmp_path / "x.zip")
    finally:
        path.write_bytes(kept)


def test_the_captures_replay_and_the_reference_validator_accepts_them(unpacked):
    program = shutil.which(os.environ.get("WACZ_ORACLE") or "wacz")
    if not program:
        pytest.skip("the reference validator (wacz) is not installed: requirements/oracle.txt")
    done = subprocess.run(
        [program, "validate", "-f", unpacked / "captures.wacz"], capture_output=True, text=True, check=False
    )
    assert "Validation succeeded" in done.stdout, done.stdout + done.stderr


def test_the_program_checks_a_bundle_too(packed, unpacked):
    def servanda(*words: object) -> "subprocess.CompletedProcess[str]":
        command = [Path(sys.executable).with_name("servanda"), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    for place in (packed, unpacked):
        done = servanda("verify", place)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert servanda("verify", packed, "--key", "sgk_0").returncode == 1
    (unpacked / "index.html").write_bytes(b"something else")
    done = servanda("verify", unpacked)
    assert done.returncode == 1
    assert done.stdout == "DIFFERS: index.html: its bytes do not have the hash on the list of files\n"


@pytest.mark.parametrize("step", ["object", "proofs", "packing"])
def test_a_bundle_that_cannot_be_built_leaves_nothing(desk, tmp_path, monkeypatch, step):
    def fails(*_):
        raise StoreCorrupt("lost half way")

    heads = next(desk.folder.rglob("heads.jsonl"))
    before = heads.read_bytes()
    (tmp_path / "made").mkdir()
    with open_case(desk.folder) as case:
        if step == "object":
            monkeypatch.setattr(type(case.store), "object", fails)
        monkeypatch.setattr(f"servanda.pipeline.bundling.{'proven_rows' if step == 'proofs' else 'bundle'}", fails)
        with pytest.raises(StoreCorrupt, match="half way"):
            write_report(case, tmp_path / "made" / "bundle.zip", ReportRequest(findings=(desk.finding,)))
    assert not list((tmp_path / "made").iterdir())
    if step == "object":
        assert heads.read_bytes() == before, "nothing was taken out, and the log says nothing"
