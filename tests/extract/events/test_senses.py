"""Words of many senses: war, or labour, trade, weather, sport and figures of speech. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim

HARMFUL = {"ASSAULT", "COERCE", "THREATEN"}


def harmful(claims_of, text, **more):
    claims = claims_of(text, "2031-05-10", **more)
    return [
        one
        for one in claims
        if isinstance(one, EventClaim) and one.event.plover in HARMFUL and one.polarity == "affirmed"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Jets struck the bridge of Olm.",
        "An air strike hit Olm.",
        "Soldiers committed a massacre in Olm.",
        "Rebels executed nine villagers in Olm.",
        "A hail of bullets killed a driver in Olm.",
        "The rebels warned that they would attack Olm.",
        "Gunners targeted the market of Olm.",
        "Riot police charged the crowd in Olm.",
        "Soldiers fired on a bus near Olm.",
        "Troops stormed the school of Olm.",
    ],
)
def test_it_is_war(claims_of, text):
    assert harmful(claims_of, text)


@pytest.mark.parametrize(
    "text",
    [
        "The parties struck a bargain in Olm.",
        "Miners struck for nine days over pay.",
        "A strike of teachers closed the schools of Olm.",
        "The minister committed himself to reform.",
        "The donors committed nine million to the clinic.",
        "The engineers executed the plan in Olm.",
        "The pilot executed a difficult landing.",
        "A hail storm destroyed the crops of Olm.",
        "Residents hailed the agreement.",
        "The singer hails from Olm.",
        "The agency warned of floods in Olm.",
        "Doctors warned that the clinic would close.",
        "The programme targeted poor families in Olm.",
        "The campaign targeted young voters.",
        "The ministry met its target for vaccinations.",
        "Prosecutors charged nine men with theft.",
        "The hotel charged nine dollars a night.",
        "The company fired nine workers.",
        "A fire destroyed nine shops in Olm.",
        "The child had an operation in the hospital of Olm.",
        "The bank began operations in Olm.",
        "A storm killed nine people in Olm.",
        "The coach stormed out of the room.",
        "The new song bombards the ear.",
        "The singer called a truce with her critics.",
        "The striker led the attack of the home side.",
        "The two clubs fight a battle for the title.",
        "The striker shot wide from close range.",
        "The late goal killed the match.",
        "The champions crushed the visitors 4-0.",
        "Prices exploded in Olm.",
        "Locusts invaded the fields of Olm.",
        "The film bombed at the box office.",
        "A price war broke out between two shops.",
        "Reporters besieged the minister with questions.",
        "The poet captured the mood of the town.",
        "The singer dropped a bombshell at the gala.",
        "The party torpedoed the bill.",
        "The two teams fought out a draw.",
        "The team defended with ten men after the attack.",
        "Olm's attack tore the visitors apart in the derby.",
    ],
)
def test_it_is_no_war(claims_of, text):
    assert not harmful(claims_of, text)
