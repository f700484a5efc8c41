"""Why something could not be checked, where the words beside the check say so."""

from collections.abc import Iterable

from servanda.extract.clauses import Clause, Clauses
from servanda.model.verification import VerificationReason
from servanda.reference.lexicon import Lexicon


def reason_of(clauses: Clauses, clause: Clause, checked: Iterable[int], lexicon: Lexicon) -> VerificationReason | None:
    """Return why a check failed; words of what was to be checked give no reason."""
    tree = clauses.tree
    inside = {word for item in checked for word in range(tree.firsts[item], tree.lasts[item] + 1)}
    for word in range(clause.first, clause.last + 1):
        keys = clauses.words.keys([word])
        for reason, words in lexicon.verification.reasons.items():
            if word not in inside and keys & words and _meets(clauses, word, reason, lexicon):
                return reason
    return None


def _meets(clauses: Clauses, word: int, reason: VerificationReason, lexicon: Lexicon) -> bool:
    """Tell whether a word is said as the reason needs it: access is lacking, no witness was there, it was too late."""
    match reason:
        case "no_access":
            return _is_lacking(clauses, word, lexicon)
        case "no_witness":
            return clauses.nobody(word) is not None
        case "too_late":
            return any(clauses.words.lowers[item] in lexicon.modality.too for item in clauses.tree.below[word])
    return True


def _is_lacking(clauses: Clauses, word: int, lexicon: Lexicon) -> bool:
    over = clauses.clause(word) if clauses.is_verb(word) else clauses.over(word)
    above = clauses.words.keys(list(clauses.above(word))[:2])
    denied = over is not None and over.negation is not None
    return denied or clauses.nobody(word) is not None or bool(above & lexicon.modality.denying)
