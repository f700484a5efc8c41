"""Where rows of names come from, and how far a row meets a name that is asked for."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from rapidfuzz import fuzz

from servanda.reference.gazetteer.compiling import stages
from servanda.reference.gazetteer.place_tables import NamedPlace
from servanda.reference.gazetteer.places import STAGE_SCORES, SUGGESTION, WITH_SUPPORT, WORLD, Place, PlaceHit
from servanda.text.folds import ARABIC_SCRIPT, STAGES, fold_keys, joined, plain, sounded, vowels
from servanda.text.spelled import spelled, spelled_out

_CACHE_SIZE = 65_536
T = TypeVar("T")
VILLAGE = "village"
SKELETON = 3  # the place of the skeleton among the stages
_MIN_BONES = 4  # a skeleton of fewer consonants fits too many names: such a hit needs support from the context
_LEAST_BONES = 3
_MIN_LIKENESS = 70.0  # of the vowel folds of two names with one skeleton, 0-100
_ALIKE = 95.0  # then even a short skeleton needs no support
_QUERY = "SELECT n.key, n.form, n.stage, n.place FROM name n WHERE n.key IN ({keys})"
_ALL_ROWS = (
    "SELECT key, group_concat(place || char(9) || stage || char(9) || form, char(10)) FROM name "
    "WHERE country IN (''{countries}) GROUP BY key"
)
# Names of countries stand under none; to ask for the country of a name spares the look at most places.
_SPELLINGS = (
    "SELECT n.key, p.* FROM name n JOIN place p ON p.number = n.place WHERE n.stage < ? AND p.feature != ? "
    "AND n.country IN (''{countries}) AND p.country != '' AND p.country IN (''{countries})"
)
_ALL_PLACES = "SELECT * FROM place WHERE country IN (''{countries})"

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


class _Held(NamedTuple):
    """What is held in memory of a database: its rows packed by key, and the places that they name by number."""

    packed: Mapping[str, str]
    places: Mapping[int, tuple[Any, ...]]


def _once_a_file(
    read: Callable[[sqlite3.Connection, tuple[str, ...]], T],
) -> Callable[[sqlite3.Connection, tuple[str, ...]], T]:
    """Keep what is read of a database for some countries: that of a file once a process, for its name says what it holds."""

    @lru_cache(maxsize=4)
    def of_file(path: Path, countries: tuple[str, ...]) -> T:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return read(database, countries)

    @wraps(read)
    def kept(database: sqlite3.Connection, countries: tuple[str, ...]) -> T:
        path = Path(database.execute("PRAGMA database_list").fetchone()[2])
        return of_file(path, countries) if path.is_file() else read(database, countries)

    return kept


@_once_a_file
def _held(database: sqlite3.Connection, countries: tuple[str, ...]) -> _Held:
    packed, places = (
        database.execute(query.format(countries=", ?" * len(countries)), countries).fetchall()
        for query in (_ALL_ROWS, _ALL_PLACES)
    )
    return _Held(dict(packed), {row[0]: row for row in places})


@_once_a_file
def spellings(database: sqlite3.Connection, countries: tuple[str, ...]) -> Mapping[str, tuple[Place, ...]]:
    """Return the places of countries but villages, by all but the skeletons of their names."""
    found: dict[str, list[Place]] = {}
    places: dict[int, Place] = {}
    query = _SPELLINGS.format(countries=", ?" * len(countries))
    for key, number, *values in database.execute(query, (SKELETON, VILLAGE, *countries, *countries)):
        found.setdefault(key, []).append(places.setdefault(number, Place(*values)))
    return {key: tuple(named) for key, named in found.items()}


class Entries:
    """The rows of a compiled database; a place is made once.

    For the countries of a conflict the rows are held in memory, packed by key; those of all the world stay in the database.
    """

    def __init__(self, database: sqlite3.Connection, countries: tuple[str, ...]) -> None:
        self._database = database
        self._countries = countries
        self._place = lru_cache(maxsize=_CACHE_SIZE)(self._read)

    def rows(self, keys: tuple[str, ...]) -> list[Row]:
        """Return the rows under any of ``keys``: of the countries that were asked for, and of countries themselves."""
        wanted = [key for key in dict.fromkeys(keys) if key]
        if WORLD in self._countries:
            found = self._database.execute(_QUERY.format(keys=", ".join("?" * len(wanted))), wanted)
            return [(key, form, stage, self._place(number)) for key, form, stage, number in found]
        return [row for key in wanted if (packed := self._packed.get(key)) for row in self._unpacked(key, packed)]

    def _unpacked(self, key: str, packed: str) -> Iterator[Row]:
        for line in packed.split("\n"):
            number, stage, form = line.split("\t")
            yield key, form, int(stage), self._place(int(number))

    @cached_property
    def _packed(self) -> Mapping[str, str]:
        return _held(self._database, self._countries).packed

    @cached_property
    def _places(self) -> Mapping[int, tuple[Any, ...]]:
        return {} if WORLD in self._countries else _held(self._database, self._countries).places

    def _read(self, number: int) -> Place:
        row = self._places.get(number)
        if row is None:
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

    @classmethod
    def strict(cls, name: str) -> "Asked":
        """Return ``name`` without its skeleton."""
        return cls((plain(name), joined(name), vowels(name), ""), joined(name), vowels(name))

    def loose(self) -> "Asked":
        """Return it by its skeleton alone."""
        return self._replace(keys=(*("",) * SKELETON, self.keys[SKELETON]))


def hits_of(asked: Asked, rows: Iterable[Row], scope: tuple[str, ...]) -> list[PlaceHit]:
    """Return how far the places of rows meet what is asked, each place once."""
    sound, n_sounds = sounded(asked.vowelled), _n_sounds(asked.keys[SKELETON])
    found, letters, likeness = [], dict[str, list[str]](), dict[str, tuple[float, Place]]()
    for key, form, stored, place in rows:
        if not in_scope(place, scope):
            continue
        if stored < SKELETON:
            stage = max(stored, asked.keys.index(key))
            found.append(PlaceHit(place, STAGES[stage], place.name, STAGE_SCORES[STAGES[stage]]))
        elif ARABIC_SCRIPT.match(form):
            letters.setdefault(place.place_id, []).append(form)
            likeness.setdefault(place.place_id, (0.0, place))
        else:
            alike = fuzz.ratio(sound, form)
            if alike > likeness.get(place.place_id, (-1.0,))[0]:
                likeness[place.place_id] = alike, place
    for alike, place in likeness.values():
        score = _by_sound(alike, asked.likeness, n_sounds) if alike else 0.0
        found.append(PlaceHit(place, "skeleton", place.name, score))
    hits = (_by_letters(hit, letters.get(hit.place.place_id, ()), asked) for hit in best_of(found))
    return [hit for hit in hits if hit.score]


def best_of(hits: Iterable[PlaceHit]) -> list[PlaceHit]:
    """Keep of each place the hit that may be trusted most."""
    best: dict[str, PlaceHit] = {}
    for hit in hits:
        known = best.get(hit.place.place_id)
        if known is None or hit.score > known.score:
            best[hit.place.place_id] = hit
    return list(best.values())


def _by_sound(likeness: float, least: float, n_sounds: int) -> float:
    """Score two names of one skeleton by their vowels; a short one needs nearly the same, or support."""
    if likeness < least or n_sounds < _LEAST_BONES:
        return round(SUGGESTION * likeness / 100 - 0.01, 4)
    return STAGE_SCORES["skeleton"] if n_sounds >= _MIN_BONES or likeness >= _ALIKE else WITH_SUPPORT


def _by_letters(hit: PlaceHit, forms: Iterable[str], asked: Asked) -> PlaceHit:
    """Take a hit by sound for sure where the Arabic letters agree, and one without where they are spelled out."""
    sure = STAGE_SCORES["skeleton"]
    for form in forms if hit.score < sure else ():
        if (hit.score == WITH_SUPPORT and spelled(form, asked.joined)) or spelled_out(form, asked.joined):
            return hit._replace(score=sure)
    return hit


def _n_sounds(bones: str) -> int:
    """Count the consonants of a skeleton; sh and gh (kh) are one each, and the first sign is its mark."""
    return len(bones) - 1 - bones.count("sh") - bones.count("gh")


def in_scope(place: Place, scope: tuple[str, ...]) -> bool:
    """Tell whether a place lies in a country in scope, is a country, or belongs to none."""
    return place.feature == "country" or place.country in scope or WORLD in scope or not place.country
