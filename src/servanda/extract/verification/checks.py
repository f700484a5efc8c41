"""Checks that a sentence tells of: "could not be verified", "found no evidence of", "remains unconfirmed", "is under investigation"."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.frames import Slots, filled
from servanda.extract.verification.outcome import is_told, outcome, over_chance
from servanda.extract.verification.reasons import reason_of
from servanda.model.verification import VerificationReason, VerificationValue
from servanda.reference.lexicon import Lexicon

_PREDICATED: Final = frozenset({links.PREDICATE, links.OPEN, links.ADVERBIAL, links.OBJECT})
_BEFORE: Final = frozenset({links.ADJECTIVE, links.MODIFIER})
_OF_FAILURE: Final = frozenset({"unverified", "not_corroborated"})


class Check(NamedTuple):
    """A check: the word that tells of it, the status it gives, the heads of what is checked, who checked, and why not.

    ``named`` is for a word before a noun ("unconfirmed reports of shelling"): only what that noun itself names was checked. ``of_all`` is
    for words that name nothing and mean all that was just reported: "there was no confirmation".
    """

    word: int
    value: VerificationValue
    things: tuple[int, ...]
    by: int | None = None
    reason: VerificationReason | None = None
    named: bool = False
    of_all: bool = False


def checks(clauses: Clauses, sentence: Iterable[int], lexicon: Lexicon) -> Iterator[Check]:
    """Yield the checks that a sentence tells of."""
    words = lexicon.verification
    for word in sentence:
        lemma, keys = clauses.words.lemmas[word].lower(), clauses.words.keys([word])
        if lemma in words.first_words and clauses.is_verb(word):
            yield from _of_verb(clauses, clauses.clause(word), lexicon)
        elif keys & words.inquiries:
            yield from _of_inquiry(clauses, word, lexicon)
        elif (value := words.by_adjective(keys)) is not None:
            yield from _of_adjective(clauses, word, value, lexicon)


def _of_verb(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> Iterator[Check]:
    """Yield what the first frame of a verb, with its particle or else without, that fits tells."""
    by_verb = lexicon.verification.by_verb
    for frame in by_verb.get(clause.lemma) or by_verb.get(clause.verb, ()):
        slots = filled(clauses, clause, frame)
        if slots is not None:
            value = outcome(clauses, clause, frame, lexicon)
            found = () if value is None else _told(clauses, clause, slots, value, lexicon)
            yield from (one._replace(of_all=frame.whole and not one.things) for one in found)
            return


def _told(
    clauses: Clauses, clause: Clause, slots: Slots, value: VerificationValue, lexicon: Lexicon
) -> Iterator[Check]:
    over, checked = over_chance(clauses, clause, lexicon), slots.get("checked", ())
    subject = () if checked else _of_impossible(clauses, over, lexicon)
    by = next(
        (one for one in slots.get("by", ()) or _over_by(clauses, clause, over) if one not in (*subject, *checked)), None
    )
    if not _is_a_text(clauses, by, lexicon):
        check = Check(clause.head, value, checked or subject, by)
        whole = over or (clauses.over(clause.head) if clause.infinitive else None) or clause
        yield _in_parts(clauses, _explained(clauses, check, whole, lexicon), lexicon)


def _explained(clauses: Clauses, check: Check, whole: Clause, lexicon: Lexicon) -> Check:
    """Return a check that failed with the reason that a clause gives for it."""
    failed = check.value in _OF_FAILURE
    return check._replace(reason=reason_of(clauses, whole, check.things, lexicon)) if failed else check


def _of_impossible(clauses: Clauses, over: Clause | None, lexicon: Lexicon) -> tuple[int, ...]:
    """Return what stands before the word that it is impossible to check: "[the claim] is impossible to verify"."""
    said = [] if over is None else [one.head for one in over.complements if one.kind == "predicate"]
    words = lexicon.verification.impossible | lexicon.verification.chances
    told = over is not None and bool(clauses.words.keys(said) & words)
    return tuple(one.head for one in over.subjects) if told and over is not None else ()


def _in_parts(clauses: Clauses, check: Check, lexicon: Lexicon) -> Check:
    """Return a check of "part of the claim" as one in part of the claim."""
    parts = [thing for thing in check.things if clauses.words.keys([thing]) & lexicon.verification.parts]
    wholes = tuple(one.phrase.head for part in parts for one in clauses.under(part, "of"))
    if check.value != "confirmed" or not wholes or len(parts) != len(check.things):
        return check
    return check._replace(value="partly_confirmed", things=wholes)


def _is_a_text(clauses: Clauses, by: int | None, lexicon: Lexicon) -> bool:
    """Tell whether what confirms is a text or a claim, which checks nothing: "reports confirmed that"."""
    return by is not None and bool(clauses.words.keys([by]) & (lexicon.verification.reports | lexicon.cues.documents))


def _over_by(clauses: Clauses, clause: Clause, over: Clause | None) -> tuple[int, ...]:
    """Return who could not check: "[the team] was not given access to verify", "[it] was not in a position to"."""
    above = over or (clauses.over(clause.head) if clause.infinitive else None)
    return () if above is None else tuple(one.head for one in above.subjects)


def _of_inquiry(clauses: Clauses, noun: int, lexicon: Lexicon) -> Iterator[Check]:
    """As in "the shelling remains under investigation by the committee"."""
    at = clauses.tree.heads[noun]
    verb = clauses.tree.heads[at]
    if clauses.words.lowers[at] not in lexicon.verification.under or not clauses.is_verb(verb):
        return
    clause = clauses.clause(verb)
    if clause.verb in lexicon.cues.frames.copulas and is_told(clauses, verb, lexicon):
        by = [one.phrase.head for word in (noun, verb) for one in clauses.under(word, "by")]
        yield Check(noun, "pending", tuple(one.head for one in clause.subjects), by[0] if by else None)


def _of_adjective(clauses: Clauses, word: int, value: VerificationValue, lexicon: Lexicon) -> Iterator[Check]:
    """As in "the report remains unconfirmed", "unverified reports of shelling", "turned out to be unfounded"."""
    link = clauses.tree.links[word]
    if link in _BEFORE:
        yield Check(word, value, (clauses.tree.heads[word],), named=True)
        return
    verb = clauses.over(word) if link in _PREDICATED else None
    top = None if verb is None else _top(clauses, verb, lexicon)
    if verb is not None and top is not None:
        things = tuple(one.head for one in (verb.subjects or top.subjects))
        yield _explained(clauses, Check(word, value, things, _finder(top, things)), top, lexicon)


def _finder(top: Clause, things: tuple[int, ...]) -> int | None:
    """Return who found something to be so: "[the panel] found the report to be false"."""
    return next((one.head for one in top.doers if top.voice == "active" and one.head not in things), None)


def _top(clauses: Clauses, verb: Clause, lexicon: Lexicon) -> Clause | None:
    """Return the finite clause by which a copula says what something is, if that is told as so: "[turned out] to be", "[remains]"."""
    copula = clauses.words.keys([verb.head]) & (lexicon.modality.copulas | lexicon.cues.frames.copulas)
    top = verb if verb.finite else clauses.over(verb.head)
    told = top is not None and is_told(clauses, top.head, lexicon)
    return top if copula and told and verb.negation is None else None
