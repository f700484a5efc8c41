"""Why a claim says what it says: its sentence, the path of the parse that was walked, and what was read and not taken."""

from collections.abc import Iterator

from servanda.extract.circumstances import anchor_of
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.config import ExtractConfig
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.orchestrate import lay_out
from servanda.model.claims import Claim, EventClaim, VerdictClaim
from servanda.model.documents import DocumentText
from servanda.model.spans import Span
from servanda.reference import Reference
from servanda.text.numbers import read_numbers
from servanda.text.times import read_times


def explain(claim: Claim, text: DocumentText, reference: Reference) -> Iterator[str]:
    """Yield the reasons of a claim in lines of words. ``text`` is the layer it stands in; it is parsed anew."""
    analysis = lay_out(text, ExtractConfig(), reference)
    at = claim.trigger if isinstance(claim, EventClaim) else claim.span
    segment = analysis.reading.segment_at(at.start)
    if segment is None:
        yield "no sentence: the paragraph was not parsed (another language, or a note on the document itself)"
        return
    clauses, within = clauses_of(segment), (at.start - segment.start, at.end - segment.start)
    head = _head(clauses, *within)
    sentence = clauses.sentence_of(head)
    yield f"sentence: “{text.text[slice(*segment.bounds_of(sentence))].strip()}”"
    yield f"parse: {_path(clauses, head)}"
    yield from _scope(claim, clauses, head, reference)
    yield from _found(claim)
    yield from _not_taken(analysis, claim, segment.bounds_of(sentence))


def _head(clauses: Clauses, start: int, end: int) -> int:
    """Return the word at the top of a stretch of characters of the segment."""
    words = clauses.words
    inside = [word for word in range(len(words)) if words.starts[word] < end and start < words.ends[word]]
    return clauses.head_of(inside[0], inside[-1]) if inside else 0


def _path(clauses: Clauses, head: int) -> str:
    """Return the words from one to the root of its sentence, each with its class and form, and what it is to the word above."""
    return " < ".join(_described(clauses, word) for word in (head, *clauses.above(head)))


def _described(clauses: Clauses, word: int) -> str:
    words = clauses.words
    form = f" {words.shapes[word]}" if words.shapes[word] != links.PLAIN else ""
    return f"{words.forms[word]} ({words.lemmas[word]}, {words.kinds[word]}{form}, {clauses.tree.links[word]})"


def _scope(claim: Claim, clauses: Clauses, head: int, reference: Reference) -> Iterator[str]:
    """Yield how real an event is told to be, and by which word."""
    judged = judge(clauses, head, reference.lexicon) if isinstance(claim, EventClaim) else None
    if judged is None:
        return
    by = f"“{clauses.words.forms[judged.cue]}”" if judged.cue is not None else "no word that says otherwise"
    yield f"scope: {judged.modality} {judged.polarity} by {by}{', only recalled' if judged.historical else ''}"


def _found(claim: Claim) -> Iterator[str]:
    """Yield whose verdict it is and by which words, and which acts of the document it is about."""
    if not isinstance(claim, VerdictClaim):
        return
    finder = claim.attribution[-1]
    by = f"by “{finder.cue.quote}”" if finder.cue is not None else "by whom the document is published"
    yield f"finder: {finder.name}, {by}; a body of this name monitors or judges"
    yield f"about: {', '.join(claim.verdict.about) or 'no act that these words tell of'}"


def _not_taken(analysis: DocumentAnalysis, claim: Claim, bounds: tuple[int, int]) -> Iterator[str]:
    """Yield what stands in the sentence (its ``bounds`` in the text) and was not taken: other speakers, places, dates and numbers."""
    yield from _not_decided(claim)
    if not isinstance(claim, EventClaim):
        return
    yield from _not_counted(analysis, claim, bounds)
    for place in claim.places:
        if place.candidates:
            yield f"place {place.name} not decided between: {', '.join(map(str, place.candidates))}"


def _not_counted(analysis: DocumentAnalysis, claim: EventClaim, bounds: tuple[int, int]) -> Iterator[str]:
    """Yield the dates and numbers of a sentence that are neither the time of an event nor a toll of it."""
    offset, sentence = bounds[0], analysis.reading.plain[slice(*bounds)]
    used = [mention for mention in (*(toll.mention for toll in claim.casualties), claim.time.mention) if mention]
    dates = tuple((date.start, date.end) for date in read_times(sentence, anchor_of(analysis)))
    for start, end in dates:
        if not _covered(used, offset + start, offset + end):
            yield f"date not taken: “{sentence[start:end]}” hangs on another word of the sentence"
    for number in read_numbers(sentence, dates):
        if not _covered(used, offset + number.start, offset + number.end):
            yield f"number not taken: “{sentence[number.start : number.end]}” counts no harm of this event"


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
