"""`assess` as a filter: incidents of a stream under the agreements in a folder."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from servanda.assess import AssessConfig, assess
from servanda.errors import NotFoundError, RecordError
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.pipeline.filters import record, unknown_fields
from servanda.pipeline.known_actors import actor_knowledge
from servanda.pipeline.passing import Aside, Line, Note, Row, attempt, each
from servanda.pipeline.wanted import check_date
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.agreement_files import AgreementBook, book_with_actor_ids, load_agreement_book

_Read = tuple[str, Incident]


def assess_rows(
    lines: Iterable[Line | Aside], agreements: Path, zones: Path | None, as_of: str | None
) -> Iterator[Finding | Aside | Note]:
    """Yield the findings of incidents under the agreements in a folder; what is no incident is put aside.

    Raises `NotFoundError` where there is no folder and `UsageError` for a date that is none.
    """
    if not agreements.is_dir():
        raise NotFoundError(
            f"{agreements} is no folder; --agreements takes the folder that holds the agreement files (.yaml)"
        )
    check_date("as-of", as_of)
    reference = Reference(ReferenceConfig())
    book = book_with_actor_ids(load_agreement_book(agreements, zones), reference.actors)
    read: list[_Read] = []
    for found in each(lines, _incident):
        if isinstance(found, Aside | Note):
            yield found
        else:
            read.append(found)
    yield from _findings(read, partial(_assessed, reference, book, as_of))


def _findings(
    read: Sequence[_Read], assessed: Callable[[Sequence[_Read]], Iterable[Finding]]
) -> Iterator[Finding | Aside]:
    """Yield the findings of all incidents together; where that fails, without those that cannot be assessed alone."""
    together = list(attempt("all incidents", partial(assessed, read)))
    if not any(isinstance(item, Aside) for item in together):
        yield from together
        return
    alone = [list(attempt(one[0], partial(assessed, [one]))) for one in read]
    failed = [[item for item in found if isinstance(item, Aside)] for found in alone]
    yield from (item for found in failed for item in found)
    rest = [one for one, found in zip(read, failed, strict=True) if not found]
    yield from attempt("all incidents", partial(assessed, rest)) if len(rest) < len(read) else together


def _assessed(
    reference: Reference, book: AgreementBook, as_of: str | None, read: Sequence[_Read]
) -> tuple[Finding, ...]:
    incidents = [incident for _, incident in read]
    latest = max((incident.time.start for incident in incidents if incident.time.start), default=None)
    knowledge = actor_knowledge(reference, incidents, book)
    day = as_of or (latest[:10] if latest else None)
    return tuple(assess(incidents, book, AssessConfig(as_of=day, knowledge=knowledge)))


def _incident(line: Line) -> Iterator[_Read | Note]:
    """Yield the incident in a row; actors and targets that are given by id alone go by it as their name."""
    row = {**line.row, **{field: _named(line.row[field]) for field in ("actors", "targets") if line.row.get(field)}}
    incident, unknown = record(row, Incident)
    for name, end in (("start", incident.time.start), ("end", incident.time.end)):
        _check_time(f"time.{name}", end)
    yield from unknown_fields(line.where, unknown)
    yield line.where, incident


def _named(parties: object) -> object:
    if not isinstance(parties, list):
        return parties
    return [_with_name(party) if isinstance(party, dict) else party for party in parties]


def _with_name(party: Row) -> Row:
    return {"name": party.get("entity_id") or "unknown", **party}


def _check_time(field: str, value: str | None) -> None:
    try:
        if value is not None:
            datetime.fromisoformat(value)
    except ValueError as error:
        raise RecordError(f"field {field}: {value!r} is no date or instant ({error})") from error
