"""Whom the finder heard and what it saw, whom it did not and why, and who held otherwise: in the paragraph of the verdict."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.reading import Segment
from servanda.extract.verdicts.bodies import named_body
from servanda.extract.verdicts.without_ruling import is_unable
from servanda.model.claims import HAPPENED
from servanda.model.parties import Participant
from servanda.model.verdicts import Heard, NotHeard, Source


class Hearing(NamedTuple):
    """What a paragraph tells of how a verdict came about; ``dissent`` in its words."""

    heard: tuple[Heard, ...] = ()
    not_heard: tuple[NotHeard, ...] = ()
    dissent: str | None = None


class _Case(NamedTuple):
    """A sentence with what must be known to read it: the names of those judged."""

    analysis: DocumentAnalysis
    segment: Segment
    judged: frozenset[str]

    @property
    def clauses(self) -> Clauses:
        return clauses_of(self.segment)

    def lemma(self, word: int) -> str:
        return self.clauses.words.lemmas[word].lower()


def hearing_in(analysis: DocumentAnalysis, segments: Iterable[Segment], judged: frozenset[str]) -> Hearing:
    """Return whom a finder heard or not by the words of some segments, and who dissented; ``judged`` are the names of the parties."""
    heard: list[Heard] = []
    missed: list[NotHeard] = []
    dissent = None
    for segment in segments:
        case = _Case(analysis, segment, judged)
        for clause in map(case.clauses.clause, case.clauses.heads):
            found = (*_by_finder(case, clause), *_refused(case, clause), *_kept_out(case, clause))
            heard += [one for one in found if isinstance(one, Heard)]
            missed += [one for one in found if isinstance(one, NotHeard)]
            dissent = dissent or _dissent(case, clause)
    return Hearing(tuple(dict.fromkeys(heard)), tuple(dict.fromkeys(missed)), dissent)


def _by_finder(case: _Case, clause: Clause) -> Iterator[Heard | NotHeard]:
    """Read "interviewed the complainant and five witnesses", "visited the site", "could not meet the respondent"."""
    words = case.analysis.reference.lexicon.verdicts
    done = _is_done(case, clause) if clause.verb in words.hearing and _is_finder(case, clause) else None
    if done is None:
        return
    for one in (*clause.undergoers, *clause.under(*words.hearing_with)):
        part, who = _part(case, one.head)
        if part is not None:
            yield Heard(part=part, who=who) if done else NotHeard(part=part, who=who, reason=_reason(case, clause))


def _is_done(case: _Case, clause: Clause) -> bool | None:
    """Return whether somebody was heard; ``None`` where it is only planned, or somebody refused it."""
    words = case.analysis.reference.lexicon.verdicts
    if clause.governor is not None and case.lemma(clause.governor) in words.declining:
        return None
    told = judge(case.clauses, clause.head, case.analysis.reference.lexicon)
    if is_unable(case.clauses, clause, words) or (told is not None and told.polarity == "denied"):
        return False
    return True if told is not None and told.modality in HAPPENED else None


def _is_finder(case: _Case, clause: Clause) -> bool:
    """Tell whether it is a finder that hears: a body that may rule, "it", or nobody named in the passive."""
    kinds = case.clauses.words.kinds
    return all(
        kinds[one.head] == links.PRONOUN or named_body(case.analysis, case.segment, one.head, finds=True)
        for one in clause.doers
    )


def _part(case: _Case, head: int) -> tuple[Source | None, Participant | None]:
    """Return as which part of a case somebody is heard, with the participant where he is named."""
    words, lemma = case.analysis.reference.lexicon.verdicts, case.lemma(head)
    named = case.analysis.names.name_of(case.segment, head)
    if named.name is not None and named.name in case.judged:
        return "respondent", named.participant("who")
    part = next((name for name, listed in words.parts.items() if lemma in listed), None)
    return part, None


def _refused(case: _Case, clause: Clause) -> Iterator[NotHeard]:
    """Read "the army refused to be interviewed", "the respondent did not appear"."""
    for one in clause.doers if _is_absent(case, clause) else ():
        part, who = _part(case, one.head)
        if part is not None:
            yield NotHeard(part=part, who=who, reason=_words(case, one.last + 1, clause.last))


def _is_absent(case: _Case, clause: Clause) -> bool:
    """Tell whether somebody would not come or answer."""
    words, denied = case.analysis.reference.lexicon.verdicts, clause.negation is not None
    if clause.verb not in words.declining:
        return clause.verb in words.answering and denied and not clause.modals
    asked = [one for one in case.clauses.hanging(clause.head) if one.head > clause.head]
    return not denied and any(one.verb in words.answering or _is_heard(one, case) for one in asked)


def _words(case: _Case, first: int, last: int) -> str:
    """Return words without a mark at their end."""
    return case.clauses.words.text(first, last - 1 if case.clauses.words.kinds[last] == links.PUNCT else last)


def _is_heard(clause: Clause, case: _Case) -> bool:
    """As in "to be interviewed", "to meet the team"."""
    words = case.analysis.reference.lexicon.verdicts
    passive = clause.voice == "passive"
    met = any(named_body(case.analysis, case.segment, one.head, finds=True) for one in clause.objects)
    return clause.verb in words.hearing and (passive or met)


def _kept_out(case: _Case, clause: Clause) -> Iterator[NotHeard]:
    """Read "was denied access to the site"."""
    seen = case.analysis.reference.lexicon.observations
    if clause.verb not in seen.denying or clause.negation is not None:
        return
    for one in (*clause.objects, *clause.undergoers):
        sites = [to.phrase.head for to in case.clauses.under(one.head)] if case.lemma(one.head) in seen.access else []
        for head in sites:
            part, who = _part(case, head)
            if part is not None:
                yield NotHeard(part=part, who=who, reason=_words(case, clause.head, clause.last))


def _reason(case: _Case, clause: Clause) -> str | None:
    """Return why, in the words behind "because", "due to"."""
    lowers, words = case.clauses.words.lowers, case.analysis.reference.lexicon.verdicts
    sentence = case.clauses.sentence_of(clause.head)
    begins = next((item for item in range(clause.head, sentence.stop) if lowers[item] in words.because), None)
    last = sentence.stop - 1
    if begins is None or begins >= last:
        return None
    return _words(case, begins, last)


def _dissent(case: _Case, clause: Clause) -> str | None:
    """Return the sentence in which a member holds otherwise: "two members dissented"."""
    words = case.analysis.reference.lexicon.verdicts
    doers = [item for one in clause.doers for item in (one.head, one.of) if item is not None]
    if clause.verb not in words.dissenting or not any(case.lemma(item) in words.members for item in doers):
        return None
    told = judge(case.clauses, clause.head, case.analysis.reference.lexicon)
    if told is None or told.polarity == "denied" or told.modality not in HAPPENED:
        return None
    return case.analysis.reading.at(*case.segment.bounds_of(case.clauses.sentence_of(clause.head))).quote.strip()
