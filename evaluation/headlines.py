"""Measure headlines in Title Case, in capitals, and glued to their body, on 60 that we wrote before running anything on them.

``own/headlines.jsonl`` was looked at while rules were made, ``own/headlines_held_out.jsonl`` was not. A row has the text, the
length of its ``headline``, the ``names`` in it, words that are in no name (``not_names``), and ``events`` (word, type).

    python -m evaluation.headlines [held_out]     # prints each headline that is wrong
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.own import layer, rows
from servanda.extract import ExtractConfig, extract
from servanda.extract.names import Mention
from servanda.extract.orchestrate import lay_out
from servanda.model.claims import EventClaim
from servanda.reference import Reference, ReferenceConfig

FOLDER = Path(__file__).parent / "own"
Row = dict[str, Any]


def measure() -> dict[str, float]:
    """Return the share of headlines without a wrong name, and of names and events found, for both sets."""
    reference, figures = Reference(ReferenceConfig()), {}
    for suffix in ("", "_held_out"):
        counts: Counter[str] = Counter()
        for row in rows(FOLDER / f"headlines{suffix}.jsonl"):
            counts.update(_counted(row, reference))
        figures[f"clean{suffix}"] = 1 - counts["with wrong name"] / counts["headlines"]
        figures[f"names{suffix}"] = 1 - counts["names missed"] / counts["names"]
        figures[f"events{suffix}"] = 1 - counts["events missed"] / counts["events"]
    return figures


def _counted(row: Row, reference: Reference) -> dict[str, int]:
    told = list(faults(row, reference))
    kinds = Counter(kind for kind, _ in told)
    return {
        "headlines": 1,
        "with wrong name": int(kinds["wrong name"] > 0),
        "names": len(row["names"]),
        "names missed": kinds["name missed"],
        "events": len(row["events"]),
        "events missed": kinds["event missed"],
    }


def faults(row: Row, reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the headline of a row, as kind of fault and words."""
    length, config = row["headline"], ExtractConfig()
    mentions = [one for one in lay_out(layer(row), config, reference).names.mentions if one.start < length]
    wrong = [one for one in mentions if _words(one) & set(row["not_names"])]
    yield from (("wrong name", one.text) for one in wrong)
    right = [one.text.lower() for one in mentions if one not in wrong]
    yield from (("name missed", name) for name in row["names"] if not any(name.lower() in one for one in right))
    events = [one for one in extract(layer(row), config, reference) if isinstance(one, EventClaim)]
    for wanted in row["events"]:
        if not any(_is(one, wanted, row["text"][:length]) for one in events):
            yield "event missed", wanted["words"]


def _words(mention: Mention) -> set[str]:
    return set(mention.text.lower().replace("-", " ").split())


def _is(claim: EventClaim, wanted: Row, headline: str) -> bool:
    start = headline.index(wanted["words"])
    overlaps = claim.trigger.start < start + len(wanted["words"]) and start < claim.trigger.end
    return overlaps and wanted.get("type", claim.event.plover) == claim.event.plover


def main(suffix: str = "") -> None:
    """Print what is wrong with the headlines of a set."""
    reference = Reference(ReferenceConfig())
    for row in rows(FOLDER / f"headlines{'_' if suffix else ''}{suffix}.jsonl"):
        told = "; ".join(f"{kind}: {words}" for kind, words in faults(row, reference))
        if told:
            print(row["id"], row["text"][: row["headline"]], "->", told)


if __name__ == "__main__":
    main(*sys.argv[1:])
