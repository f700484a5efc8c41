"""What takes an act up has its day and place, and says where they are from; each text is invented."""

import pytest

from servanda.model.claims import EventClaim

PUBLISHED = "2031-06-13"


@pytest.fixture
def taking(claims_of):
    """The first event that takes one up."""

    def find(text):
        return next(one for one in claims_of(text, PUBLISHED) if isinstance(one, EventClaim) and one.takes_up)

    return find


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Rebels shelled the village of Ostwick on 3 June.\nThe shelling killed two farmers.", "document"),
        ("Rebels shelled the village of Ostwick on 3 June. The army said the shelling killed two farmers.", "paragraph"),
    ],
)  # fmt: skip
def test_day_and_place_of_the_act_taken_up_are_carried(taking, text, basis):
    claim = taking(text)
    assert [(place.name, place.basis) for place in claim.places] == [("Ostwick", basis)]
    assert (claim.time.start, claim.time.end) == ("2031-06-03", "2031-06-04")
    assert claim.time.carried
    assert claim.time.mention.quote in {"3 June", "on 3 June"}


def test_what_an_act_states_itself_stays(taking):
    claim = taking("Rebels shelled Ostwick on 3 June.\nThe shelling on 3 June killed two farmers in Ostwick.")
    assert claim.time.basis.startswith("year from")
    assert all(place.basis == "stated" for place in claim.places)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Ostwick on 3 June.\nAnother attack killed two farmers.",
        "Rebels shelled Ostwick and Marlstad on 3 June.\nAnother shelling killed two farmers.",
    ],
)
def test_another_act_has_neither(taking, text):
    claim = taking(text)
    assert claim.takes_up.type == "new"
    assert claim.time.start is None
    assert claim.places == ()
