"""All attributions of a document: rules propose, quotations in marks are joined to them, speakers are resolved."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from servanda.extract.names import Names
from servanda.extract.quotations_beside import beside, clip, extend, touches
from servanda.extract.quotations_candidate import Candidate
from servanda.extract.quotations_frames import frames
from servanda.extract.quotations_layout import lines, signed
from servanda.extract.quotations_marks import Quoted, scan
from servanda.extract.quotations_nouns import nouns
from servanda.extract.quotations_parenthesis import parentheses
from servanda.extract.quotations_reported import reported
from servanda.extract.quotations_tails import tails
from servanda.extract.reading import Reading
from servanda.extract.scene import Scene
from servanda.extract.speakers import resolve_speakers
from servanda.extract.voices import Utterance, Voices
from servanda.model.claims import QuotationClaim, QuotationDetail
from servanda.model.making import sealed
from servanda.model.parties import Attribution
from servanda.reference.cues import Cues


def find_voices(reading: Reading, names: Names, cues: Cues) -> Voices:
    """Return whose words the characters of a text are."""
    document = Attribution(level="document", name=reading.text.publisher)
    return Voices(document=document, utterances=resolve_speakers(attributions(reading, cues), names, document))


def quotation_claims(scene: Scene) -> Iterator[QuotationClaim]:
    """Yield one claim per utterance; a nested one names the claim in whose content it stands."""
    made: dict[int, QuotationClaim] = {}
    for utterance in scene.voices.utterances:
        yield _claim(scene, utterance, made)


def _claim(scene: Scene, utterance: Utterance, made: dict[int, QuotationClaim]) -> QuotationClaim:
    if id(utterance) in made:
        return made[id(utterance)]
    outer = scene.voices.inside(utterance)
    inside = _claim(scene, outer, made).id if outer is not None else None
    detail = QuotationDetail(
        type=utterance.type,
        manner=utterance.manner,
        source=utterance.source,
        cue=utterance.cue,
        content=utterance.content,
        inside=inside,
    )
    span = scene.reading.at(*_with_marks_around(scene.reading.plain, utterance))
    common = scene.common(utterance.rule, span, scene.voices.chain_of(utterance))
    claim = sealed(QuotationClaim(**common, polarity="denied" if utterance.negated else "affirmed", quotation=detail))
    made[id(utterance)] = claim
    return claim


def _with_marks_around(plain: str, utterance: Utterance) -> tuple[int, int]:
    """Bounds from the first to the last word said, with the marks around them."""
    start, end = utterance.content[0].start, utterance.content[-1].end
    opened, closed = plain[start - 1 : start] == '"', plain[end : end + 1] == '"'
    return start - opened, end + closed


def attributions(reading: Reading, cues: Cues) -> tuple[Candidate, ...]:
    """Return all attributions that the rules find, in text order, outer ones before those nested in them."""
    proposed = _one_per_cue(
        candidate
        for segment in reading.segments
        for rule in (parentheses, tails, frames, nouns, reported)
        for candidate in rule(segment, cues)
    )
    proposed.extend(lines(reading, cues))
    marked = _with_marks(reading, scan(reading), proposed, cues)
    return tuple(sorted(marked, key=lambda candidate: (candidate.content[0][0], -candidate.size)))


def _one_per_cue(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the first proposal of each cue token: parentheses come before frames."""
    kept: dict[tuple[int, int], Candidate] = {}
    for candidate in candidates:
        kept.setdefault(candidate.place, candidate)
    return list(kept.values())


def _with_marks(reading: Reading, quoted: tuple[Quoted, ...], proposed: list[Candidate], cues: Cues) -> list[Candidate]:
    found = {candidate.place: _inside_marks(candidate, quoted) for candidate in proposed}
    owner: Candidate | None = None
    for words in quoted:
        if any(
            item.rule.endswith("colon") and words.start <= item.content[0][0] < words.end for item in found.values()
        ):
            continue
        candidate = _cued(reading, words, found, cues)
        if candidate is None and words.is_long:
            candidate = _free(reading, words, found[owner.place] if owner else None)
        if candidate is not None:
            found[candidate.place] = candidate
            owner = candidate
    return list(found.values())


def _inside_marks(candidate: Candidate, quoted: tuple[Quoted, ...]) -> Candidate:
    """A cue inside marks reports nothing outside them."""
    if candidate.cue is None or candidate.rule.startswith("quotation.layout"):
        return candidate
    around = next((words for words in quoted if words.start <= candidate.cue[0] < words.end), None)
    return clip(candidate, around) if around is not None else candidate


def _cued(reading: Reading, words: Quoted, found: dict[tuple[int, int], Candidate], cues: Cues) -> Candidate | None:
    """The attribution of a quotation that has a cue: a proposal that reaches into the marks, or the words beside them."""
    candidate = _owner(words, found.values())
    if candidate is not None:
        return extend(candidate, words)
    candidate = (signed(reading, words) or beside(reading, words, cues)) if words.is_long else None
    if candidate is not None and candidate.place in found and found[candidate.place].quoted:
        return extend(found[candidate.place], words)
    return candidate


def _owner(words: Quoted, candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the outermost attribution from outside the marks that touches the quotation."""
    touching = [candidate for candidate in candidates if touches(candidate, words)]
    return min(touching, key=lambda item: (-item.size, item.content), default=None)


def _free(reading: Reading, words: Quoted, owner: Candidate | None) -> Candidate | None:
    """A quotation without cue: more of the last one, or a free-standing saying of the current speaker."""
    start, end = reading.paragraph_bounds(words.paragraph)
    pure = words.outer_start - start <= 1 and end - words.outer_end <= 1
    if owner is not None and owner.quoted and owner.content[0][0] < words.start:
        same = owner.segment.paragraph == words.paragraph
        last = max(
            paragraph
            for paragraph, bounds in enumerate(reading.text.paragraphs)
            if bounds.start <= owner.content[-1][0]
        )
        if same or (pure and words.paragraph - last <= 1):
            content = tuple(sorted({*owner.content, (words.start, words.end)}))
            return replace(owner, content=content, marked=(*owner.marked, (words.start, words.end)))
    segment = reading.segment_at(words.start)
    if segment is None or not _is_sentence(reading, words):
        return None
    bounds = (words.start, words.end)
    return Candidate("quotation.marks.free", segment, None, None, None, None, (bounds,), "speech", marked=(bounds,))


def _is_sentence(reading: Reading, words: Quoted) -> bool:
    """Tell whether a quotation stands by itself: after a sentence end or at the start, and closed like a sentence."""
    start, _ = reading.paragraph_bounds(words.paragraph)
    before = reading.plain[start : words.outer_start].rstrip()
    return (not before or before[-1] in '.!?:"') and words.stops
