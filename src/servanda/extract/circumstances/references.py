"""Mentions of agreements and resolutions: by the grammar of their names, and by the names in the registry.

The number of a resolution is part of its name and never a year.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from servanda.extract.circumstances.anaphors import Named, anaphors, antecedent, one_of
from servanda.extract.circumstances.described import described
from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import AttributionRelation, DocumentAnalysis
from servanda.extract.reading import guarded
from servanda.model.claims import AgreementMention, AgreementReferenceClaim
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Attribution
from servanda.model.spans import Span
from servanda.reference.agreement_names import NameIndex
from servanda.reference.lexicon_circumstances import ReferenceWords
from servanda.reference.resolutions import find_resolutions, other_bodies
from servanda.text.date_words import FULL_MONTH

_NAME_WORD: Final = r"[A-Z][\w'’.-]{0,60}"
_ROMAN: Final = r"(?:\s+(?:I{1,3}|IV|V))?"


@dataclass(frozen=True)
class Cited:
    """A named mention, or an anaphor ("the agreement") with the named mention it stands for."""

    span: Span
    named: Span


def find_references(analysis: DocumentAnalysis) -> Iterator[AgreementReferenceClaim | PassedOver]:
    """Yield a claim for every named mention of an agreement."""
    for cited in find_cited(analysis):
        if cited.span == cited.named:
            bounds = analysis.reading.sentence_around(cited.span.start, cited.span.end)
            yield from guarded("references", analysis.reading.text, bounds, partial(_claim, analysis, cited.span))


def _claim(analysis: DocumentAnalysis, span: Span) -> Iterator[AgreementReferenceClaim]:
    resolution = find_resolutions(span.quote) or other_bodies(span.quote)
    rule = "agreement_reference.resolution" if resolution else "agreement_reference.name"
    common = analysis.common(rule, span, chain_hanging(analysis, span))
    yield sealed(AgreementReferenceClaim(**common, agreements=(AgreementMention(mention=span),)))


def chain_hanging(analysis: DocumentAnalysis, span: Span) -> tuple[Attribution, ...]:
    """Return the chain over a span; where nobody but the writer says it, that of the speech verb it hangs on.

    "stressed the importance of X, most notably Y": Y hangs on "stressed" although it stands behind what is quoted.
    """
    chain = analysis.attributions.chain_at(span.start, span.end)
    relation = _hanging(analysis, span) if len(chain) == 1 else None
    return chain if relation is None else analysis.attributions.chain_of(relation)


def _hanging(analysis: DocumentAnalysis, span: Span) -> AttributionRelation | None:
    """Return the speech whose verb stands before a span and above it."""
    segment = analysis.reading.segment_at(span.start)
    if segment is None:
        return None
    clauses, word = clauses_of(segment), segment.first_from(span.start)
    verb = clauses.over(word) if word < len(clauses.words) else None
    relation = analysis.attributions.at_cue(*segment.bounds_of(range(verb.head, verb.head + 1))) if verb else None
    before = relation is not None and relation.cue is not None and relation.cue.start < span.start
    return relation if before and relation is not None and relation.manner == "speech" else None


def find_cited(analysis: DocumentAnalysis) -> tuple[Cited, ...]:
    """Return all mentions of agreements in text order; "the agreement" and "it" stand for one named before."""
    bounds = [one for one in agreement_bounds(analysis) if analysis.reading.segment_at(one[0]) is not None]
    spans = tuple(analysis.reading.at(start, end) for start, end in bounds)
    found = [Cited(span, span) for span in spans]
    words = analysis.reference.lexicon.references
    named = Named(spans, analysis.attributions, words)
    for span, head in anaphors(analysis.reading.plain, words):
        if not overlapping(bounds, *span):
            meant = antecedent(span, head, named)
            if meant is not None:
                found.append(Cited(analysis.reading.at(*span), meant))
    return tuple(sorted(found, key=lambda cited: cited.span.start))


def overlapping(bounds: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return those of ``bounds``, which are in order and apart, that share a character with ``[start, end)``."""
    first = bisect_left(bounds, (start,))
    first -= first > 0 and bounds[first - 1][1] > start
    return bounds[first : bisect_left(bounds, (end,))]


def agreement_bounds(analysis: DocumentAnalysis) -> tuple[tuple[int, int], ...]:
    """Return where agreements are named, dates in their names included, in text order."""
    registry, words = analysis.reference.agreements, analysis.reference.lexicon.references
    return _bounds(analysis.reading.plain, words, registry.name_index)


def cited_in(cited: tuple[Cited, ...], span: Span) -> tuple[Span, ...]:
    """Return the named mentions that the words of a span cite, each once."""
    first = bisect_left(cited, span.start, key=lambda item: item.span.start)
    last = bisect_left(cited, span.end, key=lambda item: item.span.start)
    return tuple(dict.fromkeys(item.named for item in cited[first:last] if span.contains(item.span)))


@lru_cache(maxsize=4)
def _bounds(plain: str, words: ReferenceWords, names: NameIndex) -> tuple[tuple[int, int], ...]:
    found = [*_grammatical(plain, words), *names.find(plain)]
    dated = re.compile(_year(words))
    return tuple(_apart([(start, dated.match(plain, end).end()) for start, end in found]))  # type: ignore[union-attr]


@lru_cache(maxsize=4)
def _year(words: ReferenceWords) -> str:
    """Return the pattern of a date behind a name, which may be missing: "of May 2001", "(2001)"."""
    day = rf"(?:(?:\d{{1,2}}\s+)?{FULL_MONTH}\s+(?:\d{{1,2}},?\s+)?)?"
    return rf"(?:\s+(?:{one_of(words.dated)})\s+{day}(?:19|20)\d\d\b|\s*\((?:19|20)\d\d\))?"


def _grammatical(plain: str, words: ReferenceWords) -> Iterator[tuple[int, int]]:
    for cited in find_resolutions(plain):
        yield cited.start, cited.end
    yield from other_bodies(plain)
    for match in _named_pattern(words).finditer(plain):
        bounds = _without_lead(match, words)
        if bounds is not None:
            yield bounds
    for match in _described_pattern(words).finditer(plain):
        yield match.span("core")
    yield from described(plain, words)


@lru_cache(maxsize=4)
def _named_pattern(words: ReferenceWords) -> re.Pattern[str]:
    heads, describing = (
        one_of(form for word in listed for form in (word, word.title())) for listed in (words.heads, words.describing)
    )
    return re.compile(
        rf"(?P<names>(?:{_NAME_WORD}\s+){{1,5}}?)(?:(?:{describing})[\s-]+){{0,3}}(?P<head>{heads})\b{_ROMAN}{_year(words)}(?!\s+(?:{heads})\b)"
    )


@lru_cache(maxsize=4)
def _described_pattern(words: ReferenceWords) -> re.Pattern[str]:
    heads = one_of(head for head in words.heads if head not in words.only_named)
    return re.compile(
        rf"\b[Tt]he\s+(?P<core>(?:(?:{one_of(words.describing)})[\s-]+){{1,3}}(?:{heads})\b{_year(words)})"
    )


def _without_lead(match: re.Match[str], words: ReferenceWords) -> tuple[int, int] | None:
    """Cut capitalised words from the front that are no part of a name ("The", "After"); ``None`` where no name is left."""
    start = match.start()
    names = match["names"].split()
    while names and names[0].lower() in words.not_names:
        start += len(match.string[start : match.end("names")].split(None, 1)[0])
        start += len(match.string[start:]) - len(match.string[start:].lstrip())
        names = names[1:]
    if not names or start >= match.start("head"):
        return None
    lower = match["head"].islower()
    weak = (
        lower
        and match["head"].lower() in words.only_named
        and not any(char.isupper() for char in match.string[start : match.start("head")])
    )
    return None if weak else (start, match.end())


def _apart(bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest of overlapping bounds, in text order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(bounds), key=lambda item: (item[0] - item[1], item[0])):
        if not overlapping(kept, start, end):
            insort(kept, (start, end))
    return kept
