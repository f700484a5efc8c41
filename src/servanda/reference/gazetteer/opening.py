"""Opening the gazetteer: one SQLite file in the cache folder, compiled country by country when first needed."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from servanda.errors import ConfigError
from servanda.model.codec import sha256
from servanda.model.ids import content_id
from servanda.reference.config import ReferenceConfig
from servanda.reference.gazetteer import geonames, place_tables, tables
from servanda.reference.gazetteer.compiling import COUNTRIES, SCHEMA, VERSION, compile_part, compile_table
from servanda.reference.gazetteer.lookup import Gazetteer
from servanda.reference.gazetteer.places import WORLD

_LOCK_SECONDS = 120.0


def open_gazetteer(config: ReferenceConfig) -> Gazetteer:
    """Return the gazetteer of the countries in scope, compiled now if it is not in the cache yet.

    Raises `ConfigError` when a country code is unknown or the dossier's table of places has a mistake.
    """
    codes, version = _checked(config.countries), _version()
    own = place_tables.dossier_places(Path(config.places)) if config.places else ()
    folder = _cache_folder(config.cache)
    database = _open(_file(folder, version, codes), lambda opened: _compile_parts(opened, (COUNTRIES, *codes)))
    imported = {path: content_id("gaz", {"code": VERSION, "table": _hash(path)}) for path in config.imported}
    others = tuple(_open(folder / f"{name}.sqlite", _compiler(path)) for path, name in imported.items())
    digest = content_id(
        "gaz",
        {
            "version": version,
            "countries": sorted(codes),
            "own": [list(map(list, own_)) for own_ in _plain(own)],
            "imported": sorted(imported.values()),
        },
    )
    return Gazetteer((database, *others), codes, own, digest)


def is_compiled(config: ReferenceConfig) -> bool:
    """Tell whether the countries in scope lie in the cache, so that opening takes no time; for all the world it is a minute."""
    codes = _checked(config.countries)
    path = _file(_cache_folder(config.cache), _version(), codes)
    if not path.is_file():
        return False
    try:
        database = sqlite3.connect(path)
        parts = {part for (part,) in database.execute("SELECT part FROM compiled")}
        database.close()
    except sqlite3.Error:
        return False
    return set(codes) <= parts


def _version() -> str:
    return content_id("gaz", {"code": VERSION, "data": geonames.data_version(), "tables": tables.tables_digest()})


def _file(folder: Path, version: str, codes: tuple[str, ...]) -> Path:
    """Return the file for these countries; that of all the world is one of its own, so that the other stays small."""
    return folder / f"{version}{'-world' if WORLD in codes else ''}.sqlite"


def _compile_parts(database: sqlite3.Connection, parts: tuple[str, ...]) -> None:
    for part in parts:
        compile_part(database, part)


def _compiler(path: str) -> Callable[[sqlite3.Connection], None]:
    return lambda database: compile_table(database, place_tables.dossier_places(Path(path), "imported"))


def _hash(path: str) -> str:
    try:
        return sha256(Path(path).read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: the imported table cannot be read ({error})") from error


def _plain(own: tuple[place_tables.NamedPlace, ...]) -> list[tuple[tuple[object, ...], tuple[str, ...]]]:
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


def _open(path: Path, compile_into: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    """Open the compiled file: of several programs one compiles, the others wait.

    A damaged file is made anew, and where nothing can be written it is kept in memory.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            try:
                return _compiled(str(path), compile_into)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                path.unlink(missing_ok=True)
                return _compiled(str(path), compile_into)
    except (sqlite3.OperationalError, OSError):
        return _compiled(":memory:", compile_into)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock beside a file during the body; a folder in which no lock can be made is written by nobody."""
    with ExitStack() as held:
        try:
            lock = held.enter_context(path.with_name(f"{path.name}.lock").open("w", encoding="ascii"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:
            held.close()
        yield


def _compiled(path: str, compile_into: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    # Read-only after this; SQLite itself serialises threads that share the connection.
    database = sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False)
    database.executescript(SCHEMA)
    compile_into(database)
    return database
