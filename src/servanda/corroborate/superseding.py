"""Which verdicts on one incident a later one stands instead of: of the same body, or of the body whose finding it takes up."""

from collections.abc import Iterable

from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.event_mentions import who_is
from servanda.model.making import replace
from servanda.model.verdicts import IncidentVerdict


def with_superseded(verdicts: Iterable[IncidentVerdict], affiliations: Affiliations) -> tuple[IncidentVerdict, ...]:
    """Return the verdicts by day and claim, each with the last one that supersedes it; one that is told again stands once."""
    ordered = _once(sorted(verdicts, key=lambda one: (one.published_on or "", one.told_by or "", one.claim)))
    return tuple(_superseded(one, ordered, affiliations) for one in ordered)


def _once(verdicts: Iterable[IncidentVerdict]) -> list[IncidentVerdict]:
    """Return verdicts without those that only tell again what the same body is known to have found."""
    first: dict[tuple[object, ...], IncidentVerdict] = {}
    for one in verdicts:
        first.setdefault((one.finder, one.outcomes, one.agreements, one.review), one)
    return list(first.values())


def _superseded(one: IncidentVerdict, among: Iterable[IncidentVerdict], affiliations: Affiliations) -> IncidentVerdict:
    later = [other for other in among if _stands_instead(other, one, affiliations)]
    return replace(one, superseded_by=later[-1].claim) if later else one


def _stands_instead(later: IncidentVerdict, earlier: IncidentVerdict, affiliations: Affiliations) -> bool:
    """Tell whether a verdict stands instead of another: it says so, or it is a later one of the same body on the same side."""
    if later.claim == earlier.claim or not earlier.finder or not later.finder:
        return False
    since, until = earlier.published_on or "", later.published_on or ""
    if later.review and _is_named(later.of, earlier.finder):
        return until >= since
    return "" < since < until and _same_body(later, earlier, affiliations) and _of_one_side(later, earlier)


def _is_named(name: str | None, finder: str) -> bool:
    """Tell whether a name is that of a finder, or a short form of it: "the team" of the "Field Team"."""
    own, other = set((name or "").casefold().split()), set(finder.casefold().split())
    return bool(own) and (own <= other or other <= own)


def _same_body(later: IncidentVerdict, earlier: IncidentVerdict, affiliations: Affiliations) -> bool:
    """Tell whether both are of one body, or the later one of the body that the other belongs to."""
    if later.finder == earlier.finder:
        return True
    if not later.entity_id or not earlier.entity_id:
        return False
    above = affiliations.at(later.published_on).parties(who_is(earlier.entity_id, earlier.finder or ""))
    return who_is(later.entity_id, later.finder or "") in above


def _of_one_side(later: IncidentVerdict, earlier: IncidentVerdict) -> bool:
    """Tell whether both judge a side in common, or one of them names nobody."""
    sides, others = _sides(later), _sides(earlier)
    return not sides or not others or bool(sides & others)


def _sides(verdict: IncidentVerdict) -> frozenset[str]:
    return frozenset(who_is(one.entity_id, one.name) for one in verdict.outcomes if one.name)
