"""Things said in a language, by key: the words of a period report, of the desk, and of drawings."""

from collections.abc import Iterable, Mapping
from typing import Final

from servanda.text.directions import END, RIGHT_TO_LEFT, isolated

_BETWEEN: Final = " · "


class Words:
    """Says things in a language. ``direction`` is ``ltr`` or ``rtl``."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        """Take every key of the shipped file with its text."""
        self.language = language
        self._texts = texts

    @property
    def direction(self) -> str:
        """The direction of writing."""
        return self._texts["direction"]

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a text of this key."""
        return key in self._texts

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with its braces filled in."""
        text = self._texts[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", isolated(str(value)) if self.direction == "rtl" else str(value))
        return text

    def line(self, parts: Iterable[str]) -> str:
        """Return parts in one line, each with its own direction, in the order of the language."""
        if self.direction == "ltr":
            return _BETWEEN.join(parts)
        return f"{RIGHT_TO_LEFT}{_BETWEEN.join(map(isolated, parts))}{END}"

    def counted(self, key: str, number: str, **values: object) -> str:
        """Return the text of a key for a number as it is written, in the singular for one."""
        return self(f"{key}_one" if number == "1" else key, n=number, **values)
