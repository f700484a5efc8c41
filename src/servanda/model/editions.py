"""Editions: what a period report counted on the day it was frozen, so that later changes can be told."""

from typing import Literal

from servanda.model.base import Record, require

EditKind = Literal["headline", "comment", "hide", "show"]
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

    ``documents`` and ``sources`` (ids) are all that had come in by then; ``rule_sha256`` is the hash of the counting rule ``rule``; ``edits`` are the
    ids of the desk's edits that stood then. It holds no word of any report.
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
    edits: tuple[str, ...] | None = None
    schema: int = 1


class PeriodEdit(Record, frozen=True, kw_only=True):
    """What a person changed in the report of a period for an audience; the newest of its kind, and of its row, holds.

    ``headline`` and ``comment`` are ``words`` over and under its first sentence, none where they are empty. ``hide`` leaves the category ``row`` out of the
    table by category for the reason in ``words``, which is printed; ``show`` takes that back. ``by`` is a pseudonym, ``at`` an instant in UTC.
    """

    id: str
    since: str
    until: str
    audience: str
    what: EditKind
    row: str | None = None
    words: str
    by: str
    at: str
    schema: int = 1

    def __post_init__(self) -> None:
        """Refuse an edit without a person, a row hidden without a reason, and a row where none is meant."""
        require(bool(self.by.strip()), "an edit needs the name of a person: --by NAME")
        is_of_row = self.what in {"hide", "show"}
        require(
            is_of_row == (self.row is not None), "a row is named where one is hidden or shown again, and nowhere else"
        )
        require(
            not is_of_row or bool(self.words.strip()),
            "hiding a row, or showing it again, needs a reason: --because TEXT",
        )
