"""Who was heard: sources and districts from which reports came, and those that were silent."""

from collections.abc import Iterator
from typing import NamedTuple

from servanda.model.period import Period
from servanda.report.period.ground import Ground


class Heard(NamedTuple):
    """Those that nothing came from in a period, and all that something is awaited from."""

    silent: frozenset[str]
    known: frozenset[str]


def received_in(ground: Ground, period: Period) -> Iterator[str]:
    """Yield the documents that were received in a period."""
    for name in ground.texts:
        moment = ground.clock.moment(ground.received.get(name))
        if moment and period.lies(moment) == "inside":
            yield name


def silent_sources(ground: Ground, period: Period) -> Heard:
    """Return the sources that gave no report in a period, of those that gave one before its end."""
    until_then = Period(None, period.until)
    known = {name for doc in received_in(ground, until_then) if (name := _source(ground, doc))}
    heard = {name for doc in received_in(ground, period) if (name := _source(ground, doc))}
    return Heard(frozenset(known - heard), frozenset(known))


def silent_districts(ground: Ground, period: Period) -> Heard:
    """Return the districts in which no report received in a period names a place, of those that reports are awaited from."""
    by_document: dict[str, set[str]] = {}
    for claim in ground.view.claims:
        for place in getattr(claim, "places", ()):
            district = ground.district_of.get(place.place_id or "")
            if district:
                by_document.setdefault(claim.document_id, set()).add(district)
    until_then = Period(None, period.until)
    awaited = set(ground.rule.area.districts)
    known = awaited or {one for doc in received_in(ground, until_then) for one in by_document.get(doc, ())}
    heard = {one for doc in received_in(ground, period) for one in by_document.get(doc, ())}
    return Heard(frozenset(known - heard), frozenset(known))


def _source(ground: Ground, document: str) -> str | None:
    return ground.view.source_of.get(document)
