"""Days of what is to come. Each text is invented, by the hand that wrote the rule; before it 1 of the first 11 came out right.

The day of publication is a Wednesday.
"""

import pytest

from servanda.extract.coreference import find_acts
from servanda.model.claims import EventClaim

PUBLISHED = "2031-06-18"


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("The foreign ministers are due to meet in Sarn on Friday.", "meet", "2031-06-20"),
        ("The council is to meet again on Friday.", "meet", "2031-06-20"),
        ("The commission will meet on Monday.", "meet", "2031-06-23"),
        ("The parties plan to exchange prisoners on Saturday.", "exchange", "2031-06-21"),
        ("The withdrawal is scheduled for Sunday.", "withdrawal", "2031-06-22"),
        ("The truce will come into force on Sunday, officials said on Tuesday.", "truce", "2031-06-22"),
        ("The delegations will meet on Wednesday.", "meet", "2031-06-18"),
        ("The withdrawal was planned for Sunday but did not happen.", "withdrawal", None),
        ("The council was to meet on Friday but cancelled.", "meet", None),
        ("The brigade threatened to attack Nard on Friday.", "attack", None),
        ("He urged the army to withdraw on Monday.", "withdraw", None),
        ("The ministers will meet next Friday.", "meet", "2031-06-20"),
        ("The council met on Friday.", "met", "2031-06-13"),
        ("Rebels attacked Nard on Friday.", "attacked", "2031-06-13"),
        ("Rebels attacked Nard last Friday.", "attacked", "2031-06-13"),
    ],
)
def test_a_weekday_of_what_is_to_come_is_the_coming_one_or_open(analysis, text, trigger, wanted):
    made = analysis(text, language="en", published_on=PUBLISHED)
    days = {one.trigger.quote: one.time for one in find_acts(made) if isinstance(one, EventClaim)}
    assert days[trigger].start == wanted
    assert days[trigger].mention is not None


@pytest.mark.parametrize(
    "text",
    [
        "Karvenia and Ossary traded accusations after a clash near the bridge of Sotk.",
        "Syria and Turkey traded accusations on Tuesday after a clash in which a soldier was wounded.",
        "Turkey shelled a village in which two people died.",
    ],
)
def test_a_country_that_acts_is_not_where_it_happened(analysis, text):
    made = analysis(text, language="en", published_on=PUBLISHED)
    names = {place.name for one in find_acts(made) if isinstance(one, EventClaim) for place in one.places}
    assert names.isdisjoint({"Syria", "Turkey", "Karvenia", "Ossary"})
