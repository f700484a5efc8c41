"""The words of the pages in one language, from the catalogues of that language: one for each group of pages."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files

from servanda.reference.actor_entries import Actor
from servanda.report import Words, party_name
from servanda.web.config import LANGUAGES
from servanda.web.phrasing import Names, Phrases

_PACKAGE = "servanda.web"


@cache
def words(language: str) -> Words:
    """Return the words of a language, of the first one where there are none in it."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    said: dict[str, str] = {}
    for one in sorted(files(_PACKAGE).joinpath("words").iterdir(), key=lambda file: file.name):
        if one.name.endswith(f".{name}.toml"):
            said |= tomllib.loads(one.read_text(encoding="utf-8"))
    return Words(name, said)


class Say:
    """Says things in a language: texts by key, codes of records by group and code."""

    def __init__(self, language: str, actors: Callable[[], Mapping[str, Actor]] = dict) -> None:
        """Take a language, and what gives the actors by their ids."""
        self._words, self.language, self._actors = words(language), language, actors
        self.direction = self._words.direction
        self._phrases = Phrases(language, Names(self.code, self.party, self.called))

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with its braces filled in."""
        return self._words(key, **values)

    def count(self, key: str, n: int, **values: object) -> str:
        """Return the text of a key for a number, in the singular for one."""
        return self._words.counted(key, str(n), **values)

    def code(self, group: str, code: str | None) -> str:
        """Return a code of a record in words; one that the catalogue does not know as it is, without its signs."""
        if not code:
            return ""
        key = f"{group}_{code.replace('-', '_')}"
        return self._words(key) if key in self._words else code.replace("_", " ").replace("-", " ")

    def party(self, name: str | None) -> str:
        """Return a party by its name in this language, else its id in words; never by what some report calls it."""
        actor = self._actors().get(name or "")
        return actor.name_in(self.language) if actor else party_name(name, {})

    def called(self, name: str) -> str:
        """Return what an actor of an English name is called in this language; what is no actor stays as it is."""
        return next((one.name_in(self.language) for one in self._actors().values() if one.name == name), name)

    def named(self, names: str | None) -> str:
        """Return actors of the row of a table, which has their ids in one text; what is no actor stays as it is."""
        known = self._actors()
        given = names.split("; ") if names else []
        return self("comma").join(known[name].name_in(self.language) if name in known else name for name in given)

    def actors(self) -> dict[str, str]:
        """Return the names of all actors in this language by their ids."""
        return {one.id: one.name_in(self.language) for one in self._actors().values()}

    def phrase(self, text: str | None) -> str:
        """Return what a record says in English words in this language; an empty text where there is no telling it."""
        return self._phrases.told(text or "") or ""

    def known(self, group: str, code: str) -> str:
        """Return a code in words, an empty text where the catalogue does not know it."""
        key = f"{group}_{code.replace('-', '_')}"
        return self._words(key) if key in self._words else ""

    def field(self, name: str) -> str:
        """Return in words about what voices contradict each other: how many suffered what, or something of the act."""
        effect = self.known("effect", name.removeprefix("casualties."))
        return effect or self.code("field", name.removeprefix("milestone."))

    def codes(self, group: str, codes: Iterable[str]) -> str:
        """Return several codes in words, in one line."""
        return self("comma").join(self.code(group, code) for code in codes)
