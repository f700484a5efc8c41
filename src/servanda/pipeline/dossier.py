"""A dossier: the folder that holds one case, and its settings file ``dossier.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from servanda.collect import CollectConfig
from servanda.errors import ConfigError, NotFoundError, RecordError, UsageError
from servanda.model.base import Record, require
from servanda.model.codec import from_plain
from servanda.model.making import replace
from servanda.model.sources import Reliability, Source
from servanda.parse import ParseConfig
from servanda.pipeline.limits import Limits
from servanda.reference import ReferenceConfig
from servanda.reference.confined import is_within
from servanda.report import ReleaseConfig
from servanda.store import Encrypt, make_key_file, make_vault_key

SETTINGS_FILE = "dossier.toml"
IMPORTED = "gazetteer"  # folder of the gazetteers that a dossier took over
TEMPLATES = ("ceasefire", "casualties")
_PATHS = ("agreements", "zones", "places", "actors", "stamp_roots")
_FOLDERS = ("agreements", "zones", "evidence", "custody", "vault")


class Protection(Record, frozen=True, kw_only=True):
    """``encrypt``: from which sensitivity on texts, and all that is made of them, are encrypted on the disk.

    ``protected`` means those whose fields the vault protects; ``confidential`` these and the confidential ones; ``internal``
    all but public ones; ``none`` none. What is encrypted stays so when this is changed.
    """

    encrypt: Encrypt = "protected"


class PeriodSetting(Record, frozen=True, kw_only=True):
    """What the dossier is about: from ``since`` until, not including, ``until`` (ISO dates; left out: as `dossier_period` tells, and open).

    Acts that surely lie outside are background: shown apart, and not counted.
    """

    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no date, and a period that is empty."""
        for value in (self.since, self.until):
            require(value is None or _is_date(value), f'{value!r} is no date; write it as "2019-02-15"')
        empty = self.since is not None and self.until is not None and self.since >= self.until
        require(not empty, f"since {self.since} until {self.until} is an empty period; until is not included")


class ReviewSetting(Record, frozen=True, kw_only=True):
    """How review counts: ``persons`` 2 where a judgement (accept, reject, amend) counts only once a second person has come to the same."""

    persons: Literal[1, 2] = 1


_ROOM_TABLES: dict[str, type[Record]] = {
    "collect": CollectConfig, "parse": ParseConfig, "limits": Limits, "release": ReleaseConfig, "protection": Protection,
    "period": PeriodSetting, "review": ReviewSetting,
}  # fmt: skip
"""Tables of ``dossier.toml`` that are the configuration of a room, of the processes that read, or of what is encrypted."""


class SourceSetting(Record, frozen=True, kw_only=True):
    """One ``[[sources]]`` table: how this desk names and grades a publisher.

    ``sensitivity`` is that of its documents of which nothing else was declared; ``hosts`` are its sites on the web.
    """

    name: str
    id: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    owner_family: str | None = None
    reliability: Reliability = "F"
    interested_in: tuple[str, ...] = ()
    note: str | None = None
    sensitivity: Literal["public", "internal"] = "internal"
    hosts: tuple[str, ...] = ()


class Settings(Record, frozen=True, kw_only=True):
    """What ``dossier.toml`` says; paths are relative to the dossier."""

    title: str = "Untitled dossier"
    licence: str | None = None
    countries: tuple[str, ...] = ()
    timezone: str = "UTC"
    language_model: str = "en_core_web_sm"
    agreements: str = "agreements"
    zones: str = "zones"
    places: str = "places.csv"
    actors: str = "actors.yaml"
    store: str | None = None
    collector: str = "desk"
    triage: bool = False
    as_of: str | None = None
    stamp_authority: str | None = None
    stamp_roots: str = "stamp-roots.pem"
    sources: tuple[SourceSetting, ...] = ()
    collect: CollectConfig = CollectConfig()
    parse: ParseConfig = ParseConfig()
    limits: Limits = Limits()
    release: ReleaseConfig = ReleaseConfig()
    protection: Protection = Protection()
    period: PeriodSetting = PeriodSetting()
    review: ReviewSetting = ReviewSetting()
    schema: int = 1


@dataclass(frozen=True)
class Dossier:
    """A folder and its settings. ``warnings`` name fields of the settings file that this version does not know."""

    folder: Path
    settings: Settings
    warnings: tuple[str, ...] = ()

    @property
    def agreements(self) -> Path:
        """Folder of the agreement files."""
        return self.folder / self.settings.agreements

    def reference_config(self) -> ReferenceConfig:
        """Return what the stages of this dossier look things up in."""
        return ReferenceConfig(
            countries=self.settings.countries,
            language_model=self.settings.language_model,
            places=self._own(self.settings.places),
            actors=self._own(self.settings.actors),
            agreements=tuple(str(path) for path in sorted(self.agreements.glob("*.yaml"))),
            imported=tuple(str(path) for path in sorted((self.folder / IMPORTED).glob("*.csv"))),
        )

    def collect_config(self) -> CollectConfig:
        """Return how this dossier collects; the file of authorities is looked for in its folder."""
        config = self.settings.collect
        return replace(config, ca_file=str(self.folder / config.ca_file)) if config.ca_file else config

    def sources(self) -> tuple[Source, ...]:
        """Return the graded sources; the id of a source defaults to its name in lower case with hyphens."""
        return tuple(_source(setting) for setting in self.settings.sources)

    def _own(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.is_file() else None


def open_dossier(folder: Path) -> Dossier:
    """Return the dossier in ``folder``. Raises `NotFoundError` or `ConfigError` (file, line or field, what to do)."""
    path = folder / SETTINGS_FILE
    if not path.is_file():
        raise NotFoundError(f"{folder} is no dossier: it has no {SETTINGS_FILE}. Make one with: servanda init {folder}")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: {error}. Mend that line; the file must be TOML in UTF-8.") from error
    known, warnings = _known(content, Settings, str(path))
    tables = [_known(table, SourceSetting, f"{path}, sources[{n}]") for n, table in enumerate(known.get("sources", []))]
    if tables:
        known["sources"] = [table for table, _ in tables]
    for name, kind in _ROOM_TABLES.items():
        if name in known:
            known[name], unknown = _known(known[name], kind, f"{path}, [{name}]")
            warnings += unknown
    try:
        settings: Settings = from_plain(known, Settings)
    except RecordError as error:
        raise ConfigError(f"{path}: {error}. See docs/reference/settings.md for what each field takes.") from error
    _require_confined(folder, settings)
    return Dossier(folder, settings, (*warnings, *(warning for _, named in tables for warning in named)))


def _require_confined(folder: Path, settings: Settings) -> None:
    """Raise `ConfigError` where a path of the settings leads out of the dossier."""
    named = {name: getattr(settings, name) for name in _PATHS} | {"[collect] ca_file": settings.collect.ca_file}
    for field, value in named.items():
        if value and not is_within(folder / value, [folder]):
            raise ConfigError(
                f"{folder / SETTINGS_FILE}, {field}: {value!r} leads out of the dossier; copy it into the dossier and name it there"
            )


def init_dossier(folder: Path, template: str = "ceasefire", passphrase: str | None = None) -> Dossier:
    """Make a dossier in ``folder`` with commented defaults, a key that signs its log and one for its vault, and return it.

    ``passphrase`` protects both keys. Raises `UsageError` where a dossier is already, `StoreUnavailable`.
    """
    if template not in TEMPLATES:
        raise UsageError(f"there is no template {template!r}; take one of: {', '.join(TEMPLATES)}")
    if (folder / SETTINGS_FILE).exists():
        raise UsageError(f"{folder} already holds a dossier; its settings stand in {folder / SETTINGS_FILE}")
    text = files("servanda.pipeline").joinpath("templates", f"{template}.toml").read_text(encoding="utf-8")
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "vault").chmod(0o700)
        (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot make a dossier in {folder}: {error.strerror or error}") from error
    make_key_file(folder, passphrase)
    make_vault_key(folder, passphrase)
    return open_dossier(folder)


def _known(table: Any, kind: type[Record], where: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Split a table into the fields that ``kind`` has and a warning for each that it has not."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: expected a table of fields, found {type(table).__name__}")
    fields = set(kind.__struct_fields__)
    unknown = sorted(set(table) - fields)
    warnings = tuple(f"{where}: unknown field {name!r} is ignored" for name in unknown)
    return {name: value for name, value in table.items() if name in fields}, warnings


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _source(setting: SourceSetting) -> Source:
    return Source(
        id=setting.id or "-".join(setting.name.lower().split()),
        name=setting.name,
        aliases=setting.aliases,
        kind=setting.kind,
        owner_family=setting.owner_family,
        reliability=setting.reliability,
        interested_in=setting.interested_in,
        note=setting.note,
    )
