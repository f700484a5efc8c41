"""Is a paragraph English? Function words tell, without a model; anything else is left alone by the English rules."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    {
        "the", "of", "and", "to", "in", "that", "is", "was", "for", "it", "with", "as", "on", "be", "by", "at", "this", "have", "from", "or", "had", "not", "are", "but", "his", "they", "were", "which", "we", "an", "he", "you", "her", "has", "been", "their", "who", "will", "more", "about", "would", "there", "its", "if", "when", "she", "what", "all", "after", "said", "up", "out", "also", "than", "into", "could", "some", "new", "over", "two", "other", "only", "any", "may", "him", "no", "our", "i", "my", "them", "these", "so", "do", "did",
        "under", "between", "during", "against", "before", "while", "where", "since", "because", "should", "must", "those",
        "most", "until", "through", "today", "yesterday", "according", "including", "near", "says", "last", "first",
    }
)  # fmt: skip
_ENOUGH_WORDS: Final = 12
_SHARE: Final = 0.15
_FEW_WORDS: Final = 30
_SHARE_AMONG_NAMES: Final = 0.08  # a lead full of names has few function words


def is_english(text: str, *, default: bool) -> bool:
    """Tell whether ``text`` is English; ``default`` answers for Latin-script text of fewer than twelve words.

    The share of English function words is about 0.4 in English prose and below 0.1 in its neighbours. Within an English
    text (``default``) a sentence of fewer than thirty words may be full of names and needs a share of 0.08 only.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    latin = sum(word.isascii() for word in words)
    if words and latin < len(words) / 2:
        return False
    if len(words) < _ENOUGH_WORDS:
        return default
    wanted = _SHARE_AMONG_NAMES if default and len(words) < _FEW_WORDS else _SHARE
    return sum(word in _ENGLISH for word in words) / len(words) >= wanted
