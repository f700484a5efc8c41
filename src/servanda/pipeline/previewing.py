"""What an import would do, row by row, and what a sheet looks like before there is a map; nothing is stored."""

from pathlib import Path
from typing import Any, Final

from servanda.collect import RawSheet, SheetForm, read_sheet
from servanda.model.claims import EventClaim, ProvenanceClaim
from servanda.model.tables import TableMap
from servanda.pipeline.dossier import open_dossier
from servanda.pipeline.importing import PARTS, ReadTable, content_of_file
from servanda.pipeline.proposing import Proposal, propose
from servanda.review import CodedRow
from servanda.text.counts import said as counted

_TOLD: Final = ("type", "mode", "start", "end", "place", "actors", "targets", "sides", "tolls")


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
    becomes, why = _fate(row)
    return {
        "line": row.number,
        "row": (row.row_id or "").replace(PARTS, " ") or None,
        "becomes": becomes,
        **_told(event),
        "says": table.publisher if event else None,
        "rests on": "; ".join(cited) or None,
        "why": why,
    }


def _fate(row: CodedRow) -> tuple[str, str | None]:
    """Say what becomes of a row, and why, or what of it is left out."""
    if row.refused:
        return "refused", row.refused
    return ("left out", row.skipped) if row.skipped else ("claim", "; ".join(row.notes) or None)


def _told(event: EventClaim | None) -> dict[str, Any]:
    """Return what the event of a row says, column by column; all unknown where there is none."""
    if event is None:
        return dict.fromkeys(_TOLD)
    values = (
        event.event.plover, event.event.mode, event.time.start, event.time.end, event.places[0].name if event.places else None,
        *(_named(event, role) for role in ("actor", "target", "participant")),
        "; ".join(f"{toll.effect} {counted(toll).words}" for toll in event.casualties) or None,
    )  # fmt: skip
    return dict(zip(_TOLD, values, strict=True))


def _named(event: EventClaim, role: str) -> str | None:
    return "; ".join(one.name for one in event.participants if one.role == role) or None
