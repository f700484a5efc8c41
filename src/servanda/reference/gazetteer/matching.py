"""Where rows of names come from, and how far a row meets a name that is asked for."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from servanda.reference.gazetteer.compiling import stages
from servanda.reference.gazetteer.place_tables import NamedPlace
from servanda.reference.gazetteer.places import STAGE_SCORES, SUGGESTION, WITH_SUPPORT, WORLD, Place, PlaceHit
from servanda.text.folds import ARABIC_SCRIPT, STAGES, fold_keys, joined, vowels
from servanda.text.spelled import spelled, spelled_out

_CACHE_SIZE = 65_536
SKELETON = 3  # the place of the skeleton among the stages
_MIN_BONES = 4  # a skeleton of fewer consonants fits too many names: such a hit needs support from the context
_LEAST_BONES = 3
_MIN_LIKENESS = 70.0  # of the vowel folds of two names with one skeleton, 0-100
_ALIKE = 95.0  # then even a short skeleton needs no support
_QUERY = "SELECT n.key, n.form, n.stage, n.place FROM name n WHERE n.key IN ({keys})"
_SCOPED = " AND n.country IN (''{countries})"

Row = tuple[str, str, int, Place]


class OwnPlaces:
    """A dossier's places under the same keys."""

    def __init__(self, items: tuple[NamedPlace, ...]) -> None:
        self.items = items
        self._by_key: dict[str, list[Row]] = {}
        for item in items:
            for (key, form), stage in sorted(stages(item.names).items()):
                self._by_key.setdefault(key, []).append((key, form, stage, item.place))

    def rows(self, keys: tuple[str, ...]) -> list[Row]:
        """Return the rows under any of ``keys``."""
        return [row for key in dict.fromkeys(keys) if key for row in self._by_key.get(key, ())]


class Entries:
    """The rows of a compiled database; a place is made once."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._place = lru_cache(maxsize=_CACHE_SIZE)(self._read)

    def rows(self, keys: tuple[str, ...], scope: tuple[str, ...]) -> Iterator[Row]:
        """Yield the rows under any of ``keys`` in the countries in scope, and those of countries themselves."""
        wanted = [key for key in dict.fromkeys(keys) if key]
        query = _QUERY.format(keys=", ".join("?" * len(wanted)))
        if WORLD not in scope:
            query += _SCOPED.format(countries=", ?" * len(scope))
            wanted += scope
        for key, form, stage, number in self._database.execute(query, wanted):
            yield key, form, stage, self._place(number)

    def _read(self, number: int) -> Place:
        row = self._database.execute("SELECT * FROM place WHERE number = ?", (number,)).fetchone()
        return Place(*row[1:])


class Asked(NamedTuple):
    """A name as it is looked for: its keys by stage, itself joined and vowel-folded, how like it a hit of its skeleton must be (0-100)."""

    keys: tuple[str, ...]
    joined: str
    vowelled: str
    likeness: float = _MIN_LIKENESS

    @classmethod
    def of(cls, name: str, likeness: float = _MIN_LIKENESS) -> "Asked":
        """Return ``name`` with all its keys."""
        return cls(fold_keys(name), joined(name), vowels(name), likeness)

    def strict(self) -> "Asked":
        """Return it without its skeleton."""
        return self._replace(keys=(*self.keys[:SKELETON], ""))

    def loose(self) -> "Asked":
        """Return it by its skeleton alone."""
        return self._replace(keys=(*("",) * SKELETON, self.keys[SKELETON]))


def hits_of(asked: Asked, rows: Iterable[Row], scope: tuple[str, ...]) -> list[PlaceHit]:
    """Return how far the places of rows meet what is asked, each place once."""
    met = [(key, form, stored, place) for key, form, stored, place in rows if in_scope(place, scope)]
    letters = [(place.place_id, form) for _, form, _, place in met if ARABIC_SCRIPT.match(form)]
    confirmed = frozenset(one for one, form in letters if spelled(form, asked.joined))
    read_out = frozenset(one for one, form in letters if spelled_out(form, asked.joined))
    found = []
    for key, form, stored, place in met:
        stage = max(stored, asked.keys.index(key))
        score = STAGE_SCORES[STAGES[stage]]
        if stage == SKELETON and place.place_id not in read_out:
            if ARABIC_SCRIPT.match(form):
                continue
            score = _by_sound(asked, form, place.place_id in confirmed)
        found.append(PlaceHit(place, STAGES[stage], place.name, score))
    return best_of(found)


def best_of(hits: Iterable[PlaceHit]) -> list[PlaceHit]:
    """Keep of each place the hit that may be trusted most."""
    best: dict[str, PlaceHit] = {}
    for hit in hits:
        known = best.get(hit.place.place_id)
        if known is None or hit.score > known.score:
            best[hit.place.place_id] = hit
    return list(best.values())


def _by_sound(asked: Asked, form: str, confirmed: bool) -> float:
    """Score two names of one skeleton by their vowels; a short one must be nearly the same, or agree with the Arabic letters."""
    from rapidfuzz import fuzz

    likeness, n_bones = fuzz.ratio(_sound(asked.vowelled), _sound(form)), _n_sounds(asked.keys[SKELETON])
    if likeness < asked.likeness or n_bones < _LEAST_BONES:
        return round(SUGGESTION * likeness / 100 - 0.01, 4)
    sure = n_bones >= _MIN_BONES or likeness >= _ALIKE or confirmed
    return STAGE_SCORES["skeleton"] if sure else WITH_SUPPORT


def _n_sounds(bones: str) -> int:
    """Count the consonants of a skeleton; sh and gh (kh) are one each, and the first sign is its mark."""
    return len(bones) - 1 - bones.count("sh") - bones.count("gh")


def _sound(form: str) -> str:
    """Fold romanisations of one consonant, so that likeness is about vowels."""
    return form.replace("dh", "d").replace("th", "t").replace("q", "k")


def in_scope(place: Place, scope: tuple[str, ...]) -> bool:
    """Tell whether a place lies in a country in scope, is a country, or belongs to none."""
    return place.feature == "country" or place.country in scope or WORLD in scope or not place.country
