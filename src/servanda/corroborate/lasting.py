"""Whether an act lasted: what is read as going on, and what is done all the while from one day to another (decision 0322)."""

from collections.abc import Sequence
from typing import Literal

from servanda.corroborate.event_mentions import EventMention
from servanda.model.linkage import LinkageWeights


def aspect_of(group: Sequence[EventMention], weights: LinkageWeights) -> Literal["occurrence", "situation"]:
    """Return how an act stood in time: as its claims are read, or a situation where all that date it say from when to when it was kept up."""
    dated = [one for one in group if one.window]
    kept_up = bool(dated) and all(_is_kept_up(one, weights) for one in dated)
    return "situation" if group[0].aspect == "situation" or kept_up else "occurrence"


def _is_kept_up(one: EventMention, weights: LinkageWeights) -> bool:
    """Tell whether a deed that lasts is told of from a day up to another: "closed the road from 3 to 9 May"."""
    time = one.claim.time
    bounded = time.precision == "range" and bool(time.start and time.end)
    if not (bounded and one.mode in weights.lasting_modes and time.mention):
        return False
    words = time.mention.quote.lower()
    spaced = words.replace("-", " - ").replace("\N{EN DASH}", " \N{EN DASH} ").split()
    return not set(weights.up_to).isdisjoint(spaced)
