"""What an import would do, row by row, and what a sheet looks like before there is a map; nothing is stored."""

from pathlib import Path
from typing import Any

from servanda.collect import RawSheet, SheetForm, read_sheet
from servanda.model.claims import EventClaim, ProvenanceClaim
from servanda.model.tables import TableMap
from servanda.pipeline.dossier import open_dossier
from servanda.pipeline.importing import PARTS, ReadTable, content_of_file
from servanda.pipeline.proposing import Proposal, propose
from servanda.review import CodedRow
from servanda.text.counts import said as counted


def look_at_table(file: Path, folder: Path) -> tuple[RawSheet, Proposal]:
    """Return a sheet as it stands, and what it looks like, for a person who is to write a map. Raises an `InputError`."""
    config = open_dossier(folder).collect_config()
    raw = read_sheet(file.name, content_of_file(file, config), SheetForm(), config)
    return raw, propose(raw)


def preview_rows(read: ReadTable, table: TableMap) -> list[dict[str, Any]]:
    """Return a row for each row of the sheet: what claims it makes, or why none."""
    return [_previewed(row, table) for row in sorted(read.rows, key=lambda row: row.number)]


def _previewed(row: CodedRow, table: TableMap) -> dict[str, Any]:
    event = next((claim for claim in row.claims if isinstance(claim, EventClaim)), None)
    cited = [claim.provenance.who.name for claim in row.claims if isinstance(claim, ProvenanceClaim)]
    said = "refused" if row.refused else "left out" if row.skipped else "claim"
    people = event.participants if event else ()
    return {
        "line": row.number,
        "row": (row.row_id or "").replace(PARTS, " ") or None,
        "becomes": said,
        "type": event.event.plover if event else None,
        "mode": event.event.mode if event else None,
        "start": event.time.start if event else None,
        "end": event.time.end if event else None,
        "place": event.places[0].name if event and event.places else None,
        "actors": "; ".join(one.name for one in people if one.role == "actor") or None,
        "targets": "; ".join(one.name for one in people if one.role == "target") or None,
        "sides": "; ".join(one.name for one in people if one.role == "participant") or None,
        "tolls": "; ".join(f"{toll.effect} {counted(toll).words}" for toll in event.casualties) if event else None,
        "says": table.publisher if event else None,
        "rests on": "; ".join(cited) or None,
        "why": row.refused or row.skipped or "; ".join(row.notes) or None,
    }
