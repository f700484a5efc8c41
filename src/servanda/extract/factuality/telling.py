"""Is it told that somebody says, blames or does something, or is just that denied? Clauses that tell it above count too."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.clauses import Clause, clauses_in
from servanda.extract.factuality.judging import judge
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_REAL: Final = frozenset({"asserted", "presupposed"})
_BESIDE: Final = frozenset({"main", "adverbial", "attributive"})  # links under which nothing above denies a clause
_WITHIN: Final = frozenset({"open", "preposition", "conjunct"})
_STEPS: Final = 8


def is_told(verb: "Token", lexicon: Lexicon) -> bool:
    """Tell whether a clause is told as so, and each clause that tells it too."""
    return all(_is_real(verb.doc[one.head], one, lexicon) for one in _tellings(verb))


def is_denied(verb: "Token", lexicon: Lexicon) -> bool:
    """Tell whether a clause is denied, or told only by one that is: "did not say", "refuses to say that X accused Y".

    Who "reported no deaths" reported; and a participle beside a clause that is denied is not denied by that.
    """
    return any(_is_denied(verb.doc[one.head], one, lexicon) for one in _tellings(verb))


def _is_real(verb: "Token", clause: Clause, lexicon: Lexicon) -> bool:
    judged = judge(verb, lexicon)
    real = judged is not None and judged.modality in _REAL and judged.polarity == "affirmed"
    return real and clause.negation is None


def _is_denied(verb: "Token", clause: Clause, lexicon: Lexicon) -> bool:
    if clause.negation is not None:
        return clause.negation.site != "object"
    judged = judge(verb, lexicon) if clause.link not in _BESIDE else None
    return judged is not None and judged.polarity == "denied"


def _tellings(verb: "Token") -> Iterator[Clause]:
    """Yield a clause, and those whose content it is or it belongs to: "refuses to say that X resorted to accusing Y"."""
    clauses = clauses_in(verb.doc)
    head: int | None = verb.i
    told = True
    for _ in range(_STEPS):
        if head is None or not clauses.is_verb(head):
            return
        clause = clauses.clause(head)
        if told:
            yield clause
        told = clause.link == "content"
        head = clause.governor if told or clause.link in _WITHIN else None
