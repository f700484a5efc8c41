"""Deciding all places of a document together, where all the world is in scope.

Every name has namesakes somewhere. What the document says decides first: the words right behind a name ("Paris, Texas"),
the divisions and countries it names, and which readings lie close together; population and rank come last. Each name
starts with a belief in its readings; readings that other names of the document support gain in each round.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from servanda.reference.gazetteer import WORLD, Gazetteer, Place, PlaceHit, distance_km
from servanda.reference.gazetteer.places import STAGE_SCORES
from servanda.resolve.areas import situated
from servanda.resolve.config import ResolveConfig
from servanda.resolve.context import DocumentContext
from servanda.resolve.phrases import PlacePhrase
from servanda.resolve.places import PlaceDecision, Scored, no_village
from servanda.text.folds import joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[Any]

Key = TypeVar("Key")

# Weights in the units of the score; tuned on news with known places (evaluation suites lgl and geowebnews).
_RANK: Final = {"country": 1.4, "region": 0.9, "governorate": 0.85, "district": 0.2}
_TOWN: Final = 0.1  # of the decimal logarithm of the population
_CAPITAL, _BYNAME = 0.3, -0.2  # the seat of a state; found under another of its names
_STATED, _CONTRADICTED = 1.5, -0.8  # the words beside the name say so, or say otherwise
_SAME_ADMIN1, _SAME_COUNTRY, _NEAR = 0.9, 0.5, 0.6
_NEAR_KM = 60.0
_SHARPNESS = 5.0  # how fast belief grows with the score
_ROUNDS = 3
_N_READINGS = 25
_MIN_STAGE = STAGE_SCORES["vowel"]
_STAGE_WEIGHT = 5.0
_LEAST_MARGIN = 0.02
_ONE_PLACE_KM = 25.0


@dataclass(frozen=True)
class _Name:
    """A name of the document with its readings, how often it stands there, and their scores before any context."""

    hits: tuple[PlaceHit, ...]
    n_mentions: int
    bases: tuple[float, ...]
    reasons: tuple[tuple[str, ...], ...]


def decide_worldwide(
    phrases: Mapping[Key, PlacePhrase], context: DocumentContext, gazetteer: Gazetteer, config: ResolveConfig
) -> dict[Key, PlaceDecision]:
    """Return which place each phrase of a document means; those of one name and one stated area are decided alike."""
    groups: dict[tuple[str, str, str], list[Key]] = {}
    for key, phrase in phrases.items():
        stated = context.stated_area(phrase, gazetteer)
        groups.setdefault((phrase.core.casefold(), phrase.kind, stated.name if stated else ""), []).append(key)
    names = {
        group: _name(phrases[keys[0]], len(keys), context.stated_area(phrases[keys[0]], gazetteer), gazetteer, config)
        for group, keys in groups.items()
    }
    known = [group for group, name in names.items() if name.hits]
    scored = dict(zip(known, _together([names[group] for group in known]), strict=True))
    return {key: _decision(phrases[key], scored.get(group, ())) for group, keys in groups.items() for key in keys}


def _name(
    phrase: PlacePhrase, n_mentions: int, stated: Place | None, gazetteer: Gazetteer, config: ResolveConfig
) -> _Name:
    people = gazetteer.people(phrase.core) if config.demonyms else None
    if people is not None:
        hit = PlaceHit(people, "exact", phrase.core, 1.0)
        return _Name((hit,), n_mentions, (2.0,), ((f"the people of {people.name}",),))
    hits = _strictest(gazetteer.candidates(phrase.core, (WORLD,)), phrase)
    bases, reasons = [], []
    for hit in hits:
        base, why = _base(hit, phrase, gazetteer), [f"{hit.stage} match of {hit.matched!r}"]
        if stated is not None:
            inside = _within(hit.place, stated)
            base += _STATED if inside else _CONTRADICTED
            why.append(f"{'' if inside else 'not '}in {stated.name}, as the text says")
        bases.append(base)
        reasons.append(tuple(why))
    order = sorted(range(len(hits)), key=lambda n: (-bases[n], hits[n].place.place_id))[:_N_READINGS]
    return _Name(
        tuple(hits[n] for n in order), n_mentions, tuple(bases[n] for n in order), tuple(reasons[n] for n in order)
    )


def _strictest(hits: Sequence[PlaceHit], phrase: PlacePhrase) -> list[PlaceHit]:
    """Keep the readings of the strictest stage at which there are any; a district only where nothing else has the name."""
    placed = (hit for hit in hits if hit.score >= _MIN_STAGE and hit.place.latitude is not None)
    sure = [hit for hit in placed if not no_village(hit, phrase)]
    best = max((hit.score for hit in sure), default=0.0)
    sure = [hit for hit in sure if hit.score >= min(best, STAGE_SCORES["article"])]
    wanted = {"district": {"district"}, "governorate": {"governorate"}, "city": {"town"}, "village": {"town"}}.get(
        phrase.kind, set()
    )
    fit = [hit for hit in sure if hit.place.feature in wanted]
    if fit:
        return fit
    others = [hit for hit in sure if hit.place.feature != "district"]
    return others or sure


def _base(hit: PlaceHit, phrase: PlacePhrase, gazetteer: Gazetteer) -> float:
    place = hit.place
    rank = _RANK.get(place.feature)
    if rank is None:
        rank = _TOWN * math.log10(place.population + 10)
        rank += _CAPITAL * (place.place_id in gazetteer.capitals)
        rank += _BYNAME * (joined(place.name) != joined(phrase.core))
    return rank + _STAGE_WEIGHT * (hit.score - 1.0)


def _within(place: Place, area: Place) -> bool:
    """Tell whether a place lies in a country, division or region that the text names; the area itself does."""
    if place.place_id == area.place_id:
        return True
    if area.feature == "country":
        return place.country == area.country
    if area.feature == "governorate":
        return place.country == area.country and place.admin1 == area.name
    if area.feature == "district":
        return place.country == area.country and place.admin1 == area.admin1 and place.admin2 == area.admin2
    return distance_km(place, area) <= (area.radius_km or 0.0)


def _together(names: list[_Name]) -> list[tuple[Scored, ...]]:
    """Return the readings of each name, best first, after some rounds in which names support each other's readings."""
    import numpy as np

    if not names:
        return []
    owner = np.repeat(np.arange(len(names)), [len(name.hits) for name in names])
    base = np.array([value for name in names for value in name.bases])
    places = [hit.place for name in names for hit in name.hits]
    apart = owner[:, None] != owner[None, :]
    near, admin1, country = (kind * apart for kind in _ties(places))
    belief = _belief(base, owner)
    for _ in range(_ROUNDS):
        score = (
            base
            + _SAME_ADMIN1 * _support(admin1, belief, owner)
            + _SAME_COUNTRY * _support(country, belief, owner)
            + _NEAR * _support(near, belief, owner)
        )
        belief = _belief(score, owner)
    return [_ranked(name, score[owner == number]) for number, name in enumerate(names)]


def _ties(places: list[Place]) -> "tuple[Matrix, Matrix, Matrix]":
    """Return how near each pair of readings lies (0-1), and whether they share a division or a country (0 or 1)."""
    import numpy as np

    lat, lon = (np.radians([getattr(place, field) for place in places]) for field in ("latitude", "longitude"))
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    km = 12742.0 * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    local = np.array([place.feature in {"town", "district"} for place in places])
    near = np.exp(-km / _NEAR_KM) * local[:, None] * local[None, :]
    divisions = np.array(
        [f"{place.country}/{place.admin1}" if place.admin1 else f"-{n}" for n, place in enumerate(places)]
    )
    countries = np.array([place.country or f"-{n}" for n, place in enumerate(places)])
    return near, divisions[:, None] == divisions[None, :], countries[:, None] == countries[None, :]


def _support(tie: "Matrix", belief: "Matrix", owner: "Matrix") -> "Matrix":
    """Return for each reading how far the other names support it: the share of those that do, and some do at all."""
    import numpy as np

    n_names = int(owner[-1]) + 1
    each = np.zeros((tie.shape[0], n_names))
    for number in range(n_names):
        own = owner == number
        each[:, number] = tie[:, own] @ belief[own]
    others = max(n_names - 1, 1)
    total = each.sum(axis=1)
    support: Matrix = 0.5 * total / others + 0.5 * (1 - np.exp(-total))
    return support


def _belief(score: "Matrix", owner: "Matrix") -> "Matrix":
    import numpy as np

    belief = np.zeros_like(score)
    for number in range(int(owner[-1]) + 1):
        own = owner == number
        weight = np.exp(_SHARPNESS * (score[own] - score[own].max()))
        belief[own] = weight / weight.sum()
    return belief


def _ranked(name: _Name, scores: "Matrix") -> tuple[Scored, ...]:
    found = [
        Scored(hit, round(float(score), 4), reasons)
        for hit, score, reasons in zip(name.hits, scores, name.reasons, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.hit.place.place_id)))


def _decision(phrase: PlacePhrase, scored: tuple[Scored, ...]) -> PlaceDecision:
    if not scored:
        return PlaceDecision(None, "no place of this name in the gazetteer", "none", ())
    best = scored[0]
    rival = next((one for one in scored[1:] if not _one_place(one.hit.place, best.hit.place)), None)
    if rival is not None and best.score - rival.score < _LEAST_MARGIN:
        return PlaceDecision(None, "ambiguous: several places of this name fit equally well", "ambiguous", scored)
    why = "; ".join(best.reasons)
    return PlaceDecision(situated(best.hit.place, phrase), why, best.hit.stage, scored)


def _one_place(first: Place, second: Place) -> bool:
    """Tell whether two readings lie so close that a choice between them does no harm: a city and its own division."""
    return distance_km(first, second) <= _ONE_PLACE_KM or _within(first, second) or _within(second, first)
