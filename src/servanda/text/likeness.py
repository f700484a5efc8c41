"""How alike two names sound, across Latin, Arabic and Cyrillic script: a figure to rank suggestions by, never a proof.

Words are compared sound by sound, and the weakest pair of words counts most: Bashar and Maher of one family are two people.
Arabic script writes long vowels only, so that the vowels it leaves out may be anything and those it writes must be there.
"""

import re
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from servanda.text.folds import plain
from servanda.text.patterns import regex

_CACHE_SIZE: Final = 65_536
_VOWELS: Final = frozenset("aiu")
_WEAKEST: Final = 0.75  # how much the weakest pair of words counts; the rest is their mean
_LEFT_OVER: Final = 0.12  # for every word that only one name has
_INITIALS: Final = 0.9
_LONGEST_ABBREVIATION: Final = 7
_OTHER_VOWEL, _LONG_VOWEL, _CONSONANT = 0.35, 0.7, 1.0
_ARTICLE: Final = frozenset(
    {"al", "el", "ul", "an", "en", "as", "es", "ash", "esh", "at", "et", "ad", "ed", "adh", "ar", "er", "az", "ez", "the", "of"}
)  # fmt: skip
_DIGRAPHS: Final = {
    "shch": "Sx", "sch": "S", "tch": "C", "kh": "x", "sh": "S", "gh": "G", "zh": "Z", "ch": "C", "th": "t", "dh": "d", "ph": "f", "ts": "c",
    "dj": "j", "ck": "k", "aou": "au", "ou": "u", "oo": "u", "ow": "u", "aw": "u", "au": "u", "ee": "i", "ei": "i", "ey": "i", "ai": "i",
    "ay": "i", "iy": "i", "ij": "i", "yy": "i", "ya": "ia", "ye": "ia", "yu": "iu", "yo": "iu", "ie": "i", "aa": "a",
    "e": "i", "o": "u", "y": "i", "w": "u", "q": "k", "c": "k", "v": "f", "p": "b",
}  # fmt: skip
_LATIN: Final = regex("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_ARABIC: Final = {
    "ا": "á", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "S",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "G", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "و": "ú", "ي": "í", "پ": "b", "چ": "C", "گ": "k", "ڤ": "f",
}  # fmt: skip
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z", "и": "i", "і": "i",
    "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_NEAR: Final = tuple(map(set, ("kg", "Gg", "xh", "SC", "jg", "hg", "dz", "fb")))
_ALIF, _MARBUTA = "A", "T"  # a written alif at the start carries any vowel; a final -h is heard as -a, -h or -t
_SILENT: Final = frozenset({_ALIF, _MARBUTA})
_WRITTEN: Final = {"á": "a", "í": "i", "ú": "u"}  # vowels that Arabic script writes: they must be there
_UNHEARD: Final = _VOWELS | _SILENT | set(_WRITTEN) | {"h"}
_COMPOUND: Final = regex(r"\babd(?:[aeu]?l|[aeu]([rstdnz])(?=\1))\s*(?=\w{3})")  # Abdul Malik, Abdulmalik, Abdurrahman
_MUHAMMAD: Final = regex(r"\bm[ou]h?amm?[ae]d\b")
_DOUBLE: Final = regex(r"(.)\1+")


def is_arabic(name: str) -> bool:
    """Tell whether a name holds letters of Arabic script."""
    return any("\u0600" <= letter <= "\u06ff" for letter in name)


def is_latin(name: str) -> bool:
    """Tell whether all letters of a name are Latin (diacritics allowed)."""
    return all(letter < "\u0250" or not letter.isalpha() or "\u1e00" <= letter <= "\u1eff" for letter in name)


@lru_cache(maxsize=_CACHE_SIZE)
def phonetic_key(name: str) -> tuple[str, ...]:
    """Return the words of a name, articles left out, each as a string of sounds: ``x`` kh, ``S`` sh, ``G`` gh; vowels a, i, u."""
    usual = _MUHAMMAD.sub("muhamad", _COMPOUND.sub("abd ", plain(name)))
    words = [word for word in usual.split() if word not in _ARTICLE]
    found = (_arabic(word) if is_arabic(word) else _latin(word) for word in words)
    return tuple(word for word in found if word)


@lru_cache(maxsize=_CACHE_SIZE)
def consonant_key(name: str) -> str:
    """Return the consonants of a name, its words joined: equal or nearly so for one name in any script."""
    return "".join(letter for word in phonetic_key(name) for letter in word if letter not in _UNHEARD)


@lru_cache(maxsize=_CACHE_SIZE)
def likeness(one: str, other: str) -> float:
    """Return how alike two names sound, 0 to 1; 1 is a name in two spellings or scripts as far as sounds can tell."""
    short = max(_as_initials(one, other), _as_initials(other, one))
    first, second = phonetic_key(one), phonetic_key(other)
    if not first or not second:
        return 0.0
    unwritten = (is_arabic(one), is_arabic(other))
    pairs = tuple(product(_joinings(first, len(second)), _joinings(second, len(first))))
    by_word = max(max(_by_words(a, b, unwritten), _by_words(b, a, unwritten[::-1])) for a, b in pairs)
    return round(max(short, by_word), 4)


def _joinings(words: tuple[str, ...], n_others: int) -> list[tuple[str, ...]]:
    """Return the words, and where the other name has fewer, also with each pair of neighbours written as one."""
    if len(words) <= n_others:
        return [words]
    pairs = [(*words[:index], one + two, *words[index + 2 :]) for index, (one, two) in enumerate(pairwise(words))]
    return [words, *pairs]


def _by_words(first: tuple[str, ...], second: tuple[str, ...], unwritten: tuple[bool, bool]) -> float:
    if len(first) > len(second):
        return _by_words(second, first, (unwritten[1], unwritten[0]))
    left, scores = list(second), []
    for word in first:
        best = max(left, key=lambda candidate: _words_alike(word, candidate, unwritten))
        scores.append(_words_alike(word, best, unwritten))
        left.remove(best)
    score = _WEAKEST * min(scores) + (1 - _WEAKEST) * sum(scores) / len(scores)
    return max(0.0, score - _LEFT_OVER * len(left))


@lru_cache(maxsize=_CACHE_SIZE)
def _words_alike(one: str, other: str, unwritten: tuple[bool, bool]) -> float:
    """Return 1 less the cheapest way from one word to the other, by the length of what must be matched."""
    costs = [0.0]
    for letter in other:
        costs.append(costs[-1] + _drop(letter, theirs_unwritten=unwritten[0]))
    for letter in one:
        mine = _drop(letter, theirs_unwritten=unwritten[1])
        row = [costs[0] + mine]
        for index, theirs in enumerate(other, start=1):
            row.append(
                min(
                    costs[index - 1] + _exchange(letter, theirs),
                    costs[index] + mine,
                    row[-1] + _drop(theirs, theirs_unwritten=unwritten[0]),
                )
            )
        costs = row
    size = max(len([letter for letter in word if letter == "h" or letter not in _UNHEARD]) for word in (one, other))
    return max(0.0, 1 - costs[-1] / max(size, 1))


def _drop(letter: str, *, theirs_unwritten: bool) -> float:
    """What it costs that the other name lacks a sound: nothing for a vowel where its script may leave vowels out."""
    if letter in _SILENT or (letter in _VOWELS and theirs_unwritten):
        return 0.0
    if letter in _WRITTEN:
        return _LONG_VOWEL
    return _OTHER_VOWEL if letter in _VOWELS or letter == "h" else _CONSONANT


def _exchange(one: str, other: str) -> float:
    one, other = _WRITTEN.get(one, one), _WRITTEN.get(other, other)
    if one == other or (_ALIF in (one, other) and (one + other).strip(_ALIF) in _VOWELS):
        return 0.0
    if _MARBUTA in (one, other):
        return 0.0 if (one + other).strip(_MARBUTA) in {"t", "h", "a"} else _CONSONANT
    if one in _VOWELS and other in _VOWELS:
        return _OTHER_VOWEL if "a" not in (one, other) else _LONG_VOWEL
    near = {one, other} in _NEAR
    return _OTHER_VOWEL if near else _CONSONANT


def _as_initials(short: str, full: str) -> float:
    """Return a figure for an abbreviation in capitals whose letters are the first ones of the words of the other name."""
    letters = short.replace(".", "").replace("-", "").strip()
    if not (1 < len(letters) <= _LONGEST_ABBREVIATION and letters.isupper() and letters.isascii()):
        return 0.0
    first = "".join(word[0] for word in phonetic_key(full))
    spoken = "".join(phonetic_key(letter)[0][:1] if phonetic_key(letter) else "" for letter in letters.lower())
    return _INITIALS if len(first) > 1 and first.translate(_INITIAL) == spoken.translate(_INITIAL) else 0.0


_INITIAL: Final = str.maketrans({"S": "s", "x": "k", "C": "k", "Z": "z", "G": "g"})


def _latin(word: str) -> str:
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in word)
    return _DOUBLE.sub(r"\1", _LATIN.sub(lambda match: _DIGRAPHS[match[0]], letters))


def _arabic(word: str) -> str:
    bare = re.sub(r"^(?:ال|لل)(?=\w{2,})", "", word)
    letters = [_ARABIC.get(letter, "") for letter in bare]
    if bare.startswith("ا"):
        letters[0] = _ALIF
    if bare.endswith("ه"):
        letters[-1] = _MARBUTA
    return _DOUBLE.sub(r"\1", "".join(letters))
