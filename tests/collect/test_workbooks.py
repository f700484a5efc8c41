"""Spreadsheets whose rows are documents."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from servanda.collect import CollectConfig, Collected, collect
from servanda.model.codec import decode_json
from servanda.model.documents import ROW_MEDIA_TYPE, Quarantine


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


ROWS: list[list[Any]] = [
    ["id", "text", "published_on", "title", None],
    [7, "Two shells fell on Oberdorf.", dt.datetime(2031, 5, 6), "=1+1", None],  # noqa: DTZ001 - a cell has no zone
    [None, None, None, None, None],
    ["b", None, dt.date(2031, 5, 7), None, None],
    ["c", "سقطت قذيفتان.", "2031-05-08", None, None],
]


def split(path: Path, config: CollectConfig | None = None) -> tuple[list[Collected], list[Quarantine]]:
    found = list(collect(path, config or CollectConfig()))
    return [item for item in found if isinstance(item, Collected)], [
        item for item in found if isinstance(item, Quarantine)
    ]


def write(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    return path


def test_rows_are_documents_and_days_are_days(tmp_path: Path) -> None:
    found, (quarantine,) = split(write(tmp_path, workbook([["notes"], ["made by hand"]], ROWS)))
    assert [item.document.external_id for item in found] == ["7", "c"]
    assert [item.document.published_on for item in found] == ["2031-05-06", "2031-05-08"]
    assert {item.document.media_type for item in found} == {ROW_MEDIA_TYPE}
    assert decode_json(found[0].content) == {
        "id": 7,
        "text": "Two shells fell on Oberdorf.",
        "published_on": "2031-05-06",
    }
    assert found[1].document.locator.endswith("list.xlsx#5")
    assert "'Sheet 1', line 4" in quarantine.reason
    assert "'text' is missing" in quarantine.reason


def test_a_workbook_without_a_table_of_documents(tmp_path: Path) -> None:
    _, (quarantine,) = split(write(tmp_path, workbook([["name", "date"], ["x", "y"]])))
    assert "no column 'text'" in quarantine.reason
    _, (quarantine,) = split(write(tmp_path, workbook([["text", "text"], ["x", "y"]])))
    assert "two columns of the same name" in quarantine.reason


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(member, old.read(member)))
    return buffer.getvalue()


def test_entities_bombs_and_damage_are_refused(tmp_path: Path) -> None:
    sound = workbook(ROWS)

    def poisoned(member: str, content: bytes) -> bytes:
        dtd = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        return dtd + content if member == "xl/worksheets/sheet1.xml" else content

    def swollen(member: str, content: bytes) -> bytes:
        return content + b" " * 5_000_000 if member == "xl/styles.xml" else content

    small = CollectConfig(max_unpacked_bytes=1_000_000)
    for content, config, word in (
        (rewritten(sound, poisoned), None, "document type"),
        (rewritten(sound, swollen), small, "unpacks to more"),
        (sound[: len(sound) // 2], None, "damaged"),
        (b"no zip", None, "damaged"),
    ):
        found, (quarantine,) = split(write(tmp_path, content), config)
        assert not found
        assert word in quarantine.reason


@pytest.mark.parametrize("text", ["x" * 30_000])
def test_a_row_beyond_the_bound_is_refused(tmp_path: Path, text: str) -> None:
    found, (quarantine,) = split(
        write(tmp_path, workbook([["text"], [text], ["short"]])), CollectConfig(max_row_bytes=20_000)
    )
    assert len(found) == 1
    assert quarantine.error == "TooLargeInput"
