"""Claims as W3C Web Annotations: each on its exact characters of a frozen text layer."""

from typing import Any

from servanda.model.claims import Claim
from servanda.model.codec import encode
from servanda.model.documents import DocumentText
from servanda.model.making import kind_of
from servanda.report.config import ReportConfig
from servanda.report.exchange.about import about
from servanda.report.tables import speaker
from servanda.report.view import ReportView

_N_BESIDE = 32  # characters before and after a quote, by which it is found again in another copy of the text
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "as_of": "http://purl.org/dc/terms/issued",
        "licence": "http://purl.org/dc/terms/rights",
        "counting_rule": "http://purl.org/dc/terms/conformsTo",
        "title": "http://purl.org/dc/terms/title",
    },
]


def annotations(view: ReportView, _config: ReportConfig) -> bytes:
    """Return an AnnotationPage (JSON-LD) with one annotation a claim; positions count Unicode code points."""
    made, texts = about(view), {text.id: text for text in view.texts}
    items = [_annotation(claim, texts[claim.text_id]) for claim in view.claims if claim.text_id in texts]
    return encode(
        {
            "@context": _CONTEXT,
            "id": "urn:servanda:annotations",
            "type": "AnnotationPage",
            "title": made.title,
            "as_of": made.as_of,
            "licence": made.licence,
            "counting_rule": made.counting_rule,
            "items": items,
        }
    )


def _annotation(claim: Claim, text: DocumentText) -> dict[str, Any]:
    denied = ", denied" if claim.polarity == "denied" else ""
    value = f"{kind_of(claim)}, {claim.modality}{denied}; says {speaker(claim.attribution)}"
    return {
        "id": f"urn:servanda:{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": "classifying"},
        "target": {"type": "SpecificResource", "source": _source(text), "selector": _selectors(claim, text)},
    }


def _source(text: DocumentText) -> dict[str, Any]:
    """Return the text layer as what is annotated; ``via`` is the address that it was read from, where there is one."""
    told = {"language": text.language, "via": text.url}
    named = {"id": f"urn:servanda:{text.id}", "type": "Text", "format": "text/plain"}
    return named | {name: value for name, value in told.items() if value}


def _selectors(claim: Claim, text: DocumentText) -> list[dict[str, Any]]:
    span = claim.span
    before, after = text.text[max(0, span.start - _N_BESIDE) : span.start], text.text[span.end : span.end + _N_BESIDE]
    return [
        {"type": "TextQuoteSelector", "exact": span.quote, "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
