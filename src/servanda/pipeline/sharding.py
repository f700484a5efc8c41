"""Reading shared among machines: one writes the part it has read, and the desk takes the parts in (decision 0255)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import Any, Final

import servanda
from servanda.errors import ConfigError
from servanda.model.documents import DocumentText, PassedOver, Quarantine
from servanda.model.identification import Identification
from servanda.model.ids import content_id
from servanda.model.runs import Derivation
from servanda.pipeline.case import Case, Step
from servanda.pipeline.current import without_parser
from servanda.pipeline.documents import described_documents
from servanda.pipeline.makings import extraction
from servanda.pipeline.part_checks import Home, check_document
from servanda.pipeline.parts import FORM, Part, PartDocument, PartHead, open_part, write_part
from servanda.pipeline.running import read_shard, run_case
from servanda.pipeline.scanning import open_scanner
from servanda.pipeline.shard import Shard
from servanda.pipeline.summary import RunSummary
from servanda.store import entry_hash

_N_TOGETHER: Final = 100
_TOLD: Final = {
    "dossier": "it is of another dossier (or of a copy that was made anew, not copied)",
    "version": "it was read by another version of the program",
    "parse": "[parse] in dossier.toml was another",
    "extract": "the settings of extraction were others",
    "reference": "the registry, the agreements or the places of the dossier were others",
    "gazetteer": "the gazetteer was another",
    "scanner": "scans are read by another program there",
}


@dataclass(frozen=True)
class PartSummary:
    """A part that was written, and what waits or was set aside on that machine (where, why)."""

    part: Part
    waiting: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Joined:
    """Parts that were taken in: documents that were new, and known as they are; ``n_missing`` are read nowhere yet.

    ``run`` is what the run said that put everything together, ``None`` while documents are missing.
    """

    n_taken: int
    n_known: int
    n_missing: int
    run: RunSummary | None


def make_part(case: Case, shard: Shard, output: Path, workers: int, step: Step) -> PartSummary:
    """Read the documents of a shard and write them as a part. Killed at any moment, the same call goes on from there.

    What is sealed stays at home: it is in no part. Raises what `run_case` does.
    """
    tally = read_shard(case, shard, workers, step)
    part = write_part(output, _head(case, shard), _part_documents(case, shard))
    return PartSummary(part, tuple(tally.waiting))


def part_path(folder: Path, shard: Shard) -> Path:
    """Return where a part is written unless somebody says otherwise."""
    return folder / "parts" / f"part-{shard.number:05}-of-{shard.n:05}.jsonl"


def join_parts(case: Case, paths: Sequence[Path], workers: int, step: Step, n_again: int = 1) -> Joined:
    """Take parts in and, where nothing is missing any more, put everything together as one run does.

    All of them are checked before any is taken: what each says of itself, every document against the dossier, and ``n_again``
    documents of each, chosen by chance, by reading them once more here. Raises `ConfigError` for a part that is damaged, foreign, or says otherwise.
    """
    parts = [open_part(path) for path in paths]
    home = Home.of(case)
    for number, part in enumerate(parts, start=1):
        _require_alike(case, part)
        step("checking parts", number, len(parts))
        _check(home, part, workers, n_again)
    n_taken, n_known = 0, 0
    for number, part in enumerate(parts, start=1):
        taken, known = _take(case, home, part)
        n_taken, n_known = n_taken + taken, n_known + known
        step("taking parts in", number, len(parts))
    case.store.sign()
    n_missing = _n_missing(case)
    return Joined(n_taken, n_known, n_missing, None if n_missing else run_case(case, "local", workers, step))


def _head(case: Case, shard: Shard) -> PartHead:
    scanner = open_scanner(case.dossier.settings.parse)
    return PartHead(
        form=FORM, dossier=entry_hash(case.store, 1), shard=str(shard), version=servanda.__version__,
        parse=content_id("cfg", case.dossier.settings.parse), extract=content_id("cfg", extraction(case)),
        reference=case.reference.digest, gazetteer=case.reference.gazetteer.digest, scanner=scanner.version if scanner else "",
    )  # fmt: skip


def _require_alike(case: Case, part: Part) -> None:
    """Raise `ConfigError` where a part was read for another dossier or by other means than this desk would read it by."""
    own = _head(case, Shard.read(part.head.shard))
    other = [said for field, said in _TOLD.items() if getattr(own, field) != getattr(part.head, field)]
    if other:
        raise ConfigError(f"{part.path}: cannot be taken in: {'; '.join(other)}")


def _part_documents(case: Case, shard: Shard) -> Iterator[PartDocument]:
    """Yield what is read of the documents of a shard, in the order of their ids."""
    parse, extract = (case.store.current_derivations(stage) for stage in ("parse", "extract"))
    documents = {one.document.id: one.document.object_sha256 for one in described_documents(case)}
    away = without_parser(case) | case.store.sealed(documents)
    names = sorted(name for name in shard.of(documents.keys() & parse.keys() - away, str))
    for start in range(0, len(names), _N_TOGETHER):
        some = names[start : start + _N_TOGETHER]
        layers = {item.id: item for item in case.store.current("parse", some)}
        read = {item.id: item for item in case.store.current("extract", layers.keys())}
        for name in some:
            layer = layers[parse[name].outputs[0]]
            yield _part_document((name, documents[name]), (parse[name], layer), extract.get(layer.id), read)


def _part_document(
    document: tuple[str, str], parsed: tuple[Derivation, Any], extract: Derivation | None, read: dict[str, Any]
) -> PartDocument:
    how, layer = parsed
    found = [read[one] for one in extract.outputs] if extract else []
    unread = found[0] if found and isinstance(found[0], Quarantine) else None
    is_text = isinstance(layer, DocumentText)
    sorts: dict[str, list[Any]] = {"claims": [], "identifications": [], "passed_over": []}
    for record in [] if unread else found:
        sorts[_sort(record)].append(record)
    return PartDocument(
        document_id=document[0], object_sha256=document[1], parse=how, layer=layer if is_text else None,
        aside=None if is_text else layer, extract=extract, unread=unread, **{name: tuple(some) for name, some in sorts.items()},
    )  # fmt: skip


def _sort(record: Any) -> str:
    return (
        "identifications"
        if isinstance(record, Identification)
        else "passed_over"
        if isinstance(record, PassedOver)
        else "claims"
    )


def _check(home: Home, part: Part, workers: int, n_again: int) -> None:
    """Check every document of a part, and read some again. Raises `ConfigError`."""
    shard = Shard.read(part.head.shard)
    chosen = set(SystemRandom().sample(range(part.n_documents), min(n_again, part.n_documents)))
    some = []
    for number, document in enumerate(part.documents()):
        wrong = check_document(home, shard, document)
        if wrong:
            raise ConfigError(f"{part.path}, line {number + 2}, {document.document_id}: {wrong}; nothing was taken in")
        if number in chosen:
            some.append(document)
    for document in home.read_again(some, workers):
        raise ConfigError(
            f"{part.path}: {document.document_id} reads otherwise here: the part was changed, or made by another program; nothing was taken in"
        )


def _take(case: Case, home: Home, part: Part) -> tuple[int, int]:
    """Store what a part has and the dossier has not, some documents a transaction; return how many were new and known."""
    n_taken, n_known, waiting = 0, 0, list[PartDocument]()
    for document in part.documents():
        if home.has(document):
            n_known += 1
            continue
        waiting.append(document)
        if len(waiting) == _N_TOGETHER:
            n_taken += _store(case, part, waiting)
            waiting = []
    return n_taken + _store(case, part, waiting), n_known


def _store(case: Case, part: Part, documents: Collection[PartDocument]) -> int:
    if not documents:
        return 0
    details = case.tool(stage="parse, extract", shard=part.head.shard, part=part.digest)
    with case.store.writer("derived", case.by, case.now(), details) as batch:
        for one in documents:
            for record in (one.layer or one.aside, *one.read):
                batch.put(record)
            batch.derive(one.parse)
            if one.extract:
                batch.derive(one.extract)
    return len(documents)


def _n_missing(case: Case) -> int:
    """Return how many documents are neither read nor set aside, and not sealed."""
    parse, extract = (case.store.current_derivations(stage) for stage in ("parse", "extract"))
    own = without_parser(case)
    names = {one.document.id for one in described_documents(case)} - own
    names -= case.store.sealed(names)
    unread = {
        item.document_id
        for item in case.store.current("parse")
        if isinstance(item, DocumentText) and item.id not in extract
    }
    return len((names - parse.keys()) | (names & unread))
