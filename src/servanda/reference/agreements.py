"""The registry of agreements: under which names reports speak of them, and the grammar of Security Council resolutions."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from msgspec import field

from servanda.errors import ConfigError
from servanda.model.base import Record
from servanda.model.ids import content_id
from servanda.reference.registry_files import read_entries, read_yaml, unique
from servanda.text.folds import plain, vowels

_OWN_FILE: Final = Path(__file__).parent / "data" / "agreements.yaml"
_CACHE_SIZE = 16_384
_EXACT, _INSIDE, _GENERIC, _GENERIC_INSIDE = 1.0, 0.95, 0.6, 0.5
_MIN_INSIDE = 2  # words; a single word inside a longer name is too little
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_N = r"(?:no\.?\s*|number\s*|nr\.?\s*)?"
_LIST = r"\d{1,4}(?:\s*\(\s*\d{4}\s*\))?(?:(?:\s*,\s*|\s*,?\s+and\s+)\d{1,4}(?:\s*\(\s*\d{4}\s*\))?(?!\d|/))*"
_RESOLUTION = re.compile(
    rf"(?:\b(?:resolutions?|res\.|unscrs?|scr|unsc(?:\s+resolutions?)?)\s*{_N}|\bs/res/)\s*(?P<numbers>{_LIST})(?![\d/])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d(])(\d{1,4})(?![\d)])(?:\s*\(\s*(\d{4})\s*\))?")
_OTHER_BODY = re.compile(
    r"general assembly|\bunga\b|\ba/res|human rights council|\ba/hrc|arab league|league of arab", re.IGNORECASE
)
_MAX_RESOLUTION = 2999


class GenericName(Record, frozen=True, kw_only=True):
    """A name that may mean several texts in reports on ``countries`` (none: anywhere)."""

    name: str
    countries: tuple[str, ...] = ()


class AgreementEntry(Record, frozen=True, kw_only=True):
    """An entry of the registry (the form is described at the top of ``data/agreements.yaml``)."""

    id: str
    title: str
    type: str | None = None
    signed: str | None = None
    countries: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    generic_names: tuple[GenericName, ...] = ()
    parties: tuple[str, ...] = ()
    external_ids: dict[str, str] = field(default_factory=dict)
    disputed: tuple[dict[str, str], ...] = ()
    source: str | None = None
    checked: Literal["none", "secondary", "primary"] = "none"


class AgreementHit(NamedTuple):
    """An agreement that a name may mean, how the two met, and how far to trust it (0-1)."""

    agreement_id: str
    title: str
    stage: Literal["resolution", "exact", "inside", "generic"]
    score: float


class AgreementRegistry:
    """Agreements by id and by name; read-only. ``digest`` names the state of the data, ``warnings`` what was passed over."""

    def __init__(self, entries: Iterable[AgreementEntry], warnings: tuple[str, ...] = ()) -> None:
        """Take the entries; ids must be unique."""
        self.entries: Mapping[str, AgreementEntry] = {
            entry.id: entry for entry in sorted(entries, key=lambda entry: entry.id)
        }
        self.warnings = warnings
        self.digest = content_id("agr", tuple(self.entries.values()))
        self._names: dict[str, set[str]] = {}
        self._generic: dict[str, list[tuple[str, GenericName]]] = {}
        for entry in self.entries.values():
            for name in (entry.title, *entry.names):
                self._names.setdefault(_key(name), set()).add(entry.id)
            for generic in entry.generic_names:
                self._generic.setdefault(_key(generic.name), []).append((entry.id, generic))
        self._cached = lru_cache(maxsize=_CACHE_SIZE)(self._find)

    def candidates(self, name: str, countries: tuple[str, ...] = (), on: str | None = None) -> tuple[AgreementHit, ...]:
        """Return which agreements ``name`` may mean, best first; one hit above 0.9 and no other is an answer.

        ``countries`` narrow generic names; ``on`` (ISO date of the report) leaves out what was not signed yet. A year in
        ``name`` leaves out what was signed in another.
        """
        return self._cached(name, countries, on)

    def entry(self, agreement_id: str) -> AgreementEntry | None:
        """Return the entry of ``agreement_id``, if there is one."""
        return self.entries.get(agreement_id)

    def _find(self, name: str, countries: tuple[str, ...], on: str | None) -> tuple[AgreementHit, ...]:
        resolutions = resolution_ids(name)
        if resolutions or _RESOLUTION.search(name):
            return tuple(AgreementHit(number, self._title(number), "resolution", 1.0) for number in resolutions)
        hits = self._exact(_key(name), countries) or self._inside(_key(name), countries)
        years = set(_YEAR.findall(name))
        fit = [hit for hit in hits if self._fits(hit, years, on)]
        return tuple(sorted(set(fit), key=lambda hit: (-hit.score, hit.agreement_id)))

    def _title(self, agreement_id: str) -> str:
        entry = self.entries.get(agreement_id)
        return entry.title if entry else f"Security Council resolution {agreement_id.removeprefix('unscr-')}"

    def _exact(self, key: str, countries: tuple[str, ...]) -> list[AgreementHit]:
        found = [AgreementHit(one, self._title(one), "exact", _EXACT) for one in sorted(self._names.get(key, ()))]
        return found or self._generically(key, countries, _GENERIC)

    def _inside(self, key: str, countries: tuple[str, ...]) -> list[AgreementHit]:
        """Find the longest name of the registry that stands whole inside a longer one."""
        words = key.split()
        for length in range(len(words) - 1, _MIN_INSIDE - 1, -1):
            for start in range(len(words) - length + 1):
                part = " ".join(words[start : start + length])
                found = [
                    AgreementHit(one, self._title(one), "inside", _INSIDE) for one in sorted(self._names.get(part, ()))
                ]
                found = found or self._generically(part, countries, _GENERIC_INSIDE)
                if found:
                    return found
        return []

    def _generically(self, key: str, countries: tuple[str, ...], score: float) -> list[AgreementHit]:
        return [
            AgreementHit(one, self._title(one), "generic", score)
            for one, generic in self._generic.get(key, ())
            if not generic.countries or not countries or set(generic.countries) & set(countries)
        ]

    def _fits(self, hit: AgreementHit, years: set[str], on: str | None) -> bool:
        entry = self.entries.get(hit.agreement_id)
        signed = entry.signed if entry else None
        if not signed:
            return True
        return (not years or signed[:4] in years) and not (on and signed > on)


def resolution_ids(name: str) -> tuple[str, ...]:
    """Return ``unscr-NNNN`` for the Security Council resolutions that ``name`` speaks of, in order; other bodies' give none."""
    if _OTHER_BODY.search(name):
        return ()
    numbers = [int(number[1]) for match in _RESOLUTION.finditer(name) for number in _NUMBER.finditer(match["numbers"])]
    return tuple(dict.fromkeys(f"unscr-{number}" for number in numbers if 0 < number <= _MAX_RESOLUTION))


def load_agreements(paths: tuple[Path, ...] = ()) -> AgreementRegistry:
    """Return the shipped registry with the names that a dossier's agreement files (CONTRACT section 5) give.

    Raises `ConfigError` naming file and field.
    """
    entries, warnings = read_entries(_OWN_FILE, AgreementEntry)
    known = unique(entries, _OWN_FILE)
    for path in paths:
        for entry in _from_file(path):
            known[entry.id] = _joined(known.get(entry.id), entry)
    return AgreementRegistry(known.values(), warnings)


def _from_file(path: Path) -> list[AgreementEntry]:
    content = _bare(read_yaml(path))
    if not isinstance(content, dict) or not isinstance(content.get("id"), str):
        raise ConfigError(f"{path}: an agreement file needs an id, such as 'id: sochi-mou-2018'")
    names = [_bare(name) for name in content.get("names") or ()]
    own = tuple(name for name in names if isinstance(name, str))
    shared = [name for name in names if isinstance(name, dict) and isinstance(name.get("name"), str)]
    time = _bare(content.get("time"))
    signed = _bare(time.get("signed")) if isinstance(time, dict) else None
    generic = tuple(GenericName(name=name["name"]) for name in shared)
    title = str(_bare(content.get("title")) or content["id"])
    entry = AgreementEntry(
        id=content["id"],
        title=title,
        names=own,
        generic_names=generic,
        signed=str(signed) if signed else None,
        source=path.name,
    )
    others = [
        AgreementEntry(id=str(other), title=str(other), generic_names=(GenericName(name=name["name"]),))
        for name in shared
        for other in name.get("also") or ()
    ]
    return [entry, *others]


def _joined(known: AgreementEntry | None, own: AgreementEntry) -> AgreementEntry:
    """Add a dossier's names to the shipped entry; a name the dossier calls shared is no longer that of one text alone."""
    if known is None:
        return own
    import msgspec

    shared = {_key(generic.name) for generic in own.generic_names}
    names = tuple(name for name in dict.fromkeys((*known.names, *own.names)) if _key(name) not in shared)
    return msgspec.structs.replace(
        known, names=names, generic_names=(*known.generic_names, *own.generic_names), signed=known.signed or own.signed
    )


def _bare(value: Any) -> Any:
    """Take the sourcing off a leaf: ``{value, source, checked, disputed}`` is its value."""
    return _bare(value["value"]) if isinstance(value, dict) and "value" in value else value


def _key(name: str) -> str:
    words = plain(name).removesuffix(" s").split()
    kept = [word for word in words if word not in {"the", "a", "of", "on", "and", "for"} and not _YEAR.fullmatch(word)]
    return " ".join(vowels(word) or word for word in kept)
