"""A scene as one SVG: no network, no stylesheet, no state; the same for desk, page and print.

Without a script it shows the whole scene with its names. ``zooms`` beyond 1 add what is seen closer (signs apart, more names), each as a
group that is not shown until a script turns it on.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from servanda.report.geometry import Frame, frame
from servanda.report.maps.base import area_path, base_paths, outlines, path, shows_divisions
from servanda.report.maps.clusters import Spot, clustered, spots
from servanda.report.maps.labels import Box, Label, font, placed, text
from servanda.report.maps.legend import credit, legend
from servanda.report.maps.naming import Name, names
from servanda.report.maps.scene import MapScene, Mark
from servanda.report.maps.signs import half, sign
from servanda.report.maps.style import COLOUR, QUIET, SEA, ZONE
from servanda.report.saying import Words

ZOOMS: Final = (1, 2, 4, 8)
_WIDEST_KM: Final = 100.0
"""A ring wider than that does not widen the window: the place is hardly known."""
_GAP: Final = 17.0
_TOLERANCE: Final = 0.6
_TOWNS: Final = 14
_LEAST_RING: Final = 4.0


def draw(
    scene: MapScene,
    width: float = 720,
    zooms: Sequence[int] = (1,),
    middle: tuple[float, float] = (0.5, 0.5),
    *,
    has_legend: bool = True,
) -> str:
    """Return an SVG ``width`` pixels wide; an empty string where a scene has nothing that can be drawn.

    The first of ``zooms`` is shown; where it is more than 1, of the scene the part around ``middle`` (shares of width and height).
    """
    view = view_of(scene, width)
    if view is None:
        return ""
    base = list(base_paths(view, _TOLERANCE / (max(zooms) if shows_divisions(view) else 1)))
    foot, below = (
        legend(scene, view, frozenset(kind for kind, _ in base)) if has_legend else (credit(scene.telling.say), 0.0)
    )
    pane = (
        f'<svg class="pane" x="0" y="0" width="{view.width:g}" height="{view.height:g}" viewBox="{_part(view, zooms[0], middle)}">',
        f'<rect class="sea" width="{view.width:g}" height="{view.height:g}" fill="{SEA}"/>',
        *(drawn for _, drawn in base),
        *_zones(scene, view),
        *_known(scene, view),
        *_levels(scene, view, zooms),
        "</svg>",
    )
    head = (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {view.width:g} {view.height + below:g}" '
        f'role="group" aria-label="{escape(scene.title)}" {font()}>'
    )
    edge = f'<rect width="{view.width:g}" height="{view.height:g}" fill="none" stroke="{QUIET}" stroke-width="1"/>'
    scales = (_scale(view, zoom, scene.telling.say, is_shown=zoom == zooms[0]) for zoom in zooms)
    return "\n".join((head, *pane, edge, *scales, foot, "</svg>"))


def _part(view: Frame, zoom: int, middle: tuple[float, float]) -> str:
    """Return the part of the drawing that is shown, no more of it than there is, as a view box."""
    ends = [
        round(size * min(max(at - 0.5 / zoom, 0), 1 - 1 / zoom), 1)
        for size, at in zip((view.width, view.height), middle, strict=True)
    ]
    return f"{ends[0]:g} {ends[1]:g} {view.width / zoom:g} {view.height / zoom:g}"


def view_of(scene: MapScene, width: float) -> Frame | None:
    """Return the window in which a scene is drawn; ``None`` where it has nothing that can be drawn."""
    return frame(_extent(scene), width)


def _extent(scene: MapScene) -> Iterator[tuple[float, float]]:
    """Yield what the window has to hold: every mark with its ring, what is to be around, and the zones near one mark alone."""
    yield from scene.around
    for mark in scene.marks:
        yield from _around(mark, min(mark.radius_km, _WIDEST_KM))
        if mark.stretch:
            yield from ((end[1], end[0]) for end in (mark.stretch.start, mark.stretch.end))
    if len(scene.marks) + len(scene.around) < 2:  # noqa: PLR2004 - one place alone says little of where it lies
        yield from (point for zone in scene.zones for point in zone.points())


def _around(mark: Mark, km: float) -> Iterator[tuple[float, float]]:
    up = km / 111.32
    yield from ((mark.longitude + x * up, mark.latitude + y * up) for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1)))


def _zones(scene: MapScene, view: Frame) -> Iterator[str]:
    """Yield areas with a broken edge, and lines as lines."""
    look = f'stroke="{ZONE}" stroke-width="1.4" vector-effect="non-scaling-stroke"'
    for zone in scene.zones:
        title = f"<title>{escape(scene.telling.say('indicative', names=zone.words))}</title>"
        if zone.polygons:
            rings = "".join(path(ring, view, closed=True) for polygon in zone.polygons for ring in polygon)
            yield f'<path class="zone" fill="{ZONE}" fill-opacity="0.05" fill-rule="evenodd" stroke-dasharray="7 3" {look} d="{rings}">{title}</path>'
        if zone.lines:
            lines = "".join(path(line, view) for line in zone.lines)
            yield f'<path class="zone line" fill="none" stroke-dasharray="9 3 2 3" {look} d="{lines}">{title}</path>'


def _known(scene: MapScene, view: Frame) -> Iterator[str]:
    """Yield how well places are known: an area where only a division is, a band along a stretch, else a ring; the widest below."""
    say, drawn = scene.telling.say, set[tuple[object, ...]]()
    for mark in sorted(scene.marks, key=lambda mark: (-mark.radius_km, mark.at, mark.id)):
        key = (mark.at, mark.radius_km, mark.stretch)
        if key not in drawn:
            drawn.add(key)
            yield _band(mark, view) if mark.stretch else _area(mark, view, say) or _ring(mark, view, say)


def _band(mark: Mark, view: Frame) -> str:
    stretch, colour = mark.stretch, COLOUR[mark.status]
    if stretch is None:
        return ""
    line = path(((stretch.start[1], stretch.start[0]), (stretch.end[1], stretch.end[0])), view)
    wide = max(view.length(2 * stretch.width_km), 2 * _LEAST_RING)
    return (
        f'<path class="precision band" d="{line}" fill="none" stroke="{colour}" stroke-opacity="0.15" stroke-width="{wide:g}"/>'
        f'<path class="precision band" d="{line}" fill="none" stroke="{colour}" stroke-width="1.6" vector-effect="non-scaling-stroke"/>'
    )


def _area(mark: Mark, view: Frame, say: Words) -> str:
    """Return the division of an incident that is known to lie somewhere in it; nothing where the base map has none."""
    parts = outlines(mark.at) if mark.precision == "governorate" else ()
    if not parts:
        return ""
    look = f'fill="{COLOUR[mark.status]}" fill-opacity="0.06" stroke="{COLOUR[mark.status]}" stroke-dasharray="2 2"'
    words = f"<title>{escape(say('in_area', place=mark.place))}</title>"
    return f'<path class="precision area" {look} vector-effect="non-scaling-stroke" d="{area_path(parts, view)}">{words}</path>'


def _ring(mark: Mark, view: Frame, say: Words) -> str:
    x, y = view.point(*mark.at)
    radius, colour = max(view.length(mark.radius_km), _LEAST_RING), COLOUR[mark.status]
    words = f"<title>{escape(say('known_to', place=mark.place, km=f'{mark.radius_km:g}'))}</title>"
    look = f'fill="{colour}" fill-opacity="0.04" stroke="{colour}" stroke-opacity="0.75" vector-effect="non-scaling-stroke"'
    return f'<circle class="precision {mark.status}" cx="{x:g}" cy="{y:g}" r="{radius:g}" {look}>{words}</circle>'


def _levels(scene: MapScene, view: Frame, zooms: Sequence[int]) -> Iterator[str]:
    """Yield for each zoom its signs and names; those of the first are shown."""
    places = spots(scene.marks)
    named = names(
        scene,
        view.window,
        {spot.name for spot in places},
        _TOWNS * max(zooms),
        with_divisions=shows_divisions(view),
    )
    for zoom in zooms:
        hidden = "" if zoom == zooms[0] else ' display="none"'
        yield f'<g class="level" data-zoom="{zoom}" transform="scale({1 / zoom:g})"{hidden}>'
        yield from _level(places, named, view, zoom, scene.telling.say)
        yield "</g>"


def _level(places: Sequence[Spot], named: Sequence[Name], view: Frame, zoom: int, say: Words) -> Iterator[str]:
    """Yield signs and names as they are at one zoom: laid out on paper ``zoom`` times as large."""
    large = Frame(view.west, view.north, view.scale * zoom, view.middle, view.width * zoom, view.height * zoom)
    signs = clustered(places, large, _GAP)
    taken = [Box(s.x - half(s), s.y - half(s), s.x + half(s), s.y + half(s)) for s in signs]
    beside = (Label(one.label(say), one.x, one.y, 11.5, half(one) + 3) for one in signs)
    small = set([name for name in named if name.look == "town"][_TOWNS * zoom :])
    kept = (name for name in named if name not in small)
    yield from placed((*beside, *(name.label(large) for name in kept)), taken, large)
    yield from (sign(one, say) for one in sorted(signs, key=lambda one: (one.y, one.x)))


def _scale(view: Frame, zoom: int, say: Words, *, is_shown: bool) -> str:
    """Return the bar of a round distance on the ground, as long as it is at a zoom."""
    km = next((k for k in (500, 200, 100, 50, 20, 10, 5, 2, 1) if view.length(k) * zoom < view.width / 4), 1)
    length, y = round(view.length(km) * zoom, 1), view.height - 10
    x = view.width - length - 14
    words = text(Label(say("km", n=km), 0, 0, 10, look="town"), x + length / 2, y - 4, "middle")
    bar = f'<path fill="none" stroke="{QUIET}" d="M{x:g} {y - 3:g}v3h{length:g}v-3"/>'
    hidden = "" if is_shown else ' display="none"'
    return f'<g class="scale" data-zoom="{zoom}"{hidden}>{bar}{words}</g>'
