"""The words of the pages in one language, from the catalogues of that language: one for each group of pages."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from servanda.report import Words
from servanda.web.config import LANGUAGES

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

    def __init__(self, language: str) -> None:
        """Take a language."""
        self._words, self.language = words(language), language
        self.direction = self._words.direction

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

    def known(self, group: str, code: str) -> str:
        """Return a code in words, an empty text where the catalogue does not know it."""
        key = f"{group}_{code.replace('-', '_')}"
        return self._words(key) if key in self._words else ""

    def codes(self, group: str, codes: Iterable[str]) -> str:
        """Return several codes in words, in one line."""
        return self("comma").join(self.code(group, code) for code in codes)
