"""What the executors do: rows into texts, texts into records, each document within the bounds that it has everywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

import pyarrow as pa

from servanda.collect import CollectConfig, Collected, Split, collect
from servanda.errors import MachineError
from servanda.extract import ExtractConfig
from servanda.model.codec import decode, encode
from servanda.model.documents import Document, DocumentText, Quarantine
from servanda.model.making import replace, with_id
from servanda.parse import ParseConfig
from servanda.pipeline.limits import Limits
from servanda.pipeline.parsing import Parsed, parse_documents
from servanda.pipeline.reading import outputs, read_texts
from servanda.pipeline.scale.tables import RECORDS, TEXTS, batch, day_of, record_row, text_row
from servanda.pipeline.splitting import splitting
from servanda.reference import ReferenceConfig

Form = Literal["jsonl", "parquet", "warc"]
_CLOSED: Final = frozenset({"confidential", "protected"})
_ONE: Final = 1  # process of its own bounds beside each task; the engine says how many tasks
_N_ROWS: Final = 1_000
_NEVER: Final = 2**62  # rows come from the middle of a table: that none is usable says nothing of the table


@dataclass(frozen=True)
class Settings:
    """By what documents are read: settings, what to look up in, and the content of the dossier's own files by their paths.

    Executors see no file of the driver, so the files travel with it. It is pickled as JSON: records are not.
    """

    parse: bytes
    extract: bytes
    limits: bytes
    reference: bytes
    files: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, parse: ParseConfig, extract: ExtractConfig, limits: Limits, reference: ReferenceConfig) -> "Settings":
        """Return settings with the files that the reference names. Raises `OSError`."""
        own = (reference.places, reference.actors, *reference.agreements, *reference.imported)
        files = tuple((path, Path(path).read_bytes()) for path in own if path)
        return cls(encode(parse), encode(extract), encode(limits), encode(reference), files)

    def reference_in(self, folder: Path) -> ReferenceConfig:
        """Write the files into ``folder`` and return what to look up in there."""
        config: ReferenceConfig = decode(self.reference, ReferenceConfig)
        at = {}
        for number, (path, content) in enumerate(self.files):
            home = folder / str(number)
            home.mkdir()
            at[path] = str(home / Path(path).name)
            Path(at[path]).write_bytes(content)
        several = {name: tuple(at[path] for path in getattr(config, name)) for name in ("agreements", "imported")}
        one = {name: at.get(getattr(config, name) or "") for name in ("places", "actors")}
        return replace(config, **several, **one)


class Prepare:
    """Makes text layers of rows or archives. What is confidential or protected is set aside: it is read at the desk."""

    def __init__(self, settings: Settings, form: Form) -> None:
        self._settings, self._form = settings, form

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield batches of `TEXTS`. Raises `MachineError`, with which the engine tries the task again."""
        config: ParseConfig = decode(self._settings.parse, ParseConfig)
        limits: Limits = decode(self._settings.limits, Limits)
        aside: list[Quarantine] = []
        with splitting(limits) as split, TemporaryDirectory() as folder:
            documents = self._documents(batches, split, Path(folder), aside)
            for some in parse_documents(documents, config, limits, _ONE):
                yield batch([_text_row(item) for item in some], TEXTS)
        yield batch([text_row(item, item.object_sha256, day_of(None)) for item in aside], TEXTS)

    def _documents(
        self, batches: Iterator[pa.RecordBatch], split: Split, folder: Path, aside: list[Quarantine]
    ) -> Iterator[tuple[Document, bytes]]:
        for name, path in self._sources(batches, folder):
            for item in collect(path, CollectConfig(max_bad_rows=_NEVER), None, split):
                if isinstance(item, Quarantine):
                    aside.append(_at(item, path, name))
                elif isinstance(item, Collected):
                    document = replace(item.document, locator=item.document.locator.replace(str(path), name))
                    if document.sensitivity in _CLOSED:
                        aside.append(_closed(document, name))
                    else:
                        yield document, item.content

    def _sources(self, batches: Iterator[pa.RecordBatch], folder: Path) -> Iterator[tuple[str, Path]]:
        """Yield files to collect, each with the name of the one it stands for: an archive itself, rows as a table of their own."""
        for some in batches:
            if self._form == "warc":
                yield from ((name, Path(name)) for name in some.column("file").to_pylist())
                continue
            rows = some.to_pylist()
            path = folder / "rows.jsonl"
            for name in dict.fromkeys(row["file"] for row in rows):
                lines = [self._line(row) for row in rows if row["file"] == name]
                path.write_bytes(b"\n".join(lines))
                yield name, path

    def _line(self, row: dict[str, Any]) -> bytes:
        if self._form == "jsonl":
            return bytes(row["line"])
        return encode({name: value for name, value in row.items() if name != "file" and value is not None})


def _text_row(item: Parsed) -> dict[str, Any]:
    if item.waiting or item.layer is None:
        raise MachineError(f"{item.document.locator}: {item.waiting}")
    published = item.layer.published_on if isinstance(item.layer, DocumentText) else item.document.published_on
    return text_row(item.layer, item.document.object_sha256, day_of(published))


def _at(item: Quarantine, path: Path, name: str) -> Quarantine:
    """Return a quarantine that names the file of the input, without the number of a line in a table that was made on the way."""
    reason = item.reason.replace(item.locator, name).replace(str(path), name)
    return with_id("qtn", replace(item, id="", locator=name, reason=reason))


def _closed(document: Document, name: str) -> Quarantine:
    record = Quarantine(
        id="", locator=name, stage="collect", error="UnsupportedInput", document_id=document.id, object_sha256=document.object_sha256,
        reason=f"is {document.sensitivity}: a cluster would hold its text in the clear. Read it at the desk: servanda add, servanda run.",
    )  # fmt: skip
    return with_id("qtn", record)


class ReadDay:
    """Reads texts: claims, what their mentions mean, what was passed over. A text that comes twice is read once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield batches of `RECORDS`. Raises `MachineError`, with which the engine tries the task again."""
        limits: Limits = decode(self._settings.limits, Limits)
        extract: ExtractConfig = decode(self._settings.extract, ExtractConfig)
        days: dict[str, str] = {}
        aside: list[dict[str, Any]] = []
        with TemporaryDirectory() as folder:
            given = (self._settings.reference_in(Path(folder)), extract)
            for some in read_texts(_texts(batches, days, aside), given, limits, _ONE):
                if waiting := next((read.waiting for read in some if read.waiting), None):
                    raise MachineError(waiting)
                rows = [_rows(tuple(outputs(read)), days[read.text.id]) for read in some]
                yield from _in_batches(tuple(chain.from_iterable(rows)))
        yield from _in_batches(aside)


def _rows(records: Sequence[Any], day: str) -> list[dict[str, Any]]:
    return [record_row(record, number, day) for number, record in enumerate(records)]


def _texts(
    batches: Iterator[pa.RecordBatch], days: dict[str, str], aside: list[dict[str, Any]]
) -> Iterator[DocumentText]:
    """Yield the texts, and note the day of each; what was set aside goes into ``aside`` as it is."""
    for row in chain.from_iterable(some.to_pylist() for some in batches):
        if row["id"] in days:
            continue
        days[row["id"]] = row["day"]
        if row["text"] is None:
            aside.append(record_row(decode(row["aside"], Quarantine), 0, row["day"]))
        else:
            yield decode(row["text"], DocumentText)


def _in_batches(rows: Sequence[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    for start in range(0, len(rows), _N_ROWS):
        yield batch(list(rows[start : start + _N_ROWS]), RECORDS)
