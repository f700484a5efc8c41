"""Sources of documents: as the desk graded them, else with the owner that the registry knows."""

import pytest

from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.model.sources import Source
from servanda.pipeline.grading import document_sources
from servanda.reference.actors import load_actors


@pytest.mark.parametrize(
    ("publisher", "graded", "owner"),
    [
        ("Syrian Arab News Agency", (), "syrian-government"),
        ("RT", (), "russia"),
        ("The Mirvale Daily", (), None),
        ("SANA", (Source(id="sana", name="SANA", owner_family="a-desk-decided"),), "a-desk-decided"),
        ("SANA", (Source(id="sana", name="SANA"),), None),
        (None, (), None),
    ],
)
def test_the_owner_of_a_publisher(publisher, graded, owner):
    words = "The pumps run."
    text = text_layer(
        "d1", words, (Paragraph(start=0, end=len(words)),), parser="hand", parser_version="1", publisher=publisher
    )
    source = document_sources((text,), graded, load_actors())["d1"].source
    assert (source.owner_family if source else None) == owner
