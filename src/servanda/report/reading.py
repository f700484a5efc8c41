"""Documents with their claims marked, and the list of what speakers want."""

from collections.abc import Iterator
from typing import Any

from servanda.model.claims import Claim, StanceClaim
from servanda.report.highlight import mark_paragraphs
from servanda.report.index import Index
from servanda.report.phrases import what, when
from servanda.report.tables import speaker
from servanda.report.tables import statement_rows as rows_of_statements
from servanda.report.view import ReportView


def document_items(view: ReportView) -> list[dict[str, Any]]:
    """Return one item a document, in the order of the view."""
    sources = {source.id: source for source in view.sources}
    claims: dict[str, list[Claim]] = {}
    for claim in view.claims:
        claims.setdefault(claim.text_id, []).append(claim)
    return [
        {
            "text": text,
            "source": sources.get(view.source_of.get(text.document_id, "")),
            "n_claims": len(claims.get(text.id, [])),
            "paragraphs": list(mark_paragraphs(text, claims.get(text.id, []))),
        }
        for text in view.texts
    ]


def told_rows(view: ReportView, index: Index) -> Iterator[dict[str, Any]]:
    """Yield the statements and meetings that no provision speaks of, by kind and date, each with its first claim."""
    listed = list(rows_of_statements(view))
    for incident, row in sorted(listed, key=lambda one: (one[1]["kind"], one[1]["start"] or "9999", one[0].id)):
        yield {
            "id": incident.id,
            "what": what(incident),
            "when": when(incident.time),
            "quotes": index.quotes(incident.members),
            **row,
        }


def statement_rows(view: ReportView, index: Index) -> Iterator[dict[str, Any]]:
    """Yield stances by attitude and date."""
    stances = [claim for claim in view.claims if isinstance(claim, StanceClaim)]
    dates = {text.document_id: text.published_on or "" for text in view.texts}
    for claim in sorted(stances, key=lambda c: (c.stance.attitude, dates.get(c.document_id, ""), c.id)):
        yield {
            "id": claim.id,
            "number": index.numbers[claim.id],
            "attitude": claim.stance.attitude,
            "speaker": speaker(claim.attribution),
            "quote": claim.span.quote,
            "date": dates.get(claim.document_id) or "date unknown",
        }
