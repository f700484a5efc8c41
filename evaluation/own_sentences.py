"""Measure tolls, times and modality on single sentences that we wrote ourselves before running anything on them.

``own/tolls.jsonl``, ``own/times.jsonl`` and ``own/modality.jsonl`` hold sentence, publication date and gold; a sentence
counts as right when everything that it states is found and nothing besides. The ``*_held_out`` files were written after
the rules were tuned on the others, and no rule has been changed for them since.

    python -m evaluation.own_sentences tolls|times|modality [held_out]     # prints each sentence that is wrong
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.own import layer, rows
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import Casualties, Claim, EventClaim
from servanda.reference import Reference, ReferenceConfig
from servanda.text.dates import FoundTime, read_dates
from servanda.text.numbers import read_numbers

FOLDER = Path(__file__).parent / "own"
HAPPENED = {"asserted", "presupposed"}
Row = dict[str, Any]
Told = str | None  # what is wrong with a sentence, None where nothing is


def measure() -> dict[str, float]:
    """Return the share of right sentences of every set, and the tolls whose number does not stand in their mention."""
    figures: dict[str, float] = {}
    reference = Reference(ReferenceConfig())
    for name, check in CHECKS.items():
        for suffix in ("", "_held_out"):
            path = FOLDER / f"{name}{suffix}.jsonl"
            if path.exists():
                told = [check(row, reference) for row in rows(path)]
                figures[f"{name}{suffix}"] = sum(one is None for one in told) / len(told)
    figures["tolls_not_in_their_words"] = float(sum(1 for _ in invented(reference)))
    return figures


def check_tolls(row: Row, reference: Reference) -> Told:
    """Tell which tolls the claims of a sentence have wrong: effect, ends, and civilians or not where the gold says."""
    found = {(toll.effect, toll.minimum, toll.maximum): toll for toll in _tolls(row, reference)}
    wanted = {(one["effect"], one["minimum"], one["maximum"]): one for one in row["gold"]}
    wrong = [f"{key} is not found" for key in wanted.keys() - found.keys()]
    wrong += [f"{key} is not so" for key in found.keys() - wanted.keys()]
    for key in wanted.keys() & found.keys():
        who = found[key].who
        if "who" in wanted[key] and (who is not None and who.type == "civilians") != (
            wanted[key]["who"] == "civilians"
        ):
            wrong.append(f"{key} are {wanted[key]['who']}")
    return "; ".join(sorted(wrong)) or None


def _tolls(row: Row, reference: Reference) -> Iterator[Casualties]:
    for claim in _events(row, reference):
        yield from claim.casualties


def _events(row: Row, reference: Reference) -> list[EventClaim]:
    claims: tuple[Claim, ...] = tuple(extract(layer(row), ExtractConfig(), reference))
    return [claim for claim in claims if isinstance(claim, EventClaim)]


def invented(reference: Reference) -> Iterator[Casualties]:
    """Yield the tolls of two or more whose number is not read in their own mention."""
    for path in sorted(FOLDER.glob("tolls*.jsonl")):
        for row in rows(path):
            for toll in _tolls(row, reference):
                stated = _stated(toll.mention.quote) if toll.mention else set()
                if any(end is not None and end > 1 and end not in stated for end in (toll.minimum, toll.maximum)):
                    yield toll


def _stated(words: str) -> set[int | None]:
    """Return the numbers that words state; "both" is two."""
    both = {2} if words.lower().startswith("both ") else set()
    return both | {end for found in read_numbers(words) for end in (found.minimum, found.maximum)}


def check_times(row: Row, _reference: Reference) -> Told:
    """Tell which expressions of a sentence are missed, invented or given other ends than any reading in the gold."""
    anchor = date.fromisoformat(row["published_on"]) if row["published_on"] else None
    found = read_dates(row["text"], anchor)
    if any(_same_times(row["text"], wanted, found) for wanted in row["gold"]):
        return None
    return (
        "; ".join(f"{row['text'][one.start : one.end]!r} {one.since}..{one.until}" for one in found) or "nothing found"
    )


def _same_times(text: str, wanted: list[Row], found: tuple[FoundTime, ...]) -> bool:
    return len(wanted) == len(found) and all(
        _overlaps(text, one["words"], read.start, read.end)
        and (one["start"], one["end"]) == (read.since, read.until)
        and one.get("precision", read.precision) == read.precision
        for one, read in zip(wanted, found, strict=True)
    )


def _overlaps(text: str, words: str, start: int, end: int) -> bool:
    at = text.rindex(words)
    return at < end and start < at + len(words)


def check_modality(row: Row, reference: Reference) -> Told:
    """Tell which events of a sentence are missed or wrongly judged; a claim is held to the word of its trigger."""
    events = _events(row, reference)
    return "; ".join(told for one in row["gold"] if (told := _judged(one, row["text"], events))) or None


def _judged(wanted: Row, text: str, events: list[EventClaim]) -> Told:
    at = [one for one in events if _overlaps(text, wanted["words"], one.trigger.start, one.trigger.end)]
    said = f"{wanted['words']} is " + (
        ", ".join(f"{one.modality} {one.polarity} {one.counting}" for one in at) or "not found"
    )
    if "must" in wanted:
        real = [one for one in at if one.modality in HAPPENED and one.polarity == "affirmed"]
        new = [one for one in real if one.counting != "unknown"]
        return said if (new if wanted["must"] == "no new incident" else real) else None
    fits = at and all(
        one.modality in wanted["modality"] and one.polarity == wanted.get("polarity", one.polarity) for one in at
    )
    return None if fits else said


CHECKS: dict[str, Callable[[Row, Reference], Told]] = {
    "tolls": check_tolls,
    "times": check_times,
    "modality": check_modality,
}


def main(name: str, suffix: str = "") -> None:
    """Print the sentences of a set that are wrong, and the score."""
    reference, told = Reference(ReferenceConfig()), []
    for row in rows(FOLDER / f"{name}{'_' if suffix else ''}{suffix}.jsonl"):
        told.append(CHECKS[name](row, reference))
        if told[-1]:
            print(row["id"], row["text"], "->", told[-1])
    print(f"{sum(one is None for one in told)} of {len(told)} right")


if __name__ == "__main__":
    main(*sys.argv[1:])
