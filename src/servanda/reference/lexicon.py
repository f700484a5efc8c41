"""The lexicon: all words that the rules of extraction look for, read from the YAML files in ``data/``.

The files are for researchers to read and extend; a mistake in one raises `ConfigError` with file and path.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Final, TypeVar

from servanda.errors import ConfigError, RecordError
from servanda.model.base import Record
from servanda.model.claims import Modality
from servanda.model.codec import from_plain
from servanda.reference.cues import Cues, cues_of
from servanda.reference.lexicon_circumstances import PlaceWords, ReferenceWords, TimeWords
from servanda.reference.lexicon_files import DATA, cues_digest, lexicon_digest, read_lexicon_files
from servanda.reference.lexicon_foreign import ForeignWords
from servanda.reference.lexicon_frames import EventWords, Frame
from servanda.reference.lexicon_observations import ObservationWords
from servanda.reference.lexicon_second_reading import SecondReadingWords
from servanda.reference.lexicon_verdicts import VerdictWords
from servanda.reference.lexicon_verification import VerificationWords
from servanda.reference.lexicon_words import AgainWords, BlameWords, CasualtyWords, ModalityWords, PerformanceWords
from servanda.reference.provenance import ProvenanceWords
from servanda.reference.slots import SlotFrame, by_word
from servanda.reference.stance_frames import Stance, StanceWords, adjective_stances, noun_stances, verb_stances
from servanda.reference.triage import Triage, TriageWords, triage_of

R = TypeVar("R", bound=Record)
_ACTING: Final = ("state", "armed", "humans", "combatants", "bands")  # groups of ``events.yaml``


@dataclass(frozen=True)
class Lexicon:
    """All word lists. ``digest`` names the state of all files."""

    digest: str
    cues: Cues
    events: EventWords
    modality: ModalityWords
    casualties: CasualtyWords
    places: PlaceWords
    times: TimeWords
    references: ReferenceWords
    observations: ObservationWords
    performance: PerformanceWords
    foreign: ForeignWords
    stances: StanceWords
    triage_words: TriageWords
    verb_frames: Mapping[str, tuple[Frame, ...]]
    noun_frames: Mapping[str, tuple[Frame, ...]]
    note_frames: Mapping[str, tuple[Frame, ...]]
    verb_stances: Mapping[str, tuple[Stance, ...]]
    noun_stances: tuple[Stance, ...]
    adjective_stances: Mapping[str, tuple[Stance, ...]]
    provenance: ProvenanceWords
    blame: Mapping[str, tuple[SlotFrame, ...]]
    second_reading: SecondReadingWords
    verdicts: VerdictWords
    verification: VerificationWords
    again: AgainWords

    @cached_property
    def modality_of(self) -> Mapping[str, Modality]:
        """The modality that each governing word gives to what it governs; the first list of the file that has it wins."""
        pairs = [(word, modality) for modality, words in self.modality.governors.items() for word in words]
        return dict(reversed(pairs))

    @cached_property
    def triage(self) -> "Triage":
        """The automaton that tells which paragraphs are worth the parser."""
        return triage_of(self)

    @cached_property
    def harm_words(self) -> frozenset[str]:
        """Every word at which a rule of tolls may begin, of phrases the first word: no other need be looked at."""
        words = self.casualties
        lists = [*words.verbs.values(), *words.words.values(), *words.nouns.values(), words.fatally, words.deadly]
        lists += [
            words.limbs,
            words.hitting,
            words.lives,
            words.wounds,
            words.captive,
            words.bodies,
            words.harm_of_any_kind,
        ]
        phrases = {word for each in lists for word in each} | {"toll", "number", "death"}
        return frozenset(phrase.split()[0] for phrase in phrases)

    @cached_property
    def stance_words(self) -> frozenset[str]:
        """Every word at which a rule of stances may begin: no other need be looked at."""
        words = self.stances
        lists = [self.verb_stances, self.adjective_stances, words.carriers, words.modals, *words.impersonal.values()]
        return frozenset(word for each in lists for word in each)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Nouns of organisations and groups that are no kinds of places too."""
        return (self.cues.organisations | self.cues.groups) - self.places.feature_nouns.keys()

    @cached_property
    def countries(self) -> frozenset[str]:
        """Names of countries, lower-cased and without "the": parties rather than places where something is done to them."""
        from servanda.reference.gazetteer.tables import area_names

        return frozenset(name.lower().removeprefix("the ") for name in area_names(()))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Names of seats of states, lower-cased: they stand for their states."""
        from servanda.reference.gazetteer.geonames import countries

        return frozenset(known.capital.lower() for known in countries() if known.capital)

    @cached_property
    def inert_words(self) -> frozenset[str]:
        """Lemmas of what no one accuses: what the list says, documents, agreements, and kinds of places ("the neighbourhood")."""
        acting = self.cues.organisations | self.events.members | self.cues.groups | {*self.events.groups["state"]}
        things = self.events.inert | self.cues.documents | {*self.events.groups["agreement"]}
        return (things | {*self.places.feature_nouns}) - acting

    @cached_property
    def acting(self) -> frozenset[str]:
        """Lemmas of common nouns for who or what does harm: people, bodies, weapons."""
        lists = (self.cues.organisations, self.cues.groups, self.events.members, self.events.weapons)
        return frozenset().union(*lists, *(self.events.groups[name] for name in _ACTING))

    @cached_property
    def people_and_bodies(self) -> frozenset[str]:
        """Lemmas of common nouns for people, one by one or many, and for bodies; without weapons."""
        from servanda.reference.noun_kinds import noun_kinds

        harm = self.casualties
        told = {noun for noun, kind in noun_kinds().items() if kind == "person"}
        people = harm.persons | harm.plain_people | harm.groups_of_people | harm.units_of_people | told
        return (people | self.acting) - self.events.weapons

    @cached_property
    def unable(self) -> frozenset[str]:
        """Lemmas of common nouns that name nobody who could do harm: "drought", "prayer", "strategy"; our own words for what acts aside."""
        from servanda.reference.inert_nouns import inert_nouns

        return inert_nouns() - self.acting

    @cached_property
    def verb_forms(self) -> frozenset[str]:
        """Verbs of cues and events in their regular forms: what tells a headline from a name in capitals."""
        cues = self.cues
        verbs = {*cues.speech, *cues.thought, *cues.object, *self.verb_frames}
        return frozenset(form for word in verbs if word.isalpha() for form in _forms(word))

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Nouns and adjectives of people, events and harm that are no names, in both numbers: small in a headline too."""
        harm = self.casualties
        lists = [self.cues.groups, self.cues.occasions, self.cues.documents, self.noun_frames, self.events.weapons]
        lists += [*harm.verbs.values(), *harm.words.values(), *harm.nouns.values(), harm.fatally, harm.deadly]
        lists += [harm.persons, harm.plain_people, harm.groups_of_people]
        words = {word.lower() for each in lists for word in each if word.isalpha()}
        return frozenset({*words, *(f"{word}s" for word in words)})


def _forms(word: str) -> tuple[str, ...]:
    """Return how a regular word is inflected; a form too many does no harm here."""
    stem = word.removesuffix("e")
    changed = (word[:-1] + "ies", word[:-1] + "ied") if word.endswith("y") else (word + "es",)
    doubled = word + word[-1]
    return (word, word + "s", *changed, stem + "ed", stem + "ing", doubled + "ed", doubled + "ing")


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """Return the lexicon that is shipped, read once a process."""
    return load_lexicon()


def load_lexicon(folder: Path = DATA) -> Lexicon:
    """Return the lexicon in ``folder``. Raises `ConfigError` naming file and field."""
    raw = read_lexicon_files(folder)
    record = partial(_record, folder, raw)
    events, stances = record("events", EventWords), record("stances", StanceWords)
    return Lexicon(
        digest=lexicon_digest(folder),
        cues=cues_of(raw["cues"], raw["confidence"], cues_digest(folder)),
        events=events,
        modality=record("modality", ModalityWords),
        casualties=record("casualties", CasualtyWords),
        places=record("places", PlaceWords),
        times=record("times", TimeWords),
        references=record("references", ReferenceWords),
        observations=record("observations", ObservationWords),
        performance=record("performance", PerformanceWords),
        foreign=record("foreign", ForeignWords),
        stances=stances,
        triage_words=record("triage", TriageWords),
        verb_frames=_by_word((word, frame) for frame in events.verbs for word in frame.verbs),
        noun_frames=_by_word((word, frame) for frame in events.nouns if not frame.note for word in frame.nouns),
        note_frames=_by_word((word, frame) for frame in events.nouns if frame.note for word in frame.nouns),
        verb_stances=verb_stances(stances),
        noun_stances=noun_stances(stances),
        adjective_stances=adjective_stances(stances),
        provenance=record("provenance", ProvenanceWords),
        blame=by_word(record("blame", BlameWords).frames),
        second_reading=record("second_reading", SecondReadingWords),
        verdicts=record("verdicts", VerdictWords),
        verification=record("verification", VerificationWords),
        again=record("again", AgainWords),
    )


def _by_word(pairs: Iterable[tuple[str, Frame]]) -> dict[str, tuple[Frame, ...]]:
    """Index frames by word, in file order: the first that fits wins."""
    index: dict[str, list[Frame]] = {}
    for word, frame in pairs:
        index.setdefault(word, []).append(frame)
    return {word: tuple(frames) for word, frames in index.items()}


def _record(folder: Path, files: Mapping[str, Any], name: str, kind: type[R]) -> R:
    try:
        return from_plain(_expanded(files[name], files[name].get("groups", {})), kind)
    except RecordError as error:
        path = folder / f"{name}.yaml"
        raise ConfigError(f"{path}: {error}; mend the named entry (its head explains the fields)") from error


def _expanded(value: Any, groups: Mapping[str, list[str]]) -> Any:
    """Replace ``@name`` in lists by the words of that group, in which others may stand, and the key ``with`` of frames by ``with_``."""
    if isinstance(value, dict):
        framed = "nouns" in value and "type" in value
        return {("with_" if framed and key == "with" else key): _expanded(item, groups) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    flat: list[Any] = []
    for item in value:
        if isinstance(item, str) and item.startswith("@"):
            if item[1:] not in groups:
                raise ConfigError(f"events.yaml: there is no group {item!r}; add it under `groups` or mend the name")
            flat.extend(_expanded(groups[item[1:]], groups))
        else:
            flat.append(_expanded(item, groups))
    return list(dict.fromkeys(flat)) if all(isinstance(item, str) for item in flat) else flat
