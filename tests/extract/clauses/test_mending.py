"""What the parser regularly reads wrongly is put right; what is like it and right stays."""

import pytest
from tests.extract.parsing import parsed, place

from servanda.extract.clauses.english import tree_of
from servanda.extract.clauses.mending import mended
from servanda.reference.grammar import grammar_words

# Tree, the word that is looked at ("*"), and what it is afterwards: link and the word above it.
MENDED = (
    ("it raged between two sides, not in a town between them", "fighting/NOUN/SUBJECT>1 raged/VERB.PAST/ROOT>1 in/ADP/PREPOSITION>1 Osk/NAME/GOVERNED>2 *between/ADP/PREPOSITION>3 rebels/NOUN/GOVERNED>4", "preposition", "raged"),
    ("a road lies between two towns", "fighting/NOUN/SUBJECT>1 raged/VERB.PAST/ROOT>1 on/ADP/PREPOSITION>1 roads/NOUN/GOVERNED>2 *between/ADP/PREPOSITION>3 towns/NOUN/GOVERNED>4", "preposition", "roads"),
    ("the accused does all that he is accused of", "men/NOUN/SUBJECT>1 accused=accuse/VERB.PAST/ROOT>1 rebels/NOUN/OBJECT>1 of/ADP/PREPOSITION>2 theft/NOUN/GOVERNED>3 ,/PUNCT/PUNCTUATION>1 *razing/VERB.GERUND/ADVERBIAL>1 homes/NOUN/OBJECT>6", "clause governed by a preposition", "of"),
    ("not what the accuser does besides", "men/NOUN/SUBJECT>1 accused=accuse/VERB.PAST/ROOT>1 rebels/NOUN/OBJECT>1 of/ADP/PREPOSITION>2 theft/NOUN/GOVERNED>3 *holding/VERB.GERUND/ADVERBIAL>1 signs/NOUN/OBJECT>5", "adverbial clause", "accused"),
    ("who says what a list stands before", "Gunmen/NOUN/SUBJECT>1 hit/VERB.PAST/CONTENT>7 farmers/NOUN.PLURAL/OBJECT>1 ,/PUNCT/PUNCTUATION>2 *traders/NOUN/CONJUNCT>2 and/ELSE/COORDINATOR>4 men/NOUN/CONJUNCT>4 said=say/VERB.PAST/ROOT>7", "subject", "said"),
    ("what they say", "Gunmen/NOUN/SUBJECT>1 *hit/VERB.PAST/ROOT>1 farmers/NOUN.PLURAL/OBJECT>1 ,/PUNCT/PUNCTUATION>2 traders/NOUN/APPOSITION>2 and/ELSE/COORDINATOR>4 men/NOUN/CONJUNCT>4 said=say/VERB.PAST/CONJUNCT>1", "content clause", "said"),
    ("no comma before them", "Gunmen/NOUN/SUBJECT>1 hit/VERB.PAST/CONTENT>6 farmers/NOUN.PLURAL/OBJECT>1 *traders/NOUN/CONJUNCT>2 and/ELSE/COORDINATOR>3 men/NOUN/CONJUNCT>3 said=say/VERB.PAST/ROOT>6", "conjunct", "farmers"),
    ("they say something else", "Gunmen/NOUN/SUBJECT>1 hit/VERB.PAST/CONTENT>7 farmers/NOUN.PLURAL/OBJECT>1 ,/PUNCT/PUNCTUATION>2 *traders/NOUN/CONJUNCT>2 and/ELSE/COORDINATOR>4 men/NOUN/CONJUNCT>4 said=say/VERB.PAST/ROOT>7 it/PRONOUN/OBJECT>7", "conjunct", "farmers"),
    ("a list before no verb of speech", "Gunmen/NOUN/SUBJECT>1 hit/VERB.PAST/CONTENT>7 farmers/NOUN.PLURAL/OBJECT>1 ,/PUNCT/PUNCTUATION>2 *traders/NOUN/CONJUNCT>2 and/ELSE/COORDINATOR>4 men/NOUN/CONJUNCT>4 fled=flee/VERB.PAST/ROOT>7", "conjunct", "farmers"),
    ("backed is the last of two sides", "fighting/NOUN/ROOT>0 between/ADP/PREPOSITION>0 rebels/NOUN/GOVERNED>1 and/ELSE/COORDINATOR>2 troops/NOUN/CONJUNCT>2 *backed/VERB.PARTICIPLE/OF_NOUN>2", "clause of a noun", "troops"),
    ("backed are both where they are no sides", "fire/NOUN/ROOT>0 on/ADP/PREPOSITION>0 rebels/NOUN/GOVERNED>1 and/ELSE/COORDINATOR>2 troops/NOUN/CONJUNCT>2 *backed/VERB.PARTICIPLE/OF_NOUN>2", "clause of a noun", "rebels"),
    ("which was said of one, not of many", "killing/NOUN/ROOT>0 of/ADP/PREPOSITION>0 farmers/NOUN.PLURAL/GOVERNED>1 which/PRONOUN/PASSIVE_SUBJECT>5 was/AUX.PAST/PASSIVE_AUXILIARY>5 *claimed/VERB.PARTICIPLE/RELATIVE>2", "relative clause", "killing"),
    ("which were said of many", "killing/NOUN/ROOT>0 of/ADP/PREPOSITION>0 farmers/NOUN.PLURAL/GOVERNED>1 which/PRONOUN/PASSIVE_SUBJECT>5 were/AUX.PAST/PASSIVE_AUXILIARY>5 *claimed/VERB.PARTICIPLE/RELATIVE>2", "relative clause", "farmers"),
    ("which of unknown number", "killing/NOUN/ROOT>0 of/ADP/PREPOSITION>0 farmers/NOUN.PLURAL/GOVERNED>1 which/PRONOUN/SUBJECT>4 *shook/VERB.PAST/RELATIVE>2", "relative clause", "farmers"),
    ("date before the subject", "On/ADP/PREPOSITION>3 Friday#DATE/NAME/COMPOUND>2 *monitors/NOUN/GOVERNED>0 said/VERB.PAST/ROOT>3", "subject", "said"),
    ("the date itself", "On/ADP/PREPOSITION>3 *Friday#DATE/NAME/COMPOUND>2 monitors/NOUN/GOVERNED>0 said/VERB.PAST/ROOT>3", "governed by a preposition", "On"),
    ("the rest of a date", "On/ADP/PREPOSITION>4 5#DATE/NUM/NUMBER>3 *May#DATE/NAME/MODIFIER>3 men/NOUN/GOVERNED>0 left/VERB.PAST/ROOT>4", "modifier", "5"),
    ("date before a passive", "On/ADP/PREPOSITION>4 Friday#DATE/NAME/COMPOUND>2 *men/NOUN/GOVERNED>0 were/AUX.PAST/PASSIVE_AUXILIARY>4 hit/VERB.PARTICIPLE/ROOT>4", "passive subject", "hit"),
    ("date before an auxiliary", "On/ADP/PREPOSITION>4 Friday#DATE/NAME/COMPOUND>2 *men/NOUN/GOVERNED>0 had/AUX.PAST/AUXILIARY>4 left/VERB.PARTICIPLE/ROOT>4", "subject", "left"),
    ("no date", "On/ADP/PREPOSITION>3 hungry/NOUN/COMPOUND>2 *monitors/NOUN/GOVERNED>0 said/VERB.PAST/ROOT>3", "governed by a preposition", "On"),
    ("a date behind", "On/ADP/PREPOSITION>3 *monitors/NOUN/GOVERNED>0 Friday#DATE/NAME/MODIFIER>1 said/VERB.PAST/ROOT>3", "governed by a preposition", "On"),
    ("a date of the subject", "Over/ADP/PREPOSITION>4 an/DET/DETERMINER>3 *Friday#DATE/NAME/COMPOUND>3 raid/NOUN/GOVERNED>0 fell/VERB.PAST/ROOT>4", "compound", "raid"),
    ("a determiner of the date", "On/ADP/PREPOSITION>4 that#DATE/DET/DETERMINER>3 day#DATE/NOUN/COMPOUND>3 *men/NOUN/GOVERNED>0 left/VERB.PAST/ROOT>4", "subject", "left"),
    ("what a date begins with", "On/ADP/PREPOSITION>4 *that#DATE/DET/DETERMINER>3 day#DATE/NOUN/COMPOUND>3 men/NOUN/GOVERNED>0 left/VERB.PAST/ROOT>4", "determiner", "day"),
    ("what stands behind a date", "On/ADP/PREPOSITION>4 Friday#DATE/NAME/COMPOUND>3 *armed/ADJ/ADJECTIVE>3 men/NOUN/GOVERNED>0 left/VERB.PAST/ROOT>4", "adjective", "men"),
    ("a date as a whole", "On/ADP/PREPOSITION>3 Friday#DATE/NAME/COMPOUND>2 *night#DATE/NOUN/GOVERNED>0 fell/VERB.PAST/ROOT>3", "governed by a preposition", "On"),
    ("an adjective of a date", "On/ADP/PREPOSITION>3 late#DATE/ADJ/ADJECTIVE>2 *monitors/NOUN/GOVERNED>0 said/VERB.PAST/ROOT>3", "governed by a preposition", "On"),
    ("with a subject", "On/ADP/PREPOSITION>3 Friday#DATE/NAME/COMPOUND>2 *talks/NOUN/GOVERNED>0 said/VERB.PAST/ROOT>3 men/NOUN/SUBJECT>3", "governed by a preposition", "On"),
    ("before no finite verb", "On/ADP/PREPOSITION>3 Friday#DATE/NAME/COMPOUND>2 *talks/NOUN/GOVERNED>0 failing/VERB.GERUND/ROOT>3", "governed by a preposition", "On"),
    ("before no verb", "On/ADP/PREPOSITION>3 Friday#DATE/NAME/COMPOUND>2 *talks/NOUN/GOVERNED>0 ended/NOUN.PAST/ROOT>3", "governed by a preposition", "On"),
    ("before another clause", "hit/VERB.PAST/ROOT>0 on/ADP/PREPOSITION>0 Friday#DATE/NAME/COMPOUND>3 *officials/NOUN/GOVERNED>1 said/VERB.PAST/OTHER>0", "subject", "said"),
    ("before a clause that says more of it", "On/ADP/ROOT>0 Friday#DATE/NAME/COMPOUND>2 *talks/NOUN/GOVERNED>0 ended/VERB.PAST/RELATIVE>2", "governed by a preposition", "On"),
    ("a date of one raid", "in/ADP/PREPOSITION>4 a/DET/DETERMINER>3 May#DATE/NAME/MODIFIER>3 *raid/NOUN/GOVERNED>0 left/VERB.PAST/ROOT>4", "governed by a preposition", "in"),
    ("a date with its article", "in/ADP/PREPOSITION>4 the/DET/DETERMINER>3 week#DATE/NAME/MODIFIER>3 *men/NOUN/GOVERNED>0 left/VERB.PAST/ROOT>4", "subject", "left"),
    ("at the end", "left/VERB.PAST/ROOT>0 on/ADP/PREPOSITION>0 Friday#DATE/NAME/COMPOUND>3 *talks/NOUN/GOVERNED>1", "governed by a preposition", "on"),
    ("he's shelled it", "He/PRONOUN/PASSIVE_SUBJECT>2 *'s/AUX.PRESENT/PASSIVE_AUXILIARY>2 shelled=shell/VERB.PARTICIPLE/ROOT>2 it/PRONOUN/OBJECT>2", "auxiliary", "shelled"),
    ("he, who has shelled it", "*He/PRONOUN/PASSIVE_SUBJECT>2 's/AUX.PRESENT/PASSIVE_AUXILIARY>2 shelled=shell/VERB.PARTICIPLE/ROOT>2 it/PRONOUN/OBJECT>2", "subject", "shelled"),
    ("he's said that", "*He/PRONOUN/PASSIVE_SUBJECT>2 's/AUX.PRESENT/PASSIVE_AUXILIARY>2 said=say/VERB.PARTICIPLE/ROOT>2 left/VERB.PAST/CONTENT>2", "subject", "said"),
    ("he's called for", "*He/PRONOUN/PASSIVE_SUBJECT>2 's/AUX.PRESENT/PASSIVE_AUXILIARY>2 called=call/VERB.PARTICIPLE/ROOT>2 for/ADP/PREPOSITION>2", "subject", "called"),
    ("he's held in", "*He/PRONOUN/PASSIVE_SUBJECT>2 's/AUX.PRESENT/PASSIVE_AUXILIARY>2 held=hold/VERB.PARTICIPLE/ROOT>2 in/ADP/PREPOSITION>2", "passive subject", "held"),
    ("he's called", "*He/PRONOUN/PASSIVE_SUBJECT>2 's/AUX.PRESENT/PASSIVE_AUXILIARY>2 called=call/VERB.PARTICIPLE/ROOT>2", "passive subject", "called"),
    ("he is given it", "*He/PRONOUN/PASSIVE_SUBJECT>2 is/AUX.PRESENT/PASSIVE_AUXILIARY>2 given=give/VERB.PARTICIPLE/ROOT>2 it/PRONOUN/OBJECT>2", "passive subject", "given"),
    ("he's given it by", "*He/PRONOUN/PASSIVE_SUBJECT>2 's/AUX.PRESENT/PASSIVE_AUXILIARY>2 given=give/VERB.PARTICIPLE/ROOT>2 it/PRONOUN/OBJECT>2 by/ADP/AGENT>2", "passive subject", "given"),
    ("he's been given it", "*He/PRONOUN/PASSIVE_SUBJECT>3 's/AUX.PRESENT/PASSIVE_AUXILIARY>3 been/AUX.PARTICIPLE/PASSIVE_AUXILIARY>3 given=give/VERB.PARTICIPLE/ROOT>3 it/PRONOUN/OBJECT>3", "passive subject", "given"),
    ("a name in parts", "*Jaysh/NAME/SUBJECT>4 al/NAME/SUBJECT>4 -/PUNCT/SUBJECT>4 Nur/NAME/SUBJECT>4 fired/VERB.PAST/ROOT>4", "compound", "Nur"),
    ("its last part", "Jaysh/NAME/SUBJECT>4 al/NAME/SUBJECT>4 -/PUNCT/SUBJECT>4 *Nur/NAME/SUBJECT>4 fired/VERB.PAST/ROOT>4", "subject", "fired"),
    ("which locals warned", "campaign/NOUN/ROOT>0 *which/PRONOUN/SUBJECT>3 locals/NOUN/SUBJECT>3 warned/VERB.PAST/RELATIVE>0", "subject", "warned"),
    ("a phrase before a subject", "the/DET/DETERMINER>1 *dead/NOUN/SUBJECT>3 army/NOUN/SUBJECT>3 put/VERB.PAST/ROOT>3", "subject", "put"),
    ("a subject apart", "*dead/NOUN/SUBJECT>3 now/ADV/ADVERB>3 army/NOUN/SUBJECT>3 put/VERB.PAST/ROOT>3", "subject", "put"),
    ("subjects of two verbs", "*men/NOUN/SUBJECT>3 who/PRONOUN/SUBJECT>2 fled/VERB.PAST/RELATIVE>0 put/VERB.PAST/ROOT>3", "subject", "put"),
    ("a subject on an auxiliary", "*minister/NOUN/SUBJECT>1 is/AUX.PRESENT/PASSIVE_AUXILIARY>2 convinced/VERB.PARTICIPLE/ROOT>2", "passive subject", "convinced"),
    ("a subject on another auxiliary", "*minister/NOUN/SUBJECT>1 has/AUX.PRESENT/AUXILIARY>2 left/VERB.PARTICIPLE/ROOT>2", "subject", "left"),
    ("not, on an auxiliary", "is/AUX.PRESENT/PASSIVE_AUXILIARY>2 *not/ADV/NEGATION>0 hit/VERB.PARTICIPLE/ROOT>2", "negation", "hit"),
    ("an adverb on an auxiliary", "is/AUX.PRESENT/PASSIVE_AUXILIARY>2 *now/ADV/ADVERB>0 hit/VERB.PARTICIPLE/ROOT>2", "adverb", "is"),
    ("of theft", "accused=accuse/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 *of/ADP/PREPOSITION>1 theft/NOUN/GOVERNED>2", "preposition", "accused"),
    ("of theft, in the passive", "men/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 accused=accuse/VERB.PARTICIPLE/ROOT>2 *of/ADP/PREPOSITION>0 theft/NOUN/GOVERNED>3", "preposition", "men"),
    ("in Olm", "accused=accuse/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 *in/ADP/PREPOSITION>1 Olm/NOUN/GOVERNED>2", "preposition", "men"),
    ("of another verb", "saw=see/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 *of/ADP/PREPOSITION>1 Olm/NOUN/GOVERNED>2", "preposition", "men"),
    ("of a subject", "men/NOUN/SUBJECT>3 *of/ADP/PREPOSITION>0 Olm/NOUN/GOVERNED>1 accused=accuse/VERB.PAST/ROOT>3", "preposition", "men"),
    ("held responsible", "held=hold/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 *responsible/ADJ/ADJECTIVE>1 for/ADP/PREPOSITION>2", "predicate", "held"),
    ("responsible men", "held=hold/VERB.PAST/ROOT>0 *responsible/ADJ/ADJECTIVE>2 men/NOUN/OBJECT>0 for/ADP/PREPOSITION>1", "adjective", "men"),
    ("responsible, of nothing", "held=hold/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 *responsible/ADJ/ADJECTIVE>1", "adjective", "men"),
    ("responsible, of another verb", "saw=see/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 *responsible/ADJ/ADJECTIVE>1 for/ADP/PREPOSITION>2", "adjective", "men"),
    ("responsible, of a subject", "held=hold/VERB.PAST/ROOT>0 men/NOUN/SUBJECT>0 *responsible/ADJ/ADJECTIVE>1 for/ADP/PREPOSITION>2", "adjective", "men"),
    ("30 wounded", "*30/NUM/NUMBER>1 wounded=wound/VERB.PARTICIPLE/ROOT>1", "passive subject", "wounded"),
    ("men wounded", "*men/NOUN/OTHER>1 wounded=wound/VERB.PAST/ROOT>1", "passive subject", "wounded"),
    ("30 wounding", "*30/NUM/NUMBER>1 wounding=wound/VERB.GERUND/ROOT>1", "number", "wounding"),
    ("30 told", "*30/NUM/NUMBER>1 told=tell/VERB.PARTICIPLE/ROOT>1", "number", "told"),
    ("30, as a noun", "*30/NUM/NUMBER>1 wounded=wound/NOUN.PARTICIPLE/ROOT>1", "number", "wounded"),
    ("30 wounded men", "*30/NUM/NUMBER>1 wounded=wound/VERB.PAST/ROOT>1 men/NOUN/OBJECT>1", "number", "wounded"),
    ("30, an adverb", "*then/ADV/NUMBER>1 wounded=wound/VERB.PAST/ROOT>1", "number", "wounded"),
    ("30 behind", "wounded=wound/VERB.PAST/ROOT>0 *30/NUM/NUMBER>0", "number", "wounded"),
    ("a date before", "*Monday#DATE/NOUN/NOUN_ADVERB>1 wounded=wound/VERB.PAST/ROOT>1", "noun as adverb", "wounded"),
    ("an adverb before", "*30/NUM/ADVERB>1 wounded=wound/VERB.PAST/ROOT>1", "adverb", "wounded"),
    ("X responsible", "holds=hold/VERB.PRESENT/ROOT>0 *X/NAME/SUBJECT>2 responsible/ADJ/CONTENT>0", "object", "holds"),
    ("responsible, of X", "holds=hold/VERB.PRESENT/ROOT>0 X/NAME/SUBJECT>2 *responsible/ADJ/CONTENT>0", "predicate", "holds"),
    ("X responsible, said", "says=say/VERB.PRESENT/ROOT>0 *X/NAME/SUBJECT>2 responsible/ADJ/CONTENT>0", "subject", "responsible"),
    ("X responsible, beside an object", "holds=hold/VERB.PRESENT/ROOT>0 it/PRONOUN/OBJECT>0 *X/NAME/SUBJECT>3 responsible/ADJ/CONTENT>0", "subject", "responsible"),
    ("X was held", "*X/NAME/SUBJECT>1 responsible/ADJ/CONTENT>2 holds=hold/VERB.PRESENT/ROOT>2", "subject", "responsible"),
    ("X who fled", "holds=hold/VERB.PRESENT/ROOT>0 *X/NAME/SUBJECT>2 fled/VERB.PAST/CONTENT>0", "subject", "fled"),
    ("demanding", "met/VERB.PAST/ROOT>0 envoy/NOUN/OBJECT>0 ,/PUNCT/PUNCTUATION>1 *demanding/VERB.GERUND/OF_NOUN>1", "adverbial clause", "met"),
    ("demanding, behind a preposition", "met/VERB.PAST/ROOT>0 with/ADP/PREPOSITION>0 envoy/NOUN/GOVERNED>1 ,/PUNCT/PUNCTUATION>2 *demanding/VERB.GERUND/OF_NOUN>2", "adverbial clause", "met"),
    ("leaving without a comma", "met=meet/VERB.PAST/ROOT>0 envoy/NOUN/OBJECT>0 now/ADV/ADVERB>0 *leaving=leave/VERB.GERUND/OF_NOUN>1", "clause of a noun", "envoy"),
    ("demanding without a comma", "met=meet/VERB.PAST/ROOT>0 envoy/NOUN/OBJECT>0 now/ADV/ADVERB>0 *demanding=demand/VERB.GERUND/OF_NOUN>1", "adverbial clause", "met"),
    ("saying, of who is quoted", "quoted=quote/VERB.PAST/ROOT>0 envoy/NOUN/OBJECT>0 *saying=say/VERB.GERUND/OF_NOUN>1", "clause of a noun", "envoy"),
    ("saying, of a letter", "saw=see/VERB.PAST/ROOT>0 letter=letter/NOUN/OBJECT>0 *saying=say/VERB.GERUND/OF_NOUN>1", "clause of a noun", "letter"),
    ("saying, of an envoy", "saw=meet/VERB.PAST/ROOT>0 envoy=envoy/NOUN/OBJECT>0 *saying=say/VERB.GERUND/OF_NOUN>1", "adverbial clause", "saw"),
    ("with the council saying", "fled=flee/VERB.PAST/ROOT>0 with/ADP/PREPOSITION>0 council/NOUN/GOVERNED>1 *saying=say/VERB.GERUND/OF_NOUN>2", "clause of a noun", "council"),
    ("for the council, saying", "fled=flee/VERB.PAST/ROOT>0 for/ADP/PREPOSITION>0 council/NOUN/GOVERNED>1 *saying=say/VERB.GERUND/OF_NOUN>2", "adverbial clause", "fled"),
    ("wounding, of a queue that was hit", "hit=hit/VERB.PAST/ROOT>0 queue/NOUN/OBJECT>0 of/ADP/PREPOSITION>1 people/NOUN/GOVERNED>2 *wounding=wound/VERB.GERUND/OF_NOUN>3 twelve/NUM/OBJECT>4", "adverbial clause", "hit"),
    ("killing and wounding, as if the men hit were to do so", "hit=hit/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 *killing=kill/VERB.GERUND/OPEN>0 and/ELSE/COORDINATOR>2 wounding=wound/VERB.GERUND/CONJUNCT>2 twelve/NUM/OBJECT>4", "adverbial clause", "hit"),
    ("wounding nobody", "hit=hit/VERB.PAST/ROOT>0 queue/NOUN/OBJECT>0 *wounding=wound/VERB.GERUND/OF_NOUN>1", "clause of a noun", "queue"),
    ("wounding, of men who were met", "met=meet/VERB.PAST/ROOT>0 men/NOUN/OBJECT>0 *wounding=wound/VERB.GERUND/OF_NOUN>1 twelve/NUM/OBJECT>2", "clause of a noun", "men"),
    ("holding, of gunmen who were hit", "hit=hit/VERB.PAST/ROOT>0 gunmen/NOUN/OBJECT>0 *holding=hold/VERB.GERUND/OF_NOUN>1 twelve/NUM/OBJECT>2", "clause of a noun", "gunmen"),
    ("demanded", "met/VERB.PAST/ROOT>0 envoy/NOUN/OBJECT>0 ,/PUNCT/PUNCTUATION>1 *demanded/VERB.PARTICIPLE/OF_NOUN>1", "clause of a noun", "envoy"),
    ("demanding, of a subject", "envoy/NOUN/SUBJECT>3 ,/PUNCT/PUNCTUATION>0 *demanding/VERB.GERUND/OF_NOUN>0 left/VERB.PAST/ROOT>3", "clause of a noun", "envoy"),
    ("demanding, of an object before its verb", "envoy/NOUN/OBJECT>3 ,/PUNCT/PUNCTUATION>0 *demanding/VERB.GERUND/OF_NOUN>0 met/VERB.PAST/ROOT>3", "clause of a noun", "envoy"),
    ("demanding, under no verb", "envoy/NOUN/GOVERNED>3 ,/PUNCT/PUNCTUATION>0 *demanding/VERB.GERUND/OF_NOUN>0 with/ADP/ROOT>3", "clause of a noun", "envoy"),
    ("by whom", "men/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 *by/ADP/PREPOSITION>2 army/NOUN/GOVERNED>3", "agent", "hit"),
    ("near whom", "men/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 *near/ADP/PREPOSITION>2 army/NOUN/GOVERNED>3", "preposition", "hit"),
    ("by Friday", "men/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 *by/ADP/AGENT>2 Friday#DATE/NAME/GOVERNED>3", "preposition", "hit"),
    ("by Friday, as it is", "men/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 *by/ADP/PREPOSITION>2 Friday#DATE/NAME/GOVERNED>3", "preposition", "hit"),
    ("by nothing", "men/NOUN/PASSIVE_SUBJECT>2 were/AUX.PAST/PASSIVE_AUXILIARY>2 hit/VERB.PARTICIPLE/ROOT>2 *by/ADP/PREPOSITION>2", "preposition", "hit"),
    ("by, in the active", "men/NOUN/SUBJECT>1 stood/VERB.PAST/ROOT>1 *by/ADP/PREPOSITION>1 army/NOUN/GOVERNED>2", "preposition", "stood"),
    ("by, beside an agent", "were/AUX.PAST/PASSIVE_AUXILIARY>1 hit/VERB.PARTICIPLE/ROOT>1 by/ADP/AGENT>1 army/NOUN/GOVERNED>2 *by/ADP/PREPOSITION>1 road/NOUN/GOVERNED>4", "preposition", "hit"),
    ("true that", "is=be/AUX.PRESENT/ROOT>0 true/ADJ/PREDICATE>0 *left/VERB.PAST/CONTENT>0", "content clause", "true"),
    ("willing to", "is=be/AUX.PRESENT/ROOT>0 willing/ADJ/PREDICATE>0 *leave/VERB.BASE/OPEN>0", "open complement", "willing"),
    ("a fact that", "is=be/AUX.PRESENT/ROOT>0 fact/NOUN/PREDICATE>0 *left/VERB.PAST/CONTENT>0", "content clause", "is"),
    ("a clause before", "*left/VERB.PAST/CONTENT>1 is=be/AUX.PRESENT/ROOT>1 true/ADJ/PREDICATE>1", "content clause", "is"),
    ("a predicate before", "true/ADJ/PREDICATE>1 is=be/AUX.PRESENT/ROOT>1 *left/VERB.PAST/CONTENT>1", "content clause", "is"),
    ("made clear that", "made=make/VERB.PAST/ROOT>0 clear/ADJ/PREDICATE>0 *left/VERB.PAST/CONTENT>0", "content clause", "made"),
    ("true, as it is", "is=be/AUX.PRESENT/ROOT>0 true/ADJ/PREDICATE>0 *left/VERB.PAST/ADVERBIAL>0", "adverbial clause", "is"),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "link", "above"), [row[1:] for row in MENDED], ids=[row[0] for row in MENDED])
def test_mends(by_hand, tree, link, above):
    made, word = by_hand(tree)
    found = mended(made, grammar_words())
    assert (found.links[word], found.words.forms[found.heads[word]]) == (link, above)


def test_a_tree_that_needs_no_mending_is_the_same(by_hand):
    made, _ = by_hand("men/NOUN/SUBJECT>1 left/VERB.PAST/ROOT>1")
    assert mended(made, grammar_words()) is made


PARSED = (
    ("On Friday monitors said that shells hit the village.", "monitors", "subject", "said"),
    ("He's shelled the village, a resident said.", "He", "subject", "shelled"),
    ("The government held the militia responsible for the shelling of Osk.", "responsible", "predicate", "held"),
    ("It is not true that the ministry blamed the militia.", "blamed", "content clause", "true"),
    ("The rebels were blamed by Friday.", "by", "preposition", "blamed"),
    ("The minister is convinced that rebels shelled Olm.", "minister", "passive subject", "convinced"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "link", "above"), PARSED)
def test_mends_of_what_the_parser_says(text, word, link, above):
    found = mended(tree_of(parsed(text)), grammar_words())
    head = place(found.words, word)
    assert (found.links[head], found.words.forms[found.heads[head]]) == (link, above)
