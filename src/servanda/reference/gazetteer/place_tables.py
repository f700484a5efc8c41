"""Tables of places in CSV: a dossier's places.csv, the supplement, and what was imported into a dossier."""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, get_args

from servanda.errors import ConfigError
from servanda.model.places import PlacePrecision
from servanda.reference.gazetteer.places import Place
from servanda.text.folds import plain

COLUMNS: Final = (
    "place_id", "name", "aliases", "country", "latitude", "longitude", "admin1", "admin2", "feature", "precision",
    "uncertainty_km", "population", "source", "checked",
)  # fmt: skip
_PLACE_COLUMNS = ("name", "country", "latitude", "longitude")
_DEFAULT_RADIUS_KM = 3.0
_MAX_LATITUDE, _MAX_LONGITUDE = 90.0, 180.0
_SEPARATOR = re.compile(r"\s*[;|]\s*")


class NamedPlace(NamedTuple):
    """A place with all names it goes by."""

    place: Place
    names: tuple[str, ...]


def dossier_places(path: Path, prefix: str = "dossier") -> tuple[NamedPlace, ...]:
    """Return the places of a dossier's table.

    Raises `ConfigError` naming file, line and column where a row cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as a UTF-8 table of places ({error})") from error
    return tuple(read_places(text, str(path), prefix))


def write_places(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write a table of places whole or not at all; columns that the program does not know are kept behind its own."""
    kept = [{key: value for key, value in row.items() if key} for row in rows]
    others = [key for key in dict.fromkeys(key for row in kept for key in row) if key not in COLUMNS]
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, (*COLUMNS, *others), restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(kept)
    draft.replace(path)


def row_of(item: NamedPlace, checked: str = "none") -> dict[str, str]:
    """Return a place as a row of a table, coordinates to about a metre."""
    place = item.place
    values = (
        place.place_id, place.name, ";".join(name for name in item.names if name != place.name), place.country,
        _degrees(place.latitude), _degrees(place.longitude), place.admin1, place.admin2, place.feature, place.precision,
        place.radius_km, place.population or None, place.source, checked,
    )  # fmt: skip
    return {key: "" if value is None else str(value) for key, value in zip(COLUMNS, values, strict=True)}


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"


def split_names(names: str) -> tuple[str, ...]:
    """Return names that stand in one cell, separated by ``;`` or ``|``."""
    return tuple(name for name in _SEPARATOR.split(names.strip()) if name)


def read_places(text: str, where: str, prefix: str) -> Iterator[NamedPlace]:
    """Yield the places of a table in CSV; ``where`` names it in errors, ``prefix`` starts the ids of rows without one.

    Raises `ConfigError` naming line and column where a row cannot be used.
    """
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
                f"{line}: {item.place.name!r} stands twice with one admin1; give different names or admin1, or a place_id"
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
        place_id=(row.get("place_id") or "").strip() or f"{prefix}:{'-'.join(plain(f'{name} {admin1}').split())}",
        name=name,
        country=country,
        admin1=admin1 or None,
        feature=(row.get("feature") or "").strip() or "town",
        population=int(_number(row.get("population") or "0", f"{line}: population", 1e10)),
        latitude=_number(row["latitude"], f"{line}: latitude", _MAX_LATITUDE),
        longitude=_number(row["longitude"], f"{line}: longitude", _MAX_LONGITUDE),
        precision=_precision(row, line),
        radius_km=_radius(row, line),
        source=(row.get("source") or "").strip() or prefix,
        admin2=(row.get("admin2") or "").strip() or None,
    )
    return NamedPlace(place, (name, *split_names(row.get("aliases") or "")))


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
