"""Agreements that a text tells by day, place or subject instead of by name: "the accord signed in Oslo in 1993", "the 2016 accord"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from servanda.extract.circumstances.anaphors import one_of
from servanda.reference.lexicon_circumstances import ReferenceWords
from servanda.text.date_words import FULL_DATE, FULL_DAY, FULL_MONTH, WEEKDAYS

_NO_PLACE: Final = rf"(?!{FULL_MONTH}\b|(?:{'|'.join(day.title() for day in WEEKDAYS)})\b)"
_PLACE: Final = rf"{_NO_PLACE}[A-Z][\w'’-]{{1,30}}(?:\s+{_NO_PLACE}[A-Z][\w'’-]{{1,30}}){{0,2}}"


def described(plain: str, words: ReferenceWords) -> Iterator[tuple[int, int]]:
    """Yield the bounds of every description in a text, days and places included, determiners left out."""
    for pattern in _patterns(words):
        for match in pattern.finditer(plain):
            yield match.span("core")


@lru_cache(maxsize=4)
def _patterns(words: ReferenceWords) -> tuple[re.Pattern[str], ...]:
    describing = rf"(?:(?:{one_of(words.describing)})[\s-]+){{0,3}}"
    head = rf"{describing}(?:{one_of(words.dated_heads)})\b"
    the, of = one_of(form for word in words.determiners for form in (word, word.title())), one_of(words.dated)
    relative = rf"(?:\s+(?:{one_of(words.relatives)})\b[^.;:,\n]{{1,60}}?)?"
    where, when = rf"\s+(?:{one_of(words.placing)})\s+{_PLACE}", rf"\s+(?:{one_of(words.dating)})\s+{FULL_DATE}"
    made = rf"{relative}\s+(?:{one_of(words.made)})(?:{where}(?:{when})?|{when}(?:{where})?)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b(?P<core>{head}{made})",
            rf"\b(?P<core>{head}\s+(?:{of})\s+{FULL_DATE})",
            rf"\b(?P<core>(?:{one_of(words.day_heads)})\s+(?:{of})\s+{FULL_DAY})",
            rf"\b(?:{the})\s+(?P<core>{FULL_DATE}\s+{head})(?!\s+(?:{of})\b)",
            rf"\b[Tt]he\s+(?P<core>(?:{one_of(words.about_heads)})\s+(?:{one_of(words.about)})\s+{_PLACE})",
        )
    )
