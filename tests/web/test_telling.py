"""What an act is and where it was, in the words of the page."""

from servanda.model.incidents import Incident, IncidentPlace
from servanda.model.making import replace
from servanda.web.telling import one_line, where
from servanda.web.words import Say

UNPLACED = Incident(
    id="inc_1", kind="ASSAULT", members=("clm_1",), n_documents=1, n_independent_origins=1, credibility=3,
)  # fmt: skip
ACT = replace(
    UNPLACED,
    place=IncidentPlace(name="Nyala", latitude=12.05, longitude=24.88, precision="town", radius_km=5.0, country="SD"),
    also_at=(IncidentPlace(name="Umm Gadid"),),
)  # fmt: skip


def test_an_act_at_several_places_is_told_at_all_of_them():
    say = Say("en")
    assert where(ACT, say).startswith("Nyala (")
    assert where(ACT, say).endswith(f", Umm Gadid ({say('not_placed')})")
    assert one_line(ACT, say)[1] == "Nyala, Umm Gadid"
    assert "Umm Gadid" in where(ACT, Say("ar"))


def test_an_act_at_no_known_place_says_so():
    say = Say("en")
    assert where(UNPLACED, say) == say("place_unknown")
