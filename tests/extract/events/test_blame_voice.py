"""What somebody is blamed for is told in the blamer's words, be it a noun or a gerund."""

import pytest

from servanda.model.claims import EventClaim


@pytest.mark.parametrize(
    "text",
    [
        "The monitors blamed the rebels for shelling Olm.",
        "The ministry blamed the rebels for attacking army positions in Olm.",
        "The council blames the militia for bombing the mill.",
        "Residents blamed the army for the attack on Olm.",
    ],
)
def test_the_blamer_says_it(claims_of, text):
    (act,) = [one for one in claims_of(text, None) if isinstance(one, EventClaim) and one.event.plover == "ASSAULT"]
    assert act.attribution[-1].level == "speaker"
    assert act.attribution[-1].name.lower() in text.lower().split(" blame")[0]
    assert [one.name for one in act.participants if one.role == "actor"]
