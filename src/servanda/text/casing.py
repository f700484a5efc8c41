"""Headlines in capitals, put into the case of prose so that a parser reads them; one character for one character."""

import re
from dataclasses import dataclass
from itertools import pairwise
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
_LONGEST: Final = 220
_SENTENCE: Final = re.compile(r"[^\n]*?[.!?](?=\s|$)|[^\n]+")
# Up to four words written large in the middle of a sentence.
_RUN: Final = re.compile(r"(?<=[a-zß-ÿ,] )(?:[A-Z][^\W\d_]+ ){0,3}[A-Z][^\W\d_]+(?= [a-zß-ÿ]|[.,;:!?])")
_ALSO_NAMES: Final = frozenset({"may", "tell"})  # a month, a mound in names of places


@dataclass(frozen=True)
class Casing:
    """What tells a name from a common word in a headline.

    ``verbs`` are lower-case forms of verbs, one of which a headline must hold; ``small`` are words that are written small;
    ``names`` are words, and pairs of words, that keep their capitals.
    """

    verbs: frozenset[str]
    small: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()


def casing_of(body: str, verbs: frozenset[str], common: frozenset[str]) -> Casing:
    """Return what a text itself says of the case of its words; ``body`` is the text without its headlines.

    Words that it writes small are small in its headlines. Of the rest, what it writes large in the middle of a sentence is a
    name, whatever ``common`` nouns and verbs say; so are neighbours that it writes large together ("Islamic State").
    """
    own = frozenset(match[0] for match in _LOWER.finditer(body))
    runs = [match[0].lower().split() for match in _RUN.finditer(body)]
    names = frozenset(word for run in runs for word in run) - own
    pairs = frozenset(pair for run in runs for pair in pairwise(run) if not own.issuperset(pair))
    return Casing(verbs, own | common, names, pairs)


def headline_length(paragraph: str, verbs: frozenset[str], *, first: bool) -> int:
    """Return how many characters of a paragraph, from its start, are a headline in capitals; 0 where none is.

    In the ``first`` paragraph of a text a headline may be the sentence before the body.
    """
    if _is_headline(paragraph, verbs):
        return len(paragraph)
    lead = _SENTENCE.match(paragraph) if first else None
    return lead.end() if lead and lead.end() < _LONGEST and _is_headline(lead[0], verbs) else 0


def as_prose(line: str, casing: Casing) -> str:
    """Return a headline in the case of prose, as long as before.

    The first word keeps its capital; in a line of capitals other words keep their first.
    """
    words = list(_WORD.finditer(line))
    lower = [word[0].lower() for word in words]
    shouted = line.isupper()
    cased = list(line)
    for number, word in enumerate(words):
        small = lower[number]
        if len(small) != len(word[0]) or (word[0].isupper() and not shouted and small not in _SMALL):
            continue
        if number and small not in _ALSO_NAMES and _is_small(lower, number, casing):
            cased[word.start() : word.end()] = small
        elif shouted:
            cased[word.start() : word.end()] = small[0].upper() + small[1:]
    return "".join(cased)


def _is_small(lower: list[str], number: int, casing: Casing) -> bool:
    """Tell whether a word of a headline is written small in prose."""
    word = lower[number]
    if word in _SMALL:
        return True
    beside = tuple(lower[max(0, number - 1) : number + 2])
    if word in casing.names or any(pair in casing.pairs for pair in pairwise(beside)):
        return False
    return word in casing.verbs or word in casing.small


def _is_headline(line: str, verbs: frozenset[str]) -> bool:
    """Tell whether a line is in capitals throughout, or each long word begins with one, and holds a verb."""
    words = list(_WORD.finditer(line))
    if len(words) < _FEWEST_WORDS or not (line.isupper() or _is_title(words)):
        return False
    return any(word[0].lower() in verbs for word in words)


def _is_title(words: list[re.Match[str]]) -> bool:
    """Tell whether nearly all words that are not small begin with a capital."""
    long = [word[0] for word in words if word[0].lower() not in _SMALL]
    capital = sum(any(part[:1].isupper() for part in word.split("-")) for word in long)
    return len(long) > 1 and capital / len(long) >= _SHARE and any(not word.isupper() for word in long)
