"""Is a paragraph English? Function words tell, without a model; anything else is left alone by the English rules."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    {
        "the", "of", "and", "to", "in", "that", "is", "was", "for", "it", "with", "as", "on", "be", "by", "at", "this", "have", "from", "or", "had", "not", "are", "but", "his", "they", "were", "which", "we", "an", "he", "you", "her", "has", "been", "their", "who", "will", "more", "about", "would", "there", "its", "if", "when", "she", "what", "all", "after", "said", "up", "out", "also", "than", "into", "could", "some", "new", "over", "two", "other", "only", "any", "may", "him", "no", "our", "i", "my", "them", "these", "so", "do", "did",
    }
)  # fmt: skip
_ENOUGH_WORDS: Final = 12
_SHARE: Final = 0.15


def is_english(text: str, *, default: bool) -> bool:
    """Tell whether ``text`` is English; ``default`` answers for Latin-script text of fewer than twelve words.

    The share of English function words is about 0.4 in English prose and below 0.1 in its neighbours.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    latin = sum(word.isascii() for word in words)
    if words and latin < len(words) / 2:
        return False
    if len(words) < _ENOUGH_WORDS:
        return default
    return sum(word in _ENGLISH for word in words) / len(words) >= _SHARE
