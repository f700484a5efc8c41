"""Where and when, and under which agreement: places, times and references."""

from servanda.extract.circumstances.ahead import time_ahead
from servanda.extract.circumstances.carried import time_held_on
from servanda.extract.circumstances.entries import entry_of, head_over
from servanda.extract.circumstances.labels import place_of_entry, place_of_line
from servanda.extract.circumstances.named import Place, coordinated, is_acronym, is_country, is_region, place_at
from servanda.extract.circumstances.nearest import finer_place, nearest_place
from servanda.extract.circumstances.places import comes_from, most_exact, places_of
from servanda.extract.circumstances.references import Cited, agreement_bounds, cited_in, find_cited, find_references
from servanda.extract.circumstances.standing import GROUND, place_held_on
from servanda.extract.circumstances.times import anchor_of, is_long_past, is_recent, time_of

__all__ = [
    "GROUND",
    "Cited",
    "Place",
    "agreement_bounds",
    "anchor_of",
    "cited_in",
    "comes_from",
    "coordinated",
    "entry_of",
    "find_cited",
    "find_references",
    "finer_place",
    "head_over",
    "is_acronym",
    "is_country",
    "is_long_past",
    "is_recent",
    "is_region",
    "most_exact",
    "nearest_place",
    "place_at",
    "place_held_on",
    "place_of_entry",
    "place_of_line",
    "places_of",
    "time_ahead",
    "time_held_on",
    "time_of",
]
