"""Drawings of the period, each of which stands alone: the trend of twelve periods as bars, and the map of the report."""

from collections.abc import Sequence
from html import escape
from typing import Final, NamedTuple

_WIDTH: Final = 900
_HEIGHT: Final = 190
_BASE: Final = 130
_TALLEST: Final = 105

_FAMILY: Final = "'Servanda Sans', 'Servanda Arabic', 'Noto Sans', sans-serif"


class Bar(NamedTuple):
    """One period: its name, acts surely and at most, reports received, and whether it is the one reported on."""

    name: str
    low: int
    high: int
    n_reports: int
    note: int | None = None
    is_now: bool = False


def trend_svg(bars: Sequence[Bar], words: str, *, mirrored: bool = False) -> str:
    """Return bars over time, a line up to what may count, numbers above and reports received below. Later stands at the end of the line."""
    highest = max((bar.high for bar in bars), default=0) or 1
    step = _WIDTH / max(len(bars), 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="trend" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="{_FAMILY}" role="img" aria-label="{escape(words)}">'
    ]
    for number, bar in enumerate(bars):
        place = len(bars) - 1 - number if mirrored else number
        parts += _bar(bar, round(place * step, 1), round(step, 1), highest)
    parts.append(f'<path d="M0 {_BASE}H{_WIDTH}" stroke="#555" fill="none"/></svg>')
    return "\n".join(parts)


def _bar(bar: Bar, x: float, step: float, highest: int) -> list[str]:
    low, high = (round(_TALLEST * value / highest, 1) for value in (bar.low, bar.high))
    middle = round(x + step / 2, 1)
    figure = f"{bar.low}" if bar.low == bar.high else f"{bar.low}–{bar.high}"
    fill = "#1f4e79" if bar.is_now else "#8fb0cc"
    parts = [
        f'<rect x="{round(x + step * 0.2, 1)}" y="{_BASE - low}" width="{round(step * 0.6, 1)}" height="{low}" fill="{fill}"/>'
    ]
    if bar.high > bar.low:
        parts.append(f'<path d="M{middle} {_BASE - low}V{_BASE - high}m-6 0h12" stroke="#333" fill="none"/>')
    mark = f'<tspan font-size="8" dy="-5">{bar.note}</tspan>' if bar.note else ""
    parts.append(_text(middle, round(_BASE - high - 5, 1), figure, 13, mark))
    parts.append(_text(middle, _BASE + 18, bar.name, 11))
    parts.append(_text(middle, _BASE + 36, f"({bar.n_reports})", 11))
    return parts


def _text(x: float, y: float, words: str, size: int, mark: str = "") -> str:
    place = f'x="{x}" y="{y}" font-size="{size}" text-anchor="middle" fill="#222"'
    return f"<text {place}>{escape(words)}{mark}</text>"


def standing_alone(svg: str) -> str:
    """Return the map of the report as a drawing of its own, its names in the fonts of printed reports."""
    head, _, rest = svg.partition(">")
    return f"{head}><style>text {{ font-family: {_FAMILY} }}</style>{rest}"
