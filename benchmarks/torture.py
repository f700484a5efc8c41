"""``make torture``: CPU seconds that extraction takes for shapes of text that once took time without end.

Timed with the full bounds, machine code (regular expressions, the tokenizer) included; the tests count steps instead. Exit status 1
where twice the text takes more than three times as long.
"""

import itertools
import sys
import time

from benchmarks.shapes import SHAPES
from servanda.extract import ExtractConfig, extract
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig

_SIZES = (32_768, 65_536)
_MOST = 3.0
_SLACK_SECONDS = 0.5


def main() -> int:
    """Print a line for each shape; return the exit status."""
    reference = Reference(ReferenceConfig(countries=("YE",)))
    _seconds("The army left. ", reference)
    grown = []
    print(f"{'CPU seconds':28} {'32 KB':>8} {'64 KB':>8}")
    for name, shape in SHAPES.items():
        once, twice = (_seconds((shape * size)[:size], reference) for size in _SIZES)
        print(f"{name:28} {once:8.2f} {twice:8.2f}", flush=True)
        if twice > _MOST * once + _SLACK_SECONDS:
            grown.append(name)
    if grown:
        print(f"more than linear: {', '.join(grown)}", file=sys.stderr)
    return bool(grown)


def _seconds(text: str, reference: Reference) -> float:
    """Return the CPU seconds that reading a text takes."""
    edges = [0]
    for line in text.splitlines(keepends=True):
        edges.append(edges[-1] + len(line))
    bounds = itertools.pairwise(edges)
    paragraphs = tuple(Paragraph(start=start, end=end) for start, end in bounds if text[start:end].strip())
    language = "en" if text.isascii() or "He said" in text else None
    layer = text_layer("doc", text, paragraphs, parser="torture", parser_version="1", language=language)
    before = time.process_time()
    with reference.nlp.memory_zone():
        extract(layer, ExtractConfig(), reference)
    return time.process_time() - before


if __name__ == "__main__":
    sys.exit(main())
