"""What is known of documents once decisions on them are folded in, and what protects them.

A document may have been declared several times: the same bytes added again with another sidecar. What is said of it goes
by the latest, a person's word before a declaration. Protection adds up: each declaration is a guard, and what goes out
must be allowed by all of them. Only a person who describes the document loosens one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from servanda.model.codec import to_plain
from servanda.model.decisions import Decision
from servanda.model.documents import Detail, DetailField, Document, DocumentText, Sensitivity
from servanda.model.making import replace
from servanda.review.standing import standing

DETAILS: tuple[DetailField, ...] = get_args(DetailField)
SENSITIVITIES: tuple[str, ...] = get_args(Sensitivity)
DOCUMENT_PATHS: dict[str, str] = {
    "title": "title of the document",
    "publisher": "who published it",
    "author": "who wrote it",
    "published_on": "day of publication (2019-03-14)",
    "language": "language code such as en or ar",
    "url": "address at which it was published",
    "sensitivity": "public, internal, confidential or protected",
    "retain_until": "day or instant until which it may be kept",
    "consent.withdrawn_at": "day or instant at which consent was withdrawn",
    "risk": "whom showing it could harm; it then stays inside whatever anybody agreed to",
}
"""What a decision may say of a document, with what each field takes; ``null`` makes the first six unknown."""


@dataclass(frozen=True)
class Described:
    """A document as decisions left it. ``said`` holds the decision behind each field of `DETAILS` that one speaks of.

    ``guards`` are the document and each later declaration of its bytes with the protection that holds now, ids as stored.
    ``document`` bears the strictest sensitivity among them.
    """

    document: Document
    guards: tuple[Document, ...]
    said: Mapping[str, Decision] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """Return a field of `DETAILS` as described, else as declared."""
        return self.said[name].patch[name] if name in self.said else getattr(self.document, name)  # type: ignore[index]


def describe_documents(documents: Iterable[Document], decisions: Sequence[Decision]) -> tuple[Described, ...]:
    """Return the documents with what was decided on them, in the order given; later declarations are folded into theirs."""
    stored = {document.id: document for document in documents}
    stands = {decision.id for decision in standing(decisions)}
    found: dict[str, Described] = {}
    for decision in decisions:
        name = decision.target.key
        if decision.verdict in {"describe", "declare"} and name in stored:
            before = found.get(name) or described(stored[name])
            again = stored.get(decision.target.id_seen or "") if decision.verdict == "declare" else None
            found[name] = with_decision(before, decision, again, stands=decision.id in stands)
    later = {guard.id for one in found.values() for guard in one.guards[1:]}
    return tuple(found.get(name) or described(stored[name]) for name in stored if name not in later)


def described(document: Document) -> Described:
    """Return a document on which nothing was decided."""
    return Described(document=document, guards=(document,))


def with_decision(
    before: Described, decision: Decision, again: Document | None = None, *, stands: bool = True
) -> Described:
    """Return a document after one more decision; ``again`` is the declaration that it brings.

    What a declaration brings stays a guard where the decision was undone: to undo new metadata takes no protection away.
    """
    patch = (decision.patch or {}) if stands else {}
    guards = (*before.guards, again) if again else before.guards
    by_person = {name for name, by in before.said.items() if by.verdict == "describe"}
    if decision.verdict == "describe":
        guards, by_person = tuple(_guarded(guard, patch) for guard in guards), set()
    strictest = max((guard.sensitivity for guard in guards), key=SENSITIVITIES.index)
    new: dict[str, Decision] = {name: decision for name in DETAILS if name in patch and name not in by_person}
    return Described(replace(before.document, sensitivity=strictest), guards, {**before.said, **new})


def _guarded(guard: Document, patch: Mapping[str, Any]) -> Document:
    """Return a declaration with the protection that a person stated."""
    changes = {name: patch[name] for name in ("sensitivity", "retain_until", "risk") if name in patch}
    if guard.consent and "consent.withdrawn_at" in patch:
        changes["consent"] = replace(guard.consent, withdrawn_at=patch["consent.withdrawn_at"])
    return replace(guard, **changes) if changes else guard


def loosened(before: Described, after: Described) -> Iterator[str]:
    """Yield in words what protects a document less ``after`` than ``before``; both have the same guards."""
    old, new = before.document.sensitivity, after.document.sensitivity
    if SENSITIVITIES.index(new) < SENSITIVITIES.index(old):
        yield f"sensitivity from {old} to {new}"
    for was, now in zip(before.guards, after.guards, strict=True):
        if _later(was.retain_until, now.retain_until):
            yield f"retain_until from {was.retain_until} to {now.retain_until or 'open'}"
        withdrawn = [guard.consent.withdrawn_at if guard.consent else None for guard in (was, now)]
        if _later(*withdrawn):
            yield f"withdrawal of consent from {withdrawn[0]} to {withdrawn[1] or 'none'}"
        yield from _taken_back(was, now)


def _taken_back(was: Document, now: Document) -> Iterator[str]:
    if was.risk and not now.risk:
        yield f"the risk “{was.risk}”"


def _later(was: str | None, now: str | None) -> bool:
    return was is not None and (now is None or now > was)


def described_layer(layer: DocumentText, described: Described) -> DocumentText:
    """Return a text layer with the metadata that holds: what decisions say before what the parser put on it.

    Text, spans and id stay. A layer of an earlier version, which kept no details, gets one for each value it has.
    """
    if not described.said and not any(item.by == "decision" for item in layer.details):
        return layer
    read = tuple(item for item in layer.details if item.by != "decision") or tuple(_kept(layer, described.document))
    decided = tuple(_decided(name, decision) for name, decision in sorted(described.said.items()))
    details = (*decided, *read)
    first = {item.field: item.value for item in reversed(details)}
    return replace(layer, details=details, **{name: first.get(name) for name in DETAILS})


def _decided(name: str, decision: Decision) -> Detail:
    where = f"decision {decision.id} of {decision.by}: {decision.because}"
    return Detail(field=name, value=(decision.patch or {})[name], by="decision", where=where)  # type: ignore[arg-type]


def _kept(layer: DocumentText, document: Document) -> Iterator[Detail]:
    plain = to_plain(document)
    for name in DETAILS:
        value = getattr(layer, name)
        if value is not None:
            is_declared = plain[name] == value
            where = "declared" if is_declared else f"read by {layer.parser} {layer.parser_version}, place not kept"
            yield Detail(field=name, value=value, by="declared" if is_declared else "format", where=where)
