"""The HTML report: the view laid out for one self-contained page."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

from servanda.report.config import ReportConfig
from servanda.report.findings import finding_groups, finding_matrix, status_by_incident
from servanda.report.incidents import incident_items
from servanda.report.index import Index, index_view
from servanda.report.maps import closer, draw, scene_of
from servanda.report.matrix import implementation
from servanda.report.origins import dossier_origins
from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS
from servanda.report.reading import document_items, statement_rows
from servanda.report.tables import source_rows, unresolved_rows
from servanda.report.timeline import timeline_svg
from servanda.report.view import ReportView
from servanda.text.counting import counted, of
from servanda.text.lookalikes import cautions

_KINDS = {
    "event": "event",
    "quotation": "quotation",
    "stance": "stance",
    "assertion": "assertion",
    "role": "role",
    "agreement_reference": "agreement",
    "provenance": "provenance",
}


def html_page(view: ReportView, config: ReportConfig) -> bytes:
    """Return the page as UTF-8 HTML with style, script, map and timeline inside; it loads nothing."""
    context = _context(view, index_view(view), config)
    return str(_template("report.html.j2").render(context)).encode("utf-8")


def _context(view: ReportView, index: Index, config: ReportConfig) -> dict[str, Any]:
    statuses = status_by_incident(view.findings)
    drawn = [incident for incident in view.incidents if incident.kind in index.drawn_kinds]
    scene = scene_of(drawn, view.zones, statuses)
    near = closer(scene)
    return {
        "view": view,
        "version": config.version,
        "css": _file("report.css"),
        "script": _file("report.js"),
        "counts": _counts(view),
        "sections": _SECTIONS,
        "matrix": finding_matrix(view),
        "implementation": _template("implementation.html.j2").render(
            **implementation(view, index), claim_numbers=index.numbers
        ),
        "csp": _policy(),
        "finding_groups": finding_groups(view, index),
        "map": draw(scene, config.width_px),
        "closer": draw(near, config.width_px) if near else "",
        "timeline": timeline_svg(drawn, statuses, config.width_px),
        "legend": [(status, STATUS_WORDS[status]) for status in STATUS_ORDER if status in set(statuses.values())],
        "incidents": [
            item | {"origins": _origins(item["origins"], index, one=True)} for item in incident_items(view, index)
        ],
        "origins": _origins(dossier_origins(view, index, config.max_drawn), index, one=False),
        "statements": list(statement_rows(view, index)),
        "documents": document_items(view),
        "sources": [row for _, row in source_rows(view)],
        "undecided": [row for _, row in unresolved_rows(view)][: config.max_undecided],
        "claim_numbers": index.numbers,
        "titles": index.titles,
        "counted": counted,
        "named": {text.document_id: text.title for text in view.texts if text.title},
        "cautions": cautions(name for name in _publishers(view) if name),
        "kinds": list(_KINDS.items()),
        "status_words": STATUS_WORDS,
    }


def _publishers(view: ReportView) -> list[str | None]:
    return [*(text.publisher for text in view.texts), *(source.name for source in view.sources)]


_SECTIONS = (
    ("findings", "Findings"),
    ("implementation", "Month by month"),
    ("map", "Where and when"),
    ("incidents", "Incidents"),
    ("statements", "Pledges, demands, hopes"),
    ("documents", "Documents"),
    ("sources", "Sources"),
    ("origins", "Who draws on whom"),
    ("undecided", "Undecided"),
    ("quarantine", "Quarantine"),
)


def _counts(view: ReportView) -> list[tuple[int, str, str]]:
    alleged = sum(finding.status == "alleged_violation" for finding in view.findings)
    open_ = sum(finding.status == "undetermined" for finding in view.findings)
    return [
        (len(view.texts), of(len(view.texts), "document"), "documents"),
        (len(view.claims), of(len(view.claims), "claim"), "documents"),
        (len(view.incidents), of(len(view.incidents), "incident"), "incidents"),
        (alleged, of(alleged, "alleged breach", "alleged breaches"), "findings"),
        (open_, "undetermined", "findings"),
        (len(view.quarantined), "quarantined", "quarantine"),
    ]


def _origins(found: dict[str, Any] | None, index: Index, *, one: bool) -> str:
    """Return drawing and table of origins, of one incident or of all; an empty string where there is nothing to tell."""
    if not found or not found["strands"]:
        return ""
    template = _template("origins.html.j2")
    return str(template.render(**found, per_incident=one, claim_numbers=index.numbers))


def _policy() -> str:
    """Return a content security policy: nothing from anywhere, and only the style and the script made here."""
    style, script = (_digest(name) for name in ("report.css", "report.js"))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def _digest(name: str) -> str:
    return "sha256-" + b64encode(sha256(_file(name).encode()).digest()).decode()


def _file(name: str) -> str:
    return files("servanda.report").joinpath("templates", name).read_text(encoding="utf-8")


def _template(name: str) -> Any:
    from servanda.report.templating import template

    return template(name)
