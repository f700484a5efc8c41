"""What somebody types into a search: words, "phrases in quotes", beginnings*, -without, one OR another."""

from typing import Final, NamedTuple

from servanda.errors import UsageError
from servanda.text.patterns import regex
from servanda.text.search_forms import forms_of, phrase_forms

_TERM: Final = regex(r"(-?)(?:[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|([^\s\"“”„«»]+))")
_OR: Final = "OR"
_ANY: Final = "*"


class Term(NamedTuple):
    """One thing looked for. Of ``groups`` each must be met, by one of its columns and forms."""

    groups: tuple[tuple[tuple[str, str], ...], ...]
    is_without: bool = False
    is_beginning: bool = False


class Terms(NamedTuple):
    """All that is looked for: of each list in ``wanted`` one term, and none of ``without``."""

    wanted: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()


def read_terms(words: str, *, loose: bool = False) -> Terms | None:
    """Return what ``words`` ask for, ``None`` where there are none. ``loose`` lets short names be spelled quite otherwise.

    Raises `UsageError` where nothing in them can be looked for.
    """
    if not words.strip():
        return None
    wanted: list[tuple[Term, ...]] = []
    without: list[Term] = []
    joins = False
    for minus, phrase, word in _TERM.findall(words):
        if word == _OR and not minus:
            joins = True
            continue
        term = _term(phrase, word, is_without=bool(minus), loose=loose)
        if term is None:
            continue
        if term.is_without:
            without.append(term)
        elif joins and wanted:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        joins = False
    if not wanted:
        raise UsageError(f"nothing in {words!r} can be looked for: write at least one word that is to be found")
    return Terms(tuple(wanted), tuple(without))


def _term(phrase: str, word: str, *, is_without: bool, loose: bool) -> Term | None:
    if phrase:
        forms = phrase_forms(phrase)
        return Term((forms,), is_without) if forms else None
    is_beginning = word.endswith(_ANY)
    groups = forms_of(word.rstrip(_ANY), loose=loose)
    return Term(groups, is_without, is_beginning) if groups else None
