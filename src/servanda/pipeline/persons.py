"""Who is named as killed, injured, detained ... : one entry a person and incident, from claims, with those that may be one person.

For the desk only: no audience outside has it, and nothing outside can be searched by name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final, NamedTuple

from servanda.errors import NotFoundError, UsageError
from servanda.model.aliases import present_name, with_former
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.incidents import Incident
from servanda.model.making import with_id
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
_VERDICTS: Final = frozenset({_SAME, "other_person", SAID})
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
    held = [_Namings(mentions, aliases).held(one) for one in standing(view.decisions) if is_on_persons(one)]
    grouped = _grouped(mentions, [one for one in held if one.decision.verdict == _SAME])
    persons = tuple(Person(one.id, one.mentions, _said(one, held)) for one in grouped)
    parting = [one for one in held if one.decision.verdict == "other_person"]
    lost = tuple(one.decision.id for one in held if None in one.keys)
    by_person = {one.id: tuple(_on(one, held)) for one in persons}
    return People(persons, tuple(_proposed(persons, parting)), lost, by_person)


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
        if rest is None:
            return None
        claim, document = rest
        same = [one for one in self._mentions if naming_id(claim, one.name) == key]
        present = present_name(claim, self._aliases, self._keys)
        by_claim = [one for one in same if one.key == present]
        found = by_claim or [one for one in same if one.document_id == document]
        return found[0].id if len({one.incident.id for one in found}) == 1 else None


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


def decide_persons(case: Case, names: Sequence[str], verdict: str, by: str, because: str) -> Decision:
    """Store that persons are one (``same_person``) or are not (``other_person``); taken back by an undo. Raises `UsageError`, `NotFoundError`."""
    chosen = _chosen(case, names)
    if len({one.id for one in chosen}) < 2:  # noqa: PLR2004 - one alone says nothing
        raise UsageError("name at least two persons, by their ids: servanda persons DIR lists them")
    return _store(case, chosen, verdict, {}, Said(by, because))


class Said(NamedTuple):
    """Who decides (a pseudonym), why, and in which role."""

    by: str
    because: str
    role: str | None = None


def say_of_persons(case: Case, names: Sequence[str], changes: Sequence[str], said: Said) -> Decision:
    """Store what a reviewer says of persons (``FIELD=VALUE`` of `FIELDS`); taken back by an undo.

    To say that somebody needs no protection takes a role. Raises `UsageError`, `NotFoundError`.
    """
    patch = dict(map(_change, changes))
    if not patch:
        raise UsageError(f"say what of them: --set FIELD=VALUE, with one of {', '.join(FIELDS)}")
    require_role_to_name(patch, said.role)
    return _store(case, _chosen(case, names), SAID, patch, said)


def require_role_to_name(patch: Mapping[str, str], role: str | None) -> None:
    """Raise `UsageError` where a person would be named outside and nobody said in which role he decides that."""
    if patch.get("protection") == _TAKES_OFF and not (role or "").strip():
        raise UsageError(
            "this lets a name leave the dossier: say in which role you may decide that, for example --role lead"
        )


def _change(words: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in words.partition("="))
    known = FIELDS.get(name)
    if not equals or known is None:
        raise UsageError(f"--set {words!r}: write it as FIELD=VALUE, with one of {', '.join(FIELDS)}")
    if known and value not in known:
        raise UsageError(f"{name} is one of {', '.join(known)}; it was given {value!r}")
    if not known and value != UNKNOWN and not value.isdecimal():
        raise UsageError(f"{name} is a number of years, or {UNKNOWN}; it was given {value!r}")
    return name, value


def _chosen(case: Case, names: Sequence[str]) -> list[Person]:
    aliases = key_aliases(case)
    found = people(case).persons
    return [one_person(found, name, aliases) for name in names]


def _store(case: Case, chosen: Sequence[Person], verdict: str, patch: Mapping[str, Any], said: Said) -> Decision:
    """Store a decision on persons: with each naming the key of its claim and its document, to which it holds when the text is read anew."""
    namings = [one for person in chosen for one in person.mentions if verdict == SAID or one.id == person.id]
    rests = {
        "keys": [one.id for one in namings],
        "claims": [one.key for one in namings],
        "documents": [one.document_id for one in namings],
    }
    return keep_decision(case, namings[0].id, verdict, {**patch, **rests}, said)


def keep_decision(case: Case, key: str, verdict: str, patch: Mapping[str, Any], said: Said) -> Decision:
    """Store a decision on a naming or a document and return it."""
    made = Decision(
        id="", target=DecisionTarget(key=key), verdict=verdict, patch=dict(patch), by=said.by, because=said.because,  # type: ignore[arg-type]
        at=case.now(), role=said.role or _REVIEWER,
    )  # fmt: skip
    decision = with_id("dec", made)
    with case.store.writer("reviewed", said.by, decision.at, case.tool()) as batch:
        batch.put(decision)
    case.store.sign()
    return decision


def person_rows(found: People) -> list[dict[str, Any]]:
    """Return a row for each person."""
    return [_row(one, found.near(one)) for one in found.persons]


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
        "age": person.value("age"),
        "sex": person.value("sex"),
        "status": person.value("status"),
        "circumstances": _each((circumstances(one.incident) for one in of), "; "),
        "days": _each(one.incident.time.start for one in of),
        "incidents": _each(one.incident.handle or one.incident.id for one in of),
        "origins": len({one.origin for one in of} - {None}),
        "claims": _each(one.claim for one in of),
        "may be": _each(near),
    }


def _each(words: Iterable[str | None], between: str = ", ") -> str | None:
    return between.join(sorted({word for word in words if word})) or None


def circumstances(incident: Incident) -> str:
    """Return an incident in a few words: "assault, aerial, Nyala"."""
    act = f"{incident.kind.lower()}{f', {incident.mode}' if incident.mode else ''}"
    return f"{act}, {incident.place.name}" if incident.place.name else act


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
