"""Stances as frames: each way in which a word of ``stances.yaml`` takes what its stance is about is a `SlotFrame`."""

from collections.abc import Iterable, Iterator, Mapping

from servanda.errors import ConfigError
from servanda.model.base import Record
from servanda.model.claims import Attitude
from servanda.reference.slots import SlotFrame, Voice, Words

WHAT = "what"


class Complement(Record, frozen=True, kw_only=True):
    """How a word takes what its stance is about: slots and voice as of a `SlotFrame`."""

    slots: dict[str, str]
    voice: Voice | None = None
    optional: Words = frozenset()


class StanceFrame(Record, frozen=True, kw_only=True):
    """One entry of ``stances.yaml``; the file's head explains each field."""

    words: tuple[str, ...]
    attitude: Attitude
    takes: tuple[str, ...]
    speech: bool = False
    unless_object: Words = frozenset()


class AssertionWords(Record, frozen=True, kw_only=True):
    """Words of opinions and legal views."""

    verbs: Words
    nouns: Words
    as_verbs: Words
    as_speech: Words
    breaking: Words


class StanceWords(Record, frozen=True, kw_only=True):
    """``stances.yaml``: words of attitudes."""

    version: str
    complements: dict[str, dict[str, Complement]]
    verbs: tuple[StanceFrame, ...]
    nouns: tuple[StanceFrame, ...]
    adjectives: tuple[StanceFrame, ...]
    carriers: Words
    impersonal: dict[Attitude, Words]
    matters_to: Words
    modals: Words
    causative: Words
    aspectual: Words
    preserving: Words
    permitting: Words
    first_person: Words
    vague: Words
    anaphors: Words
    assertions: AssertionWords


class Stance(Record, frozen=True, kw_only=True):
    """An attitude and one frame that declares it; ``speech``: saying so is a speech act."""

    attitude: Attitude
    speech: bool
    frame: SlotFrame


ByWord = Mapping[str, tuple[Stance, ...]]


def verb_stances(words: StanceWords) -> ByWord:
    """Return the stances of each verb, in the order in which they are tried. Raises `ConfigError` naming an unknown complement."""
    return _by_word(_compiled(words, "verbs", words.verbs))


def adjective_stances(words: StanceWords) -> ByWord:
    """Return the stances of each adjective. Raises `ConfigError` naming an unknown complement."""
    return _by_word(_compiled(words, "adjectives", words.adjectives))


def noun_stances(words: StanceWords) -> tuple[Stance, ...]:
    """Return the stances of nouns as frames of the verbs that carry them: "express" with "hope" as its object.

    Raises `ConfigError` naming an unknown complement.
    """
    return tuple(_compiled(words, "nouns", words.nouns))


def _compiled(words: StanceWords, part: str, frames: Iterable[StanceFrame]) -> Iterator[Stance]:
    ways = words.complements.get(part, {})
    for one in frames:
        for name in one.takes:
            way = ways.get(name)
            if way is None:
                known = ", ".join(sorted(ways))
                raise ConfigError(
                    f"stances.yaml: {part} have no complement {name!r}; those of complements.{part} are {known}"
                )
            of_noun = part == "nouns"
            frame = SlotFrame(
                words=words.carriers if of_noun else frozenset(one.words),
                slots=way.slots,
                voice=way.voice,
                needs={"object": frozenset(one.words)} if of_noun else {},
                unless={way.slots[WHAT]: one.unless_object} if one.unless_object else {},
                optional=way.optional,
            )
            yield Stance(attitude=one.attitude, speech=one.speech, frame=frame)


def _by_word(stances: Iterable[Stance]) -> ByWord:
    found: dict[str, tuple[Stance, ...]] = {}
    for stance in stances:
        for word in stance.frame.words:
            found[word] = (*found.get(word, ()), stance)
    return found
