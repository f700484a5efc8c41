"""Words of the notes by which a document says where it comes from: ``data/provenance.yaml``."""

from functools import lru_cache
from typing import Literal

from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.lexicon_files import read_lexicon_files

Relation = Literal["edited_by", "republished_from", "according_to", "disclaims", "translated_by"]


class ProvenanceWords(Record, frozen=True, kw_only=True):
    """``provenance.yaml``: parts of regular expressions in which a space stands for any white space, and beginnings of notes and names."""

    version: str
    this_text: str
    edited_by: str
    contributed: str
    translated_by: str
    republished_from: str
    behind_name: str
    sources: str
    byline: str
    copyright: str
    all_rights: str
    disclaimed: str
    disclaiming: str
    authors: str
    reporting_by: str
    credit_lines: str
    between_names: str
    before_names: str
    agencies: str
    told_to: str
    own_text: tuple[str, ...]
    persons: tuple[str, ...]


@lru_cache(maxsize=1)
def provenance_words() -> ProvenanceWords:
    """Return the shipped words alone, for those who need no other part of the lexicon."""
    return from_plain(read_lexicon_files()["provenance"], ProvenanceWords)
