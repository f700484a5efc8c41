"""No finding: "was unable to determine", "declined to rule", "outside its mandate", "is investigating", "settled the matter"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.verdicts.reading import Verdict
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_verdicts import VerdictWords

_HARM: Final = frozenset({"ASSAULT", "COERCE"})
_MOVING: Final = "MOBILIZE"
_BE: Final = "be"
_TOLD: Final = frozenset({"content", "subject", "relative"})


def without_ruling(clauses: Clauses, word: int, lexicon: Lexicon) -> Iterator[Verdict]:
    """Yield what a verb says of a case in which nothing is found against or for a party."""
    if not clauses.is_verb(word):
        return
    clause, words = clauses.clause(word), lexicon.verdicts
    for find in (_undetermined, _declined, _outside, _pending):
        found = find(clauses, clause, lexicon)
        if found is not None:
            settled = found.outcome == "declined_to_rule" and _is_settled(clauses, word, words)
            yield found._replace(outcome="settled_without_ruling") if settled else found
            return


def _subject(clause: Clause) -> int | None:
    return next((one.head for one in clause.subjects), None)


def _undetermined(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> Verdict | None:
    """Read "was unable to determine whether X fired", "cannot say who laid the mine", "it could not be established who"."""
    words = lexicon.verdicts
    if clause.verb not in words.determining or not is_unable(clauses, clause, words):
        return None
    asked = _asked(clauses, clause, lexicon)
    if asked is None:
        return None
    parties, reach = asked
    finder = next((one.head for one in clause.doers), None)
    finder = _subject_above(clauses, clause) if finder is None and clause.infinitive else finder
    return Verdict(
        "undetermined", "verdict.undetermined", clause.head, parties, reach=reach, finder=finder, verb=clause.head
    )


def _subject_above(clauses: Clauses, clause: Clause) -> int | None:
    """As in "[the team] was unable to determine"."""
    above = clause.governor
    over = clauses.over(above) if above is not None and not clauses.is_verb(above) else None
    return _subject(over) if over is not None else None


def is_unable(clauses: Clauses, clause: Clause, words: VerdictWords) -> bool:
    """Tell whether it could not be done: "could not", "was unable to", "failed to", "it was not possible to"."""
    lemmas = clauses.words.lemmas
    if clause.negation is not None and any(lemmas[item] in words.abilities for item in clause.modals):
        return True
    return clause.governor is not None and clause.infinitive and _is_kept(clauses, clause.governor, words)


def _is_kept(clauses: Clauses, above: int, words: VerdictWords) -> bool:
    """Tell whether a word keeps from what hangs on it: "unable", "failed", "not able"."""
    verbal = clauses.is_verb(above)
    over = clauses.clause(above) if verbal else clauses.over(above)
    denied = over is not None and over.negation is not None
    lemma = clauses.words.lemmas[above].lower() if verbal else clauses.words.lowers[above]
    return lemma in (words.able if denied else words.unable)


def _asked(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return the parties of whom it could not be told (nobody: "who") and the words that ask, or ``None`` where it is about no act."""
    culprit = next((one for one in clause.undergoers if _lemma(clauses, one.head) in lexicon.verdicts.culprits), None)
    if culprit is not None:
        return (), (culprit.first, culprit.last)
    hung = (clause.head, *(one.head for one in clause.subjects))
    for one in (one for item in hung for one in clauses.hanging(item)):
        if one.head > clause.head and _is_asked(clauses, one, lexicon):
            return _named(clauses, one), (one.first, one.last)
    return None


def _named(clauses: Clauses, clause: Clause) -> tuple[int, ...]:
    return tuple(one.head for one in clause.doers if clauses.words.shapes[one.head] != links.ASKING)


def _lemma(clauses: Clauses, word: int) -> str:
    return clauses.words.lemmas[word].lower()


def _is_asked(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> bool:
    """Tell whether a clause asks for an act of harm or a violation: "whether X fired", "(it could not be told) who fired"."""
    asking = clause.link == "relative" or clause.marker is not None or clause.mood == "indirect question"
    if clause.link not in _TOLD or not asking:
        return False
    breaking = clause.verb in lexicon.verdicts.breaking or _has_violation(clauses, clause, lexicon.verdicts)
    return breaking or _is_harm(clauses, clause, lexicon)


def _is_harm(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> bool:
    """Tell whether a clause tells of harm, or of forces and arms on the move ("moved a gun", not "built a bridge")."""
    things = clauses.words.keys(one.head for one in clause.undergoers)
    frames = lexicon.verb_frames.get(clause.verb, ())
    moved = any(frame.type == _MOVING and (not frame.object or frame.object & things) for frame in frames)
    return moved or any(frame.type in _HARM for frame in frames)


def _has_violation(clauses: Clauses, clause: Clause, words: VerdictWords) -> bool:
    items = range(clause.first, clause.last + 1)
    return any(clauses.words.lemmas[item].lower() in words.violations for item in items)


def _declined(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> Verdict | None:
    """Read "declined to rule on", "made no ruling", "did not issue a finding", "has not yet ruled"."""
    words = lexicon.verdicts
    finder = _subject(clause)
    if _is_yet(clauses, clause, words):
        return Verdict("pending", "verdict.pending", clause.head, reach=(clause.last,), finder=finder, verb=clause.head)
    declined = clause.verb in words.declining and clause.negation is None
    doing = _ruling(clauses, clause, words) if declined else _ruling_given(clauses, clause, words)
    if doing is None or clause.modals or not (declined or _is_denied(clauses, clause)):
        return None
    return Verdict("declined_to_rule", "verdict.declined", clause.head, reach=(doing,), finder=finder, verb=clause.head)


def _is_denied(clauses: Clauses, clause: Clause) -> bool:
    return clause.negation is not None or any(clauses.nobody(one.head) is not None for one in clause.undergoers)


def _ruling(clauses: Clauses, clause: Clause, words: VerdictWords) -> int | None:
    """Return the last word of the ruling that was declined: "declined [to rule on the complaint]"."""
    for one in clauses.hanging(clause.head):
        rules = one.verb in words.judging and not one.objects
        if one.head > clause.head and (rules or _ruling_given(clauses, one, words) is not None):
            return one.last
    return None


def _ruling_given(clauses: Clauses, clause: Clause, words: VerdictWords) -> int | None:
    """Return the ruling that is or is not given: "made [no ruling]"."""
    lemmas = clauses.words.lemmas
    given = (one.head for one in clause.undergoers if lemmas[one.head].lower() in words.rulings)
    return next(given, None) if clause.verb in words.giving else None


def _is_yet(clauses: Clauses, clause: Clause, words: VerdictWords) -> bool:
    """As in "has not yet ruled", "has yet to rule"."""
    judging = clause.verb in words.judging or _ruling_given(clauses, clause, words) is not None
    if not judging:
        return False
    lowers = clauses.words.lowers
    near = [lowers[item] for item in clause.adverbs]
    above = clause.governor
    if clause.infinitive and above is not None and clauses.is_verb(above):
        over = clauses.clause(above)
        return any(lowers[item] in words.yet for item in over.adverbs)
    return clause.negation is not None and not words.yet.isdisjoint(near)


def _outside(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> Verdict | None:
    """Read "lies outside its mandate", "is not within the competence of the panel"."""
    words = lexicon.verdicts
    for one in clause.obliques:
        if clauses.words.lemmas[one.phrase.head].lower() not in words.mandates:
            continue
        denied = clause.negation is not None
        if (one.preposition in words.outside and not denied) or (one.preposition in words.within and denied):
            of = one.phrase.of
            acts = tuple(item.head for item in clause.subjects)
            return Verdict(
                "outside_mandate", "verdict.mandate", one.phrase.head, acts=acts, finder=of, verb=one.phrase.head
            )
    return None


def _pending(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> Verdict | None:
    """Read "is investigating the complaint", "the investigation continues", "is ongoing"."""
    if clause.negation is not None or clause.tense != "present":
        return None
    return _investigates(clauses, clause, lexicon.verdicts) or _goes_on(clauses, clause, lexicon.verdicts)


def _investigates(clauses: Clauses, clause: Clause, words: VerdictWords) -> Verdict | None:
    under = tuple(one.head for one in clause.undergoers)
    complaint = any(clauses.words.lemmas[item].lower() in words.complaints for item in under)
    if clause.verb not in words.investigating or not clause.progressive or not complaint:
        return None
    doer = next((one.head for one in clause.doers), None)
    return Verdict("pending", "verdict.pending", clause.head, acts=under, finder=doer, verb=clause.head)


def _goes_on(clauses: Clauses, clause: Clause, words: VerdictWords) -> Verdict | None:
    lemmas, subject = clauses.words.lemmas, _subject(clause)
    said = [one.head for one in clause.complements if one.kind == "predicate"] if clause.verb == _BE else [clause.head]
    goes_on = any(lemmas[item].lower() in words.ongoing for item in said)
    if not goes_on or subject is None or lemmas[subject].lower() not in words.inquiries:
        return None
    owner = clauses.phrase(subject).owner
    by = next((one.phrase.head for one in clauses.under(subject, "by", "of")), None)
    finder = owner if owner is not None else by
    return Verdict(
        "pending", "verdict.pending", clause.head, acts=(subject,), reach=tuple(said), finder=finder, verb=clause.head
    )


def _is_settled(clauses: Clauses, word: int, words: VerdictWords) -> bool:
    """Tell whether the same sentence says that the parties settled the matter."""
    lemmas = clauses.words.lemmas
    return any(
        clause.verb in words.settling
        and clause.negation is None
        and any(lemmas[one.head].lower() in words.matters for one in clause.undergoers)
        for clause in map(clauses.clause, clauses.heads)
        if clauses.sentence_of(clause.head) == clauses.sentence_of(word)
    )
