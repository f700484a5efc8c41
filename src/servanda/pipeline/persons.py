"""Who is named as killed, injured, detained ... : one entry a person and incident, from claims, with those that may be one person.

For the desk only: no audience outside has it, and nothing outside can be searched by name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, NamedTuple

from servanda.errors import NotFoundError, UsageError
from servanda.model.claims import Claim, EventClaim
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.ids import content_id
from servanda.model.incidents import Incident
from servanda.model.making import with_id
from servanda.model.parties import Participant
from servanda.pipeline.case import Case
from servanda.pipeline.victims import HAPPENED, is_full_name
from servanda.pipeline.view import build_view
from servanda.review import standing
from servanda.text.folds import vowels
from servanda.text.likeness import phonetic_key

_FATES: Final = {"arrest": "detained", "abduct": "abducted"}
"""What befell somebody by the mode of the act, where no count says so."""
_SAME: Final = "same_person"
_VERDICTS: Final = frozenset({_SAME, "other_person"})
_AGE: Final = r"\b(\d{1,3})(?:-year-old|\s+years?\s+old)\s+(?:\w+\s+){0,2}"
_SAID_AGE: Final = r",?\s+(?:aged\s+|\()?(\d{1,3})\b(?!\s*(?:km|people|were|%|others))"


class Mention(NamedTuple):
    """One naming of a person: by which claim, in which incident, as what, of which age as said, and on whose word."""

    id: str
    name: str
    effect: str
    age: str | None
    claim: str
    incident: Incident
    origin: str | None


@dataclass(frozen=True)
class Person:
    """The namings that are held to be one person: those of one name in one incident, and what people linked."""

    id: str
    mentions: tuple[Mention, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name in its variants, as written."""
        return tuple(sorted({one.name for one in self.mentions}))

    @property
    def effects(self) -> frozenset[str]:
        """What is said to have befallen the person."""
        return frozenset(one.effect for one in self.mentions)

    @property
    def incidents(self) -> frozenset[str]:
        """Ids of the incidents."""
        return frozenset(one.incident.id for one in self.mentions)


class People(NamedTuple):
    """All persons, the pairs of ids that may be one person and on which nobody decided, and decisions that hold on to nobody now."""

    persons: tuple[Person, ...]
    proposed: tuple[tuple[str, str], ...]
    lost: tuple[str, ...] = ()

    def range_of(self, effect: str) -> tuple[int, int]:
        """Return how many persons an effect is said of: if all pairs that may be one are one, and if none is."""
        ids = [one.id for one in self.persons if effect in one.effects]
        leader = {name: name for name in ids}
        for a, b in self.proposed:
            if a in leader and b in leader:
                _join(leader, a, b)
        return len({_find(leader, name) for name in ids}), len(ids)


def people(case: Case) -> People:
    """Return the persons whom the claims of current incidents name in full, and which of them may be one."""
    view = build_view(case)
    known = {claim.id: claim for claim in view.claims if isinstance(claim, EventClaim)}
    mentions = sorted(set(_mentions(view.incidents, known)), key=lambda one: (vowels(one.name), one.id))
    said = [one for one in standing(view.decisions) if one.verdict in _VERDICTS]
    persons = tuple(_grouped(mentions, [one for one in said if one.verdict == _SAME]))
    parting = [one for one in said if one.verdict != _SAME]
    return People(persons, tuple(_proposed(persons, parting)), tuple(_lost(mentions, said)))


def _lost(mentions: Iterable[Mention], said: Iterable[Decision]) -> Iterator[str]:
    there = {one.id for one in mentions}
    yield from (one.id for one in said if not there.issuperset(_keys(one)))


def _proposed(persons: Sequence[Person], parting: Iterable[Decision]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that may be one person and that nobody parted."""
    parted = {frozenset((_of(persons, a), _of(persons, b))) for one in parting for a, b in combinations(_keys(one), 2)}
    for a, b in combinations(persons, 2):
        if _may_be_one(a, b) and frozenset((a.id, b.id)) not in parted:
            yield a.id, b.id


def decide_persons(case: Case, names: Sequence[str], verdict: str, by: str, because: str) -> Decision:
    """Store that persons are one (``same_person``) or are not (``other_person``); taken back by an undo. Raises `UsageError`, `NotFoundError`."""
    found = people(case).persons
    chosen = [_one(found, name) for name in names]
    if len({one.id for one in chosen}) < 2:  # noqa: PLR2004 - one alone says nothing
        raise UsageError("name at least two persons, by their ids: servanda persons DIR lists them")
    keys = [one.id for one in chosen]
    target = DecisionTarget(key=keys[0])
    made = Decision(id="", target=target, verdict=verdict, patch={"keys": keys}, by=by, because=because, at=case.now())  # type: ignore[arg-type]
    decision = with_id("dec", made)
    with case.store.writer("reviewed", by, decision.at, case.tool()) as batch:
        batch.put(decision)
    case.store.sign()
    return decision


def person_rows(found: People) -> list[dict[str, Any]]:
    """Return a row for each person."""
    near: dict[str, list[str]] = {}
    for a, b in found.proposed:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    return [_row(one, near.get(one.id, ())) for one in found.persons]


def range_words(found: People) -> Iterator[str]:
    """Yield for each effect how many persons it is said of: a range while it is open whether some are one."""
    for effect in sorted({effect for one in found.persons for effect in one.effects}):
        low, high = found.range_of(effect)
        yield f"{effect}: {low}" if low == high else f"{effect}: {low} to {high}"


def _row(person: Person, near: Iterable[str]) -> dict[str, Any]:
    of = person.mentions
    return {
        "id": person.id,
        "names": "; ".join(person.names),
        "effects": ", ".join(sorted(person.effects)),
        "age as said": _each(one.age for one in of),
        "circumstances": _each((_circumstances(one.incident) for one in of), "; "),
        "days": _each(one.incident.time.start for one in of),
        "incidents": _each(one.incident.handle or one.incident.id for one in of),
        "origins": len({one.origin for one in of} - {None}),
        "claims": _each(one.claim for one in of),
        "may be": _each(near),
    }


def _each(words: Iterable[str | None], between: str = ", ") -> str | None:
    return between.join(sorted({word for word in words if word})) or None


def _circumstances(incident: Incident) -> str:
    act = f"{incident.kind.lower()}{f', {incident.mode}' if incident.mode else ''}"
    return f"{act}, {incident.place.name}" if incident.place.name else act


def _mentions(incidents: Iterable[Incident], known: Mapping[str, EventClaim]) -> Iterator[Mention]:
    for incident in incidents:
        for voice in incident.voices:
            claim = known.get(voice.claim)
            if claim is None or claim.polarity == "denied" or claim.modality not in HAPPENED:
                continue
            for name, effect in _befallen(claim):
                identity = content_id("prs", {"claim": claim.key, "name": vowels(name)})
                yield Mention(identity, name, effect, _age(claim, name), claim.id, incident, voice.origin)


def _befallen(claim: EventClaim) -> Iterator[tuple[str, str]]:
    """Yield the persons whom a claim names in full, with what befell them."""
    counted = [(toll.who, str(toll.effect)) for toll in claim.casualties if toll.who]
    fate = _FATES.get(claim.event.mode or "")
    hit = [(one, fate) for one in claim.participants if one.role == "target"] if fate else []
    named = {(who.name, effect): who for who, effect in (*counted, *hit)}
    yield from (pair for pair, who in named.items() if _is_named(who))


def _is_named(who: Participant) -> bool:
    return who.type == "person" and is_full_name(who.name)


def _age(claim: Claim, name: str) -> str | None:
    """Return the age that the claim's own words give beside a name, ``None`` where they give none or two."""
    words = claim.span.quote
    found = {*re.findall(f"{_AGE}{re.escape(name)}", words), *re.findall(f"{re.escape(name)}{_SAID_AGE}", words)}
    return found.pop() if len(found) == 1 else None


def _grouped(mentions: Sequence[Mention], same: Iterable[Decision]) -> Iterator[Person]:
    leader = {one.id: one.id for one in mentions}
    first: dict[tuple[str, str], str] = {}
    for one in mentions:
        _join(leader, one.id, first.setdefault((one.incident.id, vowels(one.name)), one.id))
    for decision in same:
        for a, b in combinations(_keys(decision), 2):
            if a in leader and b in leader:
                _join(leader, a, b)
    groups: dict[str, list[Mention]] = {}
    for one in mentions:
        groups.setdefault(_find(leader, one.id), []).append(one)
    yield from (Person(min(one.id for one in group), tuple(group)) for group in groups.values())


def _keys(decision: Decision) -> tuple[str, ...]:
    return tuple((decision.patch or {}).get("keys", ()))


def _find(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name


def _join(leader: dict[str, str], a: str, b: str) -> None:
    first, second = sorted((_find(leader, a), _find(leader, b)))
    leader[second] = first


def _of(persons: Iterable[Person], identity: str) -> str:
    """Return the person whose naming bears an id, the id itself where none does now."""
    return next((one.id for one in persons if any(mention.id == identity for mention in one.mentions)), identity)


def _one(persons: Iterable[Person], name: str) -> Person:
    found = [one for one in persons if any(mention.id.startswith(name) for mention in one.mentions)]
    if not found:
        raise NotFoundError(f"no person has the id {name!r}; list them with: servanda persons DIR")
    if len(found) > 1:
        raise UsageError(f"{name!r} is the beginning of {len(found)} ids; give more of it")
    return found[0]


def _may_be_one(one: Person, other: Person) -> bool:
    """Tell whether two may be one person: a name that is or sounds the same, and something that befell both; no claim names one twice."""
    if {mention.claim for mention in one.mentions} & {mention.claim for mention in other.mentions}:
        return False
    names = [
        {tuple(phonetic_key(mention.name)) or (vowels(mention.name),) for mention in person.mentions}
        for person in (one, other)
    ]
    return bool(names[0] & names[1]) and bool(one.effects & other.effects)
