"""Maintainer's script: derive what kind of thing the nouns of English name first of all: people, bodies of people, acts, things, beasts, goods.

    apt-get install wordnet-base
    python scripts/derive_noun_kinds.py /usr/share/wordnet

Reads WordNet 3.0 (Princeton University, its own licence, which allows it; see NOTICE) and writes ``noun_kinds.tsv.gz`` with its hash
under src/servanda/reference/data/: a noun a row, with the lexicographer file of its first sense, for the files below.
"""

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from derive_inert_nouns import entries
from derived import write

# Lexicographer files (lexnames(5WN)) that `reference.noun_kinds` tells apart.
KINDS: Final = {
    "04": "act",
    "05": "animal",
    "06": "artifact",
    "13": "food",
    "14": "group",
    "18": "person",
    "20": "plant",
    "21": "possession",
}
_INSTANCE: Final = "@i"  # a pointer of what is no kind of thing, but one of them: "Adam", "Rome"


def main(folder: Path) -> None:
    """Derive the table."""
    lines = "".join(f"{noun}\t{kind}\n" for noun, kind in sorted(_kinds(folder)))
    write({"noun_kinds.tsv.gz": gzip.compress(lines.encode(), mtime=0)}, "noun_kinds.checksums.txt")


def _kinds(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each noun of one word whose first sense, the one that was met most often, is of one of the kinds.

    What may as well be a thing made is no person: an "excavator" digs by hand or is dug with.
    """
    senses = {line[:8]: line.split() for line in entries(folder / "data.noun")}
    for line in entries(folder / "index.noun"):
        noun, _, n_senses, *rest = line.split()
        first, *others = [senses[offset] for offset in rest[-int(n_senses) :]]
        kind = KINDS.get(first[1])
        made = kind == "person" and any(KINDS.get(one[1]) == "artifact" for one in others)
        if noun.isalpha() and kind and not made and _INSTANCE not in first:
            yield noun, kind


if __name__ == "__main__":
    main(Path(sys.argv[1]))
