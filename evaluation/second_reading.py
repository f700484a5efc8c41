"""Measure the second reading of who did it: on 300 sentences of our own (``own/second_reading.jsonl``), and as a curve.

Each row has the ``words`` of an act and its ``actor`` (all who did it and no others; a list inside holds names that are all right);
20 constructions of 15, written before any rule of the second reading. The first reading is wrong where it takes somebody else; the
second catches it where it withholds him (``actor_disputed``), and blocks a right one where it withholds who did it.

The curve tells how many actors are right, and how many of those wanted are given, where only those count with whom the second reading
agrees (``agreed``), all that are published (``published``), and those besides that it withholds (``with disputed``).

    python -m evaluation.second_reading        # names each actor that is wrong, caught or blocked, before the figures
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.own import actors_of, layer, rows, same_body
from servanda.extract import ExtractConfig, extract
from servanda.extract.second_reading import read_shallowly
from servanda.model.claims import EventClaim
from servanda.model.parties import Participant
from servanda.reference import Reference, ReferenceConfig

OWN = Path(__file__).parent / "own"
GOLD = OWN / "second_reading.jsonl"
CURVE = ("agreed", "published", "with disputed")
DISPUTED = "actor_disputed"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d\"“])|\n")
Row = dict[str, Any]


class Given(NamedTuple):
    """An actor that the product gives for a wanted act, or withholds because two readings disagree, and whether he is right."""

    name: str
    standing: str
    right: bool


def measure() -> dict[str, float]:
    """Return how many wrong first readings the second catches and how many right ones it blocks, and the curves."""
    reference = Reference(ReferenceConfig())
    read = [(row, [row], list(_given(row, row, reference))) for row in rows(GOLD)]
    told = Counter(_told(one) for _, _, given in read for one in given)
    for row, _, given in read:
        for one in given:
            if not (one.right and one.standing != DISPUTED):
                print(f"{_told(one)}: {row['id']} {one.name!r} for {row['actor']}")
    ours = told["right"] + told["wrong"]
    figures = {
        "caught": float(told["caught"]),
        "blocked": float(told["blocked"]),
        "wrong left": float(told["wrong"]),
        "published": float(ours),
    }
    return figures | _curve("", _pairs(read)) | _curve(", who", _of_reports(reference))


def _told(one: Given) -> str:
    if one.standing == DISPUTED:
        return "blocked" if one.right else "caught"
    return "right" if one.right else "wrong"


def _pairs(read: Iterable[tuple[Row, list[Row], list[Given]]]) -> list[tuple[Row, list[Given]]]:
    return [(row, given) for row, _, given in read]


def _of_reports(reference: Reference) -> list[tuple[Row, list[Given]]]:
    """Return the wanted acts of the groups ``who`` of the reports (both halves), each with the actors given for it."""
    files = [OWN / "reports" / f"who{half}.jsonl" for half in ("", "_held_out")]
    wanted = [(row, one) for path in files for row in rows(path) for one in row["claims"] if "actor" in one]
    return [(one, list(_given(row, one, reference))) for row, one in wanted]


def _given(row: Row, wanted: Row, reference: Reference) -> Iterator[Given]:
    """Yield the actors given for the wanted words of a text."""
    start = row["text"].index(wanted["words"])
    end = start + len(wanted["words"])
    claims = [one for one in extract(layer(row), ExtractConfig(), reference) if isinstance(one, EventClaim)]
    near = [one for one in claims if one.trigger.start < end and start < one.trigger.end]
    seen: dict[str, str] = {}
    for claim in near:
        for who in claim.participants:
            if who.role in {"actor", "participant"} and who.name in actors_of(claim):
                seen.setdefault(who.name, standing_of(row["text"], claim, who, reference))
        for held in claim.withheld:
            if held.reason == DISPUTED:
                seen.setdefault(held.candidates[0], DISPUTED)
    for name, standing in seen.items():
        yield Given(name, standing, any(same_body(one, name) for one in wanted["actor"]))


def standing_of(text: str, claim: EventClaim, who: Participant, reference: Reference) -> str:
    """Tell whether the second reading names who acts, too (``agreed``), or cannot say (``published``)."""
    bounds = [0, *(end for one in _SENTENCE_END.finditer(text) for end in [one.end()]), len(text)]
    start = max(bound for bound in bounds if bound <= claim.trigger.start)
    end = min(bound for bound in bounds if bound >= claim.trigger.end)
    at = (claim.trigger.start - start, claim.trigger.end - start)
    reading = read_shallowly(text[start:end], at, reference.lexicon)
    if reading is None or who.mention is None:
        return "published"
    own = (who.mention.start - start, who.mention.end - start)
    return "agreed" if any(own[0] < end and start < own[1] for start, end in reading.doers) else "published"


def _curve(of: str, read: list[tuple[Row, list[Given]]]) -> dict[str, float]:
    """Return precision and coverage where ever more actors count."""
    figures: dict[str, float] = {}
    wanted = sum(len(row["actor"]) for row, _ in read)
    for number, name in enumerate(CURVE, start=1):
        counted = {"agreed", "published", DISPUTED} if number == len(CURVE) else set(CURVE[:number])
        kept = [(row, [one for one in given if one.standing in counted]) for row, given in read]
        ours = [one for _, given in kept for one in given]
        covered = sum(any(same_body(asked, one.name) for one in given) for row, given in kept for asked in row["actor"])
        figures[f"right {name}{of}"] = sum(one.right for one in ours) / max(1, len(ours))
        figures[f"covered {name}{of}"] = covered / max(1, wanted)
    return figures


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:40} {value:.3f}")
