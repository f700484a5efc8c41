"""Keys, vault and exports: verify opens what it has the passphrase for, and names what others on the machine can read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.cli.passphrase import VARIABLE, passphrase_to_read
from servanda.pipeline import ReportRequest, add_sources, init_dossier, open_case, verify_case, write_report

PASSPHRASE = "nine looms at the ford"  # noqa: S105 - an invented one


def _silent(*_: object) -> None:
    return


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A dossier whose keys need a passphrase, with something in its vault."""
    folder = tmp_path / "case"
    init_dossier(folder, passphrase=PASSPHRASE)
    (tmp_path / "r.txt").write_text("Two shells fell on Zalingei on 7 May 2031, a trader said.", encoding="utf-8")
    with open_case(folder, create=True, passphrase=PASSPHRASE) as case:
        add_sources(case, [str(tmp_path / "r.txt")], _silent)
    return folder


def _changed(path: Path, name: str) -> None:
    """Change the sealed half of a key within its form, as nobody sees who cannot open it."""
    content = json.loads(path.read_bytes())
    content[name] = content[name][:-2] + ("00" if content[name][-2:] != "00" else "11")
    path.write_bytes(json.dumps(content, sort_keys=True, separators=(",", ":")).encode() + b"\n")


@pytest.mark.parametrize(("pattern", "field"), [("sgk_*.key", "box"), ("vault.secret", "private_key")])
def test_a_locked_key_is_checked_in_substance_where_the_passphrase_is_given(
    locked: Path, servanda: Callable, monkeypatch: pytest.MonkeyPatch, pattern: str, field: str
) -> None:
    monkeypatch.setattr("servanda.cli.verify.passphrase_to_read", lambda _: PASSPHRASE)
    said = servanda("verify", locked)
    assert said.status == 0, said.text
    assert "locked" not in said.text, said.text
    [path] = (locked / "vault").glob(pattern)
    _changed(path, field)
    assert servanda("verify", locked).status == 1
    monkeypatch.setattr("servanda.cli.verify.passphrase_to_read", lambda _: None)
    said = servanda("verify", locked)
    assert said.status == 0, said.text
    assert "locked: its form only" in said.text


def test_the_passphrase_comes_from_the_environment_and_makes_nothing(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert passphrase_to_read(locked) == PASSPHRASE
    monkeypatch.delenv(VARIABLE)
    assert passphrase_to_read(locked) is None, "nobody is at the terminal"
    before = sorted(path.name for path in (locked / "vault").iterdir())
    with open_case(locked, passphrase=PASSPHRASE, writes=False) as case:
        assert verify_case(case) == ()
    assert sorted(path.name for path in (locked / "vault").iterdir()) == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602, 0o660])
@pytest.mark.parametrize("pattern", ["sgk_*.key", "salts.jsonl", "vault.secret"])
def test_a_private_file_that_others_can_open_is_named(case: Path, servanda: Callable, pattern: str, mode: int) -> None:
    assert "by others" not in servanda("verify", case).text
    [path] = (case / "vault").glob(pattern)
    path.chmod(mode)
    said = servanda("verify", case)
    assert said.status == 0, said.text
    assert f"vault/{path.name} can be read or changed by others on this machine (mode {mode:03o})" in said.text


def test_an_export_that_others_can_open_is_named(case: Path, tmp_path: Path, servanda: Callable) -> None:
    for name, audience in (("inside.html", "internal"), ("outside.html", "public")):
        with open_case(case) as opened:
            write_report(opened, tmp_path / name, ReportRequest(audience))
    assert "by others" not in servanda("verify", case).text
    for name in ("inside.html", "outside.html"):
        (tmp_path / name).chmod(0o644)
    said = servanda("verify", case).text
    assert "inside.html can be read or changed by others" in said
    assert "outside.html" not in said, "what was made for everybody may be read by everybody"
