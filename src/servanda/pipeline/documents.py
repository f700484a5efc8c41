"""The documents of a dossier as they stand: decisions folded in, those with the same content known to each other."""

from collections.abc import Iterable, Mapping

from servanda.errors import NotFoundError, UsageError, VaultLocked
from servanda.model.codec import decode_json, sha256
from servanda.model.decisions import Decision
from servanda.model.documents import ROW_MEDIA_TYPE, Document
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_claims, current_texts
from servanda.report import GUARDED, Refusal, refusal, tells_position, too_recent
from servanda.review import SENSITIVITIES, Described, describe_documents


def described_documents(case: Case) -> tuple[Described, ...]:
    """Return the documents with what was decided on them; a later declaration of the same bytes is no document of its own."""
    return describe_documents(case.store.records("document"), case.store.decisions())


def described_document(case: Case, document_id: str, *further: Decision) -> Described:
    """Return one document with what was decided on it, and by ``further`` decisions that are not stored.

    The id of a later declaration leads to its document. Raises `NotFoundError`.
    """
    decisions = (*case.store.decisions(), *further)
    home = next(
        (one.target.key for one in decisions if one.verdict == "declare" and one.target.id_seen == document_id),
        document_id,
    )
    again = [one.target.id_seen for one in decisions if one.verdict == "declare" and one.target.key == home]
    documents = (case.store.get("document", name) for name in (home, *again) if name)
    return describe_documents(documents, decisions)[0]


def content_of(case: Case, document: Document) -> str:
    """Return the hash that documents of the same content share: of the bytes, of a table row that of its text."""
    if document.content_sha256 or document.media_type != ROW_MEDIA_TYPE:
        return document.content_sha256 or document.object_sha256
    try:  # a row that was added by an earlier version
        return sha256(decode_json(case.store.object(document.object_sha256))["text"].encode())
    except (NotFoundError, VaultLocked):
        return document.object_sha256


def by_content(case: Case, documents: Iterable[Described]) -> Mapping[str, tuple[Described, ...]]:
    """Return the documents by what they hold."""
    found: dict[str, tuple[Described, ...]] = {}
    for described in documents:
        for content in {content_of(case, guard) for guard in described.guards}:
            found[content] = (*found.get(content, ()), described)
    return found


def refusals(case: Case, audience: str) -> dict[str, Refusal]:
    """Return by id why documents may not be shown to an audience now: the strictest of all that have the same content."""
    now = case.now()
    recent = _too_recent(case, now) if audience in GUARDED else {}
    refused: dict[str, Refusal] = {}
    for twins in by_content(case, described_documents(case)).values():
        own = {one.document.id: _refusal(one, audience, now, recent) for one in twins}
        first = next(((name, reason) for name, reason in own.items() if reason), None)
        if first is None:
            continue
        for one in twins:
            shared = f"the same content is kept as {first[0]}, and of that: {first[1].reason}"
            reason = own[one.document.id] or Refusal(first[1].kind, shared)
            refused |= {name: refused.get(name, reason) for name in family(one)}
    return refused


def beyond(case: Case, sensitivity: str) -> frozenset[str]:
    """Return the ids of the documents that are more sensitive than ``sensitivity``, with all that have the content of one that is."""
    most = SENSITIVITIES.index(sensitivity)
    found: set[str] = set()
    for twins in by_content(case, described_documents(case)).values():
        if any(SENSITIVITIES.index(one.document.sensitivity) > most for one in twins):
            found.update(name for one in twins for name in family(one))
    return frozenset(found)


def _too_recent(case: Case, now: str) -> dict[str, Refusal]:
    """Return by id which documents partners and the public may not have yet, by the day of publication, else of reception."""
    config = case.dossier.settings.release
    if not (config.delay_days or config.positions_days):
        return {}
    published = {text.document_id: text.published_on for text in current_texts(case)}
    telling = {claim.document_id for claim in current_claims(case) if tells_position(claim)}
    days = {one.document.id: _day(one, published) for one in described_documents(case)}
    found = {name: too_recent(day, now, config, tells_positions=name in telling) for name, day in days.items()}
    return {name: reason for name, reason in found.items() if reason}


def _day(described: Described, published: Mapping[str, str | None]) -> str | None:
    """Return the day of publication as described or read, else that of reception."""
    document = described.document
    return described.value("published_on") or published.get(document.id) or document.received_at


def family(described: Described) -> tuple[str, ...]:
    """Return the ids of a document and of its later declarations."""
    return tuple(guard.id for guard in described.guards)


def _refusal(described: Described, audience: str, now: str, recent: Mapping[str, Refusal]) -> Refusal | None:
    own = next((reason for guard in described.guards if (reason := refusal(guard, audience, now))), None)
    return own or recent.get(described.document.id)


def find_document(case: Case, name: str) -> Described:
    """Return the document that an id, its beginning, its own id in a table, or the end of its path names.

    Raises `NotFoundError` or `UsageError`.
    """
    documents = described_documents(case)
    for found in (
        [one for one in documents if any(known.startswith(name) for known in family(one))],
        [one for one in documents if name in {guard.external_id for guard in one.guards}],
        [one for one in documents if any(_ends(guard.locator, name) for guard in one.guards)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(one.document.id for one in found[:5])
            raise UsageError(f"{name!r} names {len(found)} documents: {ids} ...; give more of it, or an id")
    raise NotFoundError(f"{case.folder} has no document {name!r}; list them with: servanda describe {case.folder}")


def _ends(locator: str, name: str) -> bool:
    return locator == name or locator.endswith(f"/{name}")
