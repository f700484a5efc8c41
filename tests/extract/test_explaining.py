"""An explanation names the sentence, the walk through the parse, the word that decides, and what was not taken."""

from servanda.extract import ExtractConfig, explain, extract
from servanda.model.claims import EventClaim
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer

TEXT = "On Monday the army may attack Olm with 40 tanks. Shells killed two people in Olm."


def test_the_reasons_of_a_claim(reference) -> None:
    whole = (Paragraph(start=0, end=len(TEXT)),)
    layer = text_layer("doc_test", TEXT, whole, parser="test", parser_version="1", published_on="2031-05-15")
    claims = [claim for claim in extract(layer, ExtractConfig(), reference) if isinstance(claim, EventClaim)]
    first = "\n".join(explain(claims[0], layer, reference))
    assert "sentence: “On Monday the army may attack Olm with 40 tanks.”" in first
    assert "parse: attack (attack, verb base, root)" in first
    assert "scope: possible affirmed by “may”" in first
    assert "number not taken: “40”" in first
    assert "number not taken" not in "\n".join(explain(claims[-1], layer, reference))
