"""Place tables: our own (governorates, countries' names, a supplement) and a dossier's places.csv."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, get_args

from servanda.errors import ConfigError
from servanda.model.codec import sha256
from servanda.model.places import PlacePrecision
from servanda.reference.gazetteer import geonames
from servanda.reference.gazetteer.divisions import divisions
from servanda.reference.gazetteer.places import Place
from servanda.text.folds import plain

_DATA = "servanda.reference"
_OWN_TABLES = (
    "admin1.csv", "countries.csv", "country_shapes.csv", "demonyms.csv", "divisions.checksums.txt", "regions.csv",
    "spellings.csv", "supplement.csv",
)  # fmt: skip
_PLACE_COLUMNS = ("name", "country", "latitude", "longitude")
_DEFAULT_RADIUS_KM = 3.0
_MAX_LATITUDE, _MAX_LONGITUDE = 90.0, 180.0
_MIN_LETTERS = 3
_MAX_CODE_LETTERS = 4
_SEPARATOR = re.compile(r"\s*[;|]\s*")


class NamedPlace(NamedTuple):
    """A place with all names it goes by."""

    place: Place
    names: tuple[str, ...]


class Governorate(NamedTuple):
    """A row of admin1.csv: a first-order division with its GeoNames code and its seat's name in GeoNames."""

    country: str
    code: str
    names: tuple[str, ...]
    seat: str


def governorates(country: str) -> tuple[Governorate, ...]:
    """Return the first-order divisions of a country to which our table gives usual names."""
    return tuple(
        Governorate(country, row["code"], (row["name"], *_split(row["aliases"])), row["seat"])
        for row in _own_rows("admin1.csv")
        if row["country"] == country
    )


@lru_cache(maxsize=1)
def country_names() -> dict[str, tuple[str, ...]]:
    """Return usual names of countries, in several scripts, by ISO code."""
    return {row["country"]: _split(row["aliases"]) for row in _own_rows("countries.csv")}


def spellings(country: str) -> dict[str, tuple[str, ...]]:
    """Return spellings of the press that GeoNames lacks, by the name that GeoNames gives the place."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in _own_rows("spellings.csv"):
        if row["country"] == country:
            found[row["geonames_name"]] += _split(row["aliases"])
    return dict(found)


def area_names(countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the first-order divisions of ``countries`` and of all countries."""
    names = [name for country in countries for item in governorates(country) for name in item.names]
    for country in countries:
        names.extend(name for item in divisions(country) if item.level == 1 for name in item.names if is_name(name))
    for known in geonames.countries():
        names.extend((known.name, *country_names().get(known.iso, ())))
    return tuple(dict.fromkeys(names))


def regions() -> Iterator[NamedPlace]:
    """Yield regions that are no division of one country: continents, seas, Donbas."""
    for row in _own_rows("regions.csv"):
        place = Place(
            place_id=f"region:{'-'.join(plain(row['name']).split())}",
            name=row["name"],
            country=row["country"],
            admin1=None,
            feature="region",
            population=0,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            precision="area",
            radius_km=float(row["radius_km"]),
            source=row["source"],
        )
        yield NamedPlace(place, (row["name"], *_split(row["aliases"])))


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Return for each folded name of a people (adjective or noun) the ISO code of its country or the name of its area."""
    return {plain(word): row["place"] for row in _own_rows("demonyms.csv") for word in _split(row["words"])}


def is_name(name: str) -> bool:
    """Tell names from codes and from machine transliterations without vowels, which GeoNames mixes."""
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < _MIN_LETTERS:
        return False
    if "\u0400" <= letters[0] <= "\u06ff":  # Cyrillic, Armenian, Hebrew and Arabic, which know no or other capitals
        return True
    latin = letters[0] <= "\u024f" or "\u1e00" <= letters[0] <= "\u1eff"
    return latin and not letters[0].islower() and not (name.isupper() and len(letters) <= _MAX_CODE_LETTERS)


def supplement(country: str) -> tuple[NamedPlace, ...]:
    """Return the places of a country that GeoNames' extract lacks and our supplement gives."""
    text = _own_text("supplement.csv")
    return tuple(item for item in _read(text, "supplement.csv", "supplement") if item.place.country == country)


def dossier_places(path: Path) -> tuple[NamedPlace, ...]:
    """Return the places of a dossier's table.

    Raises `ConfigError` naming file, line and column where a row cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as a UTF-8 table of places ({error})") from error
    return tuple(_read(text, str(path), "dossier"))


def tables_digest() -> str:
    """Return a hash of our own tables."""
    return sha256("\0".join(_own_text(name) for name in _OWN_TABLES).encode())


def _read(text: str, where: str, prefix: str) -> Iterator[NamedPlace]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in _PLACE_COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise ConfigError(
            f"{where}, line 1: column {', '.join(missing)} is missing; needed are {', '.join(_PLACE_COLUMNS)}"
        )
    seen: set[str] = set()
    for row in reader:
        line = f"{where}, line {reader.line_num}"
        item = _place(row, line, prefix)
        if item.place.place_id in seen:
            raise ConfigError(
                f"{line}: {item.place.name!r} stands twice with one admin1; give different names or admin1"
            )
        seen.add(item.place.place_id)
        yield item


def _place(row: dict[str, str], line: str, prefix: str) -> NamedPlace:
    if None in row or any(value is None for value in row.values()):
        raise ConfigError(f"{line}: the number of fields differs from the header; quote values that hold a comma")
    name, country, admin1 = row["name"].strip(), row["country"].strip().upper(), (row.get("admin1") or "").strip()
    if not name:
        raise ConfigError(f"{line}: name is empty")
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise ConfigError(f"{line}: country {country!r} is no ISO 3166 code of two letters")
    place = Place(
        place_id=f"{prefix}:{'-'.join(plain(f'{name} {admin1}').split())}",
        name=name,
        country=country,
        admin1=admin1 or None,
        feature=(row.get("feature") or "").strip() or "town",
        population=0,
        latitude=_number(row["latitude"], f"{line}: latitude", _MAX_LATITUDE),
        longitude=_number(row["longitude"], f"{line}: longitude", _MAX_LONGITUDE),
        precision=_precision(row, line),
        radius_km=_radius(row, line),
        source=(row.get("source") or "").strip() or prefix,
    )
    return NamedPlace(place, (name, *_split(row.get("aliases") or "")))


def _precision(row: dict[str, str], line: str) -> PlacePrecision:
    value = (row.get("precision") or "").strip() or "town"
    for known in get_args(PlacePrecision):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise ConfigError(f"{line}: precision {value!r} is none of {', '.join(get_args(PlacePrecision))}")


def _radius(row: dict[str, str], line: str) -> float:
    value = (row.get("uncertainty_km") or "").strip()
    return abs(_number(value, f"{line}: uncertainty_km", 1000.0)) if value else _DEFAULT_RADIUS_KM


def _number(value: str, what: str, limit: float) -> float:
    try:
        number = float(value)
    except ValueError:
        raise ConfigError(f"{what} {value!r} is no number; write degrees or kilometres such as 35.93") from None
    if not -limit <= number <= limit:
        raise ConfigError(f"{what} {value} is outside -{limit:g}..{limit:g}")
    return number


def _split(names: str) -> tuple[str, ...]:
    return tuple(name for name in _SEPARATOR.split(names.strip()) if name)


def _own_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_own_text(name))))


def _own_text(name: str) -> str:
    return (files(_DATA) / "data" / name).read_text(encoding="utf-8")
