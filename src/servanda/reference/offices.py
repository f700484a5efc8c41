"""Who held which office when: what "the Turkish defence minister" or "UN envoy for Syria" may mean, person by person.

What reports call an office stands in ``data/offices.yaml``; who held it stands with the persons of the registry of actors.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from servanda.errors import ConfigError
from servanda.model.codec import sha256
from servanda.reference.actor_entries import Actor, Office
from servanda.reference.actors import ActorRegistry
from servanda.reference.compiled import shipped_content
from servanda.text.folds import plain

_OWN_FILE: Final = Path(__file__).parent / "data" / "offices.yaml"
_SPLIT: Final = re.compile(r"[\s-]+")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_DETERMINERS: Final = frozenset({"the", "a", "an", "its", "their"})
_PREPOSITIONS: Final = frozenset({"of", "for", "to", "on", "in", "at"})
_OF: Final = frozenset({"of", "in", "at"})  # before a body whose office it is; "envoy to X" is no office of X
_NAMED: Final = frozenset({"exact", "article", "vowel"})
_CACHE_SIZE: Final = 16_384
_INNER: Final = frozenset(
    {"ministry", "un_body", "office", "armed_forces"}
)  # bodies whose offices are called after the whole: "UN rights chief"


class OfficeHolder(NamedTuple):
    """A person who held, holds or may hold an office, with the entry that says so."""

    actor: Actor
    office: Office


class OfficeBook:
    """Offices by what reports call them; read-only."""

    def __init__(self, registry: ActorRegistry, words: "OfficeWords") -> None:
        """Take the registry of actors and the words for offices."""
        self._registry, self._words = registry, words
        self._holders: dict[str, list[OfficeHolder]] = {}
        self._adjectives: dict[str, set[str]] = {}
        for actor in registry.actors.values():
            for office in actor.offices:
                self._holders.setdefault(words.usual(_key(office.office)), []).append(OfficeHolder(actor, office))
            for adjective in actor.adjectives:
                self._adjectives.setdefault(plain(adjective), set()).add(actor.id)
        self._longest = max((len(form.split()) for form in (*self._holders, *words.forms)), default=0)
        self._cached = lru_cache(maxsize=_CACHE_SIZE)(self._find)

    def holders(self, phrase: str) -> tuple[OfficeHolder, ...]:
        """Return everybody who ever held the office that ``phrase`` names, by person; none where it names no known office.

        All words of the phrase must be accounted for: "former", "deputy" or "then" before an office make it another.
        """
        return self._cached(phrase)

    def _find(self, phrase: str) -> tuple[OfficeHolder, ...]:
        words = [word for word in _SPLIT.split(phrase.strip()) if plain(word)]
        tokens = [plain(_POSSESSIVE.sub("", word)) for word in words]
        for start, end in _parts(len(tokens), self._longest):
            offices = self._words.meant_by(_normal(tokens[start:end]))
            known = [key for key in offices if key in self._holders]
            bodies = self._bodies(words[:start], words[end:]) if known else None
            found = {holder for key in known for holder in self._of(key, bodies)} if bodies is not None else set()
            if found:
                return tuple(sorted(found, key=lambda one: (one.actor.id, one.office.since or "", one.office.office)))
        return ()

    def of_person(self, actor: Actor, title: str) -> tuple[OfficeHolder, ...]:
        """Return the offices of a person that a title before the name may mean ("President", "Foreign Minister")."""
        meant = self._words.meant_by(_key(title))
        starts = tuple(f"{key} of " for key in meant)  # "the envoy" for "special envoy for X"
        keys = ((office, self._words.usual(_key(office.office))) for office in actor.offices)
        return tuple(OfficeHolder(actor, office) for office, key in keys if key in meant or key.startswith(starts))

    def _of(self, key: str, bodies: frozenset[str]) -> Iterator[OfficeHolder]:
        """Yield the holders of an office in one of ``bodies``; without a body, of an office that names its own field."""
        for holder in self._holders[key]:
            organisation = holder.office.organisation
            alone = not bodies and "of" in key.split() and key not in self._words.with_body
            if alone or (organisation and self._belongs(organisation, bodies, key)):
                yield holder

    def _belongs(self, organisation: str, bodies: frozenset[str], key: str) -> bool:
        if organisation in bodies:
            return True
        actor = self._registry.actor(organisation)
        inner = actor is not None and actor.type in _INNER and len(key.split()) > 1
        return inner and any(self._registry.link(organisation, body) in {"member", "commanded"} for body in bodies)

    def _bodies(self, before: list[str], after: list[str]) -> frozenset[str] | None:
        """Return whom the words around an office name: nobody where there are none, ``None`` where they name nobody known."""
        before = _without_lead(before)
        if after and after[0].isascii():
            if plain(after[0]) not in _OF:
                return None
            after = _without_lead(after[1:])
        if not before and not after:
            return frozenset()
        if before and after:
            return None
        name = " ".join(before or after)
        named = {hit.actor.id for hit in self._registry.candidates(name) if hit.stage in _NAMED}
        return frozenset(named | self._adjectives.get(plain(_POSSESSIVE.sub("", name)), set())) or None


class OfficeWords(NamedTuple):
    """What reports call an office. ``forms`` lead from every form to the usual one, ``wider`` from a wide word to what it may mean.

    Offices ``with_body`` mean nobody where the body is not named, though they name a field.
    """

    forms: Mapping[str, str]
    wider: Mapping[str, tuple[str, ...]]
    with_body: frozenset[str] = frozenset()

    def usual(self, key: str) -> str:
        """Return the usual form of an office."""
        return self.forms.get(key, key)

    def meant_by(self, key: str) -> tuple[str, ...]:
        """Return the usual forms of the offices that a form may mean."""
        usual = self.usual(key)
        return tuple(dict.fromkeys((usual, *(self.usual(other) for other in self.wider.get(usual, ())))))


def offices_digest() -> str:
    """Return the name of the state of the words for offices that are shipped."""
    return sha256(_OWN_FILE.read_bytes())


@lru_cache(maxsize=1)
def shipped_office_words() -> OfficeWords:
    """Return the words for offices that are shipped, read once a process."""
    return load_office_words()


def load_office_words(path: Path = _OWN_FILE) -> OfficeWords:
    """Return the words for offices. Raises `ConfigError` naming the file and what is missing in it."""
    content: Any = shipped_content(path)
    if not isinstance(content, dict) or not {"same", "wider"} <= set(content):
        raise ConfigError(f"{path}: the fields 'same' and 'wider' are expected")
    forms = {_key(form): _key(group[0]) for group in content["same"] for form in group}
    wider = {forms.get(_key(word), _key(word)): tuple(map(_key, others)) for word, others in content["wider"].items()}
    with_body = frozenset(forms.get(_key(word), _key(word)) for word in content.get("with_body", ()))
    return OfficeWords(forms, wider, with_body)


def _key(office: str) -> str:
    return _normal([plain(word) for word in _SPLIT.split(office)])


def _normal(tokens: list[str]) -> str:
    kept = [token for token in tokens if token and token not in _DETERMINERS]
    return " ".join("of" if token in _PREPOSITIONS else token for token in kept)


def _without_lead(words: list[str]) -> list[str]:
    return words[1:] if words and words[0].lower() in _DETERMINERS else words


def _parts(n_words: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of all parts of a phrase, the longest first."""
    for length in range(min(n_words, longest + 1), 0, -1):
        for start in range(n_words - length + 1):
            yield start, start + length
