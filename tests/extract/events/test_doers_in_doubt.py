"""Who may have done it and may not, who is named by what he is, and deeds laid to somebody in other ways (record 0291). Each with a twin."""

import pytest
from tests.extract.parties import doers, voice

from servanda.model.claims import EventClaim


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("It was not the army that burned the market.", "burned", {"army"}),
        ("It wasn't the rebels who shot the judge, the mayor said.", "shot", {"rebels"}),
        (
            "Whether it was the army or the Lake Brigade who fired the rocket is not known.",
            "fired",
            {"army", "Lake Brigade"},
        ),
        ("Either the army or the rebels shelled the market.", "shelled", {"army", "rebels"}),
        ("The market was shelled by the army or the rebels.", "shelled", {"army", "rebels"}),
        ("The ones who burned the mill came from Osk.", "burned", {"ones"}),
        ("Others burned the market.", "burned", {"Others"}),
        ("Shots from the bank held by the Lake Corps killed a fisherman.", "killed", {"bank"}),
        ("After Tuzkan ambush, vigilantes burn a mill.", "ambush", {"Tuzkan"}),
        ("An identical craft struck the ambulance.", "struck", {"identical craft"}),
        ("A munitions store destroyed the clinic.", "destroyed", {"munitions store"}),
        ("The director said six of the air raids targeted the court.", "targeted", {"six of the air raids"}),
    ],
)
def test_in_doubt_nobody_is_accused(event_of, text, words, held):
    found = event_of(text, words)
    assert doers(found) == set()
    assert {name for one in found.withheld for name in one.candidates} == held


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("It was the army that burned the market.", "burned", {"army"}),
        ("The bishop said it was the Lake Brigade that burned the market.", "burned", {"Lake Brigade"}),
        ("The army and the rebels shelled the market.", "shelled", {"army", "rebels"}),
        ("The army killed nine or ten men.", "killed", {"army"}),
        ("After Lake Brigade ambush, vigilantes burn a mill.", "ambush", {"Lake Brigade"}),
        ("A navy patrol craft struck the ferry.", "struck", {"navy patrol craft"}),
        ("A crowd stoned the patrol.", "stoned", {"crowd"}),
        ("Six of the raiders targeted the court.", "targeted", {"Six of the raiders"}),
        ("The army launched an attack and killed between 100 and 180 people.", "attack", {"army"}),
        ("A herder burned the mill.", "burned", {"herder"}),
        ("Gunmen, some in uniform, attacked Osk.", "attacked", {"Gunmen"}),
        ("The army described the Lake Front as the group which had burned the market.", "burned", {"Lake Front"}),
        ("Roka was identified as the man who shot the judge.", "shot", {"Roka"}),
        ("The commission finds that the army, and forces acting on its behalf, shot nine men.", "shot", {"army", "forces"}),
        ("Fire from the hill held by the Lake Corps killed a fisherman.", "Fire", {"Lake Corps"}),
        ("The attack attributed to the Lake Brigade killed nine people.", "attack", {"Lake Brigade"}),
        ("The police took the two men to the cell.", "took", {"police"}),
        ("Lake youths took 300 head of cattle.", "took", {"Lake youths"}),
        ("Partisans derailed the supply train.", "derailed", {"Partisans"}),
        ("The soldier emptied his magazine into the dancers.", "emptied", {"soldier"}),
    ],
)  # fmt: skip
def test_who_did_it(event_of, text, words, actors):
    assert doers(event_of(text, words)) == actors


@pytest.mark.parametrize(
    ("text", "words", "speaker", "actors"),
    [
        ("The ministry claimed the rebels were behind the blast in Osk.", "blast", "ministry", {"rebels"}),
        ("The bishop lays the massacre of Osk at the door of the Lake Brigade.", "massacre", "bishop", {"Lake Brigade"}),
        ("The Lake Front owned up to the shooting in Osk.", "shooting", "Lake Front", {"Lake Front"}),
        ("The commission holds the army responsible for the disappearance of three teachers.", "disappearance", "commission", {"army"}),
        ("The mission noted the killing of nine men attributed by the chiefs to Lake fighters.", "killing", "chiefs", {"Lake fighters"}),
        ("The rebels were not behind the blast in Osk.", "blast", "the writer", set()),
    ],
)  # fmt: skip
def test_a_deed_is_laid_to_somebody(event_of, text, words, speaker, actors):
    found = event_of(text, words)
    assert (
        ("the writer", set()) == (speaker, actors)
        if found is None
        else (voice(found), doers(found)) == (speaker, actors)
    )


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The judge acquitted Roka of shooting two women.", "shooting", ("asserted", "denied")),
        ("Roka was acquitted of the killing of two women.", "killing", ("presupposed", "affirmed")),
        ("The inquiry dismissed the charge that the army shelled the market.", "shelled", ("asserted", "denied")),
        ("The charge that the army shelled the market is true.", "shelled", ("asserted", "affirmed")),
    ],
)
def test_who_is_cleared_has_not_done_it(event_of, text, words, wanted):
    found = event_of(text, words)
    assert (found.modality, found.polarity) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Herders took the cattle to the river.",
        "Police took the road to Osk.",
        "The surgeon severed a nerve.",
        "The general said it was clear that nobody fired.",
    ],
)
def test_words_of_other_senses_tell_no_attack(claims_of, text):
    found = [claim for claim in claims_of(text, None) if isinstance(claim, EventClaim) and claim.polarity == "affirmed"]
    assert [one.trigger.quote for one in found if one.event.plover in {"ASSAULT", "COERCE"}] == []
