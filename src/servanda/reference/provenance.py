"""Words of the notes by which a document says where it comes from: ``data/provenance.yaml``."""

from typing import Literal

from servanda.model.base import Record

Relation = Literal["edited_by", "republished_from", "according_to", "disclaims", "translated_by"]


class ProvenanceWords(Record, frozen=True, kw_only=True):
    """``provenance.yaml``: parts of regular expressions in which a space stands for any white space, and beginnings of notes and names."""

    version: str
    this_text: str
    edited_by: str
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
    own_text: tuple[str, ...]
    persons: tuple[str, ...]
