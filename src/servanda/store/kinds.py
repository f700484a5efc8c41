"""Which records the store keeps, and what their columns say about them."""

from typing import Any, NamedTuple

from servanda.errors import RecordError
from servanda.model.captures import Capture
from servanda.model.claims import BaseClaim
from servanda.model.codec import decode, encode, sha256
from servanda.model.decisions import Decision
from servanda.model.documents import Document, Quarantine
from servanda.model.schemas import RECORDS

_KEPT_ELSEWHERE = {"consistency_proof", "custody_entry", "derivation", "handle", "inclusion_proof", "tree_head"}
KINDS: dict[str, Any] = {name: kind for name, kind in RECORDS.items() if name not in _KEPT_ELSEWHERE}
_NAMES: dict[Any, str] = {kind: name for name, kind in KINDS.items()}

STRICT = frozenset(
    {
        "capture",
        "decision",
        "document",
        "edition",
        "identification",
        "passed_over",
        "period_edit",
        "quarantine",
        "signing_key",
        "tombstone",
    }
)
"""Kinds whose id stands for the whole record: other bytes under a known id are a conflict.

The ids of the other kinds leave something out on purpose (an incident's id hashes its members, a text layer's the
characters), so a later run may write a further edition under the same id; derivations pin the edition they gave.
"""


class Row(NamedTuple):
    """One record as the table holds it."""

    kind: str
    id: str
    document_id: str | None
    key: str | None
    sha256: str
    body: bytes


def row_of(record: Any) -> Row:
    """Return the row of ``record``. Raises `RecordError` for what is no record the store keeps."""
    kind = name_of(record)
    body = encode(record)
    document_id = record.id if isinstance(record, Document) else getattr(record, "document_id", None)
    key = record.target.key if isinstance(record, Decision) else getattr(record, "key", None)
    return Row(kind, record.id, document_id, key, sha256(body), body)


def sensitivity_of(record: Any) -> str:
    """Return how sensitive a record is by itself; others are as what they belong to or name (see ``sealed_names``).

    A visit that left no document (a feed) and an input that became none are internal: nobody said that they are public.
    """
    if isinstance(record, Document):
        return record.sensitivity
    is_loose = isinstance(record, Capture | Quarantine) and record.document_id is None
    return "internal" if is_loose else "public"


def hashes_of(document: Document) -> set[str]:
    """Return the hashes by which the same content is known again: of the bytes, of a table row that of its text too."""
    return {digest for digest in (document.object_sha256, document.content_sha256) if digest}


def name_of(record: Any) -> str:
    """Return the kind of a record: ``claim`` for a claim of any kind, ``document_text``, ``incident`` and so on."""
    if isinstance(record, BaseClaim):
        return "claim"
    name = _NAMES.get(type(record))
    if name is None:
        raise RecordError(
            f"a {type(record).__name__} is no record the store keeps; it keeps: {', '.join(sorted(KINDS))}"
        )
    return name


def record_of(kind: str, body: bytes) -> Any:
    """Return the record in ``body``. Raises `RecordError`."""
    return decode(body, KINDS[kind])
