"""Whom a claim names as a doer, and whom it only describes: "gunmen" may be anybody, and are no other than a group that another text names (decision 0317)."""

from functools import lru_cache

from servanda.corroborate.event_mentions import EventMention, named_as, who_is
from servanda.corroborate.speakers import word_for
from servanda.reference.linkage import load_linkage
from servanda.text.folds import plain


def named_doers(one: EventMention) -> frozenset[str]:
    """Return the doers of an act but those who are only described."""
    described = {
        who_is(None, who.name) for who in named_as(one.claim, "actor") if not who.entity_id and is_described(who.name)
    }
    return one.actors - described


@lru_cache(maxsize=1 << 12)
def is_described(name: str) -> bool:
    """Tell whether words for somebody hold neither a name nor a side: "Armed men on motorbikes", as against "rebel fighters" and "Kurdish gunmen"."""
    known, (_, *rest) = load_linkage(), name.split() or [""]
    told = plain(name).split()
    is_named = any(word != word.lower() for word in rest) or not set(told).isdisjoint(known.telling_sides)
    return not is_named and word_for(name) in known.unnamed_doers
