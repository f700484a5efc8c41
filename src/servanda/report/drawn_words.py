"""The words of drawings in one language: maps, the timeline, the drawing of origins."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from servanda.model.incidents import Incident
from servanda.model.time import TimeInterval
from servanda.report import phrases
from servanda.report.saying import Words

_PACKAGE: Final = "servanda.report"
_LANGUAGE: Final = "en"


class Telling(NamedTuple):
    """What a drawing says: its words, and what an act is and when it was."""

    say: Words
    what: Callable[[Incident], str]
    when: Callable[[TimeInterval], str]

    def act(self, act: Incident) -> str:
        """Return an act in one line."""
        return self.say("act", handle=act.handle or act.id, what=self.what(act), when=self.when(act.time))

    def status(self, status: str) -> str:
        """Return a status of findings in words; of "none" that there is no finding."""
        return self.say(f"status_{status}")


def drawn_words(language: str) -> Words:
    """Return the words of drawings in a language."""
    return _words(language)


@cache
def _words(language: str) -> Words:
    text = files(_PACKAGE).joinpath("words", f"drawings.{language}.toml").read_text(encoding="utf-8")
    return Words(language, tomllib.loads(text))


ENGLISH: Final = Telling(drawn_words(_LANGUAGE), phrases.what, phrases.when)
"""As all drawings speak that nobody asks for another language."""
