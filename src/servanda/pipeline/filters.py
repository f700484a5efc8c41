"""Stateless filters, one per stage: for pipes and measurement. Nothing is stored."""

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from servanda.assess import AssessConfig, assess
from servanda.collect import CollectConfig, Collected, collect
from servanda.corroborate import CorroborateConfig, corroborate
from servanda.errors import InputError, NotFoundError, RecordError
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import Claim
from servanda.model.codec import decode_json, encode, from_plain
from servanda.model.documents import Document, DocumentText, Quarantine
from servanda.model.incidents import Incident
from servanda.model.joining import index_identifications, join
from servanda.model.making import replace
from servanda.parse import ParseConfig, parse
from servanda.pipeline.geocoding import geocode
from servanda.pipeline.listing import check_date
from servanda.pipeline.relating import actor_knowledge
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.agreement_files import book_with_actor_ids, load_agreement_book
from servanda.reference.gazetteer import WORLD
from servanda.resolve import ResolveConfig, resolve

Row = dict[str, Any]


def read_documents(files: Sequence[Path] | None) -> tuple[list[DocumentText], list[str]]:
    """Return the text layers of files (or of JSON Lines on standard input), and what could not be read, in words.

    A document keeps the id it has in its row; a plain file is named by its stem.
    """
    texts: list[DocumentText] = []
    refused: list[str] = []
    for path in _existing(files):
        for item in collect(path, CollectConfig()):
            if isinstance(item, Quarantine):
                refused.append(_where_read(files, item.locator, item.reason))
            if not isinstance(item, Collected):
                continue
            try:
                texts.append(parse(_named(item.document), item.content, ParseConfig()))
            except InputError as error:
                refused.append(_where_read(files, item.document.locator, str(error)))
    return texts, refused


def extract_claims(texts: Iterable[DocumentText], countries: tuple[str, ...], resolved: bool) -> Iterator[Claim]:
    """Yield the claims of texts; ``resolved`` joins actors, places and agreements into them."""
    reference = Reference(ReferenceConfig(countries=countries))
    for text in texts:
        claims = tuple(extract(text, ExtractConfig(), reference))
        if not resolved:
            yield from claims
            continue
        index = index_identifications(resolve(text, claims, ResolveConfig(), reference))
        yield from (join(claim, index) for claim in claims)


def read_rows(files: Sequence[Path] | None) -> Iterator[tuple[str, Row]]:
    """Yield the rows of JSON Lines files (or of standard input), each with where it stands. Raises `RecordError`."""
    for path in _existing(files):
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(f"{path.name}, line {number}", line)


def geocode_rows(rows: Iterable[tuple[str, Row]], countries: tuple[str, ...]) -> Iterator[Row]:
    """Yield documents with ``places`` for their ``mentions``; without ``countries`` all the world is in scope.

    Raises `RecordError` naming line and field.
    """
    reference = Reference(ReferenceConfig(countries=countries or (WORLD,)))
    for where, row in rows:
        yield geocode(where, row, reference)


def link_claims(rows: Iterable[tuple[str, Row]]) -> Iterator[Row]:
    """Yield ``{"incident_id", "members"}`` for the incidents that claims form; documents are read for their claims first."""
    claims: list[Claim] = []
    for where, row in rows:
        if "kind" in row:
            claims.append(_claim(where, row))
        else:
            claims += list(extract_claims([_text_of(where, row)], (), True))
    for incident in corroborate(tuple(claims), {}, CorroborateConfig()):
        yield {"incident_id": incident.id, "members": list(incident.members)}


def assess_rows(
    rows: Iterable[tuple[str, Row]], agreements: Path, zones: Path | None, as_of: str | None
) -> Iterator[Any]:
    """Yield the findings of incidents under the agreements in a folder.

    Raises `NotFoundError` where there is no folder and `UsageError` for a date that is none.
    """
    if not agreements.is_dir():
        raise NotFoundError(
            f"{agreements} is no folder; --agreements takes the folder that holds the agreement files (.yaml)"
        )
    check_date("as-of", as_of)
    incidents = [_incident(where, row) for where, row in rows]
    reference = Reference(ReferenceConfig())
    book = book_with_actor_ids(load_agreement_book(agreements, zones), reference.actors)
    latest = max((incident.time.start for incident in incidents if incident.time.start), default=None)
    config = AssessConfig(
        as_of=as_of or (latest[:10] if latest else None), knowledge=actor_knowledge(reference, incidents, book)
    )
    yield from assess(incidents, book, config)


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


def _where_read(files: Sequence[Path] | None, locator: str, reason: str) -> str:
    """Return a reason that names the place once; standard input was read from a file that nobody knows."""
    told = reason if reason.startswith(locator) else f"{locator}: {reason}"
    return told if files else told.replace(locator.split("#", maxsplit=1)[0], "standard input")


def _named(document: Document) -> Document:
    return replace(document, id=document.external_id or Path(document.locator.split("#")[0]).stem)


def _row(where: str, line: bytes) -> tuple[str, Row]:
    try:
        row = decode_json(line)
    except RecordError as error:
        raise RecordError(f"{where}: not JSON ({error})") from error
    if not isinstance(row, dict):
        raise RecordError(f"{where}: expected an object with fields, found {type(row).__name__}")
    return where, row


def _record(where: str, row: Row, kind: Any) -> Any:
    try:
        return from_plain(row, kind)
    except RecordError as error:
        # The union of claim kinds would be named with all its members.
        reason = str(error).rsplit(" | ", 1)[-1].partition(": ")[2]
        raise RecordError(f"{where}: {'incident' if kind is Incident else 'claim'}: {reason}") from error


def _claim(where: str, row: Row) -> Claim:
    """Return the claim in a row; one written elsewhere gets the fields that only this program writes."""
    filled = {"text_id": row.get("document_id", ""), "key": row.get("id", ""), "language": None, **row}
    kinds = {kind.__struct_config__.tag: kind for kind in get_args(Claim)}
    kind = kinds.get(row["kind"])
    claim: Claim = _record(where, _known(where, filled, kind, "kind") if kind else filled, Claim)
    return claim


def _incident(where: str, row: Row) -> Incident:
    """Return the incident in a row; actors and targets that are given by id alone go by it as their name."""
    named = {
        field: [{"name": party.get("entity_id") or "unknown", **party} for party in row.get(field) or []]
        for field in ("actors", "targets")
    }
    incident: Incident = _record(where, _known(where, {**row, **named}, Incident), Incident)
    return incident


def _known(where: str, row: Row, kind: Any, *also: str) -> Row:
    """Leave out the fields that ``kind`` does not have, and name them on standard error."""
    known = {*kind.__struct_fields__, *also}
    unknown = sorted(set(row) - known)
    if unknown:
        sys.stderr.write(f"{where}: passed over unknown fields: {', '.join(unknown)}\n")
    return {name: value for name, value in row.items() if name in known}


def _text_of(where: str, row: Row) -> DocumentText:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.json"
        path.write_bytes(encode(row))
        texts, refused = read_documents([path])
    if refused:
        raise RecordError(f"{where}: {refused[0]}")
    return texts[0]
