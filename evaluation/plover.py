"""Event types on PLOVER's ideal codings (../shared/data/plover): micro F1 of the type, and of type with source and target.

One gold event per sentence; several are coded apart in a few. Types of version 0.5 are mapped to draft 0.8 as the set's
README says. What a claim demands, plans or threatens is coded as PLOVER does: by the demand, the promise, the threat.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import EventClaim
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "plover" / "gsr_cameo.jsonl"
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
_VERBAL = {"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE"}


def coded_type(claim: EventClaim) -> str | None:
    """Return the type that PLOVER codes for a claim, or ``None`` where it codes none."""
    plover = "SUPPORT" if claim.trigger.quote.lower().startswith("sign") else claim.event.plover  # CAMEO 057
    if claim.modality in {"asserted", "presupposed"}:
        return (
            "REJECT"
            if claim.polarity == "denied" and plover in _COOPERATIVE
            else plover
            if claim.polarity == "affirmed"
            else None
        )
    if plover in _VERBAL and plover != "AGREE":
        return plover if claim.modality in {"predicted", "possible", "planned"} else None
    if (
        claim.modality in {"planned", "predicted", "possible", "threatened", "conditional"}
        and claim.polarity == "affirmed"
    ):
        return "AGREE" if plover in _COOPERATIVE else "THREATEN"
    return "REQUEST" if claim.modality == "demanded" else None


def events_of(text: str, reference: Reference) -> list[EventClaim]:
    """Return the event claims of a sentence."""
    layer = text_layer(
        "d", text, (Paragraph(start=0, end=len(text)),), parser="plain", parser_version="1", language="en"
    )
    return [
        claim for claim in extract(layer, ExtractConfig(kinds=("event",)), reference) if isinstance(claim, EventClaim)
    ]


def _overlaps(claim: EventClaim, spans: Iterable[dict[str, Any]], roles: set[str], wanted: str) -> bool:
    gold = [span for span in spans if wanted in span["role"].split("/")]
    roles = roles | {"actor"} if all("/" in span["role"] for span in gold) else roles
    own = [
        *(item.mention for item in claim.participants if item.role in roles),
        *(place.mention for place in claim.places if wanted == "TAR"),
    ]
    return not gold or any(m and m.start < span["end"] and span["start"] < m.end for m in own for span in gold)


def measure(path: Path = GOLD, show: int = 0) -> dict[str, float]:
    """Return precision, recall and F1 of the type, and the share of right types with source and target."""
    reference = Reference(ReferenceConfig())
    right = found = with_parts = 0
    wrong: Counter[tuple[str, str]] = Counter()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        gold = "ASSAULT" if row["mode"] == "destroy" else _RENAMED.get(row["event"], row["event"])
        claims = [(kind, claim) for claim in events_of(row["text"], reference) if (kind := coded_type(claim))]
        kinds = {kind for kind, _ in claims}
        right += gold in kinds
        found += len(kinds)
        with_parts += any(
            kind == gold
            and _overlaps(claim, row["spans"], {"actor", "participant"}, "SRC")
            and _overlaps(claim, row["spans"], {"target", "participant", "addressee"}, "TAR")
            for kind, claim in claims
        )
        if gold not in kinds:
            wrong[gold, "+".join(sorted(kinds)) or "nothing"] += 1
            if show:
                print(gold, "<-", sorted(kinds), "|", row["event_text"], "|", row["text"])
    scores = _scores(right, found, len(rows))
    parts = _scores(with_parts, found, len(rows))
    return {**scores, "f1_with_source_and_target": parts["f1"]}


def _scores(right: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
    }


if __name__ == "__main__":
    import sys

    print(json.dumps(measure(show=len(sys.argv) > 1), indent=1))
