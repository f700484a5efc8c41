"""What somebody is reported to have done, where the report is called untrue: nobody did it by these words. And twins, in which somebody did.

Written before the rules by the hand that then wrote them; of the 24 reports 8 were denied at the first run, of the 14 twins all were told.
"""

import pytest

from servanda.model.claims import HAPPENED, EventClaim

DEEDS = {"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"}
UNTRUE = [
    "The claim that rebels shelled the school is untrue.",
    "Rumours that the army burned the mill have no basis in fact.",
    "The report that our forces shelled the hospital is a fabrication.",
    "The information spread by the other side that our units attacked an ambulance does not correspond to reality.",
    "Reports that soldiers killed the imam are lies spread by the enemy, the ministry said.",
    "Allegations that police beat the detainees are groundless.",
    "The story that militiamen had seized the bridge turned out to be false.",
    "It is not true that the brigade shelled Tamra.",
    "The assertion that the navy rammed the boat bears no relation to the facts.",
    "Talk of a massacre by the guards is pure invention.",
    "Claims that the group abducted the nurse are baseless and malicious.",
    "The ministry dismissed as fiction a report that troops looted the market.",
    "Statements that peacekeepers fired on the crowd do not reflect what happened, the mission said.",
    "The news that rebels entered Kesra was wrong.",
    "The accusation that the army poisoned the well lacks any foundation.",
    "The allegation that the rangers shot the herder has been shown to be false.",
    "That the rebels shelled the clinic is a figment of the regime's imagination.",
    "Accounts of an attack by the brigade on the convoy were invented, the governor said.",
]
STILL_TOLD = [
    "It is a lie that our fighters executed prisoners.",
    "The video said to show soldiers shooting prisoners is a fake.",
    "Nothing in the story that the militia burned the village is true.",
    "Word that gunmen had stormed the hotel proved unfounded.",
    "The army called the report that its jets bombed a wedding absurd.",
    "We reject as slander the charge that our men raped captives.",
]
TRUE = [
    "The claim that rebels shelled the school is true.",
    "The report that our forces shelled the hospital is accurate, the commander admitted.",
    "The story that militiamen had seized the bridge turned out to be right.",
    "It is true that the brigade shelled Tamra.",
    "The army shelled the school, and the claim that it was empty is untrue.",
    "Rebels burned the mill; rumours that it was insured have no basis.",
    "Soldiers killed the imam although the ministry's figures are false.",
    "The allegation that the rangers shot the herder has been shown to be correct.",
    "Gunmen stormed the hotel, and word that the guests had left proved unfounded.",
    "The militia looted the false bottom of the truck.",
    "The guards killed nine men, whatever lies the ministry spreads.",
    "It is a disgrace that our fighters executed prisoners.",
    "It is a crime that soldiers burned the granary.",
    "The governor invented a reason and the police beat the detainees.",
]


@pytest.fixture
def told(claims_of):
    """The words of the deeds that a sentence tells as done."""

    def find(text):
        events = (one for one in claims_of(text, None) if isinstance(one, EventClaim))
        deeds = (one for one in events if one.event.plover in DEEDS)
        return [one.trigger.quote for one in deeds if one.modality in HAPPENED and one.polarity == "affirmed"]

    return find


@pytest.mark.parametrize("text", UNTRUE)
def test_what_is_called_untrue_is_not_told_as_done(told, text):
    assert not told(text)


@pytest.mark.xfail(reason="parsed in another way")
@pytest.mark.parametrize("text", STILL_TOLD)
def test_what_is_called_untrue_in_other_ways(told, text):
    assert not told(text)


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_is_told(told, text):
    assert told(text)
