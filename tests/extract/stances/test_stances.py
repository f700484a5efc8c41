"""Stances: attitude, holder, addressees, object; nested demands apart. Each sentence is invented."""

import pytest

from servanda.model.claims import AssertionClaim, StanceClaim


def stances(claims_of, text):
    return [claim for claim in claims_of(text, None) if isinstance(claim, StanceClaim)]


@pytest.mark.parametrize(
    ("text", "attitude", "holder", "modality"),
    [
        ("Norland supports the formation of a joint council.", "supports", "Norland", "asserted"),
        ("Norland continues to support the formation of a joint council.", "supports", "Norland", "asserted"),
        ("Estria opposes the new border.", "opposes", "Estria", "asserted"),
        ("The ministry condemned the raid on Osk.", "condemns", "ministry", "asserted"),
        ("The ministry welcomed the truce.", "welcomes", "ministry", "asserted"),
        ("The ministry denied the claim.", "denies", "ministry", "asserted"),
        ("The council demanded that the militia withdraw.", "demands", "council", "demanded"),
        ("The council hopes that the truce will hold.", "hopes", "council", "hoped"),
        ("The militia threatened to leave the talks.", "threatens", "militia", "threatened"),
        ("The militia pledged to leave Osk.", "pledges", "militia", "planned"),
        ("The minister accused the militia of theft.", "accuses", "minister", "asserted"),
        ("The minister expressed the hope that the truce will hold.", "hopes", "minister", "hoped"),
        ("The minister stressed the importance of a lasting truce.", "demands", "minister", "demanded"),
        ("The minister voiced support for the envoy.", "supports", "minister", "asserted"),
        ("The mayor insisted that the prisoners be released.", "demands", "mayor", "demanded"),
        ("The mayor suggested that the militia should leave Osk.", "demands", "mayor", "demanded"),
        ("The council called on the militia to leave Osk.", "demands", "council", "demanded"),
        ("The council called on the militia for calm.", "demands", "council", "demanded"),
        ("The council called for calm.", "demands", "council", "demanded"),
        ("The minister appealed to the militia to leave Osk.", "demands", "minister", "demanded"),
        ("The residents are worried that the truce will end.", "fears", "residents", "feared"),
        ("The mayor met residents who are worried that the truce will end.", "fears", "residents", "feared"),
        ("Estria is opposed to the new border.", "opposes", "Estria", "asserted"),
        ("The militia is committed to the truce.", "pledges", "militia", "planned"),
        ("The militia denied shelling Osk.", "denies", "militia", "asserted"),
        ("The militia threatened Norland with war.", "threatens", "militia", "threatened"),
    ],
)
def test_attitude_holder_modality(claims_of, text, attitude, holder, modality):
    found = [(claim.stance.attitude, claim.stance.holder.name, claim.modality) for claim in stances(claims_of, text)]
    assert (attitude, holder, modality) in found


@pytest.mark.parametrize(
    "text",
    [
        "The report suggests that the militia left Osk.",
        "The report suggests the militia might be able to stay in Osk.",
        "The militia denied access to monitors.",
        "The time needed to reach Osk is short.",
        "The ministry neither condemned nor welcomed it and was urged.",
    ],
)
def test_what_declares_no_attitude(claims_of, text):
    assert [claim for claim in stances(claims_of, text) if claim.polarity == "affirmed"] == []


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("The council urged the militia and the army to leave Osk.", ["militia", "army"]),
        ("The council called on Norland to leave Osk.", ["Norland"]),
        ("The council demanded that the militia leave Osk.", ["militia"]),
        ("The council demanded that observers be allowed into Osk.", ["observers"]),
        ("The council demanded that prisoners be freed.", []),
        ("The minister accused the militia of leaving Osk.", ["militia"]),
        ("The council wants Norland to leave Osk.", ["Norland"]),
        ("The forum concluded that the US and other nations must allocate more funds.", ["US", "other nations"]),
    ],
)
def test_who_is_to_act(claims_of, text, addressees):
    assert [[one.name for one in claim.stance.addressees] for claim in stances(claims_of, text)] == [addressees]


def test_nested_demands_are_apart_with_the_one_who_is_to_act(claims_of):
    text = "She called on Norland to raise the pressure on the Estrian regime, to force it to respect the Lusk truce agreement and join the talks."
    found = [claim for claim in stances(claims_of, text) if claim.stance.attitude == "demands"]
    assert [claim.stance.object.quote for claim in found] == [
        "raise the pressure on the Estrian regime",
        "force it to respect the Lusk truce agreement",
        "join the talks",
    ]
    named = [[item.name for item in claim.stance.addressees] for claim in found]
    assert named[0] == ["Norland"]
    assert named[1] == named[2]
    assert "regime" in named[1][0]
    assert [mention.mention.quote for mention in found[1].agreements] == ["Lusk truce agreement"]


def test_an_impersonal_demand_in_a_quotation_is_the_speakers(claims_of):
    text = '"It is important that the council meets the standards," Mara Lind said.'
    (claim,) = stances(claims_of, text)
    assert claim.stance.attitude == "demands"
    assert [item.name for item in claim.stance.addressees] == ["council"]
    assert claim.attribution[-1].name == "Mara Lind"


def test_parties_of_a_needed_consensus_are_addressed(claims_of):
    (claim,) = stances(claims_of, "The minister underscored the need for a consensus between Norland and Estria.")
    assert [item.name for item in claim.stance.addressees] == ["Norland", "Estria"]


def test_a_negated_stance_is_denied(claims_of):
    (claim,) = stances(claims_of, "Norland does not support the plan.")
    assert claim.polarity == "denied"


def test_what_somebody_else_is_to_support_is_no_stance_of_his(claims_of):
    found = stances(claims_of, "Norland may support the plan.")
    assert found == []


def test_as_phrases_and_legal_views_are_assertions(claims_of):
    text = "Norland supports the formation of a council as a gateway to peace. The minister said that the raid was a war crime."
    found = [claim.assertion.object.quote for claim in claims_of(text, None) if isinstance(claim, AssertionClaim)]
    assert found == ["a gateway to peace", "the raid was a war crime"]


def test_each_of_several_holds_it_in_his_own_words(claims_of):
    found = stances(claims_of, "The army and the militia accused each other of shelling Osk.")
    assert [(one.stance.attitude, one.stance.holder.name, one.attribution[-1].name) for one in found] == [
        ("accuses", "army", "army"),
        ("accuses", "militia", "militia"),
    ]
