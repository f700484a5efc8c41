"""Who stands beside the one who did it, and is not he (record 0310). Each kind with a twin."""

import pytest
from tests.extract.parties import doers, named


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("It was the army, not the police, that shelled Osk.", "shelled", {"army"}),
        ("It was the rebels and not soldiers who shelled Osk.", "shelled", {"rebels"}),
        ("The army rather than the police opened fire on the crowd.", "opened", {"army"}),
        ("The army and not the rebels shelled Osk.", "shelled", {"army"}),
        ("Osk was shelled by the army, not by the rebels.", "shelled", {"army"}),
        ("It was not the army but a local gang that robbed the bank.", "robbed", {"local gang"}),
        ("Not only the army but also the police fired on the crowd.", "fired on", {"army", "police"}),
        ("More than twenty gunmen attacked the post.", "attacked", {"More than twenty gunmen"}),
    ],
)
def test_who_is_set_aside_did_not_do_it(event_of, text, words, wanted):
    assert doers(event_of(text, words)) == wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (
            "The parish received information that soldiers deployed to Osk occupied two schools.",
            "occupied",
            {"soldiers"},
        ),
        ("Soldiers ambushed near Osk say they had no radio.", "ambushed", set()),
        ("Soldiers ambushed a convoy near Osk, villagers say.", "ambushed", {"Soldiers"}),
        ("Dozens died in what the rebels claimed was a gas attack.", "attack", set()),
    ],
)
def test_a_participle_only_tells_of_whom_the_next_verb_tells(event_of, text, words, wanted):
    assert doers(event_of(text, words)) == wanted


@pytest.mark.parametrize(
    ("text", "words", "done_to", "wanted"),
    [
        ("Mayor's house bombed in Osk", "bombed", {"Mayor's house"}, set()),
        ("Aid convoy attacked near Osk, two killed", "attacked", {"Aid convoy", "two"}, set()),
        ("Deputy governor gunned down in Osk.", "gunned down", {"Deputy governor"}, set()),
        ("Hostage rescued in Osk.", "rescued", {"Hostage"}, set()),
        ("Rebels bombed mayor's house in Osk", "bombed", {"mayor's house"}, {"Rebels"}),
        ("The gunmen attacked near Osk.", "attacked", set(), {"gunmen"}),
    ],
)
def test_what_is_built_or_sent_did_not_do_it(event_of, text, words, done_to, wanted):
    claim = event_of(text, words)
    assert (named(claim, "target"), doers(claim)) == (done_to, wanted)


@pytest.mark.parametrize(
    ("text", "words", "dead"),
    [
        ("A guard opened fire on officers who train the militia, killing four.", "opened", {"officers", "four"}),
        ("Police seek the raiders who stormed the mill, killing the miller.", "stormed", {"mill", "miller"}),
        ("The army attacked rebels who shelled the mill, killing four.", "shelled", {"mill", "four"}),
    ],
)
def test_an_outcome_is_of_the_attack_that_stands_there(event_of, text, words, dead):
    assert named(event_of(text, words), "target") == dead


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("A spokesman for the Dokh Council said the town was quiet, adding that its fighters shot down a helicopter.", "shot down",
         {"Dokh Council", "fighters"}),
        ("The army spokesman said talks were over, adding that its troops had killed ten men.", "killed", {"army", "troops"}),
        ("The Tern Movement said talks were over, adding that it had executed two men.", "executed", {"Tern Movement"}),
    ],
)  # fmt: skip
def test_a_spokesman_did_not_do_it(event_of, text, words, wanted):
    assert doers(event_of(text, words)) == wanted


@pytest.mark.parametrize(
    ("text", "words", "polarity", "modality"),
    [
        ("Army claims that rebels shelled the school are untrue.", "shelled", "denied", "asserted"),
        ("Media reports that soldiers executed two men were denied by the ministry.", "executed", "denied", "asserted"),
        (
            "Estrian reports that units mined the roads near Osk do not correspond to reality.",
            "mined",
            "denied",
            "asserted",
        ),
        ("The army reports that rebels shelled the mill and did not leave.", "shelled", "affirmed", "asserted"),
        ("The mayor dismissed as invented the story that his guards shot a weaver.", "shot", "denied", "asserted"),
        ("The court does not accept that officers beat the weaver.", "beat", "affirmed", "possible"),
        ("The mayor does not doubt that officers beat the weaver.", "beat", "affirmed", "asserted"),
        ("Police pursued the raiders but made no arrests.", "arrests", "denied", "asserted"),
        ("There were no arrests.", "arrests", "denied", "asserted"),
        ("There were eleven arrests.", "arrests", "affirmed", "asserted"),
    ],
)
def test_what_is_untrue_or_was_not_done(event_of, text, words, polarity, modality):
    claim = event_of(text, words)
    assert (claim.polarity, claim.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Nine weavers were maimed by explosive remnants of war.", "maimed", set()),
        ("Remnants of the old army attacked the post.", "attacked", {"Remnants of the old army"}),
        ("Two Shaheds hit the mill.", "hit", set()),
        ("The shelling of Osk cut the water supply.", "cut", set()),
        ("A synod condemned the abduction of the mayor by the Ridge Front and the forced replacement of the council.", "abduction",
         {"Ridge Front"}),
        ("A synod condemned the abduction of the mayor by the Ridge Front and the Lake Brigade.", "abduction",
         {"Ridge Front", "Lake Brigade"}),
        ("LIMA, 1989 - Ridge Front guerrillas blew up a bridge.", "blew up", {"Ridge Front", "Ridge Front guerrillas"}),
        ("The Chamber finds that on 17 July 1992 men of the guard, acting together with others, rounded up weavers.", "rounded up", set()),
    ],
)  # fmt: skip
def test_things_acts_and_judges_did_not_do_it(event_of, text, words, wanted):
    assert doers(event_of(text, words)) == wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Rebels fought the Third Brigade all week. They killed two weavers.", "killed", "They"),
        ("Gunmen entered the village at dawn. They killed two weavers.", "killed", "Gunmen"),
        (
            "Soldiers of the Third Brigade came to Osk. They killed two weavers.",
            "killed",
            "Soldiers of the Third Brigade",
        ),
    ],
)
def test_they_may_be_the_men_of_another_force(event_of, text, words, wanted):
    assert wanted in doers(event_of(text, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Masked men held up a bus near Osk.", "held up"),
        ("Masked men chased out three families.", "chased out"),
    ],
)
def test_deeds_by_rarer_verbs(event_of, text, words):
    assert doers(event_of(text, words)) == {"Masked men"}


def test_weather_and_police_hold_up_no_bus_as_robbers_do(event_of):
    assert event_of("Heavy rain held up a bus near Osk.", "held up") is None


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The court found that it was Ilmar Kett, and not the co-accused Voss, who fired the fatal shots at the weavers.", "fired",
         {"Ilmar Kett"}),
        ("'They burned everything': villagers flee raids", "burned", {"They"}),
        ("They burned everything, the crowd scattered.", "burned", {"They"}),
        ("Two homes of elders were hit by hand grenades the following night.", "hit", set()),
        ("Two homes of elders were hit by gunmen the following night.", "hit", {"gunmen"}),
    ],
)  # fmt: skip
def test_who_stands_behind_a_deed_has_not_done_it(event_of, text, words, wanted):
    assert doers(event_of(text, words)) == wanted


def test_what_is_alleged_behind_a_preposition_is_asserted_by_nobody(event_of):
    claim = event_of("The office answers reports concerning alleged shelling by troops of the valley.", "shelling")
    assert claim.attribution[-1].name is None
    assert len(claim.attribution) == 2
