"""The status of a claim by its own source: older records are read without it, and their ids hold."""

from servanda.model.claims import EventClaim, EventType, MadeBy
from servanda.model.codec import decode, encode
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.spans import Span
from servanda.model.verification import Verification

SAID = sealed(
    EventClaim(
        id="", key="", document_id="d", text_id="t", language="en", span=Span(start=0, end=5, quote="shell"),
        attribution=(Attribution(level="document", name="P"),), made_by=MadeBy(rule="r", version="1"),
        event=EventType(plover="ASSAULT"), trigger=Span(start=0, end=5, quote="shell"),
    )
)  # fmt: skip
WHO = Participant(role="who", name="mission", type="organisation")


def test_a_record_without_the_field_is_read_and_its_id_holds() -> None:
    row = decode(encode(SAID), dict)
    assert row.pop("verification") is None
    old = decode(encode(row), EventClaim)
    assert old == SAID
    assert sealed(old).id == SAID.id


def test_the_status_is_content_and_no_part_of_the_key() -> None:
    told = sealed(replace(SAID, verification=Verification(by=WHO, on="toll", value="unverified", reason="no_access")))
    assert told.id != SAID.id
    assert told.key == SAID.key
    assert told.polarity == "affirmed"
    assert decode(encode(told), EventClaim) == told
