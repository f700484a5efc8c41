"""Claims that a coder made in a table: each row of a sheet's text layer, read by its map, every part in characters of its cells."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from servanda.errors import RecordError
from servanda.model.claims import Casualties, Claim, EventClaim, EventType, MadeBy, ProvenanceClaim, ProvenanceDetail
from servanda.model.documents import Cell, DocumentText, Paragraph, Sheet
from servanda.model.making import sealed
from servanda.model.parties import Attribution, Participant, ParticipantType
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.model.tables import EventWord, TableMap, TollColumns
from servanda.review.coded_days import Refused, time_of
from servanda.text.numbers import read_numbers

VERSION: Final = "0.1.0"
RULES: Final = {"compiled": "table.compiled", "reports": "table.reports"}
TypeOf = Callable[[str], ParticipantType | None]


class CodedRow(NamedTuple):
    """A row by its line in the sheet: its claims, or why it is ``refused``, or ``skipped`` as the map says; ``notes`` of what was left out.

    ``span`` is its paragraph, ``None`` where not even its cells could be read.
    """

    number: int
    row_id: str | None
    span: Span | None
    claims: tuple[Claim, ...] = ()
    refused: str | None = None
    skipped: str | None = None
    notes: tuple[str, ...] = ()


class Row:
    """The cells of one row by the heads of their columns, as spans of the layer."""

    def __init__(self, layer: DocumentText, paragraph: Paragraph, cells: Sequence[Cell]) -> None:
        sheet = layer.sheet
        heads = sheet.columns if sheet else ()
        self.text = layer.text
        self.span = Span.of(layer.text, paragraph.start, paragraph.end)
        self.number = cells[0].row if cells else 0
        self.cells = {heads[cell.column - 1]: cell for cell in reversed(cells)}

    def words(self, column: str | None) -> str | None:
        """Return what stands in a column, ``None`` where it is empty."""
        cell = self.cells.get(column or "")
        return self.text[cell.start : cell.end] if cell else None

    def mention(self, column: str | None) -> Span | None:
        """Return where a column's words stand."""
        cell = self.cells.get(column or "")
        return Span.of(self.text, cell.start, cell.end) if cell else None

    def parts(self, column: str | None, split: str | None) -> Iterator[Span]:
        """Yield the parts of a cell that lists several, without the blanks around them."""
        whole = self.mention(column)
        position = whole.start if whole else 0
        for part in (whole.quote.split(split) if split else [whole.quote]) if whole else ():
            left = len(part) - len(part.lstrip())
            if part.strip():
                yield Span.of(self.text, position + left, position + left + len(part.strip()))
            position += len(part) + len(split or "")


def coded_rows(layer: DocumentText, table: TableMap, type_of: TypeOf, faults: Mapping[int, str]) -> Iterator[CodedRow]:
    """Yield the rows of a sheet's layer with the claims that the map makes of them, in their order.

    ``type_of`` gives the type of a name that is known, ``faults`` by line why a row cannot be used, whatever its cells say.
    """
    if layer.sheet is None:
        return
    seen: set[str | None] = set()
    for row, row_id in _rows(layer, layer.sheet):
        fault = faults.get(row.number) or _id_fault(row_id, seen)
        seen.add(row_id)
        if fault:
            yield CodedRow(row.number, row_id, row.span, refused=fault)
        else:
            yield _coded(layer, table, row, (row_id, type_of))


def _rows(layer: DocumentText, sheet: Sheet) -> Iterator[tuple[Row, str | None]]:
    at = 0
    for paragraph, row_id in zip(layer.paragraphs, sheet.row_ids, strict=True):
        first = at
        while at < len(sheet.cells) and sheet.cells[at].start < paragraph.end:
            at += 1
        yield Row(layer, paragraph, sheet.cells[first:at]), row_id


def _id_fault(row_id: str | None, seen: Collection[str | None]) -> str | None:
    if row_id is None:
        return "it has no id"
    return f"a row before has the same id {row_id!r}" if row_id in seen else None


def _coded(layer: DocumentText, table: TableMap, row: Row, known: tuple[str | None, TypeOf]) -> CodedRow:
    row_id, type_of = known
    here = CodedRow(row.number, row_id, row.span)
    try:
        word, trigger = _event(table, row)
        if word.skip is not None:
            return here._replace(skipped=word.skip)
        notes: list[str] = []
        claim = EventClaim(
            **_common(layer, table, row),
            event=EventType(plover=word.type or "", mode=word.mode, acled=word.acled),
            trigger=trigger,
            participants=tuple(_participants(table, row, word, type_of)),
            places=tuple(_places(table, row)),
            time=time_of(table.date, row),
            casualties=tuple(_tolls(table, row, notes)),
        )
    except Refused as error:
        return here._replace(refused=str(error))
    except (RecordError, ValueError) as error:
        return here._replace(refused=f"no claim can be made of it: {error}")
    return here._replace(claims=(sealed(claim), *_sources(layer, table, row)), notes=tuple(notes))


def _common(layer: DocumentText, table: TableMap, row: Row) -> dict[str, Any]:
    chain = [Attribution(level="document", name=layer.publisher)]
    if teller := row.mention(table.reporter):
        chain.append(Attribution(level="speaker", name=teller.quote, mention=teller))
    return {
        "id": "", "key": "", "document_id": layer.document_id, "text_id": layer.id, "language": layer.language, "span": row.span,
        "attribution": tuple(chain), "made_by": MadeBy(rule=RULES[table.rows], version=VERSION),
    }  # fmt: skip


def _event(table: TableMap, row: Row) -> tuple[EventWord, Span]:
    """Return what kind of event the row is, and the cell that says so: of a table of one kind that of the row's id."""
    if table.event.always is not None:
        return table.event.always, row.mention(table.id[0]) or row.span
    label = row.words(table.event.column)
    mention = row.mention(table.event.column)
    if label is None or mention is None:
        raise Refused(f"column {table.event.column!r} says no kind of event")
    folded = {name.casefold(): word for name, word in table.event.words.items()}
    word = folded.get(label.casefold())
    if word is None:
        raise Refused(f"the map knows no {label!r} in column {table.event.column!r}; add it under event: words")
    return word, mention


def _participants(table: TableMap, row: Row, word: EventWord, type_of: TypeOf) -> Iterator[Participant]:
    civilians = tuple(one.casefold() for one in table.sides.civilians)
    for columns, acting in ((table.sides.a, "actor"), (table.sides.b, "target")):
        for column in columns:
            for mention in row.parts(column, table.sides.split):
                are_civilians = mention.quote.casefold().startswith(civilians)
                role = acting if word.sides == "directed" or are_civilians else "participant"
                kind = "civilians" if are_civilians else type_of(mention.quote) or "group"
                yield Participant(role=role, name=mention.quote, type=kind, mention=mention)  # type: ignore[arg-type]


def _places(table: TableMap, row: Row) -> Iterator[PlaceMention]:
    """Yield the place by its name; coordinates are what identification says of it, attributed to the coder."""
    mention = row.mention(table.place.column) if table.place else None
    if mention is None and table.place:
        mention = next((found for column in table.place.within if (found := row.mention(column))), None)
    if mention is not None:
        yield PlaceMention(name=mention.quote, mention=mention)


def _tolls(table: TableMap, row: Row, notes: list[str]) -> Iterator[Casualties]:
    for toll in table.tolls:
        found = _range(toll, row, notes) if toll.low else _one_count(toll, row, notes)
        if found is None:
            continue
        minimum, maximum, mention = found
        if (minimum or 0, maximum) == (0, 0) and toll.zero == "not_counted":
            continue
        who = (
            Participant(role="target", name=toll.who, type="civilians" if toll.who == "civilians" else "other")
            if toll.who
            else None
        )
        yield Casualties(effect=toll.effect, who=who, minimum=minimum, maximum=maximum, mention=mention)


def _range(toll: TollColumns, row: Row, notes: list[str]) -> tuple[int | None, int | None, Span | None] | None:
    low, high = row.words(toll.low), row.words(toll.high)
    if low is None and high is None:
        return None
    ends = [_whole(words, column) for words, column in ((low, toll.low), (high, toll.high))]
    if None not in ends and (ends[0] or 0) > (ends[1] or 0):
        notes.append(
            f"columns {toll.low!r} and {toll.high!r}: the lowest count is more than the highest, so none is taken"
        )
        return None
    return ends[0], ends[1], row.mention(toll.low) if ends[0] == ends[1] else None


def _whole(words: str | None, column: str | None) -> int | None:
    if words is None:
        return None
    if not words.isdecimal():
        raise Refused(f"column {column!r}: {words!r} is no whole number")
    return int(words)


def _one_count(toll: TollColumns, row: Row, notes: list[str]) -> tuple[int | None, int | None, Span | None] | None:
    mention = row.mention(toll.column)
    if mention is None:
        return None
    words = mention.quote
    if words.isdecimal():
        return int(words), int(words), mention
    read = read_numbers(words)
    if len(read) != 1:
        notes.append(f"column {toll.column!r}: {words!r} is no count and is left out")
        return None
    return read[0].minimum, read[0].maximum, mention


def _sources(layer: DocumentText, table: TableMap, row: Row) -> Iterator[Claim]:
    """Yield a note for each source that the row rests on, once a name."""
    seen: set[str] = set()
    for mention in row.parts(table.sources.names, table.sources.split) if table.sources else ():
        if mention.quote.casefold() not in seen:
            seen.add(mention.quote.casefold())
            who = Participant(role="who", name=mention.quote, type="organisation", mention=mention)
            detail = ProvenanceDetail(relation="according_to", who=who)
            yield sealed(ProvenanceClaim(**_common(layer, table, row), provenance=detail))
