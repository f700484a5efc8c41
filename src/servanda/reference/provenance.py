"""Words by which a document tells its own origin, read from ``data/provenance.yaml``."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from servanda.errors import ConfigError, RecordError
from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.lexicon_files import DATA, read_lexicon_files

Note = Literal["edited_by", "translated_by", "republished_from"]
Phrases = tuple[str, ...]


class ProvenanceWords(Record, frozen=True, kw_only=True):
    """``provenance.yaml``: phrases of notes on a document's origin. What each list does stands in the file."""

    version: str
    this: Phrases
    works: Phrases
    copulas: Phrases
    early: Phrases
    notes: dict[Note, Phrases]
    published: Phrases
    publishers: Phrases
    labels: Phrases
    ends: Phrases
    disclaimed: Phrases
    views: Phrases
    given: Phrases
    belonging: Phrases
    writers: Phrases
    articles: Phrases


def any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for one of some phrases, the longest first; "_" stands for any one word."""
    longest = sorted(phrases, key=len, reverse=True)
    words = ([r"\w+" if word == "_" else re.escape(word) for word in phrase.split()] for phrase in longest)
    joined = "|".join(r"\s+".join(parts) for parts in words)
    return f"(?:{joined})"


@lru_cache(maxsize=2)
def provenance_words(folder: Path = DATA) -> ProvenanceWords:
    """Return the words of notes on origin. Raises `ConfigError` naming file and field."""
    try:
        return from_plain(read_lexicon_files(folder)["provenance"], ProvenanceWords)
    except RecordError as error:
        raise ConfigError(
            f"{folder / 'provenance.yaml'}: {error}; mend the named list (its head explains it)"
        ) from error
