"""A bundle for others is a release: signed, checked alone, and telling of the log and the desk nothing but salted hashes."""

import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.audience.leaks import AT_ONCE, dossier_of, parts, report
from tests.truce import AGREEMENT

from servanda.errors import NotFoundError, UsageError
from servanda.model.codec import canonical, sha256
from servanda.pipeline import ReportRequest, expunge_document, open_case, rotate_key, write_report
from servanda.report import Known, examined
from servanda.report.bundle.verify import key_id, leaf, node, packed, release_leaf, tree_root
from servanda.store import sign

SETTINGS = 'title = "Release"\ncountries = ["SD"]\ncollector = "heron-at-the-ford"\n' + AT_ONCE
REPORT = "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031, killing six civilians, the Red Crescent said."
ROWS: list[dict[str, Any]] = [
    {"id": "row-4711", "publisher": "Nile Dispatch", "published_on": "2031-05-06", "text": REPORT, "interviewer": "Zubin Okoro",
     "consent": {"basis": "said beside the well", "uses": ["internal", "court"]}},
    {"id": "row-4712", "publisher": "Desert Wire", "published_on": "2031-05-07", "text": "The Rapid Support Forces denied that they shelled Nyala on Monday, 5 May 2031."},
]  # fmt: skip
N_FLIPS = 150
_HASH = re.compile(r"[0-9a-f]{64}")
_MINUTE = re.compile(r"T\d\d:\d\d")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dossier_of(tmp_path_factory.mktemp("release") / "case", ROWS, SETTINGS, AGREEMENT)


@pytest.fixture(scope="module")
def released(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "release.zip"
    report(folder, path, "court")
    return path


def _files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _words(path: Path) -> str:
    return "\n".join(text for _, text in parts("", path.read_bytes()))


def test_it_is_checked_alone_and_says_what_it_does_not_show(released, alone, tmp_path):
    with zipfile.ZipFile(released) as archive:
        archive.extractall(tmp_path / "x")
    done = alone(tmp_path / "x")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    for said in (
        "these words stand in these bytes",
        "for the holder of the dossier alone to prove",
        "rows carry a salted hash",
    ):
        assert said in done.stdout
    names = {path.name for path in (tmp_path / "x").iterdir()}
    assert "keys.jsonl" in names
    assert names.isdisjoint({"entries.jsonl", "heads.jsonl", "consistency.jsonl", "release.jsonl", "stamps"})


def test_it_tells_nothing_of_the_desk(folder, released):
    text = _words(released)
    for secret in (
        "heron-at-the-ford",
        "row-471",
        str(folder.parent),
        folder.with_suffix(".jsonl").name,
        "beside the well",
        "Zubin",
    ):
        assert secret not in text, secret
    assert {found[-5:] for found in _MINUTE.findall(text)} <= {"00:00"}, "days, not minutes"


def test_no_hash_in_it_can_be_guessed_from_what_stays_inside(folder, released):
    """Each hash is of bytes that lie in the bundle, salted, or random; none is that of a row of the log or of a whole table row."""
    given = set(_HASH.findall(_words(released)))
    with open_case(folder) as case:
        inside = {entry.subject.sha256 for entry in case.store.log()}
        inside |= {item.object_sha256 for item in case.store.records("document")}
        with case.store.engine.connect() as connection:
            inside |= set(connection.exec_driver_sql("SELECT sha256 FROM records").scalars())
    assert given.isdisjoint(inside)


def test_every_later_key_is_endorsed_without_telling_who_and_why(tmp_path):
    folder = dossier_of(tmp_path / "case", ROWS, SETTINGS, AGREEMENT)
    with open_case(folder) as case:
        first = case.store.signing_keys()[0].id
        rotate_key(case, "ana-by-night", "the laptop was searched at the border", None)
    report(folder, tmp_path / "r.zip", "court")
    assert examined(tmp_path / "r.zip", known=Known(key=first))[0] == []
    assert "searched" not in _words(tmp_path / "r.zip")
    assert "ana-by-night" not in _words(tmp_path / "r.zip")
    assert examined(tmp_path / "r.zip", known=Known(key="sgk_" + "0" * 24))[0]


def test_a_head_or_a_stamp_is_not_borne_out_by_what_shows_no_log(folder, released):
    with open_case(folder) as case:
        head = case.store.newest_head()
    line = f"servanda-head/1 {head.size} {head.at} {head.root} {key_id(head.public_key)}"
    assert [where for where, _ in examined(released, known=Known(head=line))[0]] == ["the head kept elsewhere"]
    assert [where for where, _ in examined(released, known=Known(stamp=b"x"))[0]] == ["the time-stamp kept elsewhere"]


# --- opened later


def test_a_bundle_with_proofs_opens_its_rows(folder, released, tmp_path):
    report(folder, tmp_path / "full.zip", "court", opens=released)
    found, notes = examined(tmp_path / "full.zip", known=Known(release=released))
    assert found == []
    [said] = [note for note in notes if "are opened here" in note]
    n, of = map(int, re.findall(r"\d+", said))
    assert n == of > 5


def test_a_release_that_says_something_else_is_told_apart(folder, released, tmp_path):
    report(folder, tmp_path / "full.zip", "court", opens=released)
    files = _files(released)
    files["records.jsonl"] = files["records.jsonl"].replace(b"Nile Dispatch", b"Nile Courier")
    (tmp_path / "other.zip").write_bytes(packed(files))
    found = examined(tmp_path / "full.zip", known=Known(release=tmp_path / "other.zip"))[0]
    assert any("says something else in publisher than the release" in what for _, what in found)
    report(folder, tmp_path / "second.zip", "court")
    found = examined(tmp_path / "full.zip", known=Known(release=tmp_path / "second.zip"))[0]
    assert any("is not the row that the release was made of" in what for _, what in found), (
        "each release has a salt of its own"
    )


def test_what_is_no_release_is_named_and_the_other_checks_go_on(folder, released, tmp_path):
    report(folder, tmp_path / "full.zip", "court", opens=released)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bundle.json", bytes(100_000_000))
    (tmp_path / "no.zip").write_bytes(b"PK")
    for name in ("bomb.zip", "no.zip"):
        found, notes = examined(tmp_path / "full.zip", known=Known(release=tmp_path / name))
        assert [where for where, _ in found] == [str(tmp_path / name)]
        assert "is not in the form of a release" in found[0][1]
        assert any("records" in note for note in notes)


def test_what_is_no_release_of_this_dossier_is_not_opened(folder, released, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK no zip")
    with pytest.raises(UsageError, match="is no evidence bundle"):
        report(folder, tmp_path / "full.zip", "court", opens=tmp_path / "x.zip")
    (tmp_path / "y.zip").write_bytes(packed(_files(released) | {"note.txt": b"added"}))
    with pytest.raises(NotFoundError, match="made no such release"):
        report(folder, tmp_path / "full.zip", "court", opens=tmp_path / "y.zip")
    with pytest.raises(UsageError, match=r"--opens are for evidence bundles"):
        report(folder, tmp_path / "full.html", "court", opens=released)


def test_a_row_that_was_expunged_since_is_not_opened(tmp_path):
    folder = dossier_of(tmp_path / "case", ROWS, SETTINGS, AGREEMENT)
    report(folder, tmp_path / "r.zip", "court")
    given = tmp_path / "outside.zip"
    given.write_bytes((tmp_path / "r.zip").read_bytes())  # expunging takes the desk's own copy away
    with open_case(folder) as case:
        gone = next(item.id for item in case.store.records("document") if item.external_id == "row-4712")
        expunge_document(case, gone, "ana", "consent withdrawn")
    report(folder, tmp_path / "full.zip", "court", opens=given)
    found, notes = examined(tmp_path / "full.zip", known=Known(release=given))
    assert found == []
    [said] = [note for note in notes if "are opened here" in note]
    n, of = map(int, re.findall(r"\d+", said))
    assert 0 < n < of


# --- tampering


@pytest.fixture
def resigned(folder: Path, released: Path, tmp_path: Path) -> Callable[[Callable[[dict[str, bytes]], None]], Path]:
    """Change files of the release, and sign the list of files anew with the dossier's own key; the tree stays as it was signed."""

    def change(how: Callable[[dict[str, bytes]], None]) -> Path:
        files = _files(released)
        how(files)
        manifest = json.loads(files["bundle.json"])
        manifest["files"] = {
            name: {"sha256": sha256(content), "n_bytes": len(content)}
            for name, content in files.items()
            if name not in {"bundle.json", "bundle.sig"}
        }
        files["bundle.json"] = canonical(manifest)
        with open_case(folder) as case:
            key, signature = sign(case.store, files["bundle.json"])
        files["bundle.sig"] = canonical({"public_key": key, "signature": signature}) + b"\n"
        (tmp_path / "resigned.zip").write_bytes(packed(files))
        return tmp_path / "resigned.zip"

    return change


def test_a_flipped_bit_anywhere_in_the_zip_file_is_found(released, tmp_path, rounds):
    content, chance, path = released.read_bytes(), random.Random(20310603), tmp_path / "x.zip"  # noqa: S311 - repeatable
    for _ in range(N_FLIPS * rounds):
        changed = bytearray(content)
        place = chance.randrange(len(changed))
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        assert examined(path)[0], place


def test_signed_again_without_a_change_it_holds(resigned):
    assert examined(resigned(lambda _: None))[0] == []


def test_a_row_that_the_desk_drops_or_changes_does_not_make_the_tree(resigned):
    def drop(files: dict[str, bytes]) -> None:
        files["records.jsonl"] = b"".join(files["records.jsonl"].splitlines(keepends=True)[1:])

    def change(files: dict[str, bytes]) -> None:
        files["records.jsonl"] = files["records.jsonl"].replace(b"Nile Dispatch", b"Nile Courier")

    for how in (drop, change):
        found = examined(resigned(how))[0]
        assert ("records.jsonl", "its rows do not make the tree whose root was signed") in found


def test_a_quotation_that_is_not_in_its_text_is_found(resigned):
    def change(files: dict[str, bytes]) -> None:
        lines = [json.loads(line) for line in files["records.jsonl"].splitlines()]
        for line in lines:
            if line["kind"] == "claim":
                line["body"] = line["body"].replace("shelled", "bombed ")
        files["records.jsonl"] = b"".join(canonical(line) + b"\n" for line in lines)
        manifest = json.loads(files["bundle.json"])
        manifest["tree"]["root"] = tree_root([release_leaf(line) for line in lines]).hex()
        files["bundle.json"] = canonical(manifest)

    found = examined(resigned(change))[0]
    assert found
    assert all("of its text are not what it quotes" in what for _, what in found)


def test_the_tree_is_that_of_rfc_6962():
    one, two, three = (leaf(bytes([number])) for number in range(3))
    assert tree_root([one, two, three]) == node(node(one, two), three)
    assert tree_root([]).hex() == sha256(b"")


@pytest.mark.parametrize("audience", ["partner", "public", "court"])
def test_with_proofs_those_outside_get_the_rows_of_the_log(tmp_path, audience):
    rows = [{**row, "consent": {"basis": "spoken", "uses": ["report", "public", "court"]}} for row in ROWS]
    folder = dossier_of(tmp_path / "case", rows, SETTINGS, AGREEMENT)
    with open_case(folder) as case:
        write_report(case, tmp_path / "p.zip", ReportRequest(audience, with_proofs=True))
    assert examined(tmp_path / "p.zip")[0] == []
    assert "heron-at-the-ford" in _words(tmp_path / "p.zip")
