"""The other word lists of the lexicon, one record per data file. What each list does stands beside it in the file."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.claims import Effect, Modality
from servanda.reference.slots import SlotFrame

Words = frozenset[str]
Extent = Literal["all", "part", "none"]


class ModalityWords(Record, frozen=True, kw_only=True):
    """``modality.yaml``: words that take an event out of what is asserted."""

    version: str
    modals: dict[str, Modality]
    governors: dict[Modality, Words]
    infinitive_only: Words
    clause_only: Words
    over_prepositions: Words
    attempts: Words
    denying: Words
    permission: Words
    factive: Words
    transparent: Words
    conditional_marks: Words
    possible_marks: Words
    possible_adverbs: Words
    irrealis_adjectives: dict[str, str]
    definite: Words
    indefinite: Words
    definite_adjectives: Words
    historical: Words
    depictions: Words
    fiction: Words
    denying_nouns: Words
    purposes: Words
    denying_infinitive: Words
    denying_with: dict[str, str]
    close_to: Words
    verge_of: Words
    nearly: Words
    falsely: Words
    untrue: Words
    grounds: Words
    lacking: Words
    matching: Words
    retracting: Words
    opinion: Words
    doubting: Words
    confirming: Words
    topical: Words
    nouns_of_clauses: Words
    speech_acts: Words
    forbidding: Words
    kept_from: Words
    resorting: dict[str, Words]
    warning: Words
    negation_raising: Words
    over_gerunds: Words
    modals_perfect: dict[str, Modality]
    factive_nouns: Words
    abilities: Words
    necessity: Words
    to_be_done: Words
    going_to: Words
    deadlines: Words
    too: Words
    enough: Words
    yet: Words
    temporal_marks: Words
    rewards: Words
    phrase_nouns: Words
    phrases_done: Words
    phrases_forgone: Words
    by_result: Words
    resulting: Words
    causes: Words
    causes_behind: dict[str, str]
    settings: Words
    at_places: Words
    likening: Words
    copulas: Words
    memory_links: Words
    long_times: Words
    ago: Words
    former: Words
    singled_out: Words
    at_times: Words
    able: Words


class BlameWords(Record, frozen=True, kw_only=True):
    """``blame.yaml``: ways of holding somebody to have done a deed."""

    version: str
    frames: tuple[SlotFrame, ...]


class CasualtyWords(Record, frozen=True, kw_only=True):
    """``casualties.yaml``: words of harm to people, and what is counted."""

    version: str
    verbs: dict[Effect, Words]
    intransitive: Words
    fatally: Words
    dead: Words
    shooting: Words
    judging: Words
    bodily: frozenset[Effect]
    either: Words
    of_modes: dict[str, Effect]
    recorded_on: Words
    anybody: Words
    words: dict[Effect, Words]
    nouns: dict[Effect, Words]
    totalling: Words
    totals: Words
    harm_of_any_kind: Words
    wounds: Words
    places_of_death: Words
    treating: Words
    limbs: Words
    hitting: Words
    cases: Words
    to: Words
    captive: Words
    bodies: Words
    found_bodies: Words
    harmed: Words
    harmed_people: Words
    lives: Words
    deadly: Words
    parts: Words
    noted: dict[Effect, Words]
    before_noted: Words
    behind_noted: Words
    nobody: Words
    not_one: dict[str, str]
    not_people: Words
    groups_of_people: Words
    units_of_people: Words
    persons: Words
    plain_people: Words
    linking: Words
    taking_lives: Words
    bearing_wounds: Words
    taking_captive: Words
    manner: Words
    no_casualties: Words
    of_them: Words
    among_them: Words
    gravely: Words
    parted_by_place: Words
    total_to: Words
    whose: Words
    total_from: Words
    one_of: Words
    one_person: Words
    two_persons: Words
    pointing: Words
    rates: Words
    each_of: Words

    def effect_of_verb(self, lemma: str) -> Effect | None:
        """Return the harm that a verb does."""
        return next((effect for effect, lemmas in self.verbs.items() if lemma in lemmas), None)

    def effect_of_word(self, word: str) -> Effect | None:
        """Return the harm that an adjective, participle or noun names."""
        return next((effect for effect, words in self.words.items() if word in words), None)

    def effect_of_noun(self, lemma: str) -> Effect | None:
        """Return the harm that a deed of this name does to those behind "of"."""
        return next((effect for effect, lemmas in self.nouns.items() if lemma in lemmas), None)


class CompositionWords(Record, frozen=True, kw_only=True):
    """Words around the seats of a body."""

    bodies: Words
    verbs: Words
    members: Words
    links: Words
    unnamed: Words


class Duty(Record, frozen=True, kw_only=True):
    """An act that agreements ask for: its verbs and nouns, and the names of what it is done to with their words.

    With ``by_themselves`` the things may do it too: "the tanks withdrew".
    """

    act: str
    verbs: Words
    nouns: Words
    objects: dict[str, tuple[str, ...]]
    by_themselves: bool = False

    def object_of(self, words: Words) -> str | None:
        """Return the name of what is acted on, the one with the longest words among ``words``."""
        fitting = [
            (len(form.split()), name)
            for name, forms in self.objects.items()
            for form in forms
            if set(form.split()) <= words
        ]
        return max(fitting)[1] if fitting else None


class PerformanceWords(Record, frozen=True, kw_only=True):
    """``performance.yaml``: who sits in a body, and duties done or not; ``by_hand`` are those that no rule reads."""

    version: str
    composition: CompositionWords
    duties: tuple[Duty, ...]
    partitives: Words
    completing: Words
    beginning: Words
    refusing: Words
    extents: dict[Extent, Words]
    by_hand: dict[str, str]


class AgainWords(Record, frozen=True, kw_only=True):
    """``again.yaml``: by which words an act told before is taken up, told apart from another or brought up to date."""

    version: str
    definite: Words
    pronouns: Words
    others: Words
    beginning: Words
    renewing: Words
    counting_on: Words
    comparing: Words
    apart: Words
    repeating: Words
    occasions: Words
    updating: Words
    many: Words
    generic: Words
    one_act: tuple[Words, ...]
    own: Words
    outcome: str
    exchanges: Words
    types: Words
