"""What a bundle for others would give as it is: opened fields, whole rows, agreement files; and that none of it names who never leaves named."""

from collections.abc import Iterable, Iterator
from typing import Any

from servanda.errors import NotFoundError, UsageError
from servanda.model.documents import Document
from servanda.pipeline.case import Case
from servanda.report import BundleContents, Veil


def require_unnamed(veil: Veil, contents: BundleContents, *, has_proofs: bool) -> None:
    """Raise `UsageError` where what goes out as it is would give a name that never leaves: rows with proofs, agreements, opened fields."""
    hidden = [document.id for document in contents.documents if veil.hides_in(document.id)]
    if has_proofs and hidden:
        raise UsageError(
            f"with proofs rows and bytes go out whole, and {hidden[0]} names somebody who never leaves named (servanda persons DIR --protected): "
            "give a bundle without proofs, or choose findings that do not rest on it (--finding)"
        )
    telling = [*_telling(veil, contents)]
    if telling:
        raise UsageError(
            f"{telling[0]} names somebody who never leaves named (servanda persons DIR --protected), and goes out as it is: leave it out"
        )


def _telling(veil: Veil, contents: BundleContents) -> Iterator[str]:
    """Yield which files and opened fields give a name."""
    for name, content in contents.files.items():
        if veil.is_named_in(content.decode("utf-8", errors="ignore")):
            yield name
    yield from (item["field"] for item in contents.disclosed if veil.is_named_in(str(item["value"])))


def disclosed_fields(case: Case, documents: Iterable[Document], names: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """Return the opened commitments of the documents named. Raises `NotFoundError` and `VaultLocked`."""
    if not names:
        return ()
    chosen = [document for document in documents if document.id.startswith(names)]
    if len(chosen) < len(names):
        raise NotFoundError(
            f"--disclose {' '.join(names)}: the bundle holds no such document, or several of one beginning"
        )
    promised = {part.commitment for document in chosen for part in document.protected}
    opened = (item for _, item in case.store.vault.contents() if item)
    fields = ("commitment", "field", "salt", "value")
    return tuple({name: item[name] for name in fields} for item in opened if item.get("commitment") in promised)
