"""Where and when a claim says that something was: a small map, and a small line of time on which the day of publication stands too."""

from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from servanda.model.claims import BaseClaim
from servanda.report import Laid
from servanda.web.rendering import desk_of, known, part, say_of
from servanda.web.sitting import Sitting
from servanda.web.telling import when
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
    drawing = desk.drawn(("claim", claim.id), lambda: laid.claim_map(claim, _MAP))
    return {"map": drawing, "line": line_of(claim, laid, say)}


def line_of(claim: BaseClaim, laid: Laid, say: Say) -> dict[str, Any] | None:
    """Return the days of a claim on a line with the day on which its document was published; ``None`` where it names no day."""
    time = getattr(claim, "time", None)
    if time is None or (time.start is None and time.end is None):
        return None
    text = laid.texts.get(claim.document_id)
    published = _day(text.published_on if text else None)
    start, end = _day(time.start), _day(time.end)
    end = end if end and time.end and len(time.end) == len("2031-05-09") else end + timedelta(1) if end else None
    begin = start or end
    until = end or (begin + timedelta(1) if begin else None)
    known_days = [one for one in (begin, until, published) if one]
    room = timedelta(max(_ROOM, (max(known_days) - min(known_days)).days // 10))
    first, last = min(known_days) - room, max(known_days) + room
    across = (_LINE - 2 * _EDGE) / max((last - first).days, 1)

    def x(day: date) -> float:
        return round(_EDGE + (day - first).days * across, 1)

    from_x, to_x = x(begin or first), x(until or last)
    return {
        "width": _LINE, "from": from_x, "wide": max(round(to_x - from_x, 1), _LEAST), "words": when(time, say),
        "published": (x(published), published.isoformat()) if published else None,
        "is_open": time.start is None or time.end is None,
    }  # fmt: skip


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:  # a year or a month alone
        return None
