"""The commands around witnesses: vault, expunge, and reports for an audience."""

import json
from pathlib import Path

import pytest
from tests.forked import servanda

WITNESS = "Kassim Deriba"
ROW = {
    "id": "talk-1", "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031, killing two teachers.",
    "witness": WITNESS, "sensitivity": "protected", "consent": {"basis": "spoken", "uses": ["internal"]},
}  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("protection") / "case"
    table = folder.parent / "rows.jsonl"
    table.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    for words in (("init", folder), ("add", folder, table), ("run", folder)):
        done = servanda(*words)
        assert done.returncode == 0, done.stderr
    return folder


def test_who_stands_behind_a_pseudonym_is_in_the_vault_only(case):
    assert servanda("vault", "name", case, "ana", "Ana Lisowska, field office").returncode == 0
    done = servanda("vault", "staff", case, "--format", "csv")
    assert "Ana Lisowska, field office" in done.stdout
    assert not [path for path in case.rglob("*") if path.is_file() and b"Lisowska" in path.read_bytes()]


def test_looking_at_protected_fields_is_logged(case):
    document = json.loads(servanda("claims", case, "--format", "jsonl").stdout.splitlines()[0])["document_id"]
    done = servanda("vault", "open", case, document, "--by", "ana", "--format", "csv")
    assert WITNESS in done.stdout
    assert servanda("verify", case).returncode == 0


def test_an_audience_that_may_see_nothing_gets_nothing(case, tmp_path):
    done = servanda("report", case, "--output", tmp_path / "x.html", "--audience", "public")
    assert done.returncode == 2
    assert "1 document: consent does not cover this use" in done.stderr
    assert not (tmp_path / "x.html").exists()
    done = servanda("report", case, "--output", tmp_path / "x.html", "--audience", "strangers")
    assert done.returncode == 2


def test_expunge_previews_then_expunges_and_names_what_is_left_to_do(case, tmp_path):
    assert servanda("report", case, "--output", tmp_path / "in.html").returncode == 0
    document = json.loads(servanda("claims", case, "--format", "jsonl").stdout.splitlines()[0])["document_id"]
    done = servanda("expunge", case, document, "--because", "consent withdrawn", "--preview")
    assert (done.returncode, "1 document" in done.stdout, "in.html" in done.stdout) == (0, True, True)
    assert (tmp_path / "in.html").exists()
    done = servanda("expunge", case, document, "--because", "consent withdrawn", "--by", "ana")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("tmb_")
    assert "deleted the export" in done.stderr
    assert not (tmp_path / "in.html").exists()
    shown = servanda("show", case, done.stdout.strip())
    assert "consent withdrawn" in shown.stdout
    assert servanda("verify", case).returncode == 0
    assert servanda("expunge", case, "doc_0", "--because", "x").returncode == 2
