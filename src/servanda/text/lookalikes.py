"""Letters that look like others: a publisher "Rеuters" with a Cyrillic letter is not Reuters, and a reader cannot see it.

A name is flagged for what stands in it (a word of two alphabets, letters of other shapes, characters that do not show), and
for reading like another name of the same list. Nothing is changed or refused: who wrote it may have meant it.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_TWINS: Final = {
    pair[0]: pair[1]
    for pair in [
        "аa",
        "вb",
        "еe",
        "кk",
        "мm",
        "нh",
        "оo",
        "рp",
        "сc",
        "тt",
        "уy",
        "хx",
        "іi",
        "їi",
        "јj",
        "ѕs",
        "һh",
        "ԁd",
        "ԛq",
        "ԝw",
        "ӏl",
        "ѵv",
        "αa",
        "βb",
        "εe",
        "ηn",
        "ιi",
        "κk",
        "νv",
        "οo",
        "ρp",
        "τt",
        "υu",
        "χx",
        "γy",
        "ωw",
        "օo",
        "սu",
        "հh",
        "ցg",
        "ոn",
        "եt",
        "ꭺa",
        "ꭼe",
        "ꮯc",
        "ꮋh",
    ]
}
"""Letters of other alphabets by the Latin one that they are taken for (after Unicode's confusables, UTS 39)."""
_ALSO: Final = str.maketrans({"0": "o", "1": "l", "|": "l", "I": "l", "5": "s"})
_ALPHABETS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN")
_WORD: Final = re.compile(r"[^\W\d_]+")
_JOINERS: Final = frozenset("\u200c\u200d\u200e\u200f\u061c")


def lookalikes(name: str) -> str | None:
    """Return in words what in ``name`` could pass for something else; ``None`` for an ordinary name."""
    found = [*_mixed(name), *_shaped(name), *_hidden(name)]
    return "; ".join(found) or None


def cautions(names: Iterable[str]) -> dict[str, str]:
    """Return, for each of ``names`` that could pass for something else, why: letters in it, or another of the names."""
    listed = sorted(set(names))
    alike: dict[str, list[str]] = {}
    for name in listed:
        alike.setdefault(_skeleton(name), []).append(name)
    found = {}
    for name in listed:
        others = [other for other in alike[_skeleton(name)] if _folded(other) != _folded(name)]
        said = [*filter(None, [lookalikes(name)]), *(f"looks like {other!r}" for other in others)]
        if said:
            found[name] = "; ".join(said)
    return found


def _mixed(name: str) -> list[str]:
    """Name the words of two alphabets, with the letters of the rarer one."""
    found = []
    for word in _WORD.findall(name):
        letters = [(letter, alphabet) for letter in word if (alphabet := _alphabet(letter))]
        counts = {alphabet: sum(other == alphabet for _, other in letters) for _, alphabet in letters}
        if len(counts) > 1:
            usual = max(counts, key=lambda alphabet: (counts[alphabet], alphabet == "LATIN"))
            odd = dict.fromkeys(f"{letter} ({_described(letter)})" for letter, alphabet in letters if alphabet != usual)
            found.append(f"a word of two alphabets: {', '.join(odd)}")
    return found


def _shaped(name: str) -> list[str]:
    """Name letters and digits that are another one in another shape: full width, mathematical, in circles."""
    odd = [
        letter
        for letter in name
        if letter.isalnum() and _is_plain(unicodedata.normalize("NFKC", letter)) and not letter.isascii()
    ]
    return (
        [f"letters of another shape: {', '.join(dict.fromkeys(f'{one} ({_described(one)})' for one in odd))}"]
        if odd
        else []
    )


def _hidden(name: str) -> list[str]:
    odd = [letter for letter in name if unicodedata.category(letter) in {"Cf", "Cc"} and letter not in _JOINERS]
    return [f"characters that do not show: {', '.join(dict.fromkeys(map(_described, odd)))}"] if odd else []


def _alphabet(letter: str) -> str | None:
    first = unicodedata.name(letter, "").partition(" ")[0]
    return first if first in _ALPHABETS else None


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _described(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'without a name').lower()}"


def _skeleton(name: str) -> str:
    """Return what a name looks like: two names with one skeleton are taken for each other."""
    shown = "".join(
        letter for letter in unicodedata.normalize("NFKC", name) if unicodedata.category(letter) not in {"Cf", "Cc"}
    )
    return "".join(_TWINS.get(letter, letter) for letter in _folded(shown.translate(_ALSO)))


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
