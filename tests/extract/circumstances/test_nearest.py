"""The nearest place of a sentence, where the event's own words name none."""

import pytest

from servanda.extract import ExtractConfig
from servanda.extract.circumstances import nearest_place
from servanda.extract.orchestrate import lay_out
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference


def nearest(text: str, verb: str, reference: Reference) -> str | None:
    layer = text_layer("d", text, (Paragraph(start=0, end=len(text)),), parser="t", parser_version="0", language="en")
    analysis = lay_out(layer, ExtractConfig(), reference)
    segment = next(one for one in analysis.reading.segments if verb in one.doc.text)
    token = next(token for token in segment.doc if token.text == verb)
    place = nearest_place(analysis, segment, token.i)
    return analysis.reading.span(segment, place.first, place.last).quote if place else None


@pytest.mark.parametrize(
    ("text", "verb", "place"),
    [
        ("After weeks of calm in Marlstad, gunmen opened fire and killed four people.", "killed", "Marlstad"),
        ("The rebels entered Hillburg and captured two bridges.", "captured", "Hillburg"),
        ("In the village of Ostwick near Lundene, soldiers shot a farmer.", "shot", "Ostwick"),
        ("Soldiers shot a farmer and went home.", "shot", None),
    ],
)
def test_the_place_of_a_verb(text: str, verb: str, place: str | None, reference: Reference) -> None:
    assert nearest(text, verb, reference) == place


def test_somebody_by_whose_word_it_stands_is_no_place(reference: Reference) -> None:
    text = "According to Marlstad Radio, four people were killed."
    assert nearest(text, "killed", reference) is None
