"""Words of grammar, read from ``data/grammar.yaml``: by them `extract.clauses` tells subjects, passives, negations."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from servanda.errors import ConfigError, RecordError
from servanda.model.base import Record
from servanda.model.codec import from_plain

FILE: Final = Path(__file__).parent / "data" / "grammar.yaml"
Words = frozenset[str]


class GrammarWords(Record, frozen=True, kw_only=True):
    """``grammar.yaml``: closed classes of words, and verbs whose grammar is their own. What each list does stands in the file."""

    version: str
    negative_adverbs: Words
    no_longer: dict[str, str]
    after_not: Words
    negative_pronouns: Words
    negative_determiners: Words
    negative_before: Words
    negative_coordinators: Words
    negative_openers: Words
    contrasting: Words
    negative_prepositions: Words
    instead_of: Words
    having: Words
    relative_pronouns: Words
    anybody: Words
    vague_subjects: Words
    passive_agent: Words
    states: dict[str, Words]
    has_short: Words
    has_with: Words
    suffered: Words
    charged: Words
    subject_control: Words
    addressed: dict[str, Words]
    object_prepositions: Words
    of_verbs: Words
    own_deeds: Words
    saying: Words
    quoting: Words
    being: Words
    object_predicates: Words
    settings: Words
    quantifiers: Words
    dated: Words
    undergone_by: Words
    future: Words
    inverted: Words


@lru_cache(maxsize=1)
def grammar_words(path: Path = FILE) -> GrammarWords:
    """Return the words of grammar. Raises `ConfigError` naming file and field."""
    from servanda.reference.bounded_yaml import load_bounded

    try:
        return from_plain(load_bounded(path), GrammarWords)
    except RecordError as error:
        raise ConfigError(f"{path}: {error}; mend the named list (its head explains the fields)") from error
