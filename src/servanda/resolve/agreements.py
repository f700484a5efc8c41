"""Deciding which agreement a mention means, or keeping the candidates."""

from typing import Final, NamedTuple

from servanda.model.identification import Candidate
from servanda.model.spans import Span
from servanda.reference import Reference
from servanda.reference.agreements import AgreementHit
from servanda.reference.resolutions import find_resolutions
from servanda.resolve.config import ResolveConfig
from servanda.resolve.deciding import Decision
from servanda.text.date_words import FULL_DATE
from servanda.text.patterns import regex

_SURE: Final = 0.9
_N_AROUND: Final = 40
_DATE_BEHIND: Final = regex(rf"^\s*(?:\(\s*|(?:,?\s*)(?:of|from|dated|signed\s+(?:on|in))\s+){FULL_DATE}\b")
_BY_DESCRIPTION: Final = "the only known text on this country that the day, place and kind said of it fit"
_DATE_AHEAD: Final = regex(rf"\b(?P<date>{FULL_DATE})\s+$")


class NamedAgreement(NamedTuple):
    """A name of an agreement, where it stands in ``text``, and the day of the report (``None``: unknown)."""

    name: str
    mention: Span | None
    text: str
    published_on: str | None = None


def decide_agreement(named: NamedAgreement, config: ResolveConfig, reference: Reference) -> Decision:
    """Return the agreement id or ``None``, why, the rule, and the candidates, best first.

    A name that may mean several texts stays with its candidates, and so does a generic name that fits only one. Where two
    texts share a name of their own, what else the report speaks of may tell them apart. A text described by day, place, kind and
    country is taken where it is the only one known ("the agreement signed in Pretoria in November 2022").
    """
    registry, countries = reference.agreements, config.countries or reference.config.countries
    hits, against = _resolution(named, reference)
    if not hits and not against:
        name = _with_date(named)
        hits = registry.candidates(name, countries, named.published_on)
        against = registry.passed_over(name, countries, named.published_on)
    candidates = tuple(map(_candidate, (*hits, *against)))
    if len(hits) == 1 and hits[0].score >= _SURE:
        best = hits[0]
        return best.agreement_id, f"{best.stage} name", f"resolve.agreement.{best.stage}", candidates
    described = registry.described(_with_date(named), reference.lexicon.references, countries, named.published_on)
    if described:
        return _by_description(described)
    if hits:
        return _told_apart(hits, named.text, candidates, reference)
    if against:
        return None, against[0].against, f"resolve.agreement.{against[0].stage}", candidates
    return None, "no agreement of this name in the registry", "resolve.agreement.none", ()


def _resolution(
    named: NamedAgreement, reference: Reference
) -> tuple[tuple[AgreementHit, ...], tuple[AgreementHit, ...]]:
    """Return the resolution that stands at the mention, read with the words around it: "resolutions 2139 and" 2165."""
    if named.mention is None:
        return (), ()
    start, end = named.mention.start, named.mention.end
    cited = [one for one in find_resolutions(named.text) if start <= one.start and one.end <= end]
    hits = [reference.agreements.resolution(one, named.published_on) for one in cited]
    return tuple(hit for hit in hits if not hit.against), tuple(hit for hit in hits if hit.against)


def _with_date(named: NamedAgreement) -> str:
    """Return the name with a date that stands straight before or behind it."""
    if named.mention is None:
        return named.name
    behind = _DATE_BEHIND.match(named.text[named.mention.end : named.mention.end + _N_AROUND])
    if behind:
        return named.name + behind[0]
    ahead = _DATE_AHEAD.search(named.text[max(0, named.mention.start - _N_AROUND) : named.mention.start])
    return f"{ahead['date']} {named.name}" if ahead else named.name


def _by_description(described: tuple[AgreementHit, ...]) -> Decision:
    """Decide for the one known text that fits; of several none, and all are kept as candidates."""
    rule, candidates = "resolve.agreement.described", tuple(map(_candidate, described))
    if len(described) == 1:
        return described[0].agreement_id, _BY_DESCRIPTION, rule, candidates
    return None, f"ambiguous: {len(described)} texts on this country fit what is said of it", rule, candidates


def _told_apart(
    hits: tuple[AgreementHit, ...], text: str, candidates: tuple[Candidate, ...], reference: Reference
) -> Decision:
    told = reference.agreements.told_by_cues(hits, text) if all(hit.score >= _SURE for hit in hits) else None
    if told is not None:
        why = "one of the texts of this name, by what else the report speaks of"
        return told.agreement_id, why, f"resolve.agreement.{told.stage}.context", candidates
    why = "a generic name" if len(hits) == 1 else f"ambiguous: {len(hits)} texts go by this name"
    why = (
        "a number without the name of the body that adopted it"
        if hits[0].stage == "resolution" and len(hits) == 1
        else why
    )
    return None, why, f"resolve.agreement.{hits[0].stage}", candidates


def _candidate(hit: AgreementHit) -> Candidate:
    return Candidate(value=hit.agreement_id, name=hit.title, score=hit.score, reason=hit.against or f"{hit.stage} name")
