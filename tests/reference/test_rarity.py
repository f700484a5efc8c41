"""The shipped counts of words: common words are common, and what is in none counts as rare."""

from hashlib import sha256
from importlib.resources import files

from servanda.reference.rarity import load_rarity

DATA = files("servanda.reference").joinpath("data")


def test_it_is_the_file_that_was_written():
    expected = DATA.joinpath("word_rarity.checksums.txt").read_text(encoding="utf-8").split()[0]
    assert sha256(DATA.joinpath("word_rarity.tsv.gz").read_bytes()).hexdigest() == expected


def test_rare_words_weigh_more():
    rarity = load_rarity()
    assert rarity.weight("the") < rarity.weight("attack") < rarity.weight("shell") < rarity.weight("arvenna")
    assert rarity.share("the") > 0.9
    assert 0 < rarity.share("arvenna") < 0.01
