"""Words as a search compares them: three forms of each word of a text, from strict to loose.

``exact`` is the plain fold (case, marks, Arabic letter forms). ``sound`` has the vowels and like consonants of romanisations
folded, and words in Arabic or Cyrillic letters written in Latin ones; ``bones`` is the consonants, apart for names that were written
in Latin letters and for others, so that a search can ask across scripts alone. Only words that may be names have the last two.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.text.folds import plain, skeleton, sounded, vowels
from servanda.text.patterns import regex
from servanda.text.romanised import romanised

COLUMNS: Final = ("exact", "sound", "bones")
OPENS, CLOSES = "\x02", "\x03"
"""What stands before and behind what was found, in a column that `marked` reads."""
VERSION: Final = "1"
"""Of the forms: another one needs another index."""

_CACHE_SIZE: Final = 65_536
_N_NAME: Final = 3  # letters of a word, or consonants of its bones, from which on it is compared loosely
_N_SURE: Final = 4  # consonants from which on names in one script are compared by them
_WORD: Final = regex(r"[\w\u0300-\u036f\u064b-\u065f\u0670]+(?:['’ʼʿʾ‘`](?!s\b)\w+)*")
_ARTICLES: Final = regex(r"(?:al|el|ul|an|en|as|es|ash|esh|at|et|ath|ad|ed|adh|ar|er|az|ez)")
_ARABIC: Final = regex("[\u0600-\u06ff]")
_PROCLITIC: Final = regex(r"^(?:[وف]?(?:ال|بال|كال|لل))(?=\w{3})")
_BEFORE: Final = ("", "ال", "و", "ب", "ل", "ف", "وال", "بال", "لل")
_ALIKE: Final = str.maketrans({"y": "i", "w": "u"})
_DOUBLE: Final = regex(r"(.)\1+")


class Place(NamedTuple):
    """A word of a text: code points ``[start, end)`` and its form in one column."""

    start: int
    end: int
    letters: str


def columns_of(text: str) -> tuple[str, ...]:
    """Return the forms of the words of ``text``, a blank apart, for each of `COLUMNS`."""
    words = _WORD.findall(text)
    return tuple(" ".join(filter(None, (_form(word, column) for word in words))) for column in COLUMNS)


def forms_of(word: str, *, loose: bool = False) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return for each part of a word that somebody looks for ("al-Numan" has two) the columns and forms that may hold it.

    Articles are left out unless there is nothing else. ``loose`` asks for the bones of short names in the same script too.
    """
    parts = _split(word)
    return tuple(_forms(part, loose=loose) for part in _without_articles(parts) or parts)


def phrase_forms(words: str) -> tuple[tuple[str, str], ...]:
    """Return the columns and forms that may hold several words in this order; empty where there are none."""
    parts = _split(words)
    exact = " ".join(filter(None, map(_exact, parts)))
    sound = [_sound(part) for part in _without_articles(parts)]
    found = [("exact", exact)] if exact else []
    if sound and all(sound):
        found.append(("sound", " ".join(sound)))
    return tuple(found)


def marked(text: str, columns: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the code points of ``text`` that were found; ``columns`` are its forms with `OPENS` and `CLOSES` in them."""
    found: set[tuple[int, int]] = set()
    for name, column in zip(COLUMNS, columns, strict=True):
        if OPENS in column:
            found |= set(_found(text, name, column))
    return tuple(sorted(found))


def _found(text: str, name: str, column: str) -> Iterator[tuple[int, int]]:
    is_open = False
    for place, piece in zip(_places(text, name), column.split(" "), strict=False):
        is_open |= OPENS in piece
        if is_open:
            yield place.start, place.end
        is_open &= CLOSES not in piece


def _places(text: str, column: str) -> Iterator[Place]:
    """Yield the words of a text that have a form in a column, in their order."""
    for found in _WORD.finditer(text):
        letters = _form(found[0], column)
        if letters:
            yield Place(*found.span(), letters)


def _form(word: str, column: str) -> str:
    if column == "exact":
        return _exact(word)
    if word[0].islower() or _is_article(word):
        return ""
    return _sound(word) if column == "sound" else _bones(word)


def _forms(part: str, *, loose: bool) -> tuple[tuple[str, str], ...]:
    exact = _exact(part)
    found = [("exact", form) for form in _with_proclitics(exact)]
    if sound := _sound(part):
        found.append(("sound", sound))
    if bones := _bones(part):
        found += [("bones", f"{script}{bones[1:]}") for script in _scripts(bones, loose=loose)]
    return tuple(found)


def _scripts(bones: str, *, loose: bool) -> tuple[str, ...]:
    """Return in which scripts bones are looked for: few consonants in common say little where vowels were written too."""
    own, other = bones[0], "0" if bones[0] == "1" else "1"
    return (other, own) if loose or len(bones.strip("01")) >= _N_SURE else (other,)


def _with_proclitics(exact: str) -> tuple[str, ...]:
    """Return an Arabic word with the words that are written in one with it; another as it is."""
    if not _ARABIC.search(exact):
        return (exact,)
    stem = _PROCLITIC.sub("", exact)
    return (exact, *(f"{before}{stem}" for before in _BEFORE if f"{before}{stem}" != exact))


def _split(words: str) -> tuple[str, ...]:
    return tuple(found for found in _WORD.findall(words) if _exact(found))


def _without_articles(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if not _is_article(part))


def _is_article(word: str) -> bool:
    return bool(_ARTICLES.fullmatch(word.casefold()))


@lru_cache(maxsize=_CACHE_SIZE)
def _exact(word: str) -> str:
    return plain(word).replace(" ", "")


@lru_cache(maxsize=_CACHE_SIZE)
def _sound(word: str) -> str:
    letters = vowels(_latin(word))
    letters = _DOUBLE.sub(r"\1", sounded(letters).translate(_ALIKE))
    return letters if len(letters) >= _N_NAME and letters.isascii() else ""


@lru_cache(maxsize=_CACHE_SIZE)
def _bones(word: str) -> str:
    """Return the consonants between digits: which script, so that no stem is taken off, and the end."""
    letters = skeleton(_latin(word))
    script = "1" if _exact(word).isascii() else "0"
    return f"{script}{letters}0" if len(letters) >= _N_NAME else ""


def _latin(word: str) -> str:
    exact = _exact(word)
    return romanised(_PROCLITIC.sub("", exact)) or exact
