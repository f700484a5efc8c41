"""Who a clause is about: own, shared, controlled and relative subjects, and those that nobody tells."""

import pytest

from servanda.extract.clauses.antecedents import antecedent
from servanda.extract.clauses.subjects import addressed, subjects
from servanda.reference.grammar import grammar_words

ROWS = (
    ("The army shelled Olm.", "shelled", "own", ["The army"]),
    ("Both the army and the rebels fired.", "fired", "own", ["the army", "the rebels"]),
    ("Neither the ministry nor the assembly blamed the militia.", "blamed", "own", ["the ministry", "the assembly"]),
    ("Nobody but the army fired.", "fired", "own", ["the army"]),
    ("General Karv, the commander of the army, said the village was shelled.", "said", "own", ["General Karv"]),
    ("The commander of the army, General Karv, said so.", "said", "own", ["The commander of the army"]),
    ("The militia whose fighters shelled Olm withdrew.", "shelled", "own", ["whose fighters"]),
    ("The militia whose fighters shelled Olm withdrew.", "withdrew", "own", ["The militia"]),
    ("The council asked who shelled Olm.", "shelled", "own", ["who"]),
    ("It was claimed by the militia that the army shelled Sarn.", "claimed", "own", ["It"]),
    ("The army shelled Olm and bombed Velim.", "bombed", "shared", ["The army"]),
    ("The army used mortars to hit the village.", "hit", "controlled", ["The army"]),
    ("Mortars were used by the rebels to hit the village.", "hit", "controlled", ["the rebels"]),
    ("Mortars were used to hit the village.", "hit", "unsaid", []),
    ("The ministry met reporters and did not blame the militia.", "blame", "shared", ["The ministry"]),
    ("The ministry met reporters, and neither the ministry nor the assembly blamed the militia.", "blamed", "own", ["the ministry", "the assembly"]),
    ("The convoy was attacked and burned by militiamen.", "burned", "shared", ["The convoy"]),
    ("The ambush killed one soldier, wounded three and left two missing.", "wounded", "shared", ["The ambush"]),
    ("The army killed the man who shelled Olm.", "shelled", "relative", ["the man"]),
    ("The army, which shelled Olm and burned Velim, withdrew.", "shelled", "relative", ["The army"]),
    ("The ministry, which neither met reporters nor blamed the militia, has a new spokesman.", "blamed", "relative", ["The ministry"]),
    ("The village that the army shelled was empty.", "shelled", "own", ["the army"]),
    ("Rebels accused of an attack on Olm fled.", "accused", "relative", ["Rebels"]),
    ("He quoted a monitor saying that shells fell.", "saying", "relative", ["a monitor"]),
    ("The council met rebel leaders, demanding a truce.", "demanding", "controlled", ["The council"]),
    ("The army hit the village, killing two people.", "killing", "controlled", ["The army"]),
    ("The council urged the militia to leave Olm and to free the prisoners.", "leave", "controlled", ["the militia"]),
    ("The council urged the militia to leave Olm and to free the prisoners.", "free", "controlled", ["the militia"]),
    ("The militia was urged by the council to leave Olm.", "leave", "controlled", ["The militia"]),
    ("The rebels were ordered to leave by the council.", "leave", "controlled", ["The rebels"]),
    ("The council called on the rebels to leave.", "leave", "controlled", ["the rebels"]),
    ("The rebels promised the council to leave.", "leave", "controlled", ["The rebels"]),
    ("The rebels are willing to leave.", "leave", "controlled", ["The rebels"]),
    ("The army has to leave.", "leave", "controlled", ["The army"]),
    ("The army stopped shelling Olm.", "shelling", "controlled", ["The army"]),
    ("The army denied having shelled Olm.", "shelled", "controlled", ["The army"]),
    ("A spokesman refuses to say that the ministry blamed the militia.", "say", "controlled", ["A spokesman"]),
    ("The army is guilty of shelling Olm.", "shelling", "controlled", ["The army"]),
    ("The council accused the rebels of shelling Olm.", "shelling", "controlled", ["the rebels"]),
    ("The rebels were accused of shelling Olm.", "shelling", "controlled", ["The rebels"]),
    ("The paper quoted a resident as saying that shells fell.", "saying", "controlled", ["a resident"]),
    ("The army left the valley without killing farmers in Olm.", "killing", "controlled", ["The army"]),
    ("Instead of leaving, the army attacked.", "leaving", "controlled", ["the army"]),
    ("The army attacked rather than leave.", "leave", "shared", ["The army"]),
    ("The ministry resorted to blaming the militia for the attack on Olm.", "blaming", "controlled", ["The ministry"]),
    ("The army announced its plan to attack Olm.", "attack", "unsaid", []),
    ("The army's plan to attack Olm failed.", "attack", "controlled", ["The army"]),
    ("The army claimed responsibility for shelling Olm.", "shelling", "controlled", ["The army"]),
    ("The rebels were freed after being held for two days.", "held", "controlled", ["The rebels"]),
    ("The army is opposed to talks.", "opposed", "controlled", ["The army"]),
    ("Asked about the attack, the minister declined to comment.", "Asked", "controlled", ["the minister"]),
    ("It is important to leave the village.", "leave", "unsaid", []),
    ("Leave the village now!", "Leave", "unsaid", []),
    ("There was no attack on Olm.", "was", "unsaid", []),
    ("The truce was broken by shelling.", "shelling", "unsaid", []),
    ("The talks ended without the militia being blamed.", "blamed", "own", ["the militia"]),
    ("The minister is convinced that rebels shelled Olm.", "convinced", "own", ["The minister"]),
    ("On Friday monitors said that shells hit the village.", "said", "own", ["monitors"]),
    ("On 22 July 2019 aircraft of the army attacked Olm.", "attacked", "own", ["aircraft of the army"]),
    ("By Friday rebels had taken Olm.", "taken", "own", ["rebels"]),
    ("On Monday soldiers attacked Olm.", "attacked", "own", ["soldiers"]),
    ("Last week soldiers attacked Olm.", "attacked", "own", ["soldiers"]),
    ("In May rebels from the north killed two.", "killed", "own", ["rebels"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "origin", "wanted"), ROWS)
def test_subjects_and_where_they_come_from(ask, text, word, origin, wanted):
    clause = ask(text, word)
    assert (clause.subject_origin, clause.subjects) == (origin, wanted)


ARMY = "army/NOUN/SUBJECT>1"
TREES = (
    ("of two subjects the nearer", "dead/NOUN/SUBJECT>2 army/NOUN/SUBJECT>2 *put/VERB.PAST/ROOT>2", "army", "own"),
    ("left 13 wounded", "bomb/NOUN/SUBJECT>1 left=leave/VERB.PAST/ROOT>1 men/NOUN/OBJECT>1 women/NOUN/CONJUNCT>2 *wounded=wound/VERB.PARTICIPLE/PREDICATE>1", "men women", "controlled"),
    ("left wounded", "bomb/NOUN/SUBJECT>1 left=leave/VERB.PAST/ROOT>1 *wounded=wound/VERB.PARTICIPLE/PREDICATE>1 men/NOUN/OBJECT>1", "", "unsaid"),
    ("became engaged", "men/NOUN/SUBJECT>1 became=become/VERB.PAST/ROOT>1 *engaged=engage/VERB.PARTICIPLE/PREDICATE>1", "men", "controlled"),
    ("names in a list", "Iran/NAME/SUBJECT>3 ,/PUNCT/PUNCTUATION>3 Russia/NAME/SUBJECT>3 *talk/VERB.PRESENT/ROOT>3", "Iran Russia", "own"),
    ("names apart", "Iran/NAME/SUBJECT>3 in/ADP/PREPOSITION>0 Russia/NAME/SUBJECT>3 *talk/VERB.PRESENT/ROOT>3", "Russia", "own"),
    ("a name and a noun", "Iran/NAME/SUBJECT>3 ,/PUNCT/PUNCTUATION>3 army/NOUN/SUBJECT>3 *talks/VERB.PRESENT/ROOT>3", "army", "own"),
    ("killed three, nine wounded", "bomb/NOUN/SUBJECT>1 killed=kill/VERB.PAST/ROOT>1 three/NUM/OBJECT>1 *wounded=wound/VERB.PARTICIPLE/CONJUNCT>1", "", "unsaid"),
    ("exploded, wounded by", "bomb/NOUN/SUBJECT>1 fell=fall/VERB.PAST/ROOT>1 *wounded=wound/VERB.PARTICIPLE/CONJUNCT>1 by/ADP/AGENT>2 men/NOUN/GOVERNED>3", "bomb", "shared"),
    ("wounded, he fled", "*wounded=wound/VERB.PARTICIPLE/ADVERBIAL>2 he/PRONOUN/SUBJECT>2 fled/VERB.PAST/ROOT>2", "he", "controlled"),
    ("of two subjects the one that is a noun", "images/NOUN/SUBJECT>2 verified/VERB.PARTICIPLE/SUBJECT>2 *show/VERB.PRESENT/ROOT>2", "images", "own"),
    ("two subjects with a word between that joins", "men/NOUN/SUBJECT>3 and/ELSE/COORDINATOR>0 women/NOUN/SUBJECT>3 *left/VERB.PAST/ROOT>3", "men women", "own"),
    ("two subjects of a passive", "men/NOUN/PASSIVE_SUBJECT>2 women/NOUN/PASSIVE_SUBJECT>2 *hit/VERB.PARTICIPLE/ROOT>2", "men women", "own"),
    ("a subject behind", "*said/VERB.PAST/ROOT>0 army/NOUN/SUBJECT>0", "army", "own"),
    ("a clause as subject", "Leaving/VERB.GERUND/CLAUSE_SUBJECT>1 *helped/VERB.PAST/ROOT>1", "Leaving", "own"),
    ("that, and no relative clause", "that/PRONOUN/SUBJECT>1 *helped/VERB.PAST/ROOT>1", "that", "own"),
    ("that, joined to a relative clause", "men/NOUN/ROOT>0 who/PRONOUN/SUBJECT>2 fired/VERB.PAST/RELATIVE>0 who/PRONOUN/SUBJECT>4 *fled/VERB.PAST/CONJUNCT>2", "men", "relative"),
    ("which he said fell", "rain/NOUN/ROOT>0 which/PRONOUN/SUBJECT>4 he/PRONOUN/SUBJECT>3 said/VERB.PAST/RELATIVE>0 *fell/VERB.PAST/CONTENT>3", "rain", "relative"),
    ("a man who said that fell", "man/NOUN/ROOT>0 who/PRONOUN/SUBJECT>2 said/VERB.PAST/RELATIVE>0 that/PRONOUN/SUBJECT>4 *fell/VERB.PAST/CONTENT>2", "that", "own"),
    ("who, joined to a noun", "men/NOUN/ROOT>0 who/PRONOUN/SUBJECT>2 *fled/VERB.PAST/CONJUNCT>0", "who", "own"),
    ("joined to a noun", "men/NOUN/ROOT>0 *fled/VERB.PAST/CONJUNCT>0", "", "unsaid"),
    ("there", "there/PRONOUN/EXPLETIVE>1 *came/VERB.PAST/CONJUNCT>3 army/NOUN/SUBJECT>3 left/VERB.PAST/ROOT>3", "", "unsaid"),
    ("finite, of a verb", f"{ARMY} said/VERB.PAST/ROOT>1 *left/VERB.PAST/CONTENT>1", "", "unsaid"),
    ("finite by its auxiliary", f"{ARMY} said/VERB.PAST/ROOT>1 had/AUX.PAST/AUXILIARY>3 *left/VERB.PARTICIPLE/CONTENT>1", "", "unsaid"),
    ("with a mark", f"{ARMY} left/VERB.PAST/ROOT>1 as/ADP/MARK>3 *agreed/VERB.PARTICIPLE/ADVERBIAL>1", "", "unsaid"),
    ("a command that is told", f"{ARMY} said/VERB.PAST/ROOT>1 *leave/VERB.BASE/CONTENT>1", "", "unsaid"),
    ("an infinitive that is told", f"{ARMY} said/VERB.PAST/ROOT>1 to/ELSE.TO/AUXILIARY>3 *leave/VERB.BASE/CONTENT>1", "army", "controlled"),
    ("a bare open complement", f"{ARMY} helped/VERB.PAST/ROOT>1 *free/VERB.BASE/OPEN>1", "army", "controlled"),
    ("of another link", f"{ARMY} said/VERB.PAST/ROOT>1 *leave/VERB.BASE/OTHER>1", "", "unsaid"),
    ("described by a past", "men/NOUN/ROOT>0 *fled/VERB.PAST/OF_NOUN>0", "", "unsaid"),
    ("described by a relative participle with an object", "men/NOUN/ROOT>0 *hit/VERB.PARTICIPLE/RELATIVE>0 us/PRONOUN/OBJECT>1", "", "unsaid"),
    ("described by a relative participle", "men/NOUN/ROOT>0 *hit/VERB.PARTICIPLE/RELATIVE>0", "men", "relative"),
    ("described by a participle with an object", "men/NOUN/ROOT>0 *hitting/VERB.GERUND/OF_NOUN>0 us/PRONOUN/OBJECT>1", "men", "relative"),
    ("a plan of nobody", "plan/NOUN/ROOT>0 to/ELSE.TO/AUXILIARY>2 *leave/VERB.BASE/OF_NOUN>0", "", "unsaid"),
    ("a plan of theirs, without to", "their/PRONOUN/OWNER>1 plan/NOUN/ROOT>1 *leave/VERB.BASE/OF_NOUN>1", "", "unsaid"),
    ("under a noun", "men/NOUN/ROOT>0 to/ELSE.TO/AUXILIARY>2 *leave/VERB.BASE/OPEN>0", "", "unsaid"),
    ("of a reply", f"{ARMY} told/VERB.PAST/ROOT>1 us/PRONOUN/RECIPIENT>1 to/ELSE.TO/AUXILIARY>4 *leave/VERB.BASE/OPEN>1", "us", "controlled"),
    ("of a clause as object", f"{ARMY} made/VERB.PAST/ROOT>1 leaving/VERB.GERUND/OBJECT>1 to/ELSE.TO/AUXILIARY>4 *help/VERB.BASE/OPEN>1", "army", "controlled"),
    ("whom", "men/NOUN/ROOT>0 whom/PRONOUN/OBJECT>3 army/NOUN/SUBJECT>3 told/VERB.PAST/RELATIVE>0 to/ELSE.TO/AUXILIARY>5 *leave/VERB.BASE/OPEN>3", "men", "controlled"),
    ("of two objects", f"{ARMY} told/VERB.PAST/ROOT>1 men/NOUN/OBJECT>1 women/NOUN/CONJUNCT>2 to/ELSE.TO/AUXILIARY>5 *leave/VERB.BASE/OPEN>1", "men women", "controlled"),
    ("accused of, hung on a noun with an owner", "our/PRONOUN/OWNER>1 policy/NOUN/ROOT>1 of/ADP/PREPOSITION>1 *leaving/VERB.GERUND/GOVERNED_CLAUSE>2", "our", "controlled"),
    ("hung on a noun", "risk/NOUN/ROOT>0 of/ADP/PREPOSITION>0 *leaving/VERB.GERUND/GOVERNED_CLAUSE>1", "", "unsaid"),
    ("hung on an object", f"{ARMY} saw/VERB.PAST/ROOT>1 risk/NOUN/OBJECT>1 of/ADP/PREPOSITION>2 *leaving/VERB.GERUND/GOVERNED_CLAUSE>3", "", "unsaid"),
    ("hung on a pronoun", f"{ARMY} saw/VERB.PAST/ROOT>1 those/PRONOUN/OBJECT>1 of/ADP/PREPOSITION>2 *leaving/VERB.GERUND/GOVERNED_CLAUSE>3", "", "unsaid"),
    ("hung on responsibility as subject", "responsibility/NOUN/SUBJECT>3 for/ADP/PREPOSITION>0 *leaving/VERB.GERUND/GOVERNED_CLAUSE>1 fell/VERB.PAST/ROOT>3", "", "unsaid"),
    ("for, beside responsibility", f"{ARMY} took/VERB.PAST/ROOT>1 responsibility/NOUN/OBJECT>1 for/ADP/PREPOSITION>1 *leaving/VERB.GERUND/GOVERNED_CLAUSE>3", "army", "controlled"),
    ("by, beside an object", f"{ARMY} hit/VERB.PAST/ROOT>1 men/NOUN/OBJECT>1 by/ADP/PREPOSITION>1 *leaving/VERB.GERUND/GOVERNED_CLAUSE>3", "army", "controlled"),
    ("for, before the object", f"{ARMY} hit/VERB.PAST/ROOT>1 for/ADP/PREPOSITION>1 *leaving/VERB.GERUND/GOVERNED_CLAUSE>2 men/NOUN/OBJECT>1", "army", "controlled"),
    ("for, in the passive with an object", "men/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 paid/VERB.PARTICIPLE/ROOT>2 money/NOUN/OBJECT>2 for/ADP/PREPOSITION>2 *leaving/VERB.GERUND/GOVERNED_CLAUSE>4", "men", "controlled"),
    ("of an adverb", f"{ARMY} was/AUX.PAST/ROOT>1 far/ADV/ADVERB>1 from/ADP/PREPOSITION>2 *leaving/VERB.GERUND/GOVERNED_CLAUSE>3", "", "unsaid"),
    ("it is in danger", "it/PRONOUN/SUBJECT>1 is/AUX.PRESENT/ROOT>1 bad/ADJ/PREDICATE>1 of/ADP/PREPOSITION>2 *leaving/VERB.GERUND/GOVERNED_CLAUSE>3", "", "unsaid"),
    ("it, of a verb", "it/PRONOUN/SUBJECT>1 began/VERB.PAST/ROOT>1 *leaving/VERB.GERUND/OPEN>1", "it", "controlled"),
    ("nobody and the army", "nobody/PRONOUN/SUBJECT>3 or/ELSE/COORDINATOR>0 army/NOUN/CONJUNCT>0 *left/VERB.PAST/ROOT>3", "nobody army", "own"),
    ("the army but not", "army/NOUN/SUBJECT>3 but/ELSE/COORDINATOR>0 men/NOUN/CONJUNCT>0 *left/VERB.PAST/ROOT>3", "army men", "own"),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted", "origin"), [row[1:] for row in TREES], ids=[row[0] for row in TREES])
def test_subjects_of_trees(by_hand, tree, wanted, origin):
    made, verb = by_hand(tree)
    found = subjects(made, verb, grammar_words())
    assert (" ".join(made.words.forms[head] for head in found.heads), found.origin) == (wanted, origin)


def chain(joined):
    first = "army/NOUN/SUBJECT>1 left/VERB.PAST/ROOT>1"
    return " ".join([first, *(f"fled/VERB.PAST/CONJUNCT>{number + 1}" for number in range(joined))])


def test_a_long_chain_of_verbs_is_followed_up_to_a_bound(by_hand):
    """Not longer, so that a list of a thousand verbs costs no stack."""
    near, _ = by_hand(chain(31))
    assert subjects(near, len(near.words) - 1, grammar_words()).heads == (0,)
    far, _ = by_hand(chain(32))
    assert subjects(far, len(far.words) - 1, grammar_words()).origin == "unsaid"


def test_whom_a_call_addresses(by_hand):
    tree, _ = by_hand(
        "called=call/VERB.PAST/ROOT>0 on/ADP/PREPOSITION>0 men/NOUN/GOVERNED>1 women/NOUN/CONJUNCT>2 in/ADP/PREPOSITION>0 Olm/NAME/GOVERNED>4"
    )
    assert addressed(tree, 0, grammar_words()) == [2, 3]
    other, _ = by_hand("looked=look/VERB.PAST/ROOT>0 on/ADP/PREPOSITION>0 men/NOUN/GOVERNED>1")
    assert addressed(other, 0, grammar_words()) == []
    in_olm, _ = by_hand("called=call/VERB.PAST/ROOT>0 in/ADP/PREPOSITION>0 Olm/NAME/GOVERNED>1")
    assert addressed(in_olm, 0, grammar_words()) == []


def test_only_relative_pronouns_take_up_a_noun(by_hand):
    tree, verb = by_hand("men/NOUN/ROOT>0 he/PRONOUN/SUBJECT>2 *saw/VERB.PAST/RELATIVE>0")
    assert antecedent(tree, 1, verb, grammar_words()) == 1
