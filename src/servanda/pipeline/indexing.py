"""The search index of a dossier, kept up to date at the cost of what is new; what is sealed is indexed in memory alone (decision 0254)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from servanda.errors import ConfigError
from servanda.model.claims import Claim
from servanda.model.documents import DocumentText
from servanda.model.making import kind_of
from servanda.model.period import one_day
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.pipeline.case import Case, Step
from servanda.pipeline.documents import content_of
from servanda.pipeline.joined import folded_claims
from servanda.pipeline.remains import Telling
from servanda.review import Described, describe_documents
from servanda.store import (
    NAMED,
    SEARCH_FILE,
    Changes,
    Difference,
    Facet,
    Page,
    SearchIndex,
    changes_since,
    entry_hash,
    index_in_memory,
    open_index,
    records_with,
    sealed_documents,
)
from servanda.text.search_forms import columns_of

_N_AT_ONCE = 200
_UNDECIDED = "proposed"
_SOMEBODY = frozenset({"person", "organisation", "group"})
"""Types of participants that are facets also where nobody knows who they are: no toll, no weapon, no house."""


class _Head(NamedTuple):
    """What a document's own page says: its id, words, source, and the day of its publication."""

    id: str
    words: str
    source: tuple[Facet, ...]
    day: TimeInterval


def refresh_search(case: Case, step: Step = lambda *_: None) -> None:
    """Take what is new into the index of the dossier; where nothing is, or it cannot be written, do nothing. Raises `StoreError`."""
    with open_index(case.folder) as index:
        if index and index.is_writable:
            _take_in(case, index, step)


def forget_documents(case: Case, document_ids: Collection[str]) -> None:
    """Take documents out of the index so that no byte of it tells of them; those that are still there are taken in again later."""
    with open_index(case.folder) as index:
        if index and index.is_writable:
            with index.changing():
                _put_names(case, index, index.drop(document_ids))
                index.look_again(document_ids)
            index.write_anew()


def is_left_in_index(case: Case, document_ids: Collection[str], tells: Telling) -> bool:
    """Tell whether the index of a dossier still holds documents that were expunged, or words of them in the forms that it keeps."""
    if not (case.folder / SEARCH_FILE).exists():
        return False
    folded = tells.folded(lambda run: columns_of(run)[0])
    with open_index(case.folder) as index:
        return index is not None and (bool(index.holds(document_ids)) or any(map(folded, index.texts())))


@contextmanager
def indexes(case: Case, step: Step = lambda *_: None) -> Iterator[tuple[SearchIndex, ...]]:
    """Give the indexes that hold what the desk may find: that of the dossier, up to date, and one of what is sealed, where it opens."""
    with open_index(case.folder) as kept:
        index = kept or index_in_memory()
        if index.is_writable:
            _brought_up(case, index, step)
        sealed = sealed_documents(case.store)
        if not sealed or case.store.sealing.locked():
            yield (index,)
        else:
            inside = index_in_memory()
            _put_names(case, inside, _put_documents(case, inside, sealed, step))
            yield index, inside


def check_search(case: Case) -> Iterator[Difference]:
    """Yield the index of the dossier where it is up to date and holds something else than the records: somebody has edited it."""
    if not (case.folder / SEARCH_FILE).exists():
        return
    with open_index(case.folder) as kept:
        if kept is None or kept.mark()[0] != case.store.size():
            return
        anew = index_in_memory()
        try:
            _take_in(case, anew, lambda *_: None)
        except ConfigError:
            return  # an edited input that cannot be read: it is named among those that wait, and stops the next run
        if not kept.holds_same(anew):
            yield Difference(SEARCH_FILE, "holds something else than the records; delete it, and it is made anew")


def is_behind(case: Case, index: SearchIndex) -> bool:
    """Tell whether the record has grown since an index was brought up to date that cannot be written."""
    return index.mark()[0] not in {0, case.store.size()}


def index_of_view(case: Case, texts: Iterable[DocumentText], claims: Iterable[Claim]) -> SearchIndex:
    """Return an index in memory of what an audience sees."""
    index, by_document = index_in_memory(), _by_document(claims)
    pages = [page for text in texts for page in _document_pages(text, by_document.get(text.document_id, ()), {})]
    index.put(pages)
    _put_names(case, index, _names_in(pages))
    return index


def _brought_up(case: Case, index: SearchIndex, step: Step) -> None:
    """Take what is new in, by one thread of this process; where a patient case finds another at it, the index stays as it is for this search."""
    lock = case.store.ready.indexing
    if not lock.acquire(blocking=not case.patient):
        return
    try:
        _take_in(case, index, step)
    finally:
        lock.release()


def _take_in(case: Case, index: SearchIndex, step: Step) -> None:
    size = case.store.size()
    if index.mark() == (size, entry_hash(case.store, size)) and not index.has_more():
        return
    with index.changing():
        entry, digest = index.mark()
        if digest != entry_hash(case.store, entry):  # another log, or one that was cut back
            index.empty()
            entry = 0
        changes = changes_since(case.store, entry)
        is_secret = _renew(case, index, changes, step)
        index.set_mark(size, entry_hash(case.store, size))
    if is_secret:
        index.write_anew()


def _renew(case: Case, index: SearchIndex, changes: Changes, step: Step) -> bool:
    """Make the pages of changed documents anew; tell whether some went that must leave nothing behind."""
    asked = set(changes.documents) | index.take_again()
    if changes.has_sealed:
        asked |= index.documents()
    homes = _homes(case)
    asked |= {homes[name] for name in asked if name in homes}
    secret = case.store.sealed(asked)
    must_go = bool(index.holds(secret | changes.gone))
    touched = index.drop(asked | changes.gone)
    _put_names(case, index, touched | _put_documents(case, index, asked - secret - changes.gone, step))
    return must_go


def _homes(case: Case) -> dict[str, str]:
    """Return of which document others are later declarations."""
    declared = (one.target for one in case.store.decisions() if one.verdict == "declare")
    return {target.id_seen: target.key for target in declared if target.id_seen}


def _put_documents(case: Case, index: SearchIndex, document_ids: Collection[str], step: Step) -> set[tuple[str, str]]:
    """Put the pages of documents with their claims; return facet and value of the names in them."""
    homes, touched = _homes(case), set[tuple[str, str]]()
    own = sorted(set(document_ids) - homes.keys())
    for start in range(0, len(own), _N_AT_ONCE):
        some = set(own[start : start + _N_AT_ONCE])
        documents = described_among(case, some | {later for later, home in homes.items() if home in some})
        pages = [*_pages(case, documents)]
        index.put(pages)
        index.keep_contents(_contents(case, documents))
        touched |= _names_in(pages)
        step("indexing", start + len(some), len(own))
    return touched


def described_among(case: Case, document_ids: Collection[str]) -> tuple[Described, ...]:
    """Return some documents with what was decided on them; name their later declarations with them."""
    return describe_documents(records_with(case.store, "document", document_ids).values(), case.store.decisions())


def _names_in(pages: Iterable[Page]) -> set[tuple[str, str]]:
    return {(one.facet, one.value) for page in pages for one in page.facets if one.facet in NAMED}


def _by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.document_id, []).append(claim)
    return found


def _pages(case: Case, documents: Collection[Described]) -> Iterator[Page]:
    names = [one.document.id for one in documents]
    layers = {item.document_id: item for item in case.store.current("parse", names) if isinstance(item, DocumentText)}
    folded = folded_claims(case, [layer.id for layer in layers.values()])
    by_document = _by_document((*folded.claims, *folded.rejected))
    for one in documents:
        layer = layers.get(one.document.id)
        yield from _document_pages(layer or one, by_document.get(one.document.id, ()), folded.status)


def _document_pages(
    read: DocumentText | Described, claims: Iterable[Claim], status: Mapping[str, str]
) -> Iterator[Page]:
    """Yield the page of a document, read or only collected, and those of its claims."""
    head = _head(read)
    pages = [_claim_page(claim, head, status) for claim in claims]
    told = dict.fromkeys(facet for page in pages for facet in page.facets if facet.facet not in {"source", "month"})
    facets = (*head.source, *_months(head.day.start), *told)
    yield Page("document", head.id, head.id, head.words, facets, head.day.start, head.day.end)
    yield from pages


def document_words(title: str | None, text: str) -> str:
    """Return the words of a document's page: its title is a line of its own."""
    return f"{title}\n{text}" if title else text


def _head(read: DocumentText | Described) -> _Head:
    if isinstance(read, DocumentText):
        said = (read.document_id, read.title, read.text, read.publisher, read.published_on)
    else:
        said = (read.document.id, read.value("title"), "", read.value("publisher"), read.value("published_on"))
    identity, title, text, publisher, published = said
    source = (Facet("source", publisher.casefold(), publisher),) if publisher else ()
    return _Head(identity, document_words(title, text), source, one_day(published) if published else UNKNOWN_TIME)


def _claim_page(claim: Claim, head: _Head, status: Mapping[str, str]) -> Page:
    event = getattr(claim, "event", None)
    kinds = [kind_of(claim), *([event.plover] if event else [])]
    state = status.get(claim.key, _UNDECIDED)
    time = getattr(claim, "time", None) or head.day  # a quotation, a stance: as in the lists, the day of publication
    facets = (
        *head.source,
        *(Facet("kind", kind, kind) for kind in kinds),
        Facet("status", state, state),
        *_months(time.start),
        *dict.fromkeys(_named(claim)),
    )
    return Page("claim", claim.id, claim.document_id, claim.span.quote, facets, time.start, time.end)


def _months(day: str | None) -> tuple[Facet, ...]:
    return (Facet("month", day[:7], day[:7]),) if day else ()


def _named(claim: Claim) -> Iterator[Facet]:
    """Yield the places and the people and bodies that a claim names, as the lists ask for them."""
    for place in getattr(claim, "places", ()):
        yield Facet("place", place.place_id or place.name.casefold(), place.name)
    for person in (*getattr(claim, "participants", ()), *claim.attribution):
        if person.name and (person.entity_id or getattr(person, "type", "person") in _SOMEBODY):
            yield Facet("actor", person.entity_id or person.name.casefold(), person.name)


def _put_names(case: Case, index: SearchIndex, touched: Collection[tuple[str, str]]) -> None:
    """Make the pages of names anew: as the documents write them, and as the registry and the gazetteer do, in every script."""
    index.drop_names(touched)
    for facet, value in sorted(touched):
        labels = index.labels(facet, value)
        if labels:
            words = dict.fromkeys((*labels, *_registered(case, facet, value)))
            index.put([Page("name", value, None, "\n".join(words), (Facet("named", facet, labels[0]),))])


def _registered(case: Case, facet: str, value: str) -> tuple[str, ...]:
    if facet == "place":
        place = case.reference.gazetteer.place(value)
        return (place.name,) if place else ()
    actor = case.reference.actors.actors.get(value)
    return (actor.name, *actor.aliases, *actor.aliases_ar, *actor.aliases_cyrl) if actor else ()


def _contents(case: Case, documents: Iterable[Described]) -> Iterator[tuple[str, str, bool]]:
    """Yield by document the hashes of what it holds, and whether a consent or a day may close it even to the desk."""
    for one in documents:
        for guard in one.guards:
            yield one.document.id, content_of(case, guard), bool(guard.consent or guard.retain_until)
