"""Folds: what spellings of one name have in common, from strict to loose.

Each stage is idempotent and builds on the one before: ``plain`` (case, diacritics, punctuation), ``joined`` (Arabic
article gone, words joined), ``vowels`` (usual romanisations of one vowel alike), ``skeleton`` (consonants only).
Latin letters go through all four; Arabic, Cyrillic and other scripts keep their letters and stop at ``joined``.
"""

import unicodedata
from functools import lru_cache
from typing import Final, Literal

from servanda.text.patterns import regex

STAGES: Final[tuple[Literal["exact", "article", "vowel", "skeleton"], ...]] = ("exact", "article", "vowel", "skeleton")

_CACHE_SIZE = 65_536
_AYN_AND_HAMZA: Final = "ʿʾ‘’ʻʼ`´'ʹʺˈ′"
_ARABIC_FORMS: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ء": None,
        "ـ": None,
        "ک": "ك",
        "ی": "ي",
    }
)
_LATIN_LETTERS: Final = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a"}
)
_NO_MARKS: Final = {ord(mark): None for mark in _AYN_AND_HAMZA}
_NOT_WORD = regex(r"[\W_]+")
_ARTICLE = regex(r"\b(?:al|el|ul|il|an|en|as|es|ash|esh|ach|ech|at|et|ath|eth|ad|ed|adh|edh|ar|er|az|ez)\b")
_GLUED = regex(r"^(?:al|el|et|ash|esh|as|es|ad|ar|er|an|en|az|ez)(?=[b-df-hj-np-tv-z]\w{4,})")  # "Elmadina"
_ARABIC_ARTICLE = regex(r"\bال(?=\w{3,})")
ARABIC_SCRIPT: Final = regex("[\u0620-\u06ff]")
_LATIN_WORD = regex(r"[a-z0-9 ]*")

# Romanisations of the same sound, longest first; applied once from left to right.
_VOWELS: Final = {
    "aou": "au", "eou": "u", "iya": "ia", "iye": "ia", "iyy": "i", "ou": "u", "oo": "u", "ow": "u", "aw": "u", "au": "u", "uw": "u",
    "ee": "i", "ei": "i", "ey": "i", "ai": "i", "ay": "i", "ae": "i", "ie": "i", "iy": "i", "yi": "i",
    "aa": "a", "e": "i", "o": "u",
}  # fmt: skip
_VOWEL = regex("|".join(sorted(_VOWELS, key=len, reverse=True)))
_DOUBLE = regex(r"(.)\1+")
_FINAL_H = regex(r"(?<=[aiu])[ht]$")
_CONSONANTS: Final = {
    "tch": "sh",
    "sch": "sh",
    "ch": "sh",
    "dj": "j",
    "dh": "d",
    "th": "t",
    "ph": "f",
    "ck": "k",
    "kh": "gh",
    "q": "k",
    "c": "k",
    "p": "b",
    "v": "f",
}
_CONSONANT = regex("|".join(sorted(_CONSONANTS, key=len, reverse=True)))
_SOFT = regex(r"[aeiouyw]|(?<=[aeiou])h\b")


@lru_cache(maxsize=_CACHE_SIZE)
def plain(name: str) -> str:
    """Return ``name`` in lower case without diacritics, ayn, hamza and punctuation; words one blank apart."""
    letters = "".join(_base_letters(name.casefold())).casefold()
    return " ".join(_NOT_WORD.sub(" ", letters.translate(_ARABIC_FORMS).translate(_LATIN_LETTERS)).split())


def plain_latin(text: str) -> str:
    """Return ``text`` with the diacritics of precomposed Latin letters dropped, one character for one."""
    return "".join(
        unicodedata.normalize("NFD", letter)[0]
        if "\u00c0" <= letter <= "\u1eff" and not "\u0400" <= letter <= "\u06ff"
        else letter
        for letter in text
    )


@lru_cache(maxsize=_CACHE_SIZE)
def joined(name: str) -> str:
    """Return the plain name without Arabic articles, its words joined; a name of nothing but articles stays."""
    words = plain(name)
    without = _ARABIC_ARTICLE.sub("", _ARTICLE.sub(" ", words))
    return (without if without.strip() else words).replace(" ", "")


@lru_cache(maxsize=_CACHE_SIZE)
def vowels(name: str) -> str:
    """Return the joined name with usual romanisations of one vowel alike, doubles single, final -h and -t silent."""
    letters = joined(name)
    if not _LATIN_WORD.fullmatch(letters):
        return letters
    folded = ""
    while folded != letters:
        folded, letters = (
            letters,
            _FINAL_H.sub("", _DOUBLE.sub(r"\1", _VOWEL.sub(lambda match: _VOWELS[match[0]], letters))),
        )
    return folded


@lru_cache(maxsize=_CACHE_SIZE)
def skeleton(name: str) -> str:
    """Return the consonants of the joined name, like sounds alike; empty where the script is not Latin."""
    words = plain(name)
    apart = " ".join(_GLUED.sub("", word) for word in words.replace("abul ", "abu ").split())
    letters = vowels(name if apart == words else apart)
    if not _LATIN_WORD.fullmatch(letters):
        return ""
    consonants = _CONSONANT.sub(lambda match: _CONSONANTS[match[0]], letters)
    return _DOUBLE.sub(r"\1", _SOFT.sub("", consonants))


def sounded(folded: str) -> str:
    """Return vowel-folded letters with romanisations of one consonant alike, so that a comparison is about vowels."""
    return folded.replace("dh", "d").replace("th", "t").replace("q", "k")


def fold_keys(name: str) -> tuple[str, ...]:
    """Return the keys of ``name`` by stage (see `STAGES`); skeletons are marked with ``/`` so that they meet only their like."""
    bones = skeleton(name)
    return (plain(name), joined(name), vowels(name), f"/{bones}" if bones else "")


def _base_letters(name: str) -> list[str]:
    """Drop diacritics of Latin and Arabic letters; Cyrillic й and ї keep theirs, which make them other letters."""
    if name.isascii():
        return [name.translate(_NO_MARKS)]
    kept = []
    for letter in name:
        if letter in _AYN_AND_HAMZA:
            continue
        if "\u0400" <= letter <= "\u04ff":
            kept.append("е" if letter == "ё" else letter)
        else:
            kept.extend(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return kept
