"""Which language is a paragraph in? By script, letters and small words, without a model; ``None`` where they do not tell."""

import re
from typing import Final

_ARABIC: Final = re.compile("[\u0620-\u064a]")
_PERSIAN_OR_URDU: Final = re.compile("[پچژگٹڈڑں]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_UKRAINIAN: Final = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN: Final = re.compile("[ыэъёЫЭЪЁ]")
_OTHER_CYRILLIC: Final = re.compile("[ўљњћђџѓќјЈәғқңөұүһ]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_FRENCH: Final = frozenset(
    {
        "le", "la", "les", "des", "du", "de", "un", "une", "et", "est", "dans", "sur", "par", "pour", "au", "aux", "a", "ont",
        "été", "qui", "que", "ne", "pas", "se", "ce", "cette", "son", "sa", "ses", "leur", "avec", "près", "selon", "plus",
        "d", "l", "en", "à", "il", "elle", "nous", "vous", "depuis", "avoir",
    }
)  # fmt: skip
_SHARE: Final = 0.5
_FRENCH_SHARE: Final = 0.25


def language_of(text: str) -> str | None:
    """Return ``ar``, ``ru``, ``uk`` or ``fr``, or ``None`` for other languages, mixtures and what is too short to tell."""
    letters = len(_LETTER.findall(text))
    if not letters:
        return None
    if len(_ARABIC.findall(text)) > letters * _SHARE:
        return None if _PERSIAN_OR_URDU.search(text) else "ar"
    if len(_CYRILLIC.findall(text)) > letters * _SHARE:
        return _cyrillic(text)
    words = [word.lower() for word in _WORD.findall(text)]
    return "fr" if sum(word in _FRENCH for word in words) >= len(words) * _FRENCH_SHARE else None


def _cyrillic(text: str) -> str | None:
    """Tell Ukrainian and Russian by the letters that only one of them has; both or none: Russian has no letter to miss."""
    if _OTHER_CYRILLIC.search(text):
        return None
    ukrainian, russian = bool(_UKRAINIAN.search(text)), bool(_RUSSIAN.search(text))
    if ukrainian and russian:
        return None
    return "uk" if ukrainian else "ru"
