"""The status reports of a monitor beside the repository: do their counts agree with how each compares itself with the last?"""

import json
import re
from collections import Counter
from pathlib import Path

from servanda.text.series import check_series

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "ukraine" / "reports.jsonl"


def measure() -> dict[str, float]:
    """Print each comparison with its verdict; return how many agree, differ and stay unknown.

    Reports with a month only stand at the end of it: their order among the dated ones of that month is not known.
    """
    rows = [json.loads(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()]
    ordered = sorted(
        rows, key=lambda row: (row["date"] if len(row["date"]) > len("2017-01") else f"{row['date']}-99", row["id"])
    )
    reports = [(f"{row['id']} ({row['date']})", plain(row["text"])) for row in ordered]
    checked = list(check_series(reports))
    for one in checked:
        print(f"{one.verdict:8} {one.name}{f' against {one.other}' if one.other else ''}: {one.words}")
    counts = Counter(one.verdict for one in checked)
    return {name: float(counts[name]) for name in ("agrees", "differs", "unknown")}


def plain(text: str) -> str:
    """Return text from a PDF with its broken words and double spaces mended, sentence by sentence."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=[a-z])-\s+(?=[a-z])", "", text))
