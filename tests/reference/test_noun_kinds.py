"""The table of what nouns name is the one that was written, and tells people from things."""

from hashlib import sha256
from importlib.resources import files

from servanda.reference.noun_kinds import CHECKSUMS, noun_kinds

DATA = files("servanda.reference").joinpath("data")


def test_it_is_the_file_that_was_written():
    expected = DATA.joinpath(CHECKSUMS).read_text(encoding="utf-8").split()[0]
    assert sha256(DATA.joinpath("noun_kinds.tsv.gz").read_bytes()).hexdigest() == expected


def test_people_things_and_beasts_are_told_apart():
    kinds = noun_kinds()
    told = {noun: kinds.get(noun) for noun in ("beekeeper", "stall", "goat", "bread", "gang", "money")}
    assert told == {
        "beekeeper": "person",
        "stall": "artifact",
        "goat": "animal",
        "bread": "food",
        "gang": "group",
        "money": "possession",
    }


def test_what_may_be_a_machine_is_no_person():
    assert "excavator" not in noun_kinds()


def test_names_are_no_kind_of_thing():
    assert "lincoln" not in noun_kinds()
