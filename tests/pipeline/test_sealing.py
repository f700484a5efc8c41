"""What the settings protect lies on the disk encrypted: every byte of the folder is looked at, whatever was done with it."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from servanda.errors import VaultLocked, WrongPassphrase
from servanda.pipeline import (
    Judgement,
    ReportRequest,
    add_sources,
    decide,
    in_the_clear,
    init_dossier,
    left_out,
    not_compared,
    open_case,
    run_case,
    seal_case,
    unsealed,
    verify_case,
    verify_notes,
    write_report,
)
from servanda.store.sealing import MAGIC
from tests.truce import AGREEMENT

PASSPHRASE = "nine storks over Kosti"  # noqa: S105 - an invented one
OPEN = {
    "id": "r1", "publisher": "Nile Dispatch", "published_on": "2031-05-06", "language": "en", "sensitivity": "public",
    "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, a doctor said.",
}  # fmt: skip
SECRET = {
    "id": "t1", "publisher": "Desk", "published_on": "2031-05-06", "language": "en", "sensitivity": "protected",
    "title": "Talk behind the old weir", "witness": "Teodora Vankh", "author": "Hiwot Alem",
    "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031, and Colonel Bakri Lisow stood beside the gun. "
    "“We were told to aim at the grain store,” the sergeant, Omar Quelst, said. Four porters of the Tibesti mill were killed.",
    "consent": {"basis": "spoken in the yard of Sagal Umbra", "uses": ["internal", "court"]},
}  # fmt: skip
INSIDE = {
    "id": "i1", "publisher": "Harbour Notes", "published_on": "2031-05-07", "language": "en",
    "title": "What the ferry keeper of Zarqun saw", "author": "Ilse Vandroy",
    "text": "Gunmen of the Rapid Support Forces burned a school in Zalingei on 6 May 2031, Harun Demissar told the ferry keeper.",
}  # fmt: skip
NAMES = {
    "protected": ("Teodora", "Vankh", "Hiwot", "Bakri", "Lisow", "Quelst", "Tibesti", "Sagal", "Umbra", "old weir"),
    "internal": ("Zarqun", "Vandroy", "Harun", "Demissar", "Harbour Notes"),
}


def _silent(*_: object) -> None:
    return


def _needles(rows) -> set[str]:
    """Every run of five words of the texts and titles."""
    found = set()
    for row in rows:
        for text in (row["text"], row.get("title", "")):
            words = re.findall(r"\w+", text)
            found |= {" ".join(words[start : start + 5]).casefold() for start in range(len(words) - 4)}
    return found


def _read(folder: Path, rows, names) -> dict[str, list[str]]:
    """What of the rows can be read in which file, however it writes what is no letter."""
    told: dict[str, list[str]] = {}
    runs = _needles(rows)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = re.sub(r"\\u[0-9a-f]{4}|\\n", " ", path.read_bytes().decode("utf-8", errors="replace"))
            words = " ".join(re.findall(r"\w+", text)).casefold()
            found = [run for run in runs if run in words] + [name for name in names if name.casefold() in text.casefold()]
            if found:
                told[path.relative_to(folder).as_posix()] = found[:3]
    return told


def _settings(folder: Path, encrypt: str | None) -> None:
    protection = f'[protection]\nencrypt = "{encrypt}"\n' if encrypt else ""
    (folder / "dossier.toml").write_text(f'title = "Test"\ncountries = ["SD"]\n{protection}', encoding="utf-8")


@pytest.fixture
def made(tmp_path):
    """Makes a dossier with the three documents, added and run; gives its folder."""

    def make(encrypt: str | None = None, passphrase: str | None = PASSPHRASE) -> Path:
        folder, table = tmp_path / "case", tmp_path / "talks.jsonl"
        init_dossier(folder, passphrase=passphrase)
        _settings(folder, encrypt)
        (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
        table.write_text("".join(json.dumps(row) + "\n" for row in (OPEN, SECRET, INSIDE)), encoding="utf-8")
        with open_case(folder, create=True, passphrase=passphrase) as case:
            add_sources(case, [str(table)], _silent)
            run_case(case, "local", 0, _silent)
        return folder

    return make


def _work(folder: Path, outside: Path) -> None:
    """Review what was made of the secret documents, report it elsewhere, verify."""
    outside.mkdir()
    with open_case(folder, passphrase=PASSPHRASE) as case:
        claims = [claim for claim in case.store.records("claim") if claim.kind == "event"]
        for claim in claims:
            judgement = Judgement("accept", "ana", "reviewer", f"as Omar Quelst and Harun Demissar say: {claim.span.quote}")
            decide(case, claim.id, judgement)
        run_case(case, "local", 0, _silent)
        write_report(case, outside / "all.html", ReportRequest())
        write_report(case, outside / "all.zip", ReportRequest())
        assert verify_case(case) == ()
        verify_notes(case)


@pytest.mark.parametrize("encrypt", ["protected", "internal"])
def test_no_run_of_words_and_no_name_stands_in_any_byte_of_the_folder(made, tmp_path, encrypt):
    folder = made(encrypt)
    assert (folder / "records.sqlite").is_file()
    assert (folder / "records.sqlite-wal").exists() or True
    rows, names = [SECRET], NAMES["protected"]
    if encrypt == "internal":
        rows, names = [SECRET, INSIDE], names + NAMES["internal"]
    told_first = _read(folder, rows, names)
    _work(folder, tmp_path / "outside")
    assert told_first == _read(folder, rows, names) == {}
    assert _read(folder, [OPEN], ()), "what is public can be read, so the search would find the rest"
    assert _read(tmp_path / "outside", rows, names), "and the report holds it"
