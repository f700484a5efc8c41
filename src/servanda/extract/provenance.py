"""Notes of a document on its own origin: edited by, translated by, republished from, according to, disclaimers."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Final, Literal, NamedTuple

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import guarded
from servanda.model.claims import ProvenanceClaim, ProvenanceDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Participant, ParticipantType
from servanda.model.spans import Span
from servanda.reference.provenance import Note, ProvenanceWords, any_of, provenance_words
from servanda.text.patterns import regex

Relation = Literal["edited_by", "republished_from", "according_to", "disclaims", "translated_by"]
_SHORT: Final = 200
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


class Patterns(NamedTuple):
    """What notes and disclaimers look like, and how a note begins that names this text."""

    notes: tuple[tuple[Relation, re.Pattern[str]], ...]
    disclaimer: re.Pattern[str]
    of_this: re.Pattern[str]
    writer: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    words = provenance_words()
    this = rf"{any_of(words.this)}\s+{any_of(words.works)}"
    was = rf"(?:\s+{any_of(words.copulas)})?(?:\s+{any_of(words.early)})?\s+"
    bare = rf"(?:(?i:{this}{was})|(?<!\w))"
    article = rf"(?:{any_of(words.articles)}\s+)?"
    who = rf"(?P<who>{article}[^\W\d_a-z][^\n.;()]*?)"
    end = rf"(?=\s*(?:[.;()\n]|,\s|\s{any_of(words.ends)}\s+(?![A-Z])|$))"
    published = rf"{any_of(words.published)}\s+{any_of(words.publishers)}"
    said: dict[Note, str] = {name: any_of(phrases) for name, phrases in words.notes.items()}
    said["republished_from"] = f"{published}|{said['republished_from']}"
    notes = [(name, regex(rf"{bare}(?i:{phrase})\s+{who}{end}")) for name, phrase in said.items()]
    labelled = regex(rf"(?m:^)\s*(?i:{any_of(words.labels)})\s*:\s*(?P<who>[^\n.;]{{2,60}})")
    writer = rf"{article}{any_of(words.writers)}"
    return Patterns(
        notes=(*notes, ("according_to", labelled)),
        disclaimer=_disclaimer(words, article, writer),
        of_this=regex(rf"(?i:{any_of(words.this)}\s+{any_of(words.works)}\s)"),
        writer=regex(rf"(?i:{writer})"),
    )


def _disclaimer(words: ProvenanceWords, article: str, writer: str) -> re.Pattern[str]:
    """Between its parts a disclaimer has no more than a long clause: without the bound each beginning would read on to the end."""
    views = rf"{article}{any_of(words.views)}\s+(?:and\s+\w+\s+)?{any_of(words.given)}"
    return regex(
        rf"(?i:{article}{any_of(words.disclaimed)}|{views})[^\n.]{{0,300}}?"
        rf"(?i:{any_of(words.belonging)})\b[^\n.]{{0,300}}?(?P<who>(?i:{writer}))"
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
    for relation, pattern in _patterns().notes:
        for match in pattern.finditer(text, paragraph.start, paragraph.end):
            if _is_note(text, match, paragraph.start, paragraph.end):
                yield _claim(analysis, relation, match)
    for match in _patterns().disclaimer.finditer(text, paragraph.start, paragraph.end):
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
    if _patterns().of_this.match(match.group()):
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
    kind: ParticipantType = "person" if _patterns().writer.match(name) else "organisation"
    detail = ProvenanceDetail(relation=relation, who=Participant(role="who", name=name, type=kind, mention=who))
    chain = (analysis.attributions.document,)
    return sealed(ProvenanceClaim(**analysis.common(f"provenance.{relation}", span, chain), provenance=detail))


def _span(analysis: DocumentAnalysis, start: int, end: int) -> Span:
    text = analysis.reading.text.text
    words = text[start:end]
    return analysis.reading.at(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
