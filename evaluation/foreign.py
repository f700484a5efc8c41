"""Measure what is read without a parser on sentences of our own in Arabic, Russian, Ukrainian and French (``own/foreign.jsonl``).

Each row lists what must come out: an event with its counts, places, registered actors and day, a quotation's words, the number
of a resolution; a row that wants no event must give none. ``wrong`` counts fields that come out other than wanted.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.own import rows
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import AgreementReferenceClaim, Claim, EventClaim, QuotationClaim
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig

GOLD = Path(__file__).parent / "own" / "foreign.jsonl"
_HARMS = ("killed", "injured")


def measure(path: Path = GOLD) -> dict[str, float]:
    """Return the share of wanted events with all fields right, of right fields, and events where none is wanted."""
    references: dict[tuple[str, ...], Reference] = {}
    counts: Counter[str] = Counter()
    for row in rows(path):
        countries = tuple(row["countries"])
        reference = references.setdefault(countries, Reference(ReferenceConfig(countries=countries)))
        fields = list(_fields(row["wanted"], list(extract(_layer(row), ExtractConfig(), reference))))
        for name, right, got in fields:
            counts["fields"] += 1
            counts["right"] += right
            counts["false_events"] += name == "no event" and not right
            if not right:
                print("differs:", row["id"], name, "wanted", row["wanted"].get(name), "got", got, "|", row["text"])
        counts["rows"] += 1
        counts["whole"] += all(right for _, right, _ in fields)
    return {
        "fields": counts["right"] / counts["fields"],
        "rows": counts["whole"] / counts["rows"],
        "false_events": float(counts["false_events"]),
    }


def _layer(row: dict[str, Any]) -> Any:
    bounds = (Paragraph(start=0, end=len(row["text"])),)
    fields = {"parser": "own", "parser_version": "1", "language": row["language"], "publisher": "Own Set"}
    return text_layer(row["id"], row["text"], bounds, published_on=row["published_on"], **fields)


def _fields(wanted: dict[str, Any], claims: list[Claim]) -> Iterator[tuple[str, bool, Any]]:
    """Yield each field asked for, whether it is right, and what came out."""
    events = [claim for claim in claims if isinstance(claim, EventClaim)]
    if "event" not in wanted:
        yield "no event", not events, [claim.span.quote for claim in events]
    else:
        yield "event", {claim.event.plover for claim in events} == {wanted["event"]}, len(events)
        tolls = {toll.effect: [toll.minimum, toll.maximum] for claim in events for toll in claim.casualties}
        for harm in _HARMS:
            yield harm, tolls.get(harm) == wanted.get(harm), tolls.get(harm)  # type: ignore[call-overload]
        places = [place.name for claim in events for place in claim.places]
        yield "places", "places" not in wanted or places == wanted["places"], places
        actors = list(dict.fromkeys(one.name for claim in events for one in claim.participants))
        yield "actors", actors == wanted.get("actors", []), actors
        starts = {claim.time.start for claim in events}
        yield "start", "start" not in wanted or starts == {wanted["start"]}, starts
    quoted = [part.quote for claim in claims if isinstance(claim, QuotationClaim) for part in claim.quotation.content]
    yield "quote", quoted == ([wanted["quote"]] if "quote" in wanted else []), quoted
    named = [m.mention.quote for c in claims if isinstance(c, AgreementReferenceClaim) for m in c.agreements]
    if "agreement" in wanted:
        yield "agreement", any(wanted["agreement"] in name for name in named), named


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:24} {value:.3f}")
