"""Who did what stands in a list, and who says so, by the words over it. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim
from servanda.text.listing import listings

OLM = "- Olm: artillery fire on the bridge, two houses damaged.\n- Kesh: sniper fire at 09:30, one soldier wounded."


def told(claims_of, text, trigger):
    """Return who did it and who says so, of what the words of a trigger tell."""
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim)]
    own = [one for one in found if trigger in one.trigger.quote]
    return {
        (who.name, one.attribution[-1].name if len(one.attribution) > 1 else None)
        for one in own
        for who in one.participants
        if who.role == "actor"
    }


@pytest.mark.parametrize(
    ("head", "actor", "speaker"),
    [
        ("The Northern liaison officer reported the following violations by the Southern Army:", "Southern Army", "Northern liaison officer"),
        ("The ministry lists these attacks by the Dawn Brigade in May:", "Dawn Brigade", "ministry"),
        ("Reported by the Estrian liaison officer (violations by the Hill Front):", "Hill Front", "Estrian liaison officer"),
        ("Incidents attributed to FNL fighters:", "FNL fighters", None),
        ("According to the Front, the Estrian army committed the following violations:", "Estrian army", "Front"),
        ("The Second Army complained of the following acts of the Hill Front:", "Hill Front", "Second Army"),
    ],
)  # fmt: skip
def test_the_words_over_a_list_say_who_did_it(claims_of, head, actor, speaker):
    assert told(claims_of, f"{head}\n{OLM}\nThe mission visited Odo.", "fire") == {(actor, speaker)}


@pytest.mark.parametrize(
    "head",
    [
        "Violations observed by the team on 5 May 2031:",
        "Incidents in areas held by the Front:",
        "Complaints received from the Government side:",
        "The Hill Front denied the following attacks by its men:",
        "Breaches of the truce:",
    ],
)
def test_words_over_a_list_that_name_no_doer_charge_nobody(claims_of, head):
    assert not told(claims_of, f"{head}\n{OLM}", "fire")


def test_behind_a_list_nobody_is_meant_any_more(claims_of):
    text = f"Violations by the Hill Front:\n{OLM}\nThe mission visited Odo. Shelling of the town went on."
    assert not told(claims_of, text, "Shelling")


def test_what_a_line_is_of_has_done_nothing(claims_of):
    assert not told(claims_of, "- Mannar: shelling with 60 mm mortars.", "shelling")


def test_lists_stand_under_a_colon():
    text = "Attacks by X:\n- one\n\n- two\nRest:\nno item\n(a) three\n"
    [found] = listings(text)
    assert text[found.start : found.end] == "Attacks by X"
    assert [text[start:end] for start, end in found.items] == ["one", "two"]
