"""A verdict on a verdict: "the board upheld the team's finding that X violated clause 3", "returned the report for further investigation"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses
from servanda.extract.factuality import judge
from servanda.extract.verdicts.breaches import breaches
from servanda.extract.verdicts.reading import Verdict
from servanda.extract.verdicts.without_ruling import without_ruling
from servanda.model.claims import HAPPENED
from servanda.model.verdicts import Outcome, Review
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_verdicts import VerdictWords

_OUTCOMES: Final[dict[Review, Outcome]] = {
    "overturned": "undetermined",
    "amended": "undetermined",
    "returned": "pending",
}


def reviews(clauses: Clauses, word: int, lexicon: Lexicon) -> Iterator[Verdict]:
    """Yield what a verb says to be done to an earlier verdict, with those judged by it.

    What is upheld is found again; what is overturned or amended is left open, unless the later body says what it finds instead. It is
    ``bare`` where the words do not tell what was found before.
    """
    review = _review(clauses, word, lexicon) if clauses.is_verb(word) else None
    if review is None:
        return
    clause = clauses.clause(word)
    earlier = _finding(clauses, clause, lexicon)
    finder = next((one.head for one in clause.doers), None)
    if earlier is None or finder is None:
        return
    inner = next(_inner(clauses, earlier, lexicon), Verdict("undetermined", "verdict.review", word, bare=True))
    yield inner._replace(
        outcome=_OUTCOMES.get(review, inner.outcome),
        rule="verdict.review",
        word=word,
        finder=finder,
        verb=word,
        review=review,
        earlier=earlier,
    )


def _review(clauses: Clauses, word: int, lexicon: Lexicon) -> Review | None:
    """Return what is done to an earlier verdict, where it is told as done."""
    lemma, clause, words = clauses.words.lemmas[word].lower(), clauses.clause(word), lexicon.verdicts
    review = next((name for name, listed in words.reviewing.items() if lemma in listed), None)
    again = review != "returned" or _is_sent_back(clauses, clause, words)
    if review is None or not again or clause.negation is not None:
        return None
    told = judge(clauses, word, lexicon)
    return review if told is not None and told.modality in HAPPENED and told.polarity == "affirmed" else None


def _is_sent_back(clauses: Clauses, clause: Clause, words: VerdictWords) -> bool:
    """As in "returned the report to the team [for further investigation]"."""
    purposes = [one.phrase.head for one in clause.obliques]
    purposes += [one.phrase.head for item in clause.undergoers for one in clauses.under(item.head)]
    return any(clauses.words.lemmas[item].lower() in words.inquiries for item in purposes)


def _finding(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> int | None:
    """Return the noun that names the earlier verdict, or the report that holds it: "the team's [finding]"."""
    named = lexicon.verdicts.rulings | lexicon.cues.documents
    return next((one.head for one in clause.undergoers if clauses.words.lemmas[one.head].lower() in named), None)


def _inner(clauses: Clauses, noun: int, lexicon: Lexicon) -> Iterator[Verdict]:
    """Yield what the earlier verdict found: "the finding [that X violated clause 3]"."""
    for clause in clauses.hanging(noun):
        if clause.head > noun and clause.finite:
            for word in (clause.head, *range(clause.head + 1, clause.last + 1)):
                yield from breaches(clauses, word, lexicon)
                yield from without_ruling(clauses, word, lexicon)


def finding_over(clauses: Clauses, word: int, words: VerdictWords) -> int | None:
    """Return the noun that a verdict is the content of, the nearest one: "the team's [finding] that [X violated clause 3]"."""
    for above in clauses.above(word):
        if clauses.is_verb(above):
            return None
        if clauses.words.lemmas[above].lower() in words.rulings:
            return above
    return None


def whose(clauses: Clauses, noun: int) -> int | None:
    """Return who gave the verdict that a noun names: "[the team]'s finding", "the finding of [the team]"."""
    owner = clauses.phrase(noun).owner
    if owner is not None:
        return owner
    return next((one.phrase.head for one in clauses.under(noun, "of", "by")), None)
