"""Event types on PLOVER's ideal codings (../shared/data/plover): micro F1 of the type, and of type with source and target.

One gold event per sentence; several are coded apart in a few. Types of version 0.5 are mapped to draft 0.8 as the set's
README says, and where a mode belongs to one type of draft 0.8, by the mode. What a claim demands, plans or threatens is
coded as PLOVER does: by the demand, the promise, the threat. The adapter is the same for all sentences:

- coders code what a sentence states, not what it mentions on the way: of several claims those count that stand highest in
  the sentence (``after the raids``, ``who had been killed``, ``agreed to release`` are below what they hang on). The figures
  of all claims are given besides;
- where nobody acts, coders take the thing that does it for the source ("an explosive device", "missile attacks killed");
- a place is a target, as in the set.
"""

import csv
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import HAPPENED, EventClaim, StanceClaim
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "plover" / "gsr_cameo.jsonl"
_BELOW = {"advcl", "relcl", "acl", "pcomp", "pobj", "xcomp", "compound", "poss", "parataxis"}
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
_VERBAL = {"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE"}
_ATTITUDES = {
    "demands": "REQUEST", "accuses": "ACCUSE", "condemns": "ACCUSE", "threatens": "THREATEN", "supports": "SUPPORT",
    "welcomes": "SUPPORT", "opposes": "REJECT", "denies": "REJECT", "pledges": "AGREE",
}  # fmt: skip
_ROLES = ("actor", "participant", "target", "addressee", "beneficiary", "instrument")


class Coded(NamedTuple):
    """A PLOVER type with the spans of those who act and of those at whom it is directed; ``level`` 0 is the main clause."""

    kind: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    level: int = 0


def coded_type(claim: EventClaim) -> str | None:
    """Return the type that PLOVER codes for an event claim, or ``None`` where it codes none."""
    plover = "SUPPORT" if claim.trigger.quote.lower().startswith("sign") else claim.event.plover  # CAMEO 057
    if claim.modality in HAPPENED:
        return ("REJECT" if plover in _COOPERATIVE else None) if claim.polarity == "denied" else plover
    if claim.modality == "predicted" and claim.polarity == "denied" and plover in _COOPERATIVE:
        return "REJECT"  # "will not accept"
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
        levels = levels_of(text, reference, {claim.trigger.start for claim, _ in found})
        return [_coded_event(claim, kind, levels[claim.trigger.start]) for claim, kind in firm or found]
    stances = [claim for claim in claims if isinstance(claim, StanceClaim) and claim.polarity == "affirmed"]
    return [_coded_stance(claim) for claim in stances if claim.stance.attitude in _ATTITUDES]


def levels_of(text: str, reference: Reference, triggers: set[int]) -> dict[int, int]:
    """Return how many clauses, phrases or other triggers stand above the word at each of these offsets."""
    doc = reference.nlp(text)
    own = {start: doc.char_span(start, start + 1, alignment_mode="expand")[0] for start in triggers}
    places = {token.i for token in own.values()}
    return {start: _level(token, places) for start, token in own.items()}


def _level(token: Any, triggers: set[int]) -> int:
    path = [token, *token.ancestors]
    return sum(low.dep_ in _BELOW or (high.i in triggers and low.dep_ != "conj") for low, high in pairwise(path))


def principal(codings: list[Coded]) -> list[Coded]:
    """Return the codings of what stands highest in the sentence."""
    highest = min((coding.level for coding in codings), default=0)
    return [coding for coding in codings if coding.level == highest]


def _coded_event(claim: EventClaim, kind: str, level: int) -> Coded:
    """Return the code of a claim with its parts.

    What is demanded, promised or threatened is coded as that act of speech: its speaker is the source, and those who are to
    act are the target of a demand.
    """
    spoken = kind != claim.event.plover and claim.attribution[-1].mention is not None
    by_role = {role: [one.mention for one in claim.participants if one.role == role] for role in _ROLES}
    both = by_role["participant"]
    sources = [*by_role["actor"], *both, *([claim.attribution[-1].mention] if spoken else [])]
    if not any(sources):
        nominal = claim.made_by.rule.endswith("nominal") and claim.event.plover == "ASSAULT"
        sources = [*by_role["instrument"], *([_phrase(claim)] if nominal else [])]
    targets = [*by_role["target"], *by_role["addressee"], *by_role["beneficiary"], *both]
    targets += [*(by_role["actor"] if spoken else []), *(place.mention for place in claim.places)]
    return Coded(kind, tuple(filter(None, sources)), tuple(filter(None, targets)), level)


def _phrase(claim: EventClaim) -> Span:
    """Return an event noun with the words of its claim before it: "Estrian missile attacks"."""
    before = max(claim.trigger.start - claim.span.start, 0)
    start = claim.trigger.start - before
    return Span(start=start, end=claim.trigger.end, quote=claim.span.quote[:before] + claim.trigger.quote)


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
    """Return precision, recall and F1 of the type, F1 of the type with source and target, and both F1 of all claims."""
    reference = Reference(ReferenceConfig())
    modes = _types_of_modes(path.with_name("plover_modes.csv"))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    golds = [modes.get(row["mode"] or "", _RENAMED.get(row["event"], row["event"])) for row in rows]
    every = [coded(row["text"], reference) for row in rows]
    best = [principal(codings) for codings in every]
    for row, gold, codings in zip(rows, golds, best, strict=True):
        kinds = sorted({coding.kind for coding in codings})
        if gold not in kinds and show:
            print(gold, "<-", kinds, "|", row["event_text"], "|", row["text"])
    return {
        **_scores(best, _right(golds, best)),
        "f1_with_source_and_target": _scores(best, _with_parts(rows, golds, best))["f1"],
        "f1 of all claims": _scores(every, _right(golds, every))["f1"],
        "with parts, of all claims": _scores(every, _with_parts(rows, golds, every))["f1"],
    }


def _types_of_modes(path: Path) -> dict[str, str]:
    """Return the type of each mode that draft 0.8 gives to one type only."""
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [(row["mode"], row["type"]) for row in csv.DictReader(file)]
    times = Counter(mode for mode, _ in pairs)
    return {mode: kind for mode, kind in pairs if times[mode] == 1}


def _right(golds: list[str], codings: list[list[Coded]]) -> int:
    return sum(gold in {coding.kind for coding in each} for gold, each in zip(golds, codings, strict=True))


def _with_parts(rows: list[dict[str, Any]], golds: list[str], codings: list[list[Coded]]) -> int:
    """Return how many sentences have a coding of the right type with source and target."""
    return sum(
        any(coding.kind == gold and has_parts(coding, row["spans"]) for coding in each)
        for row, gold, each in zip(rows, golds, codings, strict=True)
    )


def _scores(codings: list[list[Coded]], right: int) -> dict[str, float]:
    found = sum(len({coding.kind for coding in each}) for each in codings)
    precision, recall = right / max(found, 1), right / max(len(codings), 1)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
    }


if __name__ == "__main__":
    import sys

    print(json.dumps(measure(show=len(sys.argv) > 1), indent=1))
