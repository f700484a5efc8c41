"""Tolls by who said them: never averaged, each with the claim that states it."""

from typing import Any

from servanda.model.incidents import Incident
from servanda.report.index import Index


def toll_rows(incident: Incident, index: Index) -> list[dict[str, Any]]:
    """Return one row a count, in the order of dates: effect, range, speaker, date and claim. An open end is ``?``."""
    rows = []
    for count in incident.casualties:
        for said in count.by_source:
            quote = index.quote(said.claim)
            low, high = ("?" if value is None else value for value in (said.minimum, said.maximum))
            rows.append(
                {
                    "effect": count.effect,
                    "number": str(low) if low == high else f"{low} to {high}",
                    "speaker": said.speaker or (quote["speaker"] if quote else "speaker unknown"),
                    "date": said.published_on or (quote["date"] if quote else "date unknown"),
                    "claim": said.claim,
                }
            )
    return sorted(rows, key=lambda row: (row["effect"], row["date"], row["speaker"], row["claim"]))
