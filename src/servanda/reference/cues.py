"""Cues of attribution, read from ``data/cues.yaml``, and the measured precision of the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar

from servanda.errors import ConfigError, RecordError
from servanda.model.base import Record
from servanda.model.codec import from_plain

Words = frozenset[str]
_Part = TypeVar("_Part", bound=Record)


class Bounds(Record, frozen=True, kw_only=True):
    """``bounds`` of ``cues.yaml``: words at which what is said, and who says it, begins or ends. What each list does stands there."""

    breaks: Words
    occasions: Words
    always_occasions: Words
    settings: Words
    before_asides: Words
    no_asides: Words
    articles: Words
    indefinite: Words
    within_names: Words
    joints: Words
    charges: Words
    topics: Words
    others: Words
    first_person: Words
    persons: Words
    bodies: Words
    of_writers: Words
    writers: Words
    said_alone: Words
    told_alone: Words


class Frames(Record, frozen=True, kw_only=True):
    """``frames`` of ``cues.yaml``: what single frames of attribution ask for. What each list does stands there."""

    copulas: Words
    always_told: Words
    roughly: Words
    clear: Words
    concessions: Words
    speaker_again: Words
    of_voices: Words
    reckoning: Words
    counts: Words
    before_figures: Words
    naming: Words
    empty_objects: Words
    allied: Words
    holders: Words


class Naming(Record, frozen=True, kw_only=True):
    """``naming`` of ``cues.yaml``: words of which names and offices are made. What each list does stands there."""

    articles: Words
    determiners: Words
    joiners: Words
    states_own: Words
    clock: Words
    day_leads: Words
    not_of_state: Words
    inside_offices: Words
    around_offices: Words
    behind_offices: Words
    civilians: Words
    people: Words
    nations: Words


@dataclass(frozen=True)
class Cues:
    """Lists of lemmas and words by what they do; each is described where it stands in ``cues.yaml``."""

    digest: str
    speech: Words
    plain: Words
    thought: Words
    adding: Words
    issuing: Words
    asking: Words
    addressing: Words
    closing: Words
    recording: Words
    going_on: Words
    recounting: Words
    giving_accounts: Words
    accounts: Words
    told_times: Words
    stop: Words
    beside: Words
    infinitive: Words
    object_infinitive: Words
    object: Words
    object_preposition: Mapping[str, Words]
    preposition: Mapping[str, Words]
    appeal: Mapping[str, Words]
    idioms: Mapping[str, Words]
    listing: Words
    noun_cue_verbs: Words
    noun_cue_prepositions: Words
    speech_nouns: Words
    thought_nouns: Words
    held_nouns: Words
    adjectives: Words
    adjective_preposition: Mapping[str, Words]
    described: Mapping[str, Words]
    fitting: Mapping[str, Words]
    reported: Words
    reporting_adverbs: Words
    reporting_adjectives: Words
    impersonal_adjectives: Words
    occasions: Words
    documents: Words
    writings: Words
    bad_sources: Words
    described_sources: Words
    of_all: Words
    not_speakers: Words
    titles: Words
    female: Words
    male: Words
    callings: Words
    offices: Words
    organisations: Words
    groups: Words
    bounds: Bounds
    frames: Frames
    naming: Naming
    confidence: Mapping[str, float]

    def confidence_of(self, rule: str) -> float | None:
        """Return the measured precision of a rule on the named test set, or ``None`` if it was not measured."""
        return self.confidence.get(rule)

    @cached_property
    def noun_cues(self) -> Words:
        """Nouns of speech and thought together."""
        return self.speech_nouns | self.thought_nouns

    @cached_property
    def telling(self) -> Words:
        """Verbs of saying and of thinking together."""
        return self.speech | self.thought

    @cached_property
    def voices(self) -> Words:
        """Words for people, bodies and documents, which can say something."""
        return self.groups | self.organisations | self.offices | self.documents


def cues_of(raw: Mapping[str, Any], measured: Mapping[str, Any], digest: str) -> Cues:
    """Return the cues that ``cues.yaml`` and ``confidence.yaml`` hold. Raises `ConfigError` naming file and field."""
    nouns = _table(raw, "noun_cues")
    named = {name: _words(raw, name) for name in _LISTS}
    return Cues(
        digest=digest,
        object_preposition=_table(raw, "object_preposition"),
        adjective_preposition=_table(raw, "adjective_preposition"),
        preposition=_table(raw, "preposition"),
        appeal=_table(raw, "appeal"),
        idioms=_table(raw, "idioms"),
        described=_table(raw, "described"),
        fitting=_table(raw, "fitting"),
        speech_nouns=nouns["speech"],
        thought_nouns=nouns["thought"],
        bounds=_part(raw, "bounds", Bounds),
        frames=_part(raw, "frames", Frames),
        naming=_part(raw, "naming", Naming),
        confidence={str(rule): float(value) for rule, value in (measured.get("rules") or {}).items()},
        **named,
    )


_LISTS: Final = (
    "speech", "plain", "thought", "adding", "issuing", "asking", "addressing", "closing", "recording", "going_on", "recounting", "giving_accounts", "accounts", "told_times", "stop", "beside", "infinitive", "object_infinitive", "object", "listing", "noun_cue_verbs", "noun_cue_prepositions", "held_nouns", "adjectives",
    "reported", "reporting_adverbs", "reporting_adjectives", "impersonal_adjectives", "occasions", "documents", "writings", "bad_sources", "described_sources", "of_all", "not_speakers", "titles", "female", "male", "callings", "offices", "organisations", "groups",
)  # fmt: skip


def _part(raw: Mapping[str, Any], name: str, part: type[_Part]) -> _Part:
    try:
        return from_plain(raw.get(name), part)
    except RecordError as error:
        raise ConfigError(f"cues.yaml, {name}: {error}; mend the named list") from error


def _words(raw: Mapping[str, Any], name: str) -> Words:
    values = raw.get(name)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ConfigError(f"cues.yaml, {name}: a list of words is needed")
    return frozenset(values)


def _table(raw: Mapping[str, Any], name: str) -> dict[str, Words]:
    values = raw.get(name)
    if not isinstance(values, dict):
        raise ConfigError(f"cues.yaml, {name}: a mapping of lists is needed")
    return {str(key): _words(values, key) for key in values}
