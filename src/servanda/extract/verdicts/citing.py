"""What a verdict cites: the article, and by which standard it was found; of what weight it is."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from servanda.extract.clauses import Clauses
from servanda.model.parties import Attribution
from servanda.model.verdicts import IssuedAs, Standard
from servanda.reference.lexicon_verdicts import VerdictWords

_NUMBER: Final = r"(?:\d+|[IVX]+\b)(?:\.\d+)*(?:\s?\([a-z0-9]{1,4}\))*"
_WORD: Final = re.compile(r"\w+")
_GAP: Final = 3  # words between a standard and what it leads to: "to believe that"


def article_in(text: str, words: VerdictWords, start: int = 0) -> re.Match[str] | None:
    """Return where a text first cites an article behind ``start``, "Articles 3 and 7 (b)"; else where it last does before it."""
    found = list(_cited(words.articles, words.joining).finditer(text))
    behind = next((one for one in found if one.start() >= start), None)
    return behind or (found[-1] if found else None)


@lru_cache(maxsize=2)
def _cited(articles: tuple[str, ...], joining: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in sorted(articles, key=len, reverse=True))
    joints = "|".join(map(re.escape, joining))
    more = rf"(?:(?:,\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+){_NUMBER})*"
    return re.compile(rf"\b(?i:{names})\s+{_NUMBER}{more}")


def standard_in(text: str, words: VerdictWords) -> Standard | None:
    """Return by which standard something was found, where a text says so; mapped only where it names a standard of proof."""
    lowered = text.lower()
    named = ((phrase, name) for name, phrases in words.standards.items() for phrase in phrases)
    others = ((phrase, None) for phrase in words.other_standards)
    for phrase, name in (*named, *others):
        at = lowered.find(phrase)
        if at >= 0:
            return Standard(words=text[at : at + len(phrase)], mapped=name)
    return None


def is_proven(clauses: Clauses, word: int, words: VerdictWords) -> bool:
    """As in "beyond reasonable doubt that [it fired]", "reasonable grounds to believe that": a standard leads to the clause of a word."""
    if not clauses.is_verb(word):
        return False
    first = clauses.clause(word).first
    before = clauses.words.text(clauses.sentence_of(word).start, first) if first > 0 else ""
    said = standard_in(before, words)
    return (
        said is not None
        and said.mapped is not None
        and len(before.lower().rpartition(said.words.lower())[2].split()) <= _GAP
    )


def issued_as(finder: Attribution, context: Iterable[str], words: VerdictWords) -> IssuedAs | None:
    """Return of which weight a verdict is by its finder's name; a team's is a draft where ``context`` says so."""
    called = frozenset(word.lower() for word in _WORD.findall(finder.name or ""))
    if called & words.joint:
        return "joint_body"
    if called & words.missions:
        return "mission"
    near = frozenset(word.lower() for text in context for word in _WORD.findall(text))
    return "team_draft" if called & words.teams and near & words.drafts else None
