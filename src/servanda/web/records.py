"""The page of an incident and of a finding: what is said, by whom, what speaks against it, and what follows."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from servanda.model.claims import Claim
from servanda.model.findings import Finding
from servanda.model.incidents import Incident, TollBySource
from servanda.report import Laid, drawn_words, origins_svg, ruling_words, said_count, together_words
from servanda.web.awaited import next_after
from servanda.web.rendering import desk_of, known, page, say_of
from servanda.web.telling import drawn, figures, gravest_first, one_line, provisions, strand, where
from servanda.web.words import Say

_CLAIM: Final = re.compile(r"\bclm_[0-9a-f]+")
_WIDEST: Final = 100.0
_STRIP, _EDGE, _ROW, _TWO = 620, 10, 12, 2
"""Pixels of the strip of reports: its width, room at its ends, and a row of it; two days are the fewest that it shows."""
_ROOM: Final = 1.25
"""How much longer than the highest number a scale is where somebody leaves the end open ("at least 45")."""


def incident(request: HttpRequest, name: str) -> HttpResponse:
    """Show one incident."""
    now, say = desk_of(request).snapshot(), say_of(request)
    laid = now.laid
    found = known(laid.incidents, name, say)
    item = laid.incident(found, drawn(say))
    reports = _reports(item, laid, together_words(found))
    context = {
        "place": "incidents", "item": item, "record": found, "line": one_line(found, say), "where": where(found, say), "reports": reports, "strip": _strip(reports, found),
        "tolls": _scaled(found, say), "verdicts": [(ruling_words(one), one.claim) for one in found.verdicts],
        "numbers": laid.index.numbers, "others": _near(found, laid, say), "origins": _origins(item, say), "next": next_after(now.waiting, found.id),
    }  # fmt: skip
    return page(request, "incident.html.j2", context)


def finding(request: HttpRequest, name: str) -> HttpResponse:
    """Show one finding as an argument: the provision, each condition with its evidence, what is missing, what speaks against it."""
    now, say = desk_of(request).snapshot(), say_of(request)
    found = known(now.laid.findings, name, say)
    further = {"next": next_after(now.waiting, found.id)}
    return page(request, "finding.html.j2", finding_context(found, now.laid, say) | further)


def finding_context(found: Finding, laid: Laid, say: Say) -> dict[str, Any]:
    """Return what the page of a finding shows."""
    item = laid.finding(found)
    about = item["incident"]
    return {
        "place": "findings", "item": item, "rule": provisions(laid.view.book.agreement(found.agreement_id), say).get(found.provision_id, ""), "record": found, "line": one_line(about, say) if about else [], "is_blind": False, "next": "",
        "numbers": laid.index.numbers, "quoted": {name: laid.index.quote(name) for step in found.conditions for name in step.claims},
    }  # fmt: skip


def _origins(item: dict[str, Any], say: Say) -> dict[str, Any]:
    """Return who draws on whom: the ways from reports to origins, and their drawing; nothing where one report speaks for itself."""
    strands = [strand(one, say) for one in (item["origins"] or {}).get("strands", ())]
    return {"strands": strands, "drawing": origins_svg(strands, drawn_words(say.language))}


def _reports(item: dict[str, Any], laid: Laid, why: dict[str, str]) -> list[dict[str, Any]]:
    """Return the claims of an incident in the order in which their reports came out."""
    rows = [_report(claim, item["record"], laid, why) for claim in item["claims"]]
    rows.sort(key=lambda row: (row["date"], row["claim"].id))
    origins = {voice.claim: voice.origin for voice in item["record"].voices if voice.origin}
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        origin = origins.get(row["claim"].id)
        before = first.setdefault(origin, row) if origin else row
        row["copies"] = before["number"] if before["claim"].document_id != row["claim"].document_id else ""
    return rows


def _strip(rows: list[dict[str, Any]], record: Incident) -> dict[str, Any] | None:
    """Return the reports of an incident as dots over the days on which they came out, with the day of the act; ``None`` for one day alone."""
    happened = (record.time.start or "")[:10]
    dated = [(row, row["date"][:10]) for row in rows if row["date"]]
    days = sorted({happened, *(day for _, day in dated)} - {""})
    if len(days) < _TWO:
        return None
    across = _scale(days[0], days[-1])
    stacked: Counter[str] = Counter()
    dots = []
    for row, day in dated:
        stacked[day] += 1
        dots.append((row, across(day), _ROW * stacked[day]))
    act = (happened, across(happened)) if happened else None
    return {"dots": dots, "height": _ROW * (max(stacked.values()) + 1), "act": act, "ends": (days[0], days[-1])}


def _scale(first: str, last: str) -> Callable[[str], float]:
    """Return what gives for a day its place on the strip, in pixels."""
    begin, length = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
    return lambda day: round(_EDGE + (_STRIP - 2 * _EDGE) * (date.fromisoformat(day) - begin).days / length, 1)


def _report(claim: Claim, record: Incident, laid: Laid, why: dict[str, str]) -> dict[str, Any]:
    text = laid.view.heads.get(claim.document_id)
    return {
        "claim": claim,
        "number": laid.index.numbers.get(claim.id, ""),
        "date": (text.published_on if text else None) or "",
        "title": (text.title if text else None) or claim.document_id,
        "chain": [voice.name for voice in claim.attribution],
        "denies": claim.id in record.denials,
        "why": _CLAIM.sub(lambda one: laid.index.numbers.get(one.group(), one.group()), why.get(claim.id, "")),
    }


def _scaled(record: Incident, say: Say) -> list[dict[str, Any]]:
    """Return each toll with what each voice says, as bars on one scale."""
    scaled = []
    for toll in gravest_first(record.casualties):
        ends = [end for one in toll.by_source for end in (one.minimum, one.maximum) if end is not None]
        is_open = any(one.maximum is None for one in toll.by_source)
        scale = (max(ends, default=0) or 1) * (_ROOM if is_open else 1)
        scaled.append({"effect": toll.effect, "voices": [_bar(one, scale, say) for one in toll.by_source]})
    return scaled


def _bar(said: TollBySource, scale: float, say: Say) -> dict[str, Any]:
    """Return what one voice says, with the percent of the scale at which its bar begins and ends."""
    start, end = said.minimum or 0, scale if said.maximum is None else said.maximum
    ends = {"from": _WIDEST * start / scale, "to": _WIDEST * end / scale, "is_open": said.maximum is None}
    return {
        "said": figures(said_count(said), say) if said.words else "",
        "speaker": said.speaker,
        "date": said.published_on or "",
        "claim": said.claim,
        **ends,
    }


def _near(record: Incident, laid: Laid, say: Say) -> list[tuple[str, str]]:
    """Return the incidents that this one may be merged with: of the same day or place, by handle, in words."""
    return [(str(one.handle), " · ".join(one_line(one, say))) for one in laid.near(record) if one.handle]
