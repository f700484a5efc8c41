"""Files and folders become documents; what cannot be used is named, and nothing ends the run."""

import os
from pathlib import Path

import pytest

from servanda.collect import CollectConfig, Collected, collect
from servanda.errors import NotFoundError
from servanda.model.codec import sha256
from servanda.model.documents import Quarantine

CONFIG = CollectConfig()
REPORT = b"Two shells fell on Oberdorf, the mayor said.\n"


def split(source: Path | str, config: CollectConfig = CONFIG) -> tuple[list[Collected], list[Quarantine]]:
    found = list(collect(source, config))
    return [item for item in found if isinstance(item, Collected)], [
        item for item in found if isinstance(item, Quarantine)
    ]


def one(path: Path, content: bytes) -> Collected:
    path.write_bytes(content)
    ((item,), quarantined) = split(path)
    assert not quarantined
    return item


def refused(source: Path | str, config: CollectConfig = CONFIG) -> Quarantine:
    found, (quarantine,) = split(source, config)
    assert not found
    assert quarantine.stage == "collect"
    return quarantine


def test_a_file_keeps_its_bytes_and_their_hash(tmp_path: Path) -> None:
    item = one(tmp_path / "report.txt", b"\xef\xbb\xbf" + REPORT)
    assert item.content == b"\xef\xbb\xbf" + REPORT
    assert item.document.object_sha256 == sha256(item.content)
    assert item.document.n_bytes == len(item.content)
    assert item.document.locator == (tmp_path / "report.txt").as_posix()
    assert item.document.received_at is None


def test_the_same_bytes_elsewhere_are_the_same_document_and_other_bytes_another(tmp_path: Path) -> None:
    first, second = one(tmp_path / "a.txt", REPORT), one(tmp_path / "b.txt", REPORT)
    assert first.document.id == second.document.id
    assert one(tmp_path / "c.txt", REPORT + b"!").document.id != first.document.id


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", REPORT, "text/plain"),
        ("no-ending", REPORT, "text/plain"),
        ("a.unknown", b"ab\x00cd", "application/octet-stream"),
        ("a.html", b"plain words", "text/html"),
        ("page.txt", b"\xef\xbb\xbf\n<!-- saved -->\n<!DOCTYPE HTML><p>x", "text/html"),
        ("a.txt", b"%PDF-1.7 ...", "application/pdf"),
        ("a.docx", b"not a zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.docx", b"PK\x03\x04broken", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.bin", b"PK\x03\x04broken", "application/zip"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n0000", "image/png"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    ],
)
def test_media_type_follows_the_bytes_then_the_ending(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    assert one(tmp_path / name, content).document.media_type == expected


def test_a_folder_is_searched_to_the_bottom_in_a_fixed_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/deeper/c.txt", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Report {name}", encoding="utf-8")
    found, quarantined = split(tmp_path)
    names = [Path(item.document.locator).relative_to(tmp_path).as_posix() for item in found]
    assert names == ["a.txt", "b.txt", "deep/deeper/c.txt"]
    assert not quarantined


def test_links_out_of_the_folder_and_to_nowhere_are_named_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_bytes(REPORT)
    (inside / "report.txt").write_bytes(REPORT + b"2")
    (inside / "file-link").symlink_to(outside / "secret.txt")
    (inside / "folder-link").symlink_to(outside)
    (inside / "nowhere").symlink_to(tmp_path / "absent")
    (inside / "circle").symlink_to(inside)
    found, quarantined = split(inside)
    assert [Path(item.document.locator).name for item in found] == ["report.txt"]
    assert {Path(item.locator).name for item in quarantined} == {"file-link", "folder-link", "nowhere"}


def test_empty_huge_and_special_files_are_quarantined_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_bytes(REPORT)
    (tmp_path / "huge.txt").write_bytes(b"x" * 101)
    os.mkfifo(tmp_path / "pipe.txt")
    found, quarantined = split(tmp_path, CollectConfig(max_file_bytes=100))
    assert [Path(item.document.locator).name for item in found] == ["good.txt"]
    assert {Path(item.locator).name: item.error for item in quarantined} == {
        "empty.txt": "EmptyInput",
        "huge.txt": "TooLargeInput",
        "pipe.txt": "UnsupportedInput",
    }
    assert all(Path(item.locator).name in item.reason for item in quarantined)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_quarantined(tmp_path: Path) -> None:
    closed_file, closed_folder = tmp_path / "closed.txt", tmp_path / "closed"
    closed_file.write_bytes(REPORT)
    closed_file.chmod(0)
    closed_folder.mkdir(mode=0)
    (tmp_path / "open.txt").write_bytes(REPORT)
    found, quarantined = split(tmp_path)
    closed_folder.chmod(0o700)
    assert len(found) == 1
    assert {Path(item.locator).name for item in quarantined} == {"closed.txt", "closed"}


def test_a_file_that_fails_while_it_is_read_is_quarantined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT)
    (tmp_path / "b.txt").write_bytes(REPORT)
    whole_open = Path.open

    def failing_open(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return whole_open(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", failing_open)
    found, (quarantined,) = split(tmp_path)
    assert [Path(item.document.locator).name for item in found] == ["b.txt"]
    assert "Permission denied" in quarantined.reason


def test_a_name_that_is_no_utf8_is_shown_with_escapes(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(REPORT)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    ((item,), _) = split(tmp_path)
    assert item.document.locator.endswith("caf\\xe9.txt")


def test_a_missing_path_is_a_usage_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such file"):
        collect(tmp_path / "absent.txt", CONFIG)


@pytest.mark.parametrize("address", ["https://example.org/a", "http://example.org", "ftp://example.org/x"])
def test_a_web_address_without_a_network_is_refused_with_advice(address: str) -> None:
    quarantine = refused(address)
    assert quarantine.error == "UnsupportedInput"
    assert "servanda add DIR" in quarantine.reason


def test_two_runs_give_the_same_records(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(REPORT * number)
    assert list(collect(tmp_path, CONFIG)) == list(collect(tmp_path, CONFIG))


def test_a_sidecar_declares_what_is_known_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.json").write_text(
        '{"title": "Shells on Oberdorf", "published_on": "2021-05-06", "mood": "calm"}', encoding="utf-8"
    )
    (tmp_path / "b.meta.toml").write_text('publisher = "Lindau Courier"\npublished_on = 2021-05-07\n', encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(REPORT)
    (tmp_path / "b.txt").write_bytes(REPORT)
    (first, second), quarantined = split(tmp_path)
    assert not quarantined
    assert (first.document.title, first.document.published_on) == ("Shells on Oberdorf", "2021-05-06")
    assert len(first.warnings) == 1
    assert "mood" in first.warnings[0]
    assert (second.document.publisher, second.document.published_on) == ("Lindau Courier", "2021-05-07")
    assert first.document.id != second.document.id, "what was declared is part of the document"


@pytest.mark.parametrize("content", ["{", "[1]", '{"sensitivity": "hush"}', '{"consent": {"basis": "said yes"}}'])
def test_a_sidecar_that_cannot_be_read_holds_its_file_back(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT)
    (tmp_path / "a.txt.meta.json").write_text(content, encoding="utf-8")
    quarantine = refused(tmp_path)
    assert quarantine.error == "BrokenInput"
    assert "a.txt" in quarantine.reason


def test_a_sidecar_without_its_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt.meta.json").write_text("{}", encoding="utf-8")
    assert "gone.txt.meta.json" in refused(tmp_path).reason
