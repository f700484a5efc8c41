"""Passives: full, with "get", without auxiliary, in headlines; and what only looks like one."""

import pytest

from servanda.extract.clauses.voice import is_passive, shared_object
from servanda.reference.grammar import grammar_words

ROWS = (
    ("The army shelled the village.", "shelled", "active", ["The army"], ["the village"]),
    ("The village was shelled by the army.", "shelled", "passive", ["the army"], ["The village"]),
    ("The village has been shelled.", "shelled", "passive", [], ["The village"]),
    ("The village is being shelled.", "shelled", "passive", [], ["The village"]),
    ("The list names eleven miners taken prisoner in March.", "taken", "passive", [], ["eleven miners"]),
    ("The rebels have taken hostages near Olm.", "taken", "active", ["The rebels"], ["hostages"]),
    ("The rebels got shelled by the army.", "shelled", "passive", ["the army"], ["The rebels"]),
    ("The soldiers were getting shot at.", "shot", "passive", [], ["The soldiers"]),
    ("Two killed in shelling of Olm.", "killed", "passive", [], ["Two"]),
    ("Dozens wounded as shells hit market", "wounded", "passive", [], ["Dozens"]),
    ("Three soldiers, wounded in the clash, were taken to Olm.", "wounded", "passive", [], ["Three soldiers"]),
    ("Rebels accused of an attack on Olm fled.", "accused", "passive", [], ["Rebels"]),
    ("The army, backed by jets, attacked.", "backed", "passive", ["jets"], ["The army"]),
    ("The army, backed by jets, attacked.", "attacked", "active", ["The army"], []),
    ("The soldier that was shot died.", "shot", "passive", [], ["The soldier"]),
    ("He's shelled the village, a resident said.", "shelled", "active", ["He"], ["the village"]),
    ("It's attacked the village twice.", "attacked", "active", ["It"], ["the village"]),
    ("He's called for calm.", "called", "active", ["He"], []),
    ("He's shelled by the army every night.", "shelled", "passive", ["the army"], ["He"]),
    ("She's held in a prison near Olm.", "held", "passive", [], ["She"]),
    ("He's being held by the militia.", "held", "passive", ["the militia"], ["He"]),
    ("He's been shot.", "shot", "passive", [], ["He"]),
    ("The minister is convinced that rebels shelled Olm.", "convinced", "active", ["The minister"], []),
    ("The army is opposed to talks.", "opposed", "active", ["The army"], []),
    ("The troops were engaged in looting.", "engaged", "active", ["The troops"], []),
    ("The troops were engaged by rebels in Olm.", "engaged", "passive", ["rebels"], ["The troops"]),
    ("Hundreds of people were killed and wounded.", "wounded", "passive", [], ["Hundreds of people"]),
    ("The convoy was attacked and burned by militiamen.", "burned", "passive", ["militiamen"], ["The convoy"]),
    ("The convoy was attacked and burned by militiamen.", "attacked", "passive", [], ["The convoy"]),
    ("The convoy was attacked and two trucks were burned.", "burned", "passive", [], ["two trucks"]),
    ("The rebels killed and wounded five civilians.", "killed", "active", ["The rebels"], ["five civilians"]),
    ("The militia was urged by the council to leave Olm.", "urged", "passive", ["the council"], ["The militia"]),
    ("Asked about the attack, the minister declined to comment.", "declined", "active", ["the minister"], []),
    ("The rebels were blamed by Friday.", "blamed", "passive", [], ["The rebels"]),
    ("The truce was broken by shelling.", "broken", "passive", [], ["The truce"]),
    ("The soldiers were given new rifles.", "given", "passive", [], ["The soldiers"]),
    ("The army has shelled the village and burned it.", "burned", "active", ["The army"], ["it"]),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_voice_doers_and_undergoers(ask, row):
    text, word, voice, doers, undergoers = row
    clause = ask(text, word)
    assert (clause.voice, clause.doers, clause.undergoers) == (voice, doers, undergoers)


TREES = (
    ("shot dead", "Two/NUM/SUBJECT>1 *shot=shoot/VERB.PAST/ROOT>1 dead/ADJ/PREDICATE>1", True),
    ("two shot", "Two/NUM/SUBJECT>1 *shot=shoot/VERB.PAST/ROOT>1 today/ADV/ADVERB>1", True),
    ("shot at", "Two/NUM/SUBJECT>1 *shot=shoot/VERB.PAST/ROOT>1 at/ADP/PREPOSITION>1 police/NOUN/GOVERNED>2", False),
    ("shot in the air", "Two/NUM/SUBJECT>1 *shot=shoot/VERB.PAST/ROOT>1 in/ADP/PREPOSITION>1 air/NOUN/GOVERNED>2", False),
    ("shot and wounded a boy", "Soldiers/NOUN/SUBJECT>1 *shot=shoot/VERB.PAST/ROOT>1 and/ELSE/COORDINATOR>1 wounded=wound/VERB.PAST/CONJUNCT>1 boy/NOUN/OBJECT>3", False),
    ("the men shot", "the/DET/DETERMINER>1 men/NOUN/SUBJECT>2 *shot=shoot/VERB.PAST/ROOT>2", False),
    ("a teacher, shot", "Vell/NAME/SUBJECT>2 ,/PUNCT/PUNCTUATION>2 *shot=shoot/VERB.PAST/ROOT>2", True),
    ("fired upon", "the/DET/DETERMINER>1 guard/NOUN/SUBJECT>2 *fired=fire/VERB.PAST/ROOT>2 upon/ADP/PREPOSITION>2", True),
    ("4 killed over 43", "4/NUM/ROOT>0 *killed=kill/VERB.PARTICIPLE/OF_NOUN>0 43/NUM/OBJECT>1", True),
    ("4 taking 43", "4/NUM/ROOT>0 *held=hold/VERB.PARTICIPLE/OF_NOUN>0 43/NUM/OBJECT>1", False),
    ("committed in", "acts/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 *committed=commit/VERB.PARTICIPLE/ROOT>2 in/ADP/PREPOSITION>2 Olm/NAME/GOVERNED>3", True),
    ("committed to", "men/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 *committed=commit/VERB.PARTICIPLE/ROOT>2 to/ADP/PREPOSITION>2 peace/NOUN/GOVERNED>3", False),
    ("caused by, with an object", "loss/NOUN/ROOT>0 *caused=cause/VERB.PARTICIPLE/OF_NOUN>0 by/ADP/AGENT>1 raids/NOUN/GOVERNED>2 Olm/NAME/OBJECT>1", True),
    ("strikes killed five, as if it were theirs", "strikes/NOUN/ROOT>0 *killed=kill/VERB.PARTICIPLE/OF_NOUN>0 five/NUM/OBJECT>1", False),
    ("killed without an object", "Three/NUM/SUBJECT>1 *killed=kill/VERB.PAST/ROOT>1", True),
    ("killed with an object", "Shells/NOUN/SUBJECT>1 *killed=kill/VERB.PAST/ROOT>1 three/NUM/OBJECT>1", False),
    ("killed by what a relative clause is about", "army/NOUN/ROOT>0 that/PRONOUN/SUBJECT>2 *killed=kill/VERB.PAST/RELATIVE>0", False),
    ("has killed", "army/NOUN/SUBJECT>2 has=have/AUX.PRESENT/AUXILIARY>2 *killed=kill/VERB.PARTICIPLE/ROOT>2", False),
    ("kills", "army/NOUN/SUBJECT>1 *kills=kill/VERB.PRESENT/ROOT>1", False),
    ("fled", "army/NOUN/SUBJECT>1 *fled=flee/VERB.PAST/ROOT>1", False),
    ("shelled by", "Olm/NAME/SUBJECT>1 *shelled=shell/VERB.PAST/ROOT>1 by/ADP/AGENT>1 army/NOUN/GOVERNED>2", True),
    ("accused of", "Rebels/NOUN/SUBJECT>1 *accused=accuse/VERB.PAST/ROOT>1 of/ADP/PREPOSITION>1 theft/NOUN/GOVERNED>2", True),
    ("accused in", "Rebels/NOUN/SUBJECT>1 *accused=accuse/VERB.PAST/ROOT>1 in/ADP/PREPOSITION>1 court/NOUN/GOVERNED>2", False),
    ("fled of a noun", "men/NOUN/ROOT>0 *fled=flee/VERB.PAST/OF_NOUN>0", False),
    ("firing", "men/NOUN/ROOT>0 *firing=fire/VERB.GERUND/OF_NOUN>0", False),
    ("was hit and burned", "Olm/NAME/PASSIVE_SUBJECT>2 was=be/AUX.PAST/PASSIVE_AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 *burned=burn/VERB.PARTICIPLE/CONJUNCT>2", True),
    ("was hit and it burned", "Olm/NAME/PASSIVE_SUBJECT>2 was=be/AUX.PAST/PASSIVE_AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 it/PRONOUN/SUBJECT>4 *burned=burn/VERB.PARTICIPLE/CONJUNCT>2", False),
    ("was hit and fled", "Men/NOUN/PASSIVE_SUBJECT>2 was=be/AUX.PAST/PASSIVE_AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 *fled=flee/VERB.PAST/CONJUNCT>2", False),
    ("has hit and burned", "Men/NOUN/SUBJECT>2 have/AUX.PRESENT/AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 *burned=burn/VERB.PARTICIPLE/CONJUNCT>2", False),
    ("killed and wounded five", "Men/NOUN/SUBJECT>1 *wounded=wound/VERB.PAST/ROOT>1 and/ELSE/COORDINATOR>1 killed=kill/VERB.PAST/CONJUNCT>1 five/NUM/OBJECT>3", False),
    ("is prepared", "army/NOUN/PASSIVE_SUBJECT>2 is=be/AUX.PRESENT/PASSIVE_AUXILIARY>2 *prepared=prepare/VERB.PARTICIPLE/ROOT>2", True),
    ("is prepared to leave", "army/NOUN/PASSIVE_SUBJECT>2 is=be/AUX.PRESENT/PASSIVE_AUXILIARY>2 *prepared=prepare/VERB.PARTICIPLE/ROOT>2 leave/VERB.BASE/OPEN>2", False),
    ("is opposed at", "army/NOUN/PASSIVE_SUBJECT>2 is=be/AUX.PRESENT/PASSIVE_AUXILIARY>2 *opposed=oppose/VERB.PARTICIPLE/ROOT>2 at/ADP/PREPOSITION>2", True),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "passive"), [row[1:] for row in TREES], ids=[row[0] for row in TREES])
def test_voice_of_trees(by_hand, tree, passive):
    made, verb = by_hand(tree)
    assert is_passive(made, verb, grammar_words()) is passive


def test_an_object_is_shared_by_verbs_that_are_near(by_hand):
    near, _ = by_hand(
        "killed/VERB.PAST/ROOT>0 or/ELSE/COORDINATOR>0 at/ADV/ADVERB>0 wounded/VERB.PAST/CONJUNCT>0 five/NUM/OBJECT>3"
    )
    assert shared_object(near, 0) == 3
    assert shared_object(near, 3) is None
    far, _ = by_hand(
        "killed/VERB.PAST/ROOT>0 or/ELSE/COORDINATOR>0 at/ADV/ADVERB>0 last/ADV/ADVERB>0 hurt/VERB.PAST/CONJUNCT>0 us/PRONOUN/OBJECT>4"
    )
    assert shared_object(far, 0) is None
    own, _ = by_hand("left/VERB.PAST/ROOT>0 men/NOUN/SUBJECT>2 hurt/VERB.PAST/CONJUNCT>0 us/PRONOUN/OBJECT>2")
    assert shared_object(own, 0) is None
    no_verb, _ = by_hand("left/VERB.PAST/ROOT>0 men/NOUN/CONJUNCT>0 us/PRONOUN/OBJECT>1")
    assert shared_object(no_verb, 0) is None
    without, _ = by_hand("left/VERB.PAST/ROOT>0 fled/VERB.PAST/CONJUNCT>0")
    assert shared_object(without, 0) is None
