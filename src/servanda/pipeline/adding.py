"""`add`: what was collected enters the store, with its custody entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from servanda.collect import CollectConfig, Collected, collect
from servanda.model.documents import Quarantine
from servanda.model.making import replace
from servanda.pipeline.case import Case, Step

_BATCH = 200


@dataclass(frozen=True)
class AddSummary:
    """How many documents were new and known, what was quarantined, and what was read but not understood."""

    n_new: int
    n_known: int
    quarantined: tuple[Quarantine, ...]
    warnings: tuple[str, ...]


def add_sources(case: Case, sources: Sequence[str], step: Step) -> AddSummary:
    """Collect ``sources`` into the store, a batch at a time; a document already there is left as it is."""
    items = (item for source in sources for item in collect(source, CollectConfig()))
    known, new, quarantined, warnings = 0, 0, [], []
    while some := list(islice(items, _BATCH)):
        added = _store(case, some)
        quarantined += [item for item in some if isinstance(item, Quarantine)]
        warnings += [warning for item in some if isinstance(item, Collected) for warning in item.warnings]
        new += added
        known += sum(isinstance(item, Collected) for item in some) - added
        step("collecting", new + known, 0)
    case.store.sign()
    return AddSummary(new, known, tuple(quarantined), tuple(warnings))


def _store(case: Case, items: Sequence[Collected | Quarantine]) -> int:
    """Store what is not there yet, in one transaction, and return how many documents that were."""
    at, added = case.now(), 0
    with case.store.writer("collected", case.by, at, case.tool()) as batch:
        for item in items:
            if isinstance(item, Quarantine):
                batch.put(item)
            elif not batch.has("document", item.document.id):
                added += 1
                batch.put_object(item.content)
                collector = item.document.collector or case.by
                batch.put(replace(item.document, received_at=item.document.received_at or at, collector=collector))
    return added
