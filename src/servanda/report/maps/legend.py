"""What the signs of a map mean, drawn below it, so that it can be read wherever it is taken."""

from collections.abc import Iterator
from html import escape
from typing import Final, NamedTuple

from servanda.reference.basemap import CREDIT, Kind
from servanda.report.geometry import Frame
from servanda.report.maps.scene import MapScene
from servanda.report.maps.signs import shape
from servanda.report.maps.style import BASE, INK, NONE, QUIET, ZONE, attributes
from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS
from servanda.text.counting import counted

_ROW: Final = 17.0
_LETTERS: Final = 10.0
_CREDIT: Final = f"Boundaries are indicative and imply no view on the status of any territory. Base map: {CREDIT}."


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
    for line in _notes(scene):
        y += _ROW - 3
        parts.append(f'<text x="4" y="{y:g}" font-size="9" fill="{QUIET}">{escape(line)}</text>')
    return "\n".join([*parts, "</g>"]), y - view.height + 6


def credit() -> str:
    """Return whose map it is as the title of a drawing that has no room for a legend."""
    return f"<title>{escape(_CREDIT)}</title>"


def _entries(scene: MapScene, base: frozenset[Kind]) -> Iterator[Entry]:
    statuses = {mark.status for mark in scene.marks}
    for status in STATUS_ORDER:
        if status in statuses:
            yield Entry(shape(status, 12, 0, 5), STATUS_WORDS[status])
    if "none" in statuses:
        yield Entry(shape("none", 12, 0, 5), "no finding")
    if any(not mark.stretch for mark in scene.marks):
        ring = f'<circle cx="12" cy="0" r="6" fill="none" stroke="{NONE}"/>'
        yield Entry(ring, "the place lies within the ring")
    if any(mark.precision == "governorate" for mark in scene.marks):
        area = f'<rect x="3" y="-5" width="18" height="10" fill="{NONE}" fill-opacity="0.12" stroke="{NONE}" stroke-dasharray="2 2"/>'
        yield Entry(area, "somewhere in this area")
    if any(mark.stretch for mark in scene.marks):
        yield Entry(f'<path d="M2 0h20" stroke="{NONE}" stroke-width="1.6"/>', "between two places")
    if scene.zones:
        yield Entry(
            f'<path d="M2 0h20" stroke="{ZONE}" stroke-dasharray="7 3" stroke-width="1.4"/>',
            "zone or line of an agreement, indicative",
        )
    yield from _lines(base)


def _lines(base: frozenset[Kind]) -> Iterator[Entry]:
    named: tuple[tuple[Kind, str], ...] = (("disputed", "disputed boundary"), ("road", "road"))
    for kind, words in named:
        if kind in base:
            yield Entry(f'<path d="M2 0h20" {attributes(BASE[kind])}/>', words)


def _notes(scene: MapScene) -> Iterator[str]:
    if scene.wide:
        names = ", ".join(f"{name} ({n})" for name, n in scene.wide)
        yield f"Known to a country only, not drawn: {names}."
    if scene.unplaced:
        yield f"{counted(scene.unplaced, 'incident')} without a known place."
    yield _CREDIT
