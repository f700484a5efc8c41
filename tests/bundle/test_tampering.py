"""Whatever is changed in a bundle is found: by a stranger without the key, and by a desk that signs again."""
# ruff: noqa: S311 - repeatable choices, no secrets

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from servanda.model.codec import canonical, sha256
from servanda.pipeline import open_case
from servanda.report import examined
from servanda.report.bundle.verify import packed as packed_files
from servanda.store import sign

N_FLIPS = 150


def _found(place: Path) -> list[tuple[str, str]]:
    differences, _ = examined(place)
    return differences


def test_an_untouched_bundle_has_no_difference(packed, unpacked):
    assert _found(packed) == _found(unpacked) == []


def test_a_flipped_bit_anywhere_in_the_zip_file_is_found(packed, tmp_path, rounds):
    content, chance, path = packed.read_bytes(), random.Random(20310601), tmp_path / "x.zip"
    for _ in range(N_FLIPS * rounds):
        changed = bytearray(content)
        place = chance.randrange(len(changed))
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        assert _found(path), place


def test_a_flipped_bit_in_any_file_names_that_file(unpacked):
    chance = random.Random(20310602)
    names = [path for path in sorted(unpacked.rglob("*")) if path.is_file()]
    assert len(names) > 10
    for path in names:
        content = path.read_bytes()
        for _ in range(3 if len(content) else 0):
            changed = bytearray(content)
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            path.write_bytes(changed)
            said = [where for where, _ in _found(unpacked)]
            name = path.relative_to(unpacked).as_posix()
            assert name in said or name in {"bundle.json", "bundle.sig"}, (name, said)
            assert said, name
        path.write_bytes(content)
    assert _found(unpacked) == []


def test_files_that_are_missing_added_or_exchanged_are_named(unpacked):
    (unpacked / "note.txt").write_bytes(b"added later")
    assert _found(unpacked) == [("note.txt", "is not on the list of files: it was added")]
    (unpacked / "note.txt").unlink()
    first, second = sorted((unpacked / "exhibits").iterdir())[:2]
    first.write_bytes(second.read_bytes())
    assert [where for where, _ in _found(unpacked)] == [f"exhibits/{first.name}"]
    first.unlink()
    assert [where for where, what in _found(unpacked) if what == "is missing"] == [f"exhibits/{first.name}"]


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"no zip file", bytes(500)])
def test_what_is_no_bundle_is_said_to_be_none(content, tmp_path):
    (tmp_path / "x.zip").write_bytes(content)
    assert _found(tmp_path / "x.zip")
    (tmp_path / "empty").mkdir()
    assert _found(tmp_path / "empty")


# --- the desk itself signs again, with the true key, after it changed something


@pytest.fixture
def resigned(packed, desk, tmp_path) -> Callable[[dict[str, Callable[[bytes], bytes]]], Path]:
    """Change files of the bundle, make its list anew and sign that with the dossier's own key."""

    def change(changes: dict[str, Callable[[bytes], bytes]]) -> Path:
        with zipfile.ZipFile(packed) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        files |= {name: how(files[name]) for name, how in changes.items()}
        manifest = json.loads(files["bundle.json"])
        manifest["files"] = {
            name: {"sha256": sha256(content), "n_bytes": len(content)}
            for name, content in files.items()
            if name not in {"bundle.json", "bundle.sig"}
        }
        files["bundle.json"] = canonical(manifest)
        with open_case(desk.folder) as case:
            key, signature = sign(case.store, files["bundle.json"])
        files["bundle.sig"] = canonical({"public_key": key, "signature": signature}) + b"\n"
        path = tmp_path / "resigned.zip"
        path.write_bytes(packed_files(files))
        return path

    return change


def _lines(how: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Callable[[bytes], bytes]:
    """Change the lines of a JSON Lines file; ``None`` drops one."""

    def change(content: bytes) -> bytes:
        changed = (how(json.loads(line)) for line in content.split(b"\n") if line)
        return b"".join(json.dumps(line, sort_keys=True).encode() + b"\n" for line in changed if line is not None)

    return change


def test_signed_again_without_a_change_it_still_holds(resigned):
    assert _found(resigned({})) == []


def test_a_denial_that_the_desk_leaves_out_is_missed(resigned, unpacked):
    lines = [json.loads(line) for line in (unpacked / "records.jsonl").read_bytes().split(b"\n") if line]
    [incident] = [json.loads(line["body"]) for line in lines if line["kind"] == "incident"]
    denial = incident["denials"][0]
    said = _found(resigned({"records.jsonl": _lines(lambda line: None if line["id"] == denial else line)}))
    assert (f"incident {incident['id']}", f"names {denial}, which is neither here nor among what was left out") in said


def test_words_that_the_desk_changes_do_not_fit_the_log(resigned):
    def softer(line: dict[str, Any]) -> dict[str, Any]:
        if line["kind"] == "claim" and "at least six" in line["body"]:
            line["body"] = line["body"].replace("at least six", "at most three")
            line["sha256"] = sha256(line["body"].encode())
        return line

    said = [what for _, what in _found(resigned({"records.jsonl": _lines(softer)}))]
    assert any("is not what entry" in what for what in said)
    assert any("are not what it quotes" in what for what in said)


def test_a_claim_that_the_desk_moves_to_another_entry_does_not_fit(resigned):
    def moved(line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "entry": 1} if line["kind"] == "claim" else line

    assert any("is not what entry 1" in what for _, what in _found(resigned({"records.jsonl": _lines(moved)})))


def test_an_entry_or_a_head_that_the_desk_changes_does_not_fit(resigned):
    def later(line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "entry": line["entry"].replace("2031-06-01", "2031-05-01")}

    said = [where for where, _ in _found(resigned({"entries.jsonl": _lines(later)}))]
    assert any(where.startswith("log entry") for where in said)
    said = _found(resigned({"heads.jsonl": lambda content: content.replace(b'"size":', b'"size":1')}))
    assert any("signature does not fit" in what for _, what in said)


def test_exhibits_and_agreements_that_the_desk_exchanges_are_missed(resigned, unpacked):
    first = min((unpacked / "exhibits").iterdir()).name
    said = [what for _, what in _found(resigned({f"exhibits/{first}": lambda _: b"other bytes"}))]
    assert "its content is not in the bundle" in said
    said = [what for _, what in _found(resigned({"agreements/truce.yaml": lambda content: content + b"# more\n"}))]
    assert any("it rests on is not here" in what for what in said)
