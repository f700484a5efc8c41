"""Readers of rows: one per form of table. Each row carries its number and either its values or what is wrong with it."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from servanda.collect.config import CollectConfig
from servanda.errors import BrokenInput, EmptyInput, InputError, RecordError, TooLargeInput, UndecodableInput
from servanda.model.codec import decode_json

_BOM = b"\xef\xbb\xbf"
_DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """One row: its line or position (0: the file is the one document), its plain values, its bytes if they stand alone."""

    number: int
    where: str
    values: Any = None
    content: bytes | None = None
    error: InputError | None = None


def read_jsonl(path: Path, config: CollectConfig) -> Iterator[Row]:
    """Yield one row per line that is not blank; the bytes of the line, without its end, are the row's content."""
    with path.open("rb") as file:
        for number, (line, is_whole) in enumerate(_lines(file, config.max_row_bytes), start=1):
            content = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
            where = f"line {number}"
            if not is_whole:
                yield Row(number, where, error=_too_long(config))
            elif content:
                yield _json_row(number, where, content)


def read_json(path: Path, config: CollectConfig) -> Iterator[Row]:
    """Yield the one document of a JSON file, or one row per element where it holds an array. Raises `InputError`."""
    with path.open("rb") as file:
        content = file.read(config.max_file_bytes + 1)
    if not content.strip():
        raise EmptyInput(f"{path.name}: the file is empty. Check that it was saved or copied completely.")
    if len(content) > config.max_file_bytes:
        reason = f"{path.name}: more than {config.max_file_bytes} bytes. Write it as JSON Lines, one document per line."
        raise TooLargeInput(reason)
    try:
        values = decode_json(content.removeprefix(_BOM))
    except RecordError as error:
        raise BrokenInput(f"{path.name}: is no JSON ({error}). Mend it there.") from error
    if isinstance(values, list):
        yield from (Row(number, f"element {number}", value) for number, value in enumerate(values, start=1))
    else:
        yield Row(0, "", values)


def read_csv(path: Path, config: CollectConfig) -> Iterator[Row]:
    """Yield one row per record; the first line names the columns, ``text`` or ``url`` among them; ``number`` is its first line.

    Cells beyond 131,072 characters (the limit of Python's reader) and unclosed quotation marks are errors of their row.
    Raises `InputError` where the columns are not those of a table of documents.
    """
    with path.open(encoding=_csv_encoding(path, config), errors="surrogateescape", newline="") as file:
        try:
            header = file.readline(config.max_row_bytes)
            header.encode("utf-8")  # bytes that are no text stand in it as lone surrogates
            delimiter = max(_DELIMITERS, key=header.count)
            columns = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
        except (csv.Error, UnicodeError) as error:
            raise BrokenInput(f"{path.name}, line 1: the names of the columns cannot be read ({error}).") from error
        check_columns(path.name, columns)
        yield from _csv_rows(csv.reader(file, delimiter=delimiter, strict=True), columns, config)


def _csv_rows(reader: Any, columns: list[str], config: CollectConfig) -> Iterator[Row]:
    while True:
        number = reader.line_num + 2  # the reader has not seen the header line
        where = f"line {number}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, where, error=BrokenInput(f"the row cannot be read ({error}). Check its quotation marks."))
        except UnicodeError as error:
            yield Row(
                number,
                where,
                error=_undecodable(config, f" ({error.reason})" if isinstance(error, UnicodeDecodeError) else ""),
            )
            return
        else:
            if cells:
                yield _csv_row(number, columns, cells, config)


def _csv_encoding(path: Path, config: CollectConfig) -> str:
    """Return the configured encoding, or UTF-16 where the file begins with its mark (as spreadsheets write it)."""
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else config.csv_encoding


def check_columns(where: str, columns: list[str]) -> None:
    """Raise `BrokenInput` where the names of columns are not those of a table of documents."""
    found = ", ".join(columns)[:200].encode("utf-8", errors="backslashreplace").decode("utf-8") or "none"
    if not {"text", "url"} & set(columns):
        raise BrokenInput(
            f"{where}, line 1: no column 'text' (columns found: {found}). A table of documents needs one, or 'url' with "
            "addresses; a table of coded incidents is no table of documents."
        )
    if len(set(columns)) < len(columns):
        raise BrokenInput(f"{where}, line 1: two columns of the same name (columns found: {found}). Rename one.")


def _csv_row(number: int, columns: list[str], cells: list[str], config: CollectConfig) -> Row:
    where = f"line {number}"
    if len(cells) != len(columns):
        reason = (
            f"{len(cells)} cells under {len(columns)} columns. Check the quotation marks and separators of the row."
        )
        return Row(number, where, error=BrokenInput(reason))
    values = {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
    try:
        n_bytes = sum(len(cell.encode("utf-8")) for cell in values.values())
    except UnicodeEncodeError:
        return Row(number, where, error=_undecodable(config))
    if n_bytes > config.max_row_bytes:
        return Row(number, where, error=_too_long(config))
    return Row(number, where, values)


def _json_row(number: int, where: str, content: bytes) -> Row:
    try:
        return Row(number, where, decode_json(content), content)
    except RecordError as error:
        reason = f"the row is no JSON ({error}). Mend the line; the other rows are not touched."
        return Row(number, where, content=content, error=BrokenInput(reason))


def _lines(file: BinaryIO, max_bytes: int) -> Iterator[tuple[bytes, bool]]:
    """Yield each line, cut at ``max_bytes``, and whether it is whole; what is cut off is never held in memory."""
    while line := file.readline(max_bytes + 1):
        is_whole = len(line) <= max_bytes or line.endswith(b"\n")
        rest = line
        while not is_whole and rest and not rest.endswith(b"\n"):
            rest = file.readline(max_bytes + 1)
        yield line, is_whole


def _too_long(config: CollectConfig) -> TooLargeInput:
    return TooLargeInput(
        f"more than {config.max_row_bytes} bytes. Split the document, or raise the bound max_row_bytes."
    )


def _undecodable(config: CollectConfig, detail: str = "") -> UndecodableInput:
    return UndecodableInput(
        f"bytes that are no {config.csv_encoding}{detail}. Save the table as UTF-8, or set csv_encoding."
    )
