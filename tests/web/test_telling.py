"""What an act is and where it was, in the words of the page."""

from types import SimpleNamespace

import pytest

from servanda.model.incidents import Incident, IncidentPlace
from servanda.model.making import replace
from servanda.model.time import TimeInterval
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


@pytest.mark.parametrize(
    ("start", "end", "published", "expected"),
    [
        ("2031-05-09", "2031-05-10", "2031-05-10", ("2031-05-09", 1, 1)),
        ("2031-05-01", "2031-06-01", "2031-06-03", ("2031-05-01", 31, 33)),
        ("2031-05-09T16:00+00:00", "2031-05-09T18:00+00:00", None, ("2031-05-09", 1, None)),
        (None, "2031-05-10", None, ("2031-05-09", 1, None)),
        ("2031-05-09", None, "2031", ("2031-05-09", 1, None)),
        (None, None, "2031-05-10", None),
    ],
)
def test_days_of_a_claim_stand_on_a_line_with_that_of_publication(start, end, published, expected):
    from servanda.web.placing import line_of

    time = TimeInterval(start=start, end=end, precision="range")
    laid = SimpleNamespace(texts={"doc_1": SimpleNamespace(published_on=published)})
    line = line_of(SimpleNamespace(time=time, document_id="doc_1"), laid, Say("en"))
    if expected is None:
        assert line is None
        return
    day = line["wide"] / expected[1]
    assert day > 3
    assert (line["published"] is None) is (expected[2] is None)
    if expected[2] is not None:
        assert line["published"][0] == pytest.approx(line["from"] + expected[2] * day, abs=1)
    assert line["is_open"] is not (start is not None and end is not None)
