"""Notes of a document on its own origin: edited by, translated by, republished from, according to, disclaimers."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final, Literal

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import guarded
from servanda.model.claims import ProvenanceClaim, ProvenanceDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Participant, ParticipantType
from servanda.model.spans import Span
from servanda.text.patterns import regex

Relation = Literal["edited_by", "republished_from", "according_to", "disclaims", "translated_by"]
_SHORT: Final = 200
_THIS: Final = r"(?:this|the)\s+(?:article|report|story|piece|text|item|interview|statement|post|translation)"
_WAS: Final = r"(?:\s+(?:was|has\s+been|is|were))?(?:\s+(?:first|originally|also))?\s+"
_WHO: Final = r"(?P<who>(?:the\s+)?[^\W\d_a-z][^\n.;()]*?)"
_END: Final = r"(?=\s*(?:[.;()\n]|,\s|\s(?:and|on|in|for|from|with)\s+(?![A-Z])|$))"
_BARE: Final = rf"(?:(?i:{_THIS}{_WAS})|(?<!\w))"
_FROM: Final = (
    r"(?i:(?:re)?(?:published|printed|posted)\s+(?:by|from|with\s+permission\s+(?:of|from)|in|on)"
    r"|translated\s+from|adapted\s+from)"
)
_TRANSLATED: Final = r"(?i:translated(?:\s+(?:from\s+\w+|and\s+edited))?\s+by)"
_NOTES: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (
    ("edited_by", regex(rf"{_BARE}(?i:edited\s+by)\s+{_WHO}{_END}")),
    ("translated_by", regex(rf"{_BARE}{_TRANSLATED}\s+{_WHO}{_END}")),
    ("republished_from", regex(rf"{_BARE}{_FROM}\s+{_WHO}{_END}")),
    ("according_to", regex(r"(?m:^)\s*(?i:source|via|credit)s?\s*:\s*(?P<who>[^\n.;]{2,60})")),
)
_OUTLET: Final = r"(?P<who>[^\W\d_][^\n()]{1,40}?)"
# In front of a report and as its byline; below it as its signature and in the line of its rights. A name alone may be a picture's.
_BEFORE: Final = (
    regex(rf"[^\n(]{{0,60}}\({_OUTLET}\)\s*[-—–]"),
    regex(rf"\s*(?i:by)\s+{_OUTLET}\s*(?:\n|\Z)"),
)
_RIGHTS: Final = r"(?:(?i:copyright)\s*(?:©|\([cC]\))?|©|\([cC]\))\s*(?:\d{4},?\s+)?(?i:by\s+)?"
_BELOW: Final = (
    regex(rf"(?<=[.!?”\"])\s*\(\s*{_OUTLET}\s*\)\s*\Z"),
    regex(rf"(?<=[.!?”\"])\s*[-—–]\s*{_OUTLET}\s*\Z"),
    regex(rf"(?:\A|(?<=[.\n]))\s*{_RIGHTS}{_OUTLET}(?:[.,]?\s*(?i:all rights reserved))?\.?\s*\Z"),
)
# Between its parts a disclaimer has no more than a long clause: without the bound each beginning would read on to the end.
_DISCLAIMER: Final = regex(
    r"(?i:(?:the\s+)?responsibility\s+for|(?:the\s+)?(?:views|opinions|information)\s+(?:and\s+\w+\s+)?(?:expressed|set\s+out|presented)"
    r"|the\s+content[s]?\s+of\s+this)[^\n.]{0,300}?"
    r"(?i:lies?|rests?|are|is|belongs?|do(?:es)?\s+not)\b[^\n.]{0,300}?(?P<who>(?i:the\s+)?(?i:authors?|writers?|contributors?))"
)


def find_provenance(analysis: DocumentAnalysis) -> Iterator[ProvenanceClaim | PassedOver]:
    """Yield the notes in paragraphs that the pipeline reads; the document itself is their speaker."""
    unread = frozenset(analysis.reading.unread)
    for number, paragraph in enumerate(analysis.reading.text.paragraphs):
        if number not in unread:
            bounds = paragraph.start, paragraph.end
            yield from guarded("provenance", analysis.reading.text, bounds, partial(_in_paragraph, analysis, number))


def _in_paragraph(analysis: DocumentAnalysis, number: int) -> Iterator[ProvenanceClaim]:
    text, paragraph = analysis.reading.text.text, analysis.reading.text.paragraphs[number]
    for relation, pattern in _NOTES:
        for match in pattern.finditer(text, paragraph.start, paragraph.end):
            if _is_note(text, match, paragraph.start, paragraph.end):
                yield _claim(analysis, relation, match)
    for match in _DISCLAIMER.finditer(text, paragraph.start, paragraph.end):
        yield _claim(analysis, "disclaims", match)
    yield from _credits(analysis, number)


def _credits(analysis: DocumentAnalysis, number: int) -> Iterator[ProvenanceClaim]:
    """Yield the outlet that a paragraph gives the report to; of names in these places only those of known outlets count."""
    paragraphs = analysis.reading.text.paragraphs
    words = analysis.reading.text.text[paragraphs[number].start : paragraphs[number].end]
    found = [pattern.match(words) for pattern in _BEFORE]
    if number == len(paragraphs) - 1:
        found += [pattern.search(words) for pattern in _BELOW]
    for match in found:
        if match and _is_outlet(analysis, match["who"]):
            yield _claim(analysis, "according_to", match, paragraphs[number].start)


def _is_outlet(analysis: DocumentAnalysis, name: str) -> bool:
    """Tell whether a name is that of one outlet that the registry knows, other than the publisher itself."""
    actors = analysis.reference.actors
    known = actors.known_as(name, analysis.reference.config.countries)
    own = {hit.actor for hit in actors.candidates(analysis.reading.text.publisher or "")}
    return len(known) == 1 and not known & own and all(actor.type == "media" for actor in known)


def _is_note(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """A note names this text as its subject, or stands at the start of a paragraph or sentence of its own."""
    words = match.group().lower()
    if words.startswith(("this ", "the article", "the report", "the story", "the text", "the translation")):
        return True
    before = text[start : match.start()].rstrip()
    return (not before or before[-1] in ".(|—–-") and end - match.start() < _SHORT and match.group()[:1].isupper()


def _claim(analysis: DocumentAnalysis, relation: Relation, match: re.Match[str], offset: int = 0) -> ProvenanceClaim:
    """Return the note that stands at ``match``, ``offset`` characters further on in the text."""
    start, end = match.start() + offset, match.end() + offset
    lead = len(match.group()) - len(match.group().lstrip())
    who = _span(analysis, match.start("who") + offset, match.end("who") + offset)
    name = who.quote
    span = analysis.reading.at(start + lead, max(end, who.end))
    kind: ParticipantType = (
        "person"
        if name.lower().startswith(("the author", "author", "the writer", "the contributor"))
        else "organisation"
    )
    detail = ProvenanceDetail(relation=relation, who=Participant(role="who", name=name, type=kind, mention=who))
    chain = (analysis.attributions.document,)
    return sealed(ProvenanceClaim(**analysis.common(f"provenance.{relation}", span, chain), provenance=detail))


def _span(analysis: DocumentAnalysis, start: int, end: int) -> Span:
    text = analysis.reading.text.text
    words = text[start:end]
    return analysis.reading.at(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
