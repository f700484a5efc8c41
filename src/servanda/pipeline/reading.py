"""The per-document part of a run: parse, extract, resolve. Pure work apart from storing, which `running` does.

Every document is read in a process of its own bounds, from the first one on (`workers`); with 0 workers in this process,
without bounds, as tests do that are about something else.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from servanda.errors import InputError, is_machine_fault
from servanda.extract import ExtractConfig, extract
from servanda.model.base import Record
from servanda.model.claims import Claim
from servanda.model.documents import Document, DocumentText, PassedOver, Quarantine
from servanda.model.identification import Identification
from servanda.model.making import with_id
from servanda.parse import ParseConfig, Scanner, parse
from servanda.pipeline.limits import Limits
from servanda.pipeline.scanning import open_scanner
from servanda.pipeline.workers import Loss, Work, in_processes
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve

T = TypeVar("T")
R = TypeVar("R")
_TOGETHER = 50
_NO_RESULT = (
    "{}: set aside, the rest of the run goes on. Look at the document; servanda run DIR --retry tries it again."
)


class Parsed(Record, frozen=True, kw_only=True):
    """The text layer of a document, or why there is none.

    ``waiting`` says what kept the machine from reading it now: nothing is known of it, and the next run tries again.
    """

    document: Document
    layer: DocumentText | Quarantine | None = None
    waiting: str | None = None

    @property
    def read_as(self) -> str | None:
        """In words in which encoding the text was read, where that is not plain UTF-8."""
        encoding = self.layer.encoding if isinstance(self.layer, DocumentText) else None
        return f"{self.document.locator}: read as {encoding}" if encoding not in {None, "utf-8"} else None


class Read(Record, frozen=True, kw_only=True):
    """What was read in one text: its claims, what their mentions mean, what was passed over, or why it could not be read.

    ``waiting`` is as in `Parsed`.
    """

    text: DocumentText
    claims: tuple[Claim, ...] = ()
    identifications: tuple[Identification, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    quarantine: Quarantine | None = None
    waiting: str | None = None


class ParseTools(NamedTuple):
    """What a process needs to parse."""

    config: ParseConfig
    scanner: Scanner | None


class ReadTools(NamedTuple):
    """What a process needs to read texts."""

    reference: Reference
    config: ExtractConfig


def parse_document(tools: ParseTools, item: tuple[Document, bytes]) -> Parsed:
    """Return the text layer of a document, or its quarantine. Raises what the machine fails with."""
    document, content = item
    try:
        return Parsed(document=document, layer=parse(document, content, tools.config, tools.scanner))
    except Exception as error:
        if _is_machine_fault(error):
            raise
        return Parsed(document=document, layer=quarantine(document.locator, "parse", error, document))


def read_text(tools: ReadTools, text: DocumentText) -> Read:
    """Return the claims of a text and their identifications, or its quarantine. Raises what the machine fails with."""
    reference, config = tools
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
    except Exception as error:
        if _is_machine_fault(error):
            raise
        return Read(text=text, quarantine=quarantine(_locator(text), "extract", error, text))


def _is_machine_fault(error: Exception) -> bool:
    """Tell whether nothing can be said of the document: it waits. A run never dies of one document, whatever it holds."""
    return is_machine_fault(error) or isinstance(error, ImportError | sqlite3.OperationalError)


def parse_documents(
    items: Iterable[tuple[Document, bytes]], config: ParseConfig, limits: Limits, workers: int
) -> Iterator[tuple[Parsed, ...]]:
    """Yield the text layers of documents as they come, some at a time. Raises `MachineError` where no process starts."""
    work = Work(
        parse_document, _parse_lost, parse_tools, (config,),
        lambda item: limits.to_parse(item[0], config), limits.memory_mb,
    )  # fmt: skip
    return _done(items, work, workers)


def read_texts(
    texts: Iterable[DocumentText], given: tuple[ReferenceConfig, ExtractConfig], limits: Limits, workers: int
) -> Iterator[tuple[Read, ...]]:
    """Yield what was read in texts as it comes, some at a time. Raises `MachineError` where no process starts."""
    return _done(texts, Work(read_text, _read_lost, read_tools, given, limits.to_extract, limits.memory_mb), workers)


def _done(items: Iterable[T], work: Work[T, R], workers: int) -> Iterator[tuple[R, ...]]:
    if workers:
        yield from in_processes(items, work, workers)
        return
    tools, rest = None, iter(items)
    while some := tuple(islice(rest, _TOGETHER)):
        tools = tools or work.prepare(*work.given)
        yield tuple(work.read(tools, item) for item in some)


def parse_tools(config: ParseConfig) -> ParseTools:
    """Open what is needed to parse."""
    return ParseTools(config, open_scanner(config))


def read_tools(reference: ReferenceConfig, config: ExtractConfig) -> ReadTools:
    """Open what is needed to read texts."""
    opened = Reference(reference)
    opened.nlp  # noqa: B018 - a process that cannot open the language model is not ready
    return ReadTools(opened, config)


def _parse_lost(item: tuple[Document, bytes], loss: Loss) -> Parsed:
    document, _ = item
    if loss.kind == "machine":
        return Parsed(document=document, waiting=loss.words)
    return Parsed(document=document, layer=quarantine(document.locator, "parse", _set_aside(loss), document))


def _read_lost(text: DocumentText, loss: Loss) -> Read:
    if loss.kind == "machine":
        return Read(text=text, waiting=loss.words)
    return Read(text=text, quarantine=quarantine(_locator(text), "extract", _set_aside(loss), text))


def _set_aside(loss: Loss) -> InputError:
    return InputError(_NO_RESULT.format(loss.words))


def _locator(text: DocumentText) -> str:
    return text.title or text.document_id


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


def outputs(read: Read) -> Iterable[Claim | Identification | PassedOver | Quarantine]:
    """Return the records that reading gave."""
    return (read.quarantine,) if read.quarantine else (*read.claims, *read.identifications, *read.passed_over)
