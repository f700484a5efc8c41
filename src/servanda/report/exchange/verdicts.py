"""Verdicts of monitors as rows of the codebook: one row a verdict x party."""

from collections.abc import Iterable, Iterator

from servanda.model.claims import AgreementMention, VerdictClaim
from servanda.model.verdicts import EarlierVerdict, Heard, IncidentVerdict, NotHeard
from servanda.report.exchange.about import about
from servanda.report.exchange.incidents import Row
from servanda.report.tables import speaker
from servanda.report.view import ReportView


def verdict_rows(view: ReportView) -> Iterator[Row]:
    """Yield the rows of the table ``verdicts``."""
    made = about(view)
    last = {"as_of": made.as_of, "licence": made.licence}
    joined: dict[str, list[tuple[str, IncidentVerdict]]] = {}
    for incident in view.incidents:
        for one in incident.verdicts:
            joined.setdefault(one.claim, []).append((incident.handle or incident.id, one))
    for claim in view.claims:
        if isinstance(claim, VerdictClaim):
            yield from (row | last for row in _rows(claim, joined.get(claim.id, [])))


def _rows(claim: VerdictClaim, on: list[tuple[str, IncidentVerdict]]) -> Iterator[Row]:
    found = claim.verdict
    for one in found.by_party:
        yield {
            "claim_id": claim.id,
            "document_id": claim.document_id,
            "finder": speaker(claim.attribution),
            "party": one.party.entity_id if one.party else None,
            "party_name": one.party.name if one.party else None,
            "outcome": one.outcome,
            "agreement": _joined(map(_agreement, claim.agreements)),
            "article": found.article,
            "standard": found.standard.words if found.standard else None,
            "standard_of_proof": found.standard.mapped if found.standard else None,
            "heard": _joined(map(_heard, found.heard)),
            "not_heard": _joined(map(_not_heard, found.not_heard)),
            "issued_as": found.issued_as,
            "dissent": found.dissent,
            "about": _joined(found.about),
            **_review(found.earlier),
            "incidents": _joined(name for name, _ in on),
            "superseded_by": _joined(one.superseded_by for _, one in on if one.superseded_by),
            "quote": claim.span.quote,
        }


def _review(earlier: EarlierVerdict | None) -> Row:
    who = earlier.who if earlier else None
    return {"review": earlier.review if earlier else None, "review_of": who.name if who else None}


def _agreement(mention: AgreementMention) -> str:
    return mention.agreement_id or mention.mention.quote


def _heard(one: Heard | NotHeard) -> str:
    return f"{one.part}: {one.who.name}" if one.who else one.part


def _not_heard(one: NotHeard) -> str:
    return f"{_heard(one)} ({one.reason})" if one.reason else _heard(one)


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(parts)) or None
