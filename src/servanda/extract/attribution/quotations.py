"""All attributions of a document: rules propose, quotations in marks are joined to them, speakers are resolved."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from servanda.extract.attribution.beside import beside, clip, extend, touches
from servanda.extract.attribution.candidate import Bounds, Candidate, Proposals
from servanda.extract.attribution.frames import frames
from servanda.extract.attribution.layout import lines, signed
from servanda.extract.attribution.listed import with_lists
from servanda.extract.attribution.marks import Quoted, scan
from servanda.extract.attribution.nouns import nouns
from servanda.extract.attribution.parenthesis import parentheses
from servanda.extract.attribution.reported import reported
from servanda.extract.attribution.running_on import running_on
from servanda.extract.attribution.speakers import resolve_speakers
from servanda.extract.attribution.tails import tails
from servanda.extract.clauses import clauses_of, links
from servanda.extract.document_analysis import AttributionRelation, Attributions, DocumentAnalysis
from servanda.extract.factuality import is_denied
from servanda.extract.names import Names
from servanda.extract.reading import LIMIT, NESTING, QUOTATIONS, Reading, Segment, guarded, parted, passed_over
from servanda.model.claims import QuotationClaim, QuotationDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Attribution
from servanda.reference.cues import Cues
from servanda.reference.lexicon import Lexicon

Rule = Callable[[Segment, range, Cues], Iterator[Candidate]]
_FREE: Final = "quotation.marks.free"
_TOO_DEEP: Final = f"within the words of {NESTING} others: nobody can tell whose these are"
_TOO_MANY: Final = f"behind {QUOTATIONS} other quotations of one speaker: nobody can tell whose this is"


def find_attributions(reading: Reading, names: Names, lexicon: Lexicon) -> Attributions:
    """Return whose words the characters of a text are."""
    document = Attribution(level="document", name=reading.text.publisher)
    found, unread = parted(find_candidates(reading, lexicon.cues))
    candidates = [_with_denial(candidate, lexicon) for candidate in found]
    resolved, unresolved = parted(resolve_speakers(candidates, names, document))
    relations, nested = parted(_not_too_deep(resolved, reading))
    spoken = Attributions(document, relations)
    carried, failed = parted(running_on(spoken, names))
    told = sorted((*relations, *carried), key=lambda one: (one.span.start, -one.size))
    return Attributions(document, tuple(told), passed_over=(*unread, *unresolved, *nested, *failed))


def _with_denial(candidate: Candidate, lexicon: Lexicon) -> Candidate:
    """Say of an attribution that it is denied, where that is said of its cue or above it: "refuses to say that X accused Y"."""
    cue, clauses = candidate.head, clauses_of(candidate.segment)
    if cue is None or clauses.words.kinds[cue] not in links.VERBAL or not is_denied(clauses, cue, lexicon):
        return candidate
    untold = not candidate.quoted and clauses.words.lemmas[cue].lower() not in lexicon.modality.denying
    return replace(candidate, negated=True, untold=untold)


def quotation_claims(analysis: DocumentAnalysis) -> Iterator[QuotationClaim | PassedOver]:
    """Yield one claim per relation; a nested one names the claim in whose content it stands."""
    made: dict[int, QuotationClaim] = {}
    for relation in analysis.attributions.relations:
        bounds = _around(analysis.reading, [(span.start, span.end) for span in relation.content])
        yield from guarded("quotations", analysis.reading.text, bounds, partial(_claims, analysis, relation, made))


def _around(reading: Reading, content: Sequence[Bounds]) -> Bounds:
    """Return the bounds of the sentences in which a content stands."""
    return reading.sentence_around(min(start for start, _ in content), max(end for _, end in content))


def _not_too_deep(
    relations: Sequence[AttributionRelation], reading: Reading
) -> Iterator[AttributionRelation | PassedOver]:
    """Yield the relations, given in text order, and instead of one within too many others what it says."""
    open_: list[int] = []
    for relation in relations:
        span = relation.span
        open_ = [end for end in open_ if end > span.start]
        if len(open_) >= NESTING:
            yield passed_over(LIMIT, reading.text, (span.start, span.end), _TOO_DEEP)
        else:
            open_.append(span.end)
            yield relation


def _claims(
    analysis: DocumentAnalysis, relation: AttributionRelation, made: dict[int, QuotationClaim]
) -> Iterator[QuotationClaim]:
    yield _claim(analysis, relation, made)


def _claim(
    analysis: DocumentAnalysis, relation: AttributionRelation, made: dict[int, QuotationClaim]
) -> QuotationClaim:
    if id(relation) in made:
        return made[id(relation)]
    outer = analysis.attributions.inside(relation)
    inside = _claim(analysis, outer, made).id if outer is not None else None
    detail = QuotationDetail(
        type=relation.type,
        manner=relation.manner,
        source=relation.source,
        cue=relation.cue,
        content=relation.content,
        inside=inside,
    )
    span = analysis.reading.at(*_with_marks_around(analysis.reading.plain, relation))
    common = analysis.common(relation.rule, span, analysis.attributions.chain_of(relation))
    claim = sealed(QuotationClaim(**common, polarity="denied" if relation.negated else "affirmed", quotation=detail))
    made[id(relation)] = claim
    return claim


def _with_marks_around(plain: str, relation: AttributionRelation) -> tuple[int, int]:
    """Bounds from the first to the last word said, with the marks around them."""
    start, end = relation.content[0].start, relation.content[-1].end
    opened, closed = plain[start - 1 : start] == '"', plain[end : end + 1] == '"'
    return start - opened, end + closed


def find_candidates(reading: Reading, cues: Cues) -> Iterator[Candidate | PassedOver]:
    """Yield all attributions that the rules find, in text order, outer ones before those nested in them."""
    proposed, failed = parted(_proposed(reading, cues))
    quoted, unpaired = parted(scan(reading))
    marked, unread = parted(_with_marks(reading, quoted, _one_per_cue(proposed), cues))
    yield from (*failed, *unpaired, *unread)
    sound = (one for candidate in with_lists(reading, marked, cues) if (one := candidate.sound()) is not None)
    yield from sorted(sound, key=lambda candidate: (candidate.content[0][0], -candidate.size))


def _proposed(reading: Reading, cues: Cues) -> Iterator[Candidate | PassedOver]:
    """Yield what the rules propose: of words by sentences, of layout by paragraphs."""
    for segment in reading.segments:
        for rule in (parentheses, tails, frames, nouns, reported):
            for sentence in segment.sentences:
                find = partial(_sound, rule, segment, sentence, cues)
                yield from guarded("quotations", reading.text, segment.bounds_of(sentence), find)
    for number, paragraph in enumerate(reading.text.paragraphs):
        find = partial(lines, reading, number, cues)
        yield from guarded("quotations", reading.text, (paragraph.start, paragraph.end), find)


def _sound(rule: Rule, segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield what a rule proposes in a sentence, without what says nothing."""
    for candidate in rule(segment, sentence, cues):
        sound = candidate.sound()
        if sound is not None:
            yield sound


def _one_per_cue(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Keep the first proposal of each cue token: parentheses come before frames."""
    kept: dict[tuple[int, int], Candidate] = {}
    for candidate in candidates:
        kept.setdefault(candidate.place, candidate)
    return tuple(kept.values())


def _with_marks(
    reading: Reading, quoted: tuple[Quoted, ...], proposed: Iterable[Candidate], cues: Cues
) -> Iterator[Candidate | PassedOver]:
    """Yield the proposals with the quotations in marks that they say, and the quotations of others."""
    starts = [words.start for words in quoted]
    found = Proposals(_inside_marks(candidate, quoted, starts) for candidate in proposed)
    for words in quoted:
        find = partial(_join, reading, words, found, cues)
        yield from guarded("quotations", reading.text, _around(reading, [(words.start, words.end)]), find)
    yield from found.all


def _join(reading: Reading, words: Quoted, found: Proposals, cues: Cues) -> Iterator[Candidate | PassedOver]:
    """Join a quotation in marks to who says it; what cannot be joined any more is passed over."""
    near = found.near(words.start, words.end)
    if any(item.rule.endswith("colon") and words.start <= item.content[0][0] < words.end for item in near):
        return
    candidate = _said_by(reading, words, found, cues)
    if candidate is not None and len(candidate.content) > QUOTATIONS:
        yield passed_over(LIMIT, reading.text, (words.outer_start, words.outer_end), _TOO_MANY)
    elif candidate is not None:
        found.own(candidate)


def _said_by(reading: Reading, words: Quoted, found: Proposals, cues: Cues) -> Candidate | None:
    """Return the attribution to which a quotation in marks is joined, a new one or one that was found before."""
    candidate, owner = _cued(reading, words, found, cues), found.owner
    if candidate is None:
        return _free(reading, words, owner) if words.is_long or words.goes_on else None
    if owner is not None and _is_open_before(reading, words, owner):
        return _with_beginning(candidate, owner, found)
    return candidate


def _is_open_before(reading: Reading, words: Quoted, owner: Candidate) -> bool:
    """Tell whether a quotation goes on from the paragraph before, where nobody has been found yet who says it."""
    return words.goes_on and owner.rule == _FREE and words.paragraph - reading.paragraph_at(owner.content[-1][0]) == 1


def _with_beginning(candidate: Candidate, owner: Candidate, found: Proposals) -> Candidate:
    """Return who says the end of a quotation as who says its beginning too: '"We fled. | "They fired," said X'."""
    found.drop(owner)
    content = tuple(sorted({*owner.content, *candidate.content}))
    return replace(candidate, content=content, marked=(*owner.marked, *candidate.marked))


def _inside_marks(candidate: Candidate, quoted: tuple[Quoted, ...], starts: Sequence[int]) -> Candidate:
    """A cue inside marks reports nothing outside them."""
    if candidate.cue is None or candidate.rule.startswith("quotation.layout"):
        return candidate
    place = bisect_right(starts, candidate.cue[0]) - 1
    return clip(candidate, quoted[place]) if place >= 0 and candidate.cue[0] < quoted[place].end else candidate


def _cued(reading: Reading, words: Quoted, found: Proposals, cues: Cues) -> Candidate | None:
    """The attribution of a quotation that has a cue: a proposal that reaches into the marks, or the words beside them."""
    candidate = _owner(words, found.near(words.start, words.end))
    if candidate is not None:
        return extend(candidate, words)
    candidate = (signed(reading, words) or beside(reading, words, cues)) if words.is_long else None
    known = found.at(candidate.place) if candidate is not None else None
    return extend(known, words) if known is not None and known.quoted else candidate


def _owner(words: Quoted, candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the outermost attribution from outside the marks that touches the quotation."""
    touching = [candidate for candidate in candidates if touches(candidate, words)]
    return min(touching, key=lambda item: (-item.size, item.content), default=None)


def _free(reading: Reading, words: Quoted, owner: Candidate | None) -> Candidate | None:
    """A quotation without cue: more of the last one, or a free-standing saying of the current speaker."""
    if owner is not None and owner.quoted and owner.content[0][0] < words.start:
        same = owner.segment.paragraph == words.paragraph
        last = reading.paragraph_at(owner.content[-1][0])
        if same or (_goes_on(reading, words) and words.paragraph - last <= 1):
            content = tuple(sorted({*owner.content, (words.start, words.end)}))
            return replace(owner, content=content, marked=(*owner.marked, (words.start, words.end)))
    segment = reading.segment_at(words.start)
    if segment is None or not _is_sentence(reading, words):
        return None
    bounds = (words.start, words.end)
    return Candidate(_FREE, segment, None, None, None, None, (bounds,), "speech", marked=(bounds,))


def _goes_on(reading: Reading, words: Quoted) -> bool:
    """Tell whether a quotation can go on from the paragraph before: it was left open there, or is all that its own holds."""
    start, end = reading.paragraph_bounds(words.paragraph)
    return words.goes_on or (words.outer_start - start <= 1 and end - words.outer_end <= 1)


def _is_sentence(reading: Reading, words: Quoted) -> bool:
    """Tell whether a quotation stands by itself: after a sentence end or at the start, and closed like a sentence."""
    start, _ = reading.paragraph_bounds(words.paragraph)
    before = reading.last_before(words.outer_start, start)
    return (not before or before in '.!?:"') and words.stops
