"""The way of a document: the eight rooms in flow order, and what each takes and gives."""

from typing import NamedTuple


class Stage(NamedTuple):
    """One room: its name, the kinds of record it takes and gives."""

    room: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]


STAGES: tuple[Stage, ...] = (
    Stage("collect", (), ("Document", "Capture")),
    Stage("parse", ("Document",), ("DocumentText",)),
    Stage("extract", ("DocumentText",), ("Claim",)),
    Stage("resolve", ("DocumentText", "Claim"), ("Identification",)),
    Stage("corroborate", ("Claim", "Identification"), ("Incident",)),
    Stage("assess", ("Incident",), ("Finding",)),
    Stage("review", ("Claim", "Incident", "Finding"), ("Decision",)),
    Stage("report", ("DocumentText", "Claim", "Incident", "Finding", "Decision"), ("file",)),
)


def check_chain(stages: tuple[Stage, ...]) -> None:
    """Raise ``ValueError`` where a stage takes what no stage before it gives."""
    given: set[str] = set()
    for stage in stages:
        missing = set(stage.takes) - given
        if missing:
            raise ValueError(f"{stage.room} takes {', '.join(sorted(missing))}, which no room before it gives")
        given |= set(stage.gives)
