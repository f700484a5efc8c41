"""A day reaches what people could not do for, and what an entry tells beside a side remark. Each text is invented, by the hand that wrote the rule (0274)."""

import pytest

from servanda.extract.coreference import find_acts
from servanda.model.claims import EventClaim

PUBLISHED = "2031-06-18"


@pytest.fixture
def claims(analysis):
    """The event claims of a text."""

    def find(text):
        made = analysis(text, language="en", published_on=PUBLISHED)
        return [one for one in find_acts(made) if isinstance(one, EventClaim)]

    return find


@pytest.fixture
def days(claims):
    """The first days of the events of a text by their triggers."""
    return lambda text: {one.trigger.quote: (one.time.start or "")[:10] or None for one in claims(text)}


OWING = (
    ("On 4 June teachers in Sarn could not open their school because of shelling.", "shelling", "2031-06-04"),
    pytest.param(
        *("On 4 June the ferry was unable to land at Nard owing to air strikes.", "strikes", "2031-06-04"),
        marks=pytest.mark.xfail(reason="a bare noun states nothing and is no claim", strict=True),
    ),
    (
        "On 4 June nurses could not leave the clinic of Lasko due to clashes between the two brigades.",
        "clashes",
        "2031-06-04",
    ),
    ("On 4 June the mission cancelled a patrol because of artillery fire near Tolm.", "fire", "2031-06-04"),
    ("On 4 June shops in Gesa remained shut due to an attack on the market.", "attack", "2031-06-04"),
    ("On 4 June a convoy turned back because of fighting on the road to Sarn.", "fighting", "2031-06-04"),
    pytest.param(
        *(
            "On 4 June families in Nard were forced to flee owing to the bombardment of their quarter.",
            "bombardment",
            "2031-06-04",
        ),
        marks=pytest.mark.xfail(reason="a bare noun states nothing and is no claim", strict=True),
    ),
    ("On 4 June aid workers could not reach Olm because of an ambush on the bridge.", "ambush", "2031-06-04"),
    ("On 4 June the minister said families could not return because of shelling.", "shelling", None),
    ("On 4 June the council could postpone the vote because of shelling.", "shelling", None),
)


@pytest.mark.parametrize(("text", "word", "day"), OWING)
def test_what_they_could_not_for_is_of_that_day(days, text, word, day):
    assert days(text).get(word) == day


BESIDE = (
    (
        "27 April: In Olm, where army units have been advancing since early April, a clash left six dead.",
        "clash",
        "2031-04-27",
    ),
    ("12 May: In Sarn, which the Hill Front has held since March, gunmen shot a teacher.", "shot", "2031-05-12"),
    ("3 May: The mayor of Nard, who returned in April, was abducted by rebels.", "abducted", "2031-05-03"),
    (
        "On 3 May the army shelled Nard. In Sarn, which rebels took in April, soldiers burned a mill.",
        "burned",
        "2031-05-03",
    ),
    ("On 3 May the army shelled Nard. In April rebels burned a mill.", "burned", "2031-04-01"),
    ("On 3 May the army shelled Nard. Soldiers who had come in April burned a mill later.", "burned", None),
)


@pytest.mark.parametrize(("text", "word", "day"), BESIDE)
def test_a_day_of_a_side_remark_takes_none_away(days, text, word, day):
    assert days(text)[word] == day


MAY = (
    ("On 3 May the army shelled Nard.", "shelled", "2031-05-03"),
    ("On 9 May the rebels burned a mill.", "burned", "2031-05-09"),
    ("On 3 May a patrol was ambushed near Sarn.", "ambushed", "2031-05-03"),
    ("On 11 May the navy bombarded Lasko.", "bombarded", "2031-05-11"),
    ("On 30 May the police arrested two nurses in Olm.", "arrested", "2031-05-30"),
)


@pytest.mark.parametrize(("text", "word", "day"), MAY)
def test_may_behind_a_day_is_a_month(claims, text, word, day):
    (found,) = (one for one in claims(text) if one.trigger.quote == word)
    assert ((found.time.start or "")[:10], found.modality) == (day, "asserted")


def test_may_elsewhere_is_a_modal(claims):
    assert [one.modality for one in claims("The army may shell Nard on 4 July.")] == ["possible"]


ENTRIES = (
    "- Hays: sniper fire at 16:45, one woman injured.",
    "- Sarn: mortar fire at 09:10, two farmers wounded.",
    "- Lasko: shelling at noon, three soldiers killed.",
    "Hays: grenade attack at 21:00, four guards injured.",
    "- Nard: drone strike on a truck, two drivers killed.",
)


@pytest.mark.parametrize("text", ENTRIES)
def test_whom_an_entry_counts_was_harmed(claims, text):
    told = claims(text)
    assert sum(toll.minimum or 0 for one in told for toll in one.casualties) in {1, 2, 3, 4}
    assert not any(one.role == "actor" for claim in told for one in claim.participants)


HARMED = (
    ("Three miners died under the shells in Sarn on 4 June.", "died", "2031-06-04"),
    pytest.param(
        *("On 4 June a family of five perished under the bombs.", "perished", "2031-06-04"),
        marks=pytest.mark.xfail(reason="parsed in another way", strict=True),
    ),
    pytest.param(
        *("A herder lost a leg to a landmine near Nard on 4 June.", "lost", "2031-06-04"),
        marks=pytest.mark.xfail(reason="parsed in another way", strict=True),
    ),
    ("A girl lost her sight to a grenade in Lasko on 4 June.", "lost", "2031-06-04"),
    ("Two nurses died under mortars on 4 June.", "died", "2031-06-04"),
)


@pytest.mark.parametrize(("text", "word", "day"), HARMED)
def test_whom_a_weapon_harmed_is_told_without_a_verb_of_attack(days, text, word, day):
    assert days(text)[word] == day


@pytest.mark.parametrize(
    "text",
    [
        "Their hopes died under the shells on 4 June.",
        "The company lost an arm to a rival on 4 June.",
        "The deal died on 4 June.",
    ],
)
def test_what_only_sounds_so_is_no_attack(days, text):
    assert days(text) == {}
