"""Where and when a claim says that something was: a small map, and a small line of time on which the day of publication stands too."""

from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from servanda.model.claims import BaseClaim
from servanda.model.time import TimeInterval
from servanda.report import Laid
from servanda.web.rendering import desk_of, known, part, say_of
from servanda.web.sitting import Sitting
from servanda.web.telling import drawn, when
from servanda.web.words import Say

_MAP, _LINE, _EDGE, _LEAST = 300, 300, 8, 3
"""Pixels: width of the map, of the line, room at the ends of the line, and the least width of what stands on it."""
_ROOM: Final = 3
"""Days before and behind what is known, at least."""


def where(request: HttpRequest, name: str) -> HttpResponse:
    """Return map and line of one claim, as a part of a page."""
    desk, say = desk_of(request), say_of(request)
    claim = known(desk.snapshot().laid.claims, name, say)
    return HttpResponse(part(request, "where.html.j2", {"spot": spot_of(claim, desk, say)}))


def spot_of(claim: BaseClaim, desk: Sitting, say: Say) -> dict[str, Any]:
    """Return map and line of a claim, each empty where nothing is known that could be drawn."""
    laid = desk.snapshot().laid
    drawing = desk.drawn(("claim", say.language, claim.id), lambda: laid.claim_map(claim, _MAP, drawn(say)))
    return {"map": drawing, "line": line_of(claim, laid, say)}


def line_of(claim: BaseClaim, laid: Laid, say: Say) -> dict[str, Any] | None:
    """Return the days of a claim on a line with the day on which its document was published; ``None`` where it names no day."""
    time = getattr(claim, "time", None)
    days = _days(time) if time else None
    if time is None or days is None:
        return None
    text = laid.texts.get(claim.document_id)
    published = _day(text.published_on if text else None)
    known_days = sorted((*days, *([published] if published else [])))
    room = timedelta(max(_ROOM, (known_days[-1] - known_days[0]).days // 10))
    first, last = known_days[0] - room, known_days[-1] + room
    across = (_LINE - 2 * _EDGE) / (last - first).days
    begin, until, told = (round(_EDGE + (day - first).days * across, 1) for day in (*days, published or first))
    return {
        "width": _LINE, "from": begin, "wide": max(round(until - begin, 1), _LEAST), "words": when(time, say),
        "published": (told, published.isoformat()) if published else None, "is_open": not (time.start and time.end),
    }  # fmt: skip


def _days(time: TimeInterval) -> tuple[date, date] | None:
    """Return the first day of a time and the day behind its last; of one that is open on a side one day at the other."""
    start, end = _day(time.start), _day(time.end)
    if end and time.end and len(time.end) > len(end.isoformat()):
        end += timedelta(1)  # an instant within that day
    if start:
        return start, end or start + timedelta(1)
    return (end - timedelta(1), end) if end else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:  # a year or a month alone
        return None
