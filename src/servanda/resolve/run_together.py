"""Names that stand together with other words in one phrase, where a comma was left out or a parser took too much."""

import re
from collections.abc import Iterator
from typing import Final

from servanda.reference.actors import ActorHit, ActorRegistry
from servanda.text.date_words import FULL_MONTH, WEEKDAY
from servanda.text.patterns import regex

PREPOSITIONS: Final = frozenset(
    {"of", "to", "for", "by", "via", "with", "in", "from", "against", "under", "at", "on", "and", "near"}
)
ROLES: Final = frozenset(
    {"head", "leader", "director", "chief", "chairman", "chairwoman", "president", "commander", "spokesman", "spokeswoman", "spokesperson",
     "minister", "secretary", "secretary-general", "envoy", "ambassador", "representative", "coordinator", "founder", "governor", "mayor"}
)  # fmt: skip
_LEADING_UP: Final = PREPOSITIONS | {"or", "about", "between"}
_ARTICLE: Final = regex(r"\s+[Tt]he\s+(?=[A-Z])")
_TIME: Final = regex(
    rf"^(?:(?:early|late|last|on)\s+)?(?:{WEEKDAY}|{FULL_MONTH}|Earlier|Later|Meanwhile)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ROLE: Final = rf"(?:{'|'.join(sorted({*ROLES, 'member'}, key=len, reverse=True))})"
_HOLDER: Final = regex(
    rf"^(?P<name>[A-Z][\w'’-]*(?: [\w'’-]+){{1,5}}?),? (?:a |an |the )?(?:(?:former|acting|deputy|vice|then|new) )?{_ROLE} (?:of|for|at|in)\b"
)
_STATES: Final = frozenset({"state", "guarantor"})
Reading = tuple[tuple[ActorHit, ...], str]


def split_readings(name: str, countries: tuple[str, ...], registry: ActorRegistry) -> Iterator[Reading]:
    """Yield whom a phrase may mean beside its other words, and how it was read.

    "Saturday the Observatory": what follows a time. "A B, director of the Observatory": the person before the office.
    "Homs the Observatory": what has an article of its own, unless it is a state or what stands before it is a known actor
    ("France, Britain, the United States"), or leads up to it ("sources in the ...").
    """
    timeless = _TIME.sub("", name)
    if timeless != name:
        yield _bodies(registry.candidates(timeless, countries)), "after a time, "
    holder = _HOLDER.match(name)
    if holder:
        hits = registry.candidates(holder["name"], countries)
        yield tuple(hit for hit in hits if hit.actor.type == "person"), "named before an office, "
    for article in reversed(list(_ARTICLE.finditer(name))):
        before, after = name[: article.start()], name[article.end() :]
        if before.split()[-1].lower() in _LEADING_UP or registry.candidates(before, countries):
            return
        hits = _bodies(registry.candidates(after, countries))
        yield tuple(hit for hit in hits if hit.actor.type not in _STATES), "behind an article, "


def _bodies(hits: tuple[ActorHit, ...]) -> tuple[ActorHit, ...]:
    """Leave out persons and cities: a day or a place before their names is often part of another name."""
    return tuple(hit for hit in hits if hit.actor.type != "person" and hit.stage != "metonym")
