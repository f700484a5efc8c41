"""Who is named as killed, injured, detained ... : one entry a person and incident, from claims, with those that may be one person.

For the desk only: no audience outside has it, and nothing outside can be searched by name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final, NamedTuple

from servanda.errors import NotFoundError, UsageError
from servanda.model.aliases import present_name, with_former
from servanda.model.decisions import Decision
from servanda.pipeline.case import Case
from servanda.pipeline.current import key_aliases
from servanda.pipeline.namings import Mention, mentions_in, naming_id
from servanda.pipeline.view import build_view
from servanda.report import ReportView
from servanda.review import standing
from servanda.text.folds import vowels
from servanda.text.likeness import phonetic_key

_SAME: Final = "same_person"
SAID: Final = "person"
"""The verdict that says something of a person: sex, status, age, or whether he is protected."""
_OTHER: Final = "other_person"
_VERDICTS: Final = frozenset({_SAME, _OTHER, SAID})
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "sex": ("female", "male", "other", "unknown"),
    "status": ("civilian", "member_of_party", "unknown"),
    "age": (),
    "protection": ("child", "detainee", "survivor", "yes", "no"),
}
"""What a reviewer may say of a person, with the words it takes (none listed: a number of years, or "unknown")."""
UNKNOWN: Final = "unknown"
_TAKES_OFF: Final = "no"
_REVIEWER: Final = "reviewer"


@dataclass(frozen=True)
class Person:
    """The namings that are held to be one person: those of one name in one incident, and what people linked.

    ``said`` holds for a field of `FIELDS` the newest decision on it that stands.
    """

    id: str
    mentions: tuple[Mention, ...]
    said: Mapping[str, Decision] = field(default_factory=dict)

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

    def value(self, name: str) -> str:
        """Return a field as decided, else as the record says it: several where the record says several, "unknown" where it is silent."""
        if name in self.said:
            return str((self.said[name].patch or {})[name])
        told = (
            {one.age for one in self.mentions}
            if name == "age"
            else {v for one in self.mentions for v in getattr(one, name)}
        )
        return " or ".join(sorted(filter(None, told))) or UNKNOWN


class People(NamedTuple):
    """All persons, the pairs of ids that may be one person and on which nobody decided, and decisions that hold on to nobody now."""

    persons: tuple[Person, ...]
    proposed: tuple[tuple[str, str], ...]
    lost: tuple[str, ...] = ()
    decisions: Mapping[str, tuple[Decision, ...]] = {}
    """The standing decisions on each person, by id."""

    def range_of(self, effect: str) -> tuple[int, int]:
        """Return how many persons an effect is said of: if all pairs that may be one are one, and if none is."""
        ids = [one.id for one in self.persons if effect in one.effects]
        leader = {name: name for name in ids}
        for a, b in self.proposed:
            if a in leader and b in leader:
                _join(leader, a, b)
        return len({_find(leader, name) for name in ids}), len(ids)

    def near(self, person: Person) -> tuple[str, ...]:
        """Return the ids of those who may be the same person."""
        return tuple(sorted({name for pair in self.proposed if person.id in pair for name in pair} - {person.id}))


class _Held(NamedTuple):
    """A decision and the namings that it holds on to today; ``None`` for each that no claim bears."""

    decision: Decision
    keys: tuple[str | None, ...]

    @property
    def found(self) -> tuple[str, ...]:
        return tuple(key for key in self.keys if key)


def people(case: Case) -> People:
    """Return the persons whom the claims of current incidents name in full, and which of them may be one."""
    return people_in(build_view(case), key_aliases(case))


def people_in(view: ReportView, aliases: Mapping[str, str]) -> People:
    """Return the same for a view of the whole record; ``aliases`` say what keys of claims became."""
    mentions = _mentions(view)
    namings = _Namings(mentions, aliases)
    held = [namings.held(one) for one in filter(is_on_persons, standing(view.decisions))]
    persons = tuple(
        Person(one.id, one.mentions, _said(one, held)) for one in _grouped(mentions, _of_verdict(held, _SAME))
    )
    lost = tuple(one.decision.id for one in held if None in one.keys)
    by_person = {one.id: tuple(_on(one, held)) for one in persons}
    return People(persons, tuple(_proposed(persons, _of_verdict(held, _OTHER))), lost, by_person)


def _of_verdict(held: Iterable[_Held], verdict: str) -> list[_Held]:
    return [one for one in held if one.decision.verdict == verdict]


def is_on_persons(decision: Decision) -> bool:
    """Tell whether a decision is on namings of persons."""
    return decision.verdict in _VERDICTS and decision.target.key.startswith("prs_")


def _mentions(view: ReportView) -> list[Mention]:
    found = set(mentions_in(view.incidents, view.claims))
    return sorted(found, key=lambda one: (vowels(one.name), one.id))


class _Namings:
    """The namings of today, and which of them those of an earlier day became."""

    def __init__(self, mentions: Sequence[Mention], aliases: Mapping[str, str]) -> None:
        self._mentions, self._aliases = mentions, aliases
        self._there = {one.id for one in mentions}
        self._keys = {one.key for one in mentions}

    def held(self, decision: Decision) -> _Held:
        """Return what a decision holds on to."""
        patch = decision.patch or {}
        keys = keys_in(decision)
        rests = list(zip(patch.get("claims", ()), patch.get("documents", ()), strict=False))
        return _Held(decision, tuple(self._today(key, rests[at] if rests else None) for at, key in enumerate(keys)))

    def _today(self, key: str, rest: tuple[str, str] | None) -> str | None:
        """Return the naming that one is now: by its id, by the claim that its claim became, else by name in its document if that is one person."""
        if key in self._there:
            return key
        found = self._named_by(key, *rest) if rest else []
        return found[0].id if len({one.incident.id for one in found}) == 1 else None

    def _named_by(self, key: str, claim: str, document: str) -> list[Mention]:
        """Return the namings of that name in what a claim became, else in its document."""
        same = [one for one in self._mentions if naming_id(claim, one.name) == key]
        present = present_name(claim, self._aliases, self._keys)
        return [one for one in same if one.key == present] or [one for one in same if one.document_id == document]


def keys_in(decision: Decision) -> tuple[str, ...]:
    """Return the ids of the namings that a decision was taken on."""
    return tuple((decision.patch or {}).get("keys", ()))


def _on(person: Person, held: Iterable[_Held]) -> Iterator[Decision]:
    own = {one.id for one in person.mentions}
    yield from (one.decision for one in held if not own.isdisjoint(one.found))


def _said(person: Person, held: Iterable[_Held]) -> dict[str, Decision]:
    """Return the newest decision on each field of a person."""
    found = (one for one in _on(person, held) if one.verdict == SAID)
    return {name: one for one in found for name in (one.patch or {}) if name in FIELDS}


def _proposed(persons: Sequence[Person], parting: Iterable[_Held]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that may be one person and that nobody parted."""
    parted = {frozenset((_of(persons, a), _of(persons, b))) for one in parting for a, b in combinations(one.found, 2)}
    for a, b in combinations(persons, 2):
        if _may_be_one(a, b) and frozenset((a.id, b.id)) not in parted:
            yield a.id, b.id


def _grouped(mentions: Sequence[Mention], same: Iterable[_Held]) -> Iterator[Person]:
    leader = {one.id: one.id for one in mentions}
    first: dict[tuple[str, str], str] = {}
    for one in mentions:
        _join(leader, one.id, first.setdefault((one.incident.id, vowels(one.name)), one.id))
    for held in same:
        for a, b in combinations(held.found, 2):
            _join(leader, a, b)
    groups: dict[str, list[Mention]] = {}
    for one in mentions:
        groups.setdefault(_find(leader, one.id), []).append(one)
    yield from (Person(min(one.id for one in group), tuple(group)) for group in groups.values())


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


def one_person(persons: Iterable[Person], name: str, aliases: Mapping[str, str]) -> Person:
    """Return the person of an id, its beginning, or an id of a naming before its text was read anew. Raises `NotFoundError`, `UsageError`."""
    found = [one for one in persons if any(known.startswith(name) for known in _ids_of(one, aliases))]
    if not found:
        raise NotFoundError(f"no person has the id {name!r}; list them with: servanda persons DIR")
    if len(found) > 1:
        raise UsageError(f"{name!r} is the beginning of {len(found)} ids; give more of it")
    return found[0]


def _ids_of(person: Person, aliases: Mapping[str, str]) -> Iterator[str]:
    for one in person.mentions:
        yield one.id
        yield from (naming_id(former, one.name) for former in with_former([one.key], aliases) - {one.key})


def _may_be_one(one: Person, other: Person) -> bool:
    """Tell whether two may be one person: a name that is or sounds the same, and something that befell both; no claim names one twice."""
    if {mention.claim for mention in one.mentions} & {mention.claim for mention in other.mentions}:
        return False
    names = [
        {tuple(phonetic_key(mention.name)) or (vowels(mention.name),) for mention in person.mentions}
        for person in (one, other)
    ]
    return bool(names[0] & names[1]) and bool(one.effects & other.effects)


def lost_on_persons(case: Case) -> tuple[str, ...]:
    """Return in words the standing decisions on persons that found nothing to hold on to: they are kept, and told each time."""
    if not any(map(is_on_persons, standing(case.store.decisions()))):
        return ()
    lost = set(people(case).lost)
    return tuple(
        f"decision {one.id} ({one.verdict} by {one.by}: {one.because}) holds on to nothing now: no claim names the person any more. "
        "Look, and decide again"
        for one in case.store.decisions()
        if one.id in lost
    )
