"""Where, when a line or an entry begins with its place: "- Kutum: shelling with mortars", "Kutum. Rebels shelled the mill".

A label is a place that the gazetteer has in the countries in scope; beside a day, or in a list in which another line begins with one, also
a name that is nobody's. Who speaks is no place: "Damascus: the truce holds".
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from servanda.extract.circumstances.entries import entry_of, head_over
from servanda.extract.circumstances.logs import heading_over
from servanda.extract.circumstances.named import Place, is_acronym, is_borne
from servanda.extract.circumstances.nearest import places_named
from servanda.extract.clauses import clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.places import STATED, PlaceBasis, PlaceMention
from servanda.model.spans import Span
from servanda.reference.noun_kinds import noun_kinds
from servanda.text.log_heads import Head
from servanda.text.patterns import regex
from servanda.text.suggesting import may_be_name

_LABEL: Final = regex(
    r"[\s*•·–—-]*(?:\(?\w{1,2}[.)]\s+)?(?:(?:At|In|Near)\s+)?(?P<name>[A-Z][^\n:;,.!?()\"]{1,40}):\s+(?=\S)"
)
_RUN_IN: Final = regex(r"(?P<name>[A-Z][^\n:;,.!?()\"]{1,40})(?:,[^\n.:;]{1,80})?\.\s+(?=[A-Z\"“])")
_PEOPLE: Final = frozenset({"person", "group"})
_MOST_WORDS: Final = 5
_NEIGHBOURS: Final = 6  # lines of a list on either side


class Label(NamedTuple):
    """A name at ``[start, end)`` that says where what begins at ``behind`` was; whether a day stands beside it, and its paragraph begins with it."""

    start: int
    end: int
    behind: int
    dated: bool = False
    leads: bool = True


def place_of_line(analysis: DocumentAnalysis, segment: Segment, word: int) -> Place | None:
    """Return the place that the line or entry of a word begins with, where the word stands in its first sentence."""
    label = label_of(analysis, analysis.reading.span(segment, word).start)
    if label is None or not segment.start <= label.start < segment.end or label.behind >= segment.end:
        return None
    first, last = segment.first_from(label.start), segment.first_from(label.end) - 1
    begin = segment.first_from(label.behind)
    own = segment.sentences[segment.sentence_at(begin)]
    return Place(segment, first, last, "unknown") if begin <= word < own.stop else None


def place_of_entry(analysis: DocumentAnalysis, segment: Segment, word: int) -> PlaceMention | None:
    """Return the place that the entry of a word has in its head, for what its first sentence tells plainly, in whatever field."""
    head = entry_of(analysis, segment, word)
    label = label_of(analysis, analysis.reading.span(segment, word).start) if head else None
    if label is not None:
        return _mention(analysis.reading.at(label.start, label.end), STATED)
    return _of_heading(analysis, segment, word) if head and head.name is None else None


def _of_heading(analysis: DocumentAnalysis, segment: Segment, word: int) -> PlaceMention | None:
    """Return the place beside the day over a list, for an entry whose sentence names none of its own."""
    over = heading_over(analysis, segment.paragraph)
    name = over.name if over is not None else None
    first = segment.sentences[segment.sentence_at(word)].start
    own = name is None or is_borne(analysis, name.quote) or places_named(analysis, segment, first)
    return None if own or name is None else _mention(name, "heading")


def _mention(name: Span, basis: PlaceBasis) -> PlaceMention:
    return PlaceMention(name=name.quote, mention=name, basis=basis)


def label_of(analysis: DocumentAnalysis, at: int) -> Label | None:
    """Return the place that the entry of an offset begins with, or its paragraph: a known one, or beside a day or in a list a name that is nobody's."""
    head, paragraph = head_over(analysis, at), analysis.reading.paragraph_at(at)
    label = _of_head(head) if head else _label(analysis, paragraph)
    if label is None or _speaks(analysis, label):
        return None
    name = analysis.reading.plain[label.start : label.end]
    if _is_place(analysis, name):
        return label
    told = label.dated or (label.leads and _in_list(analysis, paragraph))
    return label if told and _may_be_place(analysis, name) else None


def _of_head(head: Head) -> Label | None:
    return Label(*head.name, head.end, head.listed or head.time is not None, head.leads) if head.name else None


def _label(analysis: DocumentAnalysis, paragraph: int) -> Label | None:
    start, end = analysis.reading.paragraph_bounds(paragraph)
    match = _LABEL.match(analysis.reading.plain, start, end) or _run_in(analysis, start, end)
    return Label(*match.span("name"), match.end()) if match and len(match["name"].split()) <= _MOST_WORDS else None


def _run_in(analysis: DocumentAnalysis, start: int, end: int) -> re.Match[str] | None:
    """Return a name that stands as a sentence of its own before what was done there: "Kutum. Rebels shelled ...", "Kutum, in the north. ..."."""
    match = _RUN_IN.match(analysis.reading.plain, start, end)
    segment = analysis.reading.segment_at(start) if match else None
    if segment is None:
        return None
    kinds = clauses_of(segment).words.kinds
    return (
        None
        if any(
            kinds[word] in links.VERBAL for word in segment.sentences[segment.sentence_at(segment.first_from(start))]
        )
        else match
    )


def _is_place(analysis: DocumentAnalysis, name: str) -> bool:
    reference = analysis.reference
    if not reference.config.countries or name.lower() in reference.lexicon.countries:
        return False
    return reference.gazetteer.knows(name) and not is_borne(analysis, name)


def _may_be_place(analysis: DocumentAnalysis, name: str) -> bool:
    """Tell whether a name may be that of a place: one of its words is no common one, and none is a common one for people: "Army Haddad"."""
    common, words = analysis.reference.headline_words.common, name.split()
    own = [word for word in words if may_be_name(word, common)]
    numbered = len(words) > 1 and words[-1].isdigit()  # "Kilo 7"
    if is_borne(analysis, name) or _has_acronym(words) or not (numbered or any(word[0].isupper() for word in own)):
        return False
    return not any(_are_people(analysis, word.lower()) for word in {*words} - {*own})


def _has_acronym(words: list[str]) -> bool:
    """Tell whether one of some words is an acronym; where all are written large, none is told from a name."""
    return any(map(is_acronym, words)) and not (len(words) > 1 and all(map(str.isupper, words)))


def _are_people(analysis: DocumentAnalysis, word: str) -> bool:
    """Tell whether a common word is one for people, and no village, which WordNet takes for a group."""
    return noun_kinds().get(word) in _PEOPLE and not analysis.reference.lexicon.places.is_feature(word)


def _in_list(analysis: DocumentAnalysis, paragraph: int) -> bool:
    """Tell whether a line near one begins with a known place, all lines between with a label."""
    beside = (_run(analysis, paragraph, 1), _run(analysis, paragraph, -1))
    return any(_is_place(analysis, name) for run in beside for name in run)


def _run(analysis: DocumentAnalysis, paragraph: int, step: int) -> Iterator[str]:
    paragraphs = len(analysis.reading.text.paragraphs)
    for number in range(paragraph + step, paragraph + step * (_NEIGHBOURS + 1), step):
        label = _label(analysis, number) if 0 <= number < paragraphs else None
        if label is None:
            return
        yield analysis.reading.plain[label.start : label.end]


def _speaks(analysis: DocumentAnalysis, label: Label) -> bool:
    """Tell whether what stands behind a label is said by whom it names."""
    chain = analysis.attributions.chain_at(label.behind, label.behind + 1)
    return any(
        one.mention is not None and one.mention.start < label.end and label.start < one.mention.end for one in chain
    )
