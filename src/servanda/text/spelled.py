"""Whether a Latin spelling can stand for a name as Arabic letters write it.

Arabic writes consonants and long vowels but no short ones, so romanisations of one name differ in short vowels and
agree in what is written: "Nubl" and "Nabul" both stand for نبل, "Sarin" cannot stand for صوران, whose long vowel it lacks.
"""

import re
from functools import lru_cache
from typing import Final

# What romanisations of the press write for a consonant; dialects and French or English habits included.
_CONSONANTS: Final = {
    "ب": "b|p", "ت": "t", "ث": "th|t|s", "ج": "dj|j|g|zh", "ح": "h", "خ": "kh|k|h|gh", "د": "d", "ذ": "dh|d|z|th", "ر": "r",
    "ز": "z", "س": "s|c", "ش": "sh|sch|ch", "ص": "s|c", "ض": "dh|d", "ط": "t", "ظ": "z|dh|th|d", "غ": "gh|g|kh", "ف": "f|ph",
    "ق": "q|k|g|c", "ك": "k|c|q", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
_SHORT: Final = "[aeiou]?"
_FEW: Final = 3  # fewer letters than this fit too much
# A long vowel at the start of a word, within it, and at its end.
_LONG: Final = {
    "ا": ("(?:ou|ee|[aeiou])", "aa?|e", "[ae]h?"),
    "و": ("(?:w|v|ou)[aeiou]?", "(?:aw|ow|au|ou|oo|[ou]|[aeiou]?[wv])[aeiou]?", "(?:aw|ow|au|ou|oo|[ouw])"),
    "ي": ("[yi][aeiou]?", "(?:ay|ai|ei|ey|ee|iy|[ie]|[aeiou]?y)[aeiou]?", "(?:ay|ai|ei|ey|ee|iy|[aie]|[aeiou]?y)"),
}
_AYN: Final = "(?:aa|[aeiou]){0,2}"
_FEMININE: Final = "(?:[aei]h?|[ae]t)"  # the letter that ends feminine names; `plain` writes it as ه


@lru_cache(maxsize=8192)
def spelled(arabic: str, latin: str) -> bool:
    """Tell whether ``latin`` may spell ``arabic``; both as `folds.joined` gives them, without article and blanks.

    False where ``arabic`` has a letter that is none of the Arabic alphabet, or fewer than three.
    """
    return len(arabic) >= _FEW and _reads(arabic, latin, _SHORT)


def spelled_out(arabic: str, latin: str) -> bool:
    """Tell whether ``latin`` spells ``arabic`` letter for letter, with no vowel that is not written: "Oj" for عوج."""
    return len(arabic) >= _FEW and _reads(arabic, latin, "")


def _reads(arabic: str, latin: str, short: str) -> bool:
    pattern = _pattern(arabic, short)
    return pattern is not None and pattern.fullmatch(latin) is not None


@lru_cache(maxsize=8192)
def _pattern(arabic: str, short: str) -> re.Pattern[str] | None:
    letters = arabic[:-1] if arabic.endswith("اه") else arabic  # "Hama" for حماه: the last letter is silent
    parts: list[str] = []
    for at, letter in enumerate(letters):
        last = at == len(letters) - 1
        part = _part(letter, at == 0, last)
        if part is None:
            return None
        parts.append(part if last or letter not in _CONSONANTS else part + short)
    return re.compile("".join(parts))


def _part(letter: str, first: bool, last: bool) -> str | None:
    if letter in _LONG:
        start, within, end = _LONG[letter]
        return start if first else end if last else f"(?:{within})"
    if letter == "ع":
        return _AYN
    if letter == "ه" and last:
        return _FEMININE
    consonant = _CONSONANTS.get(letter)
    return None if consonant is None else f"(?:{consonant}){{1,2}}"
