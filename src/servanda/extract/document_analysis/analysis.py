"""What every finder of claims is given: the text as read, the names in it, whose words they are, and the reference data."""

from dataclasses import dataclass
from typing import Any

from servanda.extract.config import ExtractConfig
from servanda.extract.document_analysis.attributions import Attributions
from servanda.extract.names import Names
from servanda.extract.reading import Reading
from servanda.model.claims import MadeBy
from servanda.model.parties import Attribution
from servanda.model.spans import Span
from servanda.reference import Reference


@dataclass(frozen=True)
class DocumentAnalysis:
    """One document laid out for the rules. Finders are functions ``(DocumentAnalysis) -> Iterator[Claim]``."""

    reading: Reading
    names: Names
    attributions: Attributions
    reference: Reference
    config: ExtractConfig

    def common(self, rule: str, span: Span, chain: tuple[Attribution, ...] | None = None) -> dict[str, Any]:
        """Return the fields that all claims share, unsealed; the chain is that over ``span`` unless given.

        Use: ``sealed(StanceClaim(**analysis.common("stance.verb", span), modality="hoped", stance=...))``.
        """
        text = self.reading.text
        return {
            "id": "",
            "key": "",
            "document_id": text.document_id,
            "text_id": text.id,
            "language": text.language or "en",
            "span": span,
            "attribution": chain if chain is not None else self.attributions.chain_at(span.start, span.end),
            "made_by": MadeBy(
                rule=rule,
                version=self.config.version,
                confidence=self.reference.lexicon.cues.confidence_of(rule),
            ),
        }
