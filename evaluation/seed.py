"""The founding article: runs the scorer that lies beside it (../shared/seed/score.py) on the claims of extract and resolve."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from servanda.extract import ExtractConfig, extract
from servanda.model.codec import encode
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig

SEED = Path(__file__).resolve().parents[1].parent / "shared" / "seed"


def claims_of(path: Path) -> list[bytes]:
    """Return the claims of a plain text file as lines of JSON; without a date, publisher or language stated."""
    text = path.read_text(encoding="utf-8")
    starts = [0, *(place + 1 for place, mark in enumerate(text) if mark == "\n")]
    lines = [(start, start + len(line)) for start, line in zip(starts, text.split("\n"), strict=True) if line.strip()]
    paragraphs = tuple(Paragraph(start=start, end=end) for start, end in lines)
    layer = text_layer(path.stem, text, paragraphs, parser="plain", parser_version="1")
    return [encode(claim) for claim in extract(layer, ExtractConfig(), Reference(ReferenceConfig()))]


def measure(folder: Path = SEED) -> dict[str, float]:
    """Return the number of gold claims found and whether all zero-tolerance checks pass (1.0); prints the report."""
    article = next(folder.glob("*.txt"))
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as file:
        file.write(b"\n".join(claims_of(article)))
        file.flush()
        done = subprocess.run(
            [sys.executable, str(folder / "score.py"), file.name], capture_output=True, text=True, check=False
        )
    print(done.stdout, done.stderr)
    total = next(line.split() for line in done.stdout.splitlines() if line.startswith("all "))
    return {"found": float(total[1]), "gold": float(total[2]), "zero_tolerance": float(done.returncode == 0)}


if __name__ == "__main__":
    print(json.dumps(measure()))
