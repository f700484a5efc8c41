"""The verb of the room: a view becomes a file."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from servanda.errors import StoreUnavailable, UsageError
from servanda.model.codec import encode_lines
from servanda.report.config import ReportConfig
from servanda.report.exchange.annotations import annotations
from servanda.report.exchange.csv_file import effects_csv, statements_csv, verdicts_csv
from servanda.report.exchange.database import database
from servanda.report.exchange.follow_the_money import follow_the_money
from servanda.report.exchange.parquet import parquet
from servanda.report.exchange.workbook import workbook
from servanda.report.geojson import geojson
from servanda.report.page import Pages, html_page, html_pages, linked_folder
from servanda.report.view import ReportView


def _jsonl(view: ReportView, _config: ReportConfig) -> bytes:
    """Claims, then incidents, then findings, a line each."""
    return b"".join(encode_lines((*view.claims, *view.incidents, *view.findings)))


_FORMS: dict[str, Callable[[ReportView, ReportConfig], bytes]] = {
    ".html": html_page,
    ".verdicts.csv": verdicts_csv,
    ".statements.csv": statements_csv,
    ".csv": effects_csv,
    ".xlsx": workbook,
    ".jsonl": _jsonl,
    ".geojson": geojson,
    ".sqlite": database,
    ".parquet": parquet,
    ".ftm.json": follow_the_money,
    ".annotations.jsonld": annotations,
}
ENDINGS = tuple(_FORMS)


def render(view: ReportView, output: Path, config: ReportConfig) -> bytes:
    """Return ``view`` in the form that the ending of ``output`` says.

    Raises `UsageError` for an ending that has no form, or one whose extra is not installed.
    """
    name = output.name.lower()
    form = next((form for ending, form in _FORMS.items() if name.endswith(ending)), None)
    if form is None:
        raise UsageError(f"{output}: no report has the ending {output.suffix!r}; take one of {', '.join(ENDINGS)}")
    return form(view, config)


def rendered(view: ReportView, output: Path, config: ReportConfig) -> Pages:
    """Return the same, and for a large page the files that it leaves its texts to: they go into `folder_beside`.

    Raises `UsageError` as `render` does.
    """
    if output.name.lower().endswith(".html"):
        return html_pages(view, config, output.name)
    return Pages(render(view, output, config))


def folder_beside(output: Path) -> Path:
    """Return the folder for the linked files of a page."""
    return output.parent / linked_folder(output.name)


def clear_beside(output: Path) -> None:
    """Take away the linked files of an earlier page of that name: another audience may not see what they held.

    Raises `StoreUnavailable` where one cannot be taken away.
    """
    folder = folder_beside(output)
    if not output.name.lower().endswith(".html") or not folder.is_dir():
        return
    try:
        for kind in ("incidents", "documents", "persons"):
            for path in folder.glob(f"{kind}-[0-9]*.html"):
                path.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise StoreUnavailable(f"cannot clear {folder}: {error.strerror or error}") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file with some content; see `whole_file`."""
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write, which stands at ``path`` once the body has ended well: a reader sees the old or the new one, never a part.

    It is on the disk then, and nobody but its owner may read it. Raises `StoreUnavailable` where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"cannot write {path}: {error.strerror or error}") from error
