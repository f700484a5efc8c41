"""``foreign.yaml``: words of languages that no parser reads here."""

import re
import unicodedata
from functools import lru_cache

import msgspec

from servanda.model.base import Record
from servanda.model.claims import Effect

Words = tuple[str, ...]


class ForeignLanguage(Record, frozen=True, kw_only=True):
    """Words of one language; the file's head explains each list."""

    confidence: float
    attacks: dict[str, Words]
    harms: dict[Effect, Words]
    doubtful: Words
    speech: Words
    counted: dict[str, Words]
    indefinite: dict[str, str]
    before_place: Words
    numbers: dict[str, int]
    prefixes: Words = ()
    endings: dict[str, str] = msgspec.field(default_factory=dict)
    stems: dict[str, str] = msgspec.field(default_factory=dict)
    months: Words = ()


class ForeignWords(Record, frozen=True, kw_only=True):
    """The whole of ``foreign.yaml``, by ISO 639 code."""

    version: str
    languages: dict[str, ForeignLanguage]


def fits(word: str, forms: Words) -> bool:
    """Tell whether a word is one of the forms, or begins with one that ends in ``*``; case and vowel signs do not count."""
    return _pattern(forms).fullmatch(bare(word)) is not None


@lru_cache(maxsize=256)
def _pattern(forms: Words) -> re.Pattern[str]:
    alternatives = (re.escape(bare(form.removesuffix("*"))) + (r"\w*" if form.endswith("*") else "") for form in forms)
    return re.compile("|".join(alternatives))


def bare(word: str) -> str:
    """Return a word in lower case with composed letters, without Arabic vowel signs and with one form of alef."""
    letters = unicodedata.normalize("NFC", word.lower())
    kept = (letter for letter in letters if not "\u064b" <= letter <= "\u0652" and letter != "\u0640")
    return "".join("\u0627" if letter in "\u0623\u0625\u0622" else letter for letter in kept)
