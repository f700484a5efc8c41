"""Statements and meetings as rows of the codebook: one row each."""

from collections.abc import Iterator

from servanda.report.exchange.about import about
from servanda.report.exchange.incidents import Row
from servanda.report.tables import statement_rows
from servanda.report.view import ReportView


def statements(view: ReportView) -> Iterator[Row]:
    """Yield the rows of the table ``statements``."""
    made = about(view)
    for incident, row in statement_rows(view):
        yield {
            "incident_id": incident.id,
            "handle": row["handle"],
            "kind": row["kind"],
            "mode": row["mode"],
            "modality": row["modality"],
            "start": row["start"],
            "end": row["end"],
            "place": row["place"],
            "said_by": row["by"],
            "said_to": row["to"],
            "n_documents": row["documents"],
            "n_independent_origins": row["origins"],
            "quote": row["quote"],
            "as_of": made.as_of,
            "licence": made.licence,
        }
