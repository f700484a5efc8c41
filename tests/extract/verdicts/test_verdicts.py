"""Verdicts of monitors: what they hold besides outcome and party, and who gives none. Each sentence is invented."""

import pytest

from servanda.model.claims import EventClaim, VerdictClaim


def verdicts(claims_of, text):
    return [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, VerdictClaim)]


@pytest.mark.parametrize(
    ("text", "words", "mapped"),
    [
        ("The panel found on the balance of probabilities that the army breached clause 4.", "on the balance of probabilities", "balance_of_probabilities"),
        ("The commission of inquiry has reasonable grounds to believe that the army breached clause 4.", "reasonable grounds to believe", "reasonable_grounds"),
        ("The tribunal found beyond reasonable doubt that the army breached clause 4.", "beyond reasonable doubt", "beyond_reasonable_doubt"),
        ("On the evidence before it, the panel found that the army breached clause 4.", "On the evidence before it", None),
    ],
)  # fmt: skip
def test_the_standard_is_kept_in_its_words_and_mapped_only_by_its_name(claims_of, text, words, mapped):
    found = [claim.verdict.standard for claim in verdicts(claims_of, text)]
    assert [(one.words, one.mapped) for one in found] == [(words, mapped)]


def test_no_standard_is_made_up(claims_of):
    [claim] = verdicts(claims_of, "The panel found that the army was in clear violation of clause 4.")
    assert claim.verdict.standard is None


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("The Joint Military Committee found that the militia violated the truce.", "joint_body"),
        ("The monitoring mission found that the militia violated the truce.", "mission"),
        ("In a draft report the verification team found that the militia violated the truce.", "team_draft"),
        ("The verification team found that the militia violated the truce.", None),
    ],
)
def test_of_which_weight_it_is(claims_of, text, weight):
    assert [claim.verdict.issued_as for claim in verdicts(claims_of, text)] == [weight]


def test_the_rest_of_a_sentence_is_of_the_same_finder(claims_of):
    text = "The Mechanism concludes that the army violated the accord; the rebels did not violate it."
    found = verdicts(claims_of, text)
    assert [one.attribution[-1].name for one in found] == ["Mechanism", "Mechanism"]
    assert [[(who.party.name, who.outcome) for who in one.verdict.by_party] for one in found] == [
        [("army", "violation")],
        [("rebels", "no_violation")],
    ]


def test_a_later_verdict_stands_beside_the_earlier_one(claims_of):
    text = (
        "In May the Board found that the army violated clause 4.\n"
        "In June the Board found that the army did not violate clause 4."
    )
    outcomes = [one.outcome for claim in verdicts(claims_of, text) for one in claim.verdict.by_party]
    assert outcomes == ["violation", "no_violation"]


@pytest.mark.parametrize(
    ("text", "finder"),
    [
        ("Finding: violation by the Government of Article 2.\nIssued by the Ceasefire Committee.", "Ceasefire Committee"),
        ("The rebels are in clear violation of Articles 3 and 4.\nThis report was issued by the Verification Mission.", "Verification Mission"),
        ("The rebels are in clear violation of Articles 3 and 4.\nThis report was issued by the Ministry of Defence.", None),
        ("The rebels are in clear violation of Articles 3 and 4.", None),
    ],
)  # fmt: skip
def test_the_writer_finds_where_the_document_says_who_issued_it(claims_of, text, finder):
    found = verdicts(claims_of, text)
    assert [claim.attribution[-1].name for claim in found] == ([finder] if finder else [])


def test_it_knows_the_acts_that_its_words_tell_of(claims_of):
    text = "The team determined that the Dawn Brigade shelled Sorrel, in breach of the ceasefire. The army shelled Olm."
    claims = claims_of(text, "2031-05-15")
    [verdict] = [claim for claim in claims if isinstance(claim, VerdictClaim)]
    [first, _] = [claim for claim in claims if isinstance(claim, EventClaim)]
    assert verdict.verdict.about == (first.id,)


def test_the_agreement_is_cited_as_named(claims_of):
    [claim] = verdicts(claims_of, "The mission found that the army violated Article 4 of the Minsk Protocol.")
    assert [one.mention.quote for one in claim.agreements] == ["Minsk Protocol"]


@pytest.mark.parametrize(
    "text",
    [
        "The mission concluded that the army violated the ceasefire.",
        "The militia breached the truce, residents said.",
        "Norland accused Estria of violating the truce.",
        "The army charged the rebels with breaches of the cessation of hostilities.",
    ],
)
def test_a_breach_is_no_attack(claims_of, text):
    assert not [one for one in claims_of(text, None) if isinstance(one, EventClaim) and one.event.plover == "ASSAULT"]


def test_a_party_is_named_whole(claims_of):
    [claim] = verdicts(claims_of, "The panel cannot say whether the Sons of Arad laid the mine.")
    assert [one.party.name for one in claim.verdict.by_party] == ["Sons of Arad"]


@pytest.mark.parametrize(
    ("text", "heard", "not_heard"),
    [
        ("The team interviewed the complainant and two witnesses and visited the site. It found that the army violated clause 4.", ["complainant", "witnesses", "site"], []),
        ("The panel found that the Hill Militia breached clause 4. It was unable to visit the site because of mines.", [], [("site", "because of mines")]),
        ("The army did not appear before the tribunal. The tribunal held that the army contravened the treaty.", [], [("respondent", "did not appear before the tribunal")]),
        ("The panel found that the Hill Militia breached clause 4. The Hill Militia refused to be interviewed.", [], [("respondent", "refused to be interviewed")]),
        ("The mission found that the militia broke the truce. The militia denied monitors access to the site.", [], [("site", "denied monitors access to the site")]),
        ("The panel found that the Hill Militia breached clause 4. The police interviewed two witnesses.", [], []),
        ("The mission will interview witnesses next week. The mission found that the militia broke the truce.", [], []),
        ("The mission found that the militia broke the truce.\nThe team interviewed two witnesses.", [], []),
    ],
)  # fmt: skip
def test_whom_the_finder_heard_stands_in_the_paragraph_of_its_verdict(claims_of, text, heard, not_heard):
    [claim] = verdicts(claims_of, text)
    assert [one.part for one in claim.verdict.heard] == heard
    assert [(one.part, one.reason) for one in claim.verdict.not_heard] == not_heard


@pytest.mark.parametrize(
    ("text", "dissent"),
    [
        ("The panel found that the army breached clause 4. Two members dissented.", "Two members dissented."),
        ("The panel found that the army breached clause 4. No member dissented.", None),
        ("The panel found that the army breached clause 4. The press disagreed.", None),
    ],
)
def test_dissent_is_kept_in_its_words(claims_of, text, dissent):
    assert [claim.verdict.dissent for claim in verdicts(claims_of, text)] == [dissent]


def test_it_is_the_body_of_the_sentence_before(claims_of):
    [claim] = verdicts(claims_of, "The monitoring team visited the mill. It was unable to determine who fired.")
    assert claim.attribution[-1].name == "monitoring team"
    assert verdicts(claims_of, "The army visited the mill. It was unable to determine who fired.") == []
