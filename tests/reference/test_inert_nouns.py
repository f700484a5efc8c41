"""The table of nouns that name nobody is the one that was written, and holds no word for people or bodies of people."""

from hashlib import sha256
from importlib.resources import files

from servanda.reference import Reference, ReferenceConfig
from servanda.reference.inert_nouns import CHECKSUMS, inert_nouns

DATA = files("servanda.reference").joinpath("data")


def test_it_is_the_file_that_was_written():
    expected = DATA.joinpath(CHECKSUMS).read_text(encoding="utf-8").split()[0]
    assert sha256(DATA.joinpath("inert_nouns.txt.gz").read_bytes()).hexdigest() == expected


def test_things_are_inert_and_people_are_not():
    assert {"drought", "prayer", "strategy", "quarrel"} <= inert_nouns()
    assert inert_nouns().isdisjoint({"poacher", "militia", "convoy", "village", "mob", "dozen", "remnant"})


def test_our_own_words_for_what_acts_go_before_it():
    unable = Reference(ReferenceConfig()).lexicon.unable
    assert "tank" in inert_nouns()
    assert unable.isdisjoint({"tank", "checkpoint", "warplane", "reinforcement"})
