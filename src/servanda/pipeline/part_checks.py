"""What a part says of a document, held against the dossier that takes it in."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec

from servanda.model.codec import encode, sha256
from servanda.model.documents import DocumentText
from servanda.model.making import sealed as with_own_id
from servanda.model.making import text_layer
from servanda.model.runs import Derivation
from servanda.model.spans import Span
from servanda.parse import Scanner
from servanda.pipeline.case import Case
from servanda.pipeline.documents import described_documents
from servanda.pipeline.makings import extracted, extraction, parsed, state
from servanda.pipeline.parsing import parse_documents
from servanda.pipeline.parts import PartDocument
from servanda.pipeline.reading import outputs, read_texts
from servanda.pipeline.scanning import open_scanner
from servanda.pipeline.sealing import open_contents
from servanda.pipeline.shard import Shard
from servanda.review import Described, described_layer


@dataclass(frozen=True)
class Home:
    """The dossier that takes parts in: its documents as they stand, which of them are sealed, and what was read in them already."""

    case: Case
    documents: Mapping[str, Described]
    sealed: Collection[str]
    parse: Mapping[str, Derivation]
    extract: Mapping[str, Derivation]
    scanner: Scanner | None

    @classmethod
    def of(cls, case: Case) -> "Home":
        """Return what a dossier has."""
        documents = {one.document.id: one for one in described_documents(case)}
        parse, extract = (case.store.current_derivations(stage) for stage in ("parse", "extract"))
        scanner = open_scanner(case.dossier.settings.parse)
        return cls(case, documents, case.store.sealed(documents), parse, extract, scanner)

    def has(self, one: PartDocument) -> bool:
        """Tell whether all that a part says of a document is on record."""
        layer = one.layer.id if one.layer else ""
        return self.parse.get(one.document_id) == one.parse and self.extract.get(layer) == one.extract

    def read_again(self, documents: Collection[PartDocument], workers: int) -> Iterator[PartDocument]:
        """Yield those of the documents that read otherwise here. A text layer that the dossier has already is not parsed again."""
        texts = [one for one in documents if one.layer]
        yield from self._parsed_otherwise(
            [one for one in texts if self.parse.get(one.document_id) != one.parse], workers
        )
        yield from self._read_otherwise(texts, workers)

    def _parsed_otherwise(self, documents: Collection[PartDocument], workers: int) -> Iterator[PartDocument]:
        config, limits = self.case.dossier.settings.parse, self.case.dossier.settings.limits
        described = {one.document_id: self.documents[one.document_id] for one in documents}
        by_guard = {described[one.document_id].guards[0].id: one for one in documents}
        contents = open_contents(self.case, (one.guards[0] for one in described.values()), [])
        for item in chain.from_iterable(parse_documents(contents, config, limits, workers)):
            one = by_guard[item.document.id]
            layer = item.layer
            if isinstance(layer, DocumentText):
                layer = described_layer(layer, described[one.document_id])
            if layer != one.layer:
                yield one

    def _read_otherwise(self, documents: Collection[PartDocument], workers: int) -> Iterator[PartDocument]:
        by_text = {one.layer.id: one for one in documents if one.layer}
        layers = [one.layer for one in documents if one.layer]
        given = (self.case.reference.config, extraction(self.case))
        for read in chain.from_iterable(read_texts(layers, given, self.case.dossier.settings.limits, workers)):
            one = by_text[read.text.id]
            if [encode(record) for record in outputs(read)] != [encode(record) for record in one.read]:
                yield one


def check_document(home: Home, shard: Shard, one: PartDocument) -> str | None:
    """Return in words what is wrong with what a part says of a document, ``None`` where nothing is."""
    return next((words for words, is_wrong in _CHECKS.items() if is_wrong(home, shard, one)), None)


def _is_foreign(home: Home, _: Shard, one: PartDocument) -> bool:
    known = home.documents.get(one.document_id)
    return known is None or known.document.object_sha256 != one.object_sha256


def _is_elsewhere(_: Home, shard: Shard, one: PartDocument) -> bool:
    return not shard.has(one.document_id)


def _is_sealed(home: Home, _: Shard, one: PartDocument) -> bool:
    return one.document_id in home.sealed


def _is_incomplete(_: Home, __: Shard, one: PartDocument) -> bool:
    """A document has a layer or is set aside, its derivations are of it, and name what is there."""
    layer = one.layer or one.aside
    named = (one.parse.stage, one.parse.input_id, one.parse.outputs)
    if layer is None or (one.layer and one.aside) or named != ("parse", one.document_id, (layer.id,)):
        return True
    if one.extract is None:
        return bool(one.read)
    made = tuple(record.id for record in one.read)
    return (one.extract.stage, one.extract.input_id, one.extract.outputs) != ("extract", layer.id, made)


def _is_made_otherwise(home: Home, _: Shard, one: PartDocument) -> bool:
    """What the dossier has already may be older; all else is made as it would be made here."""
    config = home.case.dossier.settings.parse
    asked = parsed(home.documents[one.document_id], config, home.scanner)
    if home.parse.get(one.document_id) != one.parse and state(one.parse) != state(asked):
        return True
    if one.extract is None or one.layer is None or home.extract.get(one.layer.id) == one.extract:
        return False
    return state(one.extract) != state(extracted(one.layer, home.case.reference.digest, extraction(home.case)))


def _is_unlike_itself(_: Home, __: Shard, one: PartDocument) -> bool:
    """Ids are those of the content, quotes those of the text, and everything is of this document."""
    layer = one.layer
    if layer is None:
        return bool(one.read)
    made = text_layer(one.document_id, layer.text, layer.paragraphs, parser="", parser_version="", kind=layer.kind)
    if (made.id, sha256(layer.text.encode())) != (layer.id, layer.text_sha256):
        return True
    if any(with_own_id(claim) != claim for claim in one.claims):
        return True
    if {getattr(record, "document_id", None) for record in one.read} - {one.document_id}:
        return True
    return any(layer.text[span.start : span.end] != span.quote for claim in one.claims for span in _spans(claim))


def _says_otherwise(home: Home, _: Shard, one: PartDocument) -> bool:
    """What was made of the same input in the same way is the same."""
    layer = one.layer.id if one.layer else ""
    pairs = ((home.parse.get(one.document_id), one.parse), (home.extract.get(layer), one.extract))
    return any(own and other and state(own) == state(other) and own.outputs != other.outputs for own, other in pairs)


_CHECKS: Mapping[str, Callable[[Home, Shard, PartDocument], bool]] = {
    "is no document of this dossier, or has other bytes here": _is_foreign,
    "does not belong to the shard that the part says it is": _is_elsewhere,
    "is sealed here, and sealed documents are read at home alone": _is_sealed,
    "is not complete: what was made of it is missing, or is of another document": _is_incomplete,
    "does not fit itself: an id or a quote is not that of its content": _is_unlike_itself,
    "was made otherwise than it would be made here": _is_made_otherwise,
    "says otherwise than what was read here in the same way": _says_otherwise,
}


def _spans(value: Any) -> Iterator[Span]:
    """Yield the spans within a record."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))
