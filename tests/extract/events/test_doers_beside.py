"""Who stands beside a deed and did not do it, each with a twin that did: sides, weapons' owners, gerunds, lists of members, countries."""

import pytest

from servanda.model.claims import EventClaim


def doers(claims_of, text, words):
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim) and words in one.trigger.quote]
    assert found, "no event was found"
    return {who.name for one in found for who in one.participants if who.role == "actor"}


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Battles broke out between the police and gunmen who shelled the mill.", "shelled", {"gunmen"}),
        ("The police and gunmen who shelled the mill are gone.", "shelled", {"police", "gunmen"}),
        ("Clashes between the police and gunmen that killed nine people ended.", "Clashes", {"police", "gunmen"}),
        ("Bombs dropped by army jets hit a mill.", "hit", {"army"}),
        ("A drone shot down by the army hit a mill.", "hit", set()),
        ("Rockets fired by the Osk Brigade killed a nurse.", "killed", {"Osk Brigade"}),
        ("The rebels dealt a blow to the troops driving them out of Osk.", "driving", set()),
        ("Monitors saw soldiers beating two men.", "beating", {"soldiers"}),
        ("Syria bombings leave nine dead in two towns.", "bombings", set()),
        ("US bombings leave nine dead in two towns.", "bombings", {"US"}),
        ("A Syrian gas field battle left 40 dead.", "battle", set()),
        ("The crew of a gunboat shelled the mill.", "shelled", {"crew of a gunboat"}),
    ],
)
def test_who_did_it_and_nobody_beside_him(claims_of, text, words, actors):
    assert doers(claims_of, text, words) == actors


def test_whom_a_gerund_hangs_on_is_kept_as_disputed(claims_of):
    claims = claims_of("The rebels dealt a blow to the troops driving them out of Osk.", "2031-05-15")
    assert {held.reason for one in claims if isinstance(one, EventClaim) for held in one.withheld} == {"actor_disputed"}


def test_who_is_fired_at_is_the_target(claims_of):
    claims = claims_of("Gunmen fired at a patrol and later fired into the air.", "2031-05-15")
    events = [one for one in claims if isinstance(one, EventClaim)]
    assert {who.name for one in events for who in one.participants if who.role == "target"} == {"patrol"}
