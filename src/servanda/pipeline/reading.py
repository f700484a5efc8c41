"""The per-document part of a run: parse, extract, resolve. Pure work apart from storing, which `running` does."""

from collections.abc import Iterable, Iterator, Sequence

from servanda.errors import InputError
from servanda.extract import ExtractConfig, extract
from servanda.model.base import Record
from servanda.model.claims import Claim
from servanda.model.documents import Document, DocumentText, PassedOver, Quarantine
from servanda.model.identification import Identification
from servanda.model.making import with_id
from servanda.parse import ParseConfig, Scanner, parse
from servanda.pipeline.workers import Work, in_processes
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve

_WAITING = 8  # texts that are worth a process
_ALL = ExtractConfig()


class Read(Record, frozen=True, kw_only=True):
    """What was read in one text: its claims, what their mentions mean, what was passed over, or why it could not be read."""

    text: DocumentText
    claims: tuple[Claim, ...] = ()
    identifications: tuple[Identification, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    quarantine: Quarantine | None = None


def parse_document(
    document: Document, content: bytes, config: ParseConfig, scanner: Scanner | None
) -> DocumentText | Quarantine:
    """Return the text layer of a document, or its quarantine."""
    try:
        return parse(document, content, config, scanner)
    except Exception as error:  # noqa: BLE001 - a run never dies of one document, whatever its bytes do to a parser
        return quarantine(document.locator, "parse", error, document)


def read_text(text: DocumentText, reference: Reference, config: ExtractConfig = _ALL) -> Read:
    """Return the claims of a text and their identifications, or its quarantine."""
    try:
        # The zone frees the words that the language pipeline would otherwise remember of every text for ever.
        with reference.nlp.memory_zone():
            extraction = extract(text, config, reference)
        identifications = tuple(resolve(text, extraction.claims, ResolveConfig(), reference))
        return Read(
            text=text,
            claims=extraction.claims,
            identifications=identifications,
            passed_over=extraction.passed_over,
        )
    except Exception as error:  # noqa: BLE001 - a run never dies of one document
        return Read(text=text, quarantine=quarantine(text.title or text.document_id, "extract", error, text))


def read_texts(
    texts: Sequence[DocumentText], reference: Reference, workers: int, config: ExtractConfig = _ALL
) -> Iterator[Read]:
    """Yield what was read in each text, in their order, in as many processes as there are ``workers``.

    One worker is a process too: a text that kills it or holds it up costs no more than itself. A few texts are read here,
    since opening a process would take longer than reading them.
    """
    if len(texts) < _WAITING:
        yield from (read_text(text, reference, config) for text in texts)
        return
    yield from in_processes(texts, Work(_read_in_worker, _lost, _open_reference, (reference.config, config)), workers)


def _lost(text: DocumentText) -> Read:
    """Return the quarantine of a text that kills or holds up the process that reads it."""
    error = InputError(
        "reading this text ended the process, or took ten minutes, twice; look at the document, and report it if it is sound"
    )
    return Read(text=text, quarantine=quarantine(text.title or text.document_id, "extract", error, text))


def quarantine(locator: str, stage: str, error: Exception, what: Document | DocumentText) -> Quarantine:
    """Return the quarantine of a document; an error that is none of ours is named as a fault of the program."""
    ours = isinstance(error, InputError)
    reason = (
        str(error)
        if ours
        else f"fault of the program while it read this ({type(error).__name__}: {error}); please report it"
    )
    document_id = what.id if isinstance(what, Document) else what.document_id
    record = Quarantine(
        id="", locator=locator, stage=stage, error=type(error).__name__, reason=reason, document_id=document_id,
        object_sha256=what.object_sha256 if isinstance(what, Document) else None,
    )  # fmt: skip
    return with_id("qtn", record)


_opened: list[tuple[Reference, ExtractConfig]] = []


def _open_reference(reference: ReferenceConfig, config: ExtractConfig) -> None:
    """Open the reference data once in a worker process."""
    _opened.append((Reference(reference), config))


def _read_in_worker(text: DocumentText) -> Read:
    return read_text(text, *_opened[0])


def outputs(read: Read) -> Iterable[Claim | Identification | PassedOver | Quarantine]:
    """Return the records that reading gave."""
    return (read.quarantine,) if read.quarantine else (*read.claims, *read.identifications, *read.passed_over)
