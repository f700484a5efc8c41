"""Two who blame each other are two claims, and blame without a deed is of the one told just before. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim


def charges(claims_of, text):
    """Return who is held to have acted by whom, of each claim of an assault that happened."""
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim)]
    real = [one for one in found if one.event.plover == "ASSAULT" and one.polarity == "affirmed"]
    return {
        (who.name, one.attribution[-1].name)
        for one in real
        for who in one.participants
        if who.role == "actor" and one.modality in {"asserted", "presupposed"}
    }


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Eritrea and Djibouti accused each other of shelling border posts at Ras Doumeira.", "Eritrea", "Djibouti"),
        ("The army and the Karen National Union have blamed one another for the attack on a clinic in Papun.", "army", "Karen National Union"),
        ("Kestria and Oruvia traded accusations of bombing a dam.", "Kestria", "Oruvia"),
        ("Renamo and the Mozambican government accuse each other of attacking buses.", "Renamo", "Mozambican government"),
        ("India and Pakistan on Sunday exchanged accusations over the killing of three shepherds.", "India", "Pakistan"),
        ("The Front and the League traded blame over an ambush that killed nine at Kesh.", "Front", "League"),
        ("The Hill Front and the Estrian army, which have fought since May, blame each other for the bombing of the mill.", "Hill Front", "Estrian army"),
        ("The government of Estria and the Front of Ben Tal have accused one another of shelling Olm.", "government of Estria", "Front of Ben Tal"),
    ],
)  # fmt: skip
def test_each_charges_the_other_and_nobody_himself(claims_of, text, one, other):
    assert charges(claims_of, text) == {(one, other), (other, one)}


@pytest.mark.parametrize(
    "text",
    [
        "Both sides accused each other of shelling the bridge at Olm.",
        "The two ministers accused each other of lying about the raid.",
        "The Front and the League did not accuse each other of shelling Kesh.",
        "The Front, the League and the army accused each other of shelling Kesh.",
    ],
)
def test_nobody_is_charged_where_it_is_open_by_whom(claims_of, text):
    assert not charges(claims_of, text)


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("A bomb killed six people in Kidal. The governor blamed the Azawad Front.", {("Azawad Front", "governor")}),
        (
            "Nine people died in an ambush near Bor. The army blamed the White Banner, and the White Banner blamed the army.",
            {("White Banner", "army"), ("army", "White Banner")},
        ),
        ("Two priests were killed in Palma. Police held the insurgents responsible.", {("insurgents", "Police")}),
        ("The clinic was shelled, and doctors hold the Estrian army responsible.", {("Estrian army", "doctors")}),
        ("The school at Kesh was burned on 4 May. Teachers accuse the Dawn League.", {("Dawn League", "Teachers")}),
    ],
)
def test_blame_without_a_deed_is_of_the_one_told_before(claims_of, text, charged):
    assert charges(claims_of, text) == charged


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed six in Olm. The opposition blamed the government.",
        "A bomb killed six in Olm. Prices rose. The opposition blamed the Front.",
        "A mine killed six herders at Odo. The ministry blamed poor maps.",
        "A bus was ambushed near Bor. The army did not blame the Front.",
        "A bus was ambushed near Bor. The mayor accused the Front of delaying the talks.",
        "A bus was ambushed near Bor. A judge was shot in Olm and a clinic was shelled in Kesh. The mayor blamed the Front.",
    ],
)
def test_blame_for_something_else_charges_nobody(claims_of, text):
    assert not charges(claims_of, text)


def test_a_deed_that_has_its_doer_is_not_laid_to_another(claims_of):
    text = "Rebels killed two clerks in Olm. The minister blamed the Front."
    assert {who for who, _ in charges(claims_of, text)} == {"Rebels"}
