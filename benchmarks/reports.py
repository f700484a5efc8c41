"""Made-up reports of one sentence each, for timing: a seeded war in towns of Syria, of own templates. Nothing in them happened."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

_TOWNS: Final = (
    "Khan Sheikhoun", "Maarat al-Numan", "Saraqib", "Kafr Nabl", "Jisr al-Shughur", "Ariha", "Binnish", "Atarib", "Morek",
    "Kafr Zita", "Latamneh", "Sarmin", "Darat Izza", "Hayan", "Anadan", "Qalaat al-Madiq", "Suqaylabiyah", "Mhardeh",
)  # fmt: skip
_ACTORS: Final = ("Government forces", "Rebels", "Russian warplanes", "Militants", "Turkish forces", "Unknown gunmen")
_ACTS: Final = (
    "shelled {place}",
    "attacked a market in {place}",
    "bombed a school in {place}",
    "fired rockets at {place}",
)
_TOLLS: Final = ("", ", killing {n} civilians", ", wounding {n} people", ", killing at least {n} people")
_VOICES: Final = (
    "the Syrian Observatory for Human Rights said",
    "residents said",
    "state media reported",
    "a medic said",
)
_OTHER: Final = (
    "{town} is known for its olives, a shopkeeper said.",
    "The price of bread in {town} rose on {day}, residents said.",
    "A wedding was held in {town} on {day}.",
)
_PAPERS: Final = (
    "Orient",
    "Zaman al-Wasl",
    "Enab Baladi",
    "SANA",
    "Reuters",
    "Anadolu",
    "The Syrian Observer",
    "Al-Watan",
)
_FIRST: Final = date(2019, 1, 1)
_A_DAY: Final = 12  # reports


def reports(n: int, seed: int = 1, irrelevant: float = 0.0) -> Iterator[dict[str, str]]:
    """Yield ``n`` reports as rows of a table, in their order of days; a share of them tells of no war. The same seed gives the same ones.

    A longer war is no denser one: some dozen reports a day, however many are asked for, and one act in three told again.
    """
    choose = random.Random(seed)  # noqa: S311 - a seeded generator, no secret
    act = ""
    for number in range(n):
        day = _FIRST + timedelta(days=number // _A_DAY)
        words = f"{day:%A}, {day.day} {day:%B %Y}"
        if choose.random() < irrelevant:
            text = choose.choice(_OTHER).format(town=choose.choice(_TOWNS), day=words)
        else:
            act = act if act and number % _A_DAY and choose.random() < 1 / 3 else _act(choose)
            toll = choose.choice(_TOLLS).format(n=choose.randint(2, 14))
            text = f"{act} on {words}{toll}, {choose.choice(_VOICES)}."
        published = (day + timedelta(days=choose.choice((0, 1, 1)))).isoformat()
        yield {
            "id": f"r{seed}-{number}", "publisher": choose.choice(_PAPERS), "published_on": published, "language": "en",
            "title": f"Report {seed}-{number}", "text": text,
        }  # fmt: skip


def write(path: Path, rows: Iterator[dict[str, str]]) -> None:
    """Write reports as JSON Lines."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def _act(choose: random.Random) -> str:
    return f"{choose.choice(_ACTORS)} {choose.choice(_ACTS).format(place=choose.choice(_TOWNS))}"
