"""The graph of origins as one SVG: reports on the left, those they quote in the middle, origins on the right.

Nothing is told by colour alone: what is not counted is dotted, what denies is dashed, a voice with an interest has a double frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from textwrap import wrap
from typing import Final

from servanda.report.drawn_words import ENGLISH
from servanda.report.saying import Words

_LEFT, _MIDDLE, _RIGHT = 0, 1, 2
_X: Final = (8.0, 268.0, 528.0)
_BOX, _TALL, _STEP, _HEAD = 184.0, 34.0, 42.0, 24.0
_WIDTH = _X[_RIGHT] + _BOX + 8
_LETTERS, _LINES = 27, 2
_FREE: Final = "\0"
_HEADS = ("origins_report", "origins_through", "origins_as")

Node = tuple[int, str]


@dataclass(frozen=True)
class Strand:
    """One way from a report to an origin. ``speaker`` is ``None`` where the report speaks for itself.

    ``counted`` is false for what is no further origin, ``denies`` true where it speaks against the
    event; ``interested`` names the parties that the origin speaks for. ``claims`` are claim ids, ``incidents`` incident ids.
    """

    report: str
    speaker: str | None
    origin: str
    why: str
    counted: bool = True
    denies: bool = False
    interested: tuple[str, ...] = ()
    claims: tuple[str, ...] = field(default=(), compare=False)
    incidents: tuple[str, ...] = field(default=(), compare=False)


def origins_svg(strands: Sequence[Strand], say: Words = ENGLISH.say) -> str:
    """Return the drawing; an empty string where there is nothing to draw. ``strands`` stand in the order to be drawn in."""
    if not strands:
        return ""
    at, height = _places(strands)
    interested = {(_RIGHT, strand.origin) for strand in strands if strand.interested}
    words = escape(say("origins", n=len(strands)))
    parts = [f'<svg class="origins" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{words}">']
    parts += [
        f'<text class="degrees" x="{x}" y="14">{escape(say(head))}</text>' for x, head in zip(_X, _HEADS, strict=True)
    ]
    parts += list(dict.fromkeys(line for strand in strands for line in _lines(strand, at)))
    parts += [_node(node, y, interested=node in interested) for node, y in at.items() if not _is_free(node)]
    return "\n".join([*parts, "</svg>"])


def _places(strands: Sequence[Strand]) -> tuple[dict[Node, float], float]:
    """Return the upper edge of each node and the height of the drawing; a shorter column is spread along the longest.

    Reports stand at the mean height of what they lead to, which keeps most lines from crossing.
    """
    middle = {_through(strand): None for strand in strands}
    rank = {node: place for place, node in enumerate(middle)}
    heights: dict[str, list[int]] = {}
    for strand in strands:
        heights.setdefault(strand.report, []).append(rank[_through(strand)])
    left = sorted(heights, key=lambda report: (sum(heights[report]) / len(heights[report]), report))
    columns: list[list[Node]] = [
        [(_LEFT, report) for report in left],
        list(middle),
        list(dict.fromkeys((_RIGHT, strand.origin) for strand in strands)),
    ]
    tall = max(len(column) for column in columns) * _STEP
    at: dict[Node, float] = {}
    for column in columns:
        step = tall / len(column)
        at |= {node: round(_HEAD + step * row + (step - _TALL) / 2, 1) for row, node in enumerate(column)}
    return at, round(tall + _HEAD + 4, 1)


def _through(strand: Strand) -> Node:
    """Return the node in the middle; where the report speaks for itself a free place that its line passes through."""
    return (_MIDDLE, strand.speaker) if strand.speaker else (_MIDDLE, f"{_FREE}{strand.report}{_FREE}{strand.origin}")


def _is_free(node: Node) -> bool:
    return node[1].startswith(_FREE)


def _lines(strand: Strand, at: dict[Node, float]) -> list[str]:
    through = _through(strand)
    x, y = zip(*(((_X[n], at[(n, name)] + _TALL / 2)) for n, name in (
        (_LEFT, strand.report), through, (_RIGHT, strand.origin),
    )), strict=True)  # fmt: skip
    look = "denies" if strand.denies else "" if strand.counted else "uncounted"
    first, second = (
        _curve(x[_LEFT] + _BOX, y[_LEFT], x[_MIDDLE], y[_MIDDLE]),
        _curve(x[_MIDDLE] + _BOX, y[_MIDDLE], x[_RIGHT], y[_RIGHT]),
    )
    passing = [f"M{x[_MIDDLE]} {y[_MIDDLE]}h{_BOX}"] if _is_free(through) else []
    return [f'<path class="strand {look}" d="{path}"/>' for path in (first, *passing, second)]


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x2 - x1) / 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _node(node: Node, y: float, *, interested: bool) -> str:
    column, name = node
    x = _X[column]
    lines = wrap(name, _LETTERS, break_long_words=True)
    shown = [*lines[: _LINES - 1], lines[_LINES - 1] + "…"] if len(lines) > _LINES else lines
    first = y + _TALL / 2 + 4 - 6.5 * (len(shown) - 1)
    text = "".join(
        f'<text class="label" x="{x + 7}" y="{round(first + 13 * row, 1)}">{escape(line)}</text>'
        for row, line in enumerate(shown)
    )
    inner = (
        f'<rect class="node" x="{x + 3}" y="{y + 3}" width="{_BOX - 6}" height="{_TALL - 6}" rx="2"/>'
        if interested
        else ""
    )
    frame = f'<rect class="node" x="{x}" y="{y}" width="{_BOX}" height="{_TALL}" rx="3"/>'
    return f"<g><title>{escape(name)}</title>{frame}{inner}{text}</g>"
