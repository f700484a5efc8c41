"""Tolls by who said them: never averaged, each with the claim that states it."""

from typing import Any

from servanda.model.incidents import Incident
from servanda.report.index import Index
from servanda.report.phrases import said_count


def toll_rows(incident: Incident, index: Index) -> list[dict[str, Any]]:
    """Return one row a count, in the order of dates: effect, the number as said, speaker, date and claim."""
    rows = []
    for count in incident.casualties:
        for said in count.by_source:
            quote = index.quote(said.claim)
            rows.append(
                {
                    "effect": count.effect,
                    "number": said_count(said).words,
                    "speaker": said.speaker or (quote["speaker"] if quote else "speaker unknown"),
                    "date": said.published_on or (quote["date"] if quote else "date unknown"),
                    "claim": said.claim,
                }
            )
    return sorted(rows, key=lambda row: (row["effect"], row["date"], row["speaker"], row["claim"]))
