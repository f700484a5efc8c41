"""Names and relations on re3d (../shared/data/re3d): reports on the war in Syria and Iraq, annotated by many hands.

Entities: persons, organisations (with nationalities and groups) and places of our names and claims against the annotated ones
of confidence 0.5 and more; right where both overlap by at least half of their characters, with and without the type.
Relations, from claims: FightingAgainst (actor and target of an attack), CommWith (participants of a meeting), InChargeOf
(person and organisation of a role). A relation is right when both ends overlap; direction is folded, as the set needs.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

from servanda.extract import ExtractConfig, extract
from servanda.extract.orchestrate import lay_out
from servanda.model.claims import Claim, EventClaim, RoleClaim
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import text_layer
from servanda.model.parties import Participant
from servanda.reference import Reference, ReferenceConfig

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "re3d" / "documents.jsonl"
LEAST_CONFIDENCE = 0.5
_TYPES = {"Person": "person", "Organisation": "body", "Nationality": "body", "Location": "place"}
_OURS = {"person": "person", "organisation": "body", "group": "body", "place": "place"}
_RELATIONS = ("FightingAgainst", "CommWith", "InChargeOf")
_HALF = 0.5
Bounds = tuple[int, int]


def measure(path: Path = GOLD) -> dict[str, float]:
    """Return F1 of entities without and with their type, and precision and recall of each relation."""
    reference = Reference(ReferenceConfig(countries=("SY", "IQ")))
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = _layer(row)
        claims = list(extract(text, ExtractConfig(), reference))
        gold = [
            ((one["start"], one["end"]), _TYPES[one["type"]])
            for one in row["entities"]
            if one["type"] in _TYPES and one["confidence"] >= LEAST_CONFIDENCE
        ]
        ours = sorted(set(_entities(text, claims, reference)))
        counts["gold", "entities"] += len(gold)
        counts["ours", "entities"] += len(ours)
        counts["right", "entities"] += _found(gold, [(span, "") for span, _ in ours], typed=False)
        counts["right", "typed"] += _found(gold, ours, typed=True)
        for name in _RELATIONS:
            wanted = {
                _folded(one)
                for one in row["relations"]
                if one["type"] == name and one["confidence"] >= LEAST_CONFIDENCE
            }
            given = sorted(set(_relations(name, claims)))
            counts["gold", name] += len(wanted)
            counts["ours", name] += len(given)
            counts["right", name] += _found_pairs(sorted(wanted), given)
    whole, typed = (counts["right", kind] for kind in ("entities", "typed"))
    sizes = counts["ours", "entities"], counts["gold", "entities"]
    figures = {"entities f1": _f1(whole, *sizes), "entities with type f1": _f1(typed, *sizes)}
    for name in _RELATIONS:
        right, ours_n, gold_n = (counts[what, name] for what in ("right", "ours", "gold"))
        figures[f"{name} precision"] = round(right / max(1, ours_n), 3)
        figures[f"{name} recall"] = round(right / max(1, gold_n), 3)
    return figures


def _layer(row: dict[str, Any]) -> DocumentText:
    paragraphs, start = [], 0
    for line in row["text"].split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(start=start, end=start + len(line)))
        start += len(line) + 1
    fields = {"parser": "re3d", "parser_version": "1", "publisher": row["publisher"], "language": "en"}
    return text_layer(row["id"], row["text"], tuple(paragraphs), **fields)


def _entities(text: DocumentText, claims: list[Claim], reference: Reference) -> Iterator[tuple[Bounds, str]]:
    """Yield the bounds and types of names, and of places and parties that claims name."""
    places = {(p.mention.start, p.mention.end) for c in claims for p in getattr(c, "places", ()) if p.mention}
    yield from ((bounds, "place") for bounds in places)
    analysis = lay_out(text, ExtractConfig(), reference)
    for mention in analysis.names.mentions:
        bounds = (mention.start, mention.end)
        label = {
            token.ent_type_
            for token in analysis.reading.segments[mention.segment].doc[mention.first : mention.last + 1]
        }
        if not any(start < bounds[1] and bounds[0] < end for start, end in places):
            yield (
                bounds,
                "place" if label & {"GPE", "LOC"} and mention.type != "person" else _OURS.get(mention.type, "body"),
            )


def _relations(name: str, claims: list[Claim]) -> Iterator[tuple[Bounds, Bounds]]:
    for claim in claims:
        if isinstance(claim, RoleClaim) and name == "InChargeOf" and claim.role.organisation:
            yield from _pairs([claim.role.person], [claim.role.organisation])
        if isinstance(claim, EventClaim):
            by_role = {
                role: [p for p in claim.participants if p.role == role] for role in ("actor", "target", "participant")
            }
            if name == "FightingAgainst" and claim.event.plover == "ASSAULT":
                yield from _pairs(by_role["actor"], by_role["target"])
                if claim.event.acled == "ARMED_CLASH":
                    yield from (pair for a, b in combinations(by_role["actor"], 2) for pair in _pairs([a], [b]))
            if name == "CommWith" and claim.event.plover == "CONSULT":
                yield from (pair for a, b in combinations(by_role["participant"], 2) for pair in _pairs([a], [b]))


def _pairs(some: list[Participant], others: list[Participant]) -> Iterator[tuple[Bounds, Bounds]]:
    for a, b in product(some, others):
        if a.mention and b.mention:
            first, second = sorted([(a.mention.start, a.mention.end), (b.mention.start, b.mention.end)])
            yield first, second


def _folded(relation: dict[str, Any]) -> tuple[Bounds, Bounds]:
    first, second = sorted((relation[end]["start"], relation[end]["end"]) for end in ("source", "target"))
    return first, second


def _overlap(one: Bounds, other: Bounds) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def _found(gold: list[tuple[Bounds, str]], ours: list[tuple[Bounds, str]], *, typed: bool) -> int:
    left = list(ours)
    right = 0
    for bounds, kind in gold:
        fitting = (one for one in left if _overlap(bounds, one[0]) >= _HALF and (not typed or one[1] == kind))
        match = next(fitting, None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def _found_pairs(gold: list[tuple[Bounds, Bounds]], ours: list[tuple[Bounds, Bounds]]) -> int:
    left = list(ours)
    right = 0
    for first, second in gold:
        match = next((one for one in left if _overlap(first, one[0]) > 0 and _overlap(second, one[1]) > 0), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def _f1(right: int, ours: int, gold: int) -> float:
    return round(2 * right / max(1, ours + gold), 3)


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:28} {value:.3f}")
