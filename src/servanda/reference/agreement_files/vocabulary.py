"""The closed list of words that an act in an agreement file may hold.

It is taken from the lexicon, so that it holds what the rules of extraction can tell and nothing else; what only a person can
enter stands under ``by_hand`` in ``data/performance.yaml``. The room ``assess`` reads its own words from here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from servanda.reference.lexicon import Lexicon, shipped_lexicon
from servanda.reference.lexicon_frames import PLOVER_TYPES
from servanda.reference.lexicon_observations import ObservationWords

Told = Mapping[str, tuple[str, ...]]
"""Words of an agreement file, each with the words of reports that tell it (empty: it is told in other words)."""
ANY: Final = "any"
ARMED: Final = "ASSAULT"
EVENTS: Final = frozenset({"event", "prevent"})
DUTIES: Final = frozenset({"withdraw", "perform"})
OBSERVED: Final[Mapping[str, frozenset[str]]] = {
    "overflight": frozenset({"aircraft", "drone"}),
    "presence": frozenset({"weapon", "position"}),
    "obstruct": frozenset({"access_denied"}),
}
"""What monitors note (the object of an observation, CONTRACT section 3) for the acts that are no events."""
WATCHERS: Final = "monitors"
PARTICIPANT_TYPES: Final = frozenset(
    {"person", "organisation", "group", "civilians", "infrastructure", "weapon", "other"}
)
"""What ``target`` and ``target_not`` may name besides a definition, an actor or a class of actors."""


@dataclass(frozen=True)
class Vocabulary:
    """``types`` are PLOVER types, ``modes`` the modes of each; ``seen`` what monitors note for the acts that are no events.

    ``sights`` tell which of the things that monitors note are called by which words. ``duties`` are what a duty is done to; ``by_hand`` duties that no rule reads, with their meaning; ``bodies`` the head words
    of bodies whose composition is read. ``statements`` are the types that are said or met about and no acts, each with the modes that are acts all the same.
    """

    types: Told
    modes: Mapping[str, Told]
    seen: Mapping[str, Told]
    sights: ObservationWords
    duties: Told
    by_hand: Mapping[str, str]
    bodies: frozenset[str]
    statements: Mapping[str, frozenset[str]]

    def is_statement(self, kind: str, mode: str | None) -> bool:
        """Tell whether an incident of a kind and mode is a statement or a meeting, and no act."""
        return kind in self.statements and mode not in self.statements[kind]

    def objects(self, act: str) -> Told:
        """Return what the object of an act may be called: an act with an object, not ``plover`` or ``prevent``."""
        return self.duties if act in DUTIES else self.seen[act]

    def modes_of(self, types: Iterable[str]) -> frozenset[str]:
        """Return the modes that events of some types can have."""
        return frozenset(mode for one in types for mode in self.modes.get(one, {}))


def plain_object(name: str) -> str:
    """Return the name of what a duty is done to with one spelling: ``heavy weapons`` is ``heavy_weapon``."""
    return name.casefold().replace("-", "_").replace(" ", "_").removesuffix("s")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the closed list of the shipped lexicon."""
    return vocabulary_of(shipped_lexicon())


def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """Return the closed list that a lexicon gives."""
    seen = lexicon.observations.objects
    return Vocabulary(
        types={one: _told(lexicon, one, None) for one in sorted(PLOVER_TYPES)},
        modes={one: _modes(lexicon, one) for one in sorted(PLOVER_TYPES)},
        seen={
            "overflight": {ANY: (), **{name: _sorted(seen[name]) for name in ("aircraft", "drone")}},
            "presence": _presence(lexicon.observations),
            "obstruct": {ANY: (), WATCHERS: _sorted(lexicon.observations.visitors)},
        },
        sights=lexicon.observations,
        duties=_duties(lexicon),
        by_hand=dict(sorted(lexicon.performance.by_hand.items())),
        bodies=lexicon.performance.composition.bodies,
        statements=lexicon.events.statements,
    )


def _told(lexicon: Lexicon, kind: str, mode: str | None) -> tuple[str, ...]:
    """Return the verbs and nouns that tell events of a type, or those of a mode of it."""
    frames = [one for one in (*lexicon.events.verbs, *lexicon.events.nouns) if one.type == kind]
    words = [word for one in frames if mode in {None, one.mode} for word in (*one.verbs, *one.nouns)]
    beside = lexicon.events.modes.get(mode or "", frozenset()) if kind == ARMED else ()
    return tuple(dict.fromkeys((*words, *sorted(beside))))


def _modes(lexicon: Lexicon, kind: str) -> Told:
    frames = (*lexicon.events.verbs, *lexicon.events.nouns)
    modes = {one.mode for one in frames if one.type == kind and one.mode}
    if kind == ARMED:
        foreign = {mode for one in lexicon.foreign.languages.values() for mode in one.attacks}
        modes |= {*lexicon.events.modes, *foreign} - {ANY}
    return {mode: _told(lexicon, kind, mode) for mode in sorted(modes)}


def _presence(sights: ObservationWords) -> Told:
    """Return what may be present: things that monitors note, each with the words of reports that surely tell it."""
    things = {kind: sorted(sights.objects[kind]) for kind in sorted(OBSERVED["presence"])}
    return {
        ANY: (),
        **{
            word: _sorted(one for one in some if word in sights.surely(one))
            for some in things.values()
            for word in some
        },
    }


def _duties(lexicon: Lexicon) -> Told:
    found: dict[str, list[str]] = {}
    for duty in lexicon.performance.duties:
        for name, forms in duty.objects.items():
            found.setdefault(name, []).extend(forms)
    return {name: tuple(dict.fromkeys(forms)) for name, forms in sorted(found.items())}


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words))
