"""Mentions of agreements by grammar and registry; each sentence is invented."""

import pytest

from servanda.model.claims import AgreementReferenceClaim, EventClaim


def mentions(claims_of, text):
    return [claim.span.quote for claim in claims_of(text, None) if isinstance(claim, AgreementReferenceClaim)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They cited UN Security Council resolution 1234.", ["UN Security Council resolution 1234"]),
        ("They cited Security Council Resolution 1325 (2000) again.", ["Security Council Resolution 1325 (2000)"]),
        ("They cited UNSCR 1234 again.", ["UNSCR 1234"]),
        ("They cited S/RES/1234 (2009) again.", ["S/RES/1234 (2009)"]),
        ("They cited resolution No. 1234 again.", ["resolution No. 1234"]),
        ("They cited resolutions 1234 and 1235 again.", ["resolutions 1234 and 1235"]),
        ("They signed the Lusk Protocol of 1994.", ["Lusk Protocol of 1994"]),
        ("They broke the Karvo ceasefire agreement.", ["Karvo ceasefire agreement"]),
        ("They broke the demilitarisation zone agreement.", ["demilitarisation zone agreement"]),
        ("They broke the Lusk accords.", ["Lusk accords"]),
        ("They broke the deal.", []),
        ("The agreement on prices failed.", []),
    ],
)
def test_mentions(claims_of, text, wanted):
    assert mentions(claims_of, text) == wanted


def test_a_resolutions_number_is_never_a_year(claims_of):
    text = "The army shelled Karvo after resolution 2011 of the council."
    times = [claim.time for claim in claims_of(text, "2019-03-14") if isinstance(claim, EventClaim)]
    assert [(time.start, time.end) for time in times] == [(None, None)]
