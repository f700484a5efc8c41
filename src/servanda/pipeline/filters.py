"""Stateless filters, one per stage: for pipes and measurement. Nothing is stored.

What does not fit is put aside and named (`passing`); the rest of the stream is read.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, get_args

from servanda.collect import CollectConfig, Collected, collect
from servanda.errors import NotFoundError, RecordError
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import Claim
from servanda.model.codec import decode_json, encode, from_plain
from servanda.model.documents import Document, DocumentText, PassedOver, Quarantine
from servanda.model.making import replace
from servanda.model.tolerance import without_unknown
from servanda.parse import ParseConfig, parse
from servanda.pipeline.gazetteers import is_slow_start
from servanda.pipeline.passing import Aside, Line, Note, Row, attempt, each
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.gazetteer import WORLD

_SLOW = Note(
    "making the gazetteer of all the world ready, once; this takes about a minute (name a country to avoid it)"
)


def read_documents(files: Sequence[Path] | None) -> Iterator[DocumentText | Aside | Note]:
    """Yield the text layers of files (or of JSON Lines on standard input); what cannot be read is put aside.

    A document keeps the id it has in its row; a plain file is named by its stem. Raises `NotFoundError`.
    """
    for path in _existing(files):
        for item in collect(path, CollectConfig()):
            if isinstance(item, Quarantine):
                yield _aside(files, item.locator, item.reason)
            if isinstance(item, Collected):
                yield from (Note(_where_read(files, item.document.locator, words)) for words in item.warnings)
                yield from _parsed(files, item)


def extract_claims(
    texts: Iterable[DocumentText | Aside | Note], countries: tuple[str, ...], resolved: bool
) -> Iterator[Claim | PassedOver | Aside | Note]:
    """Yield the claims of texts, and what of them was passed over; ``resolved`` joins actors, places and agreements into them.

    Without ``countries`` places are looked up in all the world.
    """
    if resolved and is_slow_start(countries):
        yield _SLOW
    reference = _reference(countries if countries or not resolved else (WORLD,))
    for text in texts:
        if isinstance(text, DocumentText):
            yield from attempt(text.title or text.document_id, partial(claims_of, text, reference, resolved=resolved))
        else:
            yield text


def read_rows(files: Sequence[Path] | None) -> Iterator[Line | Aside]:
    """Yield the rows of JSON Lines files (or of standard input), each with where it stands; what is no row is put aside."""
    for path in _existing(files):
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(f"{path.name}, line {number}", line)


def geocode_rows(lines: Iterable[Line | Aside], countries: tuple[str, ...]) -> Iterator[Row | Aside | Note]:
    """Yield documents with ``places`` for their ``mentions``; without ``countries`` all the world is in scope."""
    from servanda.pipeline.geocoding import geocode

    if is_slow_start(countries):
        yield _SLOW
    reference = _reference(countries or (WORLD,))
    yield from each(lines, lambda line: [geocode(line.where, line.row, reference)])


def link_claims(lines: Iterable[Line | Aside], countries: tuple[str, ...]) -> Iterator[Row | PassedOver | Aside | Note]:
    """Yield ``{"incident_id", "members"}`` for the incidents that claims form; documents are read for their claims first.

    The places of documents are looked up in ``countries``, without them in all the world.
    """
    from servanda.corroborate import CorroborateConfig, corroborate

    claims: list[Claim] = []
    reference = _reference(countries or (WORLD,))
    is_told = not is_slow_start(countries)
    for found in each(lines, _linkable):
        if isinstance(found, PassedOver | Aside | Note):
            yield found
        elif isinstance(found, DocumentText):
            if not is_told:
                is_told = True
                yield _SLOW
            for item in attempt(found.document_id, partial(claims_of, found, reference, resolved=True)):
                if isinstance(item, PassedOver | Aside):
                    yield item
                else:
                    claims.append(item)
        else:
            claims.append(found)
    for incident in corroborate(tuple(claims), {}, CorroborateConfig()):
        yield {"incident_id": incident.id, "members": list(incident.members)}


def record(row: Row, kind: Any, known: Any = None) -> tuple[Any, tuple[str, ...]]:
    """Return the record in a row, and the paths of fields that it does not know, at every depth.

    ``known`` is the one kind of a union that the row is of. Raises `RecordError` naming the field that does not fit.
    """
    fitting, unknown = without_unknown(row, known or kind)
    try:
        return from_plain(fitting, kind), unknown
    except RecordError as error:
        # The union of claim kinds would be named with all its members.
        reason = str(error).rsplit(" | ", 1)[-1].partition(": ")[2]
        raise RecordError(reason) from error


def unknown_fields(where: str, unknown: Sequence[str]) -> Iterator[Note]:
    """Yield a note that names fields nobody knows, if there are any."""
    if unknown:
        yield Note(f"{where}: passed over unknown fields: {', '.join(unknown)}")


def _reference(countries: tuple[str, ...]) -> Reference:
    return Reference(ReferenceConfig(countries=countries))


def claims_of(text: DocumentText, reference: Reference, *, resolved: bool) -> Iterator[Claim | PassedOver]:
    """Yield the claims of a text, and what of it was passed over; ``resolved`` joins actors, places and agreements into them."""
    # The zone frees the words that the language pipeline would otherwise remember of every text for ever.
    with reference.nlp.memory_zone():
        extraction = extract(text, ExtractConfig(), reference)
    yield from extraction.passed_over
    if not resolved:
        yield from extraction.claims
        return
    from servanda.model.joining import index_identifications, join
    from servanda.resolve import ResolveConfig, resolve

    index = index_identifications(resolve(text, extraction.claims, ResolveConfig(), reference))
    yield from (join(claim, index) for claim in extraction.claims)


def _linkable(line: Line) -> Iterator[Claim | DocumentText | Aside | Note]:
    """Yield the claim in a row, or the text of the document in it."""
    if "kind" not in line.row:
        yield from _text_of(line)
        return
    # A claim written elsewhere gets the fields that only this program writes.
    filled = {"text_id": line.row.get("document_id", ""), "key": line.row.get("id", ""), "language": None, **line.row}
    kinds = {kind.__struct_config__.tag: kind for kind in get_args(Claim)}
    claim, unknown = record(filled, Claim, kinds.get(line.row["kind"]))
    yield from unknown_fields(line.where, unknown)
    yield claim


def _text_of(line: Line) -> Iterator[DocumentText | Aside | Note]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.json"
        path.write_bytes(encode(line.row))
        for item in read_documents([path]):
            yield Aside(line.where, item.reason) if isinstance(item, Aside) else item


def _parsed(files: Sequence[Path] | None, item: Collected) -> Iterator[DocumentText | Aside]:
    named = _named(item.document)
    for found in attempt(item.document.locator, lambda: [parse(named, item.content, ParseConfig())]):
        yield _aside(files, found.where, found.reason) if isinstance(found, Aside) else found


def _existing(files: Sequence[Path] | None) -> Iterator[Path]:
    """Yield the files; standard input becomes a temporary file of JSON Lines for the time of reading."""
    for path in files or ():
        if not path.exists():
            raise NotFoundError(f"{path} does not exist")
        yield path
    if not files:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "stdin.jsonl"
            path.write_bytes(sys.stdin.buffer.read())
            yield path


def _aside(files: Sequence[Path] | None, locator: str, reason: str) -> Aside:
    where = _where_read(files, locator, locator)
    return Aside(where, reason.removeprefix(locator).removeprefix(": "))


def _where_read(files: Sequence[Path] | None, locator: str, words: str) -> str:
    """Return words that name a place; standard input was read from a file that nobody knows."""
    return words if files else words.replace(locator.split("#", maxsplit=1)[0], "standard input")


def _named(document: Document) -> Document:
    return replace(document, id=document.external_id or Path(document.locator.split("#")[0]).stem)


def _row(where: str, line: bytes) -> Line | Aside:
    try:
        row = decode_json(line)
    except RecordError as error:
        return Aside(where, f"not JSON ({error})")
    if not isinstance(row, dict):
        return Aside(where, f"expected an object with fields, found {type(row).__name__}")
    return Line(where, row)
