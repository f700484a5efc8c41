"""Tolls that somebody else tells: "ten dead, the mayor said, but the army put the toll at four" is two claims on one event."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.extract.casualties import Toll
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.spans import Found

if TYPE_CHECKING:
    from servanda.model.parties import Attribution


def by_teller(analysis: DocumentAnalysis, found: Found) -> Iterator[Found]:
    """Yield what is found by whom tells it: the event with the tolls of its own voice, then each other voice's tolls."""
    own = _chain(analysis, found, found.trigger.word)
    others: dict[Attribution, list[Toll]] = {}
    for toll in found.tolls:
        teller = _chain(analysis, found, toll.last)[-1]
        if teller.level == "speaker" and teller not in own:
            others.setdefault(teller, []).append(toll)
    told = {toll for tolls in others.values() for toll in tolls}
    yield replace(found, tolls=tuple(toll for toll in found.tolls if toll not in told)) if told else found
    for tolls in others.values():
        yield replace(found, tolls=tuple(tolls), told_at=tolls[0].last)


def _chain(analysis: DocumentAnalysis, found: Found, word: int) -> "tuple[Attribution, ...]":
    at = analysis.reading.span(found.trigger.segment, word)
    return analysis.attributions.chain_at(at.start, at.end)
