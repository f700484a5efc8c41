"""Names on a map: each where there is room beside its point, the more important first; one without room is left out."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from typing import Final, NamedTuple

from servanda.report.geometry import Frame
from servanda.report.maps.style import FONT, HALO, INK, QUIET, ZONE

_LETTER: Final = 0.6  # width of a letter, of the size of the letters; bold names have .50 to .66 in the mean
_LINE: Final = 1.15
_TURN: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Label(NamedTuple):
    """A name for a point: ``away`` pixels beside it, or on it if ``centred``, letters of ``size`` pixels.

    ``look`` says what it is the name of, ``others`` are points where it may stand as well.
    """

    words: str
    x: float
    y: float
    size: float = 11.0
    away: float = 6.0
    look: str = "place"
    others: tuple[tuple[float, float], ...] = ()
    centred: bool = False


class Box(NamedTuple):
    """A part of the drawing that is taken, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right and self.right > other.left and self.top < other.bottom and self.bottom > other.top
        )


_LOOKS: Final = {
    "place": f'fill="{INK}" font-weight="600"',
    "zone": f'fill="{ZONE}" font-style="italic"',
    "town": f'fill="{QUIET}"',
    "division": f'fill="{QUIET}" letter-spacing="0.5"',
    "country": f'fill="{QUIET}" letter-spacing="2" font-weight="600"',
}


def placed(labels: Iterable[Label], taken: Iterable[Box], view: Frame) -> Iterator[str]:
    """Yield the labels that find room inside the window, in their order, each clear of all before it and of ``taken``."""
    used = list(taken)
    for label in labels:
        sides = ((side, _box(label, *side)) for side in _sides(label))
        free = (found for found in sides if _inside(found[1], view) and not any(map(found[1].meets, used)))
        for (anchor, x, y), box in islice(free, 1):
            used.append(box)
            yield text(label, x, y, anchor)


def text(label: Label, x: float, y: float, anchor: str = "start") -> str:
    """Return a name as SVG: once broad in the colour of the land, so that lines do not cross it, and once as it is read."""
    at = f'x="{x:g}" y="{y:g}" font-size="{label.size:g}" text-anchor="{anchor}"'
    words = escape(label.words)
    halo = f'<text class="halo" aria-hidden="true" {at} fill="{HALO}" stroke="{HALO}" stroke-width="3" stroke-linejoin="round">{words}</text>'
    return f'{halo}<text class="label {label.look}" {at} {_LOOKS[label.look]}>{words}</text>'


def font() -> str:
    """Return the letters of a map, as an attribute."""
    return f'font-family="{FONT}"'


def _sides(label: Label) -> Iterator[tuple[str, float, float]]:
    """Yield where a label may stand: right of its point, left, below, above; one that is centred, on it."""
    down, away = label.size * 0.36, label.away
    for x, y in ((label.x, label.y), *label.others):
        if label.centred:
            yield "middle", x, y + down
            continue
        yield "start", x + away, y + down
        yield "end", x - away, y + down
        yield "middle", x, y + away + label.size * 0.8
        yield "middle", x, y - away - label.size * 0.2
        yield "start", x + away * 0.8, y + away + label.size * 0.6
        yield "start", x + away * 0.8, y - away * 0.8


def _box(label: Label, anchor: str, x: float, y: float) -> Box:
    wide = len(label.words) * label.size * _LETTER
    left = x - wide * _TURN[anchor]
    return Box(left - 3, y - label.size * 0.85, left + wide + 3, y + label.size * (_LINE - 0.85))


def _inside(box: Box, view: Frame) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= view.width and box.bottom <= view.height
