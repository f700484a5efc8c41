"""Measure what one incident holds and what it leaves out, on small dossiers of our own (``own/joining.jsonl``): one or two short texts each.

Written before the rules of decision 0317, by kind: fighting in general, states of things and totals beside a dated act, with twins that do belong to it
("general"); what one named voice says in the same words in two texts, with twins of other acts ("words"); doers who are only described beside
others who are named ("doers"). Pairs of quotes are to be ``together`` in one incident, or ``apart``; of ``undisputed`` quotes the incident must not say
that different doers are named. The incidents and outlets are invented.

    python -m evaluation.joining          # names what is wrong
"""

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.dossiers import opened_own
from evaluation.own import rows
from servanda.model.claims import Claim, EventClaim
from servanda.model.incidents import Incident

GOLD = Path(__file__).parent / "own" / "joining.jsonl"
Row = dict[str, Any]


class Asked(NamedTuple):
    """What is asked of a dossier, by kind, and whether it came out so."""

    kind: str
    words: str
    right: bool


class Read(NamedTuple):
    """A dossier as the program reads it: its claims with the names of their documents, and its incidents."""

    claims: Sequence[Claim]
    names: Mapping[str, str]
    incidents: Sequence[Incident]


def measure() -> dict[str, float]:
    """Return the share of what came out as asked, by kind; print the rest."""
    found = [one for row in rows(GOLD) for one in asked(row, read(row))]
    for one in found:
        if not one.right:
            print("differs:", one.kind, one.words)
    kinds = sorted({one.kind for one in found})
    return {kind: _share(one.right for one in found if one.kind == kind) for kind in kinds}


def read(row: Row) -> Read:
    """Return a dossier read by the program's `add` and `run`."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = opened_own(Path(folder), row)
        names = {document.id: document.external_id or "" for document in dossier.documents}
        return Read(tuple(dossier.claims), names, tuple(dossier.incidents))


def asked(row: Row, made: Read) -> Iterator[Asked]:
    """Yield what is asked of a dossier."""
    for what in ("together", "apart"):
        for one, other in row[what]:
            joined = _are_joined(made, claims_at(row, one, made), claims_at(row, other, made))
            yield Asked(f"{row['kind']} {what}", f"{one['quote']} | {other['quote']}", joined == (what == "together"))
    for one in row["undisputed"]:
        told = claims_at(row, one, made)
        disputed = any(
            told & set(incident.members) and any(said.field == "actors" for said in incident.contradictions)
            for incident in made.incidents
        )
        yield Asked(f"{row['kind']} undisputed", one["quote"], not disputed)


def claims_at(row: Row, words: Row, made: Read) -> frozenset[str]:
    """Return the claims that tell an act by some words, or count harm in them."""
    text = next(text["text"] for text in row["texts"] if text["id"] == words["text"])
    start = text.index(words["quote"])
    end = start + len(words["quote"])
    here = (one for one in made.claims if isinstance(one, EventClaim) and made.names[one.document_id] == words["text"])
    return frozenset(
        one.id
        for one in here
        if (one.trigger.start < end and start < one.trigger.end)
        or (one.casualties and one.span.start <= start and end <= one.span.end)
    )


def _are_joined(made: Read, one: Collection[str], other: Collection[str]) -> bool:
    return any(set(one) & set(incident.members) and set(other) & set(incident.members) for incident in made.incidents)


def _share(right: Iterable[bool]) -> float:
    found = list(right)
    return sum(found) / len(found)


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:22} {value:.3f}")
