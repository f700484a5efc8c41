"""Measure observations, compositions and duties on sentences that we wrote ourselves (``own/counted.jsonl``).

Each row lists all such claims that its text makes; none besides is right. A claim is right when all fields that the gold
names are: groups and seats of a composition; object and extent of a duty; object, means, count and places of an observation.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.own import layer, rows
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import Claim, ObservationClaim, PerformanceClaim
from servanda.reference import Reference, ReferenceConfig

GOLD = Path(__file__).parent / "own" / "counted.jsonl"


def measure(path: Path = GOLD) -> dict[str, float]:
    """Return recall and precision of such claims, by kind, and the share of rows in which everything is right."""
    reference = Reference(ReferenceConfig())
    counts: Counter[tuple[str, str]] = Counter()
    whole = n_rows = 0
    for row in rows(path):
        told = [told for claim in extract(layer(row), ExtractConfig(), reference) if (told := _told(claim))]
        left = list(told)
        for wanted in row["wanted"]:
            match = next((one for one in left if _fits(wanted, one)), None)
            counts["wanted", wanted["kind"]] += 1
            counts["right", wanted["kind"]] += match is not None
            if match is not None:
                left.remove(match)
        for one in told:
            counts["given", one["kind"]] += 1
        exact = not left and len(told) == len(row["wanted"])
        whole, n_rows = whole + exact, n_rows + 1
        if not exact:
            print("differs:", row["id"], row["text"], "| wanted", row["wanted"], "| got", told)
    kinds = ("composition", "duty", "observation")
    recall = {f"{kind} recall": counts["right", kind] / counts["wanted", kind] for kind in kinds}
    precision = {f"{kind} precision": counts["right", kind] / max(1, counts["given", kind]) for kind in kinds}
    return {"rows": whole / n_rows, **recall, **precision}


def _told(claim: Claim) -> dict[str, Any] | None:
    """Return what a claim says in the gold's fields, ``None`` for other kinds."""
    common = {"modality": claim.modality, "polarity": claim.polarity}
    if isinstance(claim, PerformanceClaim) and claim.composition:
        return {"kind": "composition", "groups": claim.composition.groups, **common}
    if isinstance(claim, PerformanceClaim) and claim.performance:
        return {"kind": "duty", "object": claim.performance.object, "extent": claim.performance.extent, **common}
    if not isinstance(claim, ObservationClaim):
        return None
    n = [claim.quantity.minimum, claim.quantity.maximum] if claim.quantity else [None, None]
    places = [place.name for place in claim.places]
    seen = {"object": claim.observation.object, "means": claim.observation.means, "n": n, "places": places}
    return {"kind": "observation", **seen, **common}


def _fits(wanted: dict[str, Any], told: dict[str, Any]) -> bool:
    expected = {"modality": "asserted", "polarity": "affirmed", **wanted}
    return all(told.get(name) == value for name, value in expected.items())


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:24} {value:.3f}")
