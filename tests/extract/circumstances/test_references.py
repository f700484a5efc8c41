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
        ("They cited resolutions 1234 and 1235 again.", ["resolutions 1234", "1235"]),
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


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled a village in breach of the Lusk Memorandum of 17 September 2018.",
        "The army violated the Geneva Communique of 2012 when it bombed the market.",
        "They broke the Moscow Protocol of 5 March 2020 and seized the port.",
        "Rebels attacked a base under the Adana Accord of 1998.",
        "Despite the Kharkiv Accords of 2010 the army attacked a base.",
        "The army shelled the camp in spite of S/RES/2401 (2018).",
        "Under the Stockholm Agreement the army shelled a factory.",
    ],
)
def test_the_name_of_an_agreement_gives_no_place_and_no_time(claims_of, text):
    events = [claim for claim in claims_of(text, "2021-03-14") if isinstance(claim, EventClaim)]
    assert events
    assert [(claim.places, claim.time.start, claim.time.end) for claim in events] == [((), None, None)] * len(events)


def test_a_date_beside_the_name_is_still_the_events(claims_of):
    text = "They signed the Lusk Accord on 5 March 2020."
    (event,) = [claim for claim in claims_of(text, "2021-03-14") if isinstance(claim, EventClaim)]
    assert event.time.start == "2020-03-05"
