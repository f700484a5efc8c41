"""What resolution can be told, and the version of its rules."""

from servanda.model.base import Record

VERSION = "0.1.1"


class ResolveConfig(Record, frozen=True, kw_only=True):
    """``countries`` in scope (ISO codes, the main one first; empty: those of the reference), and distances in kilometres.

    ``neighbour_km``: how near a place must lie to others of its document to be preferred; ``same_km``: below this two
    entries of one name are taken for one place; ``margin``: how much better than the next the best must be (0-1);
    ``n_candidates``: how many others are kept with their reasons; ``demonyms``: take the name of a people for its country
    (for bare lists of names; what a claim calls a place is no people).
    """

    countries: tuple[str, ...] = ()
    neighbour_km: float = 75.0
    same_km: float = 10.0
    margin: float = 0.05
    n_candidates: int = 5
    demonyms: bool = False
