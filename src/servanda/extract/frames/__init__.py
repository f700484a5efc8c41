"""Frames: a word and its slots, filled from a clause by one interpreter for all finders."""

from servanda.extract.frames.matching import Slots, filled, match, match_any
from servanda.extract.frames.places import fillers

__all__ = ["Slots", "filled", "fillers", "match", "match_any"]
