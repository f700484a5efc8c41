"""`import`: rows of a table become sourced claims. The sheet is the document, the cell the span; nothing is half-imported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from servanda.collect import (
    CollectConfig,
    Collected,
    RawRow,
    RawSheet,
    SheetForm,
    collected,
    read_sheet,
    read_sidecar,
)
from servanda.errors import EmptyInput, NotFoundError, TooLargeInput, UsageError
from servanda.model.claims import Claim
from servanda.model.documents import DocumentText, Sheet
from servanda.model.ids import content_id
from servanda.model.making import with_id
from servanda.model.runs import Derivation
from servanda.model.tables import TableMap
from servanda.parse import SHEET_VERSION, CellIn, RowIn, sheet_layer
from servanda.pipeline.case import Case, Step
from servanda.pipeline.current import IMPORTED
from servanda.pipeline.imported import (
    aliases_by_row,
    claims_of,
    current_tables,
    derivation,
    meanings,
    row_ids,
    rows_of,
    state_of,
)
from servanda.pipeline.protecting import kept_document
from servanda.pipeline.table_columns import check_columns, check_dates
from servanda.reference import Reference
from servanda.reference.table_maps import MapFile
from servanda.review import CodedRow

PARTS = "\x1f"


@dataclass(frozen=True)
class ImportRequest:
    """Which file by which map, as which table of the dossier (``None``: the name of the file), and whether it was published."""

    file: Path
    map: MapFile
    table: str | None = None
    public: bool = False

    @property
    def name(self) -> str:
        """The name under which the table is updated."""
        return self.table or self.file.stem


class ReadTable(NamedTuple):
    """A sheet read by its map: the document to be, its layer, its rows with their claims, and what a person must know."""

    item: Collected
    layer: DocumentText
    rows: tuple[CodedRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ImportSummary:
    """What an import did, or with a preview would do: rows by what became of them, against the import before where there was one.

    ``refused`` and ``skipped`` hold line and reason, ``gone`` the ids of rows that the sheet has no more.
    """

    document_id: str
    table: str
    n_rows: int
    n_claims: int
    refused: tuple[tuple[int, str], ...]
    skipped: tuple[tuple[int, str], ...]
    new: int
    changed: int
    same: int
    gone: tuple[str, ...]
    notes: tuple[str, ...]
    is_known: bool = False


def read_table(request: ImportRequest, reference: Reference, config: CollectConfig) -> ReadTable:
    """Read a sheet by its map; nothing is stored. Raises `NotFoundError`, an `InputError`, or `UsageError` with what to add to the map."""
    table = request.map.map
    content = content_of_file(request.file, config)
    raw = read_sheet(request.file.name, content, _form(table), config)
    check_columns(request.file.name, raw, table)
    check_dates(request.file.name, raw, table)
    item = _document(request, content, raw)
    sheet = Sheet(
        table=request.name,
        map=table.name,
        map_sha256=request.map.sha256,
        rows=table.rows,
        title=raw.title,
        columns=raw.columns,
    )
    if not raw.rows:
        raise EmptyInput(f"{request.file.name}: no rows under the heads. Check that it was saved completely.")
    layer = sheet_layer(item.document, sheet, _rows_in(raw, table))
    rows = rows_of(layer, table, reference, dict(_faults(raw, table)))
    return ReadTable(item, layer, (*rows, *_unread(raw, layer)), (*raw.notes, *_notes(rows)))


def import_table(
    case: Case, request: ImportRequest, step: Step, *, preview: bool = False
) -> tuple[ImportSummary, ReadTable]:
    """Import a table, or with ``preview`` say what would happen; return that, and the table as it was read.

    A table of that name that is there is updated row by row: its decisions go over to the rows of the same id. All is stored
    in one transaction. Raises as `read_table`, and `UsageError` where rows are those of another table.
    """
    step("reading", 0, 0)
    read = read_table(request, case.reference, case.dossier.collect_config())
    tables = current_tables(case)
    before = tables.get(request.name)
    _check_other_tables(request, read, tables)
    summary = _summary(request, read, before)
    if not preview and not summary.is_known:
        step("storing", 0, 0)
        _store(case, request, read, before)
        case.store.sign()
    return summary, read


def content_of_file(path: Path, config: CollectConfig) -> bytes:
    """Return the bytes of a file within the bounds. Raises `NotFoundError` or an `InputError`."""
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file. Check the spelling and the folder you are in.")
    with path.open("rb") as file:
        content = file.read(config.max_file_bytes + 1)
    if len(content) > config.max_file_bytes:
        raise TooLargeInput(
            f"{path}: more than {config.max_file_bytes} bytes. Split it, or raise the bound max_file_bytes."
        )
    if not content.strip():
        raise EmptyInput(f"{path}: the file is empty. Check that it was saved or copied completely.")
    return content


def _form(table: TableMap) -> SheetForm:
    return SheetForm(sheet=table.sheet, header=table.header, encoding=table.encoding, delimiter=table.delimiter)


def _document(request: ImportRequest, content: bytes, raw: RawSheet) -> Collected:
    """Return the sheet as a document. What is told to a desk in a form stays inside, whatever is asked."""
    table = request.map.map
    if request.public and table.rows == "reports":
        raise UsageError("--public is for tables that were published: rows that are reports stay inside")
    declared = read_sidecar(request.file).plus(
        publisher=table.publisher,
        title=f"Table {request.name}",
        language=table.language,
        sensitivity="public" if request.public else "internal",
    )
    return collected(str(request.file), content, raw.media_type, declared)


def _rows_in(raw: RawSheet, table: TableMap) -> Iterator[RowIn]:
    wanted = set(table.columns)
    places = [(number, head) for number, head in enumerate(raw.columns, start=1) if head in wanted]
    at = {head: number for number, head in reversed(places)}
    for row in raw.rows:
        cells = [
            CellIn(number, head, row.cells[number - 1].text, row.cells[number - 1].is_date)
            for number, head in places
            if row.cells
        ]
        yield RowIn(row.number, _row_id(row, table, at), cells)


def _row_id(row: RawRow, table: TableMap, at: Mapping[str, int]) -> str | None:
    words = [row.cells[at[column] - 1].text if row.cells else "" for column in table.id]
    return PARTS.join(words) if all(words) else None


def _faults(raw: RawSheet, table: TableMap) -> Iterator[tuple[int, str]]:
    """Yield the lines that cannot be used because of how the sheet holds them: merged, computed, or far too long."""
    wanted = [number for number, head in enumerate(raw.columns) if head in set(table.columns)]
    for row in raw.rows:
        fault = row.error or _broken(row, raw, wanted)
        if fault:
            yield row.number, fault


def _broken(row: RawRow, raw: RawSheet, wanted: Sequence[int]) -> str | None:
    """Say which of the cells that are asked for cannot be used."""
    found = ((raw.columns[number], row.cells[number].fault) for number in wanted if row.cells)
    return next((f"column {head!r}: {fault}" for head, fault in found if fault), None)


def _unread(raw: RawSheet, layer: DocumentText) -> Iterator[CodedRow]:
    """Yield the rows of which not even the cells could be read: they stand in no layer."""
    written = {cell.row for cell in layer.sheet.cells} if layer.sheet else set()
    for row in raw.rows:
        if row.number not in written:
            said = row.error or "none of the columns that the map names holds anything"
            yield CodedRow(row.number, None, None, refused=said)


def _notes(rows: Sequence[CodedRow]) -> Iterator[str]:
    for words, n in Counter(note for row in rows for note in row.notes).most_common(20):
        yield f"{n} rows: {words}" if n > 1 else words


def _check_other_tables(request: ImportRequest, read: ReadTable, tables: Mapping[str, DocumentText]) -> None:
    """Raise `UsageError` where rows are there already under another table of the same map: once counted, twice imported."""
    ids = {row.row_id for row in read.rows if row.row_id}
    for name, layer in tables.items():
        if name == request.name or layer.sheet is None or layer.sheet.map != request.map.map.name:
            continue
        shared = ids & set(layer.sheet.row_ids)
        if shared:
            raise UsageError(
                f"{len(shared)} of these rows are there already, in the table {name!r}. To update it write: --table {name}"
            )


def _summary(request: ImportRequest, read: ReadTable, before: DocumentText | None) -> ImportSummary:
    then, now = _texts_by_id(before), _texts_by_id(read.layer)
    claimed = {row.row_id or "" for row in read.rows if row.claims}
    known = claimed & then.keys()
    same = {name for name, words in now.items() if name in known and then[name] == words}
    return ImportSummary(
        document_id=read.item.document.id,
        table=request.name,
        n_rows=len(read.rows),
        n_claims=sum(map(len, (row.claims for row in read.rows))),
        refused=_reasons((row.number, row.refused) for row in read.rows),
        skipped=_reasons((row.number, row.skipped) for row in read.rows),
        new=len(claimed - known),
        changed=len(known - same),
        same=len(same),
        gone=tuple(sorted(then.keys() - now.keys())),
        notes=read.notes,
        is_known=before == read.layer,
    )


def _reasons(lines: Iterable[tuple[int, str | None]]) -> tuple[tuple[int, str], ...]:
    return tuple((number, reason) for number, reason in lines if reason)


def _texts_by_id(layer: DocumentText | None) -> dict[str, str]:
    """Return the words of each row by its id, the first where an id stands twice."""
    if layer is None:
        return {}
    ids = row_ids(layer)
    found: dict[str, str] = {}
    for paragraph in layer.paragraphs:
        if row_id := ids.get(paragraph.start):
            found.setdefault(row_id, layer.text[paragraph.start : paragraph.end])
    return found


def _store(case: Case, request: ImportRequest, read: ReadTable, before: DocumentText | None) -> None:
    """Store document, map, layer, claims and what they name; the sheet before is current no more. One transaction."""
    at = case.now()
    document = kept_document(case, read.item, at)
    claims: list[Claim] = [claim for row in read.rows for claim in row.claims]
    with case.reference.nlp.memory_zone():
        found = meanings(read.layer, read.rows, request.map.map, case.reference)
    old = claims_of(case, before) if before else ()
    aliases = list(aliases_by_row(old, before, read.rows, read.layer)) if before else []
    with case.store.writer("collected", case.by, at, case.tool(stage=IMPORTED, table=request.name)) as batch:
        batch.put_object(read.item.content, document.sensitivity)
        batch.put_object(request.map.content)
        if not batch.has("document", document.id):
            batch.put(document)
        for record in (read.layer, *claims, *found, *aliases):
            batch.put(record)
        batch.derive(_parsed(read.layer.document_id, read.layer))
        batch.derive(derivation(read.layer, (*claims, *found), state_of(case)))
        if before and before.document_id != read.layer.document_id:
            batch.derive(_parsed(before.document_id, None))


def _parsed(document_id: str, layer: DocumentText | None) -> Derivation:
    """Return the record that this layer is what is current of a sheet, or that nothing is: a later sheet took its place."""
    record = Derivation(
        id="", input_id=document_id, stage="parse", version=SHEET_VERSION, config_sha256=layer.sheet.map_sha256 if layer and layer.sheet else "",
        reference_sha256=content_id("ref", {"layer": layer.id if layer else ""}), outputs=(layer.id,) if layer else (),
    )  # fmt: skip
    return with_id("drv", record)
