"""Event frames: which words, in which surroundings, stand for which PLOVER type. Read from ``data/events.yaml``."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal, get_args

import msgspec

from servanda.model.base import Record, require
from servanda.model.claims import Effect
from servanda.model.parties import ParticipantRole

Words = frozenset[str]
Role = ParticipantRole | Literal["none"]
Roles = dict[str, Role]
PLOVER_TYPES: Words = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
})  # fmt: skip

Beyond = Literal["clause_subject", "clause_object", "clause_to", "whose", "ousted", "condition"]
"""Roles of what stands beyond a trigger's own phrase."""
BEYOND: Words = frozenset(get_args(Beyond))


class Exceptions(Record, frozen=True, kw_only=True):
    """Lemmas in the surroundings of a trigger under which its frame does not apply."""

    object: Words = frozenset()
    subject: Words = frozenset()
    modifier: Words = frozenset()
    preposition_object: Words = frozenset()
    clause: Words = frozenset()
    under: Words = frozenset()
    parties: Words = frozenset()
    sentence: Words = frozenset()


class Frame(Record, frozen=True, kw_only=True):
    """One entry of ``events.yaml``; the file's head explains each field. Empty sets ask for nothing."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    type: str
    mode: str | None = None
    acled: str | None = None
    aspect: Literal["occurrence", "situation"] = "occurrence"
    casualty: Effect | None = None
    object: Words = frozenset()
    object_head: Words = frozenset()
    subject: Words = frozenset()
    preposition: Words = frozenset()
    preposition_object: Words = frozenset()
    particle: str | None = None
    modifier: Words = frozenset()
    before: Words = frozenset()
    of_object: Words = frozenset()
    on_object: Words = frozenset()
    behind: Words = frozenset()
    over: Words = frozenset()
    parties: Words = frozenset()
    with_word: Words = frozenset()
    only_clause: Words = frozenset()
    clause_doers: Words = frozenset()
    stranded: Words = frozenset()
    no_object: bool = False
    needs_object: bool = False
    clause: bool = False
    people: bool = False
    weak: bool = False
    note: bool = False
    plural: bool = False
    onto_place: bool = False
    of: Role = "none"
    between: Role | None = None
    with_: Role | None = None
    roles: Roles = msgspec.field(default_factory=dict)
    unless: Exceptions = Exceptions()

    @property
    def asks_for_more(self) -> bool:
        """Tell whether a noun stands for the act only with other words beside it."""
        return bool(self.before or self.of_object or self.on_object) and not self.modifier

    def __post_init__(self) -> None:
        """Refuse types that PLOVER does not know and entries without a word."""
        require(self.type in PLOVER_TYPES, f"{self.type!r} is no PLOVER type")
        require(bool(self.verbs) != bool(self.nouns), "an entry has either verbs or nouns")


class LabelRule(Record, frozen=True, kw_only=True, dict=True, gc=True):
    """When another ACLED label stands for an act: ``acled_where`` of ``events.yaml``. Empty sets ask for nothing."""

    of: Words
    label: str | None = None
    actor: Words = frozenset()
    target: Words = frozenset()
    instrument: Words = frozenset()
    mode: Words = frozenset()
    harmed: Words = frozenset()
    manner: Words = frozenset()
    setting: Words = frozenset()
    not_actor: Words = frozenset()
    not_target: Words = frozenset()
    not_instrument: Words = frozenset()
    not_mode: Words = frozenset()

    def fits(self, near: Mapping[str, Words]) -> bool:
        """Tell whether the rule holds, where ``near`` are the words of those who take part, by role, and what else it asks for."""
        has = all(words & near.get(name, _NONE) for name, words in self._asked)
        return has and not any(words & near.get(name, _NONE) for name, words in self._barred)

    @cached_property
    def _asked(self) -> tuple[tuple[str, Words], ...]:
        return tuple((name, words) for name in _ASKED if (words := getattr(self, name)))

    @cached_property
    def _barred(self) -> tuple[tuple[str, Words], ...]:
        return tuple((name, words) for name in _ASKED[:4] if (words := getattr(self, f"not_{name}")))


_ASKED: Final = ("actor", "target", "instrument", "mode", "harmed", "manner", "setting")
_NONE: Final[Words] = frozenset()


class ParticipantWords(Record, frozen=True, kw_only=True):
    """By what it is told who takes part in an event; what each does stands in ``events.yaml``."""

    no_owners: Words
    onto: Words
    agents: Words
    hands: Words
    at_hands: Words
    of_hands: Words
    at_posts: Words
    sources: Words
    amid: Words
    road: Words
    parties_beside: Words
    sides_of: Words
    possessives: Words
    owned_by_speaker: Words
    plural: Words
    takes_up_speaker: Words
    sources_of_weapons: Words
    impersonal: Words


class BodyWords(Record, frozen=True, kw_only=True):
    """Words around the names of bodies and their members; what each does stands in ``events.yaml``."""

    belonging: Words
    membership: Words
    definite: Words
    saying_no_more: Words
    state: Words
    state_forces: Words
    joining: Words


class ControlWords(Record, frozen=True, kw_only=True):
    """Words that lead to whom an act of speech is directed beyond its own phrase; what each does stands in ``events.yaml``."""

    purposes: Words
    reasons: Words
    oustings: Words
    authors: Words
    conditions: Words
    taken_from: Words
    towards: Words


class JoiningWords(Record, frozen=True, kw_only=True):
    """By what a verb of harm and the noun it came from are one event; what each does stands in ``events.yaml``."""

    through: Words
    after: Words
    when: Words
    results: Words
    answered_by: Words
    carried_by: Words


class MishapWords(Record, frozen=True, kw_only=True):
    """What happens by itself; what each does stands in ``events.yaml``."""

    verbs: Words
    bursting: Words
    things: Words


class CountingWords(Record, frozen=True, kw_only=True):
    """By what it is told whether a toll counts one incident or a period; what each does stands in ``events.yaml``."""

    periods: tuple[str, ...]
    within: tuple[str, ...]
    beginning: tuple[str, ...]
    throughout: tuple[str, ...]
    of: tuple[str, ...]
    determiners: tuple[str, ...]
    pointing: tuple[str, ...]
    compared: tuple[str, ...]
    beginnings: Words
    events_begun: Words
    wars: Words
    during: tuple[str, ...]
    going_on: Words
    so_far: tuple[str, ...]
    shares: tuple[str, ...]
    long: tuple[str, ...]


class EventWords(Record, frozen=True, kw_only=True, dict=True, gc=True):
    """The whole of ``events.yaml``."""

    version: str
    roles: dict[str, Roles]
    noun_roles: dict[str, Roles]
    statements: dict[str, Words]
    groups: dict[str, tuple[str, ...]]
    light_verbs: Words
    undergoing_light_verbs: Words
    bystanding_light_verbs: Words
    aftermath_verbs: Words
    occurrence_verbs: Words
    modes: dict[str, Words]
    ways: Words
    acled_by_mode: dict[str, str]
    acled_where: tuple[LabelRule, ...]
    bearing_make: Words
    weapons: Words
    own_forces: Words
    stand_for: dict[str, str]
    pieces: Words
    members: Words
    kinds_of_violence: Words
    bodies_taken_up: Words
    armed_bodies: Words
    not_parties: Words
    inert: Words
    wielding: Words
    conducting: Words
    manning: Words
    commissioning: Words
    answering: Words
    repelling: Words
    undertakings: Words
    telling: Words
    ascribing: Words
    deeds: Words
    deeds_of: Words
    overseeing: Words
    attributing: Words
    participants: ParticipantWords
    bodies: BodyWords
    control: ControlWords
    joining: JoiningWords
    mishaps: MishapWords
    counting: CountingWords
    discussing: Words
    about: Words
    verbs: tuple[Frame, ...]
    nouns: tuple[Frame, ...]

    def __post_init__(self) -> None:
        """Refuse statements of a type that PLOVER does not know."""
        strange = sorted(self.statements.keys() - PLOVER_TYPES)
        require(not strange, f"statements: {', '.join(strange)} is no PLOVER type")

    def roles_of(self, frame: Frame) -> Roles:
        """Return the role of each kind of dependent of a trigger: the frame's own, else those of its type.

        The roles of what stands beyond the trigger's phrase (`BEYOND`) are its type's unless the frame names them itself.
        """
        of_type = self.roles.get(frame.type, self.roles["default"])
        if not frame.roles:
            return of_type
        return {name: role for name, role in of_type.items() if name in BEYOND} | frame.roles

    def noun_roles_of(self, frame: Frame) -> Roles:
        """Return the role of what each preposition governs below an event noun."""
        known = self.noun_roles
        of_kind = known.get(frame.type) or known.get(frame.mode or "") or known["default"]
        own = {"of": frame.of, "between": frame.between, "with": frame.with_}
        return of_kind | {name: role for name, role in own.items() if role is not None} | frame.roles

    def mode_of(self, words: Words) -> str | None:
        """Return the first mode one of whose words is among ``words``."""
        return next((mode for mode, signs in self.modes.items() if signs & words), None)

    def acled_of(self, frame: Frame, mode: str | None) -> str | None:
        """Return the ACLED sub-event label of a frame in a mode, or ``None``."""
        by_mode = self.acled_by_mode.get(mode or "")
        return frame.acled or by_mode or ("ATTACK" if frame.type == "ASSAULT" else None)

    @cached_property
    def acled_rules(self) -> Mapping[str, tuple[LabelRule, ...]]:
        """The rules by which another label may stand for a label, in the order in which they are tried."""
        labels = {label for rule in self.acled_where for label in rule.of}
        return {label: tuple(rule for rule in self.acled_where if label in rule.of) for label in sorted(labels)}
