"""``make bench``: how fast and how large, in one run on this machine. Ratios carry over to other machines, seconds do not.

Texts: the shipped example, and the articles of ../shared/data where they are beside the repository.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import assess, custody, gazetteer, streams

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-c", "from servanda.cli import main; main()"]
ARTICLES = ROOT.parent / "shared" / "data" / "fakes_2011_2016" / "articles.jsonl"
EXAMPLE = ROOT / "examples" / "idlib-2019"


def main() -> None:
    """Print one line a figure."""
    for part in (_cold_starts, gazetteer.lines, _stages, streams.lines, _linkage, _store, custody.lines, assess.lines):
        for line in part():
            print(line, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process          {peak:8.0f} MB")


def _cold_starts() -> Iterator[str]:
    helps = [_seconds(lambda: subprocess.run([*PROGRAM, "--help"], check=True, capture_output=True)) for _ in range(5)]
    yield f"servanda --help, cold, median of 5   {statistics.median(helps):8.2f} s   (aim: under 0.5)"
    with tempfile.TemporaryDirectory() as folder:
        demo = _seconds(lambda: subprocess.run([*PROGRAM, "demo", f"{folder}/demo"], check=True, capture_output=True))
    yield f"servanda demo, from nothing          {demo:8.2f} s   (aim: under 60)"


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
    gazetteer = _seconds(lambda: reference.gazetteer)
    list(extract(parse(items[0].document, items[0].content, ParseConfig()), ExtractConfig(), reference))

    def ours() -> None:
        for item in items:
            text = parse(item.document, item.content, ParseConfig())
            claims = tuple(extract(text, ExtractConfig(), reference))
            tuple(resolve(text, claims, ResolveConfig(), reference))

    def bare() -> None:
        for item in items:
            reference.nlp(parse(item.document, item.content, ParseConfig()).text)

    base, whole = _seconds(bare), _seconds(ours)
    yield f"gazetteer of one country, opened     {gazetteer:8.2f} s"
    yield f"texts                                {len(items):8d}     ({source.name})"
    yield f"bare language pipeline               {base:8.2f} s"
    yield f"parse + extract + resolve            {whole:8.2f} s   {whole / base:.2f} times the bare pipeline (aim: at most 1.5)"
    yield f"articles per second and core         {len(items) / whole:8.1f}"


def _linkage() -> Iterator[str]:
    """Link made-up wars of growing length: the cost per document should hardly grow."""
    from evaluation.generated import war

    from servanda.corroborate import CorroborateConfig, corroborate

    for n in (1_000, 10_000):
        made = war(n)
        took = _seconds(lambda made=made: tuple(corroborate(made.claims, made.sources, CorroborateConfig())))  # type: ignore[misc]
        yield f"{n:>6} event claims linked           {took:8.2f} s   {1e3 * took / n:.2f} ms a claim"


def _store() -> Iterator[str]:
    """Time a whole dossier: add, run, run again, verify."""
    source = ARTICLES if ARTICLES.is_file() else EXAMPLE / "reports"
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        subprocess.run([*PROGRAM, "init", str(case)], check=True, capture_output=True)
        (case / "dossier.toml").write_text('countries = ["SY"]\n', encoding="utf-8")
        for words in (("add", str(case), str(source)), ("run", str(case)), ("run", str(case)), ("verify", str(case))):
            done = _seconds(lambda words=words: subprocess.run([*PROGRAM, *words], check=True, capture_output=True))  # type: ignore[misc]
            yield f"servanda {words[0]:<27} {done:8.2f} s"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
