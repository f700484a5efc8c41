"""What is alleged by nobody in particular is not the writer's own word. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim


@pytest.mark.parametrize(
    ("text", "word", "speaker", "cue"),
    [
        ("An alleged ambush on the Osk road wounded two soldiers.", "ambush", None, "alleged"),
        ("Claims of a gas attack on Osk spread on Monday.", "attack", None, "Claims"),
        ("Reports of shelling in Osk by rebels alarmed the villagers.", "shelling", None, "Reports"),
        ("The mayor condemned the purported massacre of nine villagers.", "massacre", None, "purported"),
        ("The army's claims of an ambush near Osk spread on Monday.", "ambush", "army", "claims"),
    ],
)
def test_an_allegation_has_a_voice_of_its_own(claims_of, text, word, speaker, cue):
    [claim] = [one for one in claims_of(text, None) if isinstance(one, EventClaim) and one.trigger.quote == word]
    assert (claim.attribution[-1].level, claim.attribution[-1].name) == ("speaker", speaker)
    assert claim.attribution[-1].cue.quote == cue
    assert claim.polarity == "affirmed"


def test_who_speaks_already_answers_for_it(claims_of):
    found = claims_of("The mayor said an alleged ambush had wounded two soldiers.", None)
    [claim] = [one for one in found if isinstance(one, EventClaim) and one.trigger.quote == "ambush"]
    assert claim.attribution[-1].name == "mayor"


@pytest.mark.parametrize(
    "text",
    [
        "The alleged rebels attacked a post near Osk.",
        "An ambush on the Osk road wounded two soldiers.",
        "The report of the council told of an attack on Osk.",
    ],
)
def test_other_words_allege_no_event(claims_of, text):
    assaults = [one for one in claims_of(text, None) if isinstance(one, EventClaim) and one.event.plover == "ASSAULT"]
    assert assaults
    assert all(one.attribution[-1].cue is None or one.attribution[-1].name for one in assaults)


@pytest.mark.parametrize("verbs", ["neither confirmed nor denied", "neither denied nor confirmed"])
def test_who_neither_confirms_nor_denies_confesses_nothing(claims_of, verbs):
    found = claims_of(f"The army {verbs} that it had shelled Osk.", None)
    [claim] = [one for one in found if isinstance(one, EventClaim) and one.trigger.quote == "shelled"]
    assert claim.modality == "possible"
