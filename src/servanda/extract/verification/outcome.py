"""What came of a check, according to the words around its verb: done, failed, in part, still going on, or nothing that is plain."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses
from servanda.extract.factuality import judge
from servanda.model.verification import VerificationValue
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_verification import CheckFrame

_STANDING: Final = frozenset({"main", "content", "conjunct", "relative", "other"})
_STEPS: Final = 3


def outcome(clauses: Clauses, clause: Clause, frame: CheckFrame, lexicon: Lexicon) -> VerificationValue | None:
    """Return the status that a clause of checking gives, ``None`` where it gives none.

    Mandates, purposes and wishes to check ("sent to verify", "if confirmed", "will verify") give none.
    """
    if over_chance(clauses, clause, lexicon) is not None:
        return frame.unable or frame.failed
    if not _stands(clauses, clause, lexicon):
        return None
    judged = judge(clauses, clause.head, lexicon)
    if judged is None or judged.modality != "asserted":
        return _partly_able(clauses, clause, frame, lexicon)
    if judged.polarity == "denied" or _is_of_nothing(clauses, clause):
        return _failed(clauses, clause, frame, lexicon)
    return _done(clauses, clause, frame, lexicon)


def _partly_able(clauses: Clauses, clause: Clause, frame: CheckFrame, lexicon: Lexicon) -> VerificationValue | None:
    """As in "could only partly confirm": what could be done in part was done in part."""
    able = not lexicon.modality.able.isdisjoint(_modals(clauses, clause)) and clause.negation is None
    in_part = frame.told == "confirmed" and _in_part(clauses, clause, lexicon)
    return "partly_confirmed" if able and in_part else None


def _is_of_nothing(clauses: Clauses, clause: Clause) -> bool:
    """Tell whether a clause is denied itself or by what stands in it: "found no evidence", "there is no evidence"."""
    inside = [one.head for one in clause.complements if one.kind == "predicate"]
    inside += [one.head for one in clause.undergoers]
    return clause.negation is not None or any(clauses.nobody(item) is not None for item in inside)


def over_chance(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> Clause | None:
    """Return the clause by which a check could not be made: "was not given access to verify", "it is impossible to verify"."""
    for above in _above(clauses, clause) if clause.infinitive or clause.link == "preposition" else ():
        over = clauses.clause(above) if clauses.is_verb(above) else clauses.over(above)
        found = None if over is None else _bars(clauses, above, over, lexicon)
        if found is not None:
            return over if found else None
    return None


def _bars(clauses: Clauses, word: int, over: Clause, lexicon: Lexicon) -> bool | None:
    """Tell whether a word above a check, or what stands beside it, says that it could not be made; ``None`` where it says neither."""
    words, keys = lexicon.verification, clauses.words.keys
    if keys([word]) & words.impossible:
        return over.negation is None
    chances = [item for item in (word, *_beside(over)) if keys([item]) & words.chances]
    if not chances:
        return None
    return over.negation is not None or any(clauses.nobody(item) is not None for item in chances)


def _above(clauses: Clauses, clause: Clause) -> Iterator[int]:
    """Yield the words above an infinitive up to the first verb."""
    for number, above in enumerate(clauses.above(clause.head)):
        if number == _STEPS:
            return
        yield above
        if clauses.is_verb(above):
            return


def _beside(over: Clause) -> Iterator[int]:
    """Yield what stands beside a verb: "given [access]", "in no [position]", "was not [possible]"."""
    yield from (one.head for one in (*over.objects, *over.recipients))
    yield from (one.phrase.head for one in over.obliques)
    yield from (one.head for one in over.complements if one.kind == "predicate")


def _stands(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> bool:
    """Tell whether a clause says something itself: "the attack, confirmed by X", not "confirming that", "as X confirmed"."""
    described = clause.link == "of noun" and clause.voice == "passive" and bool(clause.agents)
    return clause.infinitive or described or _states(clauses, clause, lexicon)


def _states(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> bool:
    """Tell whether a clause states something: a finite one that is no question, condition or setting of another."""
    beside = clause.link == "adverbial" and clause.marker is not None
    marked = beside and clauses.words.lowers[clause.marker or 0] in lexicon.verification.beside
    return clause.finite and clause.mood in {None, "indicative"} and (clause.link in _STANDING or marked)


def _modals(clauses: Clauses, clause: Clause) -> set[str]:
    return {clauses.words.lowers[modal] for modal in clause.modals}


def _failed(clauses: Clauses, clause: Clause, frame: CheckFrame, lexicon: Lexicon) -> VerificationValue | None:
    """Return the status of what was not checked, or could not be; who only "did not confirm" kept silent."""
    if _is_unable(clauses, clause, lexicon):
        return frame.unable or frame.failed
    return frame.failed if clause.voice == "passive" or not frame.able else None


def _is_unable(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> bool:
    """Tell whether it is said that something could not be done: "could not", "was unable to", "has yet to"."""
    if not lexicon.modality.able.isdisjoint(_modals(clauses, clause)):
        return True
    if clause.governor is None or not clause.infinitive:
        return False
    abilities = lexicon.modality.abilities | lexicon.verification.impossible
    beside = {clauses.words.lowers[item] for item in clauses.tree.below[clause.governor]}
    return bool(clauses.words.keys([clause.governor]) & abilities or beside & lexicon.modality.yet)


def _done(clauses: Clauses, clause: Clause, frame: CheckFrame, lexicon: Lexicon) -> VerificationValue | None:
    if clause.progressive:
        return frame.ongoing if clause.tense == "present" or clause.link == "content" else None
    in_part = frame.told == "confirmed" and _in_part(clauses, clause, lexicon)
    return "partly_confirmed" if in_part else frame.told


def _in_part(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> bool:
    """Tell whether something was checked in part only."""
    words, lowers = lexicon.verification.partly, clauses.words.lowers
    phrases = (f"{one.preposition} {lowers[one.phrase.head]}" for one in clause.obliques)
    return any(lowers[item] in words for item in clause.adverbs) or any(one in words for one in phrases)


def is_told(clauses: Clauses, word: int, lexicon: Lexicon) -> bool:
    """Tell whether the clause of a copula is told as so, and stands for itself."""
    clause = clauses.clause(word)
    judged = judge(clauses, word, lexicon)
    real = judged is not None and judged.modality == "asserted" and judged.polarity == "affirmed"
    return real and clause.negation is None and clause.tense != "future" and _stands(clauses, clause, lexicon)
