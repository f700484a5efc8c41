"""What the settings protect lies on the disk encrypted: every byte of the folder is looked at, whatever was done with it."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.truce import AGREEMENT

from servanda.errors import VaultLocked, WrongPassphrase
from servanda.pipeline import (
    Judgement,
    ReportRequest,
    add_sources,
    decide_all,
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

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
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


RANDOM = re.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")
"""Salts, digests and keys in base64 or hex: a name of five letters turns up in them by chance, once in some hundred runs."""


def _silent(*_: object) -> None:
    return


def _needles(rows) -> set[str]:
    """Every run of five words of the texts and titles that no open text has."""
    return _runs(rows) - _runs([OPEN])


def _runs(rows) -> set[str]:
    found = set()
    for row in rows:
        for text in (row["text"], row.get("title", "")):
            words = re.findall(r"\w+", text)
            found |= {" ".join(words[start : start + 5]).casefold() for start in range(len(words) - 4)}
    return found


def _read(folder: Path, rows, names) -> dict[str, list[str]]:
    """What of the rows can be read in which file, however it writes what is no letter."""
    told: dict[str, list[str]] = {}
    runs = _needles(rows) or _runs(rows)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = re.sub(r"\\u[0-9a-f]{4}|\\n", " ", path.read_bytes().decode("utf-8", errors="replace"))
            text = RANDOM.sub(" ", text)
            words = " ".join(re.findall(r"\w+", text)).casefold()
            found = [run for run in runs if run in words] + [
                name for name in names if name.casefold() in text.casefold()
            ]
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


def _work(folder: Path, outside: Path, what) -> None:
    """Review what was made of the secret documents, report it elsewhere, verify."""
    outside.mkdir()
    with open_case(folder, passphrase=PASSPHRASE) as case:
        by_document = {document.external_id: document.id for document in case.store.records("document")}
        secret = [claim for claim in case.store.records("claim") if claim.document_id == by_document["t1"]]
        assert len(secret) > 2
        decide_all(case, [Judgement(one.id, "accept", "ana", f"Omar Quelst: {one.span.quote}") for one in secret])
        run_case(case, "local", 0, _silent)
        assert (folder / "records.sqlite-wal").stat().st_size, "the log that goes ahead is looked at too"
        assert _read(folder, *what) == {}
        write_report(case, outside / "all.html", ReportRequest())
        write_report(case, outside / "all.zip", ReportRequest())
        assert verify_case(case) == ()
        verify_notes(case)


@pytest.mark.parametrize("encrypt", ["protected", "internal"])
def test_no_run_of_words_and_no_name_stands_in_any_byte_of_the_folder(made, tmp_path, encrypt):
    folder = made(encrypt)
    rows, names = [SECRET], NAMES["protected"]
    if encrypt == "internal":
        rows, names = [SECRET, INSIDE], names + NAMES["internal"]
    told_first = _read(folder, rows, names)
    _work(folder, tmp_path / "outside", (rows, names))
    assert told_first == _read(folder, rows, names) == {}
    assert _read(folder, [OPEN], ()), "what is public can be read, so the search would find the rest"
    assert _read(tmp_path / "outside", rows, names), "and the report holds it"


def test_the_search_finds_what_is_not_sealed(made):
    """Without the setting the same dossier is full of it: in objects, rows and the log that goes ahead."""
    told = _read(made("none"), [SECRET, INSIDE], NAMES["protected"] + NAMES["internal"])
    assert "records.sqlite" in told
    assert sum(path.startswith("evidence/") for path in told) == 2


def test_without_the_passphrase_the_rest_goes_on_and_what_is_sealed_waits(made, tmp_path):
    folder = made()
    with open_case(folder, passphrase=PASSPHRASE) as case:
        incidents = tuple(case.store.current("corroborate"))
        entries = case.store.size()
    fourth = {**OPEN, "id": "r2", "text": "A drone struck a market in El Obeid on 8 May 2031, killing three traders."}
    (tmp_path / "more.jsonl").write_text(json.dumps(fourth) + "\n", encoding="utf-8")
    with open_case(folder) as case:
        assert left_out(case).startswith("1 document is sealed and left out: ")
        assert {document.external_id for document in case.store.records("document")} == {"r1", "i1"}
        assert add_sources(case, [str(tmp_path / "more.jsonl")], _silent).n_new == 1
        summary = run_case(case, "local", 0, _silent)
        assert summary.quarantined == ()
        assert ["1 document is sealed" in why for _, why in summary.waiting] == [True]
        assert summary.n_documents == 3, "the new open one was read"
        sealed = {name for incident in incidents for name in (incident.id,)} & case.store.sealed(
            [i.id for i in incidents]
        )
        assert sealed
        assert {i.id for i in case.store.current("corroborate")} == {i.id for i in incidents} - sealed
        with pytest.raises(VaultLocked, match="1 document is sealed, and a report"):
            write_report(case, tmp_path / "locked.html")
        assert not (tmp_path / "locked.html").exists()
        assert not [entry for entry in case.store.log(entries) if entry.event == "run"]
    with open_case(folder, passphrase=PASSPHRASE) as case:
        summary = run_case(case, "local", 0, _silent)
        assert summary.waiting == ()
        assert {i.id for i in incidents} < {i.id for i in case.store.current("corroborate")}, "none was lost"
        assert verify_case(case) == ()


def test_collecting_protected_material_needs_no_passphrase_and_reading_it_does(made, tmp_path):
    folder = made()
    talk = {**SECRET, "id": "t2", "text": "Men in two trucks shelled Kosti on 9 May 2031, Yusra Belcanto said."}
    (tmp_path / "more.jsonl").write_text(json.dumps(talk) + "\n", encoding="utf-8")
    with open_case(folder) as case:
        assert add_sources(case, [str(tmp_path / "more.jsonl")], _silent).n_new == 1
    with open_case(folder) as case:
        assert add_sources(case, [str(tmp_path / "more.jsonl")], _silent).n_known == 1
        assert len(run_case(case, "local", 0, _silent).waiting) == 1
    assert _read(folder, [talk], ["Belcanto"]) == {}
    with open_case(folder, passphrase=PASSPHRASE) as case:
        run_case(case, "local", 0, _silent)
        assert any("Belcanto" in text.text for text in case.store.records("document_text"))
        assert verify_case(case) == ()
    assert _read(folder, [talk], ["Belcanto"]) == {}


def test_the_same_bytes_declared_less_strictly_are_sealed_all_the_same(made, tmp_path):
    """Nobody can tell, while the vault is shut, that they are those of a protected document: their hash does."""
    folder = made()
    laxer = {
        "id": "x9",
        "publisher": "Another",
        "sensitivity": "public",
        "text": SECRET["text"],
        "published_on": "2031-05-06",
    }
    (tmp_path / "more.jsonl").write_text(json.dumps(laxer) + "\n", encoding="utf-8")
    with open_case(folder) as case:
        assert add_sources(case, [str(tmp_path / "more.jsonl")], _silent).n_new == 1
        run_case(case, "local", 0, _silent)
    assert _read(folder, [SECRET], NAMES["protected"]) == {}
    with open_case(folder, passphrase=PASSPHRASE) as case:
        run_case(case, "local", 0, _silent)
        assert in_the_clear(case) == ()
    assert _read(folder, [SECRET], NAMES["protected"]) == {}


def test_a_wrong_passphrase_is_refused_and_a_lost_one_loses_what_is_sealed_only(made):
    folder = made()
    with open_case(folder, passphrase="six storks", writes=False) as case, pytest.raises(WrongPassphrase):
        list(case.store.records("document"))
    for path in (folder / "vault").glob("*.secret"):
        path.unlink()
    with open_case(folder) as case:
        assert len(list(case.store.records("document"))) == 2
        assert "not here" in left_out(case)
        assert verify_case(case) == ()
        assert "sealed, and what they hold was not compared" in not_compared(case)
        run_case(case, "local", 0, _silent)


def test_a_new_passphrase_leaves_what_is_sealed_as_it_is(made):
    folder = made(passphrase=None)
    before = {path: path.read_bytes() for path in (folder / "evidence").rglob("*") if path.is_file()}
    with open_case(folder) as case:
        assert left_out(case) is None, "without a passphrase the key lies beside"
        case.store.vault.key.lock(PASSPHRASE)
    assert {path: path.read_bytes() for path in (folder / "evidence").rglob("*") if path.is_file()} == before
    with open_case(folder) as case:
        assert left_out(case)
    with open_case(folder, passphrase=PASSPHRASE, writes=False) as case:
        assert len(list(case.store.records("document"))) == 3
        assert verify_case(case) == ()


def test_an_older_dossier_is_sealed_late_and_nothing_of_it_is_lost(made):
    folder = made("none")
    with open_case(folder, passphrase=PASSPHRASE) as case:
        kinds = ("document", "document_text", "claim", "identification", "incident", "finding")
        before = {kind: list(case.store.records(kind)) for kind in kinds}
        handles = case.store.handles()
    _settings(folder, "internal")
    with open_case(folder, passphrase=PASSPHRASE) as case:
        run_case(case, "local", 0, _silent)
        assert unsealed(case).startswith("2 documents are to be sealed")
        done = seal_case(case)
        assert (done.n_documents, done.n_objects) == (2, 2)
        assert unsealed(case) is None
        assert {kind: list(case.store.records(kind)) for kind in kinds} == before
        assert case.store.handles() == handles
        assert verify_case(case) == ()
        assert [entry.event for entry in case.store.log()][-1] == "sealed"
        assert not any(run_case(case, "local", 0, _silent).changed.values())
        again = seal_case(case)
        assert (again.n_records, again.n_objects) == (0, 0)
        assert [entry.event for entry in case.store.log()].count("sealed") == 1
    assert _read(folder, [SECRET, INSIDE], NAMES["protected"] + NAMES["internal"]) == {}
    with open_case(folder) as case:
        assert [document.external_id for document in case.store.records("document")] == ["r1"]


def test_stopped_before_the_objects_it_is_said_and_the_same_call_goes_on(made, monkeypatch):
    folder = made("none")
    _settings(folder, None)
    with open_case(folder, passphrase=PASSPHRASE) as case:
        run_case(case, "local", 0, _silent)
    monkeypatch.setattr("servanda.store.late_sealing.open_objects", lambda _: 1 / 0)
    with open_case(folder, passphrase=PASSPHRASE) as case, pytest.raises(ZeroDivisionError):
        seal_case(case)
    monkeypatch.undo()
    with open_case(folder, passphrase=PASSPHRASE) as case:
        assert verify_case(case) == ()
        assert unsealed(case).startswith("1 object is to be sealed")
        done = seal_case(case)
        assert (done.n_records, done.n_objects) == (0, 1)
        assert verify_case(case) == ()
    assert _read(folder, [SECRET], NAMES["protected"]) == {}


def test_expunging_and_its_search_work_on_what_is_sealed(made):
    from servanda.pipeline import expunge_document

    folder = made("internal")
    with open_case(folder, passphrase=PASSPHRASE) as case:
        by_document = {document.external_id: document.id for document in case.store.records("document")}
        with open_case(folder) as locked, pytest.raises(VaultLocked):
            expunge_document(locked, by_document["r1"], "ana", "asked for")
        done = expunge_document(case, by_document["t1"], "ana", "asked for")
        assert done.remains == ()
        assert {document.external_id for document in case.store.records("document")} == {"r1", "i1"}
        assert verify_case(case) == ()
    with open_case(folder) as locked:
        assert verify_case(locked) == ()


@pytest.mark.parametrize("what", ["object", "row"])
def test_a_flipped_byte_is_found_with_the_key_and_never_opened(made, what):
    folder = made()
    if what == "object":
        [path] = [
            one for one in (folder / "evidence").rglob("*") if one.is_file() and one.read_bytes().startswith(MAGIC)
        ]
        content = bytearray(path.read_bytes())
        content[-3] ^= 1
        path.chmod(0o600)
        path.write_bytes(content)
    else:
        connection = sqlite3.connect(folder / "records.sqlite", isolation_level=None)
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'records_no_update'").fetchone()
        (number, body) = connection.execute(
            "SELECT seq, body FROM records WHERE kind = 'document_text' AND substr(body, 1, 1) = x'00'"
        ).fetchone()
        connection.execute("DROP TRIGGER records_no_update")
        connection.execute(
            "UPDATE records SET body = ? WHERE seq = ?", (body[:-3] + bytes([body[-3] ^ 1]) + body[-2:], number)
        )
        connection.execute(sql)
        connection.close()
    with open_case(folder, passphrase=PASSPHRASE, writes=False) as case:
        assert verify_case(case)
    with open_case(folder) as case:
        assert verify_case(case) == (), "without the key nobody can tell, and the note says that it was not compared"
        assert not_compared(case)


def test_a_torn_object_is_a_difference_with_and_without_the_key(made):
    folder = made()
    [path] = [one for one in (folder / "evidence").rglob("*") if one.is_file() and one.read_bytes().startswith(MAGIC)]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-7])
    for passphrase in (None, PASSPHRASE):
        with open_case(folder, passphrase=passphrase, writes=False) as case:
            assert verify_case(case)


def test_a_dossier_handed_on_without_its_vault_shows_the_rest(made, tmp_path):
    folder = shutil.copytree(made(), tmp_path / "copy")
    shutil.rmtree(folder / "vault")
    with open_case(folder) as case:
        assert len(list(case.store.records("document"))) == 2
        assert left_out(case)
