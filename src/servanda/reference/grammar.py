"""Words of grammar, read from ``data/grammar.yaml``: by them `extract.clauses` tells subjects, passives, negations."""

from functools import lru_cache
from pathlib import Path

from servanda.errors import ConfigError, RecordError
from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.lexicon_files import DATA, read_lexicon_files

Words = frozenset[str]


class GrammarWords(Record, frozen=True, kw_only=True):
    """``grammar.yaml``: closed classes, and verbs and nouns whose grammar is their own. What each list does stands there."""

    version: str
    verbs: Words
    nouns: Words
    as_tagged: Words
    striking: Words
    struck: Words
    built: Words
    acts: Words
    arising: Words
    amid: Words
    results: Words
    months: Words
    negative_adverbs: Words
    no_longer: dict[str, str]
    after_not: Words
    negative_pronouns: Words
    negative_determiners: Words
    not_one: Words
    negative_coordinators: Words
    negative_openers: Words
    contrasting: Words
    negative_prepositions: Words
    instead_of: Words
    setting_aside: Words
    having: Words
    reciprocals: Words
    relative_pronouns: Words
    he_or_she: Words
    she: Words
    we: Words
    me: Words
    they: Words
    things: Words
    anybody: Words
    unnamed_sides: Words
    before_sides: Words
    vague_subjects: Words
    passive_agent: Words
    states: dict[str, Words]
    has_short: Words
    has_with: Words
    suffered: Words
    suffered_with: dict[str, Words]
    suffered_alone: Words
    aiming: Words
    aimed: Words
    only_participles: Words
    harming: Words
    outcomes: Words
    finding: Words
    suffered_through: Words
    charged: Words
    subject_control: Words
    using: Words
    addressed: dict[str, Words]
    object_prepositions: Words
    means: Words
    perceiving: Words
    sent_off: Words
    of_verbs: Words
    charging_with: dict[str, Words]
    own_deeds: Words
    said_of_deeds: Words
    saying: Words
    quoting: Words
    telling: Words
    telling_of: Words
    accompanying: Words
    beside_places: Words
    being: Words
    object_predicates: Words
    settings: Words
    indefinite: Words
    quantifiers: Words
    singular: Words
    plural: Words
    pointing: Words
    choosing: Words
    equating: Words
    asking: Words
    in_own_name: Words
    first_person: Words
    others: Words
    among: Words
    including: Words
    of_acts: Words
    sides: Words
    compass: Words
    dated: Words
    undergone_by: Words
    perfect: str
    progressive: str
    future: Words
    inverted: Words
    wishing: Words


def is_pronoun(name: str) -> bool:
    """Tell whether a name is a bare pronoun ("We", "they"), which is nobody's name."""
    return name.casefold().strip() in _pronouns()


def is_nobody(name: str) -> bool:
    """Tell whether a name names nobody in particular: a bare pronoun, or sides without a name ("both sides", "the warring parties")."""
    *before, last = name.casefold().split() or [""]
    return is_pronoun(name) or (last in grammar_words().unnamed_sides and _before_sides().issuperset(before))


@lru_cache(maxsize=1)
def _before_sides() -> Words:
    words = grammar_words()
    return words.before_sides | words.quantifiers | words.indefinite | words.pointing


@lru_cache(maxsize=1)
def _pronouns() -> Words:
    words = grammar_words()
    lists = (words.he_or_she, words.we, words.me, words.they, words.things, words.anybody, words.reciprocals)
    return frozenset().union(*lists) | words.negative_pronouns | words.relative_pronouns


@lru_cache(maxsize=2)
def grammar_words(folder: Path = DATA) -> GrammarWords:
    """Return the words of grammar. Raises `ConfigError` naming file and field."""
    try:
        return from_plain(read_lexicon_files(folder)["grammar"], GrammarWords)
    except RecordError as error:
        raise ConfigError(f"{folder / 'grammar.yaml'}: {error}; mend the named list (its head explains it)") from error
