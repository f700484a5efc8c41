"""How acts of entries of logs are scored, against cases counted by hand."""

from collections import Counter

import pytest
from evaluation.entries import FILES, figures_of, rated
from evaluation.written import FOLDER, rows

from servanda.reference import Reference, ReferenceConfig

ACT = {"words": "shelled", "at": 23, "doer": "rebels", "also": [], "victim": "a mill", "day": "2031-05-06", "place": "Quellin", "dead": 2, "injured": None}  # fmt: skip
ROW = {"id": "x", "published_on": "2031-05-09", "text": "6 May, Quellin: rebels shelled a mill; 2 KIA."}


@pytest.mark.parametrize(
    ("changed", "counted"),
    [
        ({}, {"acts found": 1, "doers right": 1, "days right": 1, "places right": 1, "dead right": 1, "dead given": 1}),
        ({"doer": "soldiers"}, {"doers published": 1, "doers right": 0}),
        ({"day": "2031-05-05"}, {"days published": 1, "days right": 0}),
        ({"dead": 3}, {"dead published": 1, "dead given": 0}),
        ({"status": "foiled"}, {"not so, told": 1, "acts": 0}),
    ],
)
def test_each_slot_is_held_against_the_gold(changed, counted):
    found = rated(ROW | {"acts": [ACT | changed]}, Reference(ReferenceConfig()))
    assert {name: found[name] for name in counted} == counted


def test_shares_are_of_what_is_wanted_or_given():
    figures = figures_of(
        [Counter({"acts": 4, "acts found": 3, "days wanted": 4, "days given": 2, "days published": 3, "days right": 2})]
    )
    assert (figures["acts found"], figures["days given"], round(figures["days right"], 3)) == (0.75, 0.5, 0.667)


@pytest.mark.parametrize("name", [f"{name}{half}" for name in FILES for half in ("", "_kept")])
def test_words_and_names_of_the_gold_stand_in_its_texts(name):
    for row in rows(FOLDER / f"{name}.jsonl"):
        for act in row["acts"]:
            assert row["text"][act["at"] :].startswith(act["words"])
            assert all(value in row["text"] for value in (act["doer"], act["place"], act["victim"]) if value)
