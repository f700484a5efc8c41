"""Which encoding bytes are in that say nothing of it: charset-normalizer proposes, letters and language decide.

A proposal stands where its text is written with the letters of the language that the model finds in it, in words that go on
as words do, and where programs wrote that language in that encoding. Where two stand and give different texts, or none does,
nothing is guessed: a wrong letter in the name of a person or place does harm, a refusal costs a minute.
"""

import re
from collections.abc import Iterator

from servanda.parse.alphabets import ALPHABETS, COMMON, PAGES
from servanda.text.languages import ModelBounds, language_of_document

_MODEL = ModelBounds(min_characters=20, min_score=0.9)
_MAX_STRANGE = 0.02  # of the letters beyond a to z: those of foreign names
_MAX_BROKEN = 0.01  # of the words with such letters
_MIN_COMMON = 0.5  # of the letters: the most usual ones of the language, where it has a script of its own
_MAX_UTF8 = 0.2  # of the bytes above ASCII that make UTF-8: by chance there are fewer
_MIN_HIGH = 3  # letters beyond a to z: fewer prove nothing
_N_READ = 100_000  # bytes: more does not change the answer
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WORD = re.compile(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f«»‘’‚“”„‹›–—…·•؟،؛־\u00a0]+")
_CAPITAL_INSIDE = re.compile(r"[^\W\d_]*[a-zà-ÿа-џα-ώ][A-ZÀ-ÞА-ЯЀ-ЏΑ-Ω]")
_MARK_INSIDE = re.compile(r"[^\W\d_][„‚¿¡]|[^\W\d_][„“”‚•†‡«»‹›€£§°©®¿¡][^\W\d_]")
_MARKS = frozenset("\u00a0\u00ad«»‘’‚‛“”„‟‹›–—―•·…†‡§©®°№€£¿¡´،؛؟\u200c\u200d\u200e\u200f־׳״")


def is_mixture(content: bytes) -> bool:
    """Tell whether bytes that are no UTF-8 hold too much of it to be in one encoding."""
    high = len(_HIGH.findall(content))
    return bool(high) and sum(map(len, _UTF8.findall(content))) > _MAX_UTF8 * high


def guessed(content: bytes) -> str | None:
    """Return the encoding of ``content``, or ``None`` where none stands alone.

    Beside what is proposed, all encodings of the languages found so are weighed: what is close must be seen to be close.
    """
    texts: dict[str, str] = {}
    waiting = list(_proposals(content))
    done: set[str] = set()
    while waiting:
        encoding = waiting.pop(0)
        done.add(encoding)
        text = _decoded(content, encoding)
        language = _language(text[:_N_READ], encoding) if text is not None and text not in texts else None
        if text is not None and language is not None:
            texts[text] = encoding
            waiting += sorted(PAGES[language] - done - set(waiting))
    return next(iter(texts.values())) if len(texts) == 1 else None


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _proposals(content: bytes) -> Iterator[str]:
    """Yield what charset-normalizer takes for possible, best first, each with the pages that give the same text."""
    from charset_normalizer import from_bytes

    for match in from_bytes(content[:_N_READ]):
        yield from dict.fromkeys((match.encoding, *match.could_be_from_charset))


def _language(text: str, encoding: str) -> str | None:
    """Return the language of a text that is written in this encoding, with its letters and in sound words, else ``None``."""
    language = language_of_document(text, _MODEL)
    if language not in ALPHABETS or encoding not in PAGES[language]:
        return None
    return language if _is_sound(text, language) else None


def _is_sound(text: str, language: str) -> bool:
    high = [letter for letter in text.lower() if not letter.isascii() and letter not in _MARKS]
    known = ALPHABETS[language]
    n_strange = sum(letter not in known for letter in high)
    if not high:  # quotation marks and dashes alone
        return not _MARK_INSIDE.search(text)
    if len(high) < _MIN_HIGH or n_strange > _MAX_STRANGE * len(high):
        return False
    common = COMMON.get(language)
    if common and sum(letter in common for letter in high) < _MIN_COMMON * len(high):
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    n_broken = sum(map(_is_broken, words)) + len(_MARK_INSIDE.findall(text))
    return n_broken <= _MAX_BROKEN * len(words)


def _is_broken(word: str) -> bool:
    """Tell whether a word has a capital within, a sign that is no letter, or letters of two scripts."""
    letters = [letter for letter in word if letter not in _MARKS]
    is_cased = bool(_CAPITAL_INSIDE.match(word)) and not word[:2].istitle()
    has_sign = any(not letter.isalnum() and not letter.isascii() and ord(letter) < 0x0300 for letter in letters)  # noqa: PLR2004
    has_latin = any("a" <= letter.lower() <= "z" for letter in letters)
    has_other = any(ord(letter) >= 0x0370 and letter.isalpha() for letter in letters)  # noqa: PLR2004 - Greek and what follows
    return is_cased or has_sign or (has_latin and has_other)
