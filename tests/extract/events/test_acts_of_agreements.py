"""Every act that agreements forbid or ask for is read as an event of a type and mode that an agreement file can name. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim

ROWS = """
MOBILIZE troops | Soldiers | Soldiers entered the village of Olm. ; Soldiers moved into the village of Olm. ; Soldiers moved tanks to Olm without notice.
MOBILIZE troops | Rebels | Rebels advanced on Olm. ; Rebels opened a headquarters in Olm.
MOBILIZE troops | Foreign mercenaries | Foreign mercenaries entered Olm.
MOBILIZE hold | rebels | The rebels hold the town of Olm.
MOBILIZE fortify | Soldiers | Soldiers dug trenches near Olm. ; Soldiers erected a bunker in Olm. ; Soldiers set up a checkpoint near Olm.
MOBILIZE recruit | militia | The militia recruited nine boys in Olm. ; The recruitment of children by the militia was reported in Olm.
MOBILIZE weapons | rebels | The rebels laid mines on the road to Olm. ; The rebels placed mortars among houses in Olm. ; The rebels removed nine mortars from the storage site. ; The rebels jammed a drone of the mission.
THREATEN aim | Soldiers | Soldiers aimed their rifles at the villagers.
THREATEN incite | mayor | The mayor incited violence against the residents.
COERCE restrict | Soldiers | Soldiers stopped a patrol of the mission near Olm. ; Soldiers blocked an aid convoy near Olm. ; Soldiers delayed an aid convoy near Olm. ; Soldiers obstructed demining near Olm. ; Soldiers besieged Olm. ; Soldiers closed the crossing at Olm. ; Soldiers prevented families from returning to Olm. ; Soldiers disabled a camera of the mission. ; Soldiers covered a camera of the mission.
COERCE seize | Soldiers | Soldiers occupied the hospital of Olm. ; Soldiers took over a school in Olm.
COERCE arrest | Soldiers | Soldiers detained a teacher in Olm. ; Soldiers detained two aid workers in Olm.
COERCE deport | Soldiers | Soldiers expelled the villagers of Olm.
COERCE curfew | Soldiers | Soldiers imposed a curfew in Olm.
COERCE tax | rebels | The rebels levied a tax on traders in Olm.
COERCE withhold | army | The army cut the electricity of Olm.
COERCE emblem | Rebels | Rebels misused the emblem of the medics in Olm. ; Rebels used an ambulance to move fighters in Olm.
COERCE human-shield | Rebels | Rebels used villagers as human shields in Olm.
ASSAULT loot | Militiamen | Militiamen looted a food convoy near Olm. ; Militiamen stole 300 cows near Olm.
ASSAULT destroy | Soldiers | Soldiers burned nine houses in Olm. ; Soldiers looted homes in Olm. ; Soldiers damaged a water station in Olm. ; Soldiers burned a church in Olm.
ASSAULT sexual | Soldiers | Soldiers raped a woman in Olm.
ASSAULT targeted | Rebels | Rebels executed two captives in Olm.
ASSAULT torture | Guards | Guards tortured a prisoner in Olm.
ASSAULT abduct | Rebels | Rebels took nine villagers hostage in Olm.
ASSAULT unconventional | army | The army used chlorine gas against Olm.
ASSAULT heavy-weapons | army | The army used cluster munitions against Olm. ; The army dropped incendiary bombs on Olm.
ASSAULT drone | army | The army attacked Olm with a drone.
AID arms | Norland | Norland delivered rifles to the rebels.
RETREAT release | rebels | The rebels released nine prisoners in Olm.
RETREAT return | army | The army compensated the families in Olm. ; The army paid compensation to the families in Olm.
RETREAT withdraw | army | The mission verified the withdrawal of the army from Olm.
RETREAT disarm | militia | The militia stood down in Olm.
COOPERATE notify | army | The army notified the commission of the movement.
SANCTION discipline | army | The army disciplined two soldiers. ; The army dismissed the commander of the unit.
ACCUSE investigate | army | The army investigated the killing.
PROTEST demo | Teachers | Teachers marched in Olm.
PROTEST riot | Protesters | Protesters threw stones at the police in Olm.
"""


def events(claims_of, text):
    return [claim for claim in claims_of(text, "2031-05-10") if isinstance(claim, EventClaim)]


@pytest.mark.parametrize(
    ("act", "actor", "text"),
    [
        (act, actor, text)
        for act, actor, texts in (line.split(" | ") for line in ROWS.strip().splitlines())
        for text in texts.split(" ; ")
    ],
)
def test_an_act_has_its_type_and_mode_and_who_did_it(claims_of, act, actor, text):
    kind, mode = act.split()
    found = [one for one in events(claims_of, text) if (one.event.plover, one.event.mode) == (kind, mode)]
    assert len(found) == 1
    assert found[0].polarity == "affirmed"
    assert [part.name for part in found[0].participants if part.role == "actor"] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "The army failed to notify the commission of the movement.",
        "The rebels failed to assemble at the cantonment site.",
        "The militia did not recruit children in Olm.",
        "Soldiers did not occupy the hospital of Olm.",
    ],
)
def test_what_was_not_done_is_denied(claims_of, text):
    assert {one.polarity for one in events(claims_of, text)} == {"denied"}
