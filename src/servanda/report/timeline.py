"""The timeline: incidents by day, one SVG."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from html import escape

from servanda.model.incidents import Incident
from servanda.report.drawn_words import ENGLISH, Telling
from servanda.report.geometry import marker
from servanda.report.saying import Words

_ROW = 14.0
_COLUMN = 12.0  # wider than a dot: neighbouring days share a column rather than cover each other
_TALLEST = 240.0
_LEFT = 8.0
_BOTTOM = 40.0


def timeline_svg(
    incidents: Iterable[Incident],
    status_of: Mapping[str, str],
    width: float,
    href: Callable[[str], str] = "#{}".format,
    telling: Telling = ENGLISH,
) -> str:
    """Return an SVG with one dot an incident over its first day; an empty string where no incident has a date.

    ``href`` gives the address of an incident by its id.
    """
    dated = sorted(
        ((date.fromisoformat(i.time.start[:10]), i) for i in incidents if i.time.start), key=lambda p: (p[0], p[1].id)
    )
    if not dated:
        return ""
    first, last = dated[0][0], dated[-1][0]
    days = max((last - first).days, 1)
    columns = [int(_x(day, first, days, width) // _COLUMN) for day, _ in dated]
    tallest = max(Counter(columns).values())
    row = min(_ROW, _TALLEST / tallest)
    height = round(tallest * row, 1) + _BOTTOM + 6
    parts = [
        f'<svg class="timeline" viewBox="0 0 {width} {height}" role="group" aria-label="{escape(telling.say("timeline"))}">'
    ]
    parts += _axis((first, last), width, height, telling.say)
    piled: Counter[int] = Counter()
    for column, (_, incident) in zip(columns, dated, strict=True):
        piled[column] += 1
        x = round((column + 0.5) * _COLUMN, 1)
        y = round(height - _BOTTOM - piled[column] * row + 4, 1)
        words = escape(_told(incident, telling))
        status = status_of.get(incident.id, "none")
        parts.append(f'<a href="{escape(href(incident.id))}">{marker(status, x, y, 4.5, words)}</a>')
    return "\n".join([*parts, "</svg>"])


def _x(day: date, first: date, days: int, width: float) -> float:
    return round(_LEFT + (day - first).days / days * (width - 2 * _LEFT), 1)


def _told(incident: Incident, telling: Telling) -> str:
    place = incident.told_place or telling.say("place_unknown")
    name = incident.handle or incident.id
    return telling.say("on_day", day=incident.time.start, handle=name, what=telling.what(incident), place=place)


def _axis(ends: tuple[date, date], width: float, height: float, say: Words) -> list[str]:
    """Return the base line with month ticks, thinned to at most a dozen labels."""
    first, last = ends
    y, days = height - _BOTTOM + 8, max((last - first).days, 1)
    parts = [f'<path class="axis" d="M{_LEFT} {y}H{width - _LEFT}"/>']
    months = [day for day in (first + timedelta(n) for n in range(days + 1)) if day.day == 1]
    every = max(1, -(-len(months) // 12))
    for day in months[::every]:
        x = _x(day, first, days, width)
        parts.append(
            f'<path class="axis" d="M{x} {y}v5"/><text class="degrees" x="{x}" y="{y + 17}" text-anchor="middle">{say("month", name=f"{day:%b}", year=day.year, number=f"{day:%m}")}</text>'
        )
    begin = f'<text class="degrees" x="{_LEFT}" y="{y + 30}">{first}</text>'
    return [*parts, begin + f'<text class="degrees" x="{width - _LEFT}" y="{y + 30}" text-anchor="end">{last}</text>']
