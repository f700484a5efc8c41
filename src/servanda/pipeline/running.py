"""`run`: from collected documents to findings, only what is new or changed, safe to kill and run again."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed_to

import servanda
from servanda.extract import ExtractConfig
from servanda.model.documents import DocumentText, Quarantine
from servanda.model.findings import Finding
from servanda.model.ids import content_id
from servanda.model.incidents import Incident
from servanda.model.making import replace, with_id
from servanda.model.runs import Derivation, InputFile, Run
from servanda.pipeline.by_hand import carry_entered, resolve_entered
from servanda.pipeline.carrying import carry_claims, carry_findings, lost_decisions, n_carried
from servanda.pipeline.case import Case, Step
from servanda.pipeline.current import (
    current_texts,
    without_parser,
)
from servanda.pipeline.documents import described_documents
from servanda.pipeline.engines import check_engine
from servanda.pipeline.imported import resolve_imported
from servanda.pipeline.indexing import refresh_search
from servanda.pipeline.inputs import are_entered, keep_inputs
from servanda.pipeline.makings import extracted, extraction, is_same, parsed
from servanda.pipeline.parsing import Parsed, parse_documents
from servanda.pipeline.persons import lost_on_persons
from servanda.pipeline.reading import Read, read_texts
from servanda.pipeline.ready import make_ready
from servanda.pipeline.relating import relate
from servanda.pipeline.rereading import keep_reads
from servanda.pipeline.scanning import open_scanner
from servanda.pipeline.sealing import left_out, open_contents
from servanda.pipeline.shard import EVERYTHING, Shard
from servanda.pipeline.summary import RunSummary
from servanda.pipeline.summing import summary_of
from servanda.pipeline.unchanged import given_so_far, keep_said, said_before
from servanda.pipeline.unread import keep_read, to_look_at
from servanda.resolve import VERSION as RESOLVE_VERSION
from servanda.review import Described, described_layer


@dataclass(frozen=True)
class Again:
    """What to do again that is done: ``retry`` what was set aside, ``reparse`` what an earlier parser read."""

    retry: bool = False
    reparse: bool = False


_NOTHING_AGAIN = Again()


@dataclass(frozen=True)
class _Options:
    """How to run: ``local`` or ``spark``, with how many processes, what to do again, and which documents."""

    engine: str
    workers: int
    again: Again
    shard: Shard = EVERYTHING


@dataclass
class Tally:
    """What this run did, counted as it goes, and what the machine kept it from doing (where, why)."""

    changed: Counter[str] = field(default_factory=Counter)
    read_as: list[str] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)


def run_case(case: Case, engine: str, workers: int, step: Step, again: Again = _NOTHING_AGAIN) -> RunSummary:
    """Bring every stage up to date and return what is current.

    ``engine`` is ``local`` or ``spark``; ``workers`` the number of processes that read (0: this one, without bounds). The
    text layer of a document stays as it was once read, whatever parser comes after, unless ``again`` asks.

    What was read is stored as it comes, some documents a transaction: killed at any moment, the next run goes on from there
    and gives the same records as an undisturbed one. While sealed documents are locked others are read, and the rest waits.
    Raises `UsageError` for an unknown engine, `MachineError` where no process can be started, and `StoreError`.
    """
    check_engine(engine)
    if again == _NOTHING_AGAIN and (said := said_before(case)):
        case.store.sign()
        refresh_search(case, step)  # its file may have been deleted
        return said
    with case.store.memory.holding():
        return _run(case, _Options(engine, workers, again), step)


def _run(case: Case, options: _Options, step: Step) -> RunSummary:
    tally = Tally()
    started_at, inputs, given = case.now(), keep_inputs(case), given_so_far(case)
    _parse_all(case, tally, options, step)
    _read_all(case, tally, options, step)
    if locked := left_out(case):
        return _without_sealed(case, tally, locked)
    carried = (*carry_entered(case), *carry_claims(case))
    tally.changed["extract"] += resolve_entered(case) + resolve_imported(case)
    incidents, findings, changed = relate(case, step)
    carried += carry_findings(case, incidents, findings)
    tally.changed["relate"] += changed
    # A run that was killed at its very end has changed everything and recorded nothing: the next one does it.
    is_changed = any(tally.changed.values()) or not are_entered(case, inputs)
    if is_changed or case.store.newest_event({"derived", "run"}) == "derived":
        _record_run(case, started_at, inputs)
    case.store.sign()
    step("making lists ready", 0, 0)
    make_ready(case)
    refresh_search(case, step)
    lost = (*(one.words for one in lost_decisions(case, findings)), *lost_on_persons(case))
    summary = changed_to(_summary(case, tally, incidents, findings), n_carried=n_carried(case, carried), lost=lost)
    keep_said(case, summary, given)
    return summary


def read_shard(case: Case, shard: Shard, workers: int, step: Step) -> Tally:
    """Read the documents of a shard alone, as `run_case` does, and make nothing of them together. Raises what that does."""
    options, tally = _Options("local", workers, _NOTHING_AGAIN, shard), Tally()
    keep_inputs(case)
    _parse_all(case, tally, options, step)
    _read_all(case, tally, options, step)
    case.store.sign()
    return tally


def _without_sealed(case: Case, tally: Tally, locked: str) -> RunSummary:
    """Return what a run could do while sealed documents are locked: others were read, what rests on all of them is as it was."""
    case.store.sign()
    refresh_search(case)
    tally.waiting.append(("incidents and findings", f"they are not made anew without all documents. {locked}"))
    return _summary(case, tally, *(tuple(case.store.current(stage)) for stage in ("corroborate", "assess")))


def _summary(case: Case, tally: Tally, incidents: Sequence[Incident], findings: Sequence[Finding]) -> RunSummary:
    """Return what the run did and what is current."""
    summary = summary_of(case, incidents, findings)
    waiting = tuple(tally.waiting)
    return changed_to(summary, changed=dict(tally.changed), read_as=tuple(tally.read_as), waiting=waiting)


def _parse_all(case: Case, tally: Tally, options: _Options, step: Step) -> None:
    config, limits = case.dossier.settings.parse, case.dossier.settings.limits
    scanner = open_scanner(config)
    to_parse, to_describe = _waiting(case, lambda one: parsed(one, config, scanner), options)
    done, total = 0, len(to_parse) + len(to_describe)
    step("parsing", 0, total)
    known = case.store.current_derivations("parse", [one.document.id for one, _ in to_describe])
    _store_layers(case, tally, [(described_layer(layer, one), known[one.document.id]) for one, layer in to_describe])
    contents = open_contents(case, (one.guards[0] for one in to_parse.values()), tally.waiting)
    for some in parse_documents(contents, config, limits, options.workers):
        made = [(_layer(item, to_parse), parsed(to_parse[item.document.id], config, scanner)) for item in some]
        _store_layers(case, tally, [(layer, how) for layer, how in made if layer])
        tally.waiting += [(item.document.locator, item.waiting) for item in some if item.waiting]
        tally.read_as += [item.read_as for item in some if item.read_as]
        done += len(some)
        step("parsing", len(to_describe) + done, total)


def _store_layers(case: Case, tally: Tally, made: Sequence[tuple[DocumentText | Quarantine, Derivation]]) -> None:
    """Store text layers, each with what it was made by: what only bears other metadata was parsed when it was parsed."""
    if not made:
        return
    version = case.dossier.settings.parse.version
    made_with = case.tool(stage="parse", version=version, parsers=_parsers([layer for layer, _ in made]))
    with case.store.writer("derived", case.by, case.now(), made_with) as batch:
        for layer, how in made:
            batch.put(layer)
            batch.derive(with_id("drv", replace(how, outputs=(layer.id,))))
    tally.changed["parse"] += len(made)


def _waiting(
    case: Case, asked: Callable[[Described], Derivation], options: _Options
) -> tuple[dict[str, Described], list[tuple[Described, DocumentText]]]:
    """Return the documents to parse by id, and those of which decisions say something new with their frozen layers.

    What people decided holds on to characters of a text layer: a better parser must not move them unasked.
    """
    layers = {text.document_id: text for text in current_texts(case)}
    documents = list(options.shard.of(described_documents(case), lambda one: one.document.id))
    without = [one for one in documents if options.again.reparse or one.document.id not in layers]
    to_parse = {one.guards[0].id: one for one in _unparsed(case, without, asked, options)}
    to_describe = [
        (one, layer)
        for one in documents
        if one.guards[0].id not in to_parse
        and (layer := layers.get(one.document.id))
        and described_layer(layer, one) != layer
    ]
    return to_parse, to_describe


def _unparsed(
    case: Case, documents: Sequence[Described], asked: Callable[[Described], Derivation], options: _Options
) -> list[Described]:
    """Return those of some documents that a parser is to read: all again, or those that none has read as it is ``asked`` now."""
    names = [one.document.id for one in documents]
    own, known = without_parser(case, names), _known(case, "parse", names, options)
    parsable = [one for one in documents if one.document.id not in own]
    return [one for one in parsable if options.again.reparse or not is_same(known, asked(one))]


def _layer(parsed: Parsed, to_parse: Mapping[str, Described]) -> DocumentText | Quarantine | None:
    """Return the text layer of a document with the metadata that decisions gave it, its quarantine, or none that waits."""
    if isinstance(parsed.layer, DocumentText):
        return described_layer(parsed.layer, to_parse[parsed.document.id])
    return parsed.layer


def _parsers(layers: Sequence[DocumentText | Quarantine]) -> str:
    """Return which parsers, in which versions, made these text layers."""
    made = {f"{layer.parser} {layer.parser_version}" for layer in layers if isinstance(layer, DocumentText)}
    return ", ".join(sorted(made)) or "none"


def _read_all(case: Case, tally: Tally, options: _Options, step: Step) -> None:
    digest, config = case.reference.digest, extraction(case)
    texts = [
        text for text in options.shard.of(current_texts(case), _document_of) if text.sheet is None
    ]  # rows were coded by people
    asked = texts if options.again.retry else to_look_at(case, texts, config)
    known = _known(case, "extract", [text.id for text in asked], options)
    waiting = [text for text in asked if not is_same(known, extracted(text, digest, config))]
    done = 0
    step("extracting", 0, len(waiting))
    for some in _reads(case, waiting, options):
        made = [read for read in some if not read.waiting]
        keep_reads(case, made)
        tally.waiting += [(read.text.title or read.text.document_id, read.waiting) for read in some if read.waiting]
        tally.changed["extract"] += len(made)
        done += len(some)
        step("extracting", done, len(waiting))
    if options.shard == EVERYTHING and not tally.waiting:
        keep_read(case, config)


def _document_of(text: DocumentText) -> str:
    return text.document_id


def _reads(case: Case, texts: Sequence[DocumentText], options: _Options) -> Iterator[tuple[Read, ...]]:
    """Read texts on the engine of that name with that many workers."""
    given = (case.reference.config, extraction(case))
    if options.engine == "spark":
        from servanda.pipeline.spark import read_texts_on_spark

        return read_texts_on_spark(texts, given, options.workers)
    return read_texts(texts, given, case.dossier.settings.limits, options.workers)


def _known(case: Case, stage: str, inputs: Sequence[str], options: _Options) -> dict[str, Derivation]:
    """Return the newest derivation of each of some inputs; to try again, without those that set their input aside."""
    known = case.store.current_derivations(stage, inputs)
    if not options.again.retry:
        return known
    aside = {item.id for item in case.store.records("quarantine")}
    return {name: made for name, made in known.items() if aside.isdisjoint(made.outputs)}


def _record_run(case: Case, started_at: str, inputs: tuple[InputFile, ...]) -> None:
    versions = {
        "parse": case.dossier.settings.parse.version,
        "extract": ExtractConfig().version,
        "resolve": RESOLVE_VERSION,
    }
    run = Run(
        id="", started_at=started_at, finished_at=case.now(), command="run", servanda_version=servanda.__version__,
        versions=versions, reference_sha256=case.reference.digest,
        config_sha256=content_id("cfg", case.dossier.settings), inputs=inputs,
    )  # fmt: skip
    with case.store.writer("run", case.by, case.now(), case.tool()) as batch:
        batch.put(with_id("run", run))
