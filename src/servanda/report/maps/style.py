"""How the parts of a map look, as attributes: no stylesheet is needed, in a page, on a desk or in print.

Colours of statuses are those of Okabe and Ito, darkened for white paper; each status has a shape of its own besides, so that
none rests on colour alone (Okabe and Ito 2008, "Color Universal Design").
"""

from collections.abc import Mapping
from typing import Final

BREACH, DUTY, OPEN, FINE, NONE = "#a83f00", "#7a5b00", "#00588f", "#00664d", "#596169"
COLOUR: Final[Mapping[str, str]] = {
    "alleged_violation": BREACH,
    "not_fulfilled": BREACH,
    "duty_engaged": DUTY,
    "partly_fulfilled": DUTY,
    "undetermined": OPEN,
    "fulfilled": FINE,
    "permitted": FINE,
    "not_applicable": NONE,
    "none": NONE,
}
BASE: Final[Mapping[str, Mapping[str, str]]] = {
    "land": {"fill": "#fbfaf6", "stroke": "#fbfaf6", "stroke-width": "0.7"},
    "lake": {"fill": "#dde6ec", "stroke": "#9fb2bf", "stroke-width": "0.5"},
    "river": {"fill": "none", "stroke": "#83a6bf", "stroke-width": "1"},
    "road": {"fill": "none", "stroke": "#c2a878", "stroke-width": "0.9"},
    "division": {"fill": "none", "stroke": "#a6a59c", "stroke-width": "0.7", "stroke-dasharray": "3 2"},
    "coast": {"fill": "none", "stroke": "#8496a3", "stroke-width": "0.7"},
    "border": {"fill": "none", "stroke": "#77746b", "stroke-width": "1.1"},
    "disputed": {"fill": "none", "stroke": "#77746b", "stroke-width": "1.1", "stroke-dasharray": "5 3"},
}
SEA: Final = "#dde6ec"
INK: Final = "#1d2228"
QUIET: Final = "#565d64"
HALO: Final = "#fbfaf6"
ZONE: Final = "#5a3d7a"
FONT: Final = "Noto Sans, Noto Sans Arabic, Segoe UI, sans-serif"


def attributes(values: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag."""
    return " ".join(f'{name}="{value}"' for name, value in values.items())
