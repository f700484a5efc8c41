"""Why a claim says what it says: its sentence, the path of the parse that was walked, and what was read and not taken."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.circumstances import anchor_of
from servanda.extract.clauses import clauses_of
from servanda.extract.config import ExtractConfig
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.orchestrate import lay_out
from servanda.model.claims import Claim, EventClaim
from servanda.model.documents import DocumentText
from servanda.model.spans import Span
from servanda.reference import Reference
from servanda.text.numbers import read_numbers
from servanda.text.times import read_times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens


def explain(claim: Claim, text: DocumentText, reference: Reference) -> Iterator[str]:
    """Yield the reasons of a claim in lines of words. ``text`` is the layer it stands in; it is parsed anew."""
    analysis = lay_out(text, ExtractConfig(), reference)
    at = claim.trigger if isinstance(claim, EventClaim) else claim.span
    segment = analysis.reading.segment_at(at.start)
    if segment is None:
        yield "no sentence: the paragraph was not parsed (another language, or a note on the document itself)"
        return
    token = _head(segment.doc, at.start - segment.start, at.end - segment.start)
    yield f"sentence: “{token.sent.text.strip()}”"
    yield f"parse: {_path(token)}"
    judged = judge(clauses_of(segment), token.i, reference.lexicon) if isinstance(claim, EventClaim) else None
    if judged is not None:
        cue = f"by “{segment.doc[judged.cue].text}”" if judged.cue is not None else "by no word that says otherwise"
        recalled = ", only recalled" if judged.historical else ""
        yield f"scope: {judged.modality} {judged.polarity} {cue}{recalled}"
    yield from _not_taken(analysis, claim, segment.start, token.sent)


def _head(doc: "Doc", start: int, end: int) -> "Token":
    """Return the word at the top of a stretch of characters."""
    inside: Tokens | None = doc.char_span(start, min(end, len(doc.text)), alignment_mode="expand")
    return inside.root if inside is not None else doc[0]


def _path(token: "Token") -> str:
    """Return the words from one to the root of its sentence, each with its part of speech and its relation upwards."""
    steps = [token, *token.ancestors]
    return " < ".join(f"{item.text} ({item.lemma_}, {item.tag_}, {item.dep_})" for item in steps)


def _not_taken(analysis: DocumentAnalysis, claim: Claim, start: int, sentence: "Tokens") -> Iterator[str]:
    """Yield what stands in the sentence and was not taken: other speakers, places, dates and numbers."""
    yield from _not_decided(claim)
    if not isinstance(claim, EventClaim):
        return
    offset = start + sentence.start_char
    used = [toll.mention for toll in claim.casualties if toll.mention] + (
        [claim.time.mention] if claim.time.mention else []
    )
    for date in read_times(sentence.text, anchor_of(analysis)):
        if not _covered(used, offset + date.start, offset + date.end):
            yield f"date not taken: “{sentence.text[date.start : date.end]}” hangs on another word of the sentence"
    dates = tuple((date.start, date.end) for date in read_times(sentence.text, anchor_of(analysis)))
    for number in read_numbers(sentence.text, dates):
        if not _covered(used, offset + number.start, offset + number.end):
            yield f"number not taken: “{sentence.text[number.start : number.end]}” counts no harm of this event"
    for place in claim.places:
        if place.candidates:
            yield f"place {place.name} not decided between: {', '.join(map(str, place.candidates))}"


def _covered(spans: list[Span], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in spans)


def _not_decided(claim: Claim) -> Iterator[str]:
    """Yield the speakers and participants whose names were left open, with those that fit."""
    for voice in claim.attribution:
        if voice.candidates:
            yield f"speaker not decided between: {', '.join(voice.candidates)}"
    for one in claim.participants if isinstance(claim, EventClaim) else ():
        if one.candidates:
            yield f"{one.role} {one.name} not decided between: {', '.join(one.candidates)}"
