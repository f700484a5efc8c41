"""The HTML report: the view laid out as one self-contained page, or where it is large as a page with linked files."""

from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, NamedTuple

from servanda.report.config import ReportConfig
from servanda.report.findings import finding_groups, finding_items, finding_matrix
from servanda.report.incidents import incident_items
from servanda.report.index import Index, index_view
from servanda.report.linking import Links, is_large, linked_pages, page_of, parts
from servanda.report.maps import ZOOMS, closer, draw, scene_of
from servanda.report.matrix import implementation
from servanda.report.origins import dossier_origins
from servanda.report.persons import person_item
from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS, period_words
from servanda.report.reading import document_items, statement_rows, told_rows
from servanda.report.standing import status_by_incident
from servanda.report.summary import facts
from servanda.report.tables import source_rows, unresolved_rows
from servanda.report.templating import template
from servanda.report.timeline import timeline_svg
from servanda.report.view import ReportView
from servanda.report.wording import (
    CONDITION_WORDS,
    CREDIBILITY_WORDS,
    MISSING_WORDS,
    READING_WORDS,
    RESULT_WORDS,
    SUPPORT_WORDS,
    glossary,
)
from servanda.text.counting import counted
from servanda.text.lookalikes import cautions

_KINDS: Final = {
    "event": "event",
    "quotation": "quotation",
    "stance": "stance",
    "assertion": "assertion",
    "role": "role",
    "agreement_reference": "agreement",
    "provenance": "provenance",
    "verdict": "verdict",
}
_SECTIONS: Final[tuple[tuple[str, str], ...]] = (
    ("map", "Where and when"),
    ("findings", "Findings"),
    ("incidents", "Incidents"),
    ("rules", "Rule by rule"),
    ("implementation", "Month by month"),
    ("statements", "Statements"),
    ("documents", "Reports"),
    ("persons", "Persons"),
    ("sources", "Sources"),
    ("origins", "Who draws on whom"),
    ("undecided", "Undecided"),
    ("quarantine", "Set aside"),
)
_SHOWN: Final = frozenset({"alleged_violation", "not_fulfilled", "partly_fulfilled", "fulfilled"})


class Pages(NamedTuple):
    """A report: its page, and by name the files in the folder beside it, each with the ids of the documents in it."""

    page: bytes
    beside: Mapping[str, tuple[bytes, tuple[str, ...]]] = {}


def html_page(view: ReportView, config: ReportConfig) -> bytes:
    """Return the report as one page in UTF-8 HTML with style, script, map and timeline inside; it loads nothing."""
    index, links = index_view(view), Links()
    context = _frame(view, index, config, links) | _overview(view, index, config, links) | _lists(view, index, links)
    return _rendered("report.html.j2", context)


def html_pages(view: ReportView, config: ReportConfig, name: str) -> Pages:
    """Return the report that will be written as ``name``: one page, or a large one with the files of ``linked_folder``."""
    if not is_large(view, config):
        return Pages(html_page(view, config))
    index, pages = index_view(view), linked_pages(view, config)
    links = Links(linked_folder(name), page_of(view, pages))
    brief = [item for item in finding_items(view, index) if item["record"].status in _SHOWN]
    frame = _frame(view, index, config, links)
    context = frame | _overview(view, index, config, links)
    context |= {"pages": pages, "folder": links.folder, "brief": brief[: config.max_listed], "n_brief": len(brief)}
    beside = {
        page.name: _beside(part, index, frame | {"page": page, "home": name}, links._replace(here=page.name))
        for page, part in zip(pages, parts(view, pages, links), strict=True)
    }
    return Pages(_rendered("report.html.j2", context), beside)


def linked_folder(name: str) -> str:
    """Return the folder in which the linked files of a report lie, beside it."""
    return f"{name.removesuffix('.html')}_files"


def _beside(part: ReportView, index: Index, frame: Mapping[str, Any], here: Links) -> tuple[bytes, tuple[str, ...]]:
    """Return one linked file with its part of the report, and the documents whose words are in it."""
    context = {**frame, "href": here.href} | _lists(part, index, here) | {"items": finding_items(part, index)}
    members = (index.claims.get(name) for incident in part.incidents for name in incident.members)
    told = (index.claims.get(name) for one in part.persons for name in (*(a.claim for a in one.accounts), *one.others))
    documents = {text.document_id for text in part.texts} | {claim.document_id for claim in (*members, *told) if claim}
    return _rendered("part.html.j2", context), tuple(sorted(documents))


def _frame(view: ReportView, index: Index, config: ReportConfig, links: Links) -> dict[str, Any]:
    """Return what every file of a report needs: style, script, words and look-ups."""
    statuses = set(status_by_incident(view.counted_findings).values())
    present = {finding.status for finding in view.counted_findings}
    return {
        "view": view,
        "version": config.version,
        "css": _file("report.css"),
        "script": _file("report.js"),
        "csp": _policy(),
        "href": links.href,
        "claim_numbers": index.numbers,
        "titles": index.titles,
        "counted": counted,
        "period": period_words(view.period),
        "cautions": cautions(_publishers(view)),
        "kinds": list(_KINDS.items()),
        "status_words": STATUS_WORDS,
        "condition_words": CONDITION_WORDS,
        "result_words": RESULT_WORDS,
        "reading_words": READING_WORDS,
        "support_words": SUPPORT_WORDS,
        "credibility_words": CREDIBILITY_WORDS,
        "missing": _missing,
        "found_statuses": _ordered(present),
        "incident_statuses": [*_ordered(statuses), "none"],
        "pages": (),
        "brief": (),
        "n_brief": 0,
        "finding_groups": (),
        "incidents": (),
        "documents": (),
        "persons": (),
        "folder": links.folder,
    }


def _publishers(view: ReportView) -> set[str]:
    names = {text.publisher for text in view.texts} | {source.name for source in view.sources}
    return set(filter(None, names))


def _ordered(statuses: Collection[str]) -> list[str]:
    return [status for status in STATUS_ORDER if status in statuses]


def _missing(names: Iterable[str]) -> str:
    return ", ".join(MISSING_WORDS.get(name, name) for name in names)


def _overview(view: ReportView, index: Index, config: ReportConfig, links: Links) -> dict[str, Any]:
    """Return what the page shows of the whole: the answer, map, timeline, rules, statements, sources."""
    large = bool(links.folder)
    most = config.max_listed if large else None
    statements, told = list(statement_rows(view, index)), list(told_rows(view, index))
    months = implementation(view, index)
    origins = dossier_origins(view, index, config.max_drawn)
    origins["strands"] = origins["strands"][:most]
    return {
        "answer": facts(view),
        "glossary": glossary({finding.status for finding in view.counted_findings}),
        "sections": _sections(view),
        "matrix": finding_matrix(view),
        "implementation": template("implementation.html.j2").render(
            **months, claim_numbers=index.numbers, href=links.href, most=most, texts_apart=large
        ),
        "finding_groups": () if large else finding_groups(view, index),
        "origins": origins_html(origins, index, links.href, one=False),
        "statements": statements[:most],
        "n_statements": len(statements),
        "told": told[:most],
        "n_told": len(told),
        "sources": [row for _, row in source_rows(view)],
        "undecided": [row for _, row in unresolved_rows(view)][: config.max_undecided],
        "named": {text.document_id: text.title for text in view.texts if text.title},
        **_drawings(view, index, config, links),
    }


def _sections(view: ReportView) -> list[tuple[str, str]]:
    """Return the sections that a page has; those outside get none on persons."""
    return [one for one in _SECTIONS if view.persons or one[0] != "persons"]


def _drawings(view: ReportView, index: Index, config: ReportConfig, links: Links) -> dict[str, str]:
    """Return the maps and the timeline; a large report has no timeline, since its signs would fill the page."""
    statuses = status_by_incident(view.counted_findings)
    drawn = [incident for incident in view.acts if incident.kind in index.drawn_kinds]
    scene = scene_of(drawn, view.zones, statuses, links.href)
    near = closer(scene)
    return {
        "map": draw(scene, config.width_px, ZOOMS[:2] if links.folder else ZOOMS),
        "closer": draw(near, config.width_px) if near else "",
        "timeline": "" if links.folder else timeline_svg(drawn, statuses, config.width_px),
    }


def _lists(view: ReportView, index: Index, links: Links) -> dict[str, Any]:
    """Return the incidents and documents of a view, laid out."""
    items = incident_items(view, index)
    return {
        "incidents": [item | {"origins": origins_html(item["origins"], index, links.href, one=True)} for item in items],
        "documents": document_items(view),
        "persons": [person_item(person, index) for person in view.persons],
    }


def origins_html(found: Mapping[str, Any] | None, index: Index, href: Callable[[str], str], *, one: bool) -> str:
    """Return drawing and table of origins, of one incident or of all; an empty string where there is nothing to tell."""
    if not found or not found["strands"]:
        return ""
    made = template("origins.html.j2")
    return str(made.render(**found, per_incident=one, claim_numbers=index.numbers, href=href))


def _policy() -> str:
    """Return a content security policy: nothing from anywhere, and only the style and the script made here."""
    style, script = (_digest(name) for name in ("report.css", "report.js"))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def _digest(name: str) -> str:
    return "sha256-" + b64encode(sha256(_file(name).encode()).digest()).decode()


def _file(name: str) -> str:
    return files("servanda.report").joinpath("templates", name).read_text(encoding="utf-8")


def _rendered(name: str, context: Mapping[str, Any]) -> bytes:
    return str(template(name).render(context)).encode("utf-8")
