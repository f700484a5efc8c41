"""Hostile and untidy sheets: what they hold is read as it stands, or refused with words that help."""

import io
import zipfile

import openpyxl
import pytest
from tests.pipeline.sheets import csv_bytes, xlsx_bytes

from servanda.collect import CollectConfig, SheetForm, read_sheet
from servanda.errors import BrokenInput, InputError, TooLargeInput, UndecodableInput

HEADS = ["id", "day", "what"]
CONFIG = CollectConfig()


def read(content: bytes, **form):
    return read_sheet("list", content, SheetForm(**form), CONFIG)


def words(sheet):
    return [[cell.text for cell in row.cells] for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_marks_of_csv_are_told_by_the_heads(delimiter, encoding):
    rows = [HEADS, ["1", "2031-05-05", "قصف; and, more"], ["", "", ""], ["2", "2031-05-06", "a\nb"]]
    sheet = read(csv_bytes(rows, delimiter, encoding))
    assert sheet.columns == ("id", "day", "what")
    assert words(sheet) == [["1", "2031-05-05", "قصف; and, more"], ["2", "2031-05-06", "a b"]]
    assert [row.number for row in sheet.rows] == [2, 4]


def test_bytes_of_another_encoding_are_refused_and_can_be_stated():
    content = csv_bytes([HEADS, ["1", "2031-05-05", "Fußgängerzone"]], encoding="cp1252")
    with pytest.raises(UndecodableInput, match="encoding: cp1252"):
        read(content)
    assert words(read(content, encoding="cp1252"))[0][2] == "Fußgängerzone"


def test_rows_that_do_not_fit_their_heads_are_said_and_the_others_read():
    sheet = read(b'id,day,what\n1,2031-05-05\n2,2031-05-06,x\n3,2031-05-07,"never closed')
    assert [(row.number, bool(row.error)) for row in sheet.rows] == [(2, True), (3, False), (4, True)]


def test_huge_cells_are_refused_by_row():
    sheet = read(csv_bytes([HEADS, ["1", "2031-05-05", "x" * 120_000], ["2", "d", "y"]]))
    assert sheet.rows[0].cells[2].fault == "more than 100000 characters in one cell"
    assert read(csv_bytes([HEADS, ["1", "d", "x" * 200_000], ["2", "d", "y"]])).rows[0].error  # Python's own bound


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"", b"\xd0\xcf\x11\xe0aaaa", b"PK\x03\x04garbage", b"\n\n\n"])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(InputError):
        read(content)


def test_heads_may_stand_further_down():
    rows = [["Incidents of May", "", ""], ["", "", ""], HEADS, ["1", "2031-05-05", "x"]]
    for content in (csv_bytes(rows), xlsx_bytes(rows)):
        sheet = read(content, header=3)
        assert (sheet.columns, words(sheet), sheet.rows[0].number) == (
            ("id", "day", "what"),
            [["1", "2031-05-05", "x"]],
            4,
        )
    with pytest.raises(InputError):
        read(csv_bytes([HEADS]), header=9)


def test_rows_that_merged_cells_reach_into_are_refused():
    sheet = read(xlsx_bytes([HEADS, [1, "a", "x"], [2, "b", "y"], [3, "c", "z"]], merged=["B2:B3"]))
    assert [(row.number, row.error is not None) for row in sheet.rows] == [(2, True), (3, True), (4, False)]
    assert "B2:B3" in sheet.rows[0].error
    assert "merged" in sheet.notes[0]
    assert read(xlsx_bytes([["Title", "", ""], HEADS, [1, "a", "x"]], merged=["A1:C1"]), header=2).notes == ()


def test_formulas_give_what_was_computed_and_are_refused_where_nothing_was():
    sheet = read(xlsx_bytes([HEADS, [1, "=TODAY()", "x"], [2, "2031-05-05", '=HYPERLINK("http://example.org","x")']]))
    assert "never computed" in sheet.rows[0].cells[1].fault
    assert "never computed" in sheet.rows[1].cells[2].fault
    assert "formulas" in sheet.notes[0]
    computed = read(_computed(xlsx_bytes([HEADS, [1, "=1+1", "x"]])))
    assert (computed.rows[0].cells[1].text, computed.rows[0].cells[1].fault) == ("2", None)


def _computed(content: bytes) -> bytes:
    """Return a workbook as an office program saves it: with the value of its formula."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name,
                data.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
                    b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"
                ),
            )
    return out.getvalue()


def test_errors_of_a_spreadsheet_are_no_words():
    book = openpyxl.Workbook()
    book.active.append(HEADS)
    book.active.append([1, "#REF!", "x"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).rows[0].cells[1].fault == "the spreadsheet says #REF!"


def test_text_that_looks_like_a_formula_stays_text():
    sheet = read(csv_bytes([HEADS, ["1", "=1+1", "@cmd"]]))
    assert words(sheet) == [["1", "=1+1", "@cmd"]]


def test_bombs_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"<sheetData><row>" + b" " * 60_000_000)
    with pytest.raises(TooLargeInput):
        read(out.getvalue())
    wide = csv_bytes([[str(n) for n in range(1_200)], ["x"] * 1_200])
    with pytest.raises(TooLargeInput, match="columns"):
        read(wide)


def test_entities_are_refused():
    content = xlsx_bytes([HEADS, [1, "a", "b"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, b'<!DOCTYPE x [<!ENTITY a "b">]>' + data if name.endswith("sheet1.xml") else data)
    with pytest.raises(BrokenInput, match="document type"):
        read(out.getvalue())


def test_a_sheet_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(BrokenInput, match="there are: Sheet"):
        read(xlsx_bytes([HEADS]), sheet="May")
