"""The key that somebody had by another way must have endorsed every change of key since, by signature (decision 0135)."""

import shutil
from pathlib import Path

import pytest
from tests.attacks.conftest import dossier, key_of, packed, release_beside

from servanda.pipeline import add_sources, open_case, rotate_key, run_case

FORGED = "The army shelled Zalingei on Tuesday, 6 May 2031, killing forty people, a trader said."
UNENDORSED = "without the endorsement of that key"


def _rotated(folder: Path, because: str) -> str:
    with open_case(folder) as case:
        return rotate_key(case, "ana", because, None).id


def _with_forgeries(folder: Path) -> Path:
    forged = folder.parent / "forged.txt"
    forged.write_text(FORGED, encoding="utf-8")
    with open_case(folder) as case:
        add_sources(case, [str(forged)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
    return folder


def _bundle(folder: Path) -> Path:
    """Pack a stolen dossier, and take away the salts made since: their first half is not to be had."""
    bundle = packed(folder, folder.parent / "x.zip")
    packed(folder, release_beside(bundle), with_proofs=False)
    (folder / "vault" / "salts.jsonl").unlink()
    return bundle


@pytest.fixture
def taken_over(case) -> Path:
    """Attack (a): the genuine key record stays, the vault goes, another key takes its place, forgeries follow."""
    shutil.rmtree(case / "vault")
    _rotated(case, "routine")
    return _with_forgeries(case)


@pytest.fixture
def boasting(tmp_path, trusted) -> Path:
    """Attack (b): a dossier of somebody else's, whose change of key has a reason that ends in the trusted id."""
    folder = dossier(tmp_path / "enemy")
    shutil.rmtree(folder / "vault")
    _rotated(folder, f"routine; for the key before see id {trusted}")
    return folder


def test_what_was_taken_over_with_another_key_differs(taken_over, trusted, everywhere):
    bundle = _bundle(taken_over)
    for words in ((), ("--key", trusted)):
        for said in everywhere(taken_over, bundle, *words):
            assert (said.status, UNENDORSED in said.text) == (1, True), said.text


def test_a_reason_that_names_the_trusted_key_makes_nobody_trusted(boasting, trusted, everywhere):
    for said in everywhere(boasting, _bundle(boasting), "--key", trusted):
        assert (said.status, f"signing key {trusted}: is none of this log's keys" in said.text) == (1, True), said.text


def test_a_key_record_that_calls_itself_the_trusted_key_is_not_it(boasting, trusted, servanda, expert, tmp_path):
    """The id follows from the public key; whoever packs a bundle can write anything into a record."""
    import json
    import zipfile

    with zipfile.ZipFile(_bundle(boasting)) as archive:
        archive.extractall(tmp_path / "x")
    records = tmp_path / "x" / "records.jsonl"
    records.write_text(records.read_text(encoding="utf-8").replace(key_of(boasting), trusted), encoding="utf-8")
    assert json.loads(records.read_text(encoding="utf-8").splitlines()[-1])
    for said in (servanda("verify", tmp_path / "x", "--key", trusted), expert(tmp_path / "x", "--key", trusted)):
        assert (said.status, f"signing key {trusted}: is none of this log's keys" in said.text) == (1, True), said.text


def test_endorsed_changes_of_key_lead_from_the_trusted_key_to_the_newest(case, trusted, everywhere):
    second = _rotated(case, "the laptop was away for a week")
    newest = _rotated(_with_forgeries(case), "ana left")
    bundle = packed(case, case.parent / "x.zip")
    for words in ((), *(("--key", key) for key in (trusted, second, newest))):
        for said in everywhere(case, bundle, *words):
            assert said.status == 0, said.text


def test_whoever_had_the_new_key_by_another_way_may_vouch_for_it(taken_over, everywhere):
    """A key that was really lost: its owner gives the id of the new one to everybody, and it is said what is missing."""
    for said in everywhere(taken_over, _bundle(taken_over), "--key", key_of(taken_over)):
        assert (said.status, UNENDORSED in said.text) == (0, True), said.text


def test_a_key_that_nobody_knows_differs(case, everywhere):
    for said in everywhere(case, packed(case, case.parent / "x.zip"), "--key", "sgk_0"):
        assert said.status == 1, said.text
