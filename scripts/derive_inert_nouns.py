"""Maintainer's script: derive the nouns of English that name neither people nor a body of people.

    apt-get install wordnet-base
    python scripts/derive_inert_nouns.py /usr/share/wordnet

Reads WordNet 3.0 (Princeton University, its own licence, which allows it; see NOTICE) and writes ``inert_nouns.txt.gz`` with its hash
under src/servanda/reference/data/.
"""

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from derived import write

PERSON, GROUP = "18", "14"  # lexicographer files, see lexnames(5WN)
OPEN_CLASSES = {
    "03",
    "23",
    "24",
}  # tops, quantities and relations: "a group", "dozens of gunmen", "the rest of the rebels"
N_SENSES = 3  # WordNet orders senses by how often they were met; what is rarer than the third says little of news


def main(folder: Path) -> None:
    """Derive the table."""
    lines = "".join(f"{noun}\n" for noun in sorted(set(_inert_nouns(folder))))
    write({"inert_nouns.txt.gz": gzip.compress(lines.encode(), mtime=0)}, "inert_nouns.checksums.txt")


def _inert_nouns(folder: Path) -> Iterator[str]:
    kinds = {line[:8]: line[9:11] for line in entries(folder / "data.noun")}
    for line in entries(folder / "index.noun"):
        noun, _, n_senses, *rest = line.split()
        usual = [kinds[offset] for offset in rest[-int(n_senses) :]][:N_SENSES]
        if noun.isalpha() and usual[0] not in OPEN_CLASSES and not {PERSON, GROUP} & set(usual):
            yield noun


def entries(path: Path) -> Iterator[str]:
    """Yield the lines below the licence, which stands indented."""
    yield from (line for line in path.read_text().splitlines() if not line.startswith(" "))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
