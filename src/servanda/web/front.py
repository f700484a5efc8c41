"""The inbox: what needs a person today, the gravest first, each row with its reason and the place where it is settled."""

from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from servanda.pipeline import INBOX_REASONS, Waiting, second_look_agreement
from servanda.report import Laid, ReportView
from servanda.web.awaited import about, beside, settled_at, since_here
from servanda.web.paging import pages_of, start_of
from servanda.web.rendering import desk_of, page, say_of
from servanda.web.telling import one_line, tolls
from servanda.web.words import Say

_FIRST: Final = 30
_A_PAGE: Final = 100


def inbox_page(request: HttpRequest) -> HttpResponse:
    """Show what waits, by reason: of each its first rows, or all of one ``reason`` that the address names, page by page."""
    desk, say = desk_of(request), say_of(request)
    snapshot = desk.snapshot()
    view, asked = snapshot.view, request.GET.get("reason", "")
    grouped = {reason: list(some) for reason, some in groupby(snapshot.waiting, key=lambda one: one.reason)}
    chosen = {asked: grouped[asked]} if asked in grouped else grouped
    most, start = (_A_PAGE, start_of(request, _A_PAGE)) if asked in grouped else (_FIRST, 0)
    groups = [
        {
            "reason": reason,
            "n": len(some),
            "rows": [_row(one, snapshot.laid, say) for one in some[start : start + most]],
        }
        for reason, some in chosen.items()
    ]
    others = [] if asked in grouped else list(beside(desk, say))
    groups += [{"reason": one.reason, "n": len(one.rows), "rows": one.rows} for one in others]
    groups.sort(key=lambda group: INBOX_REASONS.index(str(group["reason"])))
    known = {
        "documents": len(view.texts), "claims": len(view.claims), "incidents": len(view.acts),
        "findings": len(view.counted_findings),
    }  # fmt: skip
    context = {
        "place": "inbox", "groups": groups, "n": len(snapshot.waiting) + sum(len(one.rows) for one in others), "since": since_here(desk, say), "quality": _quality(view, say), "known": known, "asked": asked in grouped,
        "pages": pages_of(request, len(grouped[asked]), start, _A_PAGE) if asked in grouped else (),
    }  # fmt: skip
    return page(request, "inbox.html.j2", context)


def _row(one: Waiting, laid: Laid, say: Say) -> dict[str, Any]:
    row: dict[str, Any] = {"href": settled_at(one), "name": "", "parts": [one.words], "tolls": (), "n": one.n}
    if one.kind == "incident":
        incident = laid.incidents[one.id]
        row |= {"name": incident.handle, "parts": one_line(incident, say), "tolls": tolls(incident.casualties, say)}
    if one.kind == "finding":
        finding = laid.findings[one.id]
        act = laid.incidents.get(finding.incident_id or "")
        row |= {"name": act.handle if act else "", "parts": about(finding, laid, say)}
    return row


def _quality(view: ReportView, say: Say) -> str:
    """Return in words how often second persons judged as the first did; nothing where nobody looked again."""
    found = second_look_agreement(view)
    return say.count("judged_alike", found.n, alike=str(found.n_alike)) if found.n else ""
