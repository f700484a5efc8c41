"""`scale run`: what is done is known and left alone, what is not done is read, and a day is there whole or not at all.

Two steps, each a folder of Parquet files: ``texts/`` from the input, some of its files together, and ``records/`` from the texts, a
day of publication a folder. Both are written aside and moved into place, with a note of what they were made from and by.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import servanda
from servanda.errors import NotFoundError
from servanda.extract import ExtractConfig
from servanda.model.base import Record
from servanda.model.codec import decode, encode
from servanda.model.ids import content_id
from servanda.parse import ParseConfig
from servanda.pipeline.case import Step
from servanda.pipeline.dossier import open_dossier
from servanda.pipeline.limits import Limits
from servanda.pipeline.scale.engine import connected
from servanda.pipeline.scale.files import Files, Found
from servanda.pipeline.scale.tables import RECORDS, TEXTS
from servanda.pipeline.scale.tasks import Form, Prepare, ReadDay, Settings
from servanda.pipeline.scanning import open_scanner
from servanda.reference import Reference, ReferenceConfig

ENDINGS: Final[dict[Form, tuple[str, ...]]] = {
    "jsonl": (".jsonl", ".ndjson"),
    "parquet": (".parquet",),
    "warc": (".warc", ".warc.gz", ".wacz"),
}
NOTE: Final = "_servanda.json"
_ASIDE: Final = "_being_made"
_N_FILES: Final = 64


class Made(Record, frozen=True, kw_only=True):
    """By what documents were read; the head of a part says the same (`parts.PartHead`)."""

    version: str
    parse: str
    extract: str
    reference: str
    gazetteer: str
    scanner: str


class DayNote(Record, frozen=True, kw_only=True):
    """What stands beside the records of a day: how many documents it has, a digest of their ids, and by what they were read."""

    n_documents: int
    digest: str
    made: Made


@dataclass(frozen=True)
class ScaleRequest:
    """What to read, where to write, and on which cluster. Addresses are as the engine sees them.

    ``dossier`` gives settings, countries, registry and places; without it ``countries`` are in scope. ``n_together`` documents are read
    in one job, ``n_a_task`` in one task: what is lost when the job, or a process, dies.
    """

    source: str
    output: str
    master: str
    countries: tuple[str, ...] = ()
    dossier: Path | None = None
    python: str | None = None
    further: Mapping[str, str] = field(default_factory=dict)
    n_together: int = 50_000
    n_a_task: int = 500


@dataclass(frozen=True)
class ScaleSummary:
    """How many days and documents were read now, how many days were done already."""

    n_days: int
    n_documents: int
    n_done: int


def scale_run(request: ScaleRequest, step: Step) -> ScaleSummary:
    """Bring the records of all texts up to date. Stopped or killed, the same call goes on from the days that are done.

    Raises `UsageError`, `NotFoundError`, and `MachineError` where the cluster fails.
    """
    settings, made = _settings(request)
    with connected(request.master, request.python, request.further) as session:
        work = _Work(session, Files(session), request, settings, made)
        work.files.remove(f"{request.output}/{_ASIDE}")
        _make_texts(work, step)
        return _make_records(work, step)


@dataclass(frozen=True)
class _Work:
    """What both steps need."""

    session: Any
    files: Files
    request: ScaleRequest
    settings: Settings
    made: Made

    @property
    def aside(self) -> str:
        """Where a step writes before it is whole."""
        return f"{self.request.output}/{_ASIDE}"

    @property
    def texts(self) -> str:
        """The texts as this parser reads them."""
        how = content_id("par", {"parse": self.made.parse, "scanner": self.made.scanner, "version": self.made.version})
        return f"{self.request.output}/texts/{how}"

    def write(self, frame: Any) -> None:
        """Write a table aside, by day."""
        frame.write.mode("overwrite").partitionBy("day").parquet(self.aside)


def _settings(request: ScaleRequest) -> tuple[Settings, Made]:
    parse, extract, limits = ParseConfig(), ExtractConfig(), Limits()
    look_up = ReferenceConfig(countries=request.countries)
    if request.dossier:
        dossier = open_dossier(request.dossier)
        parse, limits, look_up = dossier.settings.parse, dossier.settings.limits, dossier.reference_config()
        extract = ExtractConfig(triage=dossier.settings.triage)
    reference, scanner = Reference(look_up), open_scanner(parse)
    made = Made(
        version=servanda.__version__, parse=content_id("cfg", parse), extract=content_id("cfg", extract),
        reference=reference.digest, gazetteer=reference.gazetteer.digest, scanner=scanner.version if scanner else "",
    )  # fmt: skip
    return Settings.of(parse, extract, limits, look_up), made


def _make_texts(work: _Work, step: Step) -> None:
    """Make texts of those files of the input of which there are none yet."""
    form, found = _input(work)
    waves = [found[start : start + _N_FILES] for start in range(0, len(found), _N_FILES)]
    for number, some in enumerate(waves):
        step("making texts", number, len(waves))
        home = f"{work.texts}/{content_id('inp', some)}"
        if work.files.read(f"{home}/{NOTE}") is None:
            work.write(_rows(work, form, some).mapInArrow(Prepare(work.settings, form), _spark_schema(TEXTS)))
            work.files.write(f"{work.aside}/{NOTE}", encode(some))
            work.files.move(work.aside, home)


def _input(work: _Work) -> tuple[Form, list[Found]]:
    """Return of which form the input is, and its files: those of the first form of which there are any."""
    for form, endings in ENDINGS.items():
        if found := work.files.files_in(work.request.source, endings):
            return form, found
    known = ", ".join(ending for endings in ENDINGS.values() for ending in endings)
    raise NotFoundError(f"{work.request.source}: holds no file that ends in one of {known}")


def _rows(work: _Work, form: Form, some: Sequence[Found]) -> Any:
    """Return the rows of some files as a frame, each with the name of its file."""
    from pyspark.sql import functions

    addresses = [one.address for one in some]
    file = functions.col("_metadata.file_path").alias("file")
    if form == "jsonl":
        lines = work.session.read.option("lineSep", "\n").text(addresses)
        return lines.select(functions.col("value").cast("binary").alias("line"), file)
    if form == "parquet":
        return work.session.read.parquet(*addresses).select("*", file)
    paths = [(address.removeprefix("file:"),) for address in addresses]
    return work.session.sparkContext.parallelize(paths, len(paths)).toDF("file string")


def _make_records(work: _Work, step: Step) -> ScaleSummary:
    """Read the days that are not done, some together."""
    texts = work.session.read.schema(_spark_schema(TEXTS))
    frame = _united([texts.option("basePath", home).parquet(home) for home in work.files.folders_in(work.texts)])
    asked = _days(work, frame)
    done = [day for day, note in asked.items() if _note(work, day) == note]
    missing = {day: note for day, note in asked.items() if day not in set(done)}
    n_read = 0
    for days in _together(missing, work.request.n_together):
        step("reading", n_read, sum(note.n_documents for note in missing.values()))
        _read_days(work, frame, days)
        n_read += sum(note.n_documents for note in days.values())
    step("reading", n_read, n_read)
    return ScaleSummary(len(missing), n_read, len(done))


def _united(frames: Sequence[Any]) -> Any:
    first, *others = frames
    for one in others:
        first = first.unionByName(one)
    return first


def _days(work: _Work, frame: Any) -> dict[str, DayNote]:
    """Return the days of all texts with what their records would be made of. Counts alone come to the driver."""
    from pyspark.sql import functions

    digest = functions.hex(functions.bit_xor(functions.xxhash64("id", "document_id")))
    counted = (
        frame.select("day", "id", "document_id")
        .distinct()
        .groupBy("day")
        .agg(functions.count("*").alias("n"), digest.alias("digest"))
    )
    rows = sorted(counted.collect(), key=lambda row: row.day)
    return {row.day: DayNote(n_documents=row.n, digest=row.digest, made=work.made) for row in rows}


def _note(work: _Work, day: str) -> DayNote | None:
    content = work.files.read(f"{_home(work, day)}/{NOTE}")
    return decode(content, DayNote) if content else None


def _home(work: _Work, day: str) -> str:
    return f"{work.request.output}/records/day={day}"


def _together(missing: Mapping[str, DayNote], n_together: int) -> Iterator[dict[str, DayNote]]:
    """Yield days that are read in one job: at least so many documents, one after the other."""
    some: dict[str, DayNote] = {}
    for day, note in missing.items():
        some[day] = note
        if sum(one.n_documents for one in some.values()) >= n_together:
            yield some
            some = {}
    if some:
        yield some


def _read_days(work: _Work, frame: Any, days: Mapping[str, DayNote]) -> None:
    """Read some days and move each into its place; a day without a record is there with its note alone."""
    from pyspark.sql import functions

    n_documents = sum(note.n_documents for note in days.values())
    n_tasks = max(work.session.sparkContext.defaultParallelism, -(-n_documents // work.request.n_a_task))
    wanted = frame.where(functions.col("day").isin(list(days)))
    # By ranges of day and id: what comes twice comes to one task, and a task writes one file or two.
    spread = wanted.select(TEXTS.names).repartitionByRange(n_tasks, "day", "id")
    work.write(spread.mapInArrow(ReadDay(work.settings), _spark_schema(RECORDS)))
    for day, note in days.items():
        made = f"{work.aside}/day={day}"
        work.files.write(f"{made}/{NOTE}", encode(note))
        work.files.move(made, _home(work, day))
    work.files.remove(work.aside)


def _spark_schema(schema: Any) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
