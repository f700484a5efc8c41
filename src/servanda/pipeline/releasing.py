"""Releases: what a bundle for others holds of the log's rows, without what tells of the desk (decision 0141).

A row goes out without who collected it, where it stood inside and at which minute. With it goes a salted commitment to the hash
of its row in the log. The salts follow from one secret, which lies in the vault beside the export.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from servanda.errors import NotFoundError, UsageError
from servanda.model.codec import decode_json, encode, from_plain, sha256, to_plain
from servanda.model.custody import SigningKey
from servanda.model.documents import ROW_MEDIA_TYPE, Document, DocumentText
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.schemas import RECORDS
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_texts
from servanda.pipeline.exports import exports
from servanda.report import ReportView, Veil, bundle_files
from servanda.store import ProvenRow, is_endorsed, is_passed_on

_SHOWN = (
    "id", "object_sha256", "n_bytes", "media_type", "title", "publisher", "author", "published_on", "language", "url",
    "channel", "received_at", "protected", "schema",
)  # fmt: skip
"""Fields of a document that go out: none of who collected it, where it stood, what its source allowed in which words."""
_KINDS = frozenset({"document", "document_text", "claim", "identification"})
"""Rows that go out; derivations, keys, runs and captures tell how and when the desk works."""
_SEEN = frozenset({"format", "text"})  # details that stand in what is shown; others name people, files and reasons


@dataclass(frozen=True)
class Cloak:
    """The secret from which the salts of one release follow, each of which opens one row alone."""

    secret: bytes

    def salt(self, kind: str, identity: str) -> bytes:
        """Return the 32 bytes that open the commitment of a row (HMAC-SHA256 of its name)."""
        return hmac.digest(self.secret, f"{kind} {identity}".encode(), "sha256")

    def commitment(self, row: ProvenRow) -> str:
        """Return ``sha256(salt || SHA-256 of the row in hexadecimal digits)``."""
        return sha256(self.salt(row.kind, row.id) + row.sha256.encode())


class Shown(NamedTuple):
    """Documents as those outside see them, and the bytes of each under their SHA-256; ``unnamed`` are those from which a name was taken."""

    documents: tuple[Document, ...]
    objects: dict[str, bytes]
    unnamed: frozenset[str] = frozenset()


def shown_documents(case: Case, documents: Iterable[Document], veil: Veil) -> Shown:
    """Return documents without what tells of the desk; of a table's row its text alone, since the row holds all that was declared.

    Where a document names somebody who never leaves named, the words of its text without the name stand in place of its bytes.
    """
    found, objects, hidden = [], dict[str, bytes](), set[str]()
    texts = {text.document_id: text for text in current_texts(case)}
    for document in map(veil.document, documents):
        content, media_type = case.store.object(document.object_sha256), document.media_type
        if media_type == ROW_MEDIA_TYPE:
            content, media_type = decode_json(content)["text"].encode(), "text/plain"
        unnamed = veil.content(texts.get(document.id), content)
        if unnamed is not None:
            content, media_type = unnamed, "text/plain"
            hidden.add(document.id)
        digest = sha256(content)
        objects[digest] = content
        kept = {name: getattr(document, name) for name in _SHOWN if getattr(document, name) is not None}
        kept |= {"object_sha256": digest, "n_bytes": len(content), "media_type": media_type}
        found.append(Document(**{**kept, "received_at": (document.received_at or "")[:10] or None}, locator=""))
    return Shown(tuple(found), objects, frozenset(hidden))


def released_rows(
    view: ReportView, shown: Shown, rows: Iterable[ProvenRow], cloak: Cloak, over: tuple[Veil, bool]
) -> tuple[dict[str, Any], ...]:
    """Return the lines of ``records.jsonl`` of a release: documents, texts and claims with their commitments, the rest without.

    ``over`` are the veil, and whether places are told by district. A row from which a name was taken has no commitment: it is not the log's.

    Incidents, findings and decisions have none: which of them stand in the log unchanged would tell on which of them a withheld
    document bears.
    """
    veil, is_coarse = over
    documents = {item.id: item for item in shown.documents}
    lines = []
    for row in sorted(rows, key=lambda item: (item.kind, item.id)):
        if row.body is None or row.kind not in _KINDS:
            continue
        if row.kind == "document":
            body, is_hidden = _document(documents[row.id]), row.id in shown.unnamed
        else:
            whole = decode_json(row.body)
            body, is_hidden = (
                _redacted(_unnamed(row, whole, veil), is_coarse=is_coarse),
                veil.hides_in(whole["document_id"]),
            )
        lines.append(_line((row.kind, row.id), body, None if is_hidden else cloak.commitment(row)))
    lines += [_line(("incident", item.id), to_plain(item)) for item in sorted(view.incidents, key=_id)]
    lines += [_line(("finding", item.id), to_plain(item)) for item in sorted(view.findings, key=_id)]
    told = enumerate(view.decisions, start=1)
    return (*lines, *(_line(("decision", f"decision-{number}"), to_plain(item)) for number, item in told))


def _unnamed(row: ProvenRow, body: dict[str, Any], veil: Veil) -> dict[str, Any]:
    """Return the row of a text layer, claim or identification without the names that never leave."""
    if not veil.hides_in(body["document_id"]):
        return body
    record: Any = from_plain(body, RECORDS[row.kind])
    made = veil.text(record) if isinstance(record, DocumentText) else veil.of_text(record)
    return to_plain(made)  # type: ignore[no-any-return]


def _id(item: Incident | Finding) -> str:
    return item.id


def _line(name: tuple[str, str], body: Mapping[str, Any], commitment: str | None = None) -> dict[str, Any]:
    kind, identity = name
    line = {"kind": kind, "id": identity, "body": encode(body).decode()}
    return {**line, "commitment": commitment} if commitment else line


def _document(document: Document) -> dict[str, Any]:
    plain = to_plain(document)
    return {name: plain[name] for name in _SHOWN if plain[name] is not None}


def has_points(row: Mapping[str, Any]) -> bool:
    """Tell whether a row gives the coordinates of a place: what a person entered may."""
    return any(place.get("latitude") is not None for place in row.get("places") or ())


def require_no_points(rows: Iterable[ProvenRow], *, is_coarse: bool) -> None:
    """Raise `UsageError` where rows that go out whole would give points to those who are told places by district."""
    exact = [row.id for row in rows if row.kind == "claim" and row.body and has_points(decode_json(row.body))]
    if is_coarse and exact:
        raise UsageError(
            f"with proofs rows go out whole, and {exact[0]} was entered with coordinates, which this audience is not told: give a bundle without proofs"
        )


def _redacted(body: dict[str, Any], *, is_coarse: bool) -> dict[str, Any]:
    """Return a row without the details of a text that people declared or decided: they name files, persons and reasons.

    Where places are told by district, the places of a row that gives points are left out.
    """
    if is_coarse and has_points(body):
        body = {name: value for name, value in body.items() if name != "places"}
    if "details" in body:
        body = {**body, "details": [item for item in body["details"] if item["by"] in _SEEN]}
    return body


def released_keys(keys: Iterable[SigningKey]) -> tuple[dict[str, Any], ...]:
    """Return the public keys that lead to the newest, each with the signature of the one before: of that change alone, not who and why.

    Where an older program changed keys, that signature covers the whole record, which stays inside: the keys begin there anew.
    """
    found: list[dict[str, Any]] = []
    for before, key in pairwise((None, *keys)):
        if key is None:
            continue
        is_passed = before is not None and is_passed_on(before, key)
        if before is None or (not is_passed and is_endorsed(before, key)):
            found = [{"public_key": key.public_key}]
        else:
            found.append({"public_key": key.public_key, "passed_on": key.passed_on if is_passed else None})
    return tuple(found)


def openings(case: Case, place: Path, rows: Iterable[ProvenRow]) -> tuple[dict[str, Any], ...]:
    """Return what opens the rows of the release at ``place`` (the file as it went out) that are among ``rows``.

    Raises `NotFoundError` where this dossier made no such file, `UsageError` where it is no release, and `VaultLocked`.
    """
    released = names_in(place)
    content = sha256(place.read_bytes())
    secret = next((item.secret for item in exports(case) if item.sha256 == content and item.secret), None)
    if secret is None:
        raise NotFoundError(f"{place}: this dossier made no such release; give the file as it went out, unchanged")
    cloak = Cloak(bytes.fromhex(secret))
    return tuple(
        {"kind": row.kind, "id": row.id, "salt": cloak.salt(row.kind, row.id).hex()}
        for row in rows
        if (row.kind, row.id) in released
    )


def names_in(place: Path) -> frozenset[tuple[str, str]]:
    """Return kind and id of each row of a release that can be opened. Raises `UsageError` where the file is no release."""
    lines = map(decode_json, _file(place, "records.jsonl").splitlines())
    return frozenset((line["kind"], line["id"]) for line in lines if line.get("commitment"))


def findings_in(place: Path) -> tuple[str, ...]:
    """Return the ids of the findings that a bundle is about. Raises `UsageError` where the file is none."""
    return tuple(decode_json(_file(place, "bundle.json"))["findings"])


def _file(place: Path, name: str) -> bytes:
    try:
        return bundle_files(place)[name]
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise UsageError(f"{place}: is no evidence bundle ({error}); name one that servanda report wrote") from error
