import re
from collections.abc import Callable

import pytest

from servanda.extract import extract
from servanda.extract.config import ExtractConfig
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.orchestrate import lay_out
from servanda.model.claims import Claim, EventClaim
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig


@pytest.fixture(scope="session")
def reference() -> Reference:
    return Reference(ReferenceConfig())


def as_layer(text: str, **fields: str | None) -> DocumentText:
    paragraphs = tuple(Paragraph(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return text_layer("doc_test", text, paragraphs, parser="test", parser_version="1", **fields)


@pytest.fixture
def analysis(reference: Reference) -> Callable[..., DocumentAnalysis]:
    def make(text: str, **fields: str | None) -> DocumentAnalysis:
        return lay_out(as_layer(text, **fields), ExtractConfig(), reference)

    return make


@pytest.fixture(scope="session")
def claims_of(reference: Reference) -> Callable[[str, str | None], list[Claim]]:
    """All claims of a text published on a day (or undated), in text order."""

    def make(text: str, published_on: str | None) -> list[Claim]:
        return list(extract(as_layer(text, published_on=published_on), ExtractConfig(), reference))

    return make


@pytest.fixture(scope="session")
def event_of(claims_of: Callable[[str, str | None], list[Claim]]) -> Callable[[str, str], EventClaim | None]:
    """The first event of a text that is told by some words, ``None`` where there is none."""

    def make(text: str, words: str) -> EventClaim | None:
        found = (claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, EventClaim))
        return next((one for one in found if words in one.trigger.quote), None)

    return make
