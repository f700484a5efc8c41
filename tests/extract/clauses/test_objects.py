"""Objects, recipients, agents, prepositional phrases and complements."""

import pytest

from servanda.extract.clauses.objects import agents, complements, objects, recipients
from servanda.reference.grammar import grammar_words

ROWS = (
    ("The army shelled Olm and Velim.", "shelled", "objects", ["Olm", "Velim"]),
    ("The rebels killed and wounded five civilians.", "killed", "objects", ["five civilians"]),
    ("The village that the army shelled was empty.", "shelled", "objects", ["The village"]),
    ("The village the army shelled was empty.", "shelled", "objects", ["The village"]),
    ("The soldiers whom the militia captured were freed.", "captured", "objects", ["The soldiers"]),
    ("The day the army attacked was cold.", "attacked", "objects", []),
    ("The village where the army attacked was empty.", "attacked", "objects", []),
    ("The militia whose fighters shelled Olm withdrew.", "shelled", "objects", ["Olm"]),
    ("The army told reporters that it had left.", "told", "recipients", []),
    ("The ministry attributed the bombing of Torsk to the army.", "attributed", "obliques", [("to", "the army")]),
    ("The bombing of Torsk was attributed to the army by the ministry.", "attributed", "agents", ["the ministry"]),
    ("The bombing of Torsk was attributed to the army by the ministry.", "attributed", "obliques", [("to", "the army")]),
    ("The militia was blamed for the attack on Olm by nobody.", "blamed", "agents", ["nobody"]),
    ("The government held the militia responsible for the shelling of Osk.", "held", "objects", ["the militia"]),
    ("The government held the militia responsible for the shelling of Osk.", "held", "complements", [("predicate", "responsible")]),
    ("The council accused the rebels of theft.", "accused", "obliques", [("of", "theft")]),
    ("The militia was held responsible for the shelling of Osk by the government.", "held", "agents", ["the government"]),
    ("The monitors fled because of the shelling.", "fled", "obliques", [("because", "the shelling")]),
    ("On Friday monitors said that shells hit the village.", "said", "obliques", [("On", "Friday")]),
    ("On Friday monitors said that shells hit the village.", "said", "complements", [("content", "hit")]),
    ("The army refused to leave.", "refused", "complements", [("open", "leave")]),
    ("The army carried out the killing of farmers in Olm.", "carried", "objects", ["the killing of farmers"]),
    ("The army hit the village, killing two people.", "hit", "adjuncts", ["killing"]),
    ("The rebels were blamed by Friday.", "blamed", "obliques", [("by", "Friday")]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "field", "wanted"), ROWS)
def test_what_stands_with_a_verb(ask, text, word, field, wanted):
    found = getattr(ask(text, word), field)
    if field == "obliques":
        wanted = [(preposition.lower(), phrase) for preposition, phrase in wanted]
    assert found == wanted


NOUN = "place/NOUN/ROOT>0"
GAPS = (
    ("a gap", "village=village/NOUN/ROOT>0 army/NOUN/SUBJECT>2 *hit/VERB.PAST/RELATIVE>0", "village"),
    ("hung on the verb", "*killed/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 and/ELSE/COORDINATOR>0 women/NOUN/CONJUNCT>0", "men women"),
    ("a number hung on the verb", "*killed/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 and/ELSE/COORDINATOR>0 six/NUM/CONJUNCT>0", "men"),
    ("hung on the verb before the object", "*killed/VERB.PAST/ROOT>0 women/NOUN/CONJUNCT>0 men/NOUN/OBJECT>0", "men"),
    ("hung on a verb without object", "*left/VERB.PAST/ROOT>0 women/NOUN/CONJUNCT>0", ""),
    ("in the raids he said", "raids/NOUN/ROOT>0 he/PRONOUN/SUBJECT>2 *said=say/VERB.PAST/RELATIVE>0", ""),
    ("of a time", "village#DATE/NOUN/ROOT>0 army/NOUN/SUBJECT>2 *hit/VERB.PAST/RELATIVE>0", ""),
    ("of a setting", f"{NOUN} army/NOUN/SUBJECT>2 *hit/VERB.PAST/RELATIVE>0", ""),
    ("no relative clause", "village/NOUN/ROOT>0 army/NOUN/SUBJECT>2 *hit/VERB.PAST/OF_NOUN>0", ""),
    ("no subject", "village/NOUN/ROOT>0 *hit/VERB.PAST/RELATIVE>0", ""),
    ("a mark", "village/NOUN/ROOT>0 as/ADP/MARK>3 army/NOUN/SUBJECT>3 *hit/VERB.PAST/RELATIVE>0", ""),
    ("a preposition", "village/NOUN/ROOT>0 army/NOUN/SUBJECT>2 *lived/VERB.PAST/RELATIVE>0 in/ADP/PREPOSITION>2", ""),
    ("where", "village/NOUN/ROOT>0 where/ADV.ASKING/ADVERB>3 army/NOUN/SUBJECT>3 *hit/VERB.PAST/RELATIVE>0", ""),
    ("whose", "village/NOUN/ROOT>0 whose/PRONOUN.ASKING/OWNER>2 men/NOUN/SUBJECT>3 *hit/VERB.PAST/RELATIVE>0", ""),
    ("the subject before", "army/NOUN/SUBJECT>2 village/NOUN/ROOT>1 *hit/VERB.PAST/RELATIVE>1", ""),
    ("two of them", "village/NOUN/ROOT>0 town/NOUN/CONJUNCT>0 army/NOUN/SUBJECT>3 *hit/VERB.PAST/RELATIVE>0", "village town"),
    ("its own", "village/NOUN/ROOT>0 army/NOUN/SUBJECT>2 *hit/VERB.PAST/RELATIVE>0 us/PRONOUN/OBJECT>2", "us"),
    ("shared", "*hit/VERB.PAST/ROOT>0 or/ELSE/COORDINATOR>0 hurt/VERB.PAST/CONJUNCT>0 men/NOUN/OBJECT>2 women/NOUN/CONJUNCT>3", "men women"),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted"), [row[1:] for row in GAPS], ids=[row[0] for row in GAPS])
def test_objects_of_trees(by_hand, tree, wanted):
    made, verb = by_hand(tree)
    found = objects(made, verb, grammar_words(), passive=False)
    assert " ".join(made.words.forms[head] for head in found) == wanted


def test_a_passive_takes_no_object_from_elsewhere(by_hand):
    tree, verb = by_hand("village/NOUN/ROOT>0 army/NOUN/SUBJECT>2 *hit/VERB.PAST/RELATIVE>0")
    assert objects(tree, verb, grammar_words(), passive=True) == []


def test_agents_recipients_and_complements_of_trees(by_hand):
    tree, verb = by_hand(
        "*told/VERB.PARTICIPLE/ROOT>0 by/ADP/AGENT>0 men/NOUN/GOVERNED>1 women/NOUN/CONJUNCT>2 us/PRONOUN/RECIPIENT>0 "
        "to/ADP/RECIPIENT>0 him/PRONOUN/GOVERNED>5 left/VERB.PAST/CONTENT>0 go/VERB.BASE/OPEN>0 glad/ADJ/PREDICATE>0"
    )
    assert agents(tree, verb) == [2, 3]
    assert recipients(tree, verb) == [4, 6]
    assert [(one.kind, one.head) for one in complements(tree, verb)] == [("content", 7), ("open", 8), ("predicate", 9)]
