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


def _assaults(claims):
    return [one for one in claims if isinstance(one, EventClaim) and one.event.plover == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "accused", "blamer"),
    [
        ("The court held the militia responsible for killing two farmers.", "militia", "court"),
        ("Prosecutors charged the general with killing ten villagers.", "general", "Prosecutors"),
        ("The observers held the brigade responsible for shelling the bridge.", "brigade", "observers"),
        ("The ministry accused the rebels of shelling Olm.", "rebels", "ministry"),
    ],
)
def test_whoever_is_blamed_is_the_doer_and_never_the_blamer(claims_of, text, accused, blamer):
    (act,) = _assaults(claims_of(text, None))
    assert [one.name for one in act.participants if one.role == "actor"] == [accused]
    assert act.attribution[-1].name == blamer


@pytest.mark.parametrize(
    "text",
    [
        "The court did not hold the militia responsible for killing two farmers.",
        "Monitors did not blame the rebels for shelling Olm.",
        "Nobody blamed the brigade for shelling the bridge.",
    ],
)
def test_where_nobody_blames_nobody_is_the_doer(claims_of, text):
    (act,) = _assaults(claims_of(text, None))
    assert not [one for one in act.participants if one.role == "actor"]
