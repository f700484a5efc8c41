"""Which agreement an event or a performance is told in connection with: the one named in the same sentence."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from servanda.model.claims import AgreementMention, AgreementReferenceClaim, Claim, EventClaim, PerformanceClaim
from servanda.model.documents import DocumentText
from servanda.model.making import replace
from servanda.model.spans import Span

_END: Final = re.compile(r"[.!?;]['\"’”)]*\s|\n")


def with_agreements(claims: Iterable[Claim], texts: Iterable[DocumentText]) -> tuple[Claim, ...]:
    """Return the claims; events and performances carry the mentions of agreements that stand in their sentence."""
    listed = tuple(claims)
    layers = {text.id: text.text for text in texts}
    mentions: dict[str, list[AgreementMention]] = {}
    for claim in listed:
        if isinstance(claim, AgreementReferenceClaim):
            mentions.setdefault(claim.text_id, []).extend(claim.agreements)
    return tuple(_named(claim, mentions, layers) for claim in listed)


def _named(claim: Claim, mentions: Mapping[str, list[AgreementMention]], layers: Mapping[str, str]) -> Claim:
    if not isinstance(claim, EventClaim | PerformanceClaim) or claim.agreements or claim.text_id not in mentions:
        return claim
    start, end = _sentence(layers.get(claim.text_id, ""), claim.span)
    near = [one for one in mentions[claim.text_id] if start <= one.mention.start and one.mention.end <= end]
    return replace(claim, agreements=tuple(near)) if near else claim


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Return the sentence around a span. A full stop within an abbreviation ends it too: rather too little than too much."""
    start = max((match.end() for match in _END.finditer(text, 0, span.start)), default=0)
    end = _END.search(text, span.end)
    return start, end.start() if end else len(text)
