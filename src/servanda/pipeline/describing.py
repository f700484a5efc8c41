"""`describe`: what is known of a document and whence, and a person's word on it as a decision."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from servanda.collect import read_declared
from servanda.errors import InputError, UsageError
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.documents import Consent, Detail, Document, DocumentText
from servanda.model.making import with_id
from servanda.pipeline.case import Case
from servanda.pipeline.documents import by_content, content_of, described_documents, find_document, refusals
from servanda.report import AUDIENCES
from servanda.review import DETAILS, DOCUMENT_PATHS, Described, loosened, with_decision

UNKNOWN = "unknown"
_WITHDRAWN = "consent.withdrawn_at"


@dataclass(frozen=True)
class Description:
    """What a person says of a document: values by field (see `DOCUMENT_PATHS`; ``unknown`` takes a value away), who and why.

    ``by`` defaults to the desk's collector. ``role`` is in which role somebody loosens protection.
    """

    document: str
    values: dict[str, str] = field(default_factory=dict)
    because: str = ""
    by: str | None = None
    role: str | None = None


def describe_document(case: Case, said: Description) -> tuple[Decision, tuple[str, ...]]:
    """Store the decision and return it with what to tell: times that hang on the day of publication follow at the next run.

    Raises `NotFoundError`, and `UsageError` for a value that does not fit, a missing reason, or a missing role to loosen protection.
    """
    before = find_document(case, said.document)
    at, by = case.now(), said.by or case.by
    if not said.because.strip():
        raise UsageError("a description needs a reason, for those who read it years later: --because TEXT")
    decision = Decision(
        id="",
        target=DecisionTarget(key=before.document.id, id_seen=before.document.id),
        verdict="describe",
        patch=_checked(said.values, before),
        by=by,
        role=said.role or "reviewer",
        because=said.because,
        at=at,
    )
    decision = with_id("dec", decision)
    after = with_decision(before, decision)
    require_role(before, after, said.role)
    with case.store.writer("reviewed", by, at, case.tool()) as batch:
        batch.put(decision)
    case.store.sign()
    return decision, tuple(_told(case, before, after))


def require_role(before: Described, after: Described, role: str | None) -> None:
    """Raise `UsageError` where a document is protected less than before and nobody said in which role he decides that."""
    changes = ", ".join(loosened(before, after))
    if changes and not (role or "").strip():
        raise UsageError(
            f"this loosens what protects {before.document.id} ({changes}): say in which role you may decide that, "
            "for example --role lead"
        )


def _checked(values: dict[str, str], before: Described) -> dict[str, Any]:
    """Return a patch with values as a sidecar would hold them."""
    unknown = sorted(set(values) - set(DOCUMENT_PATHS))
    if unknown:
        raise UsageError(f"nothing can be said of {', '.join(unknown)}; fields are: {', '.join(DOCUMENT_PATHS)}")
    if _WITHDRAWN in values and not any(guard.consent for guard in before.guards):
        raise UsageError(f"{before.document.id} was declared without any consent, so none can be withdrawn")
    return {name: _value(name, value) for name, value in sorted(values.items())}


def _value(name: str, value: str) -> Any:
    if value == UNKNOWN:
        if name == "sensitivity":
            raise UsageError("a sensitivity is never unknown; take public, internal, confidential or protected")
        return None
    asked = "retain_until" if name == _WITHDRAWN else name  # both are a day or an instant
    try:
        declared = read_declared({asked: value})
    except InputError as error:
        raise UsageError(str(error)) from error
    if asked not in declared.fields:
        raise UsageError("; ".join(declared.warnings) or f"{name} cannot be blank; write unknown to take a value away")
    return declared.fields[asked]


def _told(case: Case, before: Described, after: Described) -> Iterator[str]:
    if after.value("published_on") != before.value("published_on") or after.value("language") != before.value(
        "language"
    ):
        yield "times and claims that hang on it are read anew at the next: servanda run"
    if after.document.sensitivity != before.document.sensitivity:
        for twin in _twins(case, after):
            yield (
                f"the same content is kept as {twin.document.id} ({twin.document.sensitivity}): "
                "what is stricter of the two holds for both"
            )


def _twins(case: Case, one: Described) -> tuple[Described, ...]:
    """Return the other documents of the same content."""
    known = by_content(case, described_documents(case))
    contents = sorted({content_of(case, guard) for guard in one.guards})
    found = {twin.document.id: twin for content in contents for twin in known.get(content, ())}
    return tuple(twin for name, twin in found.items() if name != one.document.id)


def known_of(case: Case, name: str) -> tuple[list[Detail], list[str]]:
    """Return all that was said of a document, field by field and what holds first, and the same in lines of text.

    Raises `NotFoundError` or `UsageError`.
    """
    one = find_document(case, name)
    layer = _layer(case, one)
    details = sorted(_details(one, layer), key=lambda item: DETAILS.index(item.field))
    return details, [*_head(one), *_lines(details), *_protection(case, one)]


def document_rows(case: Case) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Yield all documents, each with a row of what is known of it."""
    layers = {text.document_id: text for text in case.store.current("parse") if isinstance(text, DocumentText)}
    for one in described_documents(case):
        layer = layers.get(one.document.id)
        known: dict[str, str | None] = {item.field: item.value for item in reversed(_details(one, layer))}
        names = ("published_on", "publisher", "title", "language")
        yield (
            one.document,
            {"id": one.document.id, **{name: known.get(name) for name in names},
             "sensitivity": one.document.sensitivity, "locator": one.document.locator},
        )  # fmt: skip


def _layer(case: Case, one: Described) -> DocumentText | None:
    found = (text for text in case.store.current("parse") if isinstance(text, DocumentText))
    return next((text for text in found if text.document_id == one.document.id), None)


def _details(one: Described, layer: DocumentText | None) -> list[Detail]:
    """Return what is said of each field; decisions that no run has taken over yet are among them."""
    decided = [
        Detail(field=name, value=by.patch[name], by="decision", where=f"decision {by.id} of {by.by}: {by.because}")  # type: ignore[index, arg-type]
        for name, by in one.said.items()
    ]
    if layer and layer.details:
        return [*decided, *(item for item in layer.details if item.by != "decision")]
    plain = layer or one.guards[0]
    read = [(name, getattr(plain, name)) for name in DETAILS]
    where = (
        "as it was added"
        if layer is None
        else f"declared, or read by {layer.parser} (place not kept); see also --reparse of run"
    )
    return [*decided, *(Detail(field=name, value=value, by="declared", where=where) for name, value in read if value)]


def _head(one: Described) -> Iterator[str]:
    document = one.document
    yield f"{document.id}: {document.media_type}, {document.n_bytes} bytes, SHA-256 {document.object_sha256}"
    for number, guard in enumerate(one.guards):
        word = "declared again" if number else "collected"
        yield f"  {word} at {guard.received_at} by {guard.collector} from {guard.locator} ({guard.id})"


def _lines(details: list[Detail]) -> Iterator[str]:
    seen: set[str] = set()
    for item in details:
        value = item.value or UNKNOWN
        place = f", characters {item.mention.start}-{item.mention.end}" if item.mention else ""
        yield (
            f"    not counted: {value} ({item.where}{place})"
            if item.field in seen
            else f"  {item.field}: {value} ({item.where}{place})"
        )
        seen.add(item.field)
    yield from (f"  {name}: {UNKNOWN}" for name in DETAILS if name not in seen)


def _agreed(consent: Consent) -> Iterator[str]:
    """Yield in words for what, for whom and how informed somebody agreed, and who agreed in his place."""
    if consent.purpose:
        yield f"purpose {consent.purpose}"
    if consent.recipients:
        yield f"recipients {', '.join(consent.recipients)}"
    if consent.risks_explained is not None:
        yield "risks explained" if consent.risks_explained else "risks not explained"
    if consent.guardian:
        yield f"agreed by the guardian ({consent.guardian})"


def _protection(case: Case, one: Described) -> Iterator[str]:
    yield f"  sensitivity: {one.document.sensitivity}"
    for guard in one.guards:
        if guard.consent:
            consent = guard.consent
            ends = [f"until {consent.until}"] if consent.until else []
            ends += [f"withdrawn {consent.withdrawn_at}"] if consent.withdrawn_at else []
            uses = f"for {', '.join(consent.uses) or 'no use'}"
            yield f"  consent: {', '.join((consent.basis, uses, *ends, *_agreed(consent)))} ({guard.id})"
        if guard.risk:
            yield f"  risk: {guard.risk} ({guard.id})"
        if guard.retain_until:
            yield f"  retain_until: {guard.retain_until} ({guard.id})"
        if guard.protected:
            yield f"  protected fields: {', '.join(part.field for part in guard.protected)} ({guard.id})"
    for twin in _twins(case, one):
        yield f"  same content: {twin.document.id}, {twin.value('publisher') or 'publisher unknown'}, {twin.document.sensitivity}"
    for audience in AUDIENCES:
        reason = refusals(case, audience).get(one.document.id)
        yield f"  {audience}: {f'refused, {reason.reason}' if reason else 'may see it'}"
