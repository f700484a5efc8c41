"""Where noun phrases begin and end, and what belongs to them."""

import pytest
from tests.extract.parsing import parsed, place

from servanda.extract.clauses import clauses_in
from servanda.extract.clauses.phrases import phrase_of
from servanda.extract.clauses.tree import Tree, Words
from servanda.reference.grammar import grammar_words

ROWS = (
    ("On Friday monitors said that shells hit the village.", "monitors", "monitors", {}),
    ("In May rebels from the north killed two.", "rebels", "rebels", {}),
    ("The commander of the army, General Karv, said so.", "commander", "The commander of the army", {"determiner": "The", "of": "army", "appositions": ["Karv"]}),
    ("General Karv, the commander of the army, said so.", "Karv", "General Karv", {"appositions": ["commander"], "entity": "PERSON"}),
    ("Five soldiers and three farmers died.", "soldiers", "Five soldiers", {"quantifier": "Five", "conjuncts": ["farmers"]}),
    ("Few civilians left the city.", "civilians", "Few civilians", {"quantifier": "Few"}),
    ("Some men left.", "men", "Some men", {"quantifier": "Some", "determiner": "Some"}),
    ("Hundreds of people were killed.", "Hundreds", "Hundreds of people", {"of": "people"}),
    ("At least 12 people died.", "people", "At least 12 people", {"quantifier": "12"}),
    ("The army's shelling of Olm killed two.", "shelling", "The army's shelling of Olm", {"owner": "army", "of": "Olm"}),
    ("The army's shelling of Olm killed two.", "army", "The army", {"determiner": "The"}),
    ("Monday's attack killed two.", "attack", "attack", {"owner": "Monday"}),
    ("The rebels were freed after two days.", "days", "two days", {"quantifier": "two", "entity": "DATE"}),
    ("The men who fired left.", "men", "The men", {"determiner": "The"}),
    ("The attack on Olm killed two.", "attack", "The attack", {"determiner": "The"}),
    ("Members of the council of the province left.", "Members", "Members of the council of the province", {"of": "council"}),
    ("The war wounded at least a million.", "million", "a million", {}),
    ("The army holds roughly a third of the valley.", "third", "a third of the valley", {"of": "valley"}),
    ("All the photos were taken in Olm.", "photos", "All the photos", {"determiner": "the"}),
    ("No soldier fired.", "soldier", "No soldier", {"determiner": "No"}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "wanted", "more"), ROWS)
def test_bounds_and_parts(text, word, wanted, more):
    clauses = clauses_in(parsed(text))
    words = clauses.words
    phrase = clauses.phrase(place(words, word))
    assert words.text(phrase.first, phrase.last) == wanted
    for name in ("determiner", "quantifier", "owner", "of"):
        found = getattr(phrase, name)
        assert (None if found is None else words.forms[found]) == more.get(name), name
    assert [words.forms[item] for item in phrase.conjuncts] == more.get("conjuncts", [])
    assert [words.forms[item] for item in phrase.appositions] == more.get("appositions", [])
    assert phrase.entity == more.get("entity", phrase.entity)


TREES = (
    ("a hyphen before", "-/PUNCT/COMPOUND>1 *men/NOUN/ROOT>1", "men"),
    ("a case mark before", "'s/ELSE/CASE>1 old/ADJ/OTHER>2 *men/NOUN/ROOT>2", "men"),
    ("a case mark first", "his/PRONOUN/OWNER>2 's/ELSE/CASE>2 *men/NOUN/ROOT>2", "his 's men"),
    ("only a case mark", "'s/ELSE/CASE>1 *men/NOUN/ROOT>1", "men"),
    ("the whole of an owner", "the/DET/DETERMINER>1 army/NOUN/OWNER>2 *men/NOUN/ROOT>2", "the army men"),
    ("not before", "not/ADV/NEGATION>1 *men/NOUN/ROOT>1", "men"),
    ("an adverb before", "then/ADV/ADVERB>1 *men/NOUN/ROOT>1", "men"),
    ("a date before", "Friday#DATE/NAME/COMPOUND>1 *men/NOUN/ROOT>1", "men"),
    ("a date before a date", "two#DATE/NUM/NUMBER>1 *days#DATE/NOUN/ROOT>1", "two days"),
    ("a number behind", "*group/NOUN/ROOT>0 two/NUM/NUMBER>0", "group two"),
    ("two behind", "*group/NOUN/ROOT>0 two/NUM/NUMBER>0 three/NUM/NUMBER>0", "group two three"),
    ("a number behind another word", "*group/NOUN/ROOT>0 the/ELSE/PUNCTUATION>0 two/NUM/NUMBER>0", "group"),
    ("in", "*group/NOUN/ROOT>0 in/ADP/PREPOSITION>0 Olm/NAME/GOVERNED>1", "group"),
    ("of", "*group/NOUN/ROOT>0 of/ADP/PREPOSITION>0 the/DET/DETERMINER>3 men/NOUN/GOVERNED>1 two/NUM/NUMBER>3", "group of the men two"),
    ("of, as another link", "*group/NOUN/ROOT>0 of/ADP/OTHER>0 men/NOUN/GOVERNED>1", "group"),
    ("of nothing", "*group/NOUN/ROOT>0 of/ADP/PREPOSITION>0", "group"),
    ("an adjective behind", "*men/NOUN/ROOT>0 responsible/ADJ/ADJECTIVE>0", "men"),
    ("a noun behind", "*General/NOUN/ROOT>0 Karv/NAME/MODIFIER>0 the/DET/DETERMINER>3 man/NOUN/APPOSITION>0", "General Karv"),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted"), [row[1:] for row in TREES], ids=[row[0] for row in TREES])
def test_bounds_of_trees(by_hand, tree, wanted):
    made, head = by_hand(tree)
    phrase = phrase_of(made, head, grammar_words())
    assert made.words.text(phrase.first, phrase.last) == wanted


def test_a_hyphenated_word_is_whole():
    """Whatever the parser makes of its parts."""
    words = Words(
        ["Nabil", "al", "-", "Arabi", "-", "left"],
        ["nabil", "al", "-", "arabi", "-", "left"],
        ["Nabil", "al", "-", "Arabi", "-", "leave"],
        (["name"] * 5 + ["verb"], ["plain"] * 5 + ["past"], [""] * 6),
        ([0, 6, 8, 9, 15, 17], [0] * 6),
    )
    tree = Tree(words, [5, 5, 5, 5, 5, 5], ["subject", "subject", "subject", "subject", "other", "root"])
    assert phrase_of(tree, 3, grammar_words()).first == 1
    assert phrase_of(tree, 1, grammar_words()).first == 1
    assert phrase_of(tree, 0, grammar_words()).first == 0


def test_a_number_counts_before_another_quantifier(by_hand):
    made, head = by_hand("many/ADJ/ADJECTIVE>2 two/NUM/NUMBER>2 *men/NOUN/ROOT>2")
    assert phrase_of(made, head, grammar_words()).quantifier == 1


def test_a_colour_counts_nothing(by_hand):
    made, head = by_hand("red/ADJ/ADJECTIVE>1 *men/NOUN/ROOT>1")
    assert phrase_of(made, head, grammar_words()).quantifier is None
