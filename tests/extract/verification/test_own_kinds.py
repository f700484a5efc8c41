"""Kinds of checks that monitors and agencies tell of, one own sentence or two each, written before the rules that mend them.

First run (1 December 2026), before any rule was changed: 15 of 24 rows of events; of observations 2 of 9, the two twins.
Afterwards two rows were given the trigger that bears their toll, and four the words for watchers that observations are read by. Now: 20 of 24 and
9 of 9; what is left open stands in LEFT, with the reason.
"""

import pytest

from servanda.model.claims import EventClaim, ObservationClaim

EVENTS = [
    # confirmed by a body after somebody else's word, by what it saw or did
    ("Herders from Vell said raiders had burned their camp. The mission went there and confirmed their account.", "burned", ("confirmed", "occurrence", "mission")),
    ("The council of Vell reported that troops had shot a miller. The human rights office confirmed the shooting.", "shot", ("confirmed", "occurrence", "human rights office")),
    ("Mortar rounds hit the market of Vell, the mayor said. The office was able to verify the attack.", "hit", ("confirmed", "occurrence", "office")),
    ("The shooting of a miller at Vell was confirmed by the panel.", "shooting", ("confirmed", "occurrence", "panel")),
    # nothing found for it
    ("The Front complained that the army had looted a store at Vell. The team found no evidence to support the allegation.", "looted", ("not_corroborated", "occurrence", "team")),
    ("The Front complained that the army had looted a store at Vell. The team found nothing that bore out the complaint.", "looted", ("not_corroborated", "occurrence", "team")),
    ("The army alleged that the Front shelled Vell. The allegation was not substantiated.", "shelled", ("not_corroborated", "occurrence", None)),
    ("The patrol saw no traces of the shelling that the Front had reported at Vell.", "shelling", ("not_corroborated", "occurrence", "patrol")),
    # disproved
    ("The army said the Front had blown up the bridge at Vell. The mission visited the bridge, found it intact and concluded that the claim was false.", "blown up", ("disproved", "occurrence", "mission")),
    ("The army said the Front had blown up the bridge at Vell. The mission established that the report was untrue.", "blown up", ("disproved", "occurrence", "mission")),
    ("The observers refuted the claim that the Front had shelled Vell.", "shelled", ("disproved", "occurrence", "observers")),
    # who did it could not be told
    ("Shells hit Vell on Monday. The mission could not determine responsibility.", "hit", ("unverified", "responsibility", "mission")),
    ("Shells hit Vell on Monday. The mission was not in a position to say who had fired them.", "hit", ("unverified", "responsibility", "mission")),
    ("The mission confirmed the shelling of Vell but could not attribute it to either side.", "shelling", ("confirmed", "occurrence", "mission")),
    ("The panel was unable to establish who killed the miller.", "killed", ("unverified", "responsibility", "panel")),
    # how many could not be told
    ("Six people were killed when shells hit Vell, the hospital said. The mission could not confirm the number of dead.", "hit", ("unverified", "toll", "mission")),
    ("Shells hit Vell and killed six people, the hospital said. The toll could not be verified.", "hit", ("unverified", "toll", None)),
    ("The hospital said six people were killed in the attack on Vell; the mission was unable to verify the figure.", "attack", ("unverified", "toll", "mission")),
    # not checked, nobody named
    ("The army said drones had struck a depot in Vell. There was no independent confirmation.", "struck", ("unverified", "occurrence", None)),
    ("The Front claimed to have captured Vell. The claim has not been independently verified.", "captured", ("unverified", "occurrence", None)),
    ("Troops shot two traders near Vell, villagers said, but it was not possible to verify their account.", "shot", ("unverified", "occurrence", None)),
    # twins: nothing was checked
    ("The mission verified the list of prisoners after the attack on Vell.", "attack", None),
    ("The minister confirmed that he would travel to Vell, where troops shot two traders.", "shot", None),
    ("The mission was deployed to verify the truce; on Monday shells hit Vell.", "hit", None),
]  # fmt: skip
OBSERVATIONS = [
    ("The army said footage showed three tanks near Vell. The mission could not verify this.", "tanks", ("unverified", "occurrence", "mission")),
    ("The Front said its observers saw two howitzers at Vell. The report could not be independently verified.", "howitzers", ("unverified", "occurrence", None)),
    ("The Front reported that its lookouts had heard explosions at Vell. The patrol confirmed the report.", "explosions", ("confirmed", "occurrence", "patrol")),
    ("The team confirmed that observers had seen a tank in Vell.", "tank", ("confirmed", "occurrence", "team")),
    ("The army said the Front had denied the monitors access to Vell. The mission is investigating the allegation.", "denied", ("pending", "occurrence", "mission")),
    ("The Front said its observers saw two howitzers at Vell. The patrol found no evidence to support the claim.", "howitzers", ("not_corroborated", "occurrence", "patrol")),
    ("The Front said its observers saw two howitzers at Vell. The mission disproved the claim.", "howitzers", ("disproved", "occurrence", "mission")),
    # twins
    ("The mission saw two tanks near Vell. It could not verify the number of prisoners.", "tanks", None),
    ("The patrol saw a tank at Vell and verified the fuel store.", "tank", None),
]  # fmt: skip
LEFT = {
    5: "a thing that is 'nothing' with a clause behind it is not read",
    7: "the shelling is told in the side remark alone and makes no claim",
    10: "who refutes a claim as a rule only denies it: it is read as a denial",
    12: "who cannot 'say' is no check: anybody may be asked",
}


def status(claim):
    found = claim.verification
    return found and (found.value, found.on, found.by and found.by.name)


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        pytest.param(*row, marks=pytest.mark.xfail(reason=LEFT[number], strict=True)) if number in LEFT else row
        for number, row in enumerate(EVENTS)
    ],
)
def test_events_have_the_status_that_their_source_gives_them(claims_of, text, word, wanted):
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim) and word in one.trigger.quote]
    assert found
    assert {status(one) for one in found} == {wanted}


@pytest.mark.parametrize(("text", "word", "wanted"), OBSERVATIONS)
def test_observations_have_it_too(claims_of, text, word, wanted):
    found = [
        one for one in claims_of(text, "2031-05-15") if isinstance(one, ObservationClaim) and word in one.span.quote
    ]
    assert found
    assert {status(one) for one in found} == {wanted}


def test_a_disproved_observation_is_a_denial_of_who_disproved_it(claims_of):
    text = OBSERVATIONS[6][0]
    [claim] = [one for one in claims_of(text, "2031-05-15") if isinstance(one, ObservationClaim)]
    assert (claim.polarity, claim.attribution[-1].name) == ("denied", "mission")
