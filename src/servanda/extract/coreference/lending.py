"""Day and place of an act for the claims that take it up and state none: "The shelling killed two" is of where and when was shelled.

Carried, never stated: the basis says where they are from, and they decide nothing alone (`TimeInterval.carried`, `PlaceMention.carried`).
"""

from collections.abc import Iterable
from typing import Final

from servanda.extract.coreference.acts import Act, Told
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.model.claims import EventClaim
from servanda.model.making import replace
from servanda.model.places import STATED, PlaceBasis, PlaceMention
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.text.folds import vowels

_PARAGRAPH: Final[PlaceBasis] = "paragraph"
_DOCUMENT: Final[PlaceBasis] = "document"
_PAST: Final = "past"
_N_DATE: Final = len("2019-01-01")


def with_lent(analysis: DocumentAnalysis, claim: EventClaim, act: Act, told: Told) -> EventClaim:
    """Return a claim with the day and the place that are stated for the act it takes up, as far as it has none of its own.

    Nothing is lent to what is told of a longer time ("have been killed"), nor by an attack to a fight of two sides.
    """
    lent, exchanges = claim, analysis.reference.lexicon.again.exchanges
    fights = claim.event.acled in exchanges and told.first.claim.event.acled not in exchanges
    if fights or (not act.nominal and act.clauses.clause(act.word).tense not in {None, _PAST}):
        return claim
    if claim.time == UNKNOWN_TIME and (time := _time(act, told, analysis)):
        lent = replace(lent, time=time)
    if not claim.places and not act.plural and (place := _place(analysis, act, told)):
        lent = replace(lent, places=(place,))
    return lent


def without_carried(claim: EventClaim) -> EventClaim:
    """Return a claim without the place that holds on from its paragraph: another act need not be there; the day mostly is the same."""
    return replace(claim, places=tuple(place for place in claim.places if not place.carried))


def _time(act: Act, told: Told, analysis: DocumentAnalysis) -> TimeInterval | None:
    """Return the only time that is stated for an act, but for the day of publication in full, as pages print it above their text."""
    stated = [(one, claim.time) for one in told.acts for claim in one.claims if _is_whole(claim.time)]
    if len({(time.start, time.end) for _, time in stated}) != 1:
        return None
    source, time = stated[0]
    page = (analysis.reading.text.published_on or "")[:_N_DATE]
    printed = time.basis == STATED and (time.start or "")[:_N_DATE] == page
    return None if printed else replace(time, basis=f"{_basis(act, source)}; {time.basis}")


def _is_whole(time: TimeInterval) -> bool:
    """Tell whether a time is stated, with both its ends."""
    return None not in {time.start, time.end} and time.mention is not None and not time.carried


def _place(analysis: DocumentAnalysis, act: Act, told: Told) -> PlaceMention | None:
    """Return the only place that is stated for an act, no country, and known where the countries in scope are."""
    reference = analysis.reference
    stated = [(one, place) for one, place in _places(told.acts) if not place.carried and place.mention]
    if len({vowels(place.name) for _, place in stated}) != 1:
        return None
    source, place = stated[0]
    known = not reference.config.countries or reference.gazetteer.knows(place.name)
    if not known or place.name.lower() in reference.lexicon.countries:
        return None
    return replace(place, basis=_basis(act, source))


def _places(acts: Iterable[Act]) -> Iterable[tuple[Act, PlaceMention]]:
    return ((one, place) for one in acts for claim in one.claims for place in claim.places)


def _basis(act: Act, source: Act) -> PlaceBasis:
    return _PARAGRAPH if act.segment.paragraph == source.segment.paragraph else _DOCUMENT
