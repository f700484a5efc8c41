"""The second reading: who did it by the order of words alone. Invented sentences, each rule with what it must leave open."""

import pytest

from servanda.extract.second_reading import Reading, SecondReader, read_shallowly
from servanda.reference import Reference, ReferenceConfig

LEXICON = Reference(ReferenceConfig()).lexicon


def read(text: str, words: str, reader: SecondReader = read_shallowly):
    start = text.index(words)
    found = reader(text, (start, start + len(words)), LEXICON)
    return found and tuple([text[a:b] for a, b in stretches] for stretches in found)


@pytest.mark.parametrize(
    ("text", "words", "doers"),
    [
        ("The Dawn Front shelled the village of Olm.", "shelled", ["The Dawn Front"]),
        ("On Monday six armed men killed at least six traders in Olm.", "killed", ["On Monday six armed men"]),
        ("The village of Olm was shelled by the Dawn Front on Monday.", "shelled", ["the Dawn Front on Monday"]),
        ("Two policemen killed by the Dawn Front were buried.", "killed", ["the Dawn Front"]),
        ("Olm was shelled by the army, the police and the Dawn Front.", "shelled", ["the army, the police and the Dawn Front"]),
        ("Not the police but the army shelled the mill.", "shelled", ["the army"]),
    ],
)  # fmt: skip
def test_who_stands_where_doers_stand_did_it(text, words, doers):
    assert read(text, words)[0] == doers


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("The police post was attacked late on Monday.", "attacked", "The police post"),
        ("The army said two clerks were killed in Olm.", "killed", "The army"),
        ("An attack on the Dawn Front in Olm left four dead.", "attack", "the Dawn Front"),
        ("The shelling of army posts went on.", "shelling", "army posts"),
        ("Two students shot outside a school.", "shot", "Two students"),
        ("3 soldiers killed 12 injured in Olm", "killed", "3 soldiers"),
        ("Shells fell on the Sarn quarter killing two.", "killing", "the Sarn quarter"),
        ("A raid that residents say killed ten people.", "killed", "residents"),
        ("The Dawn Front asked the mission who had shelled its camp.", "shelled", "the mission"),
        ("Not the police but the army shelled the mill.", "shelled", "Not the police"),
    ],
)
def test_who_stands_where_no_doer_stands_did_not(text, words, other):
    assert other in read(text, words)[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They shelled the village.", "shelled"),
        ("The air base fell to the Dawn Front.", "fell to"),
        ("The army entered Olm and shelled the mill.", "shelled"),
        ("The army, the ministry said, shelled the mill.", "shelled"),
        ("A group that includes the Dawn Front and others shelled the mill.", "shelled"),
        ("Units backed by the Dawn Front shelled the mill.", "shelled"),
        ("The attack killed the mayor.", "killed"),
        ("Police blamed the attack on the Dawn Front.", "attack"),
        ("Police shot at a crowd in Olm.", "shot"),
        ("The men whom soldiers shot in Olm were farmers.", "shot"),
        ("The mayor was killed by a roadside bomb.", "killed"),
        ("The post was taken by night.", "taken"),
        ("The army has not shelled the mill.", "shelled"),
        ("Victory over troops fighting to topple him was near.", "fighting"),
        ("", ""),
        ("?!", "!"),
    ],
)
def test_what_the_order_of_words_leaves_open_is_not_said(text, words):
    assert read(text, words) is None


def test_another_reader_may_stand_there():
    def nobody(sentence, trigger, lexicon):
        return Reading((), ((0, trigger[0]),))

    assert read("The army shelled Olm.", "shelled", nobody) == ([], ["The army "])
