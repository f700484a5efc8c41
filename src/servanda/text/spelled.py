"""Whether a Latin spelling can stand for a name as Arabic letters write it.

Arabic writes consonants and long vowels but no short ones, so romanisations of one name differ in short vowels and
agree in what is written: "Nubl" and "Nabul" both stand for نبل, "Sarin" cannot stand for صوران, whose long vowel it lacks.
"""

from typing import Final

_VOWELS: Final = ("a", "e", "i", "o", "u")
_SHORT: Final = ("", *_VOWELS)
_FEW: Final = 3  # fewer letters than this fit too much


def _options(consonants: str) -> tuple[str, ...]:
    """Return what may be written for a consonant, single or doubled."""
    return tuple(form for one in consonants.split("|") for form in (one, one * 2))


# What romanisations of the press write for a consonant; dialects and French or English habits included.
_CONSONANTS: Final = {
    letter: _options(forms)
    for letter, forms in {
        "ب": "b|p", "ت": "t", "ث": "th|t|s", "ج": "dj|j|g|zh", "ح": "h", "خ": "kh|k|h|gh", "د": "d", "ذ": "dh|d|z|th", "ر": "r",
        "ز": "z", "س": "s|c", "ش": "sh|sch|ch", "ص": "s|c", "ض": "dh|d", "ط": "t", "ظ": "z|dh|th|d", "غ": "gh|g|kh", "ف": "f|ph",
        "ق": "q|k|g|c", "ك": "k|c|q", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    }.items()
}  # fmt: skip
# A long vowel at the start of a word, within it, and at its end; after the first two another vowel may follow.
_LONG: Final = {
    "ا": ((*_VOWELS, "ou", "ee"), ("a", "aa", "e"), ("a", "e", "ah", "eh")),
    "و": (("w", "v", "ou"), ("aw", "ow", "au", "ou", "oo", "o", "u", "w", "v", "iw"), ("aw", "ow", "au", "ou", "oo", "o", "u", "w")),
    "ي": (("y", "i"), ("ay", "ai", "ei", "ey", "ee", "iy", "i", "e", "y", "uy"), ("ay", "ai", "ei", "ey", "ee", "iy", "a", "i", "e", "y")),
}  # fmt: skip
_AYN: Final = ("", *_VOWELS, "aa", *(one + other for one in _VOWELS for other in _VOWELS))
_FEMININE: Final = (
    "a",
    "e",
    "i",
    "ah",
    "eh",
    "ih",
    "at",
    "et",
)  # the letter that ends feminine names; `plain` writes it as ه


def spelled(arabic: str, latin: str) -> bool:
    """Tell whether ``latin`` may spell ``arabic``; both as `folds.joined` gives them, without article and blanks.

    False where ``arabic`` has a letter that is none of the Arabic alphabet, or fewer than three.
    """
    return len(arabic) >= _FEW and _reads(arabic, latin, _SHORT)


def spelled_out(arabic: str, latin: str) -> bool:
    """Tell whether ``latin`` spells ``arabic`` letter for letter, with no vowel that is not written: "Oj" for عوج."""
    return len(arabic) >= _FEW and _reads(arabic, latin, ("",))


def _reads(arabic: str, latin: str, short: tuple[str, ...]) -> bool:
    """Follow both from the start, keeping all places in ``latin`` that may have been reached."""
    letters = arabic[:-1] if arabic.endswith("اه") else arabic  # "Hama" for حماه: the last letter is silent
    reached = {0}
    for at, letter in enumerate(letters):
        last = at == len(letters) - 1
        reached = _after(latin, reached, _forms(letter, at == 0, last))
        if letter in _CONSONANTS and not last:
            reached = _after(latin, reached, short)
        elif letter in "وي" and not last:
            reached = _after(latin, reached, _SHORT)
        if not reached:
            return False
    return len(latin) in reached


def _after(latin: str, reached: set[int], forms: tuple[str, ...]) -> set[int]:
    return {at + len(form) for at in reached for form in forms if latin.startswith(form, at)}


def _forms(letter: str, first: bool, last: bool) -> tuple[str, ...]:
    if letter in _LONG:
        start, within, end = _LONG[letter]
        return start if first else end if last else within
    if letter == "ع":
        return _AYN
    return _FEMININE if letter == "ه" and last else _CONSONANTS.get(letter, ())
