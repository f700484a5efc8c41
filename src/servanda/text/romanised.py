"""Names in Arabic or Cyrillic letters, letter for letter in Latin ones, to be compared by their folds.

No system of transliteration is meant: short vowels that Arabic does not write stay away, and like sounds share a letter.
"""

from functools import lru_cache
from typing import Final

_ARABIC: Final = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ى": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h",
        "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z",
        "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
        "ة": "ah", "و": "u", "ؤ": "u", "ي": "i", "ی": "i", "ئ": "i", "ء": "", "ـ": "", "پ": "p", "چ": "ch", "ڤ": "v",
    }
)  # fmt: skip
_CYRILLIC: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
        "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia",
        "ё": "e", "ы": "y", "э": "e", "ъ": "", "'": "", "’": "",
    }
)  # fmt: skip
_MARKS: Final = dict.fromkeys((*range(0x64B, 0x660), 0x670))  # short vowels, where somebody wrote them


@lru_cache(maxsize=8192)
def romanised(name: str) -> str:
    """Return ``name`` in Latin letters, articles and case folded; empty where nothing in it is Arabic or Cyrillic."""
    lower = name.casefold()
    if not any("\u0400" <= letter <= "\u06ff" for letter in lower):
        return ""
    words = [word.removeprefix("ال") if len(word) > len("ال") + 1 else word for word in lower.split()]
    return " ".join(words).translate(_MARKS).translate(_ARABIC).translate(_CYRILLIC)
