"""By what means somebody did what he is charged with, what share of several acts is laid to him, and who attacks after a participle (0289)."""

import pytest
from tests.extract.parties import doers, voice


@pytest.mark.parametrize(
    ("text", "words", "actor", "speaker"),
    [
        ("The army accused the rebels of blocking aid by shelling the road on Monday.", "shelling", "rebels", "army"),
        ("The governor accused the rebels of scaring villagers by burning their homes.", "burning", "rebels", "governor"),
        ("Residents accused the Lake Brigade of emptying the town by burning homes.", "burning", "Lake Brigade", "Residents"),
        ("The army accused the rebels of an attack on Osk by firing rockets.", "firing", "rebels", "army"),
        ("The ministry blamed the rebels for breaking the truce by shelling Olm.", "shelling", "rebels", "ministry"),
        ("The ministry blamed the rebels for the killing of nine men by burning their homes.", "burning", "rebels", "ministry"),
        ("The governor condemned the rebels for shelling Olm.", "shelling", "rebels", "governor"),
        ("The Lake Brigade emptied the town by burning homes.", "burning", "Lake Brigade", "the writer"),
    ],
)  # fmt: skip
def test_a_means_belongs_to_the_charge(event_of, text, words, actor, speaker):
    found = event_of(text, words)
    assert (doers(found), voice(found)) == ({actor}, speaker)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The town was emptied by warring clans.", "warring"),
        ("The ministry accused the rebels on Monday by releasing a film.", "releasing"),
    ],
)
def test_by_without_a_charge_is_no_deed(event_of, text, words):
    assert event_of(text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Two of the three attacks were attributed to the Lake Brigade.", "attacks", None),
        ("The mission attributed most of the killings to the Lake Brigade.", "killings", "mission"),
        ("The Lake Brigade was responsible for 14 of the 20 killings.", "killings", "the writer"),
        ("The Lake Brigade was responsible for the killing of nine men.", "killing", "the writer"),
        ("Of the 20 killings, 14 were attributed to the Lake Brigade.", "killings", None),
        ("The Lake Brigade carried out 14 of the 20 attacks in May.", "attacks", "the writer"),
        ("The ministry said the Lake Brigade was responsible for the shelling of Osk.", "shelling", "ministry"),
    ],
)
def test_a_share_is_laid_to_somebody(event_of, text, words, speaker):
    found = event_of(text, words)
    assert (doers(found), voice(found)) == ({"Lake Brigade"}, speaker)


def test_the_number_of_all_is_not_that_of_a_share(event_of):
    assert event_of("The Lake Brigade was responsible for 14 of the 20 killings.", "killings").casualties == ()


@pytest.mark.parametrize(
    "text",
    [
        "None of the attacks on Osk was attributed to the Lake Brigade.",
        "The Lake Brigade was responsible for none of the attacks on Osk.",
        "The Lake Brigade was not responsible for the attacks on Osk.",
        "The Lake Brigade may have been responsible for the attacks on Osk.",
        "The Lake Brigade is responsible for patrols after the attacks on Osk.",
    ],
)
def test_a_share_that_is_none_is_laid_to_nobody(event_of, text):
    found = event_of(text, "attacks")
    assert found is None or doers(found) == set()


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Armed with machetes, herders, hunters and youths attacked the village of Osk.", "attacked", {"herders", "hunters", "youths"}),
        ("Accompanied by tanks, troops and police burned nine homes.", "burned", {"troops", "police"}),
        ("Armed with rifles and clubs, the Hill Guard attacked the village of Osk.", "attacked", {"Hill Guard"}),
        ("Armed with sticks, herders and hunters were killed by the army.", "killed", {"army"}),
    ],
)  # fmt: skip
def test_a_list_behind_a_participle_did_it(event_of, text, words, actors):
    assert doers(event_of(text, words)) == actors
