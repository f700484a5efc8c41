"""Where a place is told: older records are read without its basis, and their ids hold."""

from servanda.model.claims import EventClaim, EventType, MadeBy
from servanda.model.codec import decode, encode
from servanda.model.ids import key_spans
from servanda.model.incidents import IncidentPlace
from servanda.model.joining import index_identifications, join
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution
from servanda.model.places import PlaceMention
from servanda.model.spans import Span

OSK = Span(start=10, end=13, quote="Osk")
BARE = sealed(
    EventClaim(
        id="", key="", document_id="d", text_id="t", language="en", span=Span(start=0, end=5, quote="shell"),
        attribution=(Attribution(level="document", name="P"),), made_by=MadeBy(rule="r", version="1"),
        event=EventType(plover="ASSAULT"), trigger=Span(start=0, end=5, quote="shell"),
        places=(PlaceMention(name="Osk", mention=OSK),),
    )
)  # fmt: skip


def _with_basis(basis):
    return sealed(replace(BARE, places=(replace(BARE.places[0], basis=basis),)))


def test_a_stated_place_leaves_the_id_of_older_records():
    assert _with_basis("stated").id == BARE.id
    assert decode(encode(_with_basis("stated")), EventClaim).places[0].basis == "stated"


def test_a_carried_place_is_content_and_no_part_of_the_key():
    held = _with_basis("paragraph")
    assert held.id != BARE.id
    assert held.key == BARE.key
    assert OSK in key_spans(BARE)
    assert OSK not in key_spans(held)


def test_a_resolved_place_keeps_its_basis():
    assert join(_with_basis("heading"), index_identifications(())).places[0].basis == "heading"


def test_a_carried_place_says_where_it_is_from():
    assert [place.told for place in (*_with_basis("paragraph").places, *BARE.places)] == [
        "Osk (from the paragraph)",
        "Osk",
    ]
    assert IncidentPlace(name="Osk", basis="heading").told == "Osk (from the heading)"
    assert IncidentPlace().told is None
