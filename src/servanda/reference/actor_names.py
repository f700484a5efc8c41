"""Actors by name: exact and folded names, names that depend on the country, metonyms, sound across scripts, family names."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from servanda.reference.actor_entries import Actor, ContextAlias
from servanda.text.folds import joined, plain, vowels
from servanda.text.likeness import consonant_key, is_latin, likeness
from servanda.text.patterns import regex

Stage = Literal["exact", "article", "vowel", "sound", "context", "metonym", "family", "fuzzy"]

_STAGES: Final[tuple[tuple[Literal["exact", "article", "vowel"], Callable[[str], str], float], ...]] = (
    ("exact", plain, 1.0),
    ("article", joined, 0.97),
    ("vowel", vowels, 0.92),
)
_CASE, _SOUND, _CONTEXT, _METONYM, _FAMILY = 0.91, 0.9, 0.9, 0.85, 0.5
_SAME_SOUND: Final = (
    0.97  # as alike as two spellings of one name in two scripts; a vowel that is written otherwise is less
)
_MIN_FUZZY, _N_FUZZY, _N_ALIKE = 82.0, 5, 40
_MIN_KEYS = 60.0  # likeness of two names without their vowels
_MAX_ABBREVIATION = 7
_MIN_FOLDED = 5  # a shorter name is too easily another's once its vowels are folded
_CACHE_SIZE = 16_384
_LEADING = regex(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = regex(r"['’]s?$")
_TITLES = (
    r"(?:mr|mrs|ms|dr|prof|sir|lord|sheikh|mullah|president|vice president|prime minister|premier|foreign minister|defen[cs]e minister|"
    r"interior minister|minister|ambassador|senator|king|prince|crown prince|emir|general|gen|lt|lieutenant|colonel|col|major|maj|brig|brigadier|"
    r"captain|capt|admiral|adm|commander|spokes(?:man|woman|person)|secretary[\s-]general|special envoy|envoy|chief|chancellor|ayatollah)"
)
_TITLE = regex(rf"^(?:{_TITLES}\.?\s+)+", re.IGNORECASE)
_TRAILING_TITLE = regex(rf"(?:(?:^|\s+){_TITLES}\.?)+$", re.IGNORECASE)
_COMPOUND = regex(r"\babd(?:[aeu]?l|[aeu]([rstdnz])(?=\1))\s*(?=\w{3})")  # Abdel Rahman, Abdulrahman, Abdurrahman
_SCHOLARLY: Final = str.maketrans(
    {"š": "sh", "ḫ": "kh", "ġ": "gh", "ǧ": "j", "ṯ": "th", "ḏ": "dh", "Š": "Sh", "Ḫ": "Kh", "Ġ": "Gh"}
)
# Endings by which Russian and Ukrainian names change with the case; what is left must still be a name.
_CASE_ENDING: Final = regex(
    r"(?:ами|ями|ием|ией|иям|еем|ею|ея|ия|ию|ии|ого|его|ому|ему|ыми|ими|ові|еві|ах|ях|ов|ев|ів|ей|ой|ий|ый|ая|яя|ое|ее|ую|юю|ом|ем|єм|ам|ям|ым|им|ою|ею|а|я|у|ю|ы|и|і|ї|е|о|ь|й)$"
)
_MIN_STEM = 4
_FAMILY_PARTICLES: Final = frozenset({"al", "el", "bin", "ibn", "abu", "de", "van", "von", "ould"})


class ActorHit(NamedTuple):
    """An actor that a name may mean, how the two met, and how far to trust it (0-1)."""

    actor: Actor
    stage: Stage
    score: float
    matched: str


class ActorNames:
    """The names of all actors; read-only."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Take the entries by id."""
        self._actors = actors
        self._by_stage: dict[str, Mapping[str, set[tuple[str, str]]]] = {}
        self._cached = lru_cache(maxsize=_CACHE_SIZE)(self._find)
        self.similar = lru_cache(maxsize=_CACHE_SIZE)(self._similar)

    def candidates(self, name: str, countries: tuple[str, ...] = ()) -> tuple[ActorHit, ...]:
        """Return whom ``name`` may mean, best first (see `ActorRegistry.candidates`)."""
        return self._cached(name, countries)

    def _similar(self, name: str) -> tuple[ActorHit, ...]:
        """Return actors with a name that is written or sounds alike, best first."""
        found: dict[str, ActorHit] = {}
        for score, entity_id, matched in sorted(self._alike(bare(name)), reverse=True):
            if score * 100 >= _MIN_FUZZY:
                hit = ActorHit(self._actors[entity_id], "fuzzy", round(score * 0.79, 4), matched)
                found.setdefault(entity_id, hit)
        return tuple(sorted(found.values(), key=rank)[:_N_FUZZY])

    def family(self, name: str) -> tuple[ActorHit, ...]:
        """Return all persons of the family name ``name``, one word: who of them is meant, only the text can tell."""
        key = _family_key(bare(name), alone=True)
        found = {
            entity_id: ActorHit(self._actors[entity_id], "family", _FAMILY, matched)
            for entity_id, matched in sorted(self._families.get(key, ()))
        }
        return tuple(sorted(found.values(), key=rank))

    def without_title(self, name: str) -> tuple[str, str]:
        """Return a name without article and titles, and the titles."""
        words = bare(name)
        rest = _TITLE.sub("", words)
        return rest, words[: len(words) - len(rest)].strip()

    def without_trailing_title(self, words: str) -> str:
        """Return words that stand before a name without the titles at their end."""
        return _TRAILING_TITLE.sub("", words)

    def _names(self, stage: str, fold: Callable[[str], str]) -> Mapping[str, set[tuple[str, str]]]:
        """Return who goes by which name as a stage folds it, folded when it is first asked for: most names are found by the first stage."""
        if stage not in self._by_stage:
            self._by_stage[stage] = self._keyed(lambda name: fold(bare(name)))
        return self._by_stage[stage]

    def _keyed(self, key: Callable[[str], str]) -> dict[str, set[tuple[str, str]]]:
        """Return all names of all actors, each with its actor, by a key of theirs."""
        found: dict[str, set[tuple[str, str]]] = {}
        for actor in self._actors.values():
            for name in names_of(actor):
                found.setdefault(key(name), set()).add((actor.id, name))
        return found

    @cached_property
    def _stems(self) -> Mapping[str, set[tuple[str, str]]]:
        return {stem: names for stem, names in self._keyed(_stem).items() if stem}

    @cached_property
    def _context(self) -> Mapping[str, list[tuple[str, ContextAlias]]]:
        found: dict[str, list[tuple[str, ContextAlias]]] = {}
        for actor in self._actors.values():
            for alias in actor.context_aliases:
                found.setdefault(plain(bare(alias.name)), []).append((actor.id, alias))
        return found

    @cached_property
    def _metonyms(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for actor in self._actors.values():
            for metonym in actor.metonyms:
                found.setdefault(plain(bare(metonym)), set()).add(actor.id)
        return found

    @cached_property
    def _families(self) -> Mapping[str, set[tuple[str, str]]]:
        found: dict[str, set[tuple[str, str]]] = {}
        for actor in self._actors.values():
            for name in names_of(actor) if actor.type == "person" else ():
                words = name.split()
                if len(words) > 1:
                    found.setdefault(_family_key(name), set()).add((actor.id, name))
        return found

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        return {key: tuple(sorted(names)) for key, names in sorted(self._keyed(consonant_key).items()) if key}

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        return tuple(spelling for spelling in self._names("vowel", vowels) if spelling.isascii())

    def _alike(self, name: str) -> Iterable[tuple[float, str, str]]:
        """Yield what is written alike (Latin letters), or sounds alike in another script, with a share of 0-1."""
        from rapidfuzz import fuzz, process

        latin = is_latin(name)
        key = vowels(name) if latin else consonant_key(name)
        spellings = self._spellings if latin else tuple(self._by_sound)
        least = _MIN_FUZZY - 1 if latin else _MIN_KEYS  # in Latin letters the likeness of the keys is what counts below
        for spelling, ratio, _ in process.extract(
            key, spellings, scorer=fuzz.ratio, limit=_N_ALIKE, score_cutoff=least
        ):
            known = sorted(self._names("vowel", vowels)[spelling]) if latin else self._by_sound[spelling]
            for entity_id, matched in known:
                yield (ratio / 100 if latin else likeness(name, matched)), entity_id, matched

    def _find(self, name: str, countries: tuple[str, ...]) -> tuple[ActorHit, ...]:
        words = bare(name)
        for form in dict.fromkeys((words, _TITLE.sub("", words), words.translate(_SCHOLARLY))):
            hits = self._named(form) or self._by_context(form, countries)
            if hits:
                return tuple(sorted(hits, key=rank))
        return () if is_latin(words) else self._sounding(words)

    def _named(self, words: str) -> list[ActorHit]:
        for stage, fold, score in _STAGES:
            key = fold(words)
            found = (
                sorted(self._names(stage, fold).get(key, ()))
                if key and (stage != "vowel" or len(key) >= _MIN_FOLDED)
                else []
            )
            hits = {
                entity_id: ActorHit(self._actors[entity_id], stage, score, matched)
                for entity_id, matched in found
                if _fits(words, matched)
            }
            if hits:
                return list(hits.values())
        stem = _stem(words)
        return [ActorHit(self._actors[one], "vowel", _CASE, name) for one, name in sorted(self._stems.get(stem, ()))]

    def _sounding(self, words: str) -> tuple[ActorHit, ...]:
        """Return persons whose whole name, of two words or more, sounds the same in another script."""
        if len(words.split()) == 1:
            return ()
        hits = {
            entity_id: ActorHit(self._actors[entity_id], "sound", _SOUND, matched)
            for entity_id, matched in self._by_sound.get(consonant_key(words), ())
            if self._actors[entity_id].type == "person" and likeness(words, matched) >= _SAME_SOUND
        }
        return tuple(sorted(hits.values(), key=rank))

    def _by_context(self, words: str, countries: tuple[str, ...]) -> list[ActorHit]:
        key = plain(words)
        by_actor = {
            entity_id: ActorHit(self._actors[entity_id], "context", _CONTEXT, alias.name)
            for entity_id, alias in self._context.get(key, ())
            if _as_capital(words, alias.name) and any(country in countries for country in alias.countries)
        }
        found = list(by_actor.values())
        main = [hit for hit in found if countries and hit.actor.country == countries[0]]
        metonyms = [
            ActorHit(self._actors[entity_id], "metonym", _METONYM, words)
            for entity_id in sorted(self._metonyms.get(key, ()))
        ]
        return (main or found) + metonyms


def names_of(actor: Actor) -> tuple[str, ...]:
    """Return all names that mean an actor anywhere, in all scripts."""
    return tuple(dict.fromkeys((actor.name, *actor.aliases, *actor.aliases_ar, *actor.aliases_cyrl)))


def bare(name: str) -> str:
    """Return a name without article and possessive ending."""
    return _LEADING.sub("", _POSSESSIVE.sub("", name.strip()))


def rank(hit: ActorHit) -> tuple[float, str]:
    """Sort hits: the best first, then by id."""
    return (-hit.score, hit.actor.id)


def _stem(name: str) -> str:
    """Return a Cyrillic name of two words or more without the endings of its words; empty for any other name."""
    words = () if name.isascii() else plain(name).split()
    if len(words) < 2 or not all("а" <= letter <= "ӿ" for letter in "".join(words)):  # noqa: PLR2004
        return ""
    stems = [_CASE_ENDING.sub("", word) if len(word) > _MIN_STEM else word for word in words]
    return " ".join(stems)


def _family_key(name: str, *, alone: bool = False) -> str:
    """Fold the family name in a name; with ``alone`` nothing where the name has other words. "Abdel Rahman" is one word."""
    words = [word for word in _COMPOUND.sub("abd", plain(name)).split() if word not in _FAMILY_PARTICLES]
    return vowels(words[-1]) if words and (len(words) == 1 or not alone) else ""


def _fits(words: str, matched: str) -> bool:
    """Tell whether a name is written as one: "US" is none of "us", and "southern front" no group of that name."""
    name = bare(matched)
    abbreviation = len(name) <= _MAX_ABBREVIATION and name.isupper() and name.isascii()
    if abbreviation:
        return words.replace(".", "") == name.replace(".", "")
    return not words.islower() or name.islower() or not name.isascii()


def _as_capital(words: str, alias: str) -> bool:
    """Tell whether a name in capitals ("the Coalition") is written as one: not every coalition is that one."""
    return not bare(alias)[:1].isupper() or words[:1].isupper()
