"""Event types on PLOVER's ideal codings (../shared/data/plover): micro F1 of the type, and of type with source and target.

One gold event per sentence; several are coded apart in a few. Types of version 0.5 are mapped to draft 0.8 as the set's
README says. What a claim demands, plans or threatens is coded as PLOVER does: by the demand, the promise, the threat.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import EventClaim, StanceClaim
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "plover" / "gsr_cameo.jsonl"
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
_VERBAL = {"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE"}
_ATTITUDES = {
    "demands": "REQUEST", "accuses": "ACCUSE", "condemns": "ACCUSE", "threatens": "THREATEN", "supports": "SUPPORT",
    "welcomes": "SUPPORT", "opposes": "REJECT", "denies": "REJECT", "pledges": "AGREE",
}  # fmt: skip
_ROLES = ("actor", "participant", "target", "addressee", "beneficiary")


class Coded(NamedTuple):
    """A PLOVER type with the spans of those who act and of those at whom it is directed."""

    kind: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]


def coded_type(claim: EventClaim) -> str | None:
    """Return the type that PLOVER codes for an event claim, or ``None`` where it codes none."""
    plover = "SUPPORT" if claim.trigger.quote.lower().startswith("sign") else claim.event.plover  # CAMEO 057
    if claim.modality in {"asserted", "presupposed"}:
        return (
            "REJECT"
            if claim.polarity == "denied" and plover in _COOPERATIVE
            else plover
            if claim.polarity == "affirmed"
            else None
        )
    if claim.made_by.rule.endswith("nominal"):
        return None  # an offer of talks, a call for a meeting: the topic of another act
    if plover in _VERBAL and plover != "AGREE":
        return plover if claim.modality in {"predicted", "possible"} else None
    if (
        claim.modality in {"planned", "predicted", "possible", "threatened", "conditional"}
        and claim.polarity == "affirmed"
    ):
        return "AGREE" if plover in _COOPERATIVE else "THREATEN"
    return "REQUEST" if claim.modality == "demanded" else None


def coded(text: str, reference: Reference) -> list[Coded]:
    """Return what a sentence is coded as: its events, else the attitudes stated in it, each with sources and targets."""
    layer = text_layer(
        "d", text, (Paragraph(start=0, end=len(text)),), parser="plain", parser_version="1", language="en"
    )
    claims = list(extract(layer, ExtractConfig(kinds=("event", "stance")), reference))
    events = [claim for claim in claims if isinstance(claim, EventClaim)]
    found = [(claim, kind) for claim in events if (kind := coded_type(claim))]
    firm = [(claim, kind) for claim, kind in found if claim.modality != "presupposed"]
    # What is only presupposed is not what a sentence reports, unless it reports nothing else.
    if found:
        return [_coded_event(claim, kind) for claim, kind in firm or found]
    stances = [claim for claim in claims if isinstance(claim, StanceClaim) and claim.polarity == "affirmed"]
    return [_coded_stance(claim) for claim in stances if claim.stance.attitude in _ATTITUDES]


def _coded_event(claim: EventClaim, kind: str) -> Coded:
    """Return the code of a claim with its parts.

    What is demanded, promised or threatened is coded as that act of speech: its speaker is the source, and those who are to
    act are the target of a demand.
    """
    spoken = kind != claim.event.plover and claim.attribution[-1].mention is not None
    by_role = {role: [one.mention for one in claim.participants if one.role == role] for role in _ROLES}
    both = by_role["participant"]
    sources = [*by_role["actor"], *both, *([claim.attribution[-1].mention] if spoken else [])]
    targets = [*by_role["target"], *by_role["addressee"], *by_role["beneficiary"], *both]
    targets += [*(by_role["actor"] if spoken else []), *(place.mention for place in claim.places)]
    return Coded(kind, tuple(filter(None, sources)), tuple(filter(None, targets)))


def _coded_stance(claim: StanceClaim) -> Coded:
    holder = claim.stance.holder.mention if claim.stance.holder else claim.attribution[-1].mention
    targets = tuple(one.mention for one in claim.stance.addressees if one.mention)
    return Coded(_ATTITUDES[claim.stance.attitude], (holder,) if holder else (), targets)


def has_parts(coding: Coded, spans: list[dict[str, Any]]) -> bool:
    """Tell whether a coding has a source and a target that overlap those of the gold; what the gold lacks is not asked."""
    joint = all("/" in span["role"] for span in spans if span["role"] != "EVT" and span["role"] != "LOC")
    targets = (*coding.targets, *coding.sources) if joint else coding.targets
    return _overlaps(coding.sources, spans, "SRC") and _overlaps(targets, spans, "TAR")


def _overlaps(own: tuple[Span, ...], spans: list[dict[str, Any]], wanted: str) -> bool:
    gold = [span for span in spans if wanted in span["role"].split("/")]
    return not gold or any(one.start < span["end"] and span["start"] < one.end for one in own for span in gold)


def measure(path: Path = GOLD, show: int = 0) -> dict[str, float]:
    """Return precision, recall and F1 of the type, and the share of right types with source and target."""
    reference = Reference(ReferenceConfig())
    right = found = with_parts = 0
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        gold = "ASSAULT" if row["mode"] == "destroy" else _RENAMED.get(row["event"], row["event"])
        codings = coded(row["text"], reference)
        kinds = {coding.kind for coding in codings}
        right += gold in kinds
        found += len(kinds)
        with_parts += any(coding.kind == gold and has_parts(coding, row["spans"]) for coding in codings)
        if gold not in kinds and show:
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
