"""What texts share with others, kept beside the records: the words of a text are told apart once, not in each run (decision 0280)."""

from collections.abc import Callable, Iterable
from functools import partial
from sys import intern
from typing import Final
from zlib import decompress

from servanda.model.codec import decode, encode
from servanda.model.documents import DocumentText
from servanda.model.making import replace
from servanda.model.sources import DocumentSource
from servanda.pipeline.case import Case
from servanda.pipeline.ready import is_passing
from servanda.store import Due, Line, record_line, rest_of

_NAME: Final = "sources"


def with_kept(
    case: Case, texts: Iterable[DocumentText], basis: str, make: Callable[[DocumentText], DocumentSource]
) -> dict[str, DocumentSource]:
    """Return the source of each text by document, as kept where it was made of the same text on the same ``basis``; what is new is kept too.

    ``texts`` are all that are current. Where nothing may be kept each is made.
    """
    listed = tuple(texts)
    if is_passing(case):
        return {text.document_id: make(text) for text in listed}
    kept = case.store.ready.kept(_NAME, basis)
    grounds = {text.id: _ground(text) for text in listed}
    found = {text.id: _told(kept[grounds[text.id]]) if grounds[text.id] in kept else make(text) for text in listed}
    new, gone = {name for name, ground in grounds.items() if ground not in kept}, kept.keys() - set(grounds.values())
    if new or gone:
        dues = [Due(_NAME, "", grounds[name], partial(_line, found[name])) for name in sorted(new)]
        case.store.ready.added(_NAME, basis, dues, gone)
    return {one.document_id: one for one in found.values()}


def keeps_sources(case: Case) -> bool:
    """Tell whether anything is kept of texts, and may be."""
    lists = None if is_passing(case) else case.store.ready.opened(_NAME)
    if lists is not None:
        lists.close()
    return lists is not None


def agree_with_kept(
    case: Case, texts: Iterable[DocumentText], basis: str, make: Callable[[DocumentText], DocumentSource]
) -> bool:
    """Tell whether all that is kept of texts on that basis is what is made of them now."""
    kept = case.store.ready.kept(_NAME, basis)
    pairs = ((kept.get(_ground(text)), text) for text in texts)
    return all(record is None or _told(record) == make(text) for record, text in pairs)


def _ground(text: DocumentText) -> bytes:
    """Return a hash of what of a text its source rests on; a sheet is told by its rows, and by no words."""
    words = (
        text.id,
        text.document_id,
        text.title,
        text.publisher,
        text.author,
        text.published_on,
        text.sheet and text.sheet.rows,
    )
    return rest_of(encode((*words, text.paragraphs)))


def _told(record: bytes) -> DocumentSource:
    """Return a source as it was kept; texts share the words that they hold."""
    told: DocumentSource = decode(decompress(record), DocumentSource)
    return replace(told, words=_shared(told.words), names=_shared(told.names))


def _shared(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(intern, words))


def _line(source: DocumentSource) -> Line:
    return record_line(_NAME, source.document_id, encode(source))
