"""The registry of agreements: under which names reports speak of them, and the grammar of Security Council resolutions."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import msgspec

from servanda.errors import ConfigError
from servanda.model.ids import content_id
from servanda.reference.agreement_descriptions import description, fitting
from servanda.reference.agreement_entries import AgreementEntry, GenericName
from servanda.reference.agreement_names import NameIndex
from servanda.reference.bounded_yaml import UnreadableYaml
from servanda.reference.lexicon_circumstances import ReferenceWords
from servanda.reference.lined_yaml import read_lines
from servanda.reference.resolutions import Resolution, find_resolutions, other_bodies
from servanda.reference.shipped import DATA, Shipped
from servanda.text.dates import read_dates
from servanda.text.folds import plain, vowels
from servanda.text.patterns import regex

__all__ = ["AgreementEntry", "AgreementHit", "AgreementRegistry", "GenericName", "load_agreements", "resolution_ids"]

SHIPPED: Final = Shipped(DATA / "agreements", AgreementEntry)
_CACHE_SIZE = 16_384
_EXACT, _INSIDE, _GENERIC, _GENERIC_INSIDE, _UNSURE = 1.0, 0.95, 0.6, 0.5, 0.6
_CONTEXT = 0.92
_DESCRIBED = 0.9
_MIN_FOLDED = 4
_MIN_INSIDE = 2  # words; a single word inside a longer name is too little
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_BEFORE_DATE = regex(r"[\s,(]*(?:\b(?:of|from|dated|signed on|signed in|in|on))?\s*$")
_LEFT_OUT = frozenset({"the", "a", "of", "on", "and", "for", "from", "dated"})


class AgreementHit(NamedTuple):
    """An agreement that a name may mean, how the two met, how far to trust it (0-1), and what speaks against it, if anything."""

    agreement_id: str
    title: str
    stage: Literal["resolution", "exact", "inside", "context", "described", "generic"]
    score: float
    against: str | None = None


class _Dated(NamedTuple):
    """A name, the name without its date, and the days ``[since, until)`` that the date covers, if there is one."""

    name: str
    core: str
    since: str | None = None
    until: str | None = None


class AgreementRegistry:
    """Agreements by id and by name; read-only. ``warnings`` is what was passed over."""

    def __init__(self, entries: Iterable[AgreementEntry], warnings: tuple[str, ...] = ()) -> None:
        """Take the entries; ids must be unique."""
        self.entries: Mapping[str, AgreementEntry] = {
            entry.id: entry for entry in sorted(entries, key=lambda entry: entry.id)
        }
        self.warnings = warnings
        self._cached = lru_cache(maxsize=_CACHE_SIZE)(self._find)

    @cached_property
    def _names(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for entry in self.entries.values():
            for name in (entry.title, *entry.names):
                found.setdefault(_key(name), set()).add(entry.id)
        return found

    @cached_property
    def _generic(self) -> Mapping[str, list[tuple[str, GenericName]]]:
        found: dict[str, list[tuple[str, GenericName]]] = {}
        for entry in self.entries.values():
            for generic in entry.generic_names:
                found.setdefault(_key(generic.name), []).append((entry.id, generic))
        return found

    @cached_property
    def name_index(self) -> NameIndex:
        """Where names stand in a text."""
        return NameIndex(
            name
            for entry in self.entries.values()
            for name in (entry.title, *entry.names, *(generic.name for generic in entry.generic_names))
            if entry.type != "resolution"
        )

    @cached_property
    def digest(self) -> str:
        """The name of the state of the data."""
        return content_id("agr", tuple(self.entries.values()))

    def candidates(self, name: str, countries: tuple[str, ...] = (), on: str | None = None) -> tuple[AgreementHit, ...]:
        """Return which agreements ``name`` may mean, best first; one hit above 0.9 and no other is an answer.

        ``countries`` narrow generic names; ``on`` (ISO date of the report) leaves out what was not signed yet. A date in
        ``name`` leaves out what was signed at another time.
        """
        return tuple(hit for hit in self._cached(name, countries, on) if hit.against is None)

    def passed_over(
        self, name: str, countries: tuple[str, ...] = (), on: str | None = None
    ) -> tuple[AgreementHit, ...]:
        """Return the agreements of this name that cannot be meant, each with what speaks against it."""
        return tuple(hit for hit in self._cached(name, countries, on) if hit.against is not None)

    def resolution(self, cited: Resolution, on: str | None = None) -> AgreementHit:
        """Return what a resolution found by the grammar means, and what speaks against it."""
        known = cited.agreement_id in self.entries
        score = _EXACT if cited.sure or known else _UNSURE
        hit = AgreementHit(cited.agreement_id, self._title(cited.agreement_id), "resolution", score)
        year = (f"{cited.year}-01-01", f"{int(cited.year) + 1}-01-01") if cited.year else (None, None)
        return self._judged(hit, year, on)

    def told_by_cues(self, hits: tuple[AgreementHit, ...], text: str) -> AgreementHit | None:
        """Return the one of several hits whose cues stand in ``text``, if they are those of one alone."""
        folded = plain(text)
        told = [
            hit for hit in hits if any(f" {plain(cue)}" in f" {folded}" for cue in self.entries[hit.agreement_id].cues)
        ]
        return told[0] if len(told) == 1 and all(self.entries[hit.agreement_id].cues for hit in hits) else None

    def described(
        self, mention: str, words: ReferenceWords, countries: tuple[str, ...], on: str | None = None
    ) -> tuple[AgreementHit, ...]:
        """Return the texts that a description without a name fits, by day, place or subject, kind and country.

        ``words`` say how agreements are described, ``on`` (ISO date of the report) leaves out what was not signed yet. Without a country,
        or with neither day nor place, nothing: another country's accord of that year is never offered.
        """
        dated = _dated(mention)
        asked = description(mention, dated.since, dated.until, words)
        found = fitting(asked, self.entries.values(), countries, words) if asked is not None else ()
        return tuple(
            AgreementHit(one.id, one.title, "described", _DESCRIBED)
            for one in found
            if not (on and one.signed and one.signed > on)
        )

    def entry(self, agreement_id: str) -> AgreementEntry | None:
        """Return the entry of ``agreement_id``, if there is one."""
        return self.entries.get(agreement_id)

    def _find(self, name: str, countries: tuple[str, ...], on: str | None) -> tuple[AgreementHit, ...]:
        cited = find_resolutions(name)
        if cited or other_bodies(name):
            return tuple(dict.fromkeys(self.resolution(one, on) for one in cited))
        dated = _dated(name)
        named = self._exact(_key(name), countries) or self._inside(_key(name), countries) if dated.since else []
        # A name of the registry that holds the date itself is not measured by it: "ceasefire of 27 July 2020".
        hits = named or self._exact(_key(dated.core), countries) or self._inside(_key(dated.core), countries)
        days = (None, None) if named and all(hit.stage == "exact" for hit in named) else (dated.since, dated.until)
        judged = {self._judged(hit, days, on) for hit in hits}
        return tuple(sorted(judged, key=lambda hit: (-hit.score, hit.agreement_id)))

    def _judged(self, hit: AgreementHit, days: tuple[str | None, str | None], on: str | None) -> AgreementHit:
        """Add to a hit what speaks against it: it was signed after the report, or not on the date beside the name."""
        entry = self.entries.get(hit.agreement_id)
        if entry is None or not entry.signed:
            return hit
        since, until = days
        signed = (entry.signed, *(one["value"] for one in entry.disputed if _YEAR.match(one.get("value", ""))))
        if since and until and not any(_overlap(day, since, until) for day in signed):
            return hit._replace(against=f"signed {entry.signed}, not at the time beside the name")
        if (
            on and entry.signed > on and hit.stage != "resolution"
        ):  # a number means one text, whatever the report is dated
            return hit._replace(against=f"signed {entry.signed}, after the report")
        return hit

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
        fit = [
            (one, generic)
            for one, generic in self._generic.get(key, ())
            if not generic.countries or not countries or set(generic.countries) & set(countries)
        ]
        return [
            AgreementHit(one, self._title(one), "context", _CONTEXT)
            if generic.alone and countries
            else AgreementHit(one, self._title(one), "generic", score)
            for one, generic in fit
        ]


def resolution_ids(name: str) -> tuple[str, ...]:
    """Return ``unscr-NNNN`` for the Security Council resolutions that ``name`` speaks of, in order; other bodies' give none."""
    return tuple(dict.fromkeys(one.agreement_id for one in find_resolutions(name)))


def load_agreements(paths: tuple[Path, ...] = ()) -> AgreementRegistry:
    """Return the shipped registry with the names that a dossier's agreement files (CONTRACT section 5) give.

    Raises `ConfigError` naming file and field.
    """
    known, warnings = SHIPPED.entries()
    for path in paths:
        for entry in _from_file(path):
            known[entry.id] = _joined(known.get(entry.id), entry)
    return AgreementRegistry(known.values(), warnings)


def _from_file(path: Path) -> list[AgreementEntry]:
    try:
        content, _ = read_lines(path)
    except UnreadableYaml as error:
        raise ConfigError(f"{path}, line {error.line}: cannot be read as YAML: {error}") from error
    if not isinstance(content.get("id"), str):
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
    shared = {_key(generic.name) for generic in own.generic_names}
    names = tuple(name for name in dict.fromkeys((*known.names, *own.names)) if _key(name) not in shared)
    return msgspec.structs.replace(
        known, names=names, generic_names=(*known.generic_names, *own.generic_names), signed=known.signed or own.signed
    )


def _bare(value: Any) -> Any:
    """Take the sourcing off a leaf: ``{value, source, checked, disputed}`` is its value."""
    return _bare(value["value"]) if isinstance(value, dict) and "value" in value else value


def _key(name: str) -> str:
    """Fold a name; short words keep their letters, because a second accord of a town is not its first ("II", "I")."""
    words = plain(name).removesuffix(" s").split()
    kept = [word for word in words if word not in _LEFT_OUT]
    return " ".join((vowels(word) or word) if len(word) >= _MIN_FOLDED else word for word in kept)


def _dated(name: str) -> _Dated:
    """Find the date in a name: "Sochi memorandum of 17 September 2018", "2018 Sochi deal"."""
    found = next(iter(read_dates(name)), None)
    if found is not None and found.since and found.until:
        core = _BEFORE_DATE.sub("", name[: found.start]) + name[found.end :]
        return _Dated(name, core.strip(" )"), found.since, found.until)
    year = _YEAR.search(name)
    if year is None:
        return _Dated(name, name)
    core = _BEFORE_DATE.sub("", name[: year.start()]) + name[year.end() :]
    return _Dated(name, core.strip(" )"), f"{year[0]}-01-01", f"{int(year[0]) + 1}-01-01")


def _overlap(signed: str, since: str, until: str) -> bool:
    """Tell whether an ISO day, month or year may lie in ``[since, until)``."""
    return signed < until and f"{signed}~" > since[: max(len(signed), 4)]
