"""The per-document part of a run after `parsing`: extract, resolve. Pure work apart from storing, which `running` does.

Every document is read in a process of its own bounds, from the first one on (`workers`); with 0 workers in this process,
without bounds, as tests do that are about something else.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from servanda.extract import ExtractConfig
from servanda.model.base import Record
from servanda.model.claims import Claim
from servanda.model.documents import DocumentText, PassedOver, Quarantine
from servanda.model.identification import Identification
from servanda.pipeline.limits import Limits
from servanda.pipeline.parsing import done, is_fault_of_machine, quarantine, set_aside
from servanda.pipeline.workers import Loss, Work
from servanda.reference import Reference, ReferenceConfig


class Read(Record, frozen=True, kw_only=True):
    """What was read in one text: its claims, what their mentions mean, what was passed over, or why it could not be read.

    ``waiting`` is as in `parsing.Parsed`.
    """

    text: DocumentText
    claims: tuple[Claim, ...] = ()
    identifications: tuple[Identification, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    quarantine: Quarantine | None = None
    waiting: str | None = None


class ReadTools(NamedTuple):
    """What a process needs to read texts."""

    reference: Reference
    config: ExtractConfig


def read_text(tools: ReadTools, text: DocumentText) -> Read:
    """Return the claims of a text and their identifications, or its quarantine. Raises what the machine fails with."""
    from servanda.extract import extract
    from servanda.resolve import ResolveConfig, resolve

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
        if is_fault_of_machine(error):
            raise
        return Read(text=text, quarantine=quarantine(_locator(text), "extract", error, text))


def read_texts(
    texts: Iterable[DocumentText], given: tuple[ReferenceConfig, ExtractConfig], limits: Limits, workers: int
) -> Iterator[tuple[Read, ...]]:
    """Yield what was read in texts as it comes, some at a time. Raises `MachineError` where no process starts."""
    return done(texts, Work(read_text, _read_lost, read_tools, given, limits.to_extract, limits.memory_mb), workers)


def read_tools(reference: ReferenceConfig, config: ExtractConfig) -> ReadTools:
    """Open what is needed to read texts."""
    opened = Reference(reference)
    opened.nlp  # noqa: B018 - a process that cannot open the language model is not ready
    return ReadTools(opened, config)


def _read_lost(text: DocumentText, loss: Loss) -> Read:
    if loss.kind == "machine":
        return Read(text=text, waiting=loss.words)
    return Read(text=text, quarantine=quarantine(_locator(text), "extract", set_aside(loss), text))


def _locator(text: DocumentText) -> str:
    return text.title or text.document_id


def outputs(read: Read) -> Iterable[Claim | Identification | PassedOver | Quarantine]:
    """Return the records that reading gave."""
    return (read.quarantine,) if read.quarantine else (*read.claims, *read.identifications, *read.passed_over)
