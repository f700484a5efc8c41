"""Witnesses: what could harm them is in the vault from the first moment on, and nowhere else."""

import json
from pathlib import Path

import pytest

from servanda.pipeline import add_sources, open_case, run_case, verify_case
from servanda.store.vault import commitment

WITNESS = "Mubarak Tessema"
HOME = "third house behind the Zalingei well"
ROWS = (
    {
        "id": "talk-1", "text": "Men in two pickup trucks shelled Zalingei on 4 May 2031, killing three people.",
        "witness": WITNESS, "source_location": HOME, "author": "Hiwot Alem", "title": "Talk with Mubarak",
        "sensitivity": "protected", "consent": {"basis": "spoken, on tape", "uses": ["internal", "court"]},
    },
    {"id": "talk-2", "text": f"{WITNESS} saw how Zalingei was shelled.", "witness": WITNESS},
)  # fmt: skip


def _silent(*_: object) -> None:
    return


def _add(dossier: Path, tmp_path: Path, rows=ROWS) -> None:
    table = tmp_path / f"{WITNESS}.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(table)], _silent)
        run_case(case, "local", 0, _silent)


def _found(folder: Path, words: str) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.parametrize("encrypt", ["protected", "none"])
def test_protected_fields_stand_nowhere_in_clear(dossier, tmp_path, encrypt):
    """Nor does the text, unless the settings say that no text is encrypted."""
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write(f'[protection]\nencrypt = "{encrypt}"\n')
    _add(dossier, tmp_path, ROWS[:1])
    for words in (WITNESS, HOME, "Hiwot Alem", "Talk with Mubarak"):
        assert _found(dossier, words) == []
    assert bool(_found(dossier, "two pickup trucks")) is (encrypt == "none"), "the search finds what stands there"


def test_commitments_stand_in_the_record_and_the_vault_opens_them(dossier, tmp_path):
    _add(dossier, tmp_path)
    with open_case(dossier) as case:
        first, second = case.store.records("document")
        assert {part.field for part in first.protected} == {"author", "locator", "source_location", "title", "witness"}
        assert (first.locator, first.title, first.author) == ("protected", None, None)
        assert [(part.field, part.in_text) for part in second.protected] == [("witness", True)]
        promised = {part.commitment: part.field for document in (first, second) for part in document.protected}
        opened = [item for _, item in case.store.vault.contents() if item["commitment"] in promised]
        assert {(item["field"], item["value"]) for item in opened} > {("witness", WITNESS), ("source_location", HOME)}
        for item in opened:
            assert commitment(bytes.fromhex(item["salt"]), item["value"]) == item["commitment"]
        assert verify_case(case) == ()


def test_a_value_that_the_vault_lost_is_missed(dossier, tmp_path):
    _add(dossier, tmp_path)
    with open_case(dossier) as case:
        document = next(case.store.records("document"))
        case.store.vault.erase(document.id)
        said = {(found.where, found.what) for found in verify_case(case)}
        assert ("vault/salts.jsonl", f"has no line that opens witness of document {document.id}") in said


def test_adding_the_same_again_changes_nothing(dossier, tmp_path):
    _add(dossier, tmp_path)
    with open_case(dossier) as case:
        summary = add_sources(case, [str(tmp_path / f"{WITNESS}.jsonl")], _silent)
        assert (summary.n_new, summary.n_known) == (0, 2)


def test_the_home_folder_of_whoever_collects_is_not_told(dossier, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    _add(dossier, tmp_path, ROWS[1:])
    with open_case(dossier) as case:
        [document] = case.store.records("document")
    assert document.locator == f"~/{WITNESS}.jsonl#1"
