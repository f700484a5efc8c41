"""Where, when a line begins with its place: "- Kutum: shelling with mortars at 03:10".

A label is a place that the gazetteer has in the countries in scope; in a list in which another line begins with one, also a name that
is nobody's. Who speaks is no place: "Damascus: the truce holds".
"""

from collections.abc import Iterator
from typing import Final

from servanda.extract.circumstances.named import Place, is_acronym, is_borne
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.text.patterns import regex
from servanda.text.suggesting import may_be_name

Bounds = tuple[int, int]
_LABEL: Final = regex(
    r"[\s*•·–—-]*(?:\(?\w{1,2}[.)]\s+)?(?:(?:At|In|Near)\s+)?(?P<name>[A-Z][^\n:;,.!?()\"]{1,40}):\s+(?=\S)"
)
_MOST_WORDS: Final = 5
_COLON: Final = 2  # words: where the parser ends a sentence behind the colon, the label is that of the next
_NEIGHBOURS: Final = 6  # lines of a list on either side


def place_of_line(analysis: DocumentAnalysis, segment: Segment, word: int) -> Place | None:
    """Return the place that the line of a word begins with, where the word stands in its first sentence."""
    bounds = label_of(analysis, segment.paragraph)
    if bounds is None or not segment.start <= bounds[0] < segment.end:
        return None
    first, last = segment.first_from(bounds[0]), segment.first_from(bounds[1]) - 1
    number = segment.sentence_at(last)
    alone = segment.sentences[number].stop <= last + _COLON
    own = segment.sentences[min(number + alone, len(segment.sentences) - 1)]
    return Place(segment, first, last, "unknown") if last < word < own.stop else None


def label_of(analysis: DocumentAnalysis, paragraph: int) -> Bounds | None:
    """Return the bounds of the place that a paragraph begins with, if it does."""
    bounds = _label(analysis, paragraph)
    if bounds is None or _speaks(analysis, bounds):
        return None
    name = analysis.reading.plain[slice(*bounds)]
    return (
        bounds
        if _is_place(analysis, name) or (_may_be_place(analysis, name) and _in_list(analysis, paragraph))
        else None
    )


def _label(analysis: DocumentAnalysis, paragraph: int) -> Bounds | None:
    start, end = analysis.reading.paragraph_bounds(paragraph)
    match = _LABEL.match(analysis.reading.plain, start, end)
    return match.span("name") if match and len(match["name"].split()) <= _MOST_WORDS else None


def _is_place(analysis: DocumentAnalysis, name: str) -> bool:
    reference = analysis.reference
    if not reference.config.countries or name.lower() in reference.lexicon.countries:
        return False
    return reference.gazetteer.knows(name) and not is_borne(analysis, name)


def _may_be_place(analysis: DocumentAnalysis, name: str) -> bool:
    common = analysis.reference.headline_words.common
    words = name.split()
    numbered = len(words) > 1 and words[-1].isdigit()  # "Kilo 7"
    named = numbered or all(may_be_name(word, common) for word in words if word[0].isupper())
    return named and not any(map(is_acronym, words)) and not is_borne(analysis, name)


def _in_list(analysis: DocumentAnalysis, paragraph: int) -> bool:
    """Tell whether a line near one begins with a known place, all lines between with a label."""
    beside = (_run(analysis, paragraph, 1), _run(analysis, paragraph, -1))
    return any(_is_place(analysis, name) for run in beside for name in run)


def _run(analysis: DocumentAnalysis, paragraph: int, step: int) -> Iterator[str]:
    paragraphs = len(analysis.reading.text.paragraphs)
    for number in range(paragraph + step, paragraph + step * (_NEIGHBOURS + 1), step):
        bounds = _label(analysis, number) if 0 <= number < paragraphs else None
        if bounds is None:
            return
        yield analysis.reading.plain[slice(*bounds)]


def _speaks(analysis: DocumentAnalysis, bounds: Bounds) -> bool:
    """Tell whether what stands behind a label is said by whom it names."""
    chain = analysis.attributions.chain_at(bounds[1] + 2, bounds[1] + 3)
    return any(
        one.mention is not None and one.mention.start < bounds[1] and bounds[0] < one.mention.end for one in chain
    )
