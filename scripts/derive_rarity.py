"""Maintainer's script: count in how many texts each word and number stands, for telling rare words from common ones.

    python scripts/derive_rarity.py FILE.jsonl ...

Each line of a file is an object with a ``text``. Written is ``word_rarity.tsv.gz`` under src/servanda/reference/data/, with its
checksum: the number of texts, then each stem and number that at least `FEWEST` of them hold, with how many do. Counts only: no
text can be told from them. Do not count texts that linkage is measured on.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from derived import write

from servanda.text.terms import terms

FEWEST: Final = 8
"""Terms of fewer texts are not written; they count as rare."""


def main(files: Iterable[Path]) -> None:
    """Count and write."""
    held, n_texts = Counter[str](), 0
    for text in _texts(files):
        found = terms(text)
        held.update({*found.words, *found.numbers})
        n_texts += 1
    lines = [f"{term}\t{n}\n" for term, n in sorted(held.items()) if n >= FEWEST]
    content = "".join([f"\t{n_texts}\n", *lines]).encode()
    write({"word_rarity.tsv.gz": gzip.compress(content, mtime=0)}, "word_rarity.checksums.txt")


def _texts(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        with file.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
