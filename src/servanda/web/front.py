"""The inbox: what needs a person today, the gravest first, each row with its reason and the place where it is settled."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from servanda.pipeline import Waiting
from servanda.report import Laid, told
from servanda.web.addresses import href_of
from servanda.web.rendering import desk_of, page, say_of
from servanda.web.telling import one_line
from servanda.web.words import Say


def inbox_page(request: HttpRequest) -> HttpResponse:
    """Show what waits, by reason."""
    snapshot, say = desk_of(request).snapshot(), say_of(request)
    view = snapshot.view
    groups = [
        {"reason": reason, "rows": [_row(one, snapshot.laid, say) for one in some]}
        for reason, some in groupby(snapshot.waiting, key=lambda one: one.reason)
    ]
    known = {
        "documents": len(view.texts), "claims": len(view.claims), "incidents": len(view.acts),
        "findings": len(view.counted_findings),
    }  # fmt: skip
    return page(
        request, "inbox.html.j2", {"place": "inbox", "groups": groups, "n": len(snapshot.waiting), "known": known}
    )


def _row(one: Waiting, laid: Laid, say: Say) -> dict[str, Any]:
    row: dict[str, Any] = {"href": href_of(one.id), "name": "", "parts": [one.words], "tolls": (), "n": one.n}
    if one.kind == "incident":
        incident = laid.incidents[one.id]
        row |= {"name": incident.handle, "parts": one_line(incident, say), "tolls": _tolls(incident.casualties)}
    if one.kind == "finding":
        finding = laid.findings[one.id]
        incident = laid.incidents[finding.incident_id or ""]
        party = laid.party(finding.party) or say("nobody_named")
        parts = [f"{say.code('status', finding.status)}: {party}", f"{finding.agreement_id}/{finding.provision_id}"]
        row |= {"name": incident.handle, "parts": [*parts, *one_line(incident, say)]}
    return row


def _tolls(counts: Iterable[Any]) -> list[str]:
    return [told(count.effect, count) for count in counts]
