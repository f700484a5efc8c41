"""Exports: what left the dossier, under which hash, for whom, with which documents in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from os import fsdecode
from pathlib import Path
from urllib.parse import unquote_to_bytes

from servanda.model.runs import CustodySubject
from servanda.pipeline.case import Case
from servanda.store import Occasion
from servanda.text.display import is_text

_EVENT = "exported"


@dataclass(frozen=True)
class Export:
    """A file that left the dossier: where it was written, its SHA-256, when, for whom, and the documents in it.

    ``secret`` opens the commitments of a release, in hexadecimal digits; empty for anything else.
    """

    path: Path
    sha256: str
    at: str
    audience: str
    documents: frozenset[str]
    secret: str = ""

    @property
    def is_there(self) -> bool:
        """Tell whether the file still stands where it was written, unchanged."""
        if not self.path.is_file():
            return False
        with self.path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == self.sha256


def note_export(case: Case, output: Path, audience: str, what: tuple[str, Collection[str], str]) -> None:
    """Enter an export in the custody log before its file appears: its hash in the open, the rest in the vault.

    ``what`` are the hash of the bytes that go out, the ids of the documents in them, and the secret of a release (else empty). Raises `StoreError` where the log cannot be written.
    """
    digest, documents, secret = what
    details = case.tool(file=_written(output.resolve()), audience=audience, documents=" ".join(sorted(documents)))
    details |= {"secret": secret} if secret else {}
    subject = CustodySubject(kind="report", sha256=digest)
    case.store.log_event(Occasion(_EVENT, case.by, case.now(), details), subject)


def exports(case: Case) -> Iterator[Export]:
    """Yield the exports on record, oldest first. Raises `VaultLocked`."""
    entries = [entry for entry in case.store.log() if entry.event == _EVENT]
    opened = {item["commitment"]: item["value"] for _, item in case.store.vault.contents() if item and "value" in item}
    for entry in entries:
        found = {field: opened.get(made, "") for field, made in entry.detail_commitments.items()}
        documents = frozenset(found.get("documents", "").split())
        where, audience, secret = (found.get(name, "") for name in ("file", "audience", "secret"))
        yield Export(_read(where), entry.subject.sha256, entry.at, audience, documents, secret)


def _written(path: Path) -> str:
    """Return a path as text; one whose bytes are no UTF-8, which file systems allow, as an address of the kind ``file:``."""
    text = str(path)
    return text if is_text(text) else path.as_uri()


def _read(text: str) -> Path:
    return Path(fsdecode(unquote_to_bytes(text.removeprefix("file://")))) if text.startswith("file://") else Path(text)
