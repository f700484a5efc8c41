"""Notes of a document on its own origin: edited by, translated by, republished from, according to, disclaimers."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Final, NamedTuple

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import guarded
from servanda.model.claims import ProvenanceClaim, ProvenanceDetail
from servanda.model.documents import Paragraph, PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Participant, ParticipantType
from servanda.model.spans import Span
from servanda.reference.provenance import ProvenanceWords as Provenance
from servanda.reference.provenance import Relation

_SHORT: Final = 200
_WHO: Final = r"(?P<who>(?:the\s+)?[^\W\d_a-z][^\n.;()]*?)"
_OUTLET: Final = r"(?P<who>[^\W\d_][^\n()]{1,40}?)"
_BRACKETED: Final = rf"[^\n(]{{0,60}}\({_OUTLET}\)\s*[-—–]"  # "MIRVALE (Reuters) -"
_SIGNED: Final = (
    rf"(?<=[.!?”\"])\s*\(\s*{_OUTLET}\s*\)\s*\Z",
    rf"(?<=[.!?”\"])\s*[-—–]\s*{_OUTLET}\s*\Z",
)
_CLAUSE: Final = (
    r"[^\n.]{0,300}?"  # between the parts of a disclaimer; without the bound each beginning would read on to the end
)


class _Patterns(NamedTuple):
    """Notes that may stand anywhere; outlets in front of a report and as its byline, below it as signature and in the line of its rights."""

    notes: tuple[tuple[Relation, re.Pattern[str]], ...]
    before: tuple[re.Pattern[str], ...]
    below: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=2)
def _patterns(words: Provenance) -> _Patterns:
    bare = rf"(?:{_any(words.this_text)}|(?<!\w))"
    end = rf"(?=\s*(?:[.;()\n]|,\s|\s(?:{words.behind_name})\s+(?![A-Z])|$))"
    edited, translated, passed_on = (
        rf"{bare}{_any(note)}\s+{_WHO}{end}" for note in (words.edited_by, words.translated_by, words.republished_from)
    )
    source = rf"(?m:^)\s*{_any(words.sources)}\s*:\s*(?P<who>[^\n.;]{{2,60}})"
    authors = rf"(?P<who>{_any(words.authors)})"
    disclaimer = rf"{_any(words.disclaimed)}{_CLAUSE}{_any(words.disclaiming)}\b{_CLAUSE}{authors}"
    by, all_rights = _any(words.byline), _any(words.all_rights)
    mark = rf"(?:{_any(words.copyright)}\s*(?:©|\([cC]\))?|©|\([cC]\))\s*(?:\d{{4}},?\s+)?(?:{by}\s+)?"
    rights = rf"(?:\A|(?<=[.\n]))\s*{mark}{_OUTLET}(?:[.,]?\s*{all_rights})?\.?\s*\Z"
    return _Patterns(
        notes=(
            ("edited_by", re.compile(edited)),
            ("edited_by", re.compile(rf"{_WHO}\s+{_any(words.contributed)}")),
            ("translated_by", re.compile(translated)),
            ("republished_from", re.compile(passed_on)),
            ("according_to", re.compile(source)),
            ("disclaims", re.compile(disclaimer)),
        ),
        before=tuple(map(re.compile, (_BRACKETED, rf"\s*{by}\s+{_OUTLET}\s*(?:\n|\Z)"))),
        below=tuple(map(re.compile, (*_SIGNED, rights))),
    )


def _any(words: str) -> str:
    """Return an expression for words in any case, with any white space between them."""
    spaced = words.replace(" ", r"\s+")
    return rf"(?i:{spaced})"


def find_provenance(analysis: DocumentAnalysis) -> Iterator[ProvenanceClaim | PassedOver]:
    """Yield the notes in paragraphs that the pipeline reads; the document itself is their speaker."""
    unread = frozenset(analysis.reading.unread)
    for number, paragraph in enumerate(analysis.reading.text.paragraphs):
        if number not in unread:
            bounds = paragraph.start, paragraph.end
            yield from guarded("provenance", analysis.reading.text, bounds, partial(_in_paragraph, analysis, number))


def _in_paragraph(analysis: DocumentAnalysis, number: int) -> Iterator[ProvenanceClaim]:
    text, paragraph = analysis.reading.text.text, analysis.reading.text.paragraphs[number]
    words = analysis.reference.lexicon.provenance
    for relation, pattern in _patterns(words).notes:
        for match in pattern.finditer(text, paragraph.start, paragraph.end):
            if relation == "disclaims" or _is_note(text, match, paragraph, words):
                yield _claim(analysis, relation, match)
    yield from _credits(analysis, number)


def _credits(analysis: DocumentAnalysis, number: int) -> Iterator[ProvenanceClaim]:
    """Yield the outlet that a paragraph gives the report to; of names in these places only those of known outlets count."""
    paragraphs = analysis.reading.text.paragraphs
    words = analysis.reading.text.text[paragraphs[number].start : paragraphs[number].end]
    patterns = _patterns(analysis.reference.lexicon.provenance)
    found = [pattern.match(words) for pattern in patterns.before]
    if number == len(paragraphs) - 1:
        found += [pattern.search(words) for pattern in patterns.below]
    for match in found:
        if match and _is_outlet(analysis, match["who"]):
            yield _claim(analysis, "according_to", match, paragraphs[number].start)


def _is_outlet(analysis: DocumentAnalysis, name: str) -> bool:
    """Tell whether a name is that of one outlet that the registry knows, other than the publisher itself."""
    actors = analysis.reference.actors
    known = actors.known_as(name, analysis.reference.config.countries)
    own = {hit.actor for hit in actors.candidates(analysis.reading.text.publisher or "")}
    return len(known) == 1 and not known & own and all(actor.type == "media" for actor in known)


def _is_note(text: str, match: re.Match[str], paragraph: Paragraph, words: Provenance) -> bool:
    """A note names this text as its subject, or stands at the start of a paragraph or sentence of its own."""
    if match.group().lower().startswith(words.own_text):
        return True
    before = text[paragraph.start : match.start()].rstrip()
    begins = not before or before[-1] in ".(|—–-"
    return begins and paragraph.end - match.start() < _SHORT and match.group()[:1].isupper()


def _claim(analysis: DocumentAnalysis, relation: Relation, match: re.Match[str], offset: int = 0) -> ProvenanceClaim:
    """Return the note that stands at ``match``, ``offset`` characters further on in the text."""
    start, end = match.start() + offset, match.end() + offset
    lead = len(match.group()) - len(match.group().lstrip())
    who = _span(analysis, match.start("who") + offset, match.end("who") + offset)
    name = who.quote
    span = analysis.reading.at(start + lead, max(end, who.end))
    persons = analysis.reference.lexicon.provenance.persons
    kind: ParticipantType = "person" if name.lower().startswith(persons) else "organisation"
    detail = ProvenanceDetail(relation=relation, who=Participant(role="who", name=name, type=kind, mention=who))
    chain = (analysis.attributions.document,)
    return sealed(ProvenanceClaim(**analysis.common(f"provenance.{relation}", span, chain), provenance=detail))


def _span(analysis: DocumentAnalysis, start: int, end: int) -> Span:
    text = analysis.reading.text.text
    words = text[start:end]
    return analysis.reading.at(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
