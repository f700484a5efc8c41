"""Incidents as acts: category, state, sides and tolls of each, by the counting rule."""

from collections.abc import Iterable, Mapping, Sequence

from servanda.model.claims import Claim, Effect
from servanda.model.counting import Category, PersonGroup
from servanda.model.incidents import Incident, IncidentToll, Voice
from servanda.model.time import TimeInterval
from servanda.report.period.acts import Act, Count, State
from servanda.report.period.checking import is_confirmed, is_refuted
from servanda.report.period.ground import Ground
from servanda.report.phrases import said_count


def acts_of(ground: Ground) -> tuple[Act, ...]:
    """Return the acts of a record, by day and name.

    Incidents of no category, those that are only denied, and those outside the dossier's period are none. A statement is one where the
    rule has a category for its kind.
    """
    undetermined = _undetermined(ground)
    found = []
    for incident in (*ground.view.acts, *ground.view.standing.statements):
        category = category_of(incident, ground.rule.categories)
        if category and set(incident.members) - set(incident.denials):
            found.append(_act(incident, category, ground, is_open=incident.id in undetermined))
    return tuple(sorted(found, key=lambda act: (act.time.start or "9999", act.name)))


def category_of(incident: Incident, categories: Iterable[Category]) -> Category | None:
    """Return the first category that an incident fits."""
    struck = {target.type for target in incident.targets}
    return next(
        (
            one
            for one in categories
            if incident.kind in one.kinds
            and (not one.modes or incident.mode in one.modes)
            and (not one.against or struck & set(one.against))
        ),
        None,
    )


def _act(incident: Incident, category: Category, ground: Ground, *, is_open: bool) -> Act:
    parties = ground.parties_of(incident)
    sides = frozenset(side.id for side in ground.sides if parties & set(side.parties))
    return Act(
        id=incident.id,
        name=incident.handle or incident.id,
        category=category.id,
        time=ground.clock.interval(incident.time),
        received=_received(incident, ground),
        lasting=incident.aspect == "situation",
        state=_state(incident, sides, ground),
        sides=sides,
        others=bool(parties),
        undetermined=is_open,
        tolls={toll.effect: _count(toll, ground) for toll in incident.casualties},
        groups=_groups(incident, ground),
    )


def documents_of(incident: Incident, ground: Ground) -> tuple[str, ...]:
    """Return the documents that tell of an incident, in the order of its claims."""
    return tuple(dict.fromkeys(claim.document_id for claim in ground.claims_of(incident.members)))


def _received(incident: Incident, ground: Ground) -> TimeInterval | None:
    moments = [ground.clock.moment(ground.received.get(name)) for name in documents_of(incident, ground)]
    return min((one for one in moments if one), key=lambda one: one.start or "", default=None)


def _undetermined(ground: Ground) -> frozenset[str]:
    """Return the incidents of which no finding says more than that coverage by an agreement is open."""
    statuses: dict[str, set[str]] = {}
    for finding in ground.view.counted_findings:
        statuses.setdefault(finding.incident_id or "", set()).add(finding.status)
    return frozenset(name for name, found in statuses.items() if found == {"undetermined"})


def _state(incident: Incident, sides: frozenset[str], ground: Ground) -> State:
    if is_accepted(incident, ground):
        return "accepted"
    denying, telling = _voices(incident)
    if is_refuted(incident, ground) or _has_monitor(denying, ground):
        return "refuted"
    if is_confirmed(incident, ground, lambda claim: _is_monitors_own(claim, ground)) or _has_monitor(telling, ground):
        return "confirmed"
    return "party_only" if _is_accusers_alone(telling, incident, sides, ground) else "open"


def _voices(incident: Incident) -> tuple[list[Voice], list[Voice]]:
    """Return those who deny an incident, and those who tell of it."""
    denying = [voice for voice in incident.voices if voice.claim in incident.denials]
    return denying, [voice for voice in incident.voices if voice.claim not in incident.denials]


def _has_monitor(voices: Iterable[Voice], ground: Ground) -> bool:
    return any(_is_monitor(voice, ground) for voice in voices)


def _is_accusers_alone(telling: Sequence[Voice], incident: Incident, sides: frozenset[str], ground: Ground) -> bool:
    """Tell whether every voice speaks for a party to the conflict, and none for the side that is said to have acted."""
    spoken_for = [_spoken_for(voice, incident, ground) for voice in telling]
    own_word = any(sides & _sides_with(parties, ground) for parties in spoken_for)
    return bool(spoken_for) and all(spoken_for) and not own_word


def is_accepted(incident: Incident, ground: Ground) -> bool:
    """Tell whether a reviewer accepted (or amended) an incident, or a finding that rests on it."""
    view = ground.view
    said = [one.verdict for one in view.decisions_on([incident.handle or incident.id])]
    findings = (finding.review for finding in view.findings if finding.incident_id == incident.id)
    kept = {"accepted", "amended"}
    return (
        view.review_of(incident) in kept or said[-1:] in (["accept"], ["amend"]) or any(one in kept for one in findings)
    )


def _is_monitor(voice: Voice, ground: Ground) -> bool:
    if voice.entity_id in ground.monitors:
        return True
    claim = ground.claims.get(voice.claim)
    return claim is not None and _is_own(claim) and _is_monitors_own(claim, ground)


def _is_monitors_own(claim: Claim, ground: Ground) -> bool:
    """Tell whether the document of a claim is a monitor's."""
    source = ground.sources.get(claim.document_id)
    kinds = ground.rule.monitors.source_kinds
    return source is not None and (source.kind in kinds or source.id in ground.monitors)


def _is_own(claim: Claim) -> bool:
    """Tell whether a document says something itself, and not somebody whom it quotes."""
    return claim.attribution[-1].level == "document"


def _spoken_for(voice: Voice, incident: Incident, ground: Ground) -> frozenset[str]:
    """Return the parties to the conflict that a voice speaks for: none for a witness, an agency, a monitor."""
    day = incident.time.start[:10] if incident.time.start else None
    parties = ground.belongs(voice.entity_id, day) if voice.entity_id else frozenset()
    source, claim = ground.sources.get(voice.document_id), ground.claims.get(voice.claim)
    if claim is not None and _is_own(claim) and source is not None:
        parties |= frozenset(source.interested_in)
    return parties & frozenset(ground.parties)


def _sides_with(parties: frozenset[str], ground: Ground) -> frozenset[str]:
    return frozenset(side.id for side in ground.sides if parties & set(side.parties))


def _count(toll: IncidentToll, ground: Ground) -> Count:
    words = said_count(toll).words
    is_open = ground.rule.tolls.words == "left_open" and not any(letter.isdigit() for letter in words)
    claims = tuple(said.claim for said in toll.by_source)
    return Count(None, None, claims) if is_open else Count(toll.minimum, toll.maximum, claims)


def _groups(incident: Incident, ground: Ground) -> Mapping[tuple[Effect, str], Count]:
    """Return the counts of each group that the claims of an incident tell of: lowest to highest over the claims."""
    found: dict[tuple[Effect, str], list[Count]] = {}
    for claim in ground.claims_of(name for name in incident.members if name not in incident.denials):
        for key, counts in _of_claim(claim, ground.rule.persons).items():
            found.setdefault(key, []).append(_added(counts, claim.id))
    whole = {toll.effect: toll.minimum or 0 for toll in incident.casualties}
    return {key: _within(_widest(counts), whole.get(key[0])) for key, counts in found.items()}


def _within(count: Count, whole: int | None) -> Count:
    """Return the count of a group, at least no more than the lowest that anybody says of all."""
    return count if whole is None else count._replace(minimum=min(count.minimum or 0, whole))


def _added(counts: Sequence[Count], name: str) -> Count:
    """Return what one claim tells of a group in all ("three women and two girls")."""
    ends = [count.maximum for count in counts]
    high = None if None in ends else sum(end for end in ends if end is not None)
    return Count(sum(count.minimum or 0 for count in counts), high, (name,))


def _of_claim(claim: Claim, groups: Sequence[PersonGroup]) -> dict[tuple[Effect, str], list[Count]]:
    found: dict[tuple[Effect, str], list[Count]] = {}
    for item in getattr(claim, "casualties", ()):
        words = f" {item.who.name.casefold()} " if item.who else ""
        if (item.minimum, item.maximum) == (None, None):
            continue
        for group in groups:
            if any(f" {word} " in words for word in group.words):
                found.setdefault((item.effect, group.id), []).append(Count(item.minimum, item.maximum))
    return found


def _widest(counts: Sequence[Count]) -> Count:
    ends = [count.maximum for count in counts]
    high = None if None in ends else max(end for end in ends if end is not None)
    claims = tuple(dict.fromkeys(name for count in counts for name in count.claims))
    return Count(min(count.minimum or 0 for count in counts), high, claims)
