"""Documents to text layers, in processes of their own: `reading` goes on from there.

A process that parses opens nothing that reads texts: one document costs what the room `parse` costs.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from servanda.errors import InputError, is_machine_fault
from servanda.model.base import Record
from servanda.model.documents import Document, DocumentText, Quarantine
from servanda.model.making import with_id
from servanda.parse import ParseConfig, Scanner, parse
from servanda.pipeline.limits import Limits
from servanda.pipeline.scanning import open_scanner
from servanda.pipeline.workers import Loss, Work, in_processes

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


class ParseTools(NamedTuple):
    """What a process needs to parse."""

    config: ParseConfig
    scanner: Scanner | None


def parse_document(tools: ParseTools, item: tuple[Document, bytes]) -> Parsed:
    """Return the text layer of a document, or its quarantine. Raises what the machine fails with."""
    document, content = item
    try:
        return Parsed(document=document, layer=parse(document, content, tools.config, tools.scanner))
    except Exception as error:
        if is_fault_of_machine(error):
            raise
        return Parsed(document=document, layer=quarantine(document.locator, "parse", error, document))


def is_fault_of_machine(error: Exception) -> bool:
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
    return done(items, work, workers)


def done(items: Iterable[T], work: Work[T, R], workers: int) -> Iterator[tuple[R, ...]]:
    """Yield what is done with items, some at a time: in processes of their own, or with 0 workers here. Raises `MachineError`."""
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


def _parse_lost(item: tuple[Document, bytes], loss: Loss) -> Parsed:
    document, _ = item
    if loss.kind == "machine":
        return Parsed(document=document, waiting=loss.words)
    return Parsed(document=document, layer=quarantine(document.locator, "parse", set_aside(loss), document))


def set_aside(loss: Loss) -> InputError:
    """Return why an item that was lost is set aside."""
    return InputError(_NO_RESULT.format(loss.words))


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
