"""Witnesses in a bundle: commitments under the same signed root, opened for nobody, or for those whom the desk chooses."""

import json
import zipfile
from pathlib import Path

import pytest
from tests.audience.leaks import parts

from servanda.errors import NotFoundError, VaultLocked
from servanda.pipeline import open_case
from servanda.report import ENDINGS, examined

SECRETS = (b"Mariam Tolgai", b"the blue gate beside the Nyala mill")


@pytest.fixture(scope="module")
def talk(desk) -> str:
    """Id of the protected document."""
    with open_case(desk.folder) as case:
        return next(item.id for item in case.store.records("document") if item.external_id == "talk-1")


@pytest.fixture(scope="module")
def closed(desk, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("closed") / "all.zip"
    assert desk.report(path, audience="court") == ()
    return path


def _files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _document(files: dict[str, bytes], identity: str) -> dict:
    lines = (json.loads(line) for line in files["records.jsonl"].split(b"\n") if line)
    return next(json.loads(line["body"]) for line in lines if line["id"] == identity)


def test_protected_fields_are_commitments_and_the_bundle_verifies(closed, talk):
    assert examined(closed)[0] == []
    content = closed.read_bytes()
    assert b"killing two teachers" in content, "the testimony itself may be shown to a court"
    assert not any(secret in content for secret in SECRETS)
    assert {part["field"] for part in _document(_files(closed), talk)["protected"]} >= {"witness", "source_location"}
    assert "disclosed.jsonl" not in _files(closed)


def test_opened_for_those_whom_the_desk_chooses_it_is_the_same_record(desk, closed, talk, tmp_path):
    desk.report(tmp_path / "open.zip", audience="court", disclose=(talk,))
    assert examined(tmp_path / "open.zip")[0] == []
    files = _files(tmp_path / "open.zip")
    opened = {item["field"]: item["value"] for item in map(json.loads, files["disclosed.jsonl"].splitlines())}
    assert {value.encode() for value in opened.values()} >= set(SECRETS)
    assert _document(files, talk) == _document(_files(closed), talk)
    others = {name: content for name, content in files.items() if name != "disclosed.jsonl"}
    assert not any(secret in content for content in others.values() for secret in SECRETS)


def test_a_made_up_witness_opens_no_commitment(desk, talk, tmp_path):
    desk.report(tmp_path / "open.zip", audience="court", disclose=(talk,))
    with zipfile.ZipFile(tmp_path / "open.zip") as archive:
        archive.extractall(tmp_path / "x")
    path = tmp_path / "x" / "disclosed.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Mariam", b"Marian"))
    said = examined(tmp_path / "x")[0]
    assert any("open no commitment" in what for _, what in said)


def test_nothing_is_opened_without_the_vault_or_for_an_unknown_document(desk, talk, tmp_path):
    with pytest.raises(NotFoundError, match="doc_0"):
        desk.report(tmp_path / "x.zip", audience="court", disclose=("doc_0",))
    key = desk.folder / "vault" / "vault.secret"
    key.rename(tmp_path / "kept-elsewhere")
    try:
        with pytest.raises(VaultLocked):
            desk.report(tmp_path / "x.zip", audience="court", disclose=(talk,))
        with pytest.raises(VaultLocked, match="a report without them could mislead"):
            desk.report(tmp_path / "y.zip", audience="court")
    finally:
        (tmp_path / "kept-elsewhere").rename(key)


def _words(path: Path) -> bytes:
    return " ".join(text for _, text in parts("", path.read_bytes())).encode()


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("audience", ["partner", "public"])
def test_every_form_leaves_out_what_consent_does_not_cover(desk, talk, ending, audience, tmp_path):
    output = tmp_path / f"report{ending}"
    left_out = desk.report(output, audience=audience)
    assert [item.words for item in left_out] == ["1 document: consent does not cover this use"]
    content = _words(output)
    assert ending != ".html" or left_out[0].words.encode() in content
    assert talk.encode() not in content
    assert b"Kabkabiya" not in content
    assert b"teachers" not in content
    desk.report(output, audience="internal")
    nothing = {".statements.csv", ".verdicts.csv"}  # there only acts are told
    assert b"Kabkabiya" in _words(output) or ending in nothing
    assert not any(secret in _words(output) for secret in SECRETS)
