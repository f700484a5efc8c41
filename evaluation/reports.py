"""Measure what reports say on short texts that we wrote ourselves (``own/reports/<group>.jsonl``), a kind of fault a row.

Rows are as in `evaluation.own`, with what ``own/reports/README.md`` tells besides. A row is right when every claim that it asks
for is found with all its fields right, no ``optional`` one that is found is wrong, and nothing happened that the row rules out.
The ``*_held_out`` files (not every group has one) are not for tuning. Each text goes through the product's own extract, and resolve where it names countries.

    python -m evaluation.reports [GROUP ...]     # prints each visible row that is wrong, and why, before the figures
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.own import (
    CODES,
    HAPPENED,
    acled_of,
    actors_of,
    happened,
    layer,
    matches,
    one_of,
    pairs,
    right_fields,
    rows,
    same_body,
    span_of,
)
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import AgreementReferenceClaim, Claim, EventClaim, ObservationClaim
from servanda.model.joining import index_identifications, join
from servanda.model.making import kind_of
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve

FOLDER = Path(__file__).parent / "own" / "reports"
GROUPS = (
    "who",
    "voice",
    "speakers",
    "status",
    "when",
    "where",
    "numbers",
    "acled",
    "senses",
    "verdict",
    "again",
    "agreement",
    "reach",
    "days",
    "checked",
    "doers",
    "deeds",
    "same_act",
)
APART = {"logs": ("entries",), "counts": ("counts",)}
_HELD_OUT = "_held_out"
Row = dict[str, Any]
Paired = list[tuple[Row, Claim | None]]


class Read(NamedTuple):
    """A row with the claims that were made of it, each wanted claim with the one that serves it, and what is wrong."""

    row: Row
    claims: tuple[Claim, ...]
    paired: Paired
    wrong: tuple[str, ...]


def measure() -> dict[str, float]:
    """Return the share of right rows by kind, and actors, days and places given and right; held-out rows apart, and entries of logs and what monitors count."""
    apart = {f"{set_}: {name}": value for set_, groups in APART.items() for name, value in of_groups(groups).items()}
    return of_groups(GROUPS) | apart


def of_groups(groups: Iterable[str]) -> dict[str, float]:
    """Return the figures of some groups of rows."""
    files = [(suffix, FOLDER / f"{group}{suffix}.jsonl") for suffix in ("", _HELD_OUT) for group in groups]
    done = read((suffix, row) for suffix, path in files if path.exists() for row in rows(path))
    figures = figures_of(done.get("", []))
    return figures | {f"{name} held out": value for name, value in figures_of(done.get(_HELD_OUT, [])).items()}


def read(asked: Iterable[tuple[str, Row]]) -> dict[str, list[Read]]:
    """Return rows as the product reads them, by set; print what is wrong, but of rows held out. Rows that share countries are read together."""
    done: dict[str, list[Read]] = {}
    ordered = sorted(asked, key=lambda one: one[1].get("countries", []))
    for countries, some in groupby(ordered, key=lambda one: one[1].get("countries", [])):
        reference = Reference(ReferenceConfig(countries=tuple(countries)))
        for name, row in some:
            claims = _claims(row, reference)
            paired = pairs(row, claims)
            wrong = tuple(faults(row, claims, paired))
            done.setdefault(name, []).append(Read(row, claims, paired, wrong))
            if wrong and name != _HELD_OUT:
                print("differs:", row["id"], "; ".join(wrong))
    return done


def _claims(row: Row, reference: Reference) -> tuple[Claim, ...]:
    text = layer(row)
    claims = tuple(extract(text, ExtractConfig(), reference))
    if not row.get("countries"):
        return claims
    named = index_identifications(resolve(text, claims, ResolveConfig(), reference))
    return tuple(join(claim, named) for claim in claims)


def faults(row: Row, claims: tuple[Claim, ...], paired: Paired) -> Iterator[str]:
    """Yield what is wrong with the claims of a row."""
    for wanted, match in paired:
        if match is None:
            if not wanted.get("optional"):
                yield f"no {wanted['kind']} {wanted['words']!r}"
            continue
        missed = [name for name, right in right_fields(wanted, match).items() if not right]
        if "takes_up" in wanted and not _takes_up(wanted["takes_up"], match, row["text"], claims):
            missed.append("takes_up")
        if missed:
            yield f"{wanted['words']!r}: {', '.join(missed)}"
    yield from (f"{words!r} happened" for words in row["never"] if happened(words, row["text"], claims))
    yield from _ruled_out(row, claims)


def _takes_up(wanted: Row | None, claim: Claim, text: str, claims: tuple[Claim, ...]) -> bool:
    """Tell whether a claim takes up the act that it should, in the right way, or none where it should take up none."""
    found = getattr(claim, "takes_up", None)
    if wanted is None or found is None:
        return wanted is None and found is None
    at = span_of(wanted["of"], text)
    keys = {one.key for one in claims if isinstance(one, EventClaim) and at.overlaps(one.trigger)}
    return bool(found.type == wanted["type"]) and found.antecedent_key in keys


def _ruled_out(row: Row, claims: tuple[Claim, ...]) -> Iterator[str]:
    """Yield what a row says of the whole text and does not hold: no attack, no verdict, no such speaker, no larger toll."""
    attacks = [one for one in claims if isinstance(one, EventClaim) and one.event.plover == "ASSAULT" and _is_fact(one)]
    if row.get("no_assault") and attacks:
        yield f"an attack {attacks[0].trigger.quote!r}"
    if row.get("no_threat") and any(one.event.plover == "THREATEN" for one in claims if isinstance(one, EventClaim)):
        yield "a threat"
    if row.get("no_observation") and any(isinstance(one, ObservationClaim) and _is_fact(one) for one in claims):
        yield "something seen"
    if row.get("no_verdict") and any(kind_of(claim) == "verdict" for claim in claims):
        yield "a verdict"
    if row.get("no_agreement") and (named := _agreements(claims)):
        yield f"agreement {', '.join(named)}"
    voices = {claim.attribution[-1].name for claim in claims if len(claim.attribution) > 1}
    yield from (f"{name} speaks" for name in row.get("not_speakers", ()) if name in voices)
    for effect, most in row.get("at_most", {}).items():
        tolls = {
            (one.trigger.start, toll.minimum, one.places)
            for one in attacks
            for toll in one.casualties
            if toll.effect == effect
        }
        if sum(count or 0 for _, count, _ in tolls) > most:
            yield f"more than {most} {effect}"


def _is_fact(claim: EventClaim | ObservationClaim) -> bool:
    return claim.modality in HAPPENED and claim.polarity == "affirmed"


def _agreements(claims: tuple[Claim, ...]) -> list[str]:
    referring = (claim for claim in claims if isinstance(claim, AgreementReferenceClaim))
    return [one.agreement_id for claim in referring for one in claim.agreements if one.agreement_id]


def figures_of(done: list[Read]) -> dict[str, float]:
    """Return the figures of rows that were read: right rows by kind, actors, days and places, labels of ACLED."""
    rows_of: Counter[str] = Counter(one.row["kind"] for one in done)
    right = Counter(one.row["kind"] for one in done if not one.wrong)
    shares = {kind: right[kind] / n for kind, n in rows_of.items() if not kind.startswith("acled-")}
    return {
        "rows right": sum(right.values()) / max(1, len(done)),
        **shares,
        **_found(done),
        **_actors(done),
        **_days_places(done),
        **_labels(done),
    }


def _found(done: list[Read]) -> dict[str, float]:
    """Return how many of the things that monitors count are found, and how many of these with their count, where any are asked for."""
    asked = [
        (wanted, match)
        for one in done
        for wanted, match in one.paired
        if wanted["kind"] == "observation" and not wanted.get("optional")
    ]
    counted = [(wanted, match) for wanted, match in asked if match is not None and "quantity" in wanted]
    right = sum(right_fields(wanted, match)["quantity"] for wanted, match in counted)
    found = {"observations found": sum(match is not None for _, match in asked) / len(asked)} if asked else {}
    return found | ({"counts right": right / len(counted)} if counted else {})


def _actors(done: list[Read]) -> dict[str, float]:
    """Return the share of published actors that are right, and of wanted ones that are published."""
    counts: Counter[str] = Counter()
    for one in done:
        asked = [wanted for wanted in one.row["claims"] if "actor" in wanted]
        facts = [claim for claim in one.claims if isinstance(claim, EventClaim) and _is_fact(claim)]
        for wanted in asked:
            given = {name for claim in facts if _meets(wanted, one.row, claim) for name in actors_of(claim)}
            counts["wanted"] += len(wanted["actor"])
            counts["covered"] += sum(any(same_body(actor, name) for name in given) for actor in wanted["actor"])
        for claim in facts:
            near = [actor for wanted in asked if _meets(wanted, one.row, claim) for actor in wanted["actor"]]
            if any(_meets(wanted, one.row, claim) for wanted in asked):
                counts["published"] += len(actors_of(claim))
                counts["right"] += sum(any(same_body(actor, name) for actor in near) for name in actors_of(claim))
    return _shares({"actors right": ("right", "published"), "actors covered": ("covered", "wanted")}, counts)


def _meets(wanted: Row, row: Row, claim: EventClaim) -> bool:
    return span_of(wanted["words"], row["text"]).overlaps(claim.trigger)


def _days_places(done: list[Read]) -> dict[str, float]:
    """Return for days (where the gold has one) and places how many found claims give one, and how many given ones are right."""
    counts: Counter[str] = Counter()
    for wanted, match in ((wanted, match) for one in done for wanted, match in one.paired if match is not None):
        if wanted.get("start"):
            given = getattr(getattr(match, "time", None), "start", None)
            counts.update(days=1, days_given=given is not None, days_right=one_of(wanted["start"], given))
        if wanted.get("places"):
            right = right_fields(wanted, match)["places"]
            counts.update(places=1, places_given=bool(getattr(match, "places", ())), places_right=right)
    told = {f"{what} given": (f"{what}_given", what) for what in ("days", "places")}
    return _shares(told | {f"{what} right": (f"{what}_right", f"{what}_given") for what in ("days", "places")}, counts)


def _shares(asked: dict[str, tuple[str, str]], counts: Counter[str]) -> dict[str, float]:
    return {name: counts[part] / counts[whole] for name, (part, whole) in asked.items() if counts[whole]}


def _labels(done: list[Read]) -> dict[str, float]:
    """Return F1 of each label of ACLED, and their mean weighted by sentences; the first claim that serves a sentence gives its label."""
    codes = {code: code for code in CODES.values()} | CODES
    said = [
        (codes[wanted["acled"]], codes.get(acled_of(match) or "", "") if match else "")
        for one in done
        for wanted, match in ((w, next(matches(w, one.row["text"], one.claims), None)) for w in one.row["claims"])
        if "acled" in wanted
    ]
    gold, given = Counter(a for a, _ in said), Counter(b for _, b in said)
    right = Counter(a for a, b in said if a == b)
    scores = {f"acled-{code}": 2 * right[code] / (gold[code] + given[code]) for code in gold}
    weighted = {"acled F1": sum(scores[f"acled-{code}"] * n for code, n in gold.items()) / len(said)} if said else {}
    return scores | weighted


if __name__ == "__main__":
    for figure, value in of_groups(sys.argv[1:] or GROUPS).items():
        print(f"{figure:40} {value:.3f}")
