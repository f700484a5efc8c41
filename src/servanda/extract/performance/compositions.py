"""Who sits in a body: "the committee has 30 members: ten of the government, ten of the opposition and ten independents".

Seats are read only where each count has its group beside it. A sentence with one count that cannot be told ("15 from each
group") gives no claim; nothing is added up or shared out.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import dropwhile, takewhile
from typing import Final, NamedTuple

from servanda.extract.circumstances import anchor_of, time_of
from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.reading import Segment, by_sentence
from servanda.model.claims import Composition, PerformanceClaim
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.reference.lexicon_words import CompositionWords
from servanda.text.dates import read_dates
from servanda.text.numbers import FoundNumber, read_numbers

_NAMES: Final = frozenset({links.NOUN, links.NAME, links.ADJ})
_EACH: Final = "each"
_ENOUGH_GROUPS = 2


class Seats(NamedTuple):
    """Seats by group, and the last word that tells of them; ``total`` where one is stated."""

    groups: dict[str, int]
    total: int | None
    last: int


class Share(NamedTuple):
    """A count of seats, and the groups beside it that have as many (the words of each); none beside a bare "members"."""

    seats: int
    groups: list[list[int]]


def find_compositions(analysis: DocumentAnalysis) -> Iterator[PerformanceClaim | PassedOver]:
    """Yield a performance claim for each sentence that says who sits in a body."""
    return by_sentence("compositions", analysis.reading, partial(_in_sentence, analysis))


def _in_sentence(analysis: DocumentAnalysis, segment: Segment, sentence: range) -> Iterator[PerformanceClaim]:
    clauses, words = clauses_of(segment), analysis.reference.lexicon.performance.composition
    for clause in (clauses.clause(word) for word in sentence if clauses.is_verb(word)):
        body = _body(clauses, clause, words)
        seats = _seats(segment, clause, words) if body is not None else None
        if body is not None and seats is not None:
            yield from _claim(analysis, segment, (clause, body), seats)


def _body(clauses: Clauses, clause: Clause, words: CompositionWords) -> int | None:
    """Return the body that the subject of a verb of composition names."""
    heads = (one.head for one in clause.subjects if clause.verb in words.verbs)
    return next((head for head in heads if clauses.words.lemmas[head].lower() in words.bodies), None)


def _seats(segment: Segment, clause: Clause, words: CompositionWords) -> Seats | None:
    """Read the counts behind a verb with the groups beside them; ``None`` where any of them stays open."""
    clauses = clauses_of(segment)
    shares = [_share(clauses, count, beside, words) for count, beside in _counts(segment, clause.head)]
    told = [one for one in shares if one is not None]
    if len(told) < len(shares) or any(not one.groups for one in told[1:]):
        return None
    seats = _added(clauses, told, clause.head)
    return seats if _is_whole(seats, len(told)) else None


def _added(clauses: Clauses, told: list[Share], verb: int) -> Seats:
    """Return what counts make together; a count without groups is that of all."""
    total = next((one.seats for one in told if not one.groups), None)
    named = [(group, one.seats) for one in told for group in one.groups]
    last = max((word for group, _ in named for word in group), default=verb)
    return Seats({_name(clauses, group): seats for group, seats in named}, total, last)


def _counts(segment: Segment, verb: int) -> Iterator[tuple[FoundNumber, list[int]]]:
    """Yield the counts behind a verb in its sentence, each with the words up to the next."""
    clauses = clauses_of(segment)
    starts, sentence = clauses.words.starts, clauses.sentence_of(verb)
    start = clauses.words.ends[verb]
    rest = segment.text[start : clauses.words.ends[sentence[-1]]]
    counts = read_numbers(rest, [(found.start, found.end) for found in read_dates(rest)])
    ends = [*(count.start for count in counts[1:]), len(rest)]
    for count, until in zip(counts, ends, strict=False):
        yield count, [word for word in sentence if count.end <= starts[word] - start < until]


def _is_whole(seats: Seats, n_counts: int) -> bool:
    """Tell whether counts make a composition: two groups, or one beside the number of all; and no group named twice."""
    told = len(seats.groups) + (seats.total is not None)
    return bool(seats.groups) and told >= _ENOUGH_GROUPS and told >= n_counts


def _share(clauses: Clauses, count: FoundNumber, beside: list[int], words: CompositionWords) -> Share | None:
    """Return the groups beside a count: one, or several after "each"; ``None``: not told ("about 50" fills no seats)."""
    each = any(clauses.words.lowers[word] == _EACH for word in beside[: len(beside) // 2 + 1])
    named = _groups(clauses, beside, words, several=each)
    if count.basis != "exact" or count.minimum is None or named is None:
        return None
    groups = [_own_words(clauses, group, words) for group in named]
    open_ = any(_is_open(clauses, group, words) for group in groups) or (each and len(groups) < _ENOUGH_GROUPS)
    return None if open_ else Share(count.minimum, groups)


def _is_open(clauses: Clauses, group: list[int], words: CompositionWords) -> bool:
    """Tell whether a group has no name, or one that stands for groups named elsewhere: "each side"."""
    return not group or any(clauses.words.lemmas[word].lower() in words.unnamed for word in group)


def _groups(clauses: Clauses, beside: list[int], words: CompositionWords, *, several: bool) -> list[list[int]] | None:
    """Return the names of groups in some words, the first or several joined ones; ``None`` where another word leads to one."""
    groups: list[list[int]] = []
    while beside and (several or not groups):
        led = list(dropwhile(partial(_leads, clauses, words), beside))
        if led and clauses.words.kinds[led[0]] not in _NAMES:
            return None
        run = list(takewhile(partial(_goes_on, clauses, words), led))
        groups += [[word for word in run if clauses.words.kinds[word] in _NAMES]] if run else []
        beside = _behind(clauses, led[len(run) :])
    return groups


def _behind(clauses: Clauses, rest: list[int]) -> list[int]:
    """Return the words behind a comma or "and"; none where something else goes on."""
    return rest[1:] if rest and clauses.words.lowers[rest[0]] in {",", "and"} else []


def _leads(clauses: Clauses, words: CompositionWords, word: int) -> bool:
    """Tell whether a word may stand between a count and its group: "members chosen by the"."""
    link = clauses.words.lowers[word] in words.links or clauses.words.lemmas[word].lower() in words.members
    return link or clauses.words.is_mark(word) or clauses.words.kinds[word] == links.DET


def _goes_on(clauses: Clauses, words: CompositionWords, word: int) -> bool:
    """Tell whether a word is part of a group's name: no link, but a word for members ("government delegates") and a hyphen."""
    said = clauses.words
    named = said.kinds[word] in _NAMES and said.lowers[word] not in words.links
    return named or said.lemmas[word].lower() in words.members or said.forms[word] == "-"


def _own_words(clauses: Clauses, group: list[int], words: CompositionWords) -> list[int]:
    """Leave the name of the state and words for members out of a group's name: "50 Syrian government delegates"."""
    said = clauses.words
    return [word for word in group if said.entities[word] != "NORP" and said.lemmas[word].lower() not in words.members]


def _name(clauses: Clauses, group: list[int]) -> str:
    return "_".join(clauses.words.lowers[word] for word in group)


def _claim(
    analysis: DocumentAnalysis, segment: Segment, found: tuple[Clause, int], seats: Seats
) -> Iterator[PerformanceClaim]:
    clause, body = found
    clauses = clauses_of(segment)
    judgement = judge(clauses, clause.head, analysis.reference.lexicon)
    if judgement is None:
        return
    who = analysis.names.name_of(segment, body).participant("participant")
    time = time_of(analysis, segment, clause.head)
    if time == UNKNOWN_TIME and _is_now(clause) and judgement.modality == "asserted":
        time = _day_of_report(analysis)
    span = analysis.reading.span(segment, clauses.tree.firsts[body], clause.head, seats.last)
    yield sealed(
        PerformanceClaim(
            **analysis.common("performance.composition", span),
            polarity=judgement.polarity,
            modality=judgement.modality,
            composition=Composition(body=who.name, groups=seats.groups),
            participants=(who,),
            time=time,
        )
    )


def _is_now(clause: Clause) -> bool:
    """Tell whether a clause says what is so: "consists of", "is made up of", not "has included" or "may include"."""
    return clause.tense == "present" and not clause.perfect and not clause.modals


def _day_of_report(analysis: DocumentAnalysis) -> TimeInterval:
    """Return the day on which a text says that something is so; unknown where it bears no date."""
    day = anchor_of(analysis)
    if day is None:
        return UNKNOWN_TIME
    after = (day + timedelta(days=1)).isoformat()
    return TimeInterval(start=day.isoformat(), end=after, precision="day", basis="as it is on the day of publication")
