"""Deciding which agreement a mention means, or keeping the candidates."""

from servanda.model.identification import Candidate
from servanda.reference import Reference
from servanda.reference.agreements import AgreementHit
from servanda.resolve.config import ResolveConfig
from servanda.resolve.deciding import Decision

_SURE = 0.9


def decide_agreement(name: str, published_on: str | None, config: ResolveConfig, reference: Reference) -> Decision:
    """Return the agreement id or ``None``, why, the rule, and the candidates, best first.

    A name that may mean several texts stays with its candidates, and so does a generic name that fits only one.
    """
    countries = config.countries or reference.config.countries
    hits = reference.agreements.candidates(name, countries, published_on)
    candidates = tuple(map(_candidate, hits))
    if len(hits) == 1 and hits[0].score >= _SURE:
        best = hits[0]
        return best.agreement_id, f"{best.stage} name", f"resolve.agreement.{best.stage}", candidates
    if hits:
        why = "generic name" if len(hits) == 1 else f"ambiguous: {len(hits)} texts go by this name"
        return None, why, f"resolve.agreement.{hits[0].stage}", candidates
    return None, "no agreement of this name in the registry", "resolve.agreement.none", ()


def _candidate(hit: AgreementHit) -> Candidate:
    return Candidate(value=hit.agreement_id, name=hit.title, score=hit.score, reason=f"{hit.stage} name")
