"""The record as an SQLite database, for Datasette and for anybody who asks with SQL."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from servanda.model.making import kind_of
from servanda.report.config import ReportConfig
from servanda.report.exchange.about import about
from servanda.report.exchange.codebook import EFFECTS, Table, codebook
from servanda.report.exchange.incidents import Row, incident_row, pcode
from servanda.report.exchange.statements import statements
from servanda.report.exchange.verdicts import verdict_rows
from servanda.report.phrases import beside_words, party_name, said_count
from servanda.report.tables import speaker, type_of
from servanda.report.view import ReportView

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "boolean": "INTEGER"}
TABLES = tuple(name for name in codebook() if name != EFFECTS)
"""The tables of the database, each after those that it points to."""


def database(view: ReportView, _config: ReportConfig) -> bytes:
    """Return a database with the tables of the codebook, foreign keys kept. The same view gives the same bytes."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        rows = table_rows(view)
        for name in TABLES:
            connection.execute(schema(name, codebook()[name]))
            _fill(connection, name, rows[name])
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def schema(name: str, table: Table) -> str:
    """Return the statement that makes a table of the codebook."""
    parts = [
        f'"{column.name}" {_TYPES[column.type]}{" PRIMARY KEY NOT NULL" if column.key else ""}'
        for column in table.columns
    ]
    parts += [
        f'FOREIGN KEY ("{column.name}") REFERENCES {column.of.replace(".", "(")})'
        for column in table.columns
        if column.of
    ]
    return f"CREATE TABLE {name} ({', '.join(parts)})"


def _fill(connection: sqlite3.Connection, name: str, rows: Iterable[Row]) -> None:
    names = codebook()[name].names
    marks = ", ".join(f":{column}" for column in names)
    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - names of the codebook


def table_rows(view: ReportView) -> Mapping[str, list[Row]]:
    """Return the rows of each table; what points to a record that the view does not hold points nowhere."""
    rows: dict[str, list[Row]] = {
        "documents": list(_documents(view)),
        "places": list(_places(view)),
        "incidents": list(_incidents(view)),
        "claims": list(_claims(view)),
        "findings": list(_findings(view)),
        "tolls": list(_tolls(view)),
        "verdicts": list(verdict_rows(view)),
        "statements": list(statements(view)),
        "metadata": [{"name": name, "value": value} for name, value in about(view)._asdict().items()],
    }
    for name, found in rows.items():
        for column in codebook()[name].columns:
            if column.of:
                other, _, key = column.of.partition(".")
                known = {row[key] for row in rows[other]}
                for row in found:
                    row[column.name] = row[column.name] if row[column.name] in known else None
    return rows


def _documents(view: ReportView) -> Iterator[Row]:
    for text in {text.document_id: text for text in view.texts}.values():
        yield {
            "document_id": text.document_id,
            "text_id": text.id,
            "text_sha256": text.text_sha256,
            "title": text.title,
            "publisher": text.publisher,
            "published_on": text.published_on,
            "language": text.language,
            "url": text.url,
        }


def _incidents(view: ReportView) -> Iterator[Row]:
    for name, some in zip(("act", "statement", "background"), view.standing, strict=True):
        yield from (incident_row(incident) | {"counts_as": name} for incident in some)


def _places(view: ReportView) -> Iterator[Row]:
    mentions = (place for claim in view.claims for place in getattr(claim, "places", ()))
    found: dict[str, Any] = {}
    for place in (*(place for incident in view.incidents for place in incident.places), *mentions):
        if place.place_id:
            found.setdefault(place.place_id, place)
    for name, place in sorted(found.items()):
        yield {
            "place_id": name,
            "name": place.name,
            "pcode": pcode(name),
            "country": place.country,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }


def _claims(view: ReportView) -> Iterator[Row]:
    of = {name: one.id for one in view.incidents for name in (*one.denials, *one.members)}
    for claim in view.claims:
        yield {
            "claim_id": claim.id,
            "document_id": claim.document_id,
            "incident_id": of.get(claim.id),
            "kind": kind_of(claim),
            "type": type_of(claim),
            "polarity": claim.polarity,
            "modality": claim.modality,
            "speaker": speaker(claim.attribution),
            "start": claim.span.start,
            "end": claim.span.end,
            "quote": claim.span.quote,
            "rule": claim.made_by.rule,
        }


def _findings(view: ReportView) -> Iterator[Row]:
    for one in view.findings:
        yield {
            "finding_id": one.id,
            "incident_id": one.incident_id,
            "agreement": one.agreement_id,
            "provision": one.provision_id,
            "party": one.party,
            "party_name": party_name(one.party, view.names) or None,
            "status": one.status,
            "review": one.review,
            "support": one.support,
            "facts_missing": "; ".join(one.missing) or None,
            "beside": "; ".join(map(beside_words, one.beside)) or None,
            "assessed_as_of": one.as_of,
        }


def _tolls(view: ReportView) -> Iterator[Row]:
    for incident in view.incidents:
        for toll in incident.casualties:
            for said in toll.by_source:
                minimum, maximum, words = said_count(said)
                yield {
                    "incident_id": incident.id,
                    "effect": toll.effect,
                    "claim_id": said.claim,
                    "toll": words,
                    "minimum": minimum,
                    "maximum": maximum,
                    "speaker": said.speaker,
                }
