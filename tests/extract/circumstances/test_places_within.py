"""Names of towns in other names: streets, origins, what is taken."""

from pathlib import Path

import pytest

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import EventClaim
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig


@pytest.fixture(scope="module")
def yemen(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    folder: Path = tmp_path_factory.mktemp("cache")
    return Reference(ReferenceConfig(countries=("YE",), cache=str(folder)))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Snipers shot a trader on Aden Street in Taiz.", {"Taiz"}),
        ("Snipers shot a trader in Aden.", {"Aden"}),
        ("A trader from Aden was stabbed in Taiz.", {"Taiz"}),
        ("Soldiers seized Zabid on Friday.", {"Zabid"}),
    ],
)
def test_the_place_is_where_it_happened(text: str, places: set[str], yemen: Reference) -> None:
    layer = text_layer("d", text, (Paragraph(start=0, end=len(text)),), parser="t", parser_version="0", language="en")
    events = [claim for claim in extract(layer, ExtractConfig(), yemen) if isinstance(claim, EventClaim)]
    assert {place.name for event in events for place in event.places} == places
