"""Measure the place attached to the right verb, where one is annotated; the baseline takes the nearest name of a place.

Reads ``../shared/data/geo/event_location.jsonl``: the gold part whole and every fifth of the single annotators.
``right`` asks for the place of the annotated verb; ``claims`` asks the whole of extract, which knows only verbs of events.
``python -m evaluation.event_location -v`` names the misses.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from evaluation.geo import DATA, rows
from servanda.extract import ExtractConfig
from servanda.extract.circumstances import nearest_place
from servanda.extract.clauses import links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events import find_events
from servanda.extract.orchestrate import lay_out
from servanda.extract.reading import Segment
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig

__all__ = ["DATA", "measure"]

_GOLD, _EVERY = "RELABEL", 5
Bounds = tuple[int, int]


def measure() -> dict[str, float]:
    """Return the share of annotated places found for their verb, by us, through claims, and by the nearest name."""
    reference = Reference(ReferenceConfig())
    count: Counter[str] = Counter()
    for row in _sample():
        text = row["text"]
        paragraphs = (Paragraph(start=0, end=len(text)),)
        layer = text_layer(row["id"], text, paragraphs, parser="given", parser_version="1", language="en")
        analysis = lay_out(layer, ExtractConfig(), reference)
        answers = {
            "right": _ours(analysis, row),
            "baseline": _nearest_name(analysis, row),
            "claims": _of_claims(analysis, row),
        }
        count["n"] += 1
        count["claimed"] += any(
            _overlap((claim.trigger.start, claim.trigger.end), row["verb"][0]) for claim in find_events(analysis)
        )
        for name, found in answers.items():
            count[name] += any(_overlap(bounds, place) for bounds in found for place in row["location"])
        if "-v" in sys.argv and not any(_overlap(at, place) for at in answers["right"] for place in row["location"]):
            print(text, "|", [place["text"] for place in row["location"]], [text[a:b] for a, b in answers["right"]])
    return {name: count[name] / count["n"] for name in ("right", "baseline", "claims", "claimed")}


def _sample() -> Iterator[dict[str, Any]]:
    others = 0
    for row in rows("event_location.jsonl"):
        others += row["source"] != _GOLD
        chosen = row["source"] == _GOLD or others % _EVERY == 1
        if chosen and row["location"] and row["verb"]:
            yield row


def _ours(analysis: DocumentAnalysis, row: dict[str, Any]) -> list[Bounds]:
    at = analysis.reading.segment_at(row["verb"][0]["start"])
    verb = _verb(analysis, at, row) if at else None
    place = nearest_place(analysis, at, verb.i) if at and verb is not None else None
    if place is None:
        return []
    span = analysis.reading.span(place.segment, place.first, place.last)
    return [(span.start, span.end)]


def _verb(analysis: DocumentAnalysis, segment: Segment, row: dict[str, Any]) -> Any:
    bounds = row["verb"][0]["start"], row["verb"][0]["end"]
    spans = ((token, analysis.reading.span(segment, token.i)) for token in segment.doc)
    return next((token for token, span in spans if span.start < bounds[1] and bounds[0] < span.end), None)


def _nearest_name(analysis: DocumentAnalysis, row: dict[str, Any]) -> list[Bounds]:
    names = []
    for segment in analysis.reading.segments:
        for entity in segment.doc.ents:
            if entity.label_ in links.PLACES:
                span = analysis.reading.span(segment, entity.start, entity.end - 1)
                names.append((span.start, span.end))
    verb = row["verb"][0]["start"]
    return sorted(names, key=lambda bounds: abs(bounds[0] - verb))[:1]


def _of_claims(analysis: DocumentAnalysis, row: dict[str, Any]) -> list[Bounds]:
    verb = row["verb"][0]
    return [
        (place.mention.start, place.mention.end)
        for claim in find_events(analysis)
        if _overlap((claim.trigger.start, claim.trigger.end), verb)
        for place in claim.places
        if place.mention
    ]


def _overlap(bounds: Bounds, gold: dict[str, Any]) -> bool:
    return bounds[0] < gold["end"] and gold["start"] < bounds[1]


if __name__ == "__main__":
    print({figure: round(value, 4) for figure, value in measure().items()})
