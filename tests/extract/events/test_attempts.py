"""What was only tried, planned or begun to be spoken of was not done. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim

REAL = {"asserted", "presupposed"}


def happened(claims_of, text):
    found = claims_of(text, None)
    events = [
        one for one in found if isinstance(one, EventClaim) and one.modality in REAL and one.polarity == "affirmed"
    ]
    return {one.trigger.quote: one.casualties for one in events}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels tried to kill the governor of Osk.",
        "An attempt to assassinate the governor was foiled.",
        "The attempted assassination of the governor shook Osk.",
        "Gunmen attempted to blow up the bridge in Osk.",
        "An attempt to storm the barracks in Osk failed.",
        "Troops thwarted an attack on the depot in Osk.",
        "The army aborted the assault on Osk.",
        "Disarmament of the militia has yet to begin.",
        "There was no progress towards a withdrawal of the army from Osk.",
        "Nothing was found to suggest that the army fired on the ferry.",
        "A patrol saw no sign of an attack on Osk.",
    ],
)
def test_what_did_not_come_about_is_not_asserted(claims_of, text):
    assert happened(claims_of, text) == {}


def test_what_came_of_an_attempt_is_told(claims_of):
    found = happened(claims_of, "Rebels attempted to storm the barracks, killing two guards.")
    assert [(word, toll.minimum) for word, tolls in found.items() for toll in tolls] == [("killing", 2)]
