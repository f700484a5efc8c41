"""What an act is and where it was, in the words of the page."""

import re
from types import SimpleNamespace

import pytest

from servanda.model.incidents import Incident, IncidentPlace, IncidentToll
from servanda.model.making import replace
from servanda.model.time import TimeInterval
from servanda.text.counts import Said
from servanda.web.telling import actors_of, counts_of, figures, one_line, places_of, tolls, tolls_of, type_of, where
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


@pytest.mark.parametrize(
    ("said", "english", "arabic"),
    [
        (Said.of(45, None), "at least 45", "45 على الأقل"),
        (Said.of(None, 9), Said.of(None, 9).words, "9 على الأكثر"),
        (Said.of(8, 9), "8 to 9", "من 8 إلى 9"),
        (Said.of(1, 1), "1", "1"),
        (Said(41, None, "more than 40"), "more than 40", "أكثر من 40"),
        (Said(None, None, "dozens"), "dozens", "عشرات"),
        (Said(None, None, "many"), "many", "many"),
    ],
)
def test_a_count_stays_as_it_was_said_in_either_language(said, english, arabic):
    assert figures(said, Say("en")) == english
    assert re.sub("[\u2066-\u2069]", "", figures(said, Say("ar"))) == arabic


def test_the_killed_come_before_the_injured():
    counts = [
        IncidentToll(effect=one, minimum=n, maximum=n, by_source=())
        for n, one in ((3, "displaced"), (2, "injured"), (1, "killed"))
    ]
    assert tolls(counts, Say("en")) == ["1 killed", "2 injured", "3 displaced"]


def test_what_waits_next_is_behind_the_record_or_the_first_of_all():
    from servanda.pipeline import Waiting
    from servanda.web.awaited import next_after

    acts = [Waiting("killed", "incident", f"inc_{n}", "") for n in (1, 2)]
    waiting = (*acts, Waiting("unplaced", "name", "nyala", "Nyala"))
    found = [next_after(waiting, name) for name in ("inc_1", "inc_2", "nyala", "inc_judged")]
    assert found == ["/incidents/inc_2", "/names/?name=Nyala", "", "/incidents/inc_1"]
    assert next_after((), "inc_1") == ""


def test_rows_of_lists_are_in_the_words_of_the_page():
    row = {
        "tolls": "at least 45 killed", "killed": "at least 45", "killed minimum": 45, "killed maximum": None,
        "counts": "3 injured; drone: 2", "alleged actors": "Army (alleged); Rebels (north) (denied)",
    }  # fmt: skip
    english, arabic = Say("en"), Say("ar")
    assert tolls_of(row, english) == "at least 45 killed"
    assert counts_of(row, english) == "3 injured; drone: 2"
    assert actors_of(row, english) == "Army (alleged); Rebels (north) (denies it)"
    for words in (tolls_of(row, arabic), counts_of(row | {"counts": "3 injured"}, arabic)):
        assert not re.search("[a-z]", words)
    assert actors_of(row, arabic).startswith(f"Army ({arabic('stance_alleged')})")
    places = {"place": "Nyala (from the paragraph); Kutum"}
    assert places_of(places, english) == "Nyala (from the paragraph); Kutum"
    assert places_of(places, arabic) == f"Nyala ({arabic('from_paragraph')}); Kutum"
    assert type_of("stance", "condemns", arabic) == arabic("attitude_condemns")
    assert type_of("verdict", "violation; no_violation", english) == "a breach, no breach"
    assert type_of("quotation", None, english) == ""
