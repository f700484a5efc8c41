"""One feature of a comparison: its name, what was compared, and its weight."""

from typing import Final

from servanda.model.incidents import Feature
from servanda.model.linkage import LinkageWeights

DIGITS: Final = 3


def feature(weights: LinkageWeights, name: str, value: str, share: float = 1.0) -> Feature:
    """Return a feature with its weight, of which ``share`` counts."""
    return Feature(name=name, value=value, weight=round(weights.weight(name) * share, DIGITS))
