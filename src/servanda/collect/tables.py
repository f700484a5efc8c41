"""Tables of documents: JSON Lines, CSV, spreadsheet and JSON files whose rows are documents (CONTRACT section 2).

The object of a row is one JSON object: the line as it stood for JSON Lines, else the row's fields with sorted keys. A row
that has an address (``url``) and no field ``text`` at all is visited, and what it declares holds for the page.
A row that cannot be used is quarantined by file and line, and the next one is read.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from servanda.collect.collected import Collected, Item, collected, quarantined
from servanda.collect.config import CollectConfig
from servanda.collect.declared import read_declared
from servanda.collect.folders import shown
from servanda.collect.row_readers import Row, read_csv, read_json, read_jsonl
from servanda.collect.sidecars import declared_beside
from servanda.collect.web.network import Network
from servanda.collect.workbooks import read_xlsx
from servanda.errors import BrokenInput, EmptyInput, InputError
from servanda.model.codec import encode
from servanda.model.documents import ROW_MEDIA_TYPE, Quarantine

TABLE_READERS: dict[str, Callable[[Path, CollectConfig], Iterator[Row]]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_json,
    ".xlsx": read_xlsx,
}


def rows(path: Path, config: CollectConfig, lines: Iterator[Row], network: Network | None = None) -> Iterator[Item]:
    """Yield the documents of a table whose rows are ``lines``; a sidecar's fields hold for every row that does not say otherwise.

    Raises `InputError` where the file as a whole is no table of documents.
    """
    common = {name: value for name, value in declared_beside(path).items() if name != "id"}
    n_rows = n_good = 0
    for row in lines:
        for found in _items(shown(path), row, common, network):
            yield found
            n_good += not isinstance(found, Quarantine)
        n_rows += 1
        if not n_good and n_rows >= config.max_bad_rows:
            raise BrokenInput(
                f"{shown(path)}: none of its first {n_rows} rows can be used, so the rest is not read. Is it a table of documents?"
            )
    if not n_rows:
        raise EmptyInput(f"{shown(path)}: the table has no rows. Check that it was saved or copied completely.")


def _items(table: str, row: Row, common: dict[str, Any], network: Network | None) -> Iterator[Item]:
    """Yield the document of a row, or what its address gives."""
    is_link = (
        isinstance(row.values, dict) and "text" not in row.values and row.values.get("url") and network is not None
    )
    if is_link and not row.error and network is not None:
        yield from _visited(table, row, common, network)
    else:
        yield _document(table, row, common)


def _visited(table: str, row: Row, common: dict[str, Any], network: Network) -> Iterator[Item]:
    from servanda.collect.web.visiting import visit_address

    values = {**common, **row.values}
    try:
        declared = read_declared({name: value for name, value in values.items() if name != "url"})
    except InputError as error:
        yield quarantined(f"{table}#{row.number}", type(error)(f"{table}, {row.where}: {error}"), row.content)
        return
    yield from visit_address(str(row.values["url"]).strip(), network, declared)


def _document(table: str, row: Row, common: dict[str, Any]) -> Collected | Quarantine:
    locator = f"{table}#{row.number}" if row.number else table
    where = f"{table}, {row.where}" if row.where else table
    try:
        if row.error:
            raise row.error
        values = _checked(row.values)
        content = row.content if row.content is not None else _encoded(values)
        return collected(locator, content, ROW_MEDIA_TYPE, read_declared({**common, **values}))
    except InputError as error:
        return quarantined(locator, type(error)(f"{where}: {error}"), row.content)


def _checked(values: Any) -> dict[str, Any]:
    """Return the row as a table of fields with a text in it."""
    if not isinstance(values, dict):
        raise BrokenInput('the row is no JSON object. Write one document per line: {"id": "...", "text": "..."}')
    text = values.get("text")
    if text is None:
        found = ", ".join(sorted(values)) or "none"
        raise BrokenInput(
            f"field 'text' is missing (fields found: {found}). Give the document's text in a field 'text', or an address in 'url'."
        )
    if not isinstance(text, str):
        raise BrokenInput(f"field 'text' holds a {type(text).__name__}, not a text. Put it in quotation marks.")
    if not text.strip():
        raise EmptyInput("field 'text' is blank. Give the document's text or remove the row.")
    return values


def _encoded(values: dict[str, Any]) -> bytes:
    try:
        return encode(values)
    except RecursionError as error:
        raise BrokenInput("the row nests too deeply. Keep to the fields of a document.") from error
