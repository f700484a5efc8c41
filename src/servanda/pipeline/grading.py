"""Which source a document comes from, and what its text shares with others: the input of corroboration beside the claims."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from servanda.errors import ConfigError
from servanda.model.codec import to_plain
from servanda.model.documents import DocumentText
from servanda.model.ids import content_id
from servanda.model.sources import DocumentSource, Source
from servanda.pipeline.case import Case
from servanda.pipeline.credits import Credits
from servanda.pipeline.current import current_texts
from servanda.pipeline.kept_sources import agree_with_kept, keeps_sources, with_kept
from servanda.pipeline.ready import program_state
from servanda.reference.actors import ActorRegistry
from servanda.store import Difference
from servanda.text.folds import plain
from servanda.text.shingles import shingles
from servanda.text.terms import terms


def case_sources(case: Case, texts: Sequence[DocumentText]) -> Mapping[str, DocumentSource]:
    """Return the same of texts of a dossier, by its own sources and registry."""

    def made() -> Mapping[str, DocumentSource]:
        if texts == current_texts(case):
            return with_kept(case, texts, *_maker(case, texts))
        return document_sources(texts, case.dossier.sources(), case.reference.actors)

    return case.store.memory.of("sources", ("parse",), made, tuple(text.id for text in texts))


def check_sources(case: Case) -> Iterator[Difference]:
    """Yield the file of kept sources where it says of a text something else than the text: somebody has edited it."""
    if not keeps_sources(case):
        return
    texts = current_texts(case)
    try:
        basis, make = _maker(case, texts)
    except ConfigError:
        return  # an edited input that cannot be read: it is named among those that wait, and stops the next run
    if not agree_with_kept(case, texts, basis, make):
        words = "says something else of texts than they do; delete it, and it is made anew"
        yield Difference("ready/sources.sqlite", words)


def _maker(case: Case, texts: Sequence[DocumentText]) -> tuple[str, Callable[[DocumentText], DocumentSource]]:
    """Return a hash of all that sources rest on beside their texts, and what makes them."""
    maker = SourceMaker(texts, case.dossier.sources(), case.reference.actors)
    known = {"program": program_state(), "actors": case.reference.actors.digest, "given": maker.given}
    return content_id("bas", known), maker.of


def document_sources(
    texts: Iterable[DocumentText], sources: Iterable[Source], actors: ActorRegistry
) -> Mapping[str, DocumentSource]:
    """Return source, date, credits, shingles and terms of each document by its id.

    A publisher nobody graded is a source of its own, F, with the owner that the registry knows.
    """
    layers = tuple(texts)
    maker = SourceMaker(layers, sources, actors)
    return {text.document_id: maker.of(text) for text in layers}


class SourceMaker:
    """Makes the sources of texts, by the desk's own grades, the registry, and the names of all outlets."""

    def __init__(self, texts: Iterable[DocumentText], sources: Iterable[Source], actors: ActorRegistry) -> None:
        self._named = {plain(name): source for source in sources for name in (source.name, *source.aliases)}
        names = {text.publisher for text in texts if text.publisher}
        known = {name for source in self._named.values() for name in (source.name, *source.aliases)}
        self._outlets = sorted(names | known)
        self._credited, self._actors = Credits(self._outlets, actors), actors

    @property
    def given(self) -> tuple[object, ...]:
        """What every source rests on beside its text and the registry."""
        return self._outlets, [[name, to_plain(source)] for name, source in sorted(self._named.items())]

    def of(self, text: DocumentText) -> DocumentSource:
        """Return the source of a text."""
        return _source_of(text, self._named, self._actors, self._credited)


def _source_of(
    text: DocumentText, named: Mapping[str, Source], actors: ActorRegistry, credited: Credits
) -> DocumentSource:
    publisher = text.publisher
    source = named.get(plain(publisher)) if publisher else None
    body = credited.body(publisher)
    body = (
        None if source and credited.is_outlet(body) else body
    )  # whose an outlet is that the desk graded, the desk says
    if source is None and publisher:
        owner = actors.owner(publisher)
        source = Source(id="-".join(publisher.lower().split()), name=publisher, owner_family=owner, reliability="F")
    if text.sheet:  # rows are unlike each other: a sheet as a whole is like no report
        return DocumentSource(
            document_id=text.document_id,
            source=source,
            published_on=text.published_on,
            body=body,
            table=text.sheet.rows,
        )
    found = terms(text.text)
    return DocumentSource(
        document_id=text.document_id,
        source=source,
        published_on=text.published_on,
        shingles=shingles(text.text),
        words=found.words,
        names=found.names,
        numbers=found.numbers,
        title_names=terms(text.title).names if text.title else (),
        credits=credited.of(text),
        outlets_named=credited.outlets_named(text),
        body=body,
    )
