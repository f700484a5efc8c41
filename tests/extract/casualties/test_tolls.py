"""Tolls as ranges; each sentence is invented."""

import pytest

from servanda.model.claims import EventClaim


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("An airstrike on Karvo killed 12 people.", {("killed", 12, 12)}),
        ("An airstrike on Karvo killed at least 12 people.", {("killed", 12, None)}),
        ("An airstrike on Karvo killed up to 12 people.", {("killed", None, 12)}),
        ("An airstrike on Karvo killed dozens of civilians.", {("killed", 24, None)}),
        (
            "Nine people, including six children, were killed in the shelling of Osk.",
            {("killed", 9, 9), ("killed", 6, 6)},
        ),
        ("Shelling killed five soldiers and wounded 12 civilians in Osk.", {("killed", 5, 5), ("injured", 12, 12)}),
        ("A family of five was killed in an air raid on Dorst.", {("killed", 5, 5)}),
        ("No one was killed when a mortar round landed in the garden.", {("killed", 0, 0)}),
        ("The deadly attack on Karvo shocked the region.", {("killed", 1, None)}),
        ("The death toll from the bombing in Arvo rose to 41.", {("killed", 41, 41)}),
        ("Clashes broke out in Dorst, leaving 12 dead and 20 wounded.", {("killed", 12, 12), ("injured", 20, 20)}),
        ("A sniper killed a child in Osk.", {("killed", 1, 1)}),
        ("An elderly couple was wounded in Osk.", {("injured", 2, 2)}),
        ("A couple aged 66 and 70 were wounded in Osk.", {("injured", 2, 2)}),
        ("Gunmen abducted three engineers in Belmar.", {("abducted", 3, 3)}),
        ("Gunmen killed or wounded 20 soldiers in Osk.", {("killed", None, 20), ("injured", None, 20)}),
        ("More than 100 people were killed or injured in the shelling of Osk.", set()),
        ("Shelling wounded 17 people, 11 of them children.", {("injured", 17, 17), ("injured", 11, 11)}),
        ("Shelling killed three people in Osk, two in Dorst and one in Karvo.", {("killed", n, n) for n in (3, 2, 1)}),
        ("The death toll from the raid on Osk rose from 28 to 31.", {("killed", 31, 31)}),
        ("The massacre of 40 villagers in Dorst shocked the region.", {("killed", 40, 40)}),
        ("The raid forced 300 families to flee.", set()),
        ("No casualties were reported after the raid on Osk.", {("killed", 0, 0), ("injured", 0, 0)}),
        ("There were no reports of casualties from the raid on Osk.", set()),
        ("Snipers killed an average of three people a day in Osk.", set()),
        ("Neither of the two guards was hurt in the attack.", {("injured", 0, 0)}),
        ("Of the 17 people wounded in the raid, 11 were children.", {("injured", 17, 17), ("injured", 11, 11)}),
        ("Shelling destroyed 14 houses in Osk.", set()),
        ("Gunmen shot dead a teacher in Osk.", {("killed", 1, 1)}),
        ("The bombing left more than 30 people dead in Osk.", {("killed", 31, None)}),
        ("Soldier killed in clash near Osk", {("killed", 1, 1)}),
        ("The airstrike on Osk killed civilians.", set()),
        ("The attack on Osk lasted three days.", set()),
        ("Both brothers were killed in the raid on Osk.", {("killed", 2, 2)}),
        ("Not one was hurt when shells hit Osk.", {("injured", 0, 0)}),
        ("Gunmen took three engineers hostage in Belmar.", {("abducted", 3, 3)}),
        ("Shells hit Osk without causing casualties.", {("killed", 0, 0), ("injured", 0, 0)}),
        ("Shells hit Osk and no civilian casualties were reported.", set()),
        ("The bombing of Osk claimed the lives of 12 people.", {("killed", 12, 12)}),
        ("Twelve people lost their lives in the shelling of Osk.", {("killed", 12, 12)}),
        (
            "The shelling of Osk killed five people, and among the dead were two nurses.",
            {("killed", 5, 5), ("killed", 2, 2)},
        ),
        ("Shelling injured four people in Osk, three seriously.", {("injured", 4, 4), ("injured", 3, 3)}),
        ("Gunmen attacked Osk and the bodies of six men were found.", {("killed", 6, 6)}),
    ],
)
def test_toll(claims_of, text, wanted):
    claims = [claim for claim in claims_of(text, None) if isinstance(claim, EventClaim)]
    assert {(toll.effect, toll.minimum, toll.maximum) for claim in claims for toll in claim.casualties} == wanted


def test_a_number_stands_in_its_mention(claims_of):
    claims = [
        claim
        for claim in claims_of("Shelling killed 17 farmers in Osk on 3 March 2019.", None)
        if isinstance(claim, EventClaim)
    ]
    (toll,) = [toll for claim in claims for toll in claim.casualties]
    assert toll.mention is not None
    assert "17" in toll.mention.quote
    assert toll.who is not None
    assert toll.who.type == "group"  # what they do says nothing of whether they bear arms


def test_a_toll_that_somebody_else_tells_is_the_others_claim(claims_of):
    text = "The shelling left ten dead in Olm, the governor said, but the army put the toll at four."
    told = {
        (claim.attribution[-1].name, toll.minimum)
        for claim in claims_of(text, "2031-05-15")
        if isinstance(claim, EventClaim)
        for toll in claim.casualties
    }
    assert told == {("governor", 10), ("army", 4)}
