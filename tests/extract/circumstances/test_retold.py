"""Days of what somebody tells again, of what is done in doing, and days of speech that are none of the act; each text is invented."""

import pytest

from servanda.model.claims import EventClaim

PUBLISHED = "2031-06-13"  # a Friday


@pytest.fixture
def told(claims_of):
    """The events of a text by their triggers."""

    def find(text):
        return {one.trigger.quote: one for one in claims_of(text, PUBLISHED) if isinstance(one, EventClaim)}

    return find


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("On Tuesday shells hit the market of Ostwick. The army said the rebels had shelled the market.", "shelled"),
        ("On Tuesday soldiers entered Ostwick. Residents said the soldiers had beaten a priest.", "beaten"),
    ],
)
def test_what_is_told_again_of_the_same_thing_has_the_day_of_the_paragraph(told, text, word):
    claim = told(text)[word]
    assert claim.time.start == "2031-06-10"
    assert claim.time.carried
    assert [(place.name, place.basis) for place in claim.places] == [("Ostwick", "paragraph")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("On Tuesday shells hit a school in Ostwick. The army said the rebels had shelled a bridge.", "shelled"),
        ("On Tuesday shells hit a school in Ostwick. The mayor said the army had often shelled the school.", "shelled"),
        ("On Tuesday the army entered Ostwick. Residents said the army had beaten a priest.", "beaten"),
    ],
)
def test_in_doubt_what_is_told_again_has_no_day(told, text, word):
    assert told(text)[word].time.start is None


@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        ("The army said its units had repelled an attack on Tuesday, killing dozens of rebels.", "killing", "2031-06-10"),
        ("On Tuesday peacekeepers observed an army bulldozer demolishing houses in Ostwick.", "demolishing", "2031-06-10"),
        ("Between 3 and 5 June the mission observed rebels withdraw from the port of Marlstad.", "withdraw", "2031-06-03"),
        ("The attack of 5 June on Ostwick killed two.", "attack", "2031-06-05"),
        ("The minister said on Tuesday the army had stormed the camp of Ostwick.", "stormed", None),
        ("Police said on Tuesday gunmen had attacked a bank in Ostwick on Monday.", "attacked", "2031-06-09"),
        ("Police said Tuesday's attack killed nine people.", "attack", "2031-06-10"),
        ("On Tuesday the rebels claimed the attack on the barracks of Ostwick.", "attack", None),
        ("The council condemned Monday's shelling of Ostwick.", "shelling", "2031-06-09"),
    ],
)  # fmt: skip
def test_whose_day_it_is(told, text, word, start):
    assert told(text)[word].time.start == start


def test_the_day_of_an_attack_stays_the_end_of_that_day(told):
    assert told("The attack of 5 June on Ostwick killed two.")["attack"].time.end == "2031-06-06"
