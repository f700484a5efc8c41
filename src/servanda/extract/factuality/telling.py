"""Is it told that somebody says, blames or does something, or is just that denied? Clauses that tell it above count too."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.clauses import Negation, clauses_of
from servanda.extract.factuality.judging import judge
from servanda.extract.factuality.polarity import Judgement
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_REAL: Final = frozenset({"asserted", "presupposed"})
_STEPS: Final = 8


def is_told(verb: "Token", lexicon: Lexicon) -> bool:
    """Tell whether a clause is told as so, and each clause that tells it too."""
    return all(_is_real(judged) and negation is None for judged, negation in _tellings(verb, lexicon))


def is_denied(verb: "Token", lexicon: Lexicon) -> bool:
    """Tell whether a clause is denied, or told only by one that is: "did not say", "refuses to say that X accused Y"."""
    return any(_is_denied(judged) or negation is not None for judged, negation in _tellings(verb, lexicon))


def _is_real(judged: Judgement | None) -> bool:
    return judged is not None and judged.modality in _REAL and judged.polarity == "affirmed"


def _is_denied(judged: Judgement | None) -> bool:
    return judged is None or judged.polarity == "denied"


def _tellings(verb: "Token", lexicon: Lexicon) -> Iterator[tuple[Judgement | None, Negation | None]]:
    """Yield what is judged of a clause, and of those whose content it is, with their own negations."""
    clauses = clauses_of(verb.doc)
    head: int | None = verb.i
    for _ in range(_STEPS):
        if head is None or not clauses.is_verb(head):
            return
        clause = clauses.clause(head)
        yield judge(verb.doc[head], lexicon), clause.negation
        head = clause.governor if clause.link == "content" else None
