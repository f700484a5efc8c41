"""What the signs of a map mean, drawn below it, so that it can be read wherever it is taken."""

from collections.abc import Iterator
from html import escape
from itertools import chain
from textwrap import wrap
from typing import Final, NamedTuple

from servanda.reference.basemap import CREDIT, Kind
from servanda.report.geometry import Frame
from servanda.report.maps.scene import MapScene
from servanda.report.maps.signs import shape
from servanda.report.maps.style import BASE, INK, NONE, QUIET, ZONE, attributes
from servanda.report.phrases import STATUS_ORDER
from servanda.report.saying import Words

_ROW: Final = 17.0
_LETTERS: Final = 10.0
_NOTE_LETTER: Final = 4.8
"""How wide a letter of a note is: a line that is wider than the map would be cut off, and with it whose map it is."""


class Entry(NamedTuple):
    """A sign (its SVG at the origin, 24 pixels wide) and what it means."""

    drawn: str
    words: str


def legend(scene: MapScene, view: Frame, base: frozenset[Kind]) -> tuple[str, float]:
    """Return the legend as SVG below a window on a base of these kinds, and how many pixels high it is."""
    x, y = 4.0, view.height + _ROW
    parts = ['<g class="legend">']
    for entry in _entries(scene, base):
        wide = 30 + len(entry.words) * _LETTERS * 0.56
        if x + wide > view.width and x > 4:  # noqa: PLR2004 - never a row without an entry
            x, y = 4.0, y + _ROW
        at = f'<text x="{x + 26:g}" y="{y:g}" font-size="{_LETTERS:g}" fill="{INK}">{escape(entry.words)}</text>'
        parts.append(f'<g transform="translate({x:g} {y - 3.5:g})">{entry.drawn}</g>{at}')
        x += wide
    fitting = int(view.width / _NOTE_LETTER)
    for line in chain.from_iterable(wrap(note, fitting) for note in _notes(scene)):
        y += _ROW - 3
        parts.append(f'<text x="4" y="{y:g}" font-size="9" fill="{QUIET}">{escape(line)}</text>')
    return "\n".join([*parts, "</g>"]), y - view.height + 6


def credit(say: Words) -> str:
    """Return whose map it is as the title of a drawing that has no room for a legend."""
    return f"<title>{escape(say('credit', whose=CREDIT))}</title>"


def _entries(scene: MapScene, base: frozenset[Kind]) -> Iterator[Entry]:
    say, statuses = scene.telling.say, {mark.status for mark in scene.marks}
    for status in (*STATUS_ORDER, "none"):
        if status in statuses:
            yield Entry(shape(status, 12, 0, 5), scene.telling.status(status))
    if any(not mark.stretch for mark in scene.marks):
        ring = f'<circle cx="12" cy="0" r="6" fill="none" stroke="{NONE}"/>'
        yield Entry(ring, say("sign_ring"))
    if any(mark.precision == "governorate" for mark in scene.marks):
        area = f'<rect x="3" y="-5" width="18" height="10" fill="{NONE}" fill-opacity="0.12" stroke="{NONE}" stroke-dasharray="2 2"/>'
        yield Entry(area, say("sign_area"))
    if any(mark.stretch for mark in scene.marks):
        yield Entry(f'<path d="M2 0h20" stroke="{NONE}" stroke-width="1.6"/>', say("sign_stretch"))
    if scene.zones:
        yield Entry(
            f'<path d="M2 0h20" stroke="{ZONE}" stroke-dasharray="7 3" stroke-width="1.4"/>',
            say("sign_zone"),
        )
    yield from _lines(base, say)


def _lines(base: frozenset[Kind], say: Words) -> Iterator[Entry]:
    named: tuple[Kind, ...] = ("disputed", "road")
    for kind in named:
        if kind in base:
            yield Entry(f'<path d="M2 0h20" {attributes(BASE[kind])}/>', say(f"sign_{kind}"))


def _notes(scene: MapScene) -> Iterator[str]:
    say = scene.telling.say
    if scene.wide:
        yield say("wide", names=say("comma").join(say("wide_name", name=name, n=n) for name, n in scene.wide))
    if scene.unplaced:
        yield say.counted("unplaced", str(scene.unplaced))
    yield say("credit", whose=CREDIT)
