"""Measure extraction on paragraphs that we wrote ourselves (``own/gold.jsonl``): invented people, places and reports.

Each row: ``text``, ``claims`` (kind, the ``words`` it is about, and fields that must fit; ``optional`` ones are neither
asked for nor wrong), ``never`` (words that must not become an event that happened). Lists hold answers that are all right.
A claim is found when one of its kind, and type where given, overlaps the words (for a quotation: shares at least half of
the characters of both). One claim serves one row of the gold. Unless the gold names a speaker, the writer must speak.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import Claim, EventClaim, QuotationClaim
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import kind_of, text_layer
from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig
from servanda.text.folds import plain

GOLD = Path(__file__).parent / "own" / "gold.jsonl"
HAPPENED = {"asserted", "presupposed"}
SAME_CONTENT = 0.5
# What people say, ask, refuse and threaten is coded as an event too; the gold does not list all of those.
NOT_LISTED = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"}


def measure(path: Path = GOLD) -> dict[str, float]:
    """Return recall, the precision of events and quotations, the share of right fields by field, and false events."""
    reference = Reference(ReferenceConfig())
    counts: Counter[str] = Counter()
    fields: Counter[tuple[str, bool]] = Counter()
    false_events = 0
    for row in rows(path):
        claims = tuple(extract(layer(row), ExtractConfig(), reference))
        paired = pairs(row, claims)
        for wanted, match in paired:
            if not wanted.get("optional"):
                counts["wanted"] += 1
                counts["found"] += match is not None
                fields.update(right_fields(wanted, match).items() if match else ())
                if match is None:
                    print("not found:", row["id"], wanted["kind"], wanted["words"])
        used = {id(match) for _, match in paired if match}
        listed = [claim for claim in claims if isinstance(claim, QuotationClaim) or _listed(claim)]
        counts["proposed"] += len(listed)
        counts["right"] += sum(id(claim) in used for claim in listed)
        false_events += sum(1 for words in row.get("never", ()) if happened(words, row["text"], claims))
    shares = {f"field {name}": fields[name, True] / (fields[name, True] + fields[name, False]) for name in FIELDS}
    recall, precision = counts["found"] / counts["wanted"], counts["right"] / max(1, counts["proposed"])
    return {"recall": recall, "precision": precision, **shares, "false_events": float(false_events)}


def pairs(row: dict[str, Any], claims: tuple[Claim, ...]) -> list[tuple[dict[str, Any], Claim | None]]:
    """Return each wanted claim with the one that serves it, those with most right fields first, the asked-for first."""
    served: list[tuple[dict[str, Any], Claim | None]] = []
    used: set[int] = set()
    for wanted in sorted(row["claims"], key=lambda one: bool(one.get("optional"))):
        match = next((claim for claim in matches(wanted, row["text"], claims) if id(claim) not in used), None)
        used.add(id(match))
        served.append((wanted, match))
    return served


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gold file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def layer(row: dict[str, Any]) -> DocumentText:
    """Return the text layer of a row, a paragraph a line."""
    paragraphs, start = [], 0
    for line in row["text"].split("\n"):
        if line:
            paragraphs.append(Paragraph(start=start, end=start + len(line)))
        start += len(line) + 1
    fields = {"parser": "own", "parser_version": "1", "language": "en", "publisher": "Own Set"}
    return text_layer(row["id"], row["text"], tuple(paragraphs), published_on=row.get("published_on"), **fields)


def matches(wanted: dict[str, Any], text: str, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """Yield the claims that may be the wanted one, those with the more right fields first."""
    at = span_of(wanted["words"], text)
    fitting = [c for c in claims if kind_of(c) == wanted["kind"] and _at(at, c) and _typed(wanted, c)]
    yield from sorted(fitting, key=lambda claim: -sum(right_fields(wanted, claim).values()))


FIELDS = ("speaker", "modality", "polarity", "time", "places", "toll", "counting", "holder", "office")


def right_fields(wanted: dict[str, Any], claim: Claim) -> dict[str, bool]:
    """Return for each field that the gold asks for whether the claim has it right."""
    speaker = claim.attribution[-1].name if len(claim.attribution) > 1 else None
    said = {toll.effect: [toll.minimum, toll.maximum] for toll in getattr(claim, "casualties", ())}
    named = [place.name for place in getattr(claim, "places", ())]
    detail = getattr(claim, kind_of(claim), None)
    checks = {
        "modality": claim.modality in wanted.get("modality", ["asserted"]),
        "polarity": claim.polarity == wanted.get("polarity", "affirmed"),
    }
    if wanted["kind"] in {"event", "quotation"}:
        checks["speaker"] = _same_name(wanted.get("speaker"), speaker)
    if "start" in wanted:
        checks["time"] = getattr(getattr(claim, "time", None), "start", None) == wanted["start"]
    if "places" in wanted:
        checks["places"] = len(named) == len(wanted["places"]) and all(map(_same_name, wanted["places"], named))
    if "toll" in wanted:
        checks["toll"] = said == wanted["toll"]
    if "counting" in wanted:
        checks["counting"] = getattr(claim, "counting", None) == wanted["counting"]
    if "holder" in wanted:
        checks["holder"] = _same_name(wanted["holder"], getattr(getattr(detail, "holder", None), "name", None))
    if "office" in wanted:
        checks["office"] = _same_name(wanted["office"], getattr(detail, "office", None))
    return checks


def happened(words: str, text: str, claims: tuple[Claim, ...]) -> bool:
    """Tell whether an event that happened was made of words that tell of none."""
    at = span_of(words, text)
    return any(
        isinstance(c, EventClaim) and c.modality in HAPPENED and c.polarity == "affirmed" and at.overlaps(c.trigger)
        for c in claims
    )


def span_of(words: str, text: str) -> Span:
    """Return the span of words that stand once in a text; an error in the gold is an error."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def _at(wanted: Span, claim: Claim) -> bool:
    """Tell whether a claim is about the wanted words: an event by its trigger, a quotation by half of its content."""
    if isinstance(claim, EventClaim):
        return wanted.overlaps(claim.trigger)
    if not isinstance(claim, QuotationClaim):
        return wanted.overlaps(claim.span)
    own = {place for span in claim.quotation.content for place in range(span.start, span.end)}
    asked = set(range(wanted.start, wanted.end))
    shared = own & asked
    # The words of a split quotation name its first part only: that part lies wholly in the content then.
    return len(shared) >= SAME_CONTENT * len(own | asked) or (len(claim.quotation.content) > 1 and asked == shared)


def _listed(claim: Claim) -> bool:
    return isinstance(claim, EventClaim) and claim.event.plover not in NOT_LISTED


def _typed(wanted: dict[str, Any], claim: Claim) -> bool:
    kinds = wanted.get("type")
    detail: Any = getattr(claim, kind_of(claim), None)
    own = [getattr(detail, name, None) for name in ("plover", "attitude", "type", "relation")]
    return not kinds or any(kind in own for kind in kinds)


def _same_name(wanted: str | list[str] | None, found: str | None) -> bool:
    """Tell whether a name is one of those wanted; ``None`` and ``document`` stand for the writer."""
    if isinstance(wanted, list):
        return any(_same_name(one, found) for one in wanted)
    if wanted is None or wanted == "document" or found is None:
        return wanted in {None, "document"} and found is None
    return plain(wanted) in plain(found) or plain(found) in plain(wanted)
