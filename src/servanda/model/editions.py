"""Editions: what a period report counted on the day it was frozen, so that later changes can be told."""

from typing import Literal

from servanda.model.base import Record

ChangeLabel = Literal["new_event", "late_report", "correction", "coverage"]


class EditionAct(Record, frozen=True, kw_only=True):
    """One act as an edition counted it; ``keys`` are the keys of its claims, by which it is known again.

    ``attribution`` are the parties and actors that it is attributed to. ``sure``: it surely lies in the period. ``killed`` and ``injured`` are lowest and highest count (null: none said, or open).
    """

    name: str
    keys: tuple[str, ...]
    documents: tuple[str, ...]
    category: str
    state: str
    attribution: tuple[str, ...] = ()
    sure: bool
    start: str | None = None
    end: str | None = None
    killed: tuple[int | None, int | None] | None = None
    injured: tuple[int | None, int | None] | None = None


class Edition(Record, frozen=True, kw_only=True):
    """A frozen edition. ``number`` counts the periods frozen for an audience, ``revision`` how often this one was frozen anew.

    ``documents`` and ``sources`` (ids) are all that had come in by then; ``rule_sha256`` is the hash of the counting rule ``rule``. It holds
    no word of any report.
    """

    id: str
    number: int
    revision: int = 1
    audience: str
    since: str
    until: str
    frozen_at: str
    by: str
    rule: str
    rule_sha256: str
    acts: tuple[EditionAct, ...]
    documents: tuple[str, ...]
    sources: tuple[str, ...]
    schema: int = 1
