"""Deeds whose doer stands beside another verb, and who only tells, asks or was found (record 0301). Each kind with a twin."""

import pytest
from tests.extract.parties import named


@pytest.mark.parametrize(
    ("text", "words", "doers"),
    [
        ("A weaver was shot and killed by a guard.", "shot", {"guard"}),
        ("Two weavers were beaten and robbed by militiamen.", "beaten", {"militiamen"}),
        ("A weaver was wounded and evacuated by the army.", "wounded", set()),
        ("A weaver was injured and arrested by police.", "injured", set()),
        ("A weaver was abducted on Monday and later killed by gunmen.", "abducted", set()),
        ("A weaver was abducted on Monday and later killed by gunmen.", "killed", {"gunmen"}),
    ],
)
def test_a_passive_shares_the_doer_of_the_next(event_of, text, words, doers):
    assert named(event_of(text, words), "actor") == doers


@pytest.mark.parametrize(
    ("text", "words", "doers", "hit"),
    [
        ("Six weavers were killed when rebels attacked a market.", "attacked", {"rebels"}, {"Six weavers", "market"}),
        (
            "Two weavers were killed and three others were wounded when rebels attacked a market.",
            "attacked",
            {"rebels"},
            {"Two weavers", "three others", "market"},
        ),
        ("No weaver was killed when rebels attacked a market.", "attacked", {"rebels"}, {"market"}),
        (
            "Rebels attacked a post and killed two guards when the patrol arrived.",
            "attacked",
            {"Rebels"},
            {"post", "two guards"},
        ),
    ],
)
def test_harm_told_with_when_is_of_the_deed_behind_it(event_of, text, words, doers, hit):
    claim = event_of(text, words)
    assert (named(claim, "actor"), named(claim, "target")) == (doers, hit)


@pytest.mark.parametrize(
    ("text", "words", "doers"),
    [
        ("The army shelled Osk on Monday, residents said, killing six weavers.", "shelled", {"army"}),
        ("The army shelled Osk on Monday, the mayor said, accusing the rebels of robbing a bank.", "shelled", {"army"}),
        (
            "The army shelled Osk on Monday, the mayor said, accusing the rebels of robbing a bank.",
            "robbing",
            {"rebels"},
        ),
    ],
)
def test_who_tells_of_a_deed_did_not_do_what_came_of_it(event_of, text, words, doers):
    assert named(event_of(text, words), "actor") == doers


@pytest.mark.parametrize(
    ("text", "words", "doers", "hit"),
    [
        ("A sentry who had spoken to them was found hanged on Monday.", "hanged", set(), {"sentry"}),
        ("Two men accused of informing the NLF were flogged.", "flogged", set(), {"Two men"}),
        ("A weaver who ran was brought back and shot.", "shot", set(), {"weaver"}),
        ("A guard brought him back and shot a weaver.", "shot", {"guard"}, {"weaver"}),
    ],
)
def test_a_participle_behind_a_passive_is_what_was_suffered(event_of, text, words, doers, hit):
    claim = event_of(text, words)
    assert (named(claim, "actor"), named(claim, "target")) == (doers, hit)


@pytest.mark.parametrize(
    ("text", "words", "doers"),
    [
        ("A guard who came later told him to stop and broke the camera.", "broke", {"guard"}),
        ("The guards told them to lie down and beat everyone.", "beat", {"guards"}),
        ("The guards wanted to storm the mill and shot at it.", "shot", {"guards"}),
    ],
)
def test_a_past_tense_is_joined_to_no_infinitive(event_of, text, words, doers):
    assert named(event_of(text, words), "actor") == doers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was not established which side burned the mill.", "burned"),
        ("Nobody can say whose soldiers shot the weaver.", "shot"),
        ("Some of the shells hit a mill.", "hit"),
        ("Artillery exchanges displaced 340 families.", "displaced"),
        ("The junta rejected a report on Dzhabo executions.", "executions"),
    ],
)
def test_a_question_a_weapon_and_an_act_name_nobody(event_of, text, words):
    claim = event_of(text, words)
    assert named(claim, "actor") == set()
    assert claim.withheld


@pytest.mark.parametrize(
    ("text", "words", "doers", "voice"),
    [
        (
            "The Lake Front claimed responsibility for a car bomb that killed seven weavers.",
            "killed",
            {"Lake Front"},
            "Lake Front",
        ),
        (
            "The ministry blamed the Lake Front for a bomb that injured seven weavers.",
            "injured",
            {"Lake Front"},
            "ministry",
        ),
        (
            "The ministry mourned a nurse who loathed the Lake Front, and a bomb that killed seven weavers.",
            "killed",
            set(),
            None,
        ),
    ],
)
def test_a_bomb_is_laid_to_somebody(event_of, text, words, doers, voice):
    claim = event_of(text, words)
    assert named(claim, "actor") == doers
    assert voice is None or claim.attribution[-1].name == voice


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("I am obliged to report that the army shelled our village.", "asserted"),
        ("We must state that the army shelled our village.", "asserted"),
        ("He must report that the army shelled our village.", "demanded"),
    ],
)
def test_who_must_say_something_in_his_own_name_says_it(event_of, text, modality):
    assert event_of(text, "shelled").modality == modality


@pytest.mark.parametrize(
    ("text", "words", "hit"),
    [
        ("Guards beat a beekeeper.", "beat", {"beekeeper"}),
        ("Guards robbed us at the bridge.", "robbed", {"us"}),
        ("They burned our stalls.", "burned", {"stalls"}),
        ("Gunmen took the mayor from the ward.", "took", {"mayor"}),
        ("The rebels took their wounded to a clinic.", "took", None),
        ("The gunmen took a break.", "took", None),
        ("The candidate beat the incumbent in the election.", "beat", None),
    ],
)
def test_what_a_noun_names_tells_whether_somebody_was_harmed(event_of, text, words, hit):
    claim = event_of(text, words)
    assert claim is None if hit is None else named(claim, "target") == hit
