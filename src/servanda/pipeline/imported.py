"""Imported tables of a dossier: their layers, their maps, what their rows name, and what a changed sheet does to claims."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from servanda.errors import RecordError
from servanda.model.aliases import KeyAlias
from servanda.model.claims import BaseClaim, Claim, EventClaim
from servanda.model.documents import DocumentText
from servanda.model.identification import Identification
from servanda.model.ids import content_id
from servanda.model.making import with_id
from servanda.model.runs import Derivation
from servanda.model.tables import TableMap
from servanda.pipeline.case import Case
from servanda.pipeline.current import IMPORTED, current_texts
from servanda.pipeline.sheet_cells import cells_by_row
from servanda.reference import Reference
from servanda.reference.table_maps import map_of
from servanda.resolve import VERSION as RESOLVE_VERSION
from servanda.review import CODED_VERSION, CodedRow, coded_rows

if TYPE_CHECKING:
    from servanda.resolve import Point

_FAULTS: Mapping[int, str] = {}


def current_tables(case: Case) -> dict[str, DocumentText]:
    """Return the current layer of each imported table by the name of the table."""
    return {text.sheet.table: text for text in current_texts(case) if text.sheet}


def rows_of(
    layer: DocumentText, table: TableMap, reference: Reference, faults: Mapping[int, str] = _FAULTS
) -> tuple[CodedRow, ...]:
    """Return the rows of a layer with their claims."""
    from servanda.extract import known_types

    return tuple(with_points(layer, coded_rows(layer, table, known_types(reference), faults), table))


def meanings(
    layer: DocumentText, rows: Iterable[CodedRow], table: TableMap, reference: Reference
) -> tuple[Identification, ...]:
    """Return what the claims of rows name, places by the coder's coordinates."""
    from servanda.resolve import NamedRow, ResolveConfig, resolve_rows

    points = _Points(layer, table)
    named = (NamedRow(row.span, row.claims, points.of(row)) for row in rows if row.claims and row.span)
    return tuple(resolve_rows(layer, named, ResolveConfig(), reference))


def with_points(layer: DocumentText, rows: Iterable[CodedRow], table: TableMap) -> Iterator[CodedRow]:
    """Yield the rows, those refused whose degrees are none: a wrong point is worse than none."""
    points = _Points(layer, table)
    for row in rows:
        try:
            points.of(row)
        except ValueError as error:
            yield row._replace(claims=(), refused=row.refused or str(error)) if row.claims else row
        else:
            yield row


class _Points:
    """Where the coder puts each row of a layer."""

    def __init__(self, layer: DocumentText, table: TableMap) -> None:
        self._place, self._coder = table.place, f"the coders of {table.publisher}"
        self._words = cells_by_row(layer)

    def of(self, row: CodedRow) -> "Point | None":
        """Return the point of a row, ``None`` where it gives none. Raises ``ValueError`` where its degrees are none."""
        from servanda.resolve import Point

        place, cells = self._place, self._words.get(row.number, {})
        if place is None or not place.latitude or not place.longitude:
            return None
        latitude, longitude = cells.get(place.latitude), cells.get(place.longitude)
        if latitude is None or longitude is None:
            return None
        known = cells.get(place.precision or "")
        word = place.precision_words.get(known) if known else place.usually
        if word is None:
            raise ValueError(
                f"column {place.precision!r}: the map does not say what {known!r} means; add it under precision_words"
            )
        if word.precision == "unknown":
            return None
        degrees = _degrees(latitude, place.latitude, 90), _degrees(longitude, place.longitude, 180)
        return Point(*degrees, word.precision, word.radius_km, self._coder)


def _degrees(words: str, column: str, most: int) -> float:
    try:
        value = float(words)
    except ValueError as error:
        raise ValueError(f"column {column!r}: {words!r} is no number of degrees") from error
    if not -most <= value <= most:
        raise ValueError(
            f"column {column!r}: {words} is outside -{most}..{most}; are latitude and longitude exchanged?"
        )
    return value


def derivation(layer: DocumentText, made: Sequence[Claim | Identification], state: str) -> Derivation:
    """Return the record that these claims and meanings are what is current of a layer, with the reference data in that ``state``."""
    record = Derivation(
        id="", input_id=layer.id, stage=IMPORTED, version=f"{CODED_VERSION}+{RESOLVE_VERSION}",
        config_sha256=layer.sheet.map_sha256 if layer.sheet else "", reference_sha256=state, outputs=tuple(item.id for item in made),
    )  # fmt: skip
    return with_id("drv", record)


def state_of(case: Case) -> str:
    """Return what identifications rest on beside the layer."""
    return content_id("ref", {"reference": case.reference.digest})


def claims_of(case: Case, layer: DocumentText) -> tuple[Claim, ...]:
    """Return the claims of an imported table as they were imported."""
    found = case.store.current(IMPORTED, [layer.id])
    return tuple(item for item in found if isinstance(item, BaseClaim))  # type: ignore[misc]


def resolve_imported(case: Case) -> int:
    """Identify anew what imported rows name, where the reference data changed since; return of how many tables.

    Claims stay as they were imported. A table whose map cannot be read any more keeps what it has.
    """
    changed = 0
    for layer in current_tables(case).values():
        asked = derivation(layer, (), state_of(case))
        if layer.sheet is None or case.store.is_current(asked):
            continue
        try:
            table = map_of(case.store.object(layer.sheet.map_sha256))
        except RecordError:
            continue
        claims = claims_of(case, layer)
        with case.reference.nlp.memory_zone():
            found = meanings(layer, _by_row(layer, claims), table, case.reference)
        with case.store.writer("derived", case.by, case.now(), case.tool(stage=IMPORTED)) as batch:
            for item in found:
                batch.put(item)
            batch.derive(derivation(layer, (*claims, *found), state_of(case)))
        changed += 1
    return changed


def _by_row(layer: DocumentText, claims: Iterable[Claim]) -> Iterator[CodedRow]:
    rows: dict[int, list[Claim]] = {}
    for claim in claims:
        rows.setdefault(claim.span.start, []).append(claim)
    cells = layer.sheet.cells if layer.sheet else ()
    for start in sorted(rows):
        first = cells[bisect_left(cells, start, key=lambda cell: cell.start)]
        yield CodedRow(first.row, None, rows[start][0].span, tuple(rows[start]))


def aliases_by_row(
    before: Sequence[Claim], old: DocumentText, rows: Iterable[CodedRow], layer: DocumentText
) -> Iterator[KeyAlias]:
    """Yield which key each event of an earlier import bears now: that of the row with the same id."""
    now = {row.row_id: claim for row in rows for claim in row.claims if isinstance(claim, EventClaim)}
    ids = row_ids(old)
    for claim in before:
        new = now.get(ids.get(claim.span.start)) if isinstance(claim, EventClaim) else None
        if new is not None and new.key != claim.key:
            alias = KeyAlias(id="", former=claim.key, key=new.key, document_id=layer.document_id, basis="row")
            yield with_id("kal", alias)


def row_ids(layer: DocumentText) -> dict[int, str | None]:
    """Return the id of each row by where its paragraph begins."""
    ids = layer.sheet.row_ids if layer.sheet else ()
    return {paragraph.start: row_id for paragraph, row_id in zip(layer.paragraphs, ids, strict=False)}
