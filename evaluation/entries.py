"""Acts of entries of logs (``own/written/entries_*``): found, who did them, their day, place, dead and injured, as the product reads them.

An act is a row of the gold: ``words`` (where ``at`` says), ``doer`` and ``also``, ``day``, ``place``, ``dead``, ``injured``; null is what
the text does not say, and ``status`` tells what did not happen. A claim tells of the act whose words it was read from, else of the
nearest one of its line: notes without verbs have the act in many words ("IED on patrol, 2 WIA").

    python -m evaluation.entries entries_q           # prints each open row with what is wrong or absent
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from evaluation.own import HAPPENED, rows
from evaluation.written import FOLDER, is_doer, is_same, read_claims
from servanda.model.claims import EventClaim
from servanda.reference import Reference, ReferenceConfig

FILES = ("entries_q", "entries_r")
_TOLLS = {"dead": "killed", "injured": "injured"}
_HOSTILE = {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"}
Row = dict[str, Any]
Act = dict[str, Any]


def measure() -> dict[str, float]:
    """Return the figures of both halves."""
    reference = Reference(ReferenceConfig())
    halves = {"": FILES, " kept": tuple(f"{name}_kept" for name in FILES)}
    return {
        f"{figure}{half}": value
        for half, names in halves.items()
        for figure, value in figures_of([rated(row, reference) for name in names for row in _rows(name)]).items()
    }


def _rows(name: str) -> list[Row]:
    return rows(FOLDER / f"{name}.jsonl")


def rated(row: Row, reference: Reference) -> Counter[str]:
    """Count what is wanted, given and right in a text."""
    told = [
        claim for claim in read_claims(row, reference) if claim.modality in HAPPENED and claim.polarity == "affirmed"
    ]
    of_act: dict[int, list[EventClaim]] = {place: [] for place in range(len(row["acts"]))}
    for claim in told:
        for place in _acts_of(row, claim):
            of_act[place].append(claim)
    counted: Counter[str] = Counter()
    for place, claims in of_act.items():
        counted.update(_of_act(row["acts"][place], claims))
    return counted


def _acts_of(row: Row, claim: EventClaim) -> list[int]:
    """Return the acts that a claim was read from, else the nearest of its line if it is a hostile one."""
    start, end = claim.trigger.start, claim.trigger.end
    acts = list(enumerate(row["acts"]))
    read = [place for place, act in acts if act["at"] < end and start < act["at"] + len(act["words"])]
    if read or claim.event.plover not in _HOSTILE:
        return read
    line = row["text"].count("\n", 0, start)
    beside = [(abs(act["at"] - start), place) for place, act in acts if row["text"].count("\n", 0, act["at"]) == line]
    return [min(beside)[1]] if beside else []


def _of_act(act: Act, claims: list[EventClaim]) -> Iterator[str]:
    """Yield what is wanted of an act, and what of it is given and right."""
    if act.get("status") in {"denied", "foiled", "planned"}:
        yield from ("not so, told" for _ in claims[:1])
        return
    yield "acts"
    yield from ("acts found" for _ in claims[:1])
    for name, wanted, given in _slots(act, claims):
        right = [one for one in given if one[1]]
        yield from (f"{name} wanted" for _ in range(wanted))
        yield from (f"{name} given" for _ in range(wanted and bool(right)))
        yield from (f"{name} published" for _ in given)
        yield from (f"{name} right" for _ in right)


def _slots(act: Act, claims: list[EventClaim]) -> Iterator[tuple[str, bool, list[tuple[str, bool]]]]:
    """Yield each slot: its name, whether the text says it, and what the claims give for it, right or not."""
    doers = {
        who.name for one in claims for who in one.participants if who.role in {"actor", "participant"} and who.name
    }
    yield "doers", act["doer"] is not None, [(name, is_doer(act, name)) for name in sorted(doers)]
    days = {(one.time.start[:10], (one.time.end or "")[:10]) for one in claims if one.time and one.time.start}
    yield "days", act["day"] is not None, [(f"{a}/{b}", a == act["day"]) for a, b in sorted(days)]
    places = {place.name for one in claims for place in one.places}
    yield "places", act["place"] is not None, [(name, is_same(act["place"] or "", name)) for name in sorted(places)]
    for name, effect in _TOLLS.items():
        counts = {(toll.minimum, toll.maximum) for one in claims for toll in one.casualties if toll.effect == effect}
        told = [(f"{low}-{high}", low == act[name]) for low, high in sorted(counts, key=str)]
        yield name, bool(act[name]), [one for one in told if act[name] or not one[0].startswith("0")]


def figures_of(counted: Iterable[Counter[str]]) -> dict[str, float]:
    """Return the share of acts found, of each slot the share given and right, and how many acts are told that did not happen."""
    total: Counter[str] = sum(counted, Counter())
    figures = {"acts found": total["acts found"] / max(1, total["acts"]), "not so, told": float(total["not so, told"])}
    for name in ("doers", "days", "places", *_TOLLS):
        figures[f"{name} published"] = float(total[f"{name} published"])
        figures[f"{name} right"] = total[f"{name} right"] / max(1, total[f"{name} published"])
        figures[f"{name} given"] = total[f"{name} given"] / max(1, total[f"{name} wanted"])
    return figures


def main(names: list[str]) -> None:
    """Print what is wrong or absent in the open half of some sets, and the figures."""
    reference = Reference(ReferenceConfig())
    for name in names:
        done = [rated(row, reference) for row in _rows(name)]
        for figure, value in figures_of(done).items():
            print(f"{name:12} {figure:24} {value:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
