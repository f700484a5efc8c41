"""What must not stand in the clear goes into the vault before the document is stored."""

from servanda.collect import Collected
from servanda.model.documents import Document, ProtectedField
from servanda.model.making import replace
from servanda.pipeline.case import Case


def kept_document(case: Case, item: Collected, received_at: str) -> Document:
    """Return a document as it is kept: when and by whom received, with commitments for what goes into the vault."""
    document = item.document
    made = case.store.vault.commit({part.field: part.value for part in item.apart}, about=document.id)
    protected = (
        ProtectedField(field=part.field, commitment=made[part.field], in_text=part.in_text) for part in item.apart
    )
    return replace(
        document,
        received_at=document.received_at or received_at,
        collector=document.collector or case.by,
        protected=tuple(protected),
    )
