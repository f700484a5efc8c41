"""Measure tolls, times and modality on single sentences that we wrote ourselves before running anything on them.

``own/tolls.jsonl``, ``own/times.jsonl`` and ``own/modality.jsonl`` hold sentence, publication date and gold; a sentence
counts as right when everything that it states is found and nothing besides. The ``*_held_out`` files were written after
the rules were tuned on the others. Their first run gave .80 (tolls), .95 (times), .90 (modality), .875 (as claims); since
then only three false tolls were mended ("released 20 of them", "not one of the hostages", "killed a dog").

    python -m evaluation.own_sentences tolls|tolls_of_acts|times|clocks|modality|modality_of_claims|history [held_out]     # prints each sentence that is wrong
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evaluation.own import actors_of, layer, rows, same_body
from servanda.corroborate.event_mentions import tells
from servanda.extract import ExtractConfig, extract
from servanda.extract.clauses import clauses_in
from servanda.extract.factuality import judge
from servanda.model.claims import HAPPENED, Casualties, Claim, EventClaim
from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig
from servanda.text.dates import FoundTime, read_dates
from servanda.text.numbers import read_numbers
from servanda.text.times import ToldTime, read_times

FOLDER = Path(__file__).parent / "own"
_OLD_DAYS = 60
Row = dict[str, Any]
Judged = tuple[str, str, str]  # modality, polarity, counting
Told = str | None  # what is wrong with a sentence, None where nothing is


def measure() -> dict[str, float]:
    """Return the share of right sentences of every set, and the tolls whose number does not stand in their mention."""
    figures: dict[str, float] = {}
    reference = Reference(ReferenceConfig())
    for name, check in CHECKS.items():
        for suffix in ("", "_held_out"):
            path = FOLDER / f"{FILES.get(name, name)}{suffix}.jsonl"
            if path.exists():
                told = [check(row, reference) for row in rows(path)]
                figures[f"{name}{suffix}"] = sum(one is None for one in told) / len(told)
    figures["tolls_not_in_their_words"] = float(sum(1 for _ in invented(reference)))
    return figures


def check_tolls(row: Row, reference: Reference) -> Told:
    """Tell which tolls the claims of a sentence have wrong: effect, ends, and civilians or not, as said (record 0234), where the gold says."""
    found = {(toll.effect, toll.minimum, toll.maximum): toll for toll in _tolls(row, reference)}
    wanted = {(one["effect"], one["minimum"], one["maximum"]): one for one in row["gold"]}
    wrong = [f"{key} is not found" for key in wanted.keys() - found.keys()]
    wrong += [f"{key} is not so" for key in found.keys() - wanted.keys()]
    for key in wanted.keys() & found.keys():
        who = found[key].who
        called = who is not None and who.type == "civilians"
        if "who" in wanted[key] and called != (wanted[key]["who"] == "civilians"):
            wrong.append(f"{key} are {wanted[key]['who']}")
    return "; ".join(sorted(wrong)) or None


def check_tolls_of_acts(row: Row, reference: Reference) -> Told:
    """Tell which tolls are wrong, missed, told twice, at another act than one that the gold names, or counted as another period is.

    A gold toll without ``counting`` is of one act; an ``optional`` one need not be found. ``actor`` must act in every act with a toll.
    What a claim counts that takes up an act with the same count is told once.
    """
    events = _events(row, reference)
    once = {(one.key, toll) for one in events for toll in one.casualties}
    told = [
        (claim, toll)
        for claim in events
        for toll in claim.casualties
        if claim.takes_up is None or (claim.takes_up.antecedent_key, toll) not in once
    ]
    wrong = []
    for wanted in sorted(row["gold"], key=lambda one: bool(one.get("optional"))):
        served = next((one for one in told if _is_toll_at(wanted, row, *one)), None)
        if served is not None:
            told.remove(served)
            if "actor" in row and not any(same_body(row["actor"], name) for name in actors_of(served[0])):
                wrong.append(f"{row['actor']} did not act")
        elif not wanted.get("optional"):
            wrong.append(f"{wanted['effect']} {wanted['minimum']}..{wanted['maximum']} is not at {wanted['at']}")
    wrong += [
        f"{toll.effect} {toll.minimum}..{toll.maximum} at {claim.trigger.quote!r} ({claim.counting})"
        for claim, toll in told
    ]
    return "; ".join(wrong) or None


def _is_toll_at(wanted: Row, row: Row, claim: EventClaim, toll: Casualties) -> bool:
    said = (toll.effect, toll.minimum, toll.maximum) == (wanted["effect"], wanted["minimum"], wanted["maximum"])
    here = any(claim.trigger.overlaps(span) for words in wanted["at"] for span in _spans(words, row["text"]))
    return said and here and claim.counting in wanted.get("counting", ["incident", "unknown"])


def _spans(words: str, text: str) -> Iterator[Span]:
    for start in (at for at in range(len(text)) if text.startswith(words, at)):
        yield Span.of(text, start, start + len(words))


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


def check_clocks(row: Row, _reference: Reference) -> Told:
    """Tell which times with hours of the clock are missed, invented, or put on another day, hour or zone than in the gold."""
    anchor = date.fromisoformat(row["published_on"]) if row["published_on"] else None
    found = read_times(row["text"], anchor)
    if any(_same_clocks(row["text"], wanted, found) for wanted in row["gold"]):
        return None
    return "; ".join(f"{row['text'][one.start : one.end]!r} {_clocked(one)}" for one in found) or "nothing found"


def _same_clocks(text: str, wanted: list[Row], found: tuple[ToldTime, ...]) -> bool:
    return len(wanted) == len(found) and all(
        _overlaps(text, one["words"], read.start, read.end)
        and all(one.get(name) == value for name, value in _clocked(read).items())
        for one, read in zip(wanted, found, strict=True)
    )


def _clocked(told: ToldTime) -> Row:
    """Return ends, precision and clock as the gold has them; an hour without a day as hours."""
    time = told.interval()
    clock = [time.clock.start, time.clock.end] if time.clock else None
    read: Row = {"start": time.start, "end": time.end, "precision": time.precision, "clock": clock}
    if told.hour and time.start is None and time.end is None:
        read["hour"] = "-".join(f"{(end or 0) // 60:02}:{(end or 0) % 60:02}" for end in told.hour[:2])
    return read


def check_modality(row: Row, reference: Reference) -> Told:
    """Tell which words of a sentence are wrongly judged: by their claim, or where there is none by the rules of scope."""
    return _told(row, _events(row, reference), lambda word: _ruled(row, word, reference))


def check_modality_of_claims(row: Row, reference: Reference) -> Told:
    """Tell which events of a sentence are missed or wrongly judged; a claim is held to the word of its trigger."""
    return _told(row, _events(row, reference), lambda _word: [])


def _ruled(row: Row, word: str, reference: Reference) -> list[Judged]:
    """Return the judgement of a word that no claim was made of."""
    doc = reference.nlp(row["text"])
    found = [judge(clauses_in(doc), token.i, reference.lexicon) for token in doc if token.text == word]
    return [(one.modality, one.polarity, "unknown" if one.historical else "incident") for one in found[-1:] if one]


def _told(row: Row, events: list[EventClaim], otherwise: Callable[[str], list[Judged]]) -> Told:
    told = []
    for wanted in row["gold"]:
        at = [one for one in events if _overlaps(row["text"], wanted["words"], one.trigger.start, one.trigger.end)]
        judged = [(one.modality, one.polarity, one.counting) for one in at] or otherwise(wanted["words"])
        if not _fits(wanted, judged):
            told.append(f"{wanted['words']} is {', '.join(map(' '.join, judged)) or 'not found'}")
    return "; ".join(told) or None


def _fits(wanted: Row, judged: list[Judged]) -> bool:
    if "must" in wanted:
        real = [one for one in judged if one[0] in HAPPENED and one[1] == "affirmed"]
        return not (real if wanted["must"] == "not happened" else [one for one in real if one[2] != "unknown"])
    return bool(judged) and all(
        modality in wanted["modality"] and polarity == wanted.get("polarity", polarity)
        for modality, polarity, _ in judged
    )


def check_history(row: Row, reference: Reference) -> Told:
    """Tell which events of a sentence are wrongly new or wrongly old.

    New is what makes an incident of the weeks before publication. Old is what makes none, or one at a past time of its own:
    in the year that the gold says, if it says one.
    """
    events, limit = _events(row, reference), date.fromisoformat(row["published_on"]) - timedelta(days=_OLD_DAYS)
    told = []
    for wanted in row["gold"]:
        at = [one for one in events if _overlaps(row["text"], wanted["words"], one.trigger.start, one.trigger.end)]
        made = [one for one in at if one.polarity == "affirmed" and tells(one)]
        news = [one for one in made if one.time.end is None or one.time.end[:10] > limit.isoformat()]
        years = {one.time.start[:4] for one in made if one.time.start and one not in news}
        misdated = not wanted["new"] and "year" in wanted and not years <= {str(wanted["year"])}
        if bool(news) != wanted["new"] or misdated:
            told.append(
                f"{wanted['words']} is {[(one.modality, one.counting, one.time.start) for one in at] or 'not found'}"
            )
    return "; ".join(told) or None


CHECKS: dict[str, Callable[[Row, Reference], Told]] = {
    "tolls": check_tolls,
    "tolls_reported": check_tolls,
    "tolls_of_acts": check_tolls_of_acts,
    "tolls_told": check_tolls_of_acts,
    "times": check_times,
    "clocks": check_clocks,
    "modality": check_modality,
    "modality_of_claims": check_modality_of_claims,
    "history": check_history,
}
FILES = {"modality_of_claims": "modality"}


def main(name: str, suffix: str = "") -> None:
    """Print the sentences of a set that are wrong, and the score."""
    reference, told = Reference(ReferenceConfig()), []
    for row in rows(FOLDER / f"{FILES.get(name, name)}{'_' if suffix else ''}{suffix}.jsonl"):
        told.append(CHECKS[name](row, reference))
        if told[-1]:
            print(row["id"], row["text"], "->", told[-1])
    print(f"{sum(one is None for one in told)} of {len(told)} right")


if __name__ == "__main__":
    main(*sys.argv[1:])
