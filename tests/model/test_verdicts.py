"""A verdict is a claim like others: its outcome is content, its key holds on to its words alone."""

from servanda.model.claims import MadeBy, VerdictClaim
from servanda.model.codec import decode, encode
from servanda.model.making import kind_of, replace, sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.spans import Span
from servanda.model.verdicts import PartyOutcome, VerdictDetail

ARMY = Participant(role="who", name="army", type="organisation")
FOUND = sealed(
    VerdictClaim(
        id="", key="", document_id="d", text_id="t", language="en", span=Span(start=0, end=4, quote="army"),
        attribution=(Attribution(level="document", name="P"), Attribution(level="speaker", name="Board")),
        made_by=MadeBy(rule="verdict.verb", version="1"),
        verdict=VerdictDetail(by_party=(PartyOutcome(party=ARMY, outcome="violation"),), article="Article 4"),
    )
)  # fmt: skip


def test_it_is_written_and_read() -> None:
    assert kind_of(FOUND) == "verdict"
    assert decode(encode(FOUND), VerdictClaim) == FOUND


def test_another_outcome_is_another_claim_under_the_same_key() -> None:
    other = replace(FOUND.verdict, by_party=(PartyOutcome(party=ARMY, outcome="no_violation"),))
    turned = sealed(replace(FOUND, verdict=other))
    assert turned.id != FOUND.id
    assert turned.key == FOUND.key
