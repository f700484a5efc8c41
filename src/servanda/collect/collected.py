"""What collecting gives: a document beside its bytes, a capture, or a quarantine with the reason."""

from typing import NamedTuple

from servanda.collect.declared import Declared
from servanda.collect.protecting import PLACEHOLDER, SetApart, protected_names, set_apart, without
from servanda.errors import InputError
from servanda.model.captures import Capture
from servanda.model.codec import sha256
from servanda.model.documents import Document, Quarantine
from servanda.model.ids import content_id
from servanda.model.making import with_id


class Captured(NamedTuple):
    """A capture, the WARC file with its exact bytes, and the bytes of the last answer, coding undone (if there are any)."""

    capture: Capture
    warc: bytes
    content: bytes | None = None


class Collected(NamedTuple):
    """A document and its original bytes. ``warnings`` name declared fields that are unknown or were left out, and why.

    ``apart`` are the declared values that belong in the vault and stand in neither. ``is_graded`` says that a sensitivity was declared.
    ``captured`` is how it came from the web; `None` for files.
    """

    document: Document
    content: bytes
    warnings: tuple[str, ...] = ()
    captured: Captured | None = None
    apart: tuple[SetApart, ...] = ()
    is_graded: bool = False


class Known(NamedTuple):
    """An address that a feed or sitemap names and that was captured before; it is not visited again."""

    locator: str


class LeftOut(NamedTuple):
    """Parts of an archive that are no documents, and why in words."""

    locator: str
    reason: str


Item = Collected | Captured | Known | LeftOut | Quarantine
"""Whatever collecting may give."""


def collected(locator: str, content: bytes, media_type: str, declared: Declared) -> Collected:
    """Return the document of ``content``; its id hashes the bytes and what was declared in the open, not where it stood."""
    names = protected_names(declared.fields)
    open_fields = {name: value for name, value in declared.fields.items() if name not in names}
    values = {name: str(declared.fields[name]) for name in names}
    content = without(content, media_type, names)
    warnings = tuple(f"{locator}: {warning}" for warning in declared.warnings)
    if open_fields.get("sensitivity") == "protected":
        values["locator"], locator = locator, PLACEHOLDER
    digest = sha256(content)
    document = Document(
        id=content_id("doc", {"sha256": digest, **open_fields}),
        object_sha256=digest,
        n_bytes=len(content),
        media_type=media_type,
        locator=locator,
        **open_fields,
    )
    is_graded = "sensitivity" in open_fields
    return Collected(document, content, warnings, apart=set_apart(values, content), is_graded=is_graded)


def quarantined(locator: str, error: InputError, content: bytes | None = None) -> Quarantine:
    """Return the quarantine of an input that could not be collected, with the error's words as the reason."""
    record = Quarantine(
        id="",
        locator=locator,
        stage="collect",
        error=type(error).__name__,
        reason=str(error),
        object_sha256=sha256(content) if content is not None else None,
    )
    return with_id("qtn", record)
