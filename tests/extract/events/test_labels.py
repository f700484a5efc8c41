"""Labels of ACLED: by the act, and by who did it, to whom and with what. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim


def events(claims_of, text):
    return [claim.event for claim in claims_of(text, "2031-05-10") if isinstance(claim, EventClaim)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Gunmen attacked a clinic in Olm.", "ATTACK"),
        ("Demonstrators attacked a clinic in Olm.", "VIOL_DEMONSTR"),
        ("An angry mob attacked a clinic in Olm.", "MOB_VIOL"),
        ("Police attacked the demonstrators in Olm.", "FORCE_AGAINST_PROTEST"),
        ("Police arrested three demonstrators in Olm.", "PROTEST_WITH_INTER"),
        ("Gunmen attacked a clinic in Olm with grenades.", "GRENADE"),
        ("The army captured the town of Olm.", "GOV_REGAINS_TERIT"),
        ("Rebels captured the town of Olm.", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("Rebels recaptured the town of Olm.", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("The River Army captured the town of Olm.", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("The town of Olm was captured.", None),
        ("Russian troops captured the town of Olm.", None),
        ("Soldiers swapped shots with gunmen near Olm.", None),
        ("Soldiers exchanged shots with gunmen near Olm.", "ARMED_CLASH"),
        ("Both sides exchanged forty prisoners.", "AGREEMENT"),
        ("The company signed a loan agreement with the bank.", None),
        ("Troops burned nine houses in Olm.", "PROPERTY_DISTRUCT"),
        ("Teachers marched through Olm.", "PEACE_PROTEST"),
        ("A gas canister hit her head in Olm.", "ATTACK"),
        ("A tear gas canister killed a student in Olm.", "FORCE_AGAINST_PROTEST"),
        ("Police found and defused a mine near Olm.", "DISR_WEAP"),
        ("A car bomb was defused in Olm.", "DISR_WEAP"),
        ("Troops shot six men who had gathered to pray in Olm.", "ATTACK"),
        ("Residents ransacked an office during a march in Olm.", "VIOL_DEMONSTR"),
        ("Fighters used shells loaded with chlorine gas against a police base near Olm.", "CHEM_WEAP"),
        ("Government troops entered Olm unopposed.", "NON_VIOL_TERRIT_TRANSFER"),
        ("Insurgents overran the district centre of Olm.", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("Rockets landed on a quarter of Olm.", "ART_MISS_ATTACK"),
    ],
)
def test_who_and_whom_decide_between_labels(claims_of, text, label):
    assert {event.acled for event in events(claims_of, text)} <= {label}
    assert label is None or events(claims_of, text)


def test_whom_it_hit_counts_with_what_he_was_doing(claims_of):
    found = events(claims_of, "Troops shot six men who had gathered to protest in Olm.")
    assert {event.acled for event in found} == {"FORCE_AGAINST_PROTEST", "PEACE_PROTEST"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A patrol was fired on near Olm.", "ASSAULT"),
        ("Fighters laid mines on the road to Olm.", "MOBILIZE"),
        ("Soldiers entered the village of Olm.", "MOBILIZE"),
        ("Rebels took the town of Olm.", "ASSAULT"),
    ],
)
def test_acts_that_agreements_forbid(claims_of, text, kind):
    assert [event.plover for event in events(claims_of, text)] == [kind]


def test_who_left_his_post_was_not_fired_on(claims_of):
    assert not any(event.plover == "ASSAULT" for event in events(claims_of, "The minister was fired on Monday."))
