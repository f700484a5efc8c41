"""Runs, derivations and the custody log: what was done when, with what, and what is current."""

from typing import Literal

from servanda.model.base import Record


class InputFile(Record, frozen=True, kw_only=True):
    """A file of the dossier that a run rested on, by its path there; its bytes are an object of that hash."""

    path: str
    sha256: str


class Run(Record, frozen=True, kw_only=True):
    """One invocation: versions of all stages and hashes of configuration and reference data.

    ``inputs`` are the files of the dossier that it rested on beside the reports; runs before them have none.
    """

    id: str
    started_at: str
    command: str
    servanda_version: str
    versions: dict[str, str]
    reference_sha256: str
    config_sha256: str
    finished_at: str | None = None
    inputs: tuple[InputFile, ...] = ()
    schema: int = 1


class Derivation(Record, frozen=True, kw_only=True):
    """``input_id`` went through ``stage`` in a version, configuration and reference state, and gave ``outputs``.

    The newest complete derivation of an input says what is current; older records stay.
    """

    id: str
    input_id: str
    stage: str
    version: str
    config_sha256: str
    reference_sha256: str
    outputs: tuple[str, ...]
    schema: int = 1


EVENTS = frozenset(
    {
        "collected", "received", "accessed", "exported", "copied", "derived", "reviewed", "redacted", "expunged",
        "run", "key_made", "key_rotated", "stamped", "sealed", "account",
    }
)  # fmt: skip
"""What may happen to a dossier, as the custody log calls it.

``collected`` by the program, ``received`` from a person, ``accessed`` when original bytes leave the store for an export,
``exported`` when the file is written, ``copied`` to another store, ``derived`` by a stage, ``reviewed`` by a person,
``redacted`` or ``expunged`` under the disclosure policy, ``run`` from end to end, ``sealed`` when what lay in the
clear is encrypted; the rest is about the log's own keys and time-stamps.
"""


class CustodySubject(Record, frozen=True, kw_only=True):
    """What an entry is about: a kind and the SHA-256 of its content."""

    kind: str
    sha256: str


class CustodyEntry(Record, frozen=True, kw_only=True):
    """One entry of the custody log, version 1 (CONTRACT section 6): hashes and salted commitments only."""

    v: Literal[1] = 1
    seq: int
    at: str
    event: str
    by: str
    subject: CustodySubject
    detail_commitments: dict[str, str]
    previous: str | None
