"""What only somebody outside can know is seen with a head or a time-stamp that he kept (decision 0136)."""

import json
import shutil
from pathlib import Path

import pytest
from tests.attacks.conftest import dossier, packed, unguarded

from servanda.errors import UsageError
from servanda.pipeline import add_sources, open_case, todays_head
from servanda.store import Noted, make_key_file, make_vault_key, read_noted

ALONE = "no outside witness was asked"


def _noted(folder: Path) -> str:
    with open_case(folder) as case:
        return todays_head(case)


def _add(folder: Path, words: str, passphrase: str | None = None) -> None:
    path = folder.parent / "added.txt"
    path.write_text(words, encoding="utf-8")
    with open_case(folder, passphrase=passphrase) as case:
        add_sources(case, [str(path)], lambda *_: None)


def _cut_heads(folder: Path, n_left: int) -> None:
    path = folder / "custody" / "heads.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:n_left]))


def _cut_to_entry_1(folder: Path) -> None:
    """Leave the log, the rows and the heads of the first entry, and nothing that would tell of more."""
    _cut_heads(folder, 1)
    with unguarded(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM outputs")
        connection.execute("DELETE FROM custody WHERE seq > 1")
        for table in ("records", "derivations", "handles", "objects", "tombstones"):
            connection.execute(f"DELETE FROM {table} WHERE entry > 1")  # noqa: S608 - names of our own
    shutil.rmtree(folder / "evidence")
    (folder / "evidence").mkdir()


@pytest.fixture
def rewritten(case, tmp_path) -> Path:
    """An insider's work: the same desk with the same key, another past, signed anew throughout."""
    folder = tmp_path / "other"
    folder.mkdir()
    key = next((case / "vault").glob("*.key"))
    (folder / "vault").mkdir()
    shutil.copy(key, folder / "vault" / key.name)
    make_vault_key(folder, None)
    assert make_key_file(folder) == key.stem
    return dossier(folder, text="The Rapid Support Forces shelled Zalingei on Monday, 5 May 2031, a doctor said.")


def test_the_line_of_today_is_borne_out_tomorrow(case, servanda, everywhere):
    line = servanda("head", case)
    assert line.status == 0
    noted = line.text.splitlines()[0]
    _add(case, "Two shells fell on Zalingei on 7 May 2031, a trader said.")
    for said in everywhere(case, packed(case, case.parent / "x.zip"), "--head", noted):
        assert (said.status, ALONE in said.text) == (0, False), said.text


def test_without_a_witness_it_is_said_that_nobody_was_asked(case, everywhere):
    for said in everywhere(case, packed(case, case.parent / "x.zip")):
        assert (said.status, ALONE in said.text) == (0, True), said.text


def test_a_line_survives_a_notebook(original):
    line = _noted(original)
    noted = read_noted(line)
    assert noted.line() == line
    words = line.split(" ")
    groups = words[3].upper().split("-")
    copied = f"On Monday: {' '.join(words[:3])}\n{' '.join(groups[:5])}\n{'-'.join(groups[5:])} {words[4]}."
    assert read_noted(copied) == noted
    assert read_noted((original / "custody" / "heads.jsonl").read_text().splitlines()[-1]) == noted
    for broken in ("", "servanda-head/1", line[:80], "{}"):
        with pytest.raises(UsageError, match="servanda head"):
            read_noted(broken)


def test_a_line_cut_off_the_heads_leaves_an_entry_that_nobody_signed(case, servanda, trusted):
    heads = (case / "custody" / "heads.jsonl").read_bytes().splitlines()
    _cut_heads(case, len(heads) - 1)
    for words in ((), ("--key", trusted)):
        said = servanda("verify", case, *words)
        assert said.status == 1, said.text
        assert "signed by nobody" in said.text


def test_heads_cut_off_before_the_newest_key_are_missed_even_where_the_key_is_locked(tmp_path, servanda):
    folder = tmp_path / "case"
    folder.mkdir()
    dossier(folder)
    for path in (folder / "vault").glob("*.key"):
        kept = json.loads(path.read_text())
        path.write_text(json.dumps({**kept, "seed": None, "box": "00" * 72, "salt": "00" * 16}) + "\n")
    _cut_heads(folder, 0)
    said = servanda("verify", folder)
    assert said.status == 1
    assert "lines were cut off" in said.text


def test_work_with_a_locked_key_is_a_note_unless_somebody_asks_whose_it_is(tmp_path, servanda, monkeypatch):
    from servanda.pipeline import init_dossier

    folder = tmp_path / "case"
    init_dossier(folder, passphrase="tall grass")
    with open_case(folder, create=True, passphrase="tall grass"):
        pass
    _add(folder, "Two shells fell on Zalingei on 7 May 2031, a trader said.")
    said = servanda("verify", folder)
    assert (said.status, "not signed yet" in said.text) == (0, True), said.text
    with open_case(folder) as case:
        key = case.store.signing_keys()[-1].id
    said = servanda("verify", folder, "--key", key)
    assert (said.status, "signed by nobody" in said.text) == (1, True), said.text


def test_a_log_cut_back_to_its_first_entry_is_seen_with_a_head_only(case, servanda, trusted):
    noted = _noted(case)
    _cut_to_entry_1(case)
    (case / "vault" / "salts.jsonl").unlink()
    said = servanda("verify", case, "--key", trusted)
    assert (said.status, ALONE in said.text) == (0, True), said.text
    said = servanda("verify", case, "--head", noted)
    assert (said.status, "has 1 entries only" in said.text) == (1, True), said.text


def test_an_older_copy_in_its_place_is_seen_with_a_head_only(original, case, servanda):
    _add(case, "Two shells fell on Zalingei on 7 May 2031, a trader said.")
    noted = _noted(case)
    assert servanda("verify", case, "--head", noted).status == 0
    said = servanda("verify", original, "--head", noted)
    assert (said.status, "set back" in said.text) == (1, True), said.text


def test_what_an_insider_wrote_anew_is_seen_with_a_head_only(case, rewritten, everywhere, trusted):
    noted, bundle = _noted(case), packed(rewritten, rewritten.parent / "x.zip")
    for said in everywhere(rewritten, bundle, "--key", trusted):
        assert (said.status, ALONE in said.text) == (0, True), said.text
    for said in everywhere(rewritten, bundle, "--head", noted):
        assert (said.status, "written anew" in said.text) == (1, True), said.text


@pytest.mark.openssl
def test_a_time_stamp_kept_elsewhere_is_borne_out_or_not(case, rewritten, authority, everywhere, servanda):
    (case / "stamp-roots.pem").write_bytes(authority.root.read_bytes())
    settings = case / "dossier.toml"
    with authority.serving() as address:
        settings.write_text(f'stamp_authority = "{address}"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")
        assert servanda("stamp", case).status == 0
    [stamp] = (case / "custody" / "stamps").glob("*.tsr")
    assert servanda("run", case).status == 0  # the settings that were changed come under custody
    kept = Path(shutil.copy(stamp, case.parent / "at-the-notary.tsr"))
    bundle = packed(case, case.parent / "x.zip")
    for said in everywhere(case, bundle, "--stamp", kept):
        assert (said.status, ALONE in said.text) == (0, False), said.text
    said = servanda("verify", rewritten, "--stamp", kept)
    assert (said.status, "of no head of this log" in said.text) == (1, True), said.text
    kept.write_bytes(b"no stamp")
    for said in everywhere(case, bundle, "--stamp", kept):
        assert said.status == 1, said.text


def test_what_is_no_head_is_refused_in_words(case, servanda, expert, tmp_path):
    said = servanda("verify", case, "--head", "7 June, all well")
    assert (said.status, "servanda head" in said.text) == (2, True), said.text
    assert expert(packed(case, tmp_path / "x.zip"), "--head", "7 June, all well").status == 1


def test_a_noted_head_says_nothing_of_the_record(original):
    line = _noted(original)
    assert "Nyala" not in line
    assert Noted(*read_noted(line)).size > 1
