"""The text of PDF files that are no documents of the dossier, read in a process with bounds."""

from collections.abc import Iterator
from contextlib import contextmanager

from servanda.errors import InputError, MachineError
from servanda.model.codec import sha256
from servanda.model.documents import Document
from servanda.parse import ParseConfig, parse
from servanda.pipeline.case import Case
from servanda.pipeline.unpacking import Words
from servanda.pipeline.workers import Loss, Work, at_work


@contextmanager
def pdf_words(case: Case, workers: int = 1) -> Iterator[Words]:
    """Give what returns the text of a PDF file, nothing for one without text; its process starts with the first file.

    It raises `OSError` for a file that takes more than the bounds of this dossier: of that nobody can tell.
    """
    config, limits = case.dossier.settings.parse, case.dossier.settings.limits
    work = Work(_text, _lost, _tools, (config,), lambda one: limits.to_parse(_document(one), config), limits.memory_mb)
    with at_work(work, workers) as read:

        def words(content: bytes) -> str:
            try:
                found = list(read([content]))
            except MachineError as error:
                raise OSError(str(error)) from error
            if not found:
                raise OSError("this PDF file cannot be read within the bounds")
            return found[0] or ""

        yield words


def _document(content: bytes) -> Document:
    return Document(
        id="doc_", object_sha256=sha256(content), n_bytes=len(content), media_type="application/pdf", locator="file"
    )


def _tools(config: ParseConfig) -> ParseConfig:
    return config


def _text(config: ParseConfig, content: bytes) -> str:
    try:
        return parse(_document(content), content, config).text
    except InputError:
        return ""


def _lost(_content: bytes, _loss: Loss) -> None:
    return None
