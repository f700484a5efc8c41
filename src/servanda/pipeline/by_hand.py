"""`claim add`: a claim that a person enters is a record like any other, and the later rooms see it."""

from collections.abc import Iterable, Sequence
from typing import Any

from servanda.errors import RecordError, UsageError
from servanda.model.aliases import KeyAlias
from servanda.model.claims import BaseClaim, Claim
from servanda.model.codec import from_plain, to_plain
from servanda.model.decisions import Decision
from servanda.model.documents import DocumentText
from servanda.model.identification import Identification
from servanda.model.ids import content_id
from servanda.model.joining import where
from servanda.model.making import sealed, with_id
from servanda.model.runs import Derivation
from servanda.pipeline.case import Case
from servanda.pipeline.current import ENTERED, current_claims, current_texts, key_aliases
from servanda.pipeline.documents import find_document
from servanda.reference.agreement_files import vocabulary
from servanda.resolve import VERSION, ResolveConfig
from servanda.review import Entry, hand_claim, make_decision, set_apart
from servanda.text.quotes import Realigned
from servanda.text.suggesting import meant

_SPAN = {"start", "end", "quote"}


def add_claim(case: Case, document: str, entry: Entry, by: str, because: str) -> tuple[Claim, Decision]:
    """Store the claim that a person enters about a document, accepted by that person, and return both.

    Raises `NotFoundError`, or `UsageError` saying what to mend.
    """
    from servanda.extract import known_types

    text = _text(case, document)
    _check_event(entry)
    claim = hand_claim(text, entry, by, known_types(case.reference))
    known = {one.key: one for one in current_claims(case, [text.id])}
    if claim.key in known:
        claim = set_apart(claim)
    if claim.key in known:
        there = known[claim.key]
        raise UsageError(
            f"these words are {there.id} already; look at it (servanda show {case.folder} {there.id}), and amend or accept it"
        )
    at = case.now()
    target = {"key": claim.key, "id_seen": claim.id}
    fields = {"target": target, "verdict": "accept", "by": by, "because": because, "at": at}
    decision = make_decision(fields, claim)
    with case.store.writer("reviewed", by, at, case.tool()) as batch:
        batch.put(claim)
        batch.put(decision)
        batch.derive(_derivation(text, (*_entered(case, text), claim)))
    return claim, decision


def resolve_entered(case: Case) -> int:
    """Identify what entered claims name, where the reference data say something new; return of how many texts.

    A mention that the program read too means what it was found to mean there.
    """
    known = case.store.current_derivations(ENTERED)
    texts = [text for text in current_texts(case) if text.id in known]
    changed = 0
    for text in texts:
        claims = _entered(case, text)
        read = list(case.store.current("extract", [text.id]))
        state = content_id("ref", {"reference": case.reference.digest, "read": [item.id for item in read]})
        asked = _derivation(text, claims, state)
        newest = known[text.id]
        if (newest.version, newest.reference_sha256) == (asked.version, state):
            continue
        from servanda.resolve import resolve  # a tenth of what a run opens, where nothing of it is asked

        machine = [item for item in read if isinstance(item, BaseClaim)]
        found = {where(item.what, item.mention, item.name) for item in read if isinstance(item, Identification)}
        with case.reference.nlp.memory_zone():
            meanings = list(resolve(text, (*machine, *claims), ResolveConfig(), case.reference))  # type: ignore[arg-type]
        new = [item for item in meanings if where(item.what, item.mention, item.name) not in found]
        with case.store.writer("derived", case.by, case.now(), case.tool(stage=ENTERED)) as batch:
            for item in new:
                batch.put(item)
            batch.derive(_derivation(text, (*claims, *new), state))
        changed += 1
    return changed


def carry_entered(case: Case) -> tuple[KeyAlias, ...]:
    """Move entered claims from text layers that are current no more to those that are; return the aliases.

    One whose words cannot be found again, by quote and context, stays on its layer; its decision is then stale.
    """
    now = {text.document_id: text for text in current_texts(case)}
    layers = set(case.store.current_derivations(ENTERED)) - {text.id for text in now.values()}
    moved = key_aliases(case)
    made: list[KeyAlias] = []
    for name in sorted(layers):
        old = [
            item
            for item in case.store.current(ENTERED, [name])
            if isinstance(item, BaseClaim) and item.key not in moved
        ]
        if old and (text := now.get(old[0].document_id)):
            both = Realigned(case.store.get("document_text", name).text, text.text)
            made += _moved(case, old, text, both)  # type: ignore[arg-type]
    return tuple(made)


def _moved(case: Case, old: Sequence[Claim], text: DocumentText, both: Realigned) -> list[KeyAlias]:
    pairs = [(claim, new) for claim in old if (new := _on(claim, text, both))]
    aliases = [
        with_id("kal", KeyAlias(id="", former=one.key, key=new.key, document_id=text.document_id, basis="quote"))
        for one, new in pairs
    ]
    with case.store.writer("derived", case.by, case.now(), case.tool(stage=ENTERED)) as batch:
        for record in (*(new for _, new in pairs), *aliases):
            batch.put(record)
        if pairs:
            batch.derive(_derivation(text, (*_entered(case, text), *(new for _, new in pairs))))
    return aliases


def _on(claim: Claim, text: DocumentText, both: Realigned) -> Claim | None:
    """Return a claim on another text layer, ``None`` where words that it needs are not there."""
    try:
        moved: Claim = from_plain({**_walk(to_plain(claim), text, both), "text_id": text.id}, Claim)
    except RecordError:
        return None
    return sealed(moved)


def _walk(value: Any, text: DocumentText, both: Realigned) -> Any:
    if isinstance(value, list | tuple):
        return [_walk(item, text, both) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == _SPAN:
        found = both.find(value["start"], value["end"])
        return {"start": found[0], "end": found[1], "quote": text.text[slice(*found)]} if found else None
    return {name: _walk(item, text, both) for name, item in value.items()}


def _text(case: Case, name: str) -> DocumentText:
    document = find_document(case, name).document
    found = [text for text in current_texts(case) if text.document_id == document.id]
    if not found:
        raise UsageError(f"{document.id} was not read yet; do that first: servanda run {case.folder}")
    return found[0]


def _check_event(entry: Entry) -> None:
    """Refuse a type or mode of event that no later room knows."""
    words = vocabulary()
    if entry.type and entry.type not in words.types:
        raise UsageError(f"--type {entry.type!r} is no PLOVER type of event; {meant(entry.type, words.types)}")
    modes = words.modes_of([entry.type]) if entry.type else frozenset()
    if entry.kind == "event" and entry.type and entry.mode and entry.mode not in modes:
        raise UsageError(f"--mode {entry.mode!r} is no mode of {entry.type}; {meant(entry.mode, modes)}")


def _entered(case: Case, text: DocumentText) -> tuple[Claim, ...]:
    return tuple(item for item in case.store.current(ENTERED, [text.id]) if isinstance(item, BaseClaim))  # type: ignore[misc]


def _derivation(text: DocumentText, made: Iterable[Claim | Identification], state: str = "") -> Derivation:
    record = Derivation(
        id="", input_id=text.id, stage=ENTERED, version=VERSION, config_sha256=content_id("cfg", ResolveConfig()),
        reference_sha256=state, outputs=tuple(item.id for item in made),
    )  # fmt: skip
    return with_id("drv", record)
