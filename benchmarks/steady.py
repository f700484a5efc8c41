"""``python -m benchmarks.steady [N]``: the memory of one process that reads N made-up texts, each with new words in it."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.streams import stream
from servanda.extract import ExtractConfig
from servanda.model.documents import DocumentText
from servanda.model.making import replace
from servanda.pipeline.reading import read_text, read_tools
from servanda.reference import ReferenceConfig

_PAGE_KB = 4
_STEPS = 8


def main(number: int) -> None:
    """Print the resident memory after every eighth of the texts."""
    tools = read_tools(ReferenceConfig(), ExtractConfig())
    for done, text in enumerate(_with_new_words(number), start=1):
        read_text(tools, text)
        if done % (number // _STEPS) == 0:
            print(f"{done:8d} texts {_resident_mb():8.0f} MB", flush=True)


def _with_new_words(number: int) -> Iterator[DocumentText]:
    """Yield short texts in which a name of its own stands: what remembers every word would grow."""
    for index, text in enumerate(stream(number, grave_share=1.0)):
        end = text.paragraphs[0].end
        words = f"{text.text[:end]} Xan{index}ov spoke in Ub{index}ar."
        yield replace(text, text=words, paragraphs=(replace(text.paragraphs[0], end=len(words)),))


def _resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_KB / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
