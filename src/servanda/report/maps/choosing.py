"""A map to choose a place on: what `drawing` draws, with a button at each place that may be meant."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, NamedTuple

from servanda.report.maps.drawing import draw, view_of
from servanda.report.maps.scene import MapScene, Point

_SIZE: Final = 26.0
"""Pixels a side of a button: large enough for a thumb, on a map that is as wide as a phone."""
_END: Final = "</svg>"


class Option(NamedTuple):
    """A place to choose: its point, the number on its button, what a form sends for it, and its words."""

    at: Point
    number: int
    value: str
    words: str


def draw_choice(scene: MapScene, options: Sequence[Option], width: float, form: str) -> str:
    """Return the map of a scene with a button for each option, which sends ``value`` with the form of the id ``form``.

    An empty string where nothing can be drawn.
    """
    view, drawn = view_of(scene, width), draw(scene, width)
    if view is None:
        return ""
    taken: list[tuple[float, float]] = []
    for one in options:
        taken.append(_free(view.point(*one.at), taken))
    buttons = "".join(_button(one, at, form) for one, at in zip(options, taken, strict=True))
    return f"{drawn.removesuffix(_END)}{buttons}{_END}"


def _free(at: tuple[float, float], taken: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return where a button stands that is to stand at a point: beside those that are there already."""
    x, y = at
    for other in sorted(taken):
        if abs(other[0] - x) < _SIZE and abs(other[1] - y) < _SIZE:
            x = other[0] + _SIZE
    return x, y


def _button(one: Option, at: tuple[float, float], form: str) -> str:
    x, y = at[0] - _SIZE / 2, at[1] - _SIZE / 2
    words = escape(one.words)
    return (
        f'<foreignObject x="{x:g}" y="{y:g}" width="{_SIZE:g}" height="{_SIZE:g}"><button class="pick" form="{escape(form)}" name="value" '
        f'value="{escape(one.value)}" title="{words}" aria-label="{words}">{one.number}</button></foreignObject>'
    )
