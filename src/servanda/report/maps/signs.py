"""Signs of incidents: a shape for each status, its number where several lie under it."""

from html import escape
from typing import Final

from servanda.report.maps.clusters import Cluster
from servanda.report.maps.style import COLOUR
from servanda.report.saying import Words

_LISTED: Final = 12
_NAMED: Final = 50


def half(cluster: Cluster) -> float:
    """Return half the width of a sign in pixels: larger with the number under it, far less than in proportion."""
    n = len(cluster.marks)
    return 4.5 if n == 1 else 7.0 + min(4.0, n**0.5 / 2)


def sign(cluster: Cluster, say: Words) -> str:
    """Return a sign that leads to the first incident under it, with all of them in words."""
    marks = cluster.marks
    spots = cluster.spots[:_LISTED] if len(cluster.spots) > 1 else ()
    lines = [say("at_place", place=spot.name, n=len(spot.marks)) for spot in spots]
    lines += [mark.words for mark in marks[:_LISTED]]
    lines += [say("more_marks", n=len(marks) - _LISTED)] if len(marks) > _LISTED else []
    where = say.counted("under_sign", str(len(marks)), place=cluster.label(say))
    names = " ".join(mark.id for mark in marks[:_NAMED])
    number = _number(cluster) if len(marks) > 1 else ""
    return (
        f'<a href="{escape(marks[0].href or f"#{marks[0].id}")}" data-incidents="{escape(names)}" aria-label="{escape(where)}">'
        f"<title>{escape(chr(10).join([where, *lines]))}</title>{shape(cluster.status, cluster.x, cluster.y, half(cluster))}{number}</a>"
    )


def shape(status: str, x: float, y: float, size: float) -> str:
    """Return the shape of a status around a point, ``size`` half its width, in pixels."""
    colour = COLOUR[status]
    look = f'class="spot {status}" fill="{colour}" stroke="#ffffff" stroke-width="1"'
    match status:
        case "undetermined":
            return f'<circle class="spot {status}" cx="{x:g}" cy="{y:g}" r="{size:g}" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
        case "duty_engaged" | "partly_fulfilled":
            return f'<rect {look} x="{x - size:g}" y="{y - size:g}" width="{2 * size:g}" height="{2 * size:g}"/>'
        case "fulfilled" | "permitted":
            wide = round(size * 1.3, 1)
            return f'<path {look} d="M{x:g} {y - wide:g}l{wide:g} {wide:g}l-{wide:g} {wide:g}l-{wide:g} -{wide:g}z"/>'
        case "none" | "not_applicable":
            return f'<circle {look} cx="{x:g}" cy="{y:g}" r="{size * 0.75:g}"/>'
        case _:
            return f'<circle {look} cx="{x:g}" cy="{y:g}" r="{size:g}"/>'


def _number(cluster: Cluster) -> str:
    """Return how many incidents lie under a sign, in its middle."""
    colour = COLOUR["undetermined"] if cluster.status == "undetermined" else "#ffffff"
    at = f'x="{cluster.x:g}" y="{cluster.y + 3.4:g}"'
    return f'<text class="count" {at} font-size="9.5" font-weight="700" text-anchor="middle" fill="{colour}">{len(cluster.marks)}</text>'
