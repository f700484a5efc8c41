"""Is it told that somebody says, blames or does something, or is just that denied? Clauses that tell it above count too."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses
from servanda.extract.factuality.judging import judge
from servanda.model.claims import HAPPENED
from servanda.reference.lexicon import Lexicon

_BESIDE: Final = frozenset({"main", "adverbial", "attributive"})  # links under which nothing above denies a clause
_WITHIN: Final = frozenset({"open", "preposition", "conjunct"})
_STEPS: Final = 8


def is_told(clauses: Clauses, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause is told as so, and each clause that tells it too."""
    return all(_is_real(clauses, one, lexicon) for one in _tellings(clauses, verb))


def is_denied(clauses: Clauses, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause is denied, or told only by one that is: "did not say", "refuses to say that X accused Y".

    Who "reported no deaths" reported; and a participle beside a clause that is denied is not denied by that.
    """
    return any(_is_denied(clauses, one, lexicon) for one in _tellings(clauses, verb))


def _is_real(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> bool:
    judged = judge(clauses, clause.head, lexicon)
    real = judged is not None and judged.modality in HAPPENED and judged.polarity == "affirmed"
    return real and clause.negation is None


def _is_denied(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> bool:
    if clause.negation is not None:
        return clause.negation.site != "object"
    judged = judge(clauses, clause.head, lexicon) if clause.link not in _BESIDE else None
    return judged is not None and judged.polarity == "denied"


def _tellings(clauses: Clauses, verb: int) -> Iterator[Clause]:
    """Yield a clause, and those whose content it is or it belongs to: "refuses to say that X resorted to accusing Y"."""
    head: int | None = verb
    told = True
    for _ in range(_STEPS):
        if head is None or not clauses.is_verb(head):
            return
        clause = clauses.clause(head)
        if told:
            yield clause
        told = clause.link == "content"
        head = clause.governor if told or clause.link in _WITHIN else None
