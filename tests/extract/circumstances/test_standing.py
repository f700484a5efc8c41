"""The place of a paragraph or heading holds on for the acts told after it; each text is invented."""

import pytest

from servanda.extract.events import find_events
from servanda.extract.observations import find_observations
from servanda.model.claims import EventClaim


@pytest.fixture
def places(analysis):
    """The places of the events of a text with their bases, by their triggers."""

    def find(text):
        made = analysis(text, language="en", published_on="2031-06-13")
        found = (one for one in find_events(made) if isinstance(one, EventClaim))
        return {one.trigger.quote: [(place.name, place.basis) for place in one.places] for one in found}

    return find


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("On 6 May a column reached Dagga. It shelled the customs house.", "shelled", "Dagga"),
        ("On 6 May a column reached Dagga. It shelled the customs house. Two clerks were killed.", "killed", "Dagga"),
        ("Rebels attacked the town of Ostwick on Tuesday. Soldiers killed two men.", "killed", "Ostwick"),
        ("In Kutum, gunmen attacked a bus. They shot the driver.", "shot", "Kutum"),
        ("A shell hit the market of Kutum. Four traders were killed.", "killed", "Kutum"),
        ("Soldiers launched rocket attacks on the town of Ostwick. Four traders were killed, residents said.", "killed", "Ostwick"),
        ("A shell hit the market of Kutum. Another trader was killed.", "killed", "Kutum"),
    ],
)  # fmt: skip
def test_the_place_of_a_paragraph_holds_on(places, text, word, name):
    assert places(text)[word] == [(name, "paragraph")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # another place that is not named
        ("In Kutum, gunmen attacked a bus. In another town they shot the driver.", "shot"),
        ("In Kutum, gunmen attacked a bus. Elsewhere they shot a driver.", "shot"),
        ("In Kutum, gunmen attacked a bus. In a separate incident soldiers shot a driver.", "shot"),
        ("In Kutum, gunmen attacked a bus. Gunmen shot two men in a nearby village.", "shot"),
        ("In Kutum, gunmen attacked a bus. They fled to the hills. Soldiers shot two men.", "shot"),
        ("A column left Dagga. Soldiers shelled a mill.", "shelled"),
        # two places, or none of an act
        ("Jets bombed Olm and Marlstad. Five people were killed.", "killed"),
        ("In Kutum, gunmen attacked a bus in the town of Ostwick. They shot the driver.", "shot"),
        ("The ministry in Karsen gave no details. A bus was hit by a shell.", "hit"),
        ("Diplomats met in Kutum. Soldiers shot two men.", "shot"),
        ("Gunmen from Kutum attacked a bus. They shot the driver.", "shot"),
        ("Soldiers shelled a school in the town of Ostwick. The attacks damaged houses.", "attacks"),
        # another time, another paragraph, what is quoted, what is no plain fact
        ("In Kutum, gunmen attacked a bus. In 2012, soldiers shot two men.", "shot"),
        ("In Kutum, gunmen attacked a bus. Soldiers had shot two men.", "shot"),
        ("In Kutum, gunmen attacked a bus.\nSoldiers shot two men.", "shot"),
        ('In Kutum, gunmen attacked a bus. "Soldiers shot two men," a teacher said.', "shot"),
        ("In Kutum, gunmen attacked a bus. Soldiers did not shoot two men.", "shoot"),
    ],
)  # fmt: skip
def test_in_doubt_no_place_is_carried(places, text, word):
    assert not [one for one in places(text)[word] if one[1] != "stated"]


def test_a_place_that_is_named_wins(places):
    found = places("In Kutum, gunmen attacked a bus. Horsemen killed three farmers near Buram.")
    assert found["killed"] == [("Buram", "stated")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Telo district\nSoldiers shelled the market.", [("Telo district", "heading")]),
        ("2. Telo district:\nSoldiers shelled the market.", [("Telo district", "heading")]),
        ("Health district\nSoldiers shelled the market.", []),
        ("Telo district\nOther matters\nSoldiers shelled the market.", []),
        ("Soldiers came to Telo district\nSoldiers shelled the market.", []),
    ],
)
def test_the_line_above_a_paragraph_may_name_its_place(places, text, expected):
    assert places(text)["shelled"] == expected


def test_an_observation_has_the_place_of_its_paragraph(analysis):
    text = "On 3 May 2031 the patrol reached Ostwick. The observers saw two tanks."
    [claim] = find_observations(analysis(text, language="en", published_on="2031-06-13"))
    assert [(place.name, place.basis) for place in claim.places] == [("Ostwick", "paragraph")]
    assert claim.span.start > text.index("Ostwick")
