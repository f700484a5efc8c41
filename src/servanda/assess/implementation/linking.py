"""Passages by provision: sentences that speak of what it is about, and claims that findings hold against it.

A link rests on words for the provision's subject or on a claim, never on likeness. It is made only where the agreement was surely in force at the time,
where no place that is told lies outside the zone, and where nobody acts who is not bound.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.assess.actors import Actors
from servanda.assess.config import AssessConfig
from servanda.assess.implementation.by_claims import Told, told_by_findings
from servanda.assess.implementation.circumstances import Circumstances, Dated
from servanda.assess.implementation.sentences import sentences
from servanda.assess.implementation.signs import Mention, agreed, signs_of
from servanda.assess.implementation.subjects import Spoken, spoken
from servanda.assess.setting import Setting
from servanda.model.agreements import Provision
from servanda.model.base import Record
from servanda.model.claims import Claim
from servanda.model.documents import DocumentText
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.passages import Passage, Sign
from servanda.model.spans import Span
from servanda.reference.agreement_files import AgreementBook
from servanda.reference.agreement_files.vocabulary import vocabulary
from servanda.reference.implementation_words import implementation_words


class Material(Record, frozen=True, kw_only=True):
    """What passages are sought in: texts, their claims with identifications joined in, incidents and the findings on them.

    ``monitors`` are the names of those who watch over the agreements.
    """

    texts: tuple[DocumentText, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]
    monitors: tuple[str, ...] = ()


def passages(material: Material, book: AgreementBook, config: AssessConfig) -> Iterator[Passage]:
    """Yield what bears on each provision of the agreements, in their order, then in that of the texts."""
    actors = Actors.of(config.knowledge)
    by_text = _by_text(material.claims)
    read = [_Read(text, tuple(sentences(text)), by_text.get(text.id, ())) for text in material.texts]
    for agreement in book.agreements:
        setting = Setting(agreement, book, actors, config.as_of, config.version)
        for provision in agreement.provisions:
            told = told_by_findings(material.findings, material.incidents, provision, agreement.id)
            about = tuple(
                spoken(provision, agreement, implementation_words(), vocabulary(), material.monitors)
            )
            for one in read:
                yield from _in_text(one, _Asked(provision, setting, about, told))


@dataclass(frozen=True)
class _Read:
    text: DocumentText
    sentences: tuple[tuple[int, int], ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class _Asked:
    """A provision, its subjects, and what findings say of it by claim."""

    provision: Provision
    setting: Setting
    about: tuple[Spoken, ...]
    told: Mapping[str, Told]


def _by_text(claims: Sequence[Claim]) -> dict[str, tuple[Claim, ...]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.text_id, []).append(claim)
    return {name: tuple(sorted(some, key=lambda one: (one.span.start, one.span.end, one.id))) for name, some in found.items()}


def _in_text(read: _Read, asked: _Asked) -> Iterator[Passage]:
    """Yield the passages of a text on one provision, one a sentence."""
    is_read = read.text.language in {"en", None}
    spoken_of = {one.name: is_read and _speaks(read, one) for one in asked.about}
    by_sentence: dict[int, list[Claim]] = {}
    for claim in read.claims:
        place = bisect_right(read.sentences, (claim.span.start, len(read.text.text))) - 1
        by_sentence.setdefault(max(place, 0), []).append(claim)
    for number, (start, end) in enumerate(read.sentences):
        sentence = read.text.text[start:end]
        claims = by_sentence.get(number, [])
        named = ((one.name, one.mentions(sentence, weak=True)) for one in asked.about if spoken_of[one.name])
        mentions = {name: found for name, found in named if found}
        held = [claim for claim in claims if claim.id in asked.told]
        if mentions or held:
            yield from _passage(_Place(read.text, start, end, tuple(claims)), asked, mentions, held)


def _speaks(read: _Read, subject: Spoken) -> bool:
    """Tell whether a text speaks of a subject in words that are not weak."""
    return any(pattern.search(read.text.text) for _, pattern in subject.strong)


@dataclass(frozen=True)
class _Place:
    text: DocumentText
    start: int
    end: int
    claims: tuple[Claim, ...]


def _passage(
    place: _Place, asked: _Asked, mentions: Mapping[str, Sequence[Mention]], held: Sequence[Claim]
) -> Iterator[Passage]:
    sentence = place.text.text[place.start : place.end]
    about = Circumstances(place.text, place.start, place.end, place.claims)
    evidence = [
        Span.of(place.text.text, place.start + one.start, place.start + one.end)
        for found in mentions.values()
        for one in found
    ]
    dated = about.dated(evidence or [held[0].span])
    if dated is None or not about.fits(asked.provision, asked.setting, dated, evidence):
        return
    yield _made(place, asked, (mentions, held), _Said(_sign(sentence, mentions, held, asked, about, evidence), dated, about.speaker(evidence, held), evidence))


@dataclass(frozen=True)
class _Said:
    sign: Sign
    dated: Dated
    speaker: str
    evidence: Sequence[Span]


def _made(
    place: _Place, asked: _Asked, found: tuple[Mapping[str, Sequence[Mention]], Sequence[Claim]], said: _Said
) -> Passage:
    mentions, held = found
    return Passage(
        agreement_id=asked.setting.agreement.id,
        provision_id=asked.provision.id,
        sign=said.sign,
        speaker=said.speaker,
        on=said.dated.start,
        until=said.dated.end,
        dated_by=said.dated.by,
        document_id=place.text.document_id,
        text_id=place.text.id,
        span=Span.of(place.text.text, place.start, place.end),
        evidence=tuple(sorted(said.evidence)),
        claims=tuple(claim.id for claim in held),
        subject=next(iter(mentions), None),
    )


def _sign(
    sentence: str,
    mentions: Mapping[str, Sequence[Mention]],
    held: Sequence[Claim],
    asked: _Asked,
    about: Circumstances,
    evidence: Sequence[Span],
) -> Sign:
    """Return the sign: of the words, or of the claims where no words speak; what is only wished for or planned says neither."""
    if not mentions:
        return agreed(asked.told[claim.id].sign for claim in held)
    if about.only_wished(evidence):
        return "neither"
    reader = signs_of(implementation_words().signs)
    return agreed(reader.of(sentence, found) for found in mentions.values())
