"""``make bench``: how fast and how large, in one run on this machine. Ratios carry over to other machines, seconds do not.

Texts: the shipped example, and the articles of ../shared/data where they are beside the repository.
"""

import resource
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import assess, custody, desk, gazetteer, growing, room, scaling, sealing, searching, starts, streams
from benchmarks.bare import bare_seconds
from benchmarks.starts import PROGRAM
from benchmarks.timing import cpu_seconds, seconds

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "data" / "fakes_2011_2016" / "articles.jsonl"
EXAMPLE = ROOT / "examples" / "idlib-2019"
_N_WARM = 20  # texts before the clock starts


def main() -> None:
    """Print one line a figure."""
    for part in (
        starts.lines,
        gazetteer.lines,
        _stages,
        streams.lines,
        scaling.lines,
        growing.lines,
        room.lines,
        _linkage,
        _store,
        custody.lines,
        sealing.lines,
        searching.lines,
        assess.lines,
        desk.lines,
    ):
        for line in part():
            print(line, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process          {peak:8.0f} MB")


def _stages() -> Iterator[str]:
    """Compare parse + extract + resolve with the bare language pipeline on the same texts."""
    from servanda.collect import CollectConfig, Collected, collect
    from servanda.extract import ExtractConfig, extract
    from servanda.parse import ParseConfig, parse
    from servanda.reference import Reference, ReferenceConfig
    from servanda.resolve import ResolveConfig, resolve

    source = ARTICLES if ARTICLES.is_file() else EXAMPLE / "reports"
    items = [item for item in collect(source, CollectConfig()) if isinstance(item, Collected)]
    reference = Reference(ReferenceConfig(countries=("SY",)))
    gazetteer = seconds(lambda: reference.gazetteer)

    def ours(items: list[Collected]) -> None:
        for item in items:
            text = parse(item.document, item.content, ParseConfig())
            claims = tuple(extract(text, ExtractConfig(), reference))
            tuple(resolve(text, claims, ResolveConfig(), reference))

    ours(items[:_N_WARM])
    bare = bare_seconds([parse(item.document, item.content, ParseConfig()).text for item in items])
    whole, best = cpu_seconds(lambda: ours(items)), min(bare.values())
    yield f"gazetteer of one country, opened     {gazetteer:8.2f} s"
    yield f"texts                                {len(items):8d}     ({source.name})"
    yield f"bare language pipeline, CPU          {bare[1]:8.2f} s   text by text; {best:.2f} s in its best batches"
    yield f"parse + extract + resolve, CPU       {whole:8.2f} s   {whole / bare[1]:.2f} times the bare pipeline text by text (aim: at most 1.3)"
    yield f"                                     {whole / best:8.2f}     times the bare pipeline in its best batches"
    yield f"articles per CPU second              {len(items) / whole:8.1f}"


def _linkage() -> Iterator[str]:
    """Link made-up wars of growing length: the cost of a claim should hardly grow, at most as the logarithm of their number."""
    from evaluation.generated import war

    from servanda.corroborate import CorroborateConfig, corroborate

    for n in (1_000, 10_000, 100_000):
        made = war(n)
        took = cpu_seconds(lambda made=made: tuple(corroborate(made.claims, made.sources, CorroborateConfig())))  # type: ignore[misc]
        yield f"{n:>6} event claims linked           {took:8.2f} CPU seconds   {1e3 * took / n:.2f} ms a claim"


def _store() -> Iterator[str]:
    """Time a whole dossier: add, run, run again, verify."""
    source = ARTICLES if ARTICLES.is_file() else EXAMPLE / "reports"
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        subprocess.run([*PROGRAM, "init", str(case)], check=True, capture_output=True)
        (case / "dossier.toml").write_text('countries = ["SY"]\n', encoding="utf-8")
        for words in (("add", str(case), str(source)), ("run", str(case)), ("run", str(case)), ("verify", str(case))):
            done = seconds(lambda words=words: subprocess.run([*PROGRAM, *words], check=True, capture_output=True))  # type: ignore[misc]
            yield f"servanda {words[0]:<27} {done:8.2f} s"


if __name__ == "__main__":
    main()
