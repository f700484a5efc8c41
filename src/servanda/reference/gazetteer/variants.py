"""Other forms of a name under which it may stand in the gazetteer: words for what it is, translated."""

from collections.abc import Iterator
from typing import Final

from servanda.text.folds import plain

# English words in names of the Arab world and what they stand for: before the name, or behind it.
_BEFORE: Final = {
    "castle": ("qalat",), "fort": ("qalat",), "mount": ("jabal",), "mountain": ("jabal",), "hill": ("tall",), "spring": ("ayn",),
    "tower": ("burj",), "bridge": ("jisr",), "valley": ("wadi",), "village": ("qaryat",),
}  # fmt: skip
_BEHIND: Final = {
    "upper": ("fawqani", "fawqaniyah", "fawqa"), "lower": ("tahtani", "tahtaniyah", "tahta"),
    "eastern": ("sharqi", "sharqiyah"), "western": ("gharbi", "gharbiyah"), "northern": ("shamali", "shamaliyah"),
    "southern": ("janubi", "janubiyah"), "great": ("kabir", "kabirah"), "big": ("kabir", "kabirah"),
    "greater": ("kabir", "kabirah"), "little": ("saghir", "saghirah"), "small": ("saghir", "saghirah"),
}  # fmt: skip


def translated(name: str) -> Iterator[str]:
    """Yield the forms of a name in which an English word at either end stands in Arabic: "X Castle" as "qalat X"."""
    words = plain(name).split()
    for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])) if len(words) > 1 else ():
        for form in _BEFORE.get(word, ()):
            yield " ".join((form, *rest))
        for form in _BEHIND.get(word, ()):
            yield " ".join((*rest, form))
