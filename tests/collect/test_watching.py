"""A watched folder gives a file once it has settled, and again when it changed."""

from pathlib import Path

import pytest

from servanda.collect import Watch
from servanda.errors import NotFoundError
from servanda.model.documents import Quarantine


def look(watch: Watch) -> list[str]:
    found = list(watch.look())
    paths = [item for item in found if isinstance(item, Path)]
    watch.taken(paths)
    return [path.name for path in paths] + [item.error for item in found if isinstance(item, Quarantine)]


def test_a_file_is_given_once_when_it_has_stopped_growing(tmp_path: Path) -> None:
    watch = Watch([tmp_path])
    assert look(watch) == []
    report = tmp_path / "a.txt"
    report.write_text("One", encoding="utf-8")
    assert look(watch) == [], "it may still be written"
    report.write_text("One shell fell.", encoding="utf-8")
    assert look(watch) == [], "it was"
    assert look(watch) == ["a.txt"]
    assert look(watch) == []
    report.write_text("Two shells fell.", encoding="utf-8")
    assert [look(watch), look(watch), look(watch)] == [[], ["a.txt"], []]


def test_what_was_not_taken_is_given_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One", encoding="utf-8")
    watch = Watch([tmp_path])
    assert list(watch.look()) == []
    assert list(watch.look()) == list(watch.look()) == [tmp_path / "a.txt"]


def test_a_sidecar_that_changes_gives_its_file_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One", encoding="utf-8")
    watch = Watch([tmp_path])
    assert [look(watch), look(watch)] == [[], ["a.txt"]]
    (tmp_path / "a.txt.meta.json").write_text('{"title": "One"}', encoding="utf-8")
    assert [look(watch), look(watch), look(watch)] == [[], ["a.txt"], []]


def test_what_cannot_be_collected_is_named_once_and_what_goes_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/hostname")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_text("Two", encoding="utf-8")
    watch = Watch([tmp_path])
    assert look(watch) == ["UnsupportedInput"]
    (tmp_path / "deep" / "b.txt").unlink()
    assert look(watch) == []
    with pytest.raises(NotFoundError):
        Watch([tmp_path / "deep" / "b.txt"])
