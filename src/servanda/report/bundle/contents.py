"""What goes into an evidence bundle, put together by the pipeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from servanda.model.claims import Claim
from servanda.model.documents import Document
from servanda.report.view import LeftOut, ReportView


@dataclass(frozen=True)
class BundleContents:
    """Chosen findings, everything that bears on them, and the proofs.

    ``view`` holds what the bundle shows; ``chosen`` the ids of the findings it is about. ``records`` are lines of
    ``records.jsonl``: rows with the way to their entry (fields kind, id, sha256, body, outputs, entry, index, size, path).
    ``entries`` are lines of ``entries.jsonl``, ``heads`` the lines of signed tree heads with the newest last,
    ``consistency`` proofs from older heads to it. ``objects`` are original bytes by SHA-256, read when they are asked for, ``warcs`` which of
    them are the WARC files of captures, ``files`` further files by name (agreements, zones, time-stamps, roots). ``disclosed`` are opened
    commitments. ``rejected`` are claims that people turned down. ``release`` are records (fields kind, body) that stand in no log: what
    was made anew for an audience, and decisions without their pseudonym and minute.

    With ``is_release`` there is no log: ``records`` have the fields kind, id, body and, for rows that stand in the log, a salted
    commitment to it; ``made_at`` is a day; ``keys`` lead to the key that signs. ``opened`` are salts that open the commitments
    of a release given out before (fields kind, id, salt).
    """

    view: ReportView
    chosen: tuple[str, ...]
    audience: str
    made_at: str
    made_by: str
    documents: tuple[Document, ...]
    records: tuple[Mapping[str, Any], ...] = ()
    entries: tuple[Mapping[str, Any], ...] = ()
    heads: tuple[bytes, ...] = ()
    consistency: tuple[Mapping[str, Any], ...] = ()
    objects: Mapping[str, bytes] = field(default_factory=dict)
    captured: frozenset[str] = frozenset()
    warcs: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    disclosed: tuple[Mapping[str, Any], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rejected: tuple[Claim, ...] = ()
    release: tuple[Mapping[str, Any], ...] = ()
    is_release: bool = False
    keys: tuple[Mapping[str, Any], ...] = ()
    opened: tuple[Mapping[str, Any], ...] | None = None
