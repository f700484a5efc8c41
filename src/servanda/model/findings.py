"""Findings: an incident held against a provision, with the whole trace."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.spans import Span

Support = Literal["compiled", "single", "corroborated", "contested"]
"""``compiled``: only rows of tables compiled from others' reports tell of it, and these are no origin."""
FindingStatus = Literal[
    "alleged_violation",
    "duty_engaged",
    "fulfilled",
    "partly_fulfilled",
    "not_fulfilled",
    "permitted",
    "not_applicable",
    "undetermined",
]
BoundAs = Literal["party", "guarantor", "adherent", "named_conflicting_party"]
Reading = Literal["literal", "interpreted", "reported"]


class TraceStep(Record, frozen=True, kw_only=True):
    """One three-valued condition: its result, the value it saw in words, and the claims behind it."""

    name: str
    result: Literal["true", "false", "unknown"]
    value: str | None
    claims: tuple[str, ...] = ()
    provision_text: Span | None = None


class Progress(Record, frozen=True, kw_only=True):
    """How far a duty was done on a day, as one incident reports it: 0 none, 1 minimal, 2 intermediate, 3 full.

    ``minimum`` and ``maximum`` differ where the report leaves it open ("in part" is 1 to 2). ``said_by`` are the speakers
    of ``claims``; ``own_word`` where all of them belong to the party itself; ``sure`` where the report is surely about it.
    """

    on: str | None
    minimum: int
    maximum: int
    incident_id: str
    claims: tuple[str, ...]
    said_by: tuple[str, ...]
    own_word: bool
    sure: bool


class Beside(Record, frozen=True, kw_only=True):
    """A monitor's verdict on the incident beside a finding: ``agrees``, ``differs`` or ``conflicts`` with it, or leaves it ``open``.

    ``told_by`` is who tells of it, where that is not the finder. ``reason`` says why in words, empty where it agrees. A ``superseded`` verdict was replaced by a later one.
    """

    claim: str
    finder: str | None
    published_on: str | None
    told_by: str | None = None
    relation: Literal["agrees", "differs", "conflicts", "open"]
    reason: str | None = None
    superseded: bool = False


class AssessedWith(Record, frozen=True, kw_only=True):
    """Version of the rules and hash of the agreement file that gave a finding."""

    rules: str
    agreement_sha256: str


class Finding(Record, frozen=True, kw_only=True):
    """What one incident means under one provision. ``missing`` names the facts that nobody stated.

    ``beside`` are the verdicts of monitors on the incident; they change no status.
    """

    id: str
    agreement_id: str
    provision_id: str
    reading: Reading
    incident_id: str | None
    party: str | None
    bound_as: BoundAs | None
    status: FindingStatus
    support: Support | None
    review: Literal["proposed", "accepted", "rejected", "amended"] = "proposed"
    alternative_to: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    conditions: tuple[TraceStep, ...]
    progress: tuple[Progress, ...] = ()
    beside: tuple[Beside, ...] = ()
    as_of: str | None
    assessed_with: AssessedWith
    schema: int = 1
