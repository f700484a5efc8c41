"""Passages by provision: sentences that speak of what it is about, and claims that findings hold against it.

A link rests on words for the provision's subject or on a claim, never on likeness. It is made only where the agreement was surely in force at the time,
where no place that is told lies outside the zone, and where nobody acts who is not bound.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.assess.actors import Actors
from servanda.assess.config import AssessConfig
from servanda.assess.implementation.by_claims import Told, told_by_findings
from servanda.assess.implementation.circumstances import Circumstances
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
    by_text, by_rule = _by_text(material.claims), _by_rule(material.findings)
    incidents = {incident.id: incident for incident in material.incidents}
    read = [_read(text, by_text.get(text.id, ())) for text in material.texts]
    for agreement in book.agreements:
        setting = Setting(agreement, book, actors, config.as_of, config.version)
        for provision in agreement.provisions:
            told = told_by_findings(by_rule.get((agreement.id, provision.id), ()), incidents, provision)
            about = tuple(spoken(provision, agreement, implementation_words(), vocabulary(), material.monitors))
            for one in read:
                yield from _in_text(one, _Asked(provision, setting, about, told, frozenset(material.monitors)))


@dataclass(frozen=True)
class _Read:
    """A text with its sentences, and for each of them the claims that begin in it."""

    text: DocumentText
    sentences: tuple[tuple[int, int], ...]
    claims: tuple[tuple[Claim, ...], ...]


def _read(text: DocumentText, claims: Sequence[Claim]) -> _Read:
    parts = tuple(sentences(text))
    found: list[list[Claim]] = [[] for _ in parts]
    for claim in claims if parts else ():
        found[max(bisect_right(parts, (claim.span.start, len(text.text))) - 1, 0)].append(claim)
    return _Read(text, parts, tuple(map(tuple, found)))


@dataclass(frozen=True)
class _Asked:
    """A provision, its subjects, and what findings say of it by claim."""

    provision: Provision
    setting: Setting
    about: tuple[Spoken, ...]
    told: Mapping[str, Told]
    monitors: frozenset[str]


def _by_text(claims: Sequence[Claim]) -> dict[str, tuple[Claim, ...]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.text_id, []).append(claim)
    return {
        name: tuple(sorted(some, key=lambda one: (one.span.start, one.span.end, one.id)))
        for name, some in found.items()
    }


def _by_rule(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Return findings by agreement and provision, in their order."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        found.setdefault((one.agreement_id, one.provision_id), []).append(one)
    return found


def _in_text(read: _Read, asked: _Asked) -> Iterator[Passage]:
    """Yield the passages of a text on one provision, one a sentence."""
    watches = (read.text.publisher or "").casefold() in asked.monitors
    about = asked.about if read.text.language in {"en", None} else ()
    weak = {one.name: watches or _speaks(read, one) for one in about}
    for (start, end), claims in zip(read.sentences, read.claims, strict=True):
        sentence = read.text.text[start:end]
        mentions = {one.name: one.mentions(sentence, weak=weak[one.name]) for one in about}
        spoken_of = {name: found for name, found in mentions.items() if found}
        yield from _passage(Circumstances(read.text, start, end, claims), spoken_of, asked)


def _speaks(read: _Read, subject: Spoken) -> bool:
    """Tell whether a text speaks of a subject in words that are not weak."""
    return any(pattern.search(read.text.text) for value, pattern in subject.strong if value != "nothing")


@dataclass(frozen=True)
class _Found:
    """A sentence, with the words in it that speak of a provision by subject, and its claims that findings hold against it."""

    about: Circumstances
    mentions: Mapping[str, Sequence[Mention]]
    held: tuple[Claim, ...]

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The words as spans of the text, in their order."""
        text, start = self.about.text.text, self.about.start
        words = (one for found in self.mentions.values() for one in found)
        return tuple(sorted({Span.of(text, start + one.start, start + one.end) for one in words}))

    def sign(self, asked: _Asked) -> Sign:
        """Return the sign: of the words, or of the claims where no words speak; what is only wished for or planned says neither."""
        if not self.mentions:
            return agreed(asked.told[claim.id].sign for claim in self.held)
        told = any(one.value != "subject" for found in self.mentions.values() for one in found)
        if self.about.only_wished(self.evidence, told=told):
            return "neither"
        reader = signs_of(implementation_words().signs)
        return agreed(reader.of(self.about.sentence, found) for found in self.mentions.values())


def _passage(about: Circumstances, mentions: Mapping[str, Sequence[Mention]], asked: _Asked) -> Iterator[Passage]:
    """Yield a sentence as a passage, where words or claims of it bear on the provision and it surely fits that."""
    held = tuple(claim for claim in about.claims if claim.id in asked.told)
    if not mentions and not held:
        return
    found = _Found(about, mentions, held)
    evidence = found.evidence
    dated = about.dated(evidence, [asked.told[claim.id].time for claim in held])
    if dated is None or not about.fits(asked.provision, asked.setting, dated, evidence):
        return
    yield Passage(
        agreement_id=asked.setting.agreement.id,
        provision_id=asked.provision.id,
        sign=found.sign(asked),
        speaker=about.speaker(evidence, found.held),
        on=dated.start,
        until=dated.end,
        dated_by=dated.by,
        document_id=about.text.document_id,
        text_id=about.text.id,
        span=Span.of(about.text.text, about.start, about.end),
        evidence=evidence,
        claims=tuple(claim.id for claim in found.held),
        subject=next(iter(found.mentions), None),
    )
