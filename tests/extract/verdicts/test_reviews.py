"""Verdicts on verdicts: what a later body does to the finding of an earlier one. Each sentence is invented."""

import pytest

from servanda.model.claims import EventClaim, VerdictClaim

FOUND = "The monitoring team found that the Front violated clause 4 of the truce. "


def verdicts(claims_of, text):
    return [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, VerdictClaim)]


def told(claim):
    earlier = claim.verdict.earlier
    outcomes = [(one.party and one.party.name, one.outcome) for one in claim.verdict.by_party]
    return claim.attribution[-1].name, outcomes, earlier and (earlier.review, earlier.who and earlier.who.name)


@pytest.mark.parametrize(
    ("verb", "review", "outcome"),
    [("upheld", "upheld", "violation"), ("overturned", "overturned", "undetermined"), ("amended", "amended", "undetermined")],
)  # fmt: skip
def test_both_verdicts_are_kept_each_with_its_finder(claims_of, verb, review, outcome):
    text = f"The Ceasefire Board {verb} the monitoring team's finding that the Front violated clause 4 of the truce."
    assert [told(one) for one in verdicts(claims_of, text)] == [
        ("Ceasefire Board", [("Front", outcome)], (review, "monitoring team")),
        ("monitoring team", [("Front", "violation")], None),
    ]


@pytest.mark.parametrize(
    ("rest", "review", "outcome"),
    [
        ("The Ceasefire Board upheld the finding.", "upheld", "violation"),
        ("The Ceasefire Board overturned the team's finding.", "overturned", "undetermined"),
        ("The Ceasefire Board returned the report to the team for further investigation.", "returned", "pending"),
    ],
)
def test_the_finding_right_before_is_meant(claims_of, rest, review, outcome):
    [_, later] = verdicts(claims_of, FOUND + rest)
    finder, outcomes, earlier = told(later)
    assert (finder, outcomes, earlier[0]) == ("Ceasefire Board", [("Front", outcome)], review)


@pytest.mark.parametrize(
    "rest",
    [
        "The government rejected the finding.",
        "The minister overturned the finding.",
        "The Ceasefire Board may overturn the finding.",
        "The Ceasefire Board did not overturn the finding.",
        "The Ceasefire Board sent the report to the team.",
        "The court overturned the verdict of the tribunal against a general.",
    ],
)
def test_nothing_else_is_a_later_verdict(claims_of, rest):
    assert len(verdicts(claims_of, FOUND + rest)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The court overturned the verdict against the general.",
        "The Ceasefire Board upheld the decision to close the road.",
    ],
)
def test_a_review_of_something_else_is_none(claims_of, text):
    assert verdicts(claims_of, text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("On 6 May 2031 the army shelled Nyala. The panel found that the army violated clause 4 by shelling Nyala.", "same"),
        ("On 6 May 2031 the army shelled Nyala. The panel found that the Front violated clause 4 by shelling Nyala.", None),
        ("The army shelled Nyala and Kass. The panel found that the army violated clause 4 by shelling El Fasher.", None),
    ],
)  # fmt: skip
def test_the_act_judged_is_the_one_told_before_only_where_side_and_place_are_the_same(claims_of, text, wanted):
    [act] = [
        one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim) and one.trigger.quote == "shelling"
    ]
    assert (act.takes_up and act.takes_up.type) == wanted
