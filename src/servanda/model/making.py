"""Making records whose ids follow from their content."""

from typing import Any, TypeVar

import msgspec

from servanda.model.claims import BaseClaim, Claim
from servanda.model.codec import sha256, to_plain
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.ids import claim_id, claim_key, content_id

C = TypeVar("C", bound=BaseClaim)
R = TypeVar("R", bound=msgspec.Struct)


def sealed(claim: C) -> C:
    """Return the claim with its ``key`` and ``id`` computed (give both as empty strings)."""
    keyed = msgspec.structs.replace(claim, key=claim_key(claim))  # type: ignore[arg-type]
    return msgspec.structs.replace(keyed, id=claim_id(keyed))  # type: ignore[arg-type]


def with_id(prefix: str, record: R, *left_out: str) -> R:
    """Return ``record`` with ``id`` = hash of all its other fields but ``schema`` and those ``left_out``."""
    content = {name: value for name, value in to_plain(record).items() if name not in {"id", "schema", *left_out}}
    return msgspec.structs.replace(record, id=content_id(prefix, content))


def text_layer(document_id: str, text: str, paragraphs: tuple[Paragraph, ...], **fields: Any) -> DocumentText:
    """Return the frozen text layer of a document; ``fields`` are the remaining ones of `DocumentText`."""
    kind = fields.get("kind", "original")
    layer_id = content_id("txt", {"document": document_id, "kind": kind, "text": text})
    digest = sha256(text.encode("utf-8"))
    return DocumentText(
        id=layer_id, document_id=document_id, text=text, text_sha256=digest, paragraphs=paragraphs, **fields
    )


def replace(record: R, **changes: Any) -> R:
    """Return a copy of ``record`` with some fields changed (invariants are checked again)."""
    return msgspec.structs.replace(record, **changes)


def kind_of(claim: Claim) -> str:
    """Return the ``kind`` tag of a claim."""
    return str(type(claim).__struct_config__.tag)
