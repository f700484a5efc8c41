"""Who sits in a body: "the committee has 30 members: ten of the government, ten of the opposition and ten independents".

Seats are read only where each count has its group beside it. A sentence with one count that cannot be told ("15 from each
group") gives no claim; nothing is added up or shared out.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from servanda.extract.circumstances import anchor_of, time_of
from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.grammar import subjects
from servanda.extract.reading import Segment, by_sentence
from servanda.model.claims import Composition, PerformanceClaim
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.reference.lexicon_words import CompositionWords
from servanda.text.dates import read_dates
from servanda.text.numbers import FoundNumber, read_numbers

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESENT = frozenset({"VBZ", "VBP"})
_NAMES = frozenset({"NOUN", "PROPN", "ADJ"})
_ENOUGH_GROUPS = 2


class Seats(NamedTuple):
    """Seats by group, and the index of the last word that tells of them; ``total`` where one is stated."""

    groups: dict[str, int]
    total: int | None
    last: int


def find_compositions(analysis: DocumentAnalysis) -> Iterator[PerformanceClaim | PassedOver]:
    """Yield a performance claim for each sentence that says who sits in a body."""
    return by_sentence("compositions", analysis.reading, partial(_in_sentence, analysis))


def _in_sentence(analysis: DocumentAnalysis, segment: Segment, sentence: range) -> Iterator[PerformanceClaim]:
    words = analysis.reference.lexicon.performance.composition
    for verb in segment.doc[sentence.start : sentence.stop]:
        body = _body(verb, words)
        seats = _seats(verb, words) if body is not None else None
        if body is not None and seats is not None:
            yield from _claim(analysis, segment, (verb, body), seats)


def _body(verb: "Token", words: CompositionWords) -> "Token | None":
    """Return the body that the subject of a verb of composition names."""
    if verb.lemma_.lower() not in words.verbs or verb.pos_ not in {"VERB", "AUX"}:
        return None
    return next((item for item in subjects(verb) if item.lemma_.lower() in words.bodies), None)


def _seats(verb: "Token", words: CompositionWords) -> Seats | None:
    """Read the counts behind a verb with the groups beside them; ``None`` where any of them stays open."""
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    apart = [(found.start, found.end) for found in read_dates(rest.text)]
    counts = read_numbers(rest.text, apart)
    groups: dict[str, int] = {}
    total, last = None, verb.i
    for number, count in enumerate(counts):
        if count.basis != "exact" or count.minimum is None:  # "about 50" fills no seats
            return None
        until = counts[number + 1].start if number + 1 < len(counts) else len(rest.text)
        beside = [token for token in rest if count.end <= token.idx - rest.start_char < until]
        shares = _shares(beside, words)
        if shares is None or (not shares and number):
            return None
        if not shares:
            total = count.minimum
        for group in shares:
            groups[_name(group)] = count.minimum
            last = group[-1].i
    return Seats(groups, total, last) if _is_whole(groups, total, counts) else None


def _is_whole(groups: dict[str, int], total: int | None, counts: tuple[FoundNumber, ...]) -> bool:
    """Tell whether counts make a composition: two groups, or one beside the number of all; and no group named twice."""
    told = len(groups) + (total is not None)
    return bool(groups) and told >= _ENOUGH_GROUPS and told >= len(counts)


def _shares(beside: "list[Token]", words: CompositionWords) -> "list[list[Token]] | None":
    """Return the groups named beside a count: one, several after "each", none for a bare "members"; ``None``: not told."""
    each = any(token.lower_ == "each" for token in beside[: len(beside) // 2 + 1])
    groups: list[list[Token]] = [[]]
    for token in beside:
        skipped = token.lower_ in words.links or (token.lemma_.lower() in words.members and not groups[-1])
        if token.pos_ in _NAMES and not skipped:
            groups[-1].append(token)
        elif groups[-1] and token.lower_ in {",", "and"} and each:
            groups.append([])
        elif groups[-1] and not (token.is_punct and token.text == "-") and token.lemma_.lower() not in words.members:
            break
        elif not skipped and not token.is_punct and token.pos_ not in {"DET", "PART"}:
            return None
    found = [_own_words(group, words) for group in groups if group]
    vague = any(token.lemma_.lower() in words.unnamed for group in found for token in group)
    if vague or any(not group for group in found) or (each and len(found) < _ENOUGH_GROUPS):
        return None
    return found


def _own_words(group: "list[Token]", words: CompositionWords) -> "list[Token]":
    """Leave the name of the state and words for members out of a group's name: "50 Syrian government delegates"."""
    return [token for token in group if token.ent_type_ != "NORP" and token.lemma_.lower() not in words.members]


def _name(group: "list[Token]") -> str:
    return "_".join(token.lower_ for token in group)


def _claim(
    analysis: DocumentAnalysis, segment: Segment, found: "tuple[Token, Token]", seats: Seats
) -> Iterator[PerformanceClaim]:
    verb, body = found
    judgement = judge(clauses_of(segment), verb.i, analysis.reference.lexicon)
    if judgement is None:
        return
    named = analysis.names.name_of(segment, body.i)
    who = named.participant("participant")
    now = verb.tag_ in _PRESENT or any(token.tag_ in _PRESENT for token in verb.children if token.dep_ == "auxpass")
    time = time_of(analysis, segment, verb.i)
    if time == UNKNOWN_TIME and now and judgement.modality == "asserted":
        time = _day_of_report(analysis)
    span = analysis.reading.span(segment, body.left_edge.i, verb.i, seats.last)
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


def _day_of_report(analysis: DocumentAnalysis) -> TimeInterval:
    """Return the day on which a text says that something is so; unknown where it bears no date."""
    day = anchor_of(analysis)
    if day is None:
        return UNKNOWN_TIME
    after = (day + timedelta(days=1)).isoformat()
    return TimeInterval(start=day.isoformat(), end=after, precision="day", basis="as it is on the day of publication")
