"""Broken or kept: "violated the truce", "constitutes a breach of clause 9", "in violation of", "did not comply with"."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, Phrase, links
from servanda.extract.factuality import Judgement, judge
from servanda.extract.verdicts.citing import is_proven
from servanda.extract.verdicts.reading import Verdict
from servanda.model.claims import HAPPENED
from servanda.model.verdicts import Outcome
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_verdicts import VerdictWords

_BE: Final = "be"
_STANDING_FOR: Final = frozenset({links.PRONOUN})
_ASKING: Final = frozenset({"question", "indirect question"})


class _Stated(NamedTuple):
    """By which word a violation is ``told``, of whom or what, and whether it ``needs`` the name of what was broken."""

    told: int
    parties: tuple[int, ...]
    needs: bool


def breaches(clauses: Clauses, word: int, lexicon: Lexicon) -> Iterator[Verdict]:
    """Yield what a verb or noun says to be broken or kept, by whom, where it is told as so."""
    words = lexicon.verdicts
    found = _of_verb(clauses, clauses.clause(word), words) if clauses.is_verb(word) else _of_noun(clauses, word, words)
    if found is None:
        return
    verdict, told = found
    judged = _judgement(clauses, told, lexicon)
    if judged is None or judged.modality not in HAPPENED or judged.historical:
        return
    denied = (judged.polarity == "denied") != (verdict.outcome == "no_violation")
    denied = denied or (told != word and clauses.nobody(word) is not None)
    yield verdict._replace(outcome="no_violation" if denied else "violation")


def _judgement(clauses: Clauses, word: int, lexicon: Lexicon) -> Judgement | None:
    """Return how real a breach is told to be; what "reasonable grounds to believe" or "beyond doubt" lead to was found."""
    if _asks(clauses, word) or _is_partly(clauses, word, lexicon):
        return None
    if is_proven(clauses, word, lexicon.verdicts):
        return Judgement(polarity="denied" if clauses.clause(word).negation is not None else "affirmed")
    return judge(clauses, word, lexicon)


def _asks(clauses: Clauses, word: int) -> bool:
    """As in "had not determined which side violated the truce"."""
    return clauses.is_verb(word) and clauses.clause(word).mood in _ASKING


def _is_partly(clauses: Clauses, word: int, lexicon: Lexicon) -> bool:
    """As in "only partially adhere to the accord": neither broken nor kept."""
    if not clauses.is_verb(word) or clauses.clause(word).verb not in lexicon.verdicts.complying:
        return False
    beside = (clauses.words.lowers[item] for item in clauses.clause(word).adverbs)
    return any(one in lexicon.performance.extents["part"] for one in beside)


def _of_verb(clauses: Clauses, clause: Clause, words: VerdictWords) -> tuple[Verdict, int] | None:
    """Read "X violated the ceasefire", "the truce was breached by X", "X complied with the accord"."""
    breaks = clause.verb in words.breaking
    if not breaks and clause.verb not in words.complying:
        return None
    under = _heads(clause.undergoers if breaks else clause.under(*words.complying_with))
    if not any(is_instrument(clauses, item, words) for item in under):
        return None
    doers = _held(clauses, clause, words) or _heads(clause.doers)
    reach = tuple(one.last for one in clauses.hanging(clause.head) if _is_means(clauses, one, words))
    outcome: Outcome = "violation" if breaks else "no_violation"
    return Verdict(outcome, "verdict.verb", clause.head, doers, under=under, reach=reach), clause.head


def _is_means(clauses: Clauses, clause: Clause, words: VerdictWords) -> bool:
    """As in "violated the truce [by shelling Olm]"."""
    return clause.marker is not None and clauses.words.lowers[clause.marker] in words.means


def _held(clauses: Clauses, clause: Clause, words: VerdictWords) -> tuple[int, ...]:
    """Return who is called guilty of doing: "found [the army] guilty of violating the truce"."""
    above = clause.governor
    if above is None or clauses.words.lemmas[above].lower() not in words.guilty:
        return ()
    over = clauses.over(above)
    return _judged(over) if over is not None else ()


def _judged(clause: Clause) -> tuple[int, ...]:
    """Return whom a clause says something of: the object of "found", the subject of "is"."""
    told = clause.undergoers if clause.objects or clause.voice == "passive" else clause.subjects
    return tuple(one.head for one in told)


def is_instrument(clauses: Clauses, head: int, words: VerdictWords) -> bool:
    """Tell whether a phrase names what parties agreed or owe: "the terms of the truce", "ceasefire terms", "it"."""
    named = (head, *clauses.modifiers(head))
    known = any(clauses.words.lemmas[item].lower() in words.instruments for item in named)
    return known or clauses.words.lowers[head] in words.articles or clauses.words.kinds[head] in _STANDING_FOR


def _of_noun(clauses: Clauses, noun: int, words: VerdictWords) -> tuple[Verdict, int] | None:
    """Read "is a breach of clause 9", "in violation of the truce", "a violation of the accord by X"."""
    lemma = clauses.words.lemmas[noun].lower()
    if lemma not in words.violations | words.compliances or _is_open(clauses, noun, words):
        return None
    broken = tuple(
        item for item in (*_of(clauses, noun, words), *clauses.modifiers(noun)) if is_instrument(clauses, item, words)
    )
    stated = _stated(clauses, noun, words)
    if stated is None or not (broken or _is_bare(clauses, noun, stated)):
        return None
    outcome: Outcome = "no_violation" if lemma in words.compliances else "violation"
    parties = _by(clauses, noun) or stated.parties
    return Verdict(outcome, "verdict.noun", noun, parties, under=broken, bare=not broken), stated.told


def _is_bare(clauses: Clauses, noun: int, stated: _Stated) -> bool:
    """Tell whether a violation may be one although nothing is named: not "a violation of their rights"."""
    return not stated.needs and not clauses.under(noun, "of")


def _of(clauses: Clauses, noun: int, words: VerdictWords) -> tuple[int, ...]:
    """Return what is broken by the words behind: "a breach [of clause 9]", "by the army [of clause 9]"."""
    kept = clauses.words.lemmas[noun].lower() in words.compliances
    own = [one.phrase.head for one in clauses.under(noun, "of", *(words.complying_with if kept else ()))]
    return tuple(
        own or [one.phrase.head for by in clauses.under(noun, "by") for one in clauses.under(by.phrase.head, "of")]
    )


def _is_open(clauses: Clauses, noun: int, words: VerdictWords) -> bool:
    """As in "an alleged violation", "any breach": none that was found."""
    lemmas = clauses.words.lemmas
    before = (*clauses.modifiers(noun), clauses.phrase(noun).determiner)
    return any(lemmas[item].lower() in words.alleged for item in before if item is not None)


def _by(clauses: Clauses, noun: int) -> tuple[int, ...]:
    """Return whose violation it is: "by the army", "the army's"."""
    owner = clauses.phrase(noun).owner
    return by_whom(clauses, noun) or (() if owner is None else (owner,))


def by_whom(clauses: Clauses, noun: int) -> tuple[int, ...]:
    """Return who stands behind "by", wherever the parser hangs it: "a violation by X of clause 2", "of clause 2 by X"."""
    of = [one.phrase.head for one in clauses.under(noun, "of")]
    found = [one.phrase.head for item in (noun, *of) for one in clauses.under(item, "by")]
    over = clauses.over(noun)
    if found or over is None or over.voice == "passive":
        return tuple(found)
    return tuple(one.head for one in over.under("by") if one.head > noun)


def _stated(clauses: Clauses, noun: int, words: VerdictWords) -> _Stated | None:
    """Return how a violation is stated to be one, ``None`` where it is only spoken of."""
    if clauses.tree.links[noun] == links.GOVERNED:
        return _behind(clauses, noun, words)
    if clauses.tree.is_root(noun):
        return _Stated(noun, (), True) if _by(clauses, noun) else None
    over = clauses.over(noun)
    if over is None:
        return None
    if noun in _predicates(over):
        return _Stated(over.head, _heads(over.subjects), False)
    return _done(clauses, noun, over, words) if noun in _heads(over.undergoers) else None


def _done(clauses: Clauses, noun: int, over: Clause, words: VerdictWords) -> _Stated | None:
    """Read a violation as what is constituted, committed or found."""
    if over.verb in words.constituting:
        return _Stated(over.head, _heads(over.subjects), False)
    if over.verb in words.committing:
        return _Stated(over.head, _heads(over.doers), True)
    return _Stated(noun, (), not _by(clauses, noun)) if over.verb in words.finding else None


def _predicates(clause: Clause) -> list[int]:
    return [one.head for one in clause.complements if one.kind == "predicate"] if clause.verb == _BE else []


def _heads(phrases: tuple[Phrase, ...]) -> tuple[int, ...]:
    return tuple(one.head for one in phrases)


def _behind(clauses: Clauses, noun: int, words: VerdictWords) -> _Stated | None:
    """Read a violation behind a preposition: "fired, in breach of", "found X in breach of", "amounts to", "guilty of a violation of"."""
    preposition = clauses.tree.heads[noun]
    above = clauses.tree.heads[preposition]
    if clauses.words.lowers[preposition] in words.in_state:
        many = clauses.words.shapes[noun] == links.PLURAL  # "a rise in violations"
        return None if many else _in_state(clauses, above, words)
    over = clauses.over(preposition)
    if over is None:
        return None
    if over.verb in words.constituting and above == over.head:
        return _Stated(over.head, _heads(over.subjects), False)
    return _Stated(over.head, _judged(over), False) if clauses.words.lemmas[above].lower() in words.guilty else None


def _in_state(clauses: Clauses, above: int, words: VerdictWords) -> _Stated:
    """Read "in breach of" behind a verb ("fired", "was", "found X") or a noun ("weapons in violation of")."""
    clause = clauses.clause(above) if clauses.is_verb(above) else clauses.over(above)
    if clause is None:
        return _Stated(above, (above,), True)
    if clause.head != above:
        found = clause.verb in words.finding and above in _heads(clause.objects)
        return _Stated(clause.head if found else above, (above,), True)
    if clause.verb in words.finding and clause.undergoers:
        return _Stated(above, _heads(clause.undergoers), True)
    return _Stated(above, _heads(clause.subjects if clause.verb == _BE else clause.doers), True)
