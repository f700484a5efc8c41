"""What heads a text: the names in its title, and in that of a local body that publishes it, by which it says where it is without stating a place (decision 0314)."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.places import Site
from servanda.corroborate.speakers import bodies
from servanda.model.linkage import LinkageWeights
from servanda.model.sources import DocumentSource
from servanda.text.terms import terms


def headings(sources: Mapping[str, DocumentSource]) -> dict[str, frozenset[str]]:
    """Return the names that head each document."""
    return {name: frozenset((*item.title_names, *_of_publisher(item))) for name, item in sources.items()}


def _of_publisher(item: DocumentSource) -> tuple[str, ...]:
    """Return the names in what a body is called; of a newspaper nobody knows whether it tells of where it is."""
    name = item.source.name if item.source else ""
    return _names(name) if bodies([name]) else ()


def is_named(site: Site, names: frozenset[str]) -> bool:
    """Tell whether the whole name of a place is among names."""
    own = _names(site.place.name)
    return bool(own) and names.issuperset(own)


def name_of(site: Site) -> str:
    """Return one word of the name of a place, the same for all places of that name; empty where it has none."""
    return min(_names(site.place.name), default="")


@lru_cache(maxsize=1 << 14)
def _names(words: str) -> tuple[str, ...]:
    return terms(f": {words}").names  # a word that begins a line is no name


def tells_one(group: Sequence[EventMention], w: LinkageWeights) -> bool:
    """Tell whether all that a text tells of one kind of event may be one act: one means, one count of each effect."""
    means = {one.mode for one in group if one.mode}
    counts = {(effect, toll.highest) for one in group for effect, toll in one.tolls.items()}
    of_each = len(counts) == len({effect for effect, _ in counts})
    return of_each and all(w.are_alike(*pair) for pair in combinations(means, 2))
