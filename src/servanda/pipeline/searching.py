"""`search`: what the texts, claims and names of a dossier hold, with the places where it stands and counts to narrow it by."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from servanda.errors import UsageError
from servanda.model.base import Record
from servanda.model.documents import DocumentText
from servanda.model.making import kind_of
from servanda.model.period import Period
from servanda.pipeline.audience import release
from servanda.pipeline.case import Case, Step
from servanda.pipeline.indexing import described_among, document_words, index_of_view, indexes, is_behind
from servanda.pipeline.wanted import kinds, known_value, period_of
from servanda.reference.agreement_files import actors_called
from servanda.report import AUDIENCES, INTERNAL, refusal
from servanda.store import Asked, Found, FoundPage, SearchIndex, What, find_pages, records_with
from servanda.text.search_forms import marked
from servanda.text.search_terms import read_terms
from servanda.text.snippets import Snippet, snippet

FACETS: Final = ("kind", "status", "place", "actor", "source", "month")
STATUSES: Final = ("proposed", "accepted", "amended", "rejected")
_MOST: Final = 1000


class SearchRequest(Record, frozen=True, kw_only=True):
    """What to look for: ``words`` and filters, at least one of them.

    ``what`` are the sorts to find (``document``, ``claim``, ``name``; none: all). ``place``, ``actor``, ``kind``, ``status``, ``since`` and ``until`` are
    those of the lists, ``source`` is a publisher, ``month`` such as ``2031-05``. A document passes where its claims name what is asked, and lies in a period by its day of publication. ``loose``
    lets short names be spelled quite otherwise. ``limit`` and ``offset`` say which of what was found is shown.
    """

    words: str = ""
    what: tuple[What, ...] = ()
    place: str | None = None
    actor: str | None = None
    kind: str | None = None
    status: str | None = None
    source: str | None = None
    month: str | None = None
    since: str | None = None
    until: str | None = None
    audience: str = INTERNAL
    loose: bool = False
    limit: int = 20
    offset: int = 0

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, by facet."""
        return {facet: value for facet in FACETS if (value := getattr(self, facet)) is not None}


class Hit(Record, frozen=True, kw_only=True):
    """Something that was found. ``marks`` are the code points of ``snippet`` that were found.

    ``id`` is that of a document, of a claim, or the value that a filter takes (an actor's or a place's id). ``title`` is that of the document, the type of the claim, or whether
    a name is a ``place`` or an ``actor``. ``day`` is the day of publication, or when what the claim tells of began.
    """

    what: What
    id: str
    document_id: str | None
    title: str | None
    source: str | None
    day: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]


class FacetCount(Record, frozen=True, kw_only=True):
    """In how many of the documents that were found a value stands, or is told of by a claim that was found."""

    facet: str
    value: str
    label: str
    n_documents: int


class SearchResult(Record, frozen=True, kw_only=True):
    """What was found: ``n`` in all, by sort in ``n_by_what``, those that are shown in ``hits``, and counts to narrow it by.

    ``n_unsure`` more may lie in the period, but not surely. ``notes`` say what could not be looked at.
    """

    n: int
    n_by_what: dict[str, int]
    hits: tuple[Hit, ...]
    facets: tuple[FacetCount, ...]
    n_unsure: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Shelf:
    """An index with the records that it is of: a function gives texts, one claims, by ids. ``withheld`` are documents not to be shown."""

    index: SearchIndex
    texts: Callable[[Collection[str]], Mapping[str, Any]]
    claims: Callable[[Collection[str]], Mapping[str, Any]]
    withheld: frozenset[str] = frozenset()


def search_case(case: Case, request: SearchRequest, step: Step = lambda *_: None) -> SearchResult:
    """Return what a dossier holds of what is asked, best first; without words the newest first.

    What is new since the last time is taken into the index first. Sealed documents are found where the vault is open. Others than the desk find what is released to them, and
    nothing else: the record is made anew for them, which takes longer. Raises `UsageError` for a request that nothing could meet.
    """
    period = _understood(request)
    asked = Asked(
        read_terms(request.words, loose=request.loose),
        request.what,
        request.filters,
        period,
        n=request.limit + request.offset,
    )
    if request.audience != INTERNAL:
        released = release(case, request.audience)
        view = released.view
        texts = {text.document_id: text for text in view.texts}
        claims = {claim.id: claim for claim in view.claims}
        shelf = _Shelf(index_of_view(case, view.texts, view.claims), lambda _: texts, lambda _: claims)
        return _result(case, request, asked, [shelf])
    with indexes(case, step) as found:
        notes = tuple(_notes(case, found))
        return _result(case, request, asked, [_desk_shelf(case, index) for index in found], notes)


def _understood(request: SearchRequest) -> Period:
    """Check a request and return its period. Raises `UsageError`."""
    if request.audience not in AUDIENCES:
        raise UsageError(f"there is no audience {request.audience!r}; take one of: {', '.join(AUDIENCES)}")
    if request.kind:
        known_value("kind", request.kind, kinds())
    if request.status:
        known_value("status", request.status, STATUSES)
    if not 0 < request.limit <= _MOST or request.offset < 0:
        raise UsageError(f"--limit takes 1 to {_MOST}, --offset 0 or more")
    period = period_of(request.since, request.until)
    if not request.words.strip() and not request.filters and period == Period():
        raise UsageError("say what to find: words, or a filter such as --place or --since")
    return period


def _notes(case: Case, found: Sequence[SearchIndex]) -> Iterator[str]:
    if is_behind(case, found[0]):
        yield "the search index is older than the record and cannot be written here: what is new is not found"


def _desk_shelf(case: Case, index: SearchIndex) -> _Shelf:
    """Return what the desk may find in an index: all but what a consent or a day closes even to it."""
    closed = {
        one.document.id
        for one in described_among(case, index.guarded())
        if any(refusal(guard, INTERNAL, case.now()) for guard in one.guards)
    }

    def texts(ids: Collection[str]) -> Mapping[str, Any]:
        layers = {item.document_id: item for item in case.store.current("parse", ids) if isinstance(item, DocumentText)}
        return {**records_with(case.store, "document", ids), **layers}

    return _Shelf(
        index,
        texts,
        lambda ids: records_with(case.store, "claim", ids),
        frozenset(index.with_content_of(closed)) | case.withheld,
    )


def _result(
    case: Case, request: SearchRequest, asked: Asked, shelves: Sequence[_Shelf], notes: tuple[str, ...] = ()
) -> SearchResult:
    found = [(shelf, _found(case, shelf, asked)) for shelf in shelves]
    n_by_what: dict[str, int] = {}
    for _, one in found:
        for what, n in one.n_by_what.items():
            n_by_what[what] = n_by_what.get(what, 0) + n
    pages = sorted(
        ((page, shelf) for shelf, one in found for page in one.pages), key=lambda pair: _order(pair[0], asked)
    )
    shown = pages[request.offset : request.offset + request.limit]
    return SearchResult(
        n=sum(n_by_what.values()),
        n_by_what=n_by_what,
        hits=tuple(_hits(shown)),
        facets=tuple(_facets(case, found)),
        n_unsure=sum(one.n_unsure for _, one in found),
        notes=notes,
    )


def _found(case: Case, shelf: _Shelf, asked: Asked) -> Found:
    """Return what an index holds; an actor whom no document names so is looked for by his registered name."""
    asked = asked._replace(withheld=shelf.withheld)
    found = find_pages(shelf.index, asked)
    actor = asked.filters.get("actor")
    called = (
        actors_called(actor, case.reference.actors, case.reference.config.countries)
        if actor and not found.pages
        else ()
    )
    if len(called) != 1 or called[0] == actor:
        return found
    return find_pages(shelf.index, asked._replace(filters={**asked.filters, "actor": called[0]}))


def _order(page: FoundPage, asked: Asked) -> tuple[Any, ...]:
    newest = tuple(-ord(letter) for letter in page.start or "")
    return (page.score, newest, page.id) if asked.terms else (not page.start, newest, page.id)


def _hits(shown: Iterable[tuple[FoundPage, _Shelf]]) -> Iterator[Hit]:
    listed = list(shown)
    records = dict[str, Any]()
    for shelf in {id(one): one for _, one in listed}.values():
        records |= _originals(shelf, [page for page, own in listed if own is shelf])
    for page, shelf in listed:
        yield _name_hit(page, shelf) if page.what == "name" else _hit(page, records)


def _originals(shelf: _Shelf, pages: Iterable[FoundPage]) -> dict[str, Any]:
    """Return by id the documents and claims that pages are of."""
    listed = list(pages)
    texts = shelf.texts({page.document_id for page in listed if page.document_id})
    return {**texts, **shelf.claims({page.id for page in listed if page.what == "claim"})}


def _hit(page: FoundPage, records: Mapping[str, Any]) -> Hit:
    document, claim = records.get(page.document_id or ""), records[page.id] if page.what == "claim" else None
    title, source = getattr(document, "title", None), getattr(document, "publisher", None)
    text = getattr(document, "text", "")
    told = _told(claim.span.quote if claim else document_words(title, text) if page.columns else text, page)
    return Hit(
        what=page.what, id=page.id, document_id=page.document_id, title=_type(claim) if claim else title, source=source,
        day=page.start, snippet=told.words, marks=told.marks,
    )  # fmt: skip


def _name_hit(page: FoundPage, shelf: _Shelf) -> Hit:
    facet, label = shelf.index.name_of(page.id, shelf.withheld)
    return Hit(
        what="name", id=page.id, document_id=None, title=facet, source=None, day=None, snippet=label,
        marks=marked(label, page.columns) if page.columns else (),
    )  # fmt: skip


def _type(claim: Any) -> str:
    event = getattr(claim, "event", None)
    return f"{kind_of(claim)} {event.plover}" if event else kind_of(claim)


def _told(words: str, page: FoundPage) -> Snippet:
    return snippet(words, marked(words, page.columns) if page.columns else ())


def _facets(case: Case, found: Sequence[tuple[_Shelf, Found]]) -> Iterator[FacetCount]:
    """Yield the counts of all indexes, for each facet the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for _, one in found:
        for count in one.counts:
            counts[count.facet, count.value] = counts.get((count.facet, count.value), 0) + count.n
    for facet in FACETS:
        listed = sorted(((-n, value) for (name, value), n in counts.items() if name == facet))
        for n, value in listed[: None if facet == "month" else _N_SHOWN]:
            label = _label(case, facet, value, [shelf for shelf, _ in found])
            yield FacetCount(facet=facet, value=value, label=label, n_documents=-n)


_N_SHOWN: Final = 20


def _label(case: Case, facet: str, value: str, shelves: Iterable[_Shelf]) -> str:
    actor = case.reference.actors.actors.get(value) if facet == "actor" else None
    if actor:
        return actor.name
    return next((labels[0] for shelf in shelves if (labels := shelf.index.labels(facet, value, shelf.withheld))), value)


def hit_rows(result: SearchResult) -> list[dict[str, Any]]:
    """Return a row for each hit, for tables: what was found stands between asterisks."""
    return [
        {
            "what": hit.what, "id": hit.id, "day": hit.day, "source": hit.source, "title": hit.title,
            "words": Snippet(hit.snippet, hit.marks).starred,
        }
        for hit in result.hits
    ]  # fmt: skip
