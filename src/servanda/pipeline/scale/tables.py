"""The two tables of `scale run`: texts, and the records read in them. What a column holds, the record's field of that name holds."""

from typing import Any, Final

import pyarrow as pa

from servanda.model.claims import Claim
from servanda.model.codec import encode
from servanda.model.documents import DocumentText, PassedOver, Quarantine
from servanda.model.identification import Identification

NO_DAY: Final = "unknown"
"""Day of documents of which nobody knows when they were published."""

TEXTS: Final = pa.schema(
    [
        pa.field("day", pa.string(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("document_id", pa.string()),
        pa.field("object_sha256", pa.string()),
        pa.field("text", pa.string()),
        pa.field("aside", pa.string()),
    ]
)
"""One row a document: its text layer as JSON, or why it was set aside."""

RECORDS: Final = pa.schema(
    [
        pa.field("day", pa.string(), nullable=False),
        pa.field("sort", pa.string(), nullable=False),
        pa.field("number", pa.int64(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("kind", pa.string()),
        pa.field("document_id", pa.string()),
        pa.field("text_id", pa.string()),
        pa.field("key", pa.string()),
        pa.field("language", pa.string()),
        pa.field("start", pa.int64()),
        pa.field("end", pa.int64()),
        pa.field("quote", pa.string()),
        pa.field("record", pa.string(), nullable=False),
    ]
)
"""One row a record: ``sort`` says which (`SORTS`), ``number`` its place among those of its text, ``record`` is the whole of it as JSON.

``kind`` is that of a claim; ``start``, ``end`` and ``quote`` are its span. A field that a record has not is null.
"""

SORTS: Final[dict[str, Any]] = {
    "claim": Claim,
    "identification": Identification,
    "passed_over": PassedOver,
    "quarantine": Quarantine,
}
_SAME: Final = ("id", "document_id", "text_id", "key", "language")
_IN_SPAN: Final = ("start", "end", "quote")


def day_of(published_on: str | None) -> str:
    """Return the partition of a document: the day of its publication."""
    return published_on[:10] if published_on else NO_DAY


def text_row(layer: DocumentText | Quarantine, object_sha256: str | None, day: str) -> dict[str, Any]:
    """Return the row of a text layer, or of a document that was set aside."""
    is_text = isinstance(layer, DocumentText)
    return {
        "day": day,
        "id": layer.id,
        "document_id": layer.document_id,
        "object_sha256": object_sha256,
        "text": encode(layer).decode() if is_text else None,
        "aside": None if is_text else encode(layer).decode(),
    }


def record_row(record: Claim | Identification | PassedOver | Quarantine, number: int, day: str) -> dict[str, Any]:
    """Return the row of a record."""
    span = getattr(record, "span", None)
    sort = _sort(record)
    return {
        "day": day,
        "sort": sort,
        "number": number,
        "kind": type(record).__struct_config__.tag if sort == "claim" else None,
        **{name: getattr(record, name, None) for name in _SAME},
        **{name: getattr(span, name, None) for name in _IN_SPAN},
        "record": encode(record).decode(),
    }


def _sort(record: Claim | Identification | PassedOver | Quarantine) -> str:
    match record:
        case Identification():
            return "identification"
        case PassedOver():
            return "passed_over"
        case Quarantine():
            return "quarantine"
        case _:
            return "claim"


def batch(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Return rows as an Arrow batch. Raises `pyarrow.ArrowInvalid` where one does not fit."""
    return pa.RecordBatch.from_pylist(rows, schema=schema)
