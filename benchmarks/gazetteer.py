"""The gazetteer: compiling, opening, and lookups of names that were never asked before. All times are of the CPU.

``python -m benchmarks.gazetteer`` prints only this part. Names that are in no gazetteer are the slow ones: every stage is asked.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.timing import cpu_seconds
from servanda.reference import ReferenceConfig
from servanda.reference.gazetteer import WORLD, Gazetteer, geonames, open_gazetteer

CONFLICT = ("SY", "TR", "LB", "IQ", "JO", "IL")  # Syria and its neighbours
OTHERS = ("UA", "YE", "SD", "SS")
_MB = 2**20
_LETTERS = "aeiourtnl"


def lines() -> Iterator[str]:
    """Yield one line a figure."""
    yield from _compiling()
    with tempfile.TemporaryDirectory() as folder:
        config = ReferenceConfig(countries=CONFLICT, cache=folder)
        open_gazetteer(config)
        took = cpu_seconds(lambda: open_gazetteer(config).candidates("Nowhere"))
        yield f"six countries opened, index read     {took:8.2f} s   (aim: under 0.2)"
        known = list(dict.fromkeys(place.name for country in CONFLICT for place in geonames.places(country)))
        for words, names in (("names of towns", known), ("misspelled names", misspelled(known))):
            gazetteer = open_gazetteer(config)
            gazetteer.candidates("Nowhere")
            first, again = (cpu_seconds(lambda: _all(gazetteer, names)) for _ in range(2))  # noqa: B023 - run at once
            yield f"{len(names):>6} {words:<17} first time {len(names) / first:9.0f} a CPU second (aim: over 20,000)"
            yield f"                         asked again {len(names) / again:9.0f}"
        yield f"peak of a process that does only this {_peak_mb(folder, known):7.0f} MB  (aim: under 150)"


def _compiling() -> Iterator[str]:
    """Time each country in scope by itself, and all the world."""
    took = {}
    for country in (*CONFLICT, *OTHERS):
        with tempfile.TemporaryDirectory() as folder:
            config = ReferenceConfig(countries=(country,), cache=folder)
            took[country] = cpu_seconds(lambda: open_gazetteer(config))  # noqa: B023 - run at once
    slowest = max(took, key=lambda country: took[country])
    yield f"compiling a country, slowest of {len(took)}    {took[slowest]:8.2f} s   ({slowest}; aim: under 3)"
    with tempfile.TemporaryDirectory() as folder:
        config = ReferenceConfig(countries=(WORLD,), cache=folder)
        world = cpu_seconds(lambda: open_gazetteer(config))
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / _MB
    yield f"compiling the whole world            {world:8.2f} s   {size:.0f} MB (aim: under 60 s and 400 MB)"


def misspelled(names: list[str]) -> list[str]:
    """Return each name with one letter changed."""
    rng = Random(1)  # noqa: S311 - cases, not secrets
    at = [(name, rng.randrange(len(name)), rng.choice(_LETTERS)) for name in names]
    return list(dict.fromkeys(name[:index] + letter + name[index + 1 :] for name, index, letter in at))


def _all(gazetteer: Gazetteer, names: list[str]) -> None:
    for name in names:
        gazetteer.candidates(name)


def _peak_mb(folder: str, names: list[str]) -> float:
    # The high-water mark of this process alone: what getrusage tells holds that of the one it was forked from.
    code = (
        "import sys; from servanda.reference import ReferenceConfig as C; "
        "from servanda.reference.gazetteer import open_gazetteer; "
        f"g = open_gazetteer(C(countries={CONFLICT!r}, cache={folder!r})); "
        "[g.candidates(name.strip()) for name in sys.stdin]; "
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, input="\n".join(names), check=True, capture_output=True, text=True)
    return float(done.stdout) / 1024


if __name__ == "__main__":
    for line in lines():
        print(line)
