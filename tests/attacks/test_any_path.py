"""Every name that the file system allows is a dossier, a report and an output; nothing is written beside it."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.pipeline import add_sources, init_dossier, open_case, verify_case, write_report
from servanda.pipeline.exports import exports
from servanda.store import StoreConfig, open_store, verify

NAMES = (
    "a?b", "a%20b", "a#b", "a%3fb", "a b", ":memory:", "file:x?mode=memory", "sqlite:", "née", "Нова", "a\nb", "~", "$HOME", "*", "[x]", "-x",
    "a&cache=shared", "%", "%%", "%(here)s", "{x}", "a\\b", "a'b", 'a"b', "a;b", "\x1b[2J", "\u202ea", "\udcff\udcfe", "x" * 200,
)  # fmt: skip
AT = "2031-06-01T00:00:00Z"


def _is_a_name(name: str) -> bool:
    try:
        return name not in {"", ".", ".."} and len(os.fsencode(name)) <= 200
    except UnicodeEncodeError:
        return False  # a lone surrogate that stands for no byte


anything = st.one_of(
    st.text(st.characters(blacklist_characters="/\0", blacklist_categories=()), min_size=1, max_size=60),
    st.binary(min_size=1, max_size=60).map(lambda raw: os.fsdecode(raw.replace(b"/", b"?").replace(b"\0", b"%"))),
    st.text("?%#&=:.~ab[]{}*\\ \n'\"", min_size=1, max_size=20),
).filter(_is_a_name)


@given(name=anything)
@settings(max_examples=60, deadline=None)
def test_a_store_lies_in_its_folder_whatever_that_is_called(name):
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, name)
        folder.mkdir()
        with open_store(folder, create=True) as store:
            store.make_key("desk", AT)
        with open_store(folder, config=StoreConfig(read_only=True)) as reader:
            assert len(list(reader.log())) == 1
            assert list(verify(reader)) == []
        assert [path.name for path in Path(parent).iterdir()] == [name]
        assert (folder / "records.sqlite").stat().st_size > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_dossier_works_under_any_name(name, tmp_path):
    parent = tmp_path / "inside"
    parent.mkdir()
    folder, report = parent / name, tmp_path / f"{name[:80]}.txt"
    report.write_text("Two shells fell on Zalingei on 7 May 2031, a trader said.", encoding="utf-8")
    init_dossier(folder)
    with open_case(folder, create=True) as case:
        assert add_sources(case, [str(report)], lambda *_: None).n_new == 1
        assert verify_case(case) == ()
        write_report(case, tmp_path / f"{name[:80]}.jsonl")
        assert [(export.path, export.is_there) for export in exports(case)] == [(tmp_path / f"{name[:80]}.jsonl", True)]
    assert [path.name for path in Path(parent).iterdir()] == [name]
    moved = Path(shutil.move(folder, tmp_path / "elsewhere"))
    with open_case(moved) as case:
        assert verify_case(case) == ()
