"""From a group of event mentions to an `Incident`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from servanda.corroborate.acting import actors_of, is_among_fighters, targets_of
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.clustering import Compare, Group
from servanda.corroborate.contradicting import contradictions
from servanda.corroborate.denials import denials_of
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.grading import Ground, credibility
from servanda.corroborate.independence import Account, independent
from servanda.corroborate.lasting import aspect_of
from servanda.corroborate.merging import (
    agreements_of,
    common_mode,
    common_places,
    common_time,
    composition_of,
    day_of,
    links_of,
    milestone_of,
)
from servanda.corroborate.origins import Origins
from servanda.corroborate.seeing import seen_in
from servanda.corroborate.tolls import Count, incident_tolls
from servanda.model.claims import Modality, StanceClaim
from servanda.model.ids import content_id
from servanda.model.incidents import Incident, IncidentPlace, Voice
from servanda.model.linkage import LinkageWeights
from servanda.model.making import replace
from servanda.model.sources import DocumentSource
from servanda.model.time import TimeInterval
from servanda.text.counts import Said


@dataclass(frozen=True)
class Workshop:
    """What the making of every incident needs."""

    origins: Origins
    affiliations: Affiliations
    compare: Compare
    weights: LinkageWeights
    sources: Mapping[str, DocumentSource]
    stances: Mapping[str, tuple[StanceClaim, ...]]


def incident_id(group: Group) -> str:
    """Return the id of the incident of a group: a hash of the sorted member keys (with the place, where a claim names several)."""
    return content_id("inc", [one.token for one in group])


def incident_of(group: Group, work: Workshop) -> Incident:
    """Return the incident of a group."""
    affirming = tuple(one for one in group if not one.denied)
    shown = affirming or group
    time, (place, *others) = common_time(shown), common_places(shown)
    belonging = work.affiliations.at(day_of(time) or _first_published(group, work.sources))
    denials = denials_of(group, _stances(group, work), belonging)
    voices = {one.claim.id: work.origins.voice(one.claim) for one in group}
    counts = _counts(affirming, voices, work.sources)
    own = tuple(one for one in group if not one.compiled)
    told = [count for count in counts if count.voice.origin]  # a compiled table neither bears out nor disputes a report
    disputes = contradictions(own, told, denials, voices | _stance_voices(group, work), belonging)
    accounts, counting = _accounts(affirming, work.origins)
    return Incident(
        id=incident_id(group),
        kind=group[0].kind,
        mode=common_mode(shown),
        aspect=aspect_of(shown, work.weights),
        modality=_modality(shown),
        time=time,
        place=place,
        also_at=tuple(others),
        members=tuple(sorted({one.claim.id for one in group})),
        denials=tuple(sorted({denial.claim_id for denial in denials})),
        actors=actors_of(group, denials, belonging),
        targets=targets_of(group),
        among_fighters=is_among_fighters(group),
        casualties=incident_tolls(counts),
        voices=tuple(replace(voices[one], counted=one in counting) for one in sorted(voices)),
        n_documents=len({one.claim.document_id for one in group}),
        n_independent_origins=len(accounts),
        credibility=credibility(_ground(affirming, accounts, work, time, placed=_is_placed(place, group)), disputes),
        contradictions=disputes,
        links=links_of(group, work.compare),
        seen=seen_in(affirming),
        milestone=milestone_of(group),
        composition=composition_of(group),
        agreements=agreements_of(group),
    )


def _accounts(group: Group, origins: Origins) -> tuple[tuple[Account, ...], frozenset[str]]:
    """Return the independent accounts that claims give, and the ids of those whose voices stand for them."""
    claims = [one.claim for one in group]
    accounts = tuple(independent(origins.accounts(claims)))
    return accounts, origins.counted(claims, accounts)


def _ground(group: Group, accounts: Iterable[Account], work: Workshop, time: TimeInterval, *, placed: bool) -> Ground:
    """Return what a grade rests on; two rows of one sheet are one document and do not bear each other out."""
    behind = tuple(work.origins.sources_behind(one.claim) for one in group if not one.compiled)
    return Ground(frozenset(account.document for account in accounts), behind, placed, time.start is not None)


def _is_placed(place: IncidentPlace, group: Group) -> bool:
    """Tell whether some claim states the place with the act; who sits in a body needs none."""
    return (place.name is not None and not place.carried) or group[0].kind == "COMPOSITION"


def _modality(group: Sequence[EventMention]) -> Modality:
    return "asserted" if any(one.claim.modality == "asserted" for one in group) else "presupposed"


def _first_published(group: Group, sources: Mapping[str, DocumentSource]) -> str | None:
    """Return the day on which the first of the reports appeared, as far as that is known."""
    documents = (sources.get(one.claim.document_id) for one in group)
    return min((document.published_on for document in documents if document and document.published_on), default=None)


def _stances(group: Group, work: Workshop) -> tuple[StanceClaim, ...]:
    found = {stance.key: stance for one in group for stance in work.stances.get(one.claim.id, ())}
    return tuple(found[key] for key in sorted(found))


def _stance_voices(group: Group, work: Workshop) -> dict[str, Voice]:
    stances = _stances(group, work)
    return {
        stance.id: Voice(claim=stance.id, document_id=stance.document_id, name=stance.stance.holder.name)
        for stance in stances
        if stance.stance.holder
    }


def _counts(
    group: Sequence[EventMention], voices: Mapping[str, Voice], sources: Mapping[str, DocumentSource]
) -> tuple[Count, ...]:
    """Return the counts of all claims, each once however many places it tells of; one that places beside those of the group share is the most that it may be."""
    counts, held = [], {one.token for one in group}
    for one in {one.claim.id: one for one in group}.values():
        document = sources.get(one.claim.document_id)
        published = document.published_on if document else None
        for effect in sorted(one.tolls):
            toll = one.tolls[effect] if one.parts <= held else _shared(one.tolls[effect])
            counts.append(Count(voices[one.claim.id], effect, toll, published))
    return tuple(counts)


def _shared(toll: Said) -> Said:
    """Return what a count for several places together says of one of them: no more than all, and nothing of how few."""
    return Said(None, toll.maximum, f"{toll.words} (several places together)")
