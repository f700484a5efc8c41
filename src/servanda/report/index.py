"""Look-ups over a view: claims by id and key, their numbers on the page, and quotes with their speakers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from servanda.model.claims import Claim
from servanda.model.making import kind_of
from servanda.report.tables import speaker
from servanda.report.view import ReportView, TextHead

# Kinds of incident that happen at a place: what is drawn on map and timeline. Words and meetings are listed only.
_DRAWN = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "SANCTION", "OBSERVATION"})


@dataclass(frozen=True)
class Index:
    """``numbers`` are page numbers of claims such as ``[12]``; ``titles`` say kind, modality and speaker in words."""

    claims: Mapping[str, Claim]
    texts: Mapping[str, TextHead]
    numbers: Mapping[str, str]
    titles: Mapping[str, str]
    drawn_kinds: frozenset[str] = _DRAWN

    def quote(self, claim_id: str, origin: str | None = None) -> dict[str, Any] | None:
        """Return the words of a claim with speaker, date and anchor; ``None`` where the claim is not current."""
        claim = self.claims.get(claim_id)
        if claim is None:
            return None
        text = self.texts.get(claim.document_id)
        return {
            "id": claim.id,
            "number": self.numbers[claim.id],
            "quote": claim.span.quote,
            "speaker": speaker(claim.attribution),
            "date": (text.published_on if text else None) or "date unknown",
            "origin": origin,
        }

    def quotes(self, claim_ids: tuple[str, ...]) -> list[dict[str, Any]]:
        """Return the quotes of those claims that are current, in the given order, each once."""
        found = (self.quote(claim_id) for claim_id in dict.fromkeys(claim_ids))
        return [quote for quote in found if quote]


def index_view(view: ReportView) -> Index:
    """Number the claims in the order of documents and characters."""
    order = {text.document_id: n for n, text in enumerate(view.texts)}
    ranked = sorted(view.claims, key=lambda c: (order.get(c.document_id, len(order)), c.span.start, -c.span.end, c.id))
    return Index(
        claims={claim.id: claim for claim in view.claims},
        texts={text.document_id: text for text in view.texts},
        numbers={claim.id: f"[{n}]" for n, claim in enumerate(ranked, start=1)},
        titles={claim.id: _title(claim) for claim in view.claims},
    )


def _title(claim: Claim) -> str:
    denied = ", denied" if claim.polarity == "denied" else ""
    return f"{kind_of(claim).replace('_', ' ')}, {claim.modality}{denied}; {speaker(claim.attribution)}; rule {claim.made_by.rule}"
