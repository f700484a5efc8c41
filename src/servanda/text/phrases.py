"""Phrases as data: written with a few signs, sought in a text as regular expressions."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

_NAME: Final = re.compile(r"\{(\w+)\}")
_GAPS: Final = {"..": r"(?:[^\w.;:]+\w+){0,8}?", ".": r"(?:[^\w.,;:]+\w+){0,2}?"}
_JOINT: Final = r"[^\w.;:]+"
_WORD: Final = {"*": r"\w*", "~": r"\W*", "?": r"\w", "|": "|"}


def phrases(listed: Iterable[str], named: Mapping[str, Iterable[str]] | None = None) -> re.Pattern[str] | None:
    """Return what finds any of the phrases, the longest that begins at a place; ``None`` for none.

    In a phrase ``*`` is any ending, ``?`` one letter, ``~`` joined, hyphenated or apart, ``a|b`` either, ``..`` up to eight words, ``.`` up to two, ``{name}`` any of the phrases of
    that name in ``named``. A phrase that names what there are no words for finds nothing.
    """
    told = named or {}
    sources = [_source(one, told) for one in sorted(set(listed), key=lambda one: (-len(one), one))]
    found = [one for one in sources if one]
    return re.compile("|".join(rf"(?:\b{one}(?!\w))" for one in found), re.IGNORECASE) if found else None


def _source(phrase: str, named: Mapping[str, Iterable[str]]) -> str | None:
    parts: list[str] = []
    for word in phrase.split():
        if word in _GAPS:
            parts.append(_GAPS[word])
            continue
        part = _part(word, named)
        if part is None:
            return None
        parts.append((_JOINT if parts else "") + part)
    return "".join(parts)


def _part(word: str, named: Mapping[str, Iterable[str]]) -> str | None:
    name = _NAME.fullmatch(word)
    if name is None:
        return f"(?:{''.join(_WORD.get(sign, re.escape(sign)) for sign in word)})"
    members = [_source(one, {}) for one in named.get(name[1], ())]
    return f"(?:{'|'.join(filter(None, members))})" if members else None
