"""What an outline says of the claims of a text: whatever the dossier asks of them without opening them."""

import pytest

from servanda.model.claims import EventClaim, EventType, MadeBy
from servanda.model.making import replace, sealed
from servanda.model.outlines import Claims, asking, outline_of
from servanda.model.parties import Attribution, Withheld
from servanda.model.places import PlaceMention
from servanda.model.spans import Span


def claim(number: int = 1) -> EventClaim:
    quote = f"{number} shelled Ariha"
    return sealed(
        EventClaim(
            id="",
            key="",
            document_id=f"doc_{number}",
            text_id=f"txt_{number}",
            language="en",
            span=Span(start=0, end=len(quote), quote=quote),
            polarity="affirmed",
            modality="asserted",
            attribution=(Attribution(level="document", name="Orient"),),
            made_by=MadeBy(rule="test", version="1"),
            event=EventType(plover="ASSAULT"),
            trigger=Span(start=2, end=9, quote="shelled"),
            places=(PlaceMention(name="Ariha", latitude=35.8, longitude=36.6),),
        )
    )


ASKING = {
    "a place that nobody knows": {"places": (PlaceMention(name="Umm Qarnbulla"),)},
    "whose word it is": {"attribution": (Attribution(level="speaker", name=None),)},
    "who did it": {"withheld": (Withheld(role="who", candidates=("army", "rebels"), reason="actor_disputed"),)},
}


@pytest.mark.parametrize("changes", ASKING.values(), ids=ASKING)
def test_what_waits_by_itself_is_said(changes):
    assert not outline_of("txt_1", [claim()]).asks
    assert outline_of("txt_1", [claim(), replace(claim(), **changes)]).asks


def test_only_documents_in_which_something_asks_are_opened():
    listed = [claim(1), replace(claim(2), places=(PlaceMention(name="Umm Qarnbulla"),)), claim(3)]
    assert asking(listed) == listed
    assert asking(Claims.of(listed)) == (listed[1],)
