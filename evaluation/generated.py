"""A seeded war of known truth: attacks in towns, told by several documents with gaps, contradictions and wire copies.

The number of attacks a day stays the same however many documents are asked for: a longer war, not a denser one.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from evaluation.fitting import b_cubed
from servanda.corroborate import CorroborateConfig, corroborate
from servanda.model.claims import Casualties, EventClaim, EventType, MadeBy
from servanda.model.making import sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceMention
from servanda.model.sources import DocumentSource, Source
from servanda.model.spans import Span
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.reference.rarity import load_rarity
from servanda.text.shingles import shingles
from servanda.text.terms import terms

_LETTERS = "bcdfghklmnprstvz"


def _named(number: int) -> str:
    """Return a made-up name of letters for a number: figures are no words of a text."""
    return "".join(_LETTERS[number >> shift & 15] + "aeiou"[number % 5] for shift in (0, 4, 8, 12, 16))


_TOWNS = [(f"Town{_named(n)}", 30 + n // 30 * 0.2, 40 + n % 30 * 0.25) for n in range(900)]
_MODES = ("heavy-weapons", "aerial", "firearms", "explosives")
_ATTACKS_A_DAY = 12
_TELLINGS = (1, 1, 1, 2, 2, 3, 4, 6)
_N_COMMON = 200
_FIRST_DAY = date(2001, 1, 1)
_HAND = MadeBy(rule="hand", version="1")


class War(NamedTuple):
    """Claims, what is known of each document, and which attack each claim tells of, by claim id."""

    claims: list[EventClaim]
    sources: dict[str, DocumentSource]
    truth: dict[str, int]


@dataclass(frozen=True)
class Attack:
    """What happened: town, day, mode, toll, and a word that only its reports use."""

    number: int
    town: tuple[str, float, float]
    day: date
    mode: str
    toll: int
    actor: str
    mark: str


def war(n_documents: int, seed: int = 1) -> War:
    """Return a war told in ``n_documents`` documents; the same seed gives the same war."""
    choose = random.Random(seed)  # noqa: S311 - a seeded generator, no secret
    made = War([], {}, {})
    for attack in _attacks(choose):
        copied: str | None = None
        for _ in range(choose.choice(_TELLINGS)):
            if len(made.sources) >= n_documents:
                return made
            copied = _tell(made, attack, choose, copied)
    return made


def measure() -> dict[str, float]:
    """Return how well a war of 2,000 documents is put together again; a figure against gross faults, since it is made up."""
    made = war(2000)
    found = {
        member: incident.id
        for incident in corroborate(made.claims, made.sources, CorroborateConfig())
        for member in incident.members
    }
    ids = sorted(made.truth)
    score = b_cubed([found[one] for one in ids], [made.truth[one] for one in ids])
    return {"b-cubed f1": score.f1, "precision": score.precision, "overmerged": score.overmerged}


def _attacks(choose: random.Random) -> Iterator[Attack]:
    number = 0
    while True:
        yield Attack(
            number, choose.choice(_TOWNS), _FIRST_DAY + timedelta(days=number // _ATTACKS_A_DAY), choose.choice(_MODES),
            choose.choice((0, 0, 1, 2, 3, 5, 8, 13)), choose.choice(("north-army", "river-front")), f"mark{_named(number)}",
        )  # fmt: skip
        number += 1


def _tell(made: War, attack: Attack, choose: random.Random, copied: str | None) -> str:
    """Add one document that tells of an attack, sometimes a copy of the last one; return its text."""
    number = len(made.sources)
    toll = attack.toll + choose.choice((0, 0, 0, 1, 2)) if attack.toll else 0
    place = _place(attack, choose)
    if copied is None or choose.random() > 0.25:  # noqa: PLR2004 - one report in four is a copy
        words = choose.choices(_common_words(), k=40)
        copied = " ".join([*words, attack.mark, attack.town[0], f"{toll} killed"])
    name = f"doc{number:07}"
    found = terms(copied)
    made.sources[name] = DocumentSource(
        document_id=name, source=Source(id=f"s{number % 40}", name=f"Paper {number % 40}", owner_family=f"f{number % 25}"),
        published_on=(attack.day + timedelta(days=choose.choice((0, 1, 1, 2)))).isoformat(), shingles=shingles(copied),
        words=found.words, names=found.names, numbers=found.numbers,
    )  # fmt: skip
    claim = _claim(attack, name, (toll, place), choose)
    made.claims.append(claim)
    made.truth[claim.id] = attack.number
    return copied


@cache
def _common_words() -> tuple[str, ...]:
    """Return the words that most texts of news hold, the commonest first."""
    held = load_rarity().held
    return tuple(sorted((word for word in held if word.isalpha()), key=lambda word: (-held[word], word))[:_N_COMMON])


def _place(attack: Attack, choose: random.Random) -> PlaceMention | None:
    town, latitude, longitude = attack.town
    kind = choose.choices(("town", "area", "none"), (8, 1, 1))[0]
    if kind == "none":
        return None
    radius = 3.0 if kind == "town" else 15.0
    return PlaceMention(
        name=town if kind == "town" else f"near {town}", place_id=f"t:{town}", latitude=latitude, longitude=longitude,
        precision="town" if kind == "town" else "area", radius_km=radius, country="VS",
    )  # fmt: skip


def _claim(attack: Attack, document: str, said: tuple[int, PlaceMention | None], choose: random.Random) -> EventClaim:
    toll, place = said
    quote = f"{attack.mode} hit {place.name if place else 'the town'}, killing {toll}"
    dated = choose.random() < 0.8  # noqa: PLR2004 - four reports in five say when
    time = TimeInterval(
        start=attack.day.isoformat(), end=(attack.day + timedelta(days=1)).isoformat(), precision="day", basis="stated"
    )
    actors = (Participant(role="actor", type="group", name=attack.actor, entity_id=attack.actor),)
    return sealed(
        EventClaim(
            id="", key="", document_id=document, text_id=f"txt-{document}", language="en", made_by=_HAND,
            span=Span(start=0, end=len(quote), quote=quote), attribution=(Attribution(level="document", name=document),),
            event=EventType(plover="ASSAULT", mode=attack.mode if choose.random() < 0.8 else None),  # noqa: PLR2004 - as above
            trigger=Span(start=0, end=6, quote=quote[:6]), places=(place,) if place else (),
            participants=actors if choose.random() < 0.5 else (),  # noqa: PLR2004 - half of them name an actor
            time=time if dated else UNKNOWN_TIME,
            casualties=(Casualties(effect="killed", minimum=toll, maximum=toll),) if toll else (),
        )
    )  # fmt: skip


def attacks_of(made: War) -> int:
    """Return how many attacks are told of."""
    return len(Counter(made.truth.values()))
