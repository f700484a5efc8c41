"""Measure attribution on sentences that we wrote ourselves (``own/voices.jsonl``): marks, layouts, pronouns, chains, traps.

Each wanted attribution has ``words`` that must stand in a content, the ``speaker`` (null: must stay unknown, with the
``candidates`` where given) and the type. A row without any must give none. A wrong speaker is counted apart: it is worse
than an attribution that is not found.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.own import layer, rows
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import QuotationClaim
from servanda.reference import Reference, ReferenceConfig
from servanda.text.folds import plain

GOLD = Path(__file__).parent / "own" / "voices.jsonl"


def measure(path: Path = GOLD) -> dict[str, float]:
    """Return the share of attributions found with the right speaker, of right types among them, and wrong speakers."""
    reference = Reference(ReferenceConfig())
    counts: Counter[str] = Counter()
    for row in rows(path):
        claims = [c for c in extract(layer(row), ExtractConfig(), reference) if isinstance(c, QuotationClaim)]
        counts["false"] += bool(claims) and not row["wanted"]
        for wanted in row["wanted"]:
            near = [c for c in claims if any(wanted["words"] in part.quote for part in c.quotation.content)]
            right = next((c for c in near if _is_speaker(wanted, c)), None)
            counts["wanted"] += 1
            counts["right"] += right is not None
            counts["typed"] += right is not None and right.quotation.type == wanted["type"]
            wrong = right is None and any(c.attribution[-1].name is not None for c in near)
            counts["wrong"] += wrong
            if right is None or right.quotation.type != wanted["type"]:
                print(
                    "differs:", row["id"], wanted, "| got", [(c.attribution[-1].name, c.quotation.type) for c in near]
                )
    return {
        "found": counts["right"] / counts["wanted"],
        "type": counts["typed"] / counts["right"],
        "wrong_speakers": float(counts["wrong"]),
        "false": float(counts["false"]),
    }


def _is_speaker(wanted: dict[str, Any], claim: QuotationClaim) -> bool:
    said = claim.attribution[-1] if len(claim.attribution) > 1 else None
    if wanted["speaker"] is None:
        asked = set(wanted.get("candidates", ()))
        return said is not None and said.name is None and asked <= set(said.candidates)
    return said is not None and said.name is not None and plain(said.name) == plain(wanted["speaker"])


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:24} {value:.3f}")
