"""Which language is a text in? One detector: letters and small words for a paragraph, a model for a whole document.

Paragraphs are short and full of names, where a model errs; so script, letters and function words decide there, and ``None``
says that they do not tell. A whole document is given to py3langid, which knows all languages; where three words in ten are English
function words it is not asked, since it takes half a second to load (decision 0152).
"""

from collections.abc import Container
from functools import lru_cache
from typing import Any, Final, NamedTuple

from servanda.text.patterns import regex

_ARABIC: Final = regex("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_LETTER: Final = regex("[\u0620-\u064a]")
_PERSIAN_OR_URDU: Final = regex("[پچژگٹڈڑں]")
_CYRILLIC: Final = regex("[\u0400-\u04ff]")
_UKRAINIAN: Final = regex("[іїєґІЇЄҐ]")
_RUSSIAN: Final = regex("[ыэъёЫЭЪЁ]")
_OTHER_CYRILLIC: Final = regex("[ўљњћђџѓќјЈәғқңөұүһ]")
_LATIN: Final = regex("[A-Za-z\u00c0-\u024f]")
_LETTER: Final = regex(r"[^\W\d_]")
_WORD: Final = regex(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    {
        "the", "of", "and", "to", "in", "that", "is", "was", "for", "it", "with", "as", "on", "be", "by", "at", "this", "have", "from", "or", "had", "not", "are", "but", "his", "they", "were", "which", "we", "an", "he", "you", "her", "has", "been", "their", "who", "will", "more", "about", "would", "there", "its", "if", "when", "she", "what", "all", "after", "said", "up", "out", "also", "than", "into", "could", "some", "new", "over", "two", "other", "only", "any", "may", "him", "no", "our", "i", "my", "them", "these", "so", "do", "did",
        "under", "between", "during", "against", "before", "while", "where", "since", "because", "should", "must", "those",
        "most", "until", "through", "today", "yesterday", "according", "including", "near", "says", "last", "first",
    }
)  # fmt: skip
_FRENCH: Final = frozenset(
    {
        "le", "la", "les", "des", "du", "de", "un", "une", "et", "est", "dans", "sur", "par", "pour", "au", "aux", "a", "ont",
        "été", "qui", "que", "ne", "pas", "se", "ce", "cette", "son", "sa", "ses", "leur", "avec", "près", "selon", "plus",
        "d", "l", "en", "à", "il", "elle", "nous", "vous", "depuis", "avoir",
    }
)  # fmt: skip
_LONG_WORD: Final = 3  # letters
_ENOUGH_COMMON: Final = 4  # words
_COMMON_SHARE: Final = 0.6
_SCRIPT_SHARE: Final = 0.5
_FRENCH_SHARE: Final = 0.25
_ENOUGH_WORDS: Final = 12
_SHARE: Final = 0.15
_FEW_WORDS: Final = 30
_SHARE_AMONG_NAMES: Final = 0.08  # a lead full of names has few function words
_PLAIN_WORDS: Final = 40
_PLAIN_SHARE: Final = 0.3  # no other language reaches it, nor a text of which half is in one
_N_CHARACTERS: Final = 10_000  # of the beginning: more does not change the answer of the model
_VARIETIES: Final = {"ary": "ar", "arz": "ar"}  # written alike
_NO_LANGUAGE: Final = "zxx"


class ModelBounds(NamedTuple):
    """From how many characters on the model is asked, and how sure it must be (0 to 1)."""

    min_characters: int
    min_score: float


def language_of_document(text: str, bounds: ModelBounds) -> str | None:
    """Return the ISO 639 code of a whole text, ``None`` for one that is short, wordless or hard to tell.

    In a text of two scripts the larger one counts; varieties of Arabic are given as ``ar``.
    """
    sample = _of_one_script(text.strip()[:_N_CHARACTERS])
    if len(sample) < bounds.min_characters:
        return None
    if _is_plainly_english(sample):
        return "en"
    language, score = _model().classify(sample)
    if score < bounds.min_score or language == _NO_LANGUAGE:
        return None
    return _VARIETIES.get(language, str(language))


def language_of(text: str) -> str | None:
    """Return ``ar``, ``ru``, ``uk`` or ``fr`` for a paragraph that is no English one, ``None`` where letters and words do not tell."""
    letters = len(_LETTER.findall(text))
    if not letters:
        return None
    if len(_ARABIC_LETTER.findall(text)) > letters * _SCRIPT_SHARE:
        return None if _PERSIAN_OR_URDU.search(text) else "ar"
    if len(_CYRILLIC.findall(text)) > letters * _SCRIPT_SHARE:
        return _cyrillic(text)
    words = [word.lower() for word in _WORD.findall(text)]
    return "fr" if sum(word in _FRENCH for word in words) >= len(words) * _FRENCH_SHARE else None


def is_english(text: str, *, default: bool) -> bool:
    """Tell whether a paragraph is English; ``default`` answers for Latin-script text of fewer than twelve words.

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


def is_english_note(text: str, common: Container[str]) -> bool:
    """Tell whether words without grammar are English: "7 May, Olm: mortar on police post, 4 inj." has hardly a function word.

    Six in ten of its small words of three letters or more, of which it has four, are among the ``common`` ones. Notes in
    neighbouring languages reach 0.4 ("ataque con mina contra patrulla militar"), English ones 0.75.
    """
    words = [word for word in _WORD.findall(text) if word.islower() and len(word) >= _LONG_WORD]
    return len(words) >= _ENOUGH_COMMON and sum(word in common for word in words) >= _COMMON_SHARE * len(words)


def _is_plainly_english(sample: str) -> bool:
    words = [word.lower() for word in _WORD.findall(sample)]
    return len(words) >= _PLAIN_WORDS and sum(word in _ENGLISH for word in words) >= _PLAIN_SHARE * len(words)


def _cyrillic(text: str) -> str | None:
    """Tell Ukrainian and Russian by the letters that only one of them has; both or none: Russian has no letter to miss."""
    if _OTHER_CYRILLIC.search(text):
        return None
    ukrainian, russian = bool(_UKRAINIAN.search(text)), bool(_RUSSIAN.search(text))
    if ukrainian and russian:
        return None
    return "uk" if ukrainian else "ru"


def _of_one_script(sample: str) -> str:
    if sample.isascii():
        return " ".join(sample.split())
    n_arabic, n_latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    smaller = _LATIN if n_arabic > n_latin else _ARABIC
    return " ".join(smaller.sub(" ", sample).split())


@lru_cache(maxsize=1)
def _model() -> Any:
    """Load the language model once; it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
