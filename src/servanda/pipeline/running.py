"""`run`: from collected documents to findings, only what is new or changed, safe to kill and run again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

import servanda
from servanda.errors import UsageError
from servanda.extract import ExtractConfig
from servanda.model.codec import to_plain
from servanda.model.documents import DocumentText, Quarantine
from servanda.model.ids import content_id
from servanda.model.making import kind_of, replace, with_id
from servanda.model.runs import Derivation, Run
from servanda.parse import ParseConfig, Scanner
from servanda.pipeline.case import Case, Step
from servanda.pipeline.current import current_claims, current_identifications, current_quarantine, current_texts
from servanda.pipeline.documents import described_documents
from servanda.pipeline.reading import Read, outputs, parse_document, read_texts
from servanda.pipeline.relating import relate
from servanda.pipeline.scanning import open_scanner
from servanda.resolve import VERSION as RESOLVE_VERSION
from servanda.resolve import ResolveConfig
from servanda.review import Described, described_layer

_BATCH = 50
T = TypeVar("T")
_ENGINES = ("local", "spark")


@dataclass
class Tally:
    """What this run did, counted as it goes."""

    changed: Counter[str] = field(default_factory=Counter)
    read_as: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RunSummary:
    """What a run did and what is current after it; ``read_as`` names the encoding of texts it read that are no plain UTF-8."""

    changed: dict[str, int]
    claims: dict[str, int]
    places: dict[str, int]
    n_documents: int
    n_incidents: int
    findings: dict[str, int]
    quarantined: tuple[Quarantine, ...]
    read_as: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the summary in words."""
        if not any(self.changed.values()):
            yield "nothing new: every stage is current"
        yield f"{self.n_documents} documents, {sum(self.claims.values())} claims ({_words(self.claims)})"
        yield f"{self.places.get('resolved', 0)} place names resolved, {self.places.get('refused', 0)} refused (see: servanda unresolved)"
        yield f"{self.n_incidents} incidents, {sum(self.findings.values())} findings ({_words(self.findings)})"


def run_case(case: Case, engine: str, workers: int, step: Step, *, reparse: bool = False) -> RunSummary:
    """Bring every stage up to date and return what is current.

    The text layer of a document stays as it was once read, whatever parser comes after, unless ``reparse`` asks. Each batch of documents is one transaction: killed at any moment, the next run goes on from the last batch and gives
    the same records as an undisturbed one. Raises `UsageError` for an unknown engine and `StoreError`.
    """
    if engine not in _ENGINES:
        raise UsageError(f"there is no engine {engine!r}; take one of: {', '.join(_ENGINES)}")
    tally = Tally()
    started_at = case.now()
    _parse_all(case, tally, step, reparse=reparse)
    _read_all(case, tally, (engine, workers), step)
    incidents, findings, changed = relate(case, step)
    tally.changed["relate"] += changed
    # A run that was killed at its very end has changed everything and recorded nothing: the next one does it.
    if any(tally.changed.values()) or case.store.newest_event({"derived", "run"}) == "derived":
        _record_run(case, started_at)
    case.store.sign()
    identifications = current_identifications(case)
    places = Counter("resolved" if item.value else "refused" for item in identifications if item.what == "place")
    return RunSummary(
        changed=dict(tally.changed),
        claims=dict(sorted(Counter(kind_of(claim) for claim in current_claims(case)).items())),
        places=dict(places),
        n_documents=len(current_texts(case)),
        n_incidents=len(incidents),
        findings=dict(sorted(Counter(finding.status for finding in findings).items())),
        quarantined=current_quarantine(case),
        read_as=tuple(tally.read_as),
    )


def _parse_all(case: Case, tally: Tally, step: Step, *, reparse: bool) -> None:
    config = case.dossier.settings.parse
    scanner = open_scanner(config)
    known = case.store.current_derivations("parse")
    waiting = tuple(_waiting(case, lambda one: _same(known, _parsed(one, config, scanner)), reparse=reparse))
    for done, some in _batches(waiting):
        step("parsing", done, len(waiting))
        layers = [described_layer(layer, one) if layer else _layer(case, one, (config, scanner)) for one, layer in some]
        made_with = case.tool(stage="parse", version=config.version, parsers=_parsers(layers))
        with case.store.writer("derived", case.by, case.now(), made_with) as batch:
            for (one, frozen), layer in zip(some, layers, strict=True):
                batch.put(layer)
                # What only bears other metadata was parsed when it was parsed: the next --reparse asks by that.
                made = known[one.document.id] if frozen else _parsed(one, config, scanner)
                batch.derive(with_id("drv", replace(made, outputs=(layer.id,))))
        tally.changed["parse"] += len(some)
        tally.read_as += [line for one, layer in zip(some, layers, strict=True) if (line := _read_as(one[0], layer))]


def _waiting(
    case: Case, is_same: Callable[[Described], bool], *, reparse: bool
) -> Iterator[tuple[Described, DocumentText | None]]:
    """Yield the documents that are to be parsed, and with its frozen layer each of which decisions say something new.

    What people decided holds on to characters of a text layer: a better parser must not move them unasked.
    """
    layers = {text.document_id: text for text in current_texts(case)}
    for one in described_documents(case):
        layer = layers.get(one.document.id)
        if (layer is None or reparse) and not is_same(one):
            yield one, None
        elif layer is not None and described_layer(layer, one) != layer:
            yield one, layer


def _layer(case: Case, one: Described, how: tuple[ParseConfig, Scanner | None]) -> DocumentText | Quarantine:
    """Return the text layer of a document with the metadata that decisions gave it, or its quarantine."""
    document = one.guards[0]
    layer = parse_document(document, case.store.object(document.object_sha256), *how)
    return described_layer(layer, one) if isinstance(layer, DocumentText) else layer


def _read_as(one: Described, layer: DocumentText | Quarantine) -> str | None:
    """Say in which encoding a text was read where that is not plain UTF-8."""
    encoding = layer.encoding if isinstance(layer, DocumentText) else None
    return f"{one.document.locator}: read as {encoding}" if encoding not in {None, "utf-8"} else None


def _parsers(layers: Sequence[DocumentText | Quarantine]) -> str:
    """Return which parsers, in which versions, made these text layers."""
    made = {f"{layer.parser} {layer.parser_version}" for layer in layers if isinstance(layer, DocumentText)}
    return ", ".join(sorted(made)) or "none"


def _read_all(case: Case, tally: Tally, engine: tuple[str, int], step: Step) -> None:
    texts = current_texts(case)
    known = case.store.current_derivations("extract")
    digest, config = case.reference.digest, _extraction(case)
    waiting = [text for text in texts if not _same(known, _extracted(text, digest, config))]
    done = 0
    step("extracting", 0, len(waiting))
    for some in _groups(_reads(case, waiting, engine)):
        made_with = case.tool(stage="extract", version=ExtractConfig().version)
        with case.store.writer("derived", case.by, case.now(), made_with) as batch:
            for read in some:
                records = tuple(outputs(read))
                for record in records:
                    batch.put(record)
                batch.derive(_extracted(read.text, digest, config, tuple(record.id for record in records)))
        done += len(some)
        tally.changed["extract"] += len(some)
        step("extracting", done, len(waiting))


def _reads(case: Case, texts: Sequence[DocumentText], engine: tuple[str, int]) -> Iterator[Read]:
    """Read texts on the engine of that name with that many workers."""
    name, workers = engine
    if name == "spark":
        from servanda.pipeline.spark import read_texts_on_spark

        return read_texts_on_spark(texts, case.reference.config, workers, _extraction(case))
    return read_texts(texts, case.reference, workers, _extraction(case))


def _extraction(case: Case) -> ExtractConfig:
    """Return the settings of extraction in this dossier."""
    return ExtractConfig(triage=case.dossier.settings.triage)


def _record_run(case: Case, started_at: str) -> None:
    run = Run(
        id="",
        started_at=started_at,
        finished_at=case.now(),
        command="run",
        servanda_version=servanda.__version__,
        versions={
            "parse": case.dossier.settings.parse.version,
            "extract": ExtractConfig().version,
            "resolve": RESOLVE_VERSION,
        },
        reference_sha256=case.reference.digest,
        config_sha256=content_id("cfg", case.dossier.settings),
    )
    with case.store.writer("run", case.by, case.now(), case.tool()) as batch:
        batch.put(with_id("run", run))


def _parsed(one: Described, config: ParseConfig, scanner: Scanner | None) -> Derivation:
    """Another tesseract reads other letters, and one that was missing may be there now: its version counts."""
    return _derivation("parse", one.document.id, (config, config.version), scanner.version if scanner else "", ())


def _extracted(text: DocumentText, digest: str, config: ExtractConfig, made: tuple[str, ...] = ()) -> Derivation:
    """Extraction and resolution are one derivation: what a mention means is only asked of the claims just made."""
    settings = (config, ResolveConfig(), RESOLVE_VERSION)
    # The layer's id leaves its metadata out, but relative dates rest on the day of publication: both count here.
    # Where its words stand on a page does not, and would be long to hash.
    layer = to_plain(replace(text, regions=(), details=()))
    del layer["details"], layer["encoding"]  # who said it, and in which bytes, changes no claim
    state = content_id("ref", {"reference": digest, "layer": layer})
    return _derivation("extract", text.id, (settings, config.version), state, made)


def _derivation(
    stage: str, input_id: str, config: tuple[object, str], digest: str, made: tuple[str, ...]
) -> Derivation:
    settings, version = config
    record = Derivation(
        id="", input_id=input_id, stage=stage, version=version, config_sha256=content_id("cfg", settings),
        reference_sha256=digest, outputs=made,
    )  # fmt: skip
    return with_id("drv", record)


def _same(known: dict[str, Derivation], asked: Derivation) -> bool:
    """Tell whether the newest derivation of that input has the same version, configuration and reference."""
    newest = known.get(asked.input_id)
    return newest is not None and _state(newest) == _state(asked)


def _state(derivation: Derivation) -> tuple[str, str, str]:
    return derivation.version, derivation.config_sha256, derivation.reference_sha256


def _batches(items: Sequence[T]) -> Iterator[tuple[int, Sequence[T]]]:
    for start in range(0, len(items), _BATCH):
        yield start, items[start : start + _BATCH]


def _groups(reads: Iterable[Read]) -> Iterator[list[Read]]:
    rest = iter(reads)
    while some := list(islice(rest, _BATCH)):
        yield some


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()) or "none"
