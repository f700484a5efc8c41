"""Which acts a text tells apart by its words, and which it takes up, from sentences to incidents. Each text is invented, by the hand that knows the rules."""

import pytest

from servanda.corroborate import CorroborateConfig, corroborate
from servanda.extract import ExtractConfig, extract
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.model.sources import DocumentSource
from servanda.reference import Reference, ReferenceConfig

FIRST = "Rockets hit the market of Osk on 4 May 2031, killing four people."


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(ReferenceConfig())


def acts(reference: Reference, text: str) -> int:
    """Return how many incidents of violence come of a text."""
    layer = text_layer(
        "doc_a", text, (Paragraph(start=0, end=len(text)),), parser="test", parser_version="1", language="en"
    )
    sources = {"doc_a": DocumentSource(document_id="doc_a", source=None, published_on="2031-06-01")}
    claims = tuple(extract(layer, ExtractConfig(), reference))
    return sum(one.kind == "ASSAULT" for one in corroborate(claims, sources, CorroborateConfig()))


@pytest.mark.parametrize(
    "words",
    [
        "A similar attack on Osk killed two people.",
        "A similar strike hit the market on the same day.",
        "Another strike hit the market on 4 May 2031.",
        "An earlier strike on Osk had killed a nurse.",
        "A second attack on the market killed two people an hour later.",
        "A previous attack on the market killed two people.",
    ],
)
def test_another_act_is_told_apart(reference: Reference, words: str) -> None:
    assert acts(reference, f"{FIRST} {words}") == 2


@pytest.mark.parametrize(
    "words",
    [
        "The attack also wounded two people.",
        "The attack set several stalls on fire.",
        "Two people were wounded in the attack.",
        "The strike destroyed a bakery.",
    ],
)
def test_the_act_is_taken_up(reference: Reference, words: str) -> None:
    assert acts(reference, f"{FIRST} {words}") == 1
