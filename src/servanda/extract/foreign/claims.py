"""Claims from paragraphs in Arabic, Russian, Ukrainian and French: by word lists, registry and gazetteer, without a parse.

What words alone can tell is told, at a lower confidence: an attack with its place, day and counts of persons, whom the registry
knows in the sentence (as participants: who did it to whom is not read), and quotations in marks, whose speaker stays open. A
sentence with a negation, condition, modal or denial gives no event. English rules never see these paragraphs.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from servanda.extract.attribution import Quoted, scan
from servanda.extract.circumstances import agreement_bounds, anchor_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.foreign.words import Count, Sentence, Word, sentences
from servanda.extract.reading import LIMIT, SENTENCE, TOO_LONG, guarded, passed_over
from servanda.model.claims import (
    AgreementMention,
    AgreementReferenceClaim,
    Casualties,
    Claim,
    EventClaim,
    EventType,
    MadeBy,
    QuotationClaim,
    QuotationDetail,
)
from servanda.model.documents import PassedOver
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution, Participant, ParticipantType
from servanda.model.places import PlaceMention
from servanda.reference.lexicon_foreign import bare, fits
from servanda.text.languages import language_of

_LONGEST_NAME: Final = 4
_SURE: Final = frozenset({"exact", "article"})


def find_foreign(analysis: DocumentAnalysis) -> Iterator[Claim | PassedOver]:
    """Yield the claims of all paragraphs in a language of ``foreign.yaml``."""
    found = _languages(analysis)
    for number, language in found.items():
        yield from _events(analysis, number, language)
    if found:
        yield from _agreements(analysis, found)
        yield from _quotations(analysis, found)


def _languages(analysis: DocumentAnalysis) -> dict[int, str]:
    """Return the paragraphs in a language of ``foreign.yaml``, each with it."""
    known = analysis.reference.lexicon.foreign.languages
    text = analysis.reading.text.text
    told = (
        (number, language_of(text[slice(*analysis.reading.paragraph_bounds(number))]))
        for number in analysis.reading.unread
    )
    return {number: language for number, language in told if language in known}


def _events(analysis: DocumentAnalysis, paragraph: int, language: str) -> Iterator[Claim | PassedOver]:
    text, words = analysis.reading.text, analysis.reference.lexicon.foreign.languages[language]
    for sentence in sentences(analysis.reading.plain, analysis.reading.paragraph_bounds(paragraph), language, words):
        at = sentence.start, sentence.start + len(sentence.text)
        if len(sentence.words) > SENTENCE:
            yield passed_over(LIMIT, text, at, TOO_LONG)
        else:
            yield from guarded("foreign", text, at, partial(_event, analysis, sentence))


def _agreements(analysis: DocumentAnalysis, found: Mapping[int, str]) -> Iterator[Claim | PassedOver]:
    for bounds in agreement_bounds(analysis):
        language = found.get(analysis.reading.paragraph_at(bounds[0]))
        if language is not None:
            find = partial(_agreement, analysis, bounds, language)
            yield from guarded("foreign", analysis.reading.text, bounds, find)


def _quotations(analysis: DocumentAnalysis, found: Mapping[int, str]) -> Iterator[Claim | PassedOver]:
    for quoted in scan(analysis.reading):
        if isinstance(quoted, PassedOver):
            yield quoted
        elif quoted.is_long and quoted.paragraph in found:
            at = quoted.outer_start, quoted.outer_end
            find = partial(_quotation, analysis, quoted, found[quoted.paragraph])
            yield from guarded("foreign", analysis.reading.text, at, find)


def _agreement(analysis: DocumentAnalysis, bounds: tuple[int, int], language: str) -> Iterator[AgreementReferenceClaim]:
    """Yield an agreement that the registry or the grammar of resolutions finds in such a paragraph."""
    span = analysis.reading.at(*bounds)
    document = Attribution(level="document", name=analysis.reading.text.publisher)
    common = analysis.common("foreign.agreement", span, (document,))
    mention = AgreementMention(mention=span)
    yield sealed(AgreementReferenceClaim(**_in_language(analysis, common, language), agreements=(mention,)))


def _quotation(analysis: DocumentAnalysis, quoted: Quoted, language: str) -> Iterator[QuotationClaim]:
    """Yield a quotation in marks; its speaker stays open."""
    content = analysis.reading.at(quoted.start, quoted.end)
    speaker = Attribution(level="speaker", name=None)
    chain = (Attribution(level="document", name=analysis.reading.text.publisher), speaker)
    common = analysis.common("foreign.marks", analysis.reading.at(quoted.outer_start, quoted.outer_end), chain)
    detail = QuotationDetail(type="direct", manner="speech", source=None, cue=None, content=(content,))
    yield sealed(QuotationClaim(**_in_language(analysis, common, language), quotation=detail))


def _event(analysis: DocumentAnalysis, sentence: Sentence) -> Iterator[EventClaim]:
    attack = sentence.attack()
    if attack is None or sentence.is_doubtful():
        return
    trigger, mode = attack
    places = _places(analysis, sentence)
    actors = _actors(analysis, sentence, places)
    time = sentence.time(anchor_of(analysis))
    casualties = tuple(_casualties(analysis, count) for count in sentence.counts())
    if not (casualties or places or actors or time.start):
        return
    common = _common(analysis, sentence, trigger)
    acled = analysis.reference.lexicon.events.acled_by_mode.get(mode or "")
    claim = EventClaim(
        **common,
        event=EventType(plover="ASSAULT", mode=mode, acled=acled),
        trigger=analysis.reading.at(trigger.start, trigger.end),
        participants=actors,
        time=time,
        casualties=casualties,
    )
    yield from _by_place(claim, places)


def _by_place(claim: EventClaim, places: tuple[PlaceMention, ...]) -> Iterator[EventClaim]:
    """Yield a claim for each place, or one without."""
    if not places:
        yield sealed(claim)
    for place in places:
        yield sealed(replace(claim, places=(place,)))


def _common(analysis: DocumentAnalysis, sentence: Sentence, trigger: Word) -> dict[str, Any]:
    """Return the common fields of an attack that a sentence tells, in the words of the document."""
    end = sentence.start + len(sentence.text.rstrip())
    span = analysis.reading.at(sentence.words[0].start, max(end, trigger.end))
    document = Attribution(level="document", name=analysis.reading.text.publisher)
    return _in_language(analysis, analysis.common("foreign.attack", span, (document,)), sentence.language)


def _in_language(analysis: DocumentAnalysis, common: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the common fields with the paragraph's language and the confidence measured for it."""
    words = analysis.reference.lexicon.foreign.languages[language]
    made_by: MadeBy = replace(common["made_by"], confidence=words.confidence)
    return {**common, "language": language, "made_by": made_by}


def _casualties(analysis: DocumentAnalysis, count: Count) -> Casualties:
    mention = analysis.reading.at(count.start, count.end)
    said = count.number
    return Casualties(
        effect=count.effect, minimum=said.minimum, maximum=said.maximum, mention=mention, words=said.words
    )


def _places(analysis: DocumentAnalysis, sentence: Sentence) -> tuple[PlaceMention, ...]:
    """Return the names behind prepositions that the gazetteer knows, the longest first; only within the countries in scope."""
    found: list[PlaceMention] = []
    words, until = sentence.words, -1
    for place, word in enumerate(words[:-1]):
        if (
            place < until
            or not fits(word.text, sentence.words_of.before_place)
            or not analysis.reference.config.countries
        ):
            continue
        known = _place_at(analysis, sentence, place + 1)
        if known is not None:
            name, last = known
            span = analysis.reading.at(words[place + 1].start, words[last].end)
            found.append(PlaceMention(name=name, mention=span))
            until = last + 1
    return tuple({one.mention: one for one in found}.values())


def _place_at(analysis: DocumentAnalysis, sentence: Sentence, first: int) -> tuple[str, int] | None:
    words = sentence.words
    if fits(words[first].text, sentence.words_of.before_place) or words[first].text.isdigit():
        return None
    for length in range(min(_LONGEST_NAME, len(words) - first), 0, -1):
        last = first + length - 1
        text = analysis.reading.plain[words[first].start : words[last].end]
        for name in _bare_names(text, sentence):
            if name[:1] != name[:1].lower() or sentence.language == "ar":
                hits = analysis.reference.gazetteer.candidates(name)
                if any(hit.stage in _SURE for hit in hits):
                    return name, last
    return None


def _bare_names(text: str, sentence: Sentence) -> Iterator[str]:
    """Yield a name as it stands, and without its case ending."""
    yield text
    for ending in sorted(sentence.words_of.endings, key=len, reverse=True):
        if text.endswith(ending):
            stem = text[: -len(ending)]
            changed = sentence.words_of.stems.get(bare(stem))
            yield changed.capitalize() if changed else stem + sentence.words_of.endings[ending]


def _actors(
    analysis: DocumentAnalysis, sentence: Sentence, places: tuple[PlaceMention, ...]
) -> tuple[Participant, ...]:
    """Return whom the registry knows in a sentence by a sure name; a place that the sentence names is none of them."""
    found: list[Participant] = []
    words, at = sentence.words, 0
    taken = {(place.mention.start, place.mention.end) for place in places if place.mention}
    while at < len(words):
        hit = _actor_at(analysis, sentence, at, taken)
        if hit is not None and not _speaks(sentence, at, hit[1]):
            found.append(hit[0])
        at = hit[1] + 1 if hit is not None else at + 1
    return tuple(found)


def _speaks(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a name stands right beside a word of reporting."""
    beside = [sentence.words[place].text for place in (first - 1, last + 1) if 0 <= place < len(sentence.words)]
    return any(fits(word, sentence.words_of.speech) for word in beside)


def _actor_at(
    analysis: DocumentAnalysis, sentence: Sentence, first: int, taken: set[tuple[int, int]]
) -> tuple[Participant, int] | None:
    words = sentence.words
    for length in range(min(_LONGEST_NAME, len(words) - first), 0, -1):
        last = first + length - 1
        for start in _starts(sentence, words[first]):
            end = words[last].end
            long = length > 1 or end - start > _LONGEST_NAME
            kind = _known_kind(analysis, start, end) if long else None
            if kind is not None and not any(a < end and start < b for a, b in taken):
                mention = analysis.reading.at(start, end)
                return Participant(role="participant", name=mention.quote, type=kind, mention=mention), last
    return None


def _known_kind(analysis: DocumentAnalysis, start: int, end: int) -> ParticipantType | None:
    """Return of what type a name is that the registry surely knows."""
    name = analysis.reading.plain[start:end]
    hits = analysis.reference.actors.candidates(name, analysis.reference.config.countries)
    sure = next((hit for hit in hits if hit.stage in _SURE), None)
    return sure.actor.participant_type if sure is not None else None


def _starts(sentence: Sentence, word: Word) -> Iterator[int]:
    """Yield where a name may begin: at the word, or behind a letter written together with it ("and the army")."""
    yield word.start
    for form in sentence.forms(word.text)[1:]:
        yield word.end - len(form)
