"""The language of a text, where there is enough of it to tell."""

import re
from functools import lru_cache
from typing import Any

from servanda.parse.config import ParseConfig

_N_CHARACTERS = 10_000  # of the beginning: more does not change the answer
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ARABIC_VARIETIES = frozenset({"ary", "arz"})
_NO_LANGUAGE = "zxx"


def detect_language(text: str, config: ParseConfig) -> str | None:
    """Return an ISO 639 code, or ``None`` for texts that are short, wordless or hard to tell (py3langid, all languages).

    In a text of two scripts the larger one counts; varieties of Arabic are written alike and given as ``ar``.
    """
    sample = _of_one_script(text.strip()[:_N_CHARACTERS])
    if len(sample) < config.min_language_characters:
        return None
    language, score = _identifier().classify(sample)
    if score < config.min_language_score or language == _NO_LANGUAGE:
        return None
    return "ar" if language in _ARABIC_VARIETIES else str(language)


def _of_one_script(sample: str) -> str:
    if sample.isascii():
        return " ".join(sample.split())
    n_arabic, n_latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    smaller = _LATIN if n_arabic > n_latin else _ARABIC
    return " ".join(smaller.sub(" ", sample).split())


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Load the language model once; it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
