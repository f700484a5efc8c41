"""What is looked for in a document before it enters: a stamp, the signs of a post, its encoding; in a process with bounds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from servanda.errors import InputError, MachineError, is_machine_fault
from servanda.model.documents import Document
from servanda.parse import ParseConfig, edges, read_as
from servanda.pipeline.limits import Limits
from servanda.pipeline.scanning import open_scanner
from servanda.pipeline.workers import Loss, Work, at_work
from servanda.reference.posts import post_sign
from servanda.reference.stamps import stamp_in

WORKERS: Final = 1
"""Processes that look, for a whole `add`; with 0 it is done in this process without bounds, as tests do of something else."""
_UNREAD = "it cannot be read to look for a stamp"


class Wanted(NamedTuple):
    """A document to look at, and whether it is to be public: only then a scan is read and a post is looked for."""

    document: Document
    content: bytes
    asked: bool


class Looked(NamedTuple):
    """What was found in a document: by what it is a post, its stamp, and in words in which encoding it is read.

    ``unread`` says why neither could be looked for, ``is_lost`` that a bound or the machine was the reason.
    """

    document_id: str
    sign: str | None = None
    stamp: str | None = None
    encoding: str | None = None
    unread: str | None = None
    is_lost: bool = False


Look = Callable[[Sequence[Wanted]], dict[str, Looked]]
"""Looks at documents and returns what was found by document id, for each of them."""


@contextmanager
def looking(config: ParseConfig, limits: Limits) -> Iterator[Look]:
    """Give what looks at documents in a process of its own, started once; neither a document nor the machine can stop it."""
    work = Work(look, _lost, _tools, (config,), lambda one: limits.to_parse(one.document, config), limits.memory_mb)
    broken: list[str] = []
    with at_work(work, WORKERS) as read:

        def looked(wanted: Sequence[Wanted]) -> dict[str, Looked]:
            found: dict[str, Looked] = {}
            try:
                for one in read(wanted) if not broken else ():
                    found[one.document_id] = one
            except MachineError as error:
                broken.append(str(error))
            for item in wanted:
                found.setdefault(item.document.id, _unseen(item, "".join(broken)))
            return found

        yield looked


def look(config: ParseConfig, wanted: Wanted) -> Looked:
    """Return what is found in a document. Raises what the machine fails with."""
    document, content, asked = wanted
    encoding = _encoding(document, content, config)
    sign = post_sign(document, content) if asked else None
    if sign:
        return Looked(document.id, sign=sign, encoding=encoding)
    try:
        scanner = open_scanner(config) if asked else None
        return Looked(document.id, stamp=stamp_in(edges(document, content, config, scanner)), encoding=encoding)
    except Exception as error:
        if is_machine_fault(error):
            raise
        return Looked(document.id, encoding=encoding, unread=_UNREAD)


def _encoding(document: Document, content: bytes, config: ParseConfig) -> str | None:
    """Say in which encoding a text will be read where it is no plain UTF-8, or that none can be told."""
    try:
        encoding = read_as(document.media_type, content, config)
    except InputError as error:
        return str(error)
    return f"read as {encoding}" if encoding else None


def _tools(config: ParseConfig) -> ParseConfig:
    return config


def _lost(wanted: Wanted, loss: Loss) -> Looked:
    return _unseen(wanted, loss.words)


def _unseen(wanted: Wanted, why: str) -> Looked:
    return Looked(wanted.document.id, unread=f"no stamp could be looked for ({why})", is_lost=True)
