"""`report`: what leaves a dossier."""

from dataclasses import dataclass
from pathlib import Path

from servanda.errors import UsageError
from servanda.pipeline.audience import narrowed, refused_documents
from servanda.pipeline.bundling import Request, make_bundle
from servanda.pipeline.case import Case
from servanda.pipeline.exports import note_export
from servanda.pipeline.view import build_view
from servanda.report import LeftOut, ReportConfig, render, write_whole

BUNDLE = ".zip"


@dataclass(frozen=True)
class ReportRequest:
    """For whom a report is, and for an evidence bundle which findings (none: all) and whose protected fields it opens."""

    audience: str = "internal"
    findings: tuple[str, ...] = ()
    disclose: tuple[str, ...] = ()


def write_report(case: Case, output: Path, request: ReportRequest | None = None) -> tuple[LeftOut, ...]:
    """Write a report by the ending of ``output`` and enter the export, by its hash, in the custody log.

    Returns what the audience may not see and was left out. Raises `UsageError` where nothing is left to show.
    """
    request = request or ReportRequest()
    if output.suffix.lower() != BUNDLE and (request.findings or request.disclose):
        raise UsageError(f"--finding and --disclose are for evidence bundles: {output} does not end in {BUNDLE}")
    refused, view = refused_documents(case, request.audience), build_view(case)
    if output.suffix.lower() == BUNDLE:
        packed = make_bundle(case, view, Request(request.audience, refused, request.findings, request.disclose))
        write_whole(output, packed.content)
        left_out, documents = packed.left_out, packed.documents
    else:
        shown, left_out = narrowed(view, refused, request.audience)
        if view.texts and not shown.texts:
            reasons = "; ".join(f"{item.id}: {item.reason}" for item in left_out if item.kind == "document")
            raise UsageError(f"nothing may be shown to the audience {request.audience} ({reasons})")
        render(shown, output, ReportConfig())
        documents = tuple(text.document_id for text in shown.texts)
    note_export(case, output, request.audience, documents)
    return left_out
