"""What must not stand in the clear goes into the vault before the document is stored."""

from pathlib import Path

from servanda.collect import Collected
from servanda.errors import UsageError
from servanda.model.codec import canonical, sha256
from servanda.model.documents import Document, ProtectedField
from servanda.model.making import replace
from servanda.model.runs import CustodySubject
from servanda.pipeline.case import Case
from servanda.pipeline.deciding import find_one
from servanda.pipeline.documents import described_document
from servanda.store import Occasion


def kept_document(case: Case, item: Collected, received_at: str) -> Document:
    """Return a document as it is kept: when and by whom received, with commitments for what goes into the vault."""
    document = item.document
    made = case.store.vault.commit({part.field: part.value for part in item.apart}, about=document.id)
    protected = (
        ProtectedField(field=part.field, commitment=made[part.field], in_text=part.in_text) for part in item.apart
    )
    return replace(
        document,
        locator=without_home(document.locator),
        received_at=document.received_at or received_at,
        collector=document.collector or case.by,
        protected=tuple(protected),
    )


def without_home(locator: str) -> str:
    """Return a path with the home folder as ``~``: its name is as a rule that of a member of staff."""
    home = str(Path.home())
    return f"~{locator.removeprefix(home)}" if locator.startswith(f"{home}/") else locator


def protected_fields(case: Case, name: str, by: str) -> list[tuple[str, str]]:
    """Return fields and values that the vault holds of a document; the log says that ``by`` looked.

    Raises `NotFoundError`, `UsageError` for what is no document, and `VaultLocked`.
    """
    document = find_one(case, name)
    if not isinstance(document, Document):
        raise UsageError(f"{name} is no document: protected fields belong to documents")
    guards = described_document(case, document.id).guards
    promised = {part.commitment for guard in guards for part in guard.protected}
    held = [item for _, item in case.store.vault.contents() if item and item.get("commitment") in promised]
    subject = CustodySubject(kind="protected", sha256=sha256(canonical(sorted(promised))))
    case.store.log_event(Occasion("accessed", by, case.now(), case.tool(document=document.id)), subject)
    return sorted((item["field"], item["value"]) for item in held)
