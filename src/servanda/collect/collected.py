"""What collecting gives: a document beside its bytes, a capture, or a quarantine with the reason."""

from typing import NamedTuple

from servanda.collect.declared import NOTHING, Declared
from servanda.collect.protecting import PLACEHOLDER, SetApart, protected_names, set_apart, without
from servanda.errors import InputError
from servanda.model.captures import Capture
from servanda.model.codec import decode_json, sha256
from servanda.model.documents import ROW_MEDIA_TYPE, Document, Quarantine
from servanda.model.ids import content_id
from servanda.model.making import with_id


class Captured(NamedTuple):
    """A capture, the WARC file with its exact bytes, and the bytes of the last answer, coding undone (if there are any)."""

    capture: Capture
    warc: bytes
    content: bytes | None = None


class Collected(NamedTuple):
    """A document and its original bytes. ``warnings`` name declared fields that are unknown or were left out, and why.

    ``apart`` are the declared values that belong in the vault and stand in neither.
    ``captured`` is how it came from the web; `None` for files. ``declared`` are all fields that somebody stated.
    """

    document: Document
    content: bytes
    warnings: tuple[str, ...] = ()
    captured: Captured | None = None
    apart: tuple[SetApart, ...] = ()
    declared: Declared = NOTHING


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
        content_sha256=_content_sha256(content, media_type),
        **open_fields,
    )
    return Collected(document, content, warnings, apart=set_apart(values, content), declared=declared)


def shielded(item: Collected) -> Collected:
    """Return the same as a document of sensitivity ``protected``: what could tell who spoke goes into the vault."""
    locator = next((part.value for part in item.apart if part.field == "locator"), item.document.locator)
    fields = {**item.declared.fields, "sensitivity": "protected"}
    declared = Declared(dict(sorted(fields.items())), item.declared.warnings)
    return collected(locator, item.content, item.document.media_type, declared)


def _content_sha256(content: bytes, media_type: str) -> str | None:
    """Return the hash of a row's text alone; of anything else the object is the content."""
    return sha256(decode_json(content)["text"].encode()) if media_type == ROW_MEDIA_TYPE else None


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
