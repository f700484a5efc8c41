"""Headlines in capitals, put into the case of prose so that a parser reads them; one character for one character."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOWER: Final = re.compile(r"(?<![\w'’-])[a-zß-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w'’-])")
_SMALL: Final = frozenset(
    {
        "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is", "are",
        "was", "were", "be", "been", "has", "have", "had", "will", "would", "might", "can", "could", "should", "must",
        "not", "no", "that", "this", "these", "those", "it", "its", "he", "she", "his", "her", "they", "their", "we", "our",
        "you", "who", "which", "what", "when", "where", "why", "how", "if", "than", "then", "so", "up", "out", "over",
        "into", "about", "after", "before", "against", "between", "during", "under", "while", "without", "more", "most",
        "all", "some", "any", "don't", "doesn't", "didn't", "won't", "can't", "isn't", "aren't", "wasn't", "do",
        "does", "did", "him", "them", "there", "here", "also", "just", "only", "off", "down", "near", "amid", "via",
    }
)  # fmt: skip
_FEWEST_WORDS: Final = 5
_SHARE: Final = 0.9


def lower_words(text: str) -> frozenset[str]:
    """Return the words that a text writes in lower case: they are no names in its headlines either."""
    return frozenset(match[0] for match in _LOWER.finditer(text))


def as_prose(line: str, verbs: frozenset[str], own: frozenset[str] = frozenset()) -> str:
    """Return a headline in the case of prose, as long as before; any other line comes back as it is.

    ``verbs`` are lower-case forms of verbs, one of which a headline must hold; ``own`` are words that the text writes in
    lower case elsewhere. The first word keeps its capital; in a line of capitals other words keep their first.
    """
    words = list(_WORD.finditer(line))
    shouted = line.isupper()
    if len(words) < _FEWEST_WORDS or not (shouted or _is_title(words)):
        return line
    if not any(word[0].lower() in verbs for word in words):
        return line
    cased = list(line)
    for number, word in enumerate(words):
        lower = word[0].lower()
        if len(lower) != len(word[0]):
            continue
        if number and lower != "may" and (lower in _SMALL or lower in verbs or lower in own):
            cased[word.start() : word.end()] = lower
        elif shouted:
            cased[word.start() : word.end()] = lower[0].upper() + lower[1:]
    return "".join(cased)


def _is_title(words: list[re.Match[str]]) -> bool:
    """Tell whether nearly all words that are not small begin with a capital."""
    long = [word[0] for word in words if word[0].lower() not in _SMALL]
    capital = sum(word[0].isupper() for word in long)
    return len(long) > 1 and capital / len(long) >= _SHARE and any(not word.isupper() for word in long)
