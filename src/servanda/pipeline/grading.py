"""Which source a document comes from, and what its text shares with others: the input of corroboration beside the claims."""

from collections.abc import Iterable, Mapping, Sequence

from servanda.model.documents import DocumentText
from servanda.model.making import replace
from servanda.model.sources import DocumentSource, Source
from servanda.pipeline.case import Case
from servanda.pipeline.credits import Credits
from servanda.reference.actors import ActorRegistry
from servanda.text.folds import plain
from servanda.text.shingles import shingles
from servanda.text.terms import terms


def case_sources(case: Case, texts: Sequence[DocumentText]) -> Mapping[str, DocumentSource]:
    """Return the same of texts of a dossier, by its own sources and registry."""

    def made() -> Mapping[str, DocumentSource]:
        return document_sources(texts, case.dossier.sources(), case.reference.actors)

    return case.store.memory.of("sources", ("parse",), made, tuple(text.id for text in texts))


def named_sources(case: Case, texts: Sequence[DocumentText]) -> Mapping[str, DocumentSource]:
    """Return the same without shingles and terms, for who names sources only."""
    return document_sources(texts, case.dossier.sources(), case.reference.actors, compares=False)


def document_sources(
    texts: Iterable[DocumentText], sources: Iterable[Source], actors: ActorRegistry, *, compares: bool = True
) -> Mapping[str, DocumentSource]:
    """Return source, date and credits of each document by its id, and with ``compares`` shingles and terms.

    A publisher nobody graded is a source of its own, F, with the owner that the registry knows.
    """
    named = {plain(name): source for source in sources for name in (source.name, *source.aliases)}
    layers = tuple(texts)
    names = {text.publisher for text in layers if text.publisher}
    known = {name for source in named.values() for name in (source.name, *source.aliases)}
    credited = Credits(sorted(names | known), actors)
    found = {text.document_id: _source_of(text, named, actors, credited) for text in layers}
    return {text.document_id: _compared(found[text.document_id], text) for text in layers} if compares else found


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
    return DocumentSource(
        document_id=text.document_id,
        source=source,
        published_on=text.published_on,
        credits=credited.of(text),
        outlets_named=credited.outlets_named(text),
        body=body,
    )


def _compared(source: DocumentSource, text: DocumentText) -> DocumentSource:
    """Return a source with what its text shares with others; a sheet has nothing of that."""
    if text.sheet:
        return source
    found = terms(text.text)
    return replace(source, shingles=shingles(text.text), words=found.words, names=found.names, numbers=found.numbers)
