"""Words before a colon at the start of a line: a speaker, or the field of a form, a rubric, a dateline."""

import pytest

from servanda.extract.attribution import quotation_claims

_SAID = "quotation.layout.colon"


def speakers(analysis, text):
    """Return who speaks by the words before a colon, in text order."""
    found = (claim for claim in quotation_claims(analysis(text)) if claim.made_by.rule == _SAID)
    return [claim.quotation.source.quote for claim in found]


@pytest.mark.parametrize(
    "text",
    [
        "Casualties: two soldiers were killed at the bridge.",
        "Headline: the army shelled Gesa overnight",
        "TITLE: Army shells Gesa for the third night",
        "Weapons: mortars and rockets were fired.",
        "Perpetrator: Northern Front fighters shot the guard.",
        "Description: Two shells hit the school.",
        "Suspected Party: unknown men shot the nurse.",
        "KEY POINTS: Rebels shot down a drone.",
        "Nature Of Incident: Soldiers beat a driver.",
        "FINDINGS: The army shelled the village.",
        "GENEVA: Two policemen were shot at a checkpoint.",
        "Nairobi: Gunmen killed four people on Monday",
        "Four Militiamen Die In Ambush: they were shot on Monday",
    ],
)
def test_fields_and_datelines_do_not_speak(analysis, text):
    assert speakers(analysis, text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("HUGO LANTZ: The army shelled the village.", "HUGO LANTZ"),
        ("Ana Kor: rebels shot my brother", "Ana Kor"),
        ("Foreign Minister: rebels shelled the port", "Foreign Minister"),
        ("Army: rebels shelled the port", "Army"),
        ("UN: rebels shelled the port", "UN"),
        ("Amnesty International: soldiers burned homes", "Amnesty International"),
        ("Police: gunmen killed two guards", "Police"),
        ("Monitors: shelling killed nine in Olm", "Monitors"),
        ("Residents: soldiers burned homes", "Residents"),
        ("Interior Ministry: gunmen killed two guards", "Interior Ministry"),
    ],
)
def test_people_and_bodies_do(analysis, text, speaker):
    assert speakers(analysis, text) == [speaker]


def test_words_in_capitals_that_take_turns_are_speakers(analysis):
    turns = "OLMEN: We shelled the village.\n\nVASK: You did not.\n\nOLMEN: We did."
    assert speakers(analysis, turns).count("OLMEN") == 2
    assert speakers(analysis, "OLMEN: Soldiers burned the market.\n\nNobody was hurt.") == []
