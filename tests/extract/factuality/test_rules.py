"""Rules of factuality that few sentences need, each with one that does. All are invented."""

import pytest
from tests.extract.parsing import lexicon_once, parsed, place

from servanda.extract.clauses import clauses_in
from servanda.extract.factuality import judge

ROWS = (
    ("The shelling of Olm", "shelling", "presupposed", "affirmed"),
    ("The council holds the army responsible for shelling of Olm.", "shelling", "presupposed", "affirmed"),
    ("The council did not hold the army responsible for shelling of Olm.", "shelling", "presupposed", "affirmed"),
    ("The army is responsible for the shelling of Olm.", "shelling", "presupposed", "affirmed"),
    ("Residents fled because of the shelling of Olm.", "shelling", "presupposed", "affirmed"),
    ("The army called off an attack on Olm.", "attack", "asserted", "denied"),
    ("The week passed without an attack on Olm.", "attack", "asserted", "denied"),
    ("Without the shelling there would be no refugees.", "shelling", "presupposed", "affirmed"),
    ("The army offered a reward for the capture of the general.", "capture", "demanded", "affirmed"),
    ("The council supports a ban on the bombing of towns.", "bombing", "demanded", "denied"),
    ("The council noted the absence of attacks on Olm.", "attacks", "asserted", "denied"),
    ("The council rejected the accusation against rebels.", "accusation", "presupposed", "affirmed"),
    ("The demand that prisoners be released was rejected.", "released", "demanded", "affirmed"),
    ("The militia was the first group to attack Olm.", "attack", "asserted", "affirmed"),
    ("The council gave the militia two days to leave Olm.", "leave", "demanded", "affirmed"),
    ("The council gave the militia until Friday to leave Olm.", "leave", "demanded", "affirmed"),
    ("Nothing was found to suggest that rebels attacked Olm.", "attacked", "possible", "affirmed"),
    ("There is nothing to indicate that rebels attacked Olm.", "attacked", "possible", "affirmed"),
    ("The council found evidence to suggest that rebels attacked Olm.", "attacked", "asserted", "affirmed"),
    ("The army neither confirmed nor denied that it attacked Olm.", "attacked", "possible", "affirmed"),
    ("There was no attempt to attack Olm.", "attack", "asserted", "denied"),
    ("The army went to Olm to attack it.", "attack", "planned", "affirmed"),
    ("It was not until Tuesday that the army attacked Olm.", "attacked", "asserted", "affirmed"),
    ("The army is going to attack Olm.", "attack", "predicted", "affirmed"),
    ("The army was going to attack Olm.", "attack", "planned", "affirmed"),
    ("The army is too weak to attack Olm.", "attack", "asserted", "denied"),
    ("The army was strong enough to attack Olm.", "attack", "possible", "affirmed"),
    ("The army was not strong enough to attack Olm.", "attack", "asserted", "denied"),
    ("The army could not attack Olm.", "attack", "asserted", "denied"),
    ("The army almost captured Olm.", "captured", "asserted", "denied"),
    ("The law does not ban attacks on Olm.", "attacks", "possible", "affirmed"),
    ("The law bans attacks on Olm.", "attacks", "demanded", "denied"),
    ("The army was able to enter Olm.", "enter", "asserted", "affirmed"),
    ("The army is able to enter Olm.", "enter", "possible", "affirmed"),
    ("Had the army attacked Olm, the rebels would have fled.", "attacked", "conditional", "affirmed"),
    ("The army does not have to leave Olm.", "leave", "possible", "affirmed"),
    ("The army has yet to leave Olm.", "leave", "asserted", "denied"),
    ("Did the army attack the town of Olm?", "attack", "possible", "affirmed"),
    ("The army must have attacked Olm.", "attacked", "possible", "affirmed"),
    ("The council asked who attacked Olm.", "attacked", "presupposed", "affirmed"),
    ("The army will leave after the rebels withdraw.", "withdraw", "predicted", "affirmed"),
    ("The rebels stopped short of attacking Olm.", "attacking", "asserted", "denied"),
    ("The rebels are on the verge of attacking Olm.", "attacking", "planned", "affirmed"),
    ("The army prevented the rebels from attacking Olm.", "attacking", "asserted", "denied"),
    ("Instead of attacking Olm, the army left.", "attacking", "asserted", "denied"),
    ("The army seized the chance to attack Olm.", "attack", "asserted", "affirmed"),
    ("The army broke its promise to leave Olm.", "leave", "asserted", "denied"),
    ("Rumours that the army attacked Olm spread.", "attacked", "possible", "affirmed"),
    ("It is false that the army attacked Olm.", "attacked", "asserted", "denied"),
    ("It is a lie that the army attacked Olm.", "attacked", "asserted", "denied"),
    ("It is not a lie that the army attacked Olm.", "attacked", "asserted", "affirmed"),
    ("The army withdrew rather than attack Olm.", "attack", "asserted", "denied"),
    ("The attack on Olm does not exist.", "attack", "asserted", "denied"),
)  # fmt: skip


@pytest.fixture(scope="module")
def lexicon():
    return lexicon_once()


@pytest.mark.parametrize(("text", "word", "modality", "polarity"), ROWS)
def test_rules(lexicon, text, word, modality, polarity):
    clauses = clauses_in(parsed(text))
    judged = judge(clauses, place(clauses.words, word), lexicon)
    assert judged is not None
    assert (judged.modality, judged.polarity) == (modality, polarity)


def test_a_negated_permission_says_nothing(lexicon):
    assert judge(clauses_in(parsed("The rebels are not allowed to attack the convoy.")), 6, lexicon) is None
