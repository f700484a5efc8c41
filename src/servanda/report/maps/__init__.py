"""Maps: what is to be shown as one immutable scene, and one pure function that draws it, for desk, page and print alike."""

from servanda.report.maps.choosing import Option, draw_choice
from servanda.report.maps.drawing import ZOOMS, draw, view_of
from servanda.report.maps.scene import MapScene, Mark, Shown, Zone, closer, scene_of, scene_of_places

__all__ = [
    "ZOOMS",
    "MapScene",
    "Mark",
    "Option",
    "Shown",
    "Zone",
    "closer",
    "draw",
    "draw_choice",
    "scene_of",
    "scene_of_places",
    "view_of",
]
