"""Looking places up: candidates in stages from exact to fuzzy, each with its reason."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from servanda.reference.gazetteer import geonames, tables
from servanda.reference.gazetteer.divisions import admin1_at
from servanda.reference.gazetteer.matching import (
    VILLAGE,
    Asked,
    Entries,
    OwnPlaces,
    best_of,
    hits_of,
    in_scope,
    spellings,
)
from servanda.reference.gazetteer.place_tables import NamedPlace
from servanda.reference.gazetteer.places import (
    STAGE_SCORES,
    SUGGESTION,
    WORLD,
    Place,
    PlaceHit,
    distance_km,
)
from servanda.reference.gazetteer.variants import translated
from servanda.text.folds import plain, vowels
from servanda.text.romanised import romanised

_CACHE_SIZE = 65_536
_AREAS = frozenset({"governorate", "country"})
_ALIKE_TRANSLATED = 90.0
_MIN_FUZZY = 75.0
_N_FUZZY = 5
_OVERRIDE_KM = 15.0
_TOWNS = frozenset({"town", "village"})


class Gazetteer:
    """Places of the countries in scope (and all countries themselves), with a dossier's own; read-only.

    ``digest`` names the state of all data in it.
    """

    def __init__(
        self,
        databases: tuple[sqlite3.Connection, ...],
        countries: tuple[str, ...],
        own: tuple[NamedPlace, ...],
        digest: str,
    ) -> None:
        """Take open, compiled databases, the general one first; ``countries`` are ISO codes or `WORLD`."""
        self.countries = countries
        self.digest = digest
        self._database, *self._imported = databases
        self._entries = (
            *(Entries(database, countries) for database in self._imported),
            Entries(self._database, countries),
        )
        self._own = OwnPlaces(own)
        self._cached = lru_cache(maxsize=_CACHE_SIZE)(self._find)
        self._similar = lru_cache(maxsize=_CACHE_SIZE)(self._find_similar)

    def candidates(self, name: str, countries: tuple[str, ...] | None = None) -> tuple[PlaceHit, ...]:
        """Return what ``name`` may mean, best first; equal scores in the order of place ids.

        ``countries`` narrows the scope (default: that of the gazetteer); names of countries are found always. Hits with
        a score below `SUGGESTION` are suggestions only, never to be taken without a person.
        """
        return self._cached(name, self.countries if countries is None else countries)

    @property
    def own(self) -> tuple[NamedPlace, ...]:
        """Places of the dossier's own table."""
        return self._own.items

    def place(self, place_id: str) -> Place | None:
        """Return the entry of an id, the dossier's own first, if there is one."""
        own = next((item.place for item in self._own.items if item.place.place_id == place_id), None)
        query = "SELECT * FROM place WHERE place_id = ? ORDER BY number LIMIT 1"
        rows = (row for database in (*self._imported, self._database) for row in database.execute(query, (place_id,)))
        return own or next((Place(*row[1:]) for row in rows), None)

    def division(self, country: str, admin1: str, admin2: str | None = None) -> Place | None:
        """Return the district ``admin2`` of a governorate ``admin1``, by the names that places carry; without it the governorate."""
        feature = "governorate" if admin2 is None else "district"
        query = "SELECT * FROM place WHERE country = ? AND admin1 = ? AND feature = ? AND (admin2 = ? OR ? IS NULL) ORDER BY place_id"
        values = (country, admin1, feature, admin2, admin2)
        rows = (row for database in (self._database, *self._imported) for row in database.execute(query, values))
        return next((Place(*row[1:]) for row in rows), None)

    def country(self, code: str) -> Place | None:
        """Return a country by its ISO code."""
        return self._countries_by_code.get(code)

    def admin1_at(self, latitude: float, longitude: float) -> str | None:
        """Return the name of the first-order division around a point, where its country's outlines are shipped."""
        code = admin1_at(latitude, longitude)
        if code is None:
            return None
        ours = {f"{item.country}.{item.code}": item.names[0] for item in tables.governorates(code.split(".")[0])}
        return ours.get(code)

    def people(self, word: str) -> Place | None:
        """Return the country or area whose people ``word`` names ("Syrian", "Syrians"), if any."""
        named = tables.demonyms().get(plain(word))
        if named is None:
            return None
        if named in self._countries_by_code:
            return self._countries_by_code[named]
        hits = [hit.place for hit in self.candidates(named, (WORLD,)) if hit.stage == "exact"]
        return next((place for place in hits if place.feature in {"region", "governorate"}), None)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Place ids of the seats of states, as far as their countries are in scope."""
        found = set()
        for country in geonames.countries():
            towns = [
                hit.place
                for hit in self.candidates(country.capital, (country.iso,))
                if hit.place.feature == "town" and hit.place.country == country.iso
            ]
            if towns:
                found.add(max(towns, key=lambda town: (town.population, town.place_id)).place_id)
        return frozenset(found)

    @cached_property
    def _countries_by_code(self) -> Mapping[str, Place]:
        rows = self._database.execute("SELECT * FROM place WHERE feature = 'country'")
        return {place.country: place for place in (Place(*row[1:]) for row in rows)}

    def knows(self, name: str) -> bool:
        """Tell whether a place in scope goes by ``name``, usual romanisations of its vowels apart."""
        return any(hit.score > STAGE_SCORES["skeleton"] for hit in self.candidates(name))

    def is_town(self, name: str) -> bool:
        """Tell whether a town or village in scope goes by ``name`` exactly."""
        return any(hit.stage == "exact" and hit.place.feature in _TOWNS for hit in self.candidates(name))

    def suggestions(self, name: str, countries: tuple[str, ...] | None = None) -> tuple[PlaceHit, ...]:
        """Return similarly spelled places (fuzzy), best first; scores are below `SUGGESTION` by construction."""
        return self._similar(name, self.countries if countries is None else countries)

    def _find_similar(self, name: str, scope: tuple[str, ...]) -> tuple[PlaceHit, ...]:
        from rapidfuzz import fuzz, process

        matches = process.extract(
            vowels(name), self._spellings.keys(), scorer=fuzz.ratio, limit=4 * _N_FUZZY, score_cutoff=_MIN_FUZZY
        )
        best: dict[str, PlaceHit] = {}
        for spelling, ratio, _ in matches:
            for place in self._spellings[spelling]:
                if in_scope(place, scope) and place.place_id not in best:
                    score = round(ratio / 100 * SUGGESTION - 0.01, 4)
                    best[place.place_id] = PlaceHit(place, "fuzzy", place.name, score)
        return tuple(sorted(best.values(), key=_rank)[:_N_FUZZY])

    def areas_in(self, text: str) -> tuple[tuple[int, int, Place], ...]:
        """Return the governorates in scope and the countries that ``text`` names, with start and end, in order."""
        pattern, places = self._areas
        found = [(match.start(), match.end(), places[plain(match[0])]) for match in pattern.finditer(text)]
        return tuple(found)

    @cached_property
    def _areas(self) -> tuple[re.Pattern[str], Mapping[str, Place]]:
        places: dict[str, Place] = {}
        names: list[str] = []
        for name in tables.area_names(self.countries):
            hits = [hit for hit in self.candidates(name) if hit.stage == "exact" and hit.place.feature in _AREAS]
            if hits:
                places[plain(name)] = min((hit.place for hit in hits), key=self._nearest_scope)
                names.append(name)
        if not names:
            return re.compile(r"(?!)"), places
        names.sort(key=lambda name: (-len(name), name))
        firsts = re.escape("".join(sorted({name[0] for name in names})))  # most words begin with none of them
        return re.compile(rf"\b(?=[{firsts}])(?:{'|'.join(map(re.escape, names))})\b(?!-\w)"), places

    def _nearest_scope(self, place: Place) -> tuple[bool, int, str]:
        """Order areas of one name: divisions before countries, those of the main country first."""
        order = self.countries.index(place.country) if place.country in self.countries else len(self.countries)
        return place.feature == "country", order, place.place_id

    def _find(self, name: str, scope: tuple[str, ...]) -> tuple[PlaceHit, ...]:
        """Go from strict to loose, and no further than where something is found: a looser hit beside it is another place.

        A village does not end the way: a town spelled less alike may still be meant.
        """
        hits: list[PlaceHit] = []
        for asked in self._ways(name, scope):
            hits += asked if not hits else [hit for hit in asked if hit.place.feature != VILLAGE]
            if any(hit.place.feature != VILLAGE for hit in hits):
                break
        return tuple(sorted(best_of(hits), key=_rank))

    def _ways(self, name: str, scope: tuple[str, ...]) -> Iterator[list[PlaceHit]]:
        yield self._asked(Asked.strict(name), scope)
        yield [hit for form in translated(name) for hit in self._translated(form, scope)]
        yield _without_chance(self._asked(Asked.of(name).loose(), scope))
        if romanised(name):
            yield _without_chance(self._asked(Asked.of(romanised(name)).loose(), scope))

    def _translated(self, form: str, scope: tuple[str, ...]) -> Iterator[PlaceHit]:
        for hit in self._asked(Asked.of(form, _ALIKE_TRANSLATED), scope):
            if hit.score >= SUGGESTION:
                yield hit._replace(stage="translated", score=min(STAGE_SCORES["translated"], hit.score))

    def _asked(self, asked: Asked, scope: tuple[str, ...]) -> list[PlaceHit]:
        if not any(asked.keys):
            return []
        own = hits_of(asked, self._own.rows(asked.keys), scope) if self._own.items else []
        for entries in self._entries:
            rows = entries.rows(asked.keys)
            own += _not_overridden(hits_of(asked, rows, scope), own) if rows else []
        return own

    @cached_property
    def _spellings(self) -> Mapping[str, list[Place]]:
        """Places in scope but villages by the vowel folds of their names: one village or another is always spelled nearly so."""
        found: dict[str, list[Place]] = {}
        if WORLD in self.countries:
            return found
        for database in (self._database, *self._imported):
            for key, places in spellings(database, self.countries).items():
                found.setdefault(key, []).extend(places)
        for item in self._own.items:
            for name in item.names:
                found.setdefault(vowels(name), []).append(item.place)
        return found


def _not_overridden(hits: list[PlaceHit], own: list[PlaceHit]) -> list[PlaceHit]:
    """Leave out what the dossier's table describes anew: the same kind of place near one of its own."""
    sure = [hit.place for hit in own if hit.score >= SUGGESTION]
    return [hit for hit in hits if not any(_describes(place, hit.place) for place in sure)]


def _without_chance(hits: list[PlaceHit]) -> list[PlaceHit]:
    """Leave out villages whose consonants alone are alike: among tens of thousands some always are."""
    return [hit for hit in hits if hit.place.feature != VILLAGE or hit.score >= STAGE_SCORES["skeleton"]]


def _describes(own: Place, other: Place) -> bool:
    return own.precision == other.precision and distance_km(own, other) <= max(_OVERRIDE_KM, own.radius_km or 0.0)


def _rank(hit: PlaceHit) -> tuple[float, bool, str]:
    """Best first; a second-order division, which is meant less often, after the town of its name."""
    return (-hit.score, hit.place.feature == "district", hit.place.place_id)
