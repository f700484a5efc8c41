"""How far a source says that something was checked, and of which event. Invented sentences."""

import pytest
from tests.extract.conftest import as_layer

from servanda.extract import ExtractConfig, extract
from servanda.extract.verification import checks
from servanda.model.claims import EventClaim

SAID = "Villagers said the militia had burned the clinic in Osk. "


def events(claims_of, text, word):
    found = claims_of(text, "2031-05-15")
    return [one for one in found if isinstance(one, EventClaim) and one.trigger.quote.startswith(word)]


def status(claims_of, text, word):
    [claim] = events(claims_of, text, word)
    found = claim.verification
    return found and (found.value, found.on, found.by and found.by.name, found.reason)


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The bureau verified the shelling of Osk.", "shelling", ("confirmed", "occurrence", "bureau", None)),
        ("Reports of shelling in Osk have not been confirmed.", "shelling", ("unverified", "occurrence", None, None)),
        (
            "Unverified reports of an attack on a convoy near Osk circulated.",
            "attack",
            ("unverified", "occurrence", None, None),
        ),
        ("There was no confirmation of the shelling of Osk.", "shelling", ("unverified", "occurrence", None, None)),
        (
            "The shelling of Osk, confirmed by the bureau, wounded a farmer.",
            "shelling",
            ("confirmed", "occurrence", "bureau", None),
        ),
        (
            "The ministry said rebels had shelled Osk, a claim that could not be verified.",
            "shelled",
            ("unverified", "occurrence", None, None),
        ),
        (
            "The bureau could not establish which side had shelled Osk.",
            "shelled",
            ("unverified", "responsibility", "bureau", None),
        ),
        (
            "There was no sign that rebels had attacked the convoy.",
            "attacked",
            ("not_corroborated", "occurrence", None, None),
        ),
        (
            "The bureau is investigating a claim that the rebels shelled Osk.",
            "shelled",
            ("pending", "occurrence", "bureau", None),
        ),
        (
            "The bureau could confirm in part the shelling of Osk.",
            "shelling",
            ("partly_confirmed", "occurrence", "bureau", None),
        ),
        (
            "Investigators have yet to verify the shelling of Osk.",
            "shelling",
            ("unverified", "occurrence", "Investigators", None),
        ),
        (
            "It is impossible to verify the ministry's report that jets bombed Osk.",
            "bombed",
            ("unverified", "occurrence", None, None),
        ),
    ],
)
def test_what_the_words_themselves_name(claims_of, text, word, wanted):
    assert status(claims_of, text, word) == wanted


@pytest.mark.parametrize(
    ("second", "wanted"),
    [
        ("The bureau confirmed the account.", ("confirmed", "occurrence", "bureau", None)),
        ("The bureau corroborated their account.", ("confirmed", "occurrence", "bureau", None)),
        ("The villagers' claim could not be verified.", ("unverified", "occurrence", None, None)),
        ("The attack was confirmed by the bureau.", ("confirmed", "occurrence", "bureau", None)),
        (
            "Observers could not verify the claim as no witnesses were found.",
            ("unverified", "occurrence", "Observers", "no_witness"),
        ),
        ("Observers came too late to verify the claim.", ("unverified", "occurrence", "Observers", "too_late")),
        ("Observers had no way of confirming the claim.", ("unverified", "occurrence", "Observers", None)),
        ("The bureau was unable to check the claim.", ("unverified", "occurrence", "bureau", None)),
        ("The claim is impossible to verify.", ("unverified", "occurrence", None, None)),
        ("The claim is awaiting verification.", ("pending", "occurrence", None, None)),
        ("The bureau was able to confirm part of the claim.", ("partly_confirmed", "occurrence", "bureau", None)),
        ("The ministry's claim could not be verified.", None),
        ("The agency cannot verify reports from Osk.", None),
        ("The agency cannot independently verify battlefield reports.", None),
        ("The bureau verified the authenticity of the footage.", None),
        ("The protest was confirmed by the bureau.", None),
        ("It could not be reached by road.", None),
        ("Monitors were sent to verify the claim.", None),
        ("The bureau will verify the claim.", None),
        ("If confirmed, the claim would embarrass the militia.", None),
        ("The militia did not confirm the claim.", None),
        ("The militia neither confirmed nor denied the claim.", None),
    ],
)
def test_what_the_sentence_right_before_told(claims_of, second, wanted):
    assert status(claims_of, SAID + second, "burned") == wanted


def test_what_one_voice_told_is_taken_up_whole_and_side_remarks_are_not(claims_of):
    text = (
        "The governor said rebels, who shelled Osk in March, had killed a guard. The information could not be verified."
    )
    assert status(claims_of, text, "killed") == ("unverified", "occurrence", None, None)
    assert status(claims_of, text, "shelled") is None


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said a drone hit a school, and rebels said a tank was blown up. The claim could not be verified.",
        "Villagers said the militia had burned the clinic. It rained on Monday. The claim could not be verified.",
        "Soldiers shot two herders, confirming that they had orders to shoot.",
        "As the bureau confirmed, the army shelled Osk.",
        "Police are investigating the killing of two farmers in Osk.",
        "Reports confirmed that the army shelled Osk.",
        "The army confirmed that no soldier was killed in Osk.",
    ],
)
def test_nothing_is_given_where_nothing_is_plain(claims_of, text):
    found = claims_of(text, "2031-05-15")
    assert not [one for one in found if isinstance(one, EventClaim) and one.verification]


def test_only_what_is_disproved_is_denied_by_who_disproved_it(claims_of):
    [claim] = events(claims_of, f"{SAID}The bureau disproved the claim.", "burned")
    assert (claim.polarity, claim.attribution[-1].name, claim.verification.value) == ("denied", "bureau", "disproved")
    [claim] = events(claims_of, f"{SAID}The bureau found the claim to be false.", "burned")
    assert (claim.polarity, claim.attribution[-1].name, claim.verification.value) == ("denied", "bureau", "disproved")
    [claim] = events(claims_of, f"{SAID}The bureau found no evidence of the attack.", "burned")
    assert (claim.polarity, claim.attribution[-1].name, claim.verification.value) == (
        "affirmed",
        "Villagers",
        "not_corroborated",
    )


def test_whoever_speaks_answers_for_a_check_that_names_nobody(claims_of):
    text = "The attack on Osk could not be independently confirmed, the agency said."
    assert status(claims_of, text, "attack") == ("unverified", "occurrence", "agency", None)


def test_of_two_that_differ_none_is_given(claims_of):
    text = f"{SAID}The bureau confirmed the claim, but the office could not verify the claim."
    assert status(claims_of, text, "burned") is None


def test_what_is_told_at_a_meeting_names_it_as_it_is(claims_of):
    text = "Envoys met to discuss the shelling of Osk, which monitors had confirmed."
    found = {one.id: one for one in claims_of(text, "2031-05-15")}
    named = {one.topic_of for one in found.values() if isinstance(one, EventClaim) and one.topic_of}
    assert named <= found.keys()


@pytest.mark.guarded
def test_a_fault_costs_one_sentence_its_status(reference, monkeypatch):
    monkeypatch.setattr(checks, "reason_of", lambda *_: 1 / 0)
    layer = as_layer("The bureau could not verify the shelling of Osk.")
    found = extract(layer, ExtractConfig(), reference)
    assert [one.rule for one in found.passed_over] == ["verification"]
    assert [one for one in found if isinstance(one, EventClaim)]
