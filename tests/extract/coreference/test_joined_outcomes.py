"""What the second half of a sentence only counts is of the act told before it, and of its day. Each text is invented, by the hand that wrote the rule (0274)."""

import pytest

from servanda.extract.coreference import find_acts
from servanda.model.claims import EventClaim

PUBLISHED = "2031-06-18"  # a Wednesday
MONDAY = "2031-06-16"


@pytest.fixture
def told(analysis):
    """The event claims of a text by their triggers."""

    def find(text):
        made = analysis(text, language="en", published_on=PUBLISHED)
        return {one.trigger.quote: one for one in find_acts(made) if isinstance(one, EventClaim)}

    return find


def counts(claim):
    """Its tolls, by effect."""
    return {toll.effect: toll.minimum for toll in claim.casualties}


JOINED = (
    ("Militiamen raided the depot at Sarn on Monday and four guards were killed.", "raided", "killed", {"killed": 4}),
    (
        "The 3rd Brigade bombarded Nard on Monday, and eleven residents were injured.",
        "bombarded",
        "injured",
        {"injured": 11},
    ),
    (
        "A drone struck a fuel truck outside Lasko on Monday and its two drivers were killed.",
        "struck",
        "killed",
        {"killed": 2},
    ),
    ("The village of Tolm was mortared on Monday, and a girl was wounded.", "mortared", "wounded", {"injured": 1}),
    (
        "Gunmen stormed the police post in Gesa on Monday and three constables were wounded.",
        "stormed",
        "wounded",
        {"injured": 3},
    ),
    (
        "The envoy said a bomb exploded in Nard on Monday and six shoppers were killed.",
        "exploded",
        "killed",
        {"killed": 6},
    ),
    (
        "Rebels fired on a bus near Sarn on Monday, and five passengers were injured.",
        "fired on",
        "injured",
        {"injured": 5},
    ),
    (
        "The report notes that Lasko was shelled on Monday and that nine pupils were injured.",
        "shelled",
        "injured",
        {"injured": 9},
    ),
    ("Jets bombed the bridge of Tolm on Monday, and two fishermen were killed.", "bombed", "killed", {"killed": 2}),
    ("Troops attacked the camp at Gesa on Monday; seven fighters were killed.", "attacked", "killed", {"killed": 7}),
)


@pytest.mark.parametrize(("text", "act", "count", "tolls"), JOINED)
def test_a_joined_count_is_of_the_act_and_of_its_day(told, text, act, count, tolls):
    found = told(text)
    assert counts(found[act]) == tolls
    assert (found[count].time.start or "")[:10] == MONDAY


APART = (
    ("Rebels raided Sarn on Monday, and four guards were killed in Nard.", "raided", "killed"),  # elsewhere
    ("Rebels raided Sarn on Monday, and four guards were killed on Tuesday.", "raided", "killed"),  # another day
    ("Rebels raided Sarn on Monday, and four guards were killed by bandits.", "raided", "killed"),  # by others
    ("Rebels raided Sarn on Monday, and 400 people have been killed.", "raided", "killed"),  # up to now
    ("Rebels raided Sarn on Monday, killing two, and four others were killed.", "raided", "killed"),  # nobody adds up
)


@pytest.mark.parametrize(("text", "act", "count"), APART)
def test_what_says_more_stays_apart(told, text, act, count):
    found = told(text)
    assert 4 not in counts(found[act]).values()
    assert 400 not in counts(found[act]).values()
    assert found[count].polarity == "affirmed"


def test_the_next_day_is_no_day_of_the_first(told):
    found = told("Rebels raided Sarn on Monday, and four guards were killed on Tuesday.")
    assert (found["killed"].time.start or "")[:10] == "2031-06-17"
