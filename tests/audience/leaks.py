"""What a file tells, taken apart to the bottom, and what of withheld documents must not be in it."""

import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pypdfium2

from servanda.model.documents import Document, DocumentText
from servanda.pipeline import ReportRequest, add_sources, init_dossier, open_case, run_case, write_report
from servanda.report import ENDINGS as FORMS

NOW = "2031-06-01T09:17:43Z"
ENDINGS = (*FORMS, ".zip")
AT_ONCE = "[release]\ndelay_days = 0\npositions_days = 0\n"
"""Settings of a dossier whose documents may go out on the day they appear: for tests of what else holds them back."""
_WORD = re.compile(r"\w+")
_N_RUN, _N_NAME = 5, 4


def silent(*_: object) -> None:
    return


def dossier_of(folder: Path, rows: Iterable[dict[str, Any]], settings: str = "", agreement: str = "") -> Path:
    """Make a dossier of table rows, run it, and return its folder; rows without ``sensitivity`` are public.

    Without ``settings`` the folder holds a dossier already.
    """
    if settings:
        init_dossier(folder)
        (folder / "dossier.toml").write_text(settings, encoding="utf-8")
        (folder / "agreements" / "truce.yaml").write_text(agreement, encoding="utf-8")
    table = folder.with_suffix(".jsonl")
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_case(folder, create=True, now=lambda: NOW) as case:
        add_sources(case, [str(table)], silent, public=True)
        run_case(case, "local", 0, silent)
    return folder


def report(folder: Path, output: Path, audience: str = "public", **request: Any) -> Any:
    """Write a report and return what became of it."""
    with open_case(folder, now=lambda: NOW) as case:
        return write_report(case, output, ReportRequest(audience=audience, **request))


def parts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the parts of a file as text, archives unpacked to the bottom, the words of PDF files read."""
    yield name, content.decode("utf-8", errors="replace")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from parts(f"{name}/{inner}", archive.read(inner))
    elif content.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(content)
            yield f"{name}/rows", "\n".join(database.iterdump())
    elif content.startswith(b"PAR1"):
        table = pyarrow.parquet.read_table(io.BytesIO(content))
        yield f"{name}/rows", f"{table.schema.metadata}\n" + "\n".join(map(str, table.to_pylist()))
    elif content.startswith(b"\x1f\x8b"):
        yield from parts(f"{name}/unpacked", gzip.decompress(content))
    elif content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as file:
            yield f"{name}/words", "\n".join(page.get_textpage().get_text_bounded() for page in file)


def words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every five words that follow each other."""
    found = words(text)
    return {tuple(found[at : at + _N_RUN]) for at in range(len(found) - _N_RUN + 1)}


def names(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text) if len(word) >= _N_NAME and word[0].isupper()}


class Secrets:
    """What only the withheld documents of a dossier say, and the ids, keys and handles that come from them."""

    def __init__(self, folder: Path, withheld: Iterable[str]) -> None:
        hidden = set(withheld)
        with open_case(folder, now=lambda: NOW) as case:
            documents: list[Document] = list(case.store.records("document"))
            texts = [item for item in case.store.current("parse") if isinstance(item, DocumentText)]
            claims = list(case.store.records("claim"))
            self.ids = {item.id for item in documents if item.external_id in hidden}
            self.tokens = {
                token
                for claim in claims
                if claim.document_id in self.ids
                for token in (claim.id, claim.key, claim.text_id)
            }
            self.tokens |= self.ids | {state.handle for state in case.store.handles()}
            self.tokens |= {item.object_sha256 for item in documents if item.id in self.ids}
        self.tokens |= {token.replace("_", "-") for token in self.tokens}  # as FollowTheMoney writes ids
        told = {True: "", False: ""}
        for text in texts:
            told[text.document_id in self.ids] += (
                " . ".join(filter(None, (text.title, text.author, text.publisher, text.text))) + " . "
            )
        self.runs = runs(told[True]) - runs(told[False])
        self.names = names(told[True]) - set(words(told[False]))

    def found_in(self, path: Path, without: Path | None = None) -> list[tuple[str, object]]:
        """Return each part of a file with what it gives away that the file ``without`` these documents does not say."""
        known = " . ".join(text for _, text in parts("", without.read_bytes())) if without else ""
        secret_runs, secret_names = self.runs - runs(known), self.names - set(words(known))
        found: list[tuple[str, object]] = []
        for where, text in parts(path.name, path.read_bytes()):
            found += [(where, run) for run in runs(text) & secret_runs]
            found += [(where, name) for name in secret_names & set(words(text))]
            found += [(where, token) for token in self.tokens if token in text]
        return found


def bare(content: bytes) -> str:
    """Return a page without its section on what was left out, and without the link to it."""
    page = content.decode("utf-8")
    return re.sub(r'\s*<section id="left-out">.*?</section>', "", page, flags=re.DOTALL)
