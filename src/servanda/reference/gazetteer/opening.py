"""Opening the gazetteer: one SQLite file in the cache folder, compiled country by country when first needed."""

import os
import sqlite3
from pathlib import Path

from servanda.errors import ConfigError
from servanda.model.ids import content_id
from servanda.reference.config import ReferenceConfig
from servanda.reference.gazetteer import geonames, tables
from servanda.reference.gazetteer.compiling import COUNTRIES, SCHEMA, VERSION, compile_part
from servanda.reference.gazetteer.lookup import Gazetteer
from servanda.reference.gazetteer.places import WORLD

_LOCK_SECONDS = 120.0


def open_gazetteer(config: ReferenceConfig) -> Gazetteer:
    """Return the gazetteer of the countries in scope, compiled now if it is not in the cache yet.

    Raises `ConfigError` when a country code is unknown or the dossier's table of places has a mistake.
    """
    codes = _checked(config.countries)
    version = content_id("gaz", {"code": VERSION, "data": geonames.data_version(), "tables": tables.tables_digest()})
    own = tables.dossier_places(Path(config.places)) if config.places else ()
    database = _open(_cache_folder(config.cache) / f"{version}.sqlite", (COUNTRIES, *codes))
    digest = content_id(
        "gaz", {"version": version, "countries": sorted(codes), "own": [list(map(list, own_)) for own_ in _plain(own)]}
    )
    return Gazetteer(database, codes, own, digest)


def _plain(own: tuple[tables.NamedPlace, ...]) -> list[tuple[tuple[object, ...], tuple[str, ...]]]:
    return [(tuple(item.place), item.names) for item in own]


def _checked(countries: tuple[str, ...]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(code.strip().upper() for code in countries))
    known = {country.iso for country in geonames.countries()}
    unknown = [code for code in codes if code != WORLD and code not in known]
    if unknown:
        raise ConfigError(f"country {', '.join(unknown)}: no ISO 3166 code of two letters (Syria is SY, Ukraine UA)")
    return codes


def _cache_folder(cache: str | None) -> Path:
    """Return the folder for compiled data: as configured, else after the XDG base directory specification."""
    if cache:
        return Path(cache)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "servanda"


def _open(path: Path, parts: tuple[str, ...]) -> sqlite3.Connection:
    """Open the compiled file; a damaged one is made anew, and where nothing can be written it is kept in memory."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _compiled(str(path), parts)
    except (sqlite3.OperationalError, OSError):
        return _compiled(":memory:", parts)
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        return _compiled(str(path), parts)


def _compiled(path: str, parts: tuple[str, ...]) -> sqlite3.Connection:
    # Read-only after this; SQLite itself serialises threads that share the connection.
    database = sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False)
    database.executescript(SCHEMA)
    for part in parts:
        compile_part(database, part)
    return database
