"""Headlines in capitals, put into the case of prose so that a parser reads them; one character for one character."""

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from servanda.text.date_words import FULL_MONTH, WEEKDAY
from servanda.text.patterns import regex

_WORD: Final = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TOKEN: Final = regex(rf"{_WORD.pattern}|[,:;]")
_LOWER: Final = regex(r"(?<![\w'’-])[a-zß-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w'’-])")
_SMALL: Final = frozenset(
    {
        "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is", "are",
        "was", "were", "be", "been", "has", "have", "had", "will", "would", "might", "can", "could", "should", "must",
        "not", "no", "nor", "neither", "that", "this", "these", "those", "it", "its", "he", "she", "his", "her", "they", "their", "we", "our",
        "you", "who", "which", "what", "when", "where", "why", "how", "if", "than", "then", "so", "up", "out", "over",
        "into", "about", "after", "before", "against", "between", "during", "under", "while", "without", "more", "most",
        "all", "some", "any", "don't", "doesn't", "didn't", "won't", "can't", "isn't", "aren't", "wasn't", "do",
        "does", "did", "him", "them", "there", "here", "also", "just", "only", "off", "down", "near", "amid", "via", "including",
        "across", "around", "within", "since", "until", "through", "toward", "towards", "among", "along", "despite", "inside",
        "outside", "per", "upon", "both", "late", "early",
    }
)  # fmt: skip
Phrase = tuple[str, ...]
MAX_PHRASE: Final = 5  # words of a name that is looked for in a headline
_FEWEST_WORDS: Final = 5
_SHARE: Final = 0.8
_LONGEST: Final = 220
_SENTENCE: Final = regex(r"[^\n]*?[.!?](?=\s|$)|[^\n]+")
# Up to four words written large in the middle of a sentence.
_LARGE: Final = r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*"
_RUN: Final = regex(rf"(?<=[a-zß-ÿ,] )(?:{_LARGE} ){{0,3}}{_LARGE}(?= [a-zß-ÿ]|[.,;:!?])")
# A sentence, not a headline: it says when before it says who.
_WHEN: Final = regex(rf"\s*(?:On|In|Since|By|From|During|Late|Early)\s+(?:\d|(?:{WEEKDAY}|{FULL_MONTH})\b)")
_DETERMINERS: Final = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "these", "those"})
_ALSO_NAMES: Final = frozenset({"may", "tell"})  # a month, a mound in names of places


@dataclass(frozen=True)
class HeadlineWords:
    """What is known of words in any text, all in lower case.

    ``verbs`` are forms of verbs, one of which a headline must hold; ``common`` words are written small in prose; ``phrases``
    are names of several words, which keep their capitals; ``bodies`` are words that end the name of a body ("front").
    """

    verbs: Container[str]
    common: Container[str] = frozenset()
    phrases: Container[Phrase] = frozenset()
    bodies: Container[str] = frozenset()


@dataclass(frozen=True)
class Casing:
    """What tells a name from a common word in a headline.

    ``words`` hold of any text; the others are what this text's body writes small, writes large, and writes large together.
    """

    words: HeadlineWords
    small: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    pairs: frozenset[Phrase] = frozenset()


def casing_of(body: str, words: HeadlineWords) -> Casing:
    """Return what a text itself says of the case of its words; ``body`` is the text without its headlines.

    Words that it writes small are small in its headlines. Of the rest, what it writes large in the middle of a sentence is a
    name, whatever is known of it; so are neighbours that it writes large together ("Islamic State").
    """
    own = frozenset(match[0] for match in _LOWER.finditer(body))
    runs = [match[0].lower().split() for match in _RUN.finditer(body)]
    names = frozenset(part for run in runs for word in run for part in (word, *word.split("-"))) - own
    pairs = frozenset(pair for run in runs for pair in pairwise(run) if not own.issuperset(pair))
    return Casing(words, own, names, pairs)


def headline_length(paragraph: str, words: HeadlineWords, *, first: bool) -> int:
    """Return how many characters of a paragraph, from its start, are a headline in capitals; 0 where none is.

    In a ``first`` paragraph of a text a headline may be the sentence before the body, or stand before it without a stop.
    """
    if _is_headline(paragraph, words.verbs):
        return len(paragraph)
    if not first:
        return 0
    lead = _SENTENCE.match(paragraph)
    if lead and lead.end() < _LONGEST and _is_headline(lead[0], words.verbs):
        return lead.end()
    return _glued_length(paragraph[:_LONGEST], words)


def _glued_length(line: str, words: HeadlineWords) -> int:
    """Return how long a headline is to which the body is glued: "Eight Dead In Olm Eight people died in ..."; 0 where none is.

    The first word written small is in the body, and so is the word before it, if that is one that can begin a sentence: a
    common word. Where it is a name nobody knows whether the name is the headline's, and nothing is cut; nor where an article
    begins a name that may go on to it ("the Rapid Support Forces shelled"), or where a date comes first.
    """
    if _WHEN.match(line):
        return 0
    found = list(_WORD.finditer(line))
    large = any(word[0][:1].isupper() and word[0].lower() in _SMALL for word in found[1:_FEWEST_WORDS])
    small = (number for number, word in enumerate(found) if word[0].islower() and (large or word[0] not in _SMALL))
    second = next(small, 0)
    if second <= _FEWEST_WORDS:
        return 0
    opening, before = found[second - 1], found[second - 2]
    if next((word[0] for word in reversed(found[: second - 1]) if word[0].islower()), "") in _DETERMINERS:
        return 0
    begins = opening[0][:1].isupper() and (opening[0].lower() in _SMALL or opening[0].lower() in words.common)
    head, body = line[: opening.start()], _SENTENCE.match(line, opening.start())
    prose = body is not None and sum(word[0].islower() for word in _WORD.finditer(body[0])) >= _FEWEST_WORDS - 1
    fits = begins and prose and before[0].lower() not in _SMALL and _is_headline(head, words.verbs)
    return len(head) if fits else 0


def as_prose(line: str, casing: Casing) -> str:
    """Return a headline in the case of prose, as long as before.

    The first word keeps its capital; in a line of capitals other words keep their first.
    """
    words = list(_TOKEN.finditer(line))
    lower = [word[0].lower() for word in words]
    shouted = line.isupper()
    cased = list(line)
    for number, word in enumerate(words):
        small = lower[number]
        if len(small) != len(word[0]) or (word[0].isupper() and not shouted and small not in _SMALL):
            continue
        if small not in _ALSO_NAMES and _is_small(lower, number, casing):
            cased[word.start() : word.end()] = small
        elif shouted:
            cased[word.start() : word.end()] = small[0].upper() + small[1:]
    return "".join(cased)


def _is_small(lower: list[str], number: int, casing: Casing) -> bool:
    """Tell whether a word of a headline is written small in prose; of a compound, whether each of its parts is."""
    word = lower[number]
    if word in _SMALL:
        return True
    beside = lower[max(0, number - 1) : number + 2]
    if word in casing.names or any(pair in casing.pairs for pair in pairwise(beside)):
        return False
    if word in casing.small:
        return True
    if _in_phrase(lower, number, casing.words.phrases) or _ends_a_name(lower, number, casing):
        return False
    return all(part in casing.words.common or part in casing.words.verbs for part in word.split("-"))


def _in_phrase(lower: list[str], number: int, phrases: Container[Phrase]) -> bool:
    """Tell whether a word stands in a known name of several words."""
    return any(
        tuple(lower[start : start + length]) in phrases
        for length in range(2, MAX_PHRASE + 1)
        for start in range(max(0, number - length + 1), number + 1)
    )


def _ends_a_name(lower: list[str], number: int, casing: Casing) -> bool:
    """Tell whether a word ends the name of a body: "Harud Front", where nothing is known of the word before it."""
    if not number or lower[number] not in casing.words.bodies:
        return False
    before = lower[number - 1]
    known = before in _SMALL or before in casing.small or before in casing.words.bodies or not before[0].isalpha()
    return not known and not _is_small(lower, number - 1, casing)


def _is_headline(line: str, verbs: Container[str]) -> bool:
    """Tell whether a line is in capitals throughout, or nearly each long word begins with one, its verbs among them."""
    words = list(_WORD.finditer(line))
    if len(words) < _FEWEST_WORDS or not (line.isupper() or _is_title(words)):
        return False
    large = [word[0][:1].isupper() for word in words if word[0].lower() not in _SMALL and word[0].lower() in verbs]
    return bool(large) and all(large)


def _is_title(words: list[re.Match[str]]) -> bool:
    """Tell whether nearly all words that are not small begin with a capital."""
    long = [word[0] for word in words if word[0].lower() not in _SMALL]
    capital = sum(any(part[:1].isupper() for part in word.split("-")) for word in long)
    return len(long) > 1 and capital / len(long) >= _SHARE and any(not word.isupper() for word in long)
