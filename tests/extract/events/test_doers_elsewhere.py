"""Who did it, where the words for him stand elsewhere than a parser looks, and who only seems to have done it. Each with a twin."""

import pytest

from servanda.model.claims import EventClaim


def events(claims_of, text, words):
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim) and words in one.trigger.quote]
    assert found, "no event was found"
    return found


def doers(claims_of, text, words):
    return {who.name for one in events(claims_of, text, words) for who in one.participants if who.role == "actor"}


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Militants believed to be members of the Lake Front killed two teachers in Osk.", "killed", {"Militants"}),
        ("Gunmen thought to be deserters killed nine traders.", "killed", {"Gunmen"}),
        ("Nine families were evicted with violence by private guards.", "evicted", {"private guards"}),
        ("Nine families were evicted with their goats by Sunday.", "evicted", set()),
        ("The house arrest of a minister by the Osk Brigade began on Sunday.", "arrest", {"Osk Brigade"}),
        ("Around 5 AM junta soldiers torched the village of Osk.", "torched", {"junta soldiers"}),
        ("Mills damaged in shelling on Sunday were rebuilt.", "shelling", set()),
        ("Its spokesman Azad said they shot two labourers.", "shot", {"they"}),
        ("The rebels said they shot two labourers.", "shot", {"rebels"}),
        ("Guards used batons on teachers.", "used", {"Guards"}),
        ("Herders burned two excavators near Osk.", "burned", {"Herders"}),
    ],
)
def test_who_did_it(claims_of, text, words, actors):
    named = doers(claims_of, text, words)
    assert all(any(actor in name for name in named) for actor in actors)
    assert len(named) == len(actors)


def test_who_is_thought_to_be_somebody_says_nothing(claims_of):
    found = events(claims_of, "Gunmen thought to be deserters killed nine traders.", "killed")
    assert [(one.modality, len(one.attribution)) for one in found] == [("asserted", 1)]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The fire looked like an attack by rebels.", "possible"),
        ("The fire followed an attack by rebels.", "presupposed"),
    ],
)
def test_what_an_attack_is_likened_to_did_not_happen(claims_of, text, modality):
    assert {one.modality for one in events(claims_of, text, "attack")} <= {modality, "asserted"} - (
        {"asserted"} if modality == "possible" else set()
    )
