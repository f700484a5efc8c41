"""What is current in a store: the newest complete derivation of each input that is current itself."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from servanda.model.aliases import alias_map
from servanda.model.claims import BaseClaim, Claim
from servanda.model.documents import DocumentText, PassedOver, Quarantine
from servanda.model.identification import Identification
from servanda.model.making import replace
from servanda.parse import DESCRIBED_VERSION, SHEET_VERSION
from servanda.pipeline.case import Case
from servanda.pipeline.extracted import Extracted, Known, by_text, put_together
from servanda.pipeline.kept_extracted import check_found, found_with_kept
from servanda.store import Difference

ENTERED = "hand"
"""The rule of claims that a person made, and the stage of the derivations that keep those of a text."""
IMPORTED = "import"
"""The stage of the derivations that keep the claims of an imported table."""

EXTRACTING = ("extract", ENTERED, IMPORTED)
"""The stages that give claims and identifications."""


def current_texts(case: Case, documents: Collection[str] | None = None) -> tuple[DocumentText, ...]:
    """Return the current text layers, by date, publisher and id: of all ``documents``, or of some."""
    if documents is not None:
        return _texts(case, documents)
    return case.store.memory.of("texts", ("parse",), lambda: _texts(case, None), case.withheld)


def _texts(case: Case, documents: Collection[str] | None) -> tuple[DocumentText, ...]:
    parsed = (item for item in case.store.current("parse", documents) if isinstance(item, DocumentText))
    texts = [text for text in parsed if text.document_id not in case.withheld]
    return tuple(sorted(texts, key=lambda text: (text.published_on or "", text.publisher or "", text.id)))


def without_parser(case: Case, documents: Collection[str] | None = None) -> frozenset[str]:
    """Return the documents, of all or of some, that no parser reads: sheets are read by their maps, pictures and recordings by people."""
    made = case.store.current_derivations("parse", documents).items()
    return frozenset(name for name, how in made if how.version in {SHEET_VERSION, DESCRIBED_VERSION})


def current_claims(case: Case, texts: Collection[str] | None = None) -> tuple[Claim, ...]:
    """Return the claims of the current text layers, as read or entered: neither joined nor with decisions folded in.

    What a person entered stands for what the program reads under the same key. ``texts`` are ids of current layers, without them all: whoever needs keys and
    kinds alone asks `extracted`, which is kept.
    """
    layers = _layers(case) if texts is None else texts
    late = [item for item in _further(case, layers) if isinstance(item, BaseClaim)]
    keys = {claim.key for claim in late if claim.made_by.rule == ENTERED}
    read = (item for item in case.store.current(EXTRACTING[0], layers) if isinstance(item, BaseClaim))
    claims: list[Any] = [*(claim for claim in read if claim.key not in keys), *late]
    return tuple(claims)


def current_identifications(case: Case) -> tuple[Identification, ...]:
    """Return what all mentions in the current claims were found to mean: read each time, since they are more than all else."""
    return tuple(item for item in _items(case, _layers(case)) if isinstance(item, Identification))


def current_quarantine(case: Case) -> tuple[Quarantine, ...]:
    """Return what could not be collected, parsed or read, under the name of its source; what came in since is left out."""
    collected = [item for item in case.store.records("quarantine") if item.stage == "collect"]
    unparsed = (item for item in case.store.current("parse") if isinstance(item, Quarantine))
    made = (*unparsed, *extracted(case).quarantined)
    if not collected and not made:
        return ()
    documents = list(case.store.records("document"))
    there = {name for document in documents for name in (document.locator, document.url)}
    locators = {document.id: document.locator for document in documents}
    missing = (item for item in collected if item.locator not in there)
    named = (replace(item, locator=locators.get(item.document_id or "", item.locator)) for item in made)
    known = (item for item in (*missing, *named) if item.document_id not in case.withheld)
    return tuple(sorted(known, key=lambda item: (item.locator, item.id)))


def key_aliases(case: Case) -> dict[str, str]:
    """Return which key of a claim, or id of a finding, an earlier one became; the newest word on it counts."""
    return alias_map(case.store.records("key_alias"))


def current_passed_over(case: Case) -> tuple[PassedOver, ...]:
    """Return what rules left unread in the current text layers."""
    return tuple(sorted(extracted(case).passed_over, key=lambda item: (item.document_id, item.span.start, item.rule)))


def extracted(case: Case) -> Extracted:
    """Return what was found in all current text layers, in one reading."""
    return case.store.memory.of("extracted", ("parse", *EXTRACTING), lambda: _extracted(case), case.withheld)


def read_extracted(case: Case, texts: Collection[str]) -> Extracted:
    """Return what was found in some current text layers, by their ids."""
    further = _further(case, texts)
    return put_together(Known({}), _read(case, texts), further, ENTERED)


def check_extracted(case: Case) -> Iterator[Difference]:
    """Yield the file of what was found in texts where it says something else than the records."""
    yield from check_found(case, _layers(case), partial(_read, case))


def _extracted(case: Case) -> Extracted:
    layers = _layers(case)
    further = _further(case, layers)
    both = by_text(further)
    known = found_with_kept(case, layers, partial(_read, case))
    return put_together(known, _read(case, list(both)) if both else {}, further, ENTERED)


def _read(case: Case, texts: Collection[str]) -> dict[str, list[Any]]:
    """Return what rules read in texts, by their ids; of what could not be read a record names the document alone."""
    items = list(case.store.current(EXTRACTING[0], texts))
    lost = {item.document_id or "" for item in items if isinstance(item, Quarantine)}
    homes = {text.document_id: text.id for text in current_texts(case, lost)} if lost else {}
    return by_text(items, homes)


def _further(case: Case, texts: Collection[str]) -> list[Any]:
    return [item for stage in EXTRACTING[1:] for item in case.store.current(stage, texts)]


def _layers(case: Case) -> list[str]:
    return [text.id for text in current_texts(case)]


def _items(case: Case, texts: Collection[str]) -> Iterator[object]:
    return (item for stage in EXTRACTING for item in case.store.current(stage, texts))
