"""Where acts were that name their place by how it lies to another, or by a name before them; each sentence is invented."""

import pytest
from tests.extract.conftest import as_layer

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import EventClaim
from servanda.reference import Reference, ReferenceConfig


@pytest.fixture(scope="module")
def syria() -> Reference:
    return Reference(ReferenceConfig(countries=("SY",)))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shelling was reported west of Saraqib on 3 May.", ["Saraqib"]),
        ("Shelling was reported 5 km west of Saraqib on 3 May.", ["Saraqib"]),
        ("Shelling was reported in areas west of Saraqib.", ["Saraqib"]),
        ("Shelling was reported in and around Saraqib.", ["Saraqib"]),
        ("On 3 May, an explosion occurred in the vicinity of Saraqib.", ["Saraqib"]),
        ("Shelling was reported at a checkpoint near Saraqib.", ["Saraqib"]),
        ("Air strikes hit a house in the village of Saraqib, south-east of Idlib.", ["Saraqib"]),
        ("At least 60 people were killed in a blast in the town of Saraqib north of the city of Idlib.", ["Saraqib"]),
        ("Two soldiers were killed in Saraqib, 5 km west of Idlib.", ["Saraqib"]),
        ("Saraqib came under heavy shelling on 3 May.", ["Saraqib"]),
        ("Three civilians died in Saraqib on 3 May as a result of shelling.", ["Saraqib"]),
        ("The minister was criticised in Damascus because of an attack in Idlib.", ["Idlib"]),
        ("Saraqib. On Monday fighters beat four women at a barrier.", ["Saraqib"]),
        ("Saraqib is quiet. On Monday fighters beat four women at a barrier.", []),
    ],
)
def test_where_it_was(syria, text: str, places: list[str]) -> None:
    claims = extract(as_layer(text), ExtractConfig(), syria)
    attacks = [one for one in claims if isinstance(one, EventClaim) and one.event.plover == "ASSAULT"]
    assert attacks
    assert {place.name for one in attacks for place in one.places} == set(places)
