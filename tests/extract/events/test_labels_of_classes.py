"""One label of ACLED by classes of verbs and nouns, in the active, the passive and as a noun. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim

ROWS = """
ABDUCT_DISSAP | Gunmen led away two nurses in Olm. | Men forced a lawyer into a van in Olm. | The hostage-taking of two engineers in Olm ended.
AGREEMENT | The two sides agreed on a truce in Olm. | Peace talks between the army and the rebels opened in Olm. | A prisoner swap between Norland and Estria freed sixty soldiers.
ARMED_CLASH | Rebels attacked an army outpost in Olm. | A firefight between police and gunmen killed two people in Olm. | Troops killed five militants in Olm.
ARREST | Police picked up a student in Olm. | A teacher was remanded in custody in Olm.
ATTACK | Raiders hacked two herders to death in Olm. | Militants slit the throats of five loggers in Olm.
CHANGE_TO_GROUP_ACT | Troops moved tanks towards the border. | Three factions merged in Olm. | A militia joined the insurgents in Olm.
CHEM_WEAP | The army shelled the village of Olm with white phosphorus. | A gas attack killed nine people in Olm.
DISR_WEAP | Peacekeepers found a cache of mortars in Olm. | Sappers dismantled a bomb in Olm. | The seizure of forty rockets in Olm was announced.
FORCE_AGAINST_PROTEST | Soldiers opened fire on a demonstration in Olm. | Police fired into a crowd of protesters in Olm.
GOV_REGAINS_TERIT | Soldiers expelled the militants from the town of Olm. | The army restored control over the town of Olm. | The recapture of the town of Olm by the army was announced.
HQ_ESTABLISHED | Soldiers built a new outpost near Olm. | Rebels turned the clinic of Olm into a base.
MOB_VIOL | Villagers attacked a tax collector in Olm. | The lynching of two men in Olm was reported.
NON_STATE_ACTOR_OVERTAKES_TER | The army lost the town of Olm to the rebels. | The capture of the town of Olm by the rebels was confirmed.
NON_VIOL_TERRIT_TRANSFER | Rebels moved into Olm without resistance. | Soldiers withdrew from the town of Olm. | The handover of the town of Olm to the army took place.
OTHER | The army imposed a curfew in Olm. | Norland closed its border on Sunday.
PEACE_PROTEST | Hundreds gathered in Olm to demand elections. | Lawyers held a sit-in in Olm.
PROPERTY_DISTRUCT | Bandits stole 300 cows near Olm. | The looting of a warehouse in Olm by soldiers was reported.
PROTEST_WITH_INTER | Police blocked a march in Olm. | Soldiers broke up a sit-in in Olm.
REM_EXPLOS | A tractor drove over a mine near Olm. | The bus triggered a roadside bomb near Olm.
SEX_VIOL | Guards sexually abused detainees in Olm. | Militants forced seven girls into marriage in Olm. | The sexual assault of a nurse by soldiers in Olm was reported.
SUIC_BOMB | A woman detonated her vest in Olm. | A suicide blast killed nine people in Olm.
VIOL_DEMONSTR | Thousands rioted in Olm. | Protesters clashed with police in Olm. | A protest in Olm turned violent.
"""


def events(claims_of, text):
    return [claim.event for claim in claims_of(text, "2031-05-10") if isinstance(claim, EventClaim)]


@pytest.mark.parametrize(
    ("label", "text"),
    [(label, text) for label, *texts in (line.split(" | ") for line in ROWS.strip().splitlines()) for text in texts],
)
def test_a_class_has_its_label(claims_of, label, text):
    assert label in {event.acled for event in events(claims_of, text)}


@pytest.mark.parametrize(
    "text",
    [
        "A Kurdish campaign for elections began in Olm.",
        "The company moved its tanks of milk towards the border.",
        "The band split over money.",
        "The choir gathered in Olm to sing.",
        "The farmer cut down an old oak.",
        "The army lost the match to the navy.",
    ],
)
def test_everyday_uses_are_no_acts_of_war(claims_of, text):
    assert not {event.plover for event in events(claims_of, text)} & {"ASSAULT", "COERCE", "PROTEST"}


def test_a_people_before_a_noun_is_no_kind_of_it(claims_of):
    raids = events(claims_of, "Estrian raids on a market in Olm killed nine people.")
    assert {(event.mode, event.acled) for event in raids} == {(None, "ATTACK")}


def test_a_building_can_be_hit_though_the_building_of_a_base_is_an_act(claims_of):
    claims = claims_of("The car bomb damaged two buildings in Olm.", "2031-05-10")
    assert {part.role for claim in claims if isinstance(claim, EventClaim) for part in claim.participants} >= {"target"}
