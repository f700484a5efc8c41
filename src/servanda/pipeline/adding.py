"""`add`: what was collected enters the store, with its custody entry."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

import servanda
from servanda.collect import (
    Captured,
    CollectConfig,
    Collected,
    Item,
    Known,
    LeftOut,
    Network,
    Split,
    Surroundings,
    Watch,
    collect,
)
from servanda.errors import NotFoundError, StoreError
from servanda.model.captures import Capture
from servanda.model.documents import Quarantine
from servanda.pipeline.case import Case, Step
from servanda.pipeline.documents import described_documents, family
from servanda.pipeline.entering import Enter, Entered, entering, sensitivity_of_visit
from servanda.pipeline.indexing import refresh_search
from servanda.pipeline.protecting import kept_document
from servanda.pipeline.splitting import splitting
from servanda.pipeline.twins import Met, Twins
from servanda.store import Batch
from servanda.text.lookalikes import cautions

_BATCH = 200
_BATCH_BYTES = 50_000_000


@dataclass(frozen=True)
class AddSummary:
    """How many documents were new and known, what was quarantined, and what was read but not understood.

    ``visits`` says of each web address in words what became of it, ``missing`` which sources there are none of.
    """

    n_new: int
    n_known: int
    quarantined: tuple[Quarantine, ...]
    warnings: tuple[str, ...]
    visits: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def add_sources(
    case: Case, sources: Sequence[str], step: Step, surroundings: Surroundings | None = None, *, public: bool = False
) -> AddSummary:
    """Collect ``sources`` into the store, a batch at a time; a document already there is left as it is.

    With ``public`` what has no declared audience may be shown to everybody, unless it speaks against that itself. A source
    that does not exist is named and the others are taken. Raises `NotFoundError` where none of them exists.
    """
    with splitting(case.dossier.settings.limits) as split:
        return _add(case, sources, step, (surroundings, split), public=public)


def _add(
    case: Case, sources: Sequence[str], step: Step, ways: tuple[Surroundings | None, Split], *, public: bool
) -> AddSummary:
    surroundings, split = ways
    config = case.dossier.collect_config()
    network = Network(config, case.now, f"servanda {servanda.__version__}", _known_addresses(case), surroundings)
    found: list[Iterator[Item]] = []
    missing: list[NotFoundError] = []
    for source in sources:
        try:
            found.append(collect(source, config, network, split))
        except NotFoundError as error:
            missing.append(error)
    if missing and not found:
        raise missing[0] if len(missing) == 1 else NotFoundError(" ".join(map(str, missing)))
    summary = store_items(case, chain.from_iterable(found), step, public=public)
    return replace(summary, missing=tuple(map(str, missing)))


def learnt_by_sites(case: Case) -> str | None:
    """Say what a site learns from a visit, ``None`` through a proxy or where the dossier has captures: it was said then."""
    config = case.dossier.collect_config()
    if config.proxy or any(True for _ in case.store.records("capture")):
        return None
    return (
        f"each site that is visited learns this machine's network address, the time and the name {config.user_agent!r}, and your "
        'provider learns which sites; to go through a proxy: [collect] proxy = "http://HOST:PORT" (or socks5://) in dossier.toml'
    )


def watch_folders(
    case: Case, folders: Sequence[Path], step: Step, pause: Callable[[], bool], *, public: bool = False
) -> Iterator[AddSummary]:
    """Yield what each look at some folders brought, when it brought anything; ``pause`` waits and says whether to go on.

    A file is taken once it is no longer being written; a file that changed is taken again. Raises `NotFoundError`.
    """
    watch = Watch(folders)
    while True:
        found = [item for item in watch.look() if not _is_own(case, item)]
        if found:
            yield _take(case, watch, found, (step, public))
        if not pause():
            return


def _take(case: Case, watch: Watch, found: Sequence[Path | Quarantine], how: tuple[Step, bool]) -> AddSummary:
    """Store what settled; where the store cannot be written now, say so and leave it for the next look."""
    try:
        with splitting(case.dossier.settings.limits) as split:
            items = _collected(found, case.dossier.collect_config(), split)
            summary = store_items(case, items, how[0], public=how[1])
    except StoreError as error:
        if not error.transient:
            raise
        return AddSummary(0, 0, (), (f"{case.folder}: {error} The files are tried again at the next look.",))
    watch.taken(item for item in found if isinstance(item, Path))
    return summary


def _is_own(case: Case, item: Path | Quarantine) -> bool:
    """Tell whether a file lies in the dossier itself: what is written there is no input."""
    return isinstance(item, Path) and item.resolve().is_relative_to(case.folder.resolve())


def _collected(found: Sequence[Path | Quarantine], config: CollectConfig, split: Split) -> Iterator[Item]:
    for item in found:
        if isinstance(item, Quarantine):
            yield item
        elif item.exists():
            yield from collect(item, config, None, split)


def store_items(case: Case, items: Iterable[Item], step: Step, *, public: bool = False) -> AddSummary:
    """Store what was collected, a batch at a time, and say what became of it."""
    with entering(case, public=public) as enter:
        summary = _store_all(case, items, step, enter, public)
    refresh_search(case)
    case.store.sign()
    return summary


def _store_all(case: Case, items: Iterable[Item], step: Step, enter: Enter, public: bool) -> AddSummary:
    known, new, quarantined, warnings, visits = 0, 0, [], [], []
    publishers: set[str] = set()
    twins = Twins(case)
    for some in _batches(items):
        entered = _entered(case, some, enter)
        added, notes = _store(case, some, entered, twins)
        quarantined += [item for item in some if isinstance(item, Quarantine)]
        told = [one.encoding for name, one in entered.items() if name in added and one.encoding]
        warnings += [*(warning for item in some for warning in _warnings(item)), *notes, *told]
        warnings += [warning for one in entered.values() for warning in one.warnings]
        warnings += _still_inside(case, some, entered) if public else ()
        visits += [said for item in some if (said := _visit(item, added))]
        new += len(added)
        publishers |= {item.document.publisher or "" for item in some if isinstance(item, Collected)}
        known += sum(isinstance(item, Collected | Known) for item in some) - len(added)
        step("collecting", new + known, 0)
    warnings += _cautions(case, publishers - {""})
    return AddSummary(new, known, tuple(quarantined), tuple(warnings), tuple(visits))


def _cautions(case: Case, publishers: Collection[str]) -> list[str]:
    """Say which of these names could pass for another publisher of the dossier, or for a name in other letters."""
    if not publishers:
        return []
    others = {document.publisher for document in case.store.records("document") if document.publisher}
    found = cautions({*publishers, *others})
    return [f"publisher {name!r}: {found[name]}" for name in sorted(publishers) if name in found]


def _known_addresses(case: Case) -> Callable[[str], bool]:
    """Return a function that tells whether an address was captured before; the captures are read at the first question."""

    @cache
    def addresses() -> frozenset[str]:
        return frozenset(capture.url for capture in case.store.records("capture") if capture.document_id)

    return lambda url: url in addresses()


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield items in batches; what took a visit is stored at once, so that nothing has to be asked for again."""
    some: list[Item] = []
    n_bytes = 0
    for item in items:
        some.append(item)
        n_bytes += len(item.content) if isinstance(item, Collected) else 0
        captured = _captured(item)
        is_visit = captured is not None and captured.capture.archive_sha256 is None
        if is_visit or len(some) == _BATCH or n_bytes > _BATCH_BYTES:
            yield some
            some, n_bytes = [], 0
    if some:
        yield some


def _captured(item: Item) -> Captured | None:
    return item if isinstance(item, Captured) else item.captured if isinstance(item, Collected) else None


def _entered(case: Case, items: Sequence[Item], enter: Enter) -> dict[str, Entered]:
    """Return, by id, under which sensitivity the documents enter that are not there yet: looked at before the store is locked."""
    found = (item for item in items if isinstance(item, Collected))
    return enter([item for item in found if not case.store.has("document", item.document.id)])


def _still_inside(case: Case, items: Sequence[Item], entered: Mapping[str, Entered]) -> Iterator[str]:
    """Yield which known documents stay inside although somebody calls them public now: a flag loosens nothing."""
    known = [item for item in items if isinstance(item, Collected) and item.document.id not in entered]
    held = (
        {name: one.document.sensitivity for one in described_documents(case) for name in family(one)} if known else {}
    )
    for item in known:
        sensitivity = held.get(item.document.id, "public")
        if sensitivity != "public":
            how = "servanda describe DIR DOC --sensitivity public --role ROLE --because TEXT"
            yield f"{item.document.locator}: known, and stays {sensitivity}; to loosen it: {how}"


def _store(
    case: Case, items: Sequence[Item], entered: Mapping[str, Entered], twins: Twins
) -> tuple[set[str], list[str]]:
    """Store what is not there yet, in one transaction; return the ids of documents that are new, and what to tell of others."""
    at = case.now()
    added: set[str] = set()
    notes: list[str] = []
    with case.store.writer("collected", case.by, at, case.tool()) as batch:
        for item in items:
            captured = _captured(item)
            if isinstance(item, Quarantine):
                batch.put(item)
            if captured:
                _put_capture(batch, captured, sensitivity_of_visit(item, entered))
            if isinstance(item, Collected) and not batch.has("document", item.document.id):
                met = twins.meet(entered[item.document.id].item if item.document.id in entered else item)
                if not batch.has("document", met.item.document.id):  # else it was shielded, and is known as such
                    added |= put_document(case, batch, met, twins, captured.capture.started_at if captured else at)
                    notes += met.notes
    return added, notes


def put_document(case: Case, batch: Batch, met: Met, twins: Twins, at: str) -> set[str]:
    """Store a document; return its id where it is new, nothing where it is a further declaration of a known one."""
    document = kept_document(case, met.item, at)
    batch.put_object(met.item.content, document.sensitivity, (document.content_sha256,))
    batch.put(document)
    decision = twins.keep(document, met.home, at)
    if decision is None:
        return {document.id}
    batch.put(decision)
    return set()


def _put_capture(batch: Batch, captured: Captured, sensitivity: str) -> None:
    """Store a capture with what it rests on: the custody entry of the batch binds address, time, headers and bytes."""
    known_as = (captured.capture.document_id, captured.capture.object_sha256)
    batch.put_object(captured.warc, sensitivity, known_as)
    if captured.content is not None:
        batch.put_object(captured.content, sensitivity, known_as)
    batch.put(captured.capture)


def _warnings(item: Item) -> Sequence[str]:
    if isinstance(item, LeftOut):
        return (f"{item.locator}: {item.reason}",)
    return item.warnings if isinstance(item, Collected) else ()


def _visit(item: Item, added: set[str]) -> str | None:
    """Say what became of a web address; `None` for what is no address, and for refusals, which have their own words."""
    if isinstance(item, Known):
        return f"known: {item.locator} (captured before, not visited again)"
    if isinstance(item, Captured):
        return f"kept: {item.capture.url} ({describe_capture(item.capture)})"
    if isinstance(item, Collected) and item.captured and item.captured.capture.archive_sha256 is None:
        document = item.document
        state = "new" if document.id in added else "known"
        what = f"{document.id}, {document.media_type}, {document.n_bytes} bytes"
        return f"{state}: {document.locator} ({what}; {describe_capture(item.captured.capture)})"
    return None


def describe_capture(capture: Capture) -> str:
    """Return a capture in words: its id, the answer, redirects and encryption."""
    last = capture.exchanges[-1]
    words = [capture.id, f"status {last.status}" if last.status else "no status kept", f"at {capture.started_at}"]
    if len(capture.exchanges) > 1:
        words.append(f"{len(capture.exchanges) - 1} redirects to {last.url}")
    if last.tls:
        words.append(f"{last.tls.protocol}, certificate {'' if last.tls.is_verified else 'not '}verified")
    return ", ".join(words)
