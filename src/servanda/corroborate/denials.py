"""Denials: which incident a denial belongs to, and whether it denies the act or only the responsibility for it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from servanda.corroborate.affiliations import Belonging
from servanda.corroborate.clustering import Compare, Group, mean_score
from servanda.corroborate.event_mentions import EventMention, Told, who_is
from servanda.corroborate.speakers import speaker_of
from servanda.model.claims import Claim, StanceClaim

NOWHERE: Final = -1e9
"""Less than any score: a denial that fits no group."""


class Denial(NamedTuple):
    """One voice's no: the claim that holds it, and what it denies (``act`` or ``responsibility`` of ``actors``)."""

    claim_id: str
    denies: str
    actors: frozenset[str]


class Fit(NamedTuple):
    """How well a denial fits groups: the mean score of the ``best``, that of the best of the ``others``, and where in the list of groups the best one is."""

    best: float
    others: float
    place: int | None = None

    def is_one(self, least: float) -> bool:
        """Tell whether it fits one group best, and well enough."""
        return self.best >= least and self.others < self.best


def fits_of(denied: Sequence[EventMention], groups: Sequence[Group], compare: Compare) -> dict[str, Fit]:
    """Return by token how well denials fit the groups of their kind."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for index, group in enumerate(groups):
        kinds.setdefault((group[0].kind, group[0].aspect), []).append(index)
    return {one.token: _fit(one, groups, kinds.get((one.kind, one.aspect), ()), compare) for one in denied}


def _fit(one: EventMention, groups: Sequence[Group], among: Sequence[int], compare: Compare) -> Fit:
    scores = sorted(((mean_score(one, groups[index], compare), -index) for index in among), reverse=True)
    (best, place), (others, _) = (*scores, (NOWHERE, 0), (NOWHERE, 0))[:2]
    return Fit(max(best, NOWHERE), max(others, NOWHERE), -place if scores else None)


def place_denials(fits: Mapping[str, Fit], least: float) -> dict[str, int]:
    """Return by token of a denial the index of the one group it fits best; none where nothing or several fit equally."""
    return {token: fit.place for token, fit in fits.items() if fit.is_one(least) and fit.place is not None}


def denials_of(group: Group, stances: Iterable[StanceClaim], belonging: Belonging) -> tuple[Denial, ...]:
    """Return all denials of a group: denied claims among its members, and stances that deny one of them."""
    alleged = frozenset(actor for one in group if not one.denied for actor in one.actors)
    own = [_denial(one.claim, one.actors, alleged, belonging) for one in group if one.denied]
    members = {one.claim.id for one in group}
    about = [_stance(claim, alleged, belonging) for claim in stances if members & set(claim.stance.about)]
    return tuple(sorted({*own, *about}, key=lambda denial: (denial.claim_id, denial.denies)))


def denying_stances(claims: Iterable[Claim]) -> tuple[StanceClaim, ...]:
    """Return the stances that deny something other claims say, by key."""
    found = {
        c.key: c
        for c in claims
        if isinstance(c, StanceClaim) and c.stance.attitude == "denies" and c.polarity == "affirmed"
    }
    return tuple(found[key] for key in sorted(found))


def stances_by_claim(stances: Iterable[StanceClaim]) -> Mapping[str, tuple[StanceClaim, ...]]:
    """Return the stances by the id of the claim they deny."""
    found: dict[str, tuple[StanceClaim, ...]] = {}
    for stance in stances:
        for claim_id in stance.stance.about:
            found[claim_id] = (*found.get(claim_id, ()), stance)
    return found


def _denial(claim: Told, actors: frozenset[str], alleged: frozenset[str], belonging: Belonging) -> Denial:
    """A denial that names its speaker as the actor denies responsibility; one that names no actor denies the act.

    The distinction is that of the HURIDOCS events standard formats; a wording that tells more needs a person.
    """
    speaker = speaker_of(claim)
    voice = who_is(speaker.entity_id, speaker.name) if speaker else None
    own = _own(voice, actors, belonging)
    return Denial(claim.id, "responsibility", own) if own else Denial(claim.id, "act", _own(voice, alleged, belonging))


def _stance(claim: StanceClaim, alleged: frozenset[str], belonging: Belonging) -> Denial:
    """A stance repeats what it denies: whoever is held to have done that denies responsibility, anybody else the act."""
    holder = claim.stance.holder
    own = _own(who_is(holder.entity_id, holder.name) if holder else None, alleged, belonging)
    return Denial(claim.id, "responsibility" if own else "act", own)


def _own(speaker: str | None, actors: frozenset[str], belonging: Belonging) -> frozenset[str]:
    """Return those of the actors that speak for themselves here."""
    return frozenset(actor for actor in actors if speaker and belonging.one_party(speaker, actor))
