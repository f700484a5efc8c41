"""Texts are read: what was found is stored, by a run for all that are new, or at once for the few in which a name was settled."""

from collections.abc import Collection, Sequence

from servanda.extract import ExtractConfig
from servanda.pipeline.by_hand import carry_entered
from servanda.pipeline.carrying import carry_claims
from servanda.pipeline.case import Case, Step
from servanda.pipeline.current import current_identifications, current_texts
from servanda.pipeline.imported import resolve_imported
from servanda.pipeline.makings import extracted, extraction
from servanda.pipeline.reading import Read, outputs, read_texts
from servanda.text.folds import plain


def keep_reads(case: Case, reads: Sequence[Read]) -> None:
    """Store what was read in texts, in one transaction, each with what it was read by."""
    if not reads:
        return
    digest, config = case.reference.digest, extraction(case)
    with case.store.writer(
        "derived", case.by, case.now(), case.tool(stage="extract", version=ExtractConfig().version)
    ) as batch:
        for read in reads:
            records = tuple(outputs(read))
            for record in records:
                batch.put(record)
            batch.derive(extracted(read.text, digest, config, tuple(record.id for record in records)))


def read_where_named(case: Case, names: Collection[str], workers: int, step: Step) -> int:
    """Read again the texts and tables in which a mention is written like one of ``names``; return how many texts.

    Other texts stay as they were read until the next run. ``workers`` as in `run_case`. Raises `MachineError`, `StoreError`.
    """
    folded = {plain(name) for name in names}
    named = {item.text_id for item in current_identifications(case) if plain(item.name) in folded}
    texts = [text for text in current_texts(case) if text.id in named and text.sheet is None]
    given, done = (case.reference.config, extraction(case)), 0
    step("extracting", 0, len(texts))
    for some in read_texts(texts, given, case.dossier.settings.limits, workers):
        keep_reads(case, [read for read in some if not read.waiting])
        done += len(some)
        step("extracting", done, len(texts))
    carry_entered(case)
    carry_claims(case)
    resolve_imported(case)
    return len(texts)
