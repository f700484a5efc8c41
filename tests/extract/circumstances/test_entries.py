"""Entries that head what they tell with a day, an hour, a place: each is that of its own entry. Texts invented by the hand that wrote the rule."""

from datetime import date

import pytest

from servanda.model.claims import EventClaim
from servanda.text.log_heads import read_heads
from servanda.text.log_lines import read_line

PUBLISHED = "2031-05-15"


@pytest.fixture
def told(claims_of):
    """Day and places of the events of a text, by their triggers in order; all the world is in scope."""

    def find(text):
        events = (one for one in claims_of(text, PUBLISHED) if isinstance(one, EventClaim))
        return [(one.trigger.quote, one.time.start, [place.name for place in one.places]) for one in events]

    return find


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Quellin, 6 May: six killed.", [("Quellin", "2031-05-06", None)]),
        ("Quellin (Upper Vale), 7 May, 11:00: two hurt.", [("Quellin", "2031-05-07", 660)]),
        ("12.05: Tamra, guided bomb. 13.5. - Kesra - artillery.", [("Tamra", "2031-05-12", None), ("Kesra", "2031-05-13", None)]),
        ("- 06 MAY 0430h - Tesh - two rockets.", [("Tesh", "2031-05-06", 270)]),
        ("6 May 2031 | Tesh | 04:30 | two rockets", [("Tesh", "2031-05-06", 270)]),
        ("2031-05-06 - Tesh: two rockets.", [("Tesh", "2031-05-06", None)]),
        ("At 14:30, Kesra: three shots.", [("Kesra", None, 870)]),
        ("Mali: on 14 May they came. Burkina Faso: on 15 May they left.", [("Mali", None, None), ("Burkina Faso", None, None)]),
        ("TESH, May 6 (AN) - Two rockets fell.", []),
        ("TESH, 6 May - Two rockets fell.", []),
        ("On 14 May, Tamra residents found a mine.", []),
        ("On 14 May Tamra was quiet: nobody fired.", []),
        ("The minister said: we will go on.", []),
        ("They fired at 14:30: three shots.", []),
        ("6/5/31; Tesh; mortar; two hurt", [("Tesh", "2031-05-06", None)]),
        ("Tesh; 6 May; mortar; two hurt", [("Tesh", "2031-05-06", None)]),
        ("Mon 5.5. Tesh. Two rockets.", [("Tesh", "2031-05-05", None)]),
        ("06 MAY / 2210L / TESH / RPG ON A POST", [("TESH", "2031-05-06", 1330)]),
        ("061540MAY31. Tesh. A bomb.", [("Tesh", "2031-05-06", None)]),
        ("Date: 6.5.2031. Place: Tesh. Event: a bomb. Victims: none.", [("Tesh", "2031-05-06", None)]),
        ("(2) 1740L Rebels fired at a post.", [(None, None, 1060)]),
        ("Ambush of a patrol, Tesh, 6 May: two hurt.", [("Tesh", "2031-05-06", None)]),
        ("Ambush of a patrol, Tesh crossroads, night 6 May.", [("Tesh crossroads", "2031-05-06", None)]),
        ("Ambush of a patrol, Tesh, reported 6 May.", [("Tesh", None, None)]),
        ("2011: in June they fired.", []),
    ],
)  # fmt: skip
def testread_heads(text, heads):
    found = read_heads(text, date.fromisoformat(PUBLISHED))
    days = [
        (one.time and one.time.day and one.time.day.since, one.time and one.time.hour and one.time.hour.since)
        for one in found
    ]
    assert [(text[slice(*one.name)] if one.name else None, *of) for one, of in zip(found, days, strict=True)] == heads


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Quellin, 6 May: six civilians killed by four rounds. Nothing more is known. Tamra, 7 May, 11:00: two soldiers injured by a mortar bomb.",
            [("killed", "2031-05-06", ["Quellin"]), ("injured", "2031-05-07", ["Tamra"])],
        ),
        (
            "12.05: Quellin, artillery, two civilians wounded. 13.05: Tamra, guided bomb, one civilian killed.",
            [("artillery", "2031-05-12", ["Quellin"]), ("bomb", "2031-05-13", ["Tamra"])],
        ),
        (
            "06 MAY 0430h - Tesh - two rockets fell on a school.",
            [("fell", "2031-05-06", ["Tesh"])],
        ),
        (  # a dateline is of the report
            "TESH, 6 May - Soldiers burned a mill.",
            [("burned", None, [])],
        ),
    ],
)  # fmt: skip
def test_an_entry_has_the_day_and_place_of_its_head(told, text, wanted):
    assert told(text) == wanted


def test_nothing_holds_on_over_the_head_of_another_entry(told):
    found = told("Mali: on 14 May armed men shot two herders in Quellin. Burkina Faso: rebels shot a trader.")
    assert found[0] == ("shot", "2031-05-14", ["Quellin"])
    assert found[1] == ("shot", None, [])


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("On 14 May JNIM ambushed a convoy.", "JNIM"),
        ("The March 23 Movement ambushed a convoy on 14 May.", "The March 23 Movement"),
    ],
)
def test_the_month_of_a_day_is_no_part_of_a_name(claims_of, text, doer):
    events = (one for one in claims_of(text, None) if isinstance(one, EventClaim))
    assert [who.mention.quote for one in events for who in one.participants if who.role == "actor"] == [doer]


@pytest.mark.parametrize(
    ("line", "day", "name"),
    [
        ("Tuesday 6 May", "2031-05-06", None),
        ("06 MAY 31 - UPPER VALE", "2031-05-06", "UPPER VALE"),
        ("UPPER VALE 06MAY31", "2031-05-06", "UPPER VALE"),
        ("Vale Region, Tue 6 May", "2031-05-06", "Vale Region"),
        ("Published 6 May", None, None),
        ("On 6 May they fired", None, None),
    ],
)
def test_a_line_may_be_a_day_and_a_name(line, day, name):
    found = read_line(line, date.fromisoformat(PUBLISHED))
    assert (found and found.time.day.since, found and found.name and line[slice(*found.name)]) == (day, name)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Tuesday 6 May\n09:15 Quellin - two rockets, nobody hurt\n11:40 Tamra - missile at an army jeep - one soldier injured",
            [("rockets", "2031-05-06", ["Quellin"]), ("missile", "2031-05-06", ["Tamra"])],
        ),
        (
            "May 6\n  Quellin - hand grenade at a shop\n  Tamra - attack on a guard post, two guards dead",
            [("grenade", "2031-05-06", ["Quellin"]), ("attack", "2031-05-06", ["Tamra"])],
        ),
        (
            "VALE PROVINCE 06MAY31\n- 1740L Gunmen shelled the bus station.",
            [("shelled", "2031-05-06", ["VALE PROVINCE"])],
        ),
        ("Strike on a truck, Quellin, 6 May; two killed.", [("Strike", "2031-05-06", ["Quellin"])]),
        ("Drone strike on a truck, Quellin, 6 May; two killed.", [("strike", "2031-05-06", ["Quellin"])]),
        ("6 May; Quellin; mortar; killed: 1; injured: 0", [("mortar", "2031-05-06", ["Quellin"])]),
        ("6 May: rebels shell Quellin.", [("shell", "2031-05-06", ["Quellin"])]),
        ("6 May: Quellin: IED found by farmers.", []),
        ("Mortars and rockets of the Great War.", []),
    ],
)
def test_entries_of_logs_in_few_words(told, text, wanted):
    assert told(text) == wanted
