"""Tense, aspect, mood and finiteness; and how a clause hangs on what is above it."""

import pytest

from servanda.extract.clauses.features import forms, governor, link_of, marker, mood
from servanda.extract.clauses.voice import is_passive
from servanda.reference.grammar import grammar_words

ROWS = (
    ("The army shelled Olm.", "shelled", {"tense": "past", "mood": "indicative", "finite": True}),
    ("The army shells Olm.", "shells", {"tense": "present", "mood": "indicative", "finite": True}),
    ("The army will shell Olm.", "shell", {"tense": "future", "mood": "indicative", "modals": ["will"]}),
    ("The soldiers won't leave.", "leave", {"tense": "future", "modals": ["wo"]}),
    ("The army may shell Olm.", "shell", {"tense": "present", "modals": ["may"], "finite": True}),
    ("The army may have been shelled by rebels.", "shelled", {"tense": "present", "modals": ["may"], "perfect": True}),
    ("The army has shelled Olm and burned it.", "shelled", {"tense": "present", "perfect": True, "finite": True}),
    ("The army has shelled Olm and burned it.", "burned", {"tense": "past", "perfect": False, "finite": True}),
    ("The army has been shelling and bombing Olm.", "bombing", {"tense": "present", "perfect": True, "progressive": True}),
    ("The army had shelled Olm.", "shelled", {"tense": "past", "perfect": True}),
    ("The army is shelling Olm.", "shelling", {"tense": "present", "progressive": True, "perfect": False}),
    ("The village is being shelled.", "shelled", {"tense": "present", "progressive": True}),
    ("The army was leaving.", "leaving", {"tense": "past", "progressive": True}),
    ("The army shelled Olm and bombed Velim.", "bombed", {"tense": "past", "finite": True}),
    ("The army, backed by jets, attacked.", "attacked", {"tense": "past", "finite": True, "mood": "indicative"}),
    ("The army, backed by jets, attacked.", "backed", {"tense": None, "finite": False, "mood": None}),
    ("Two killed in shelling of Olm.", "killed", {"tense": None, "finite": False}),
    ("The village was shelled.", "shelled", {"tense": "past", "finite": True, "progressive": False}),
    ("The army wants to leave.", "leave", {"finite": False, "infinitive": True, "mood": None, "tense": None}),
    ("The army stopped shelling Olm.", "shelling", {"finite": False, "infinitive": False, "mood": None}),
    ("Leave the village now!", "Leave", {"mood": "imperative", "finite": False}),
    ("Did the soldiers leave?", "leave", {"mood": "question", "tense": "past", "finite": True}),
    ("The council asked who shelled Olm.", "shelled", {"mood": "indirect question"}),
    ("The council asked whose aircraft struck Olm.", "struck", {"mood": "indirect question"}),
    ("The council demanded that prisoners be released.", "released", {"mood": "subjunctive"}),
    ("Had the army attacked, the rebels would have fled.", "attacked", {"mood": "conditional"}),
    ("Had the army attacked, the rebels would have fled.", "fled", {"mood": "indicative", "modals": ["would"], "perfect": True}),
    ("The soldiers did not fire or leave.", "leave", {"mood": "indicative", "tense": "past", "finite": True}),
    ("It was claimed by the militia that the army shelled Sarn.", "shelled", {"mood": "indicative"}),
    ("The army carried out the killing of farmers.", "carried", {"lemma": "carry out", "verb": "carry", "particle": "out"}),
    ("The army shelled Olm and bombed Velim.", "shelled", {"joined": ["bombed"]}),
    ("The army shelled Olm.", "shelled", {"joined": []}),
    ("The army quickly left.", "left", {"adverbs": ["quickly"], "lemma": "leave", "particle": None}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "wanted"), ROWS)
def test_forms(ask, text, word, wanted):
    clause = ask(text, word)
    assert {name: getattr(clause, name) for name in wanted} == wanted


LINKS = (
    ("The army shelled Olm.", "shelled", "main", None, None),
    ("Monitors said that the army shelled Olm.", "shelled", "content", "said", "that"),
    ("Monitors said the army shelled Olm.", "shelled", "content", "said", None),
    ("The army refused to leave.", "leave", "open", "refused", None),
    ("The rebels are willing to leave.", "leave", "open", "willing", None),
    ("The army left because rebels attacked.", "attacked", "adverbial", "left", "because"),
    ("The army will stay if rebels attack.", "attack", "adverbial", "stay", "if"),
    ("The army hit the village, killing two people.", "killing", "adverbial", "hit", None),
    ("The army killed the man who shelled Olm.", "shelled", "relative", "man", "who"),
    ("The village where the army attacked was empty.", "attacked", "relative", "village", "where"),
    ("The army announced its plan to attack Olm.", "attack", "of noun", "plan", None),
    ("The claim that rebels shelled Olm is false.", "shelled", "of noun", "claim", "that"),
    ("The army shelled Olm and bombed Velim.", "bombed", "conjunct", "shelled", "and"),
    ("The army has not shelled Olm, nor has it bombed Velim.", "bombed", "conjunct", "shelled", "nor"),
    ("The army left the valley without killing farmers.", "killing", "preposition", "left", "without"),
    ("Instead of leaving, the army attacked.", "leaving", "preposition", "attacked", "of"),
    ("The council accused the rebels of shelling Olm.", "shelling", "preposition", "accused", "of"),
    ("The truce was broken by shelling.", "shelling", "preposition", "broken", "by"),
    ("Shelling by the army killed two.", "Shelling", "subject", "killed", None),
    ("The army is opposed to talks.", "opposed", "predicate", "is", None),
    ("Rescuers are looking for survivors following the attack.", "attack", "preposition", "survivors", "following"),
    ("The council asked who shelled Olm.", "shelled", "content", "asked", "who"),
)  # fmt: skip


@pytest.mark.parametrize("row", LINKS)
def test_links(ask, row):
    text, word, link, above, joins = row
    clause = ask(text, word)
    assert (clause.link, clause.governor, clause.marker) == (link, above, joins)


MEN = "men/NOUN/SUBJECT>1"
FORMS = (
    ("past", f"{MEN} *fled/VERB.PAST/ROOT>1", "finite past"),
    ("an infinitive with a finite auxiliary", f"{MEN} *go/VERB.BASE/ROOT>1 to/ELSE.TO/AUXILIARY>1 has/AUX.PRESENT/AUXILIARY>1", "infinitive"),
    ("will, no modal", f"{MEN} will/AUX.PRESENT/AUXILIARY>2 *go/VERB.BASE/ROOT>2", "finite present"),
    ("shall", f"{MEN} shall/AUX.MODAL/AUXILIARY>2 *go/VERB.BASE/ROOT>2", "finite future modal"),
    ("could", f"{MEN} could/AUX.MODAL/AUXILIARY>2 *go/VERB.BASE/ROOT>2", "finite present modal"),
    ("was going", f"{MEN} was=be/AUX.PAST/AUXILIARY>2 *going/VERB.GERUND/ROOT>2", "finite past progressive"),
    ("keeps going", f"{MEN} keeps=keep/AUX.PRESENT/AUXILIARY>2 *going/VERB.GERUND/ROOT>2", "finite present"),
    ("was hit", f"{MEN} was=be/AUX.PAST/PASSIVE_AUXILIARY>2 *hit/VERB.PARTICIPLE/ROOT>2", "finite past"),
    ("a participle with a subject", f"{MEN} *gone/VERB.PARTICIPLE/ROOT>1", "finite past"),
    ("a participle", "*gone/VERB.PARTICIPLE/ROOT>0", ""),
    ("a bare passive", f"{MEN} *hit/VERB.PAST/ROOT>1 by/ADP/AGENT>1", ""),
    ("may go or stay", f"{MEN} may/AUX.MODAL/AUXILIARY>2 go/VERB.BASE/ROOT>2 *stay/VERB.BASE/CONJUNCT>2", "finite present modal"),
    ("may go or stay or sleep", f"{MEN} may/AUX.MODAL/AUXILIARY>2 go/VERB.BASE/ROOT>2 stay/VERB.BASE/CONJUNCT>2 *sleep/VERB.BASE/CONJUNCT>3", "finite present modal"),
    ("may go, they stay", f"{MEN} may/AUX.MODAL/AUXILIARY>2 go/VERB.BASE/ROOT>2 they/PRONOUN/SUBJECT>4 *stay/VERB.BASE/CONJUNCT>2", ""),
    ("may go, stayed", f"{MEN} may/AUX.MODAL/AUXILIARY>2 go/VERB.BASE/ROOT>2 *stayed/VERB.PAST/CONJUNCT>2", "finite past"),
    ("may go, staying", f"{MEN} may/AUX.MODAL/AUXILIARY>2 go/VERB.BASE/ROOT>2 *staying/VERB.GERUND/CONJUNCT>2", ""),
    ("may go, beside it", f"{MEN} may/AUX.MODAL/AUXILIARY>2 go/VERB.BASE/ROOT>2 *stay/VERB.BASE/OTHER>2", ""),
    ("went and stayed", f"{MEN} has=have/AUX.PRESENT/AUXILIARY>2 went/VERB.PAST/ROOT>2 *stayed/VERB.PAST/CONJUNCT>2", "finite past"),
    ("go and stay, without auxiliaries", f"{MEN} go/VERB.BASE/ROOT>1 *stay/VERB.BASE/CONJUNCT>1", ""),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS])
def test_forms_of_trees(by_hand, tree, wanted):
    made, verb = by_hand(tree)
    words = grammar_words()
    told = forms(made, verb, words, passive=is_passive(made, verb, words))
    flags = [name for name in ("finite", "infinitive") if getattr(told, name)]
    flags += [told.tense] if told.tense else []
    flags += [name for name in ("perfect", "progressive") if getattr(told, name)]
    assert " ".join([*flags, *(["modal"] if told.modals else [])]) == wanted


def test_auxiliaries_are_shared_along_a_chain_up_to_a_bound(by_hand):
    def chain(joined):
        return "may/AUX.MODAL/AUXILIARY>1 go/VERB.BASE/ROOT>1 " + " ".join(
            f"go/VERB.BASE/CONJUNCT>{number + 1}" for number in range(joined)
        )

    near, _ = by_hand(chain(30))
    assert forms(near, len(near.words) - 1, grammar_words(), passive=False).modals == (0,)
    far, _ = by_hand(chain(31))
    assert forms(far, len(far.words) - 1, grammar_words(), passive=False).modals == ()


WHO = "who/PRONOUN.ASKING/SUBJECT"
MOODS = (
    ("asked", f"asked/VERB.PAST/ROOT>0 {WHO}>2 *left/VERB.PAST/CONTENT>0", True, "indirect question"),
    ("about who left", f"about/ADP/PREPOSITION>0 {WHO}>2 *left/VERB.PAST/GOVERNED_CLAUSE>0", True, "indirect question"),
    ("who left is not known", "who/PRONOUN.ASKING/SUBJECT>1 *left/VERB.PAST/CLAUSE_SUBJECT>2 matters/VERB.PRESENT/ROOT>2", True, "indirect question"),
    ("which, it said, left", "men/NOUN/ROOT>0 which/PRONOUN.ASKING/SUBJECT>3 said/VERB.PAST/RELATIVE>0 *left/VERB.PAST/CONTENT>2", True, "indicative"),
    ("that left", "asked/VERB.PAST/ROOT>0 that/PRONOUN.ASKING/SUBJECT>2 *left/VERB.PAST/CONTENT>0", True, "indicative"),
    ("whose men", "asked/VERB.PAST/ROOT>0 whose/PRONOUN.ASKING/OWNER>2 men/NOUN/SUBJECT>3 *left/VERB.PAST/CONTENT>0", True, "indirect question"),
    ("who, of a relative clause behind", f"asked/VERB.PAST/ROOT>0 men/NOUN/SUBJECT>4 {WHO}>3 fled/VERB.PAST/RELATIVE>1 *left/VERB.PAST/CONTENT>0", True, "indicative"),
    ("who, behind its noun", "said/VERB.PAST/ROOT>0 men/NOUN/SUBJECT>3 who/PRONOUN.ASKING/OTHER>1 *left/VERB.PAST/CONTENT>0", True, "indicative"),
    ("who, behind the verb", "said/VERB.PAST/ROOT>0 *left/VERB.PAST/CONTENT>0 who/PRONOUN.ASKING/OBJECT>1", True, "indicative"),
    ("that, tagged as one that asks", "said/VERB.PAST/ROOT>0 that/ELSE.ASKING/MARK>2 *left/VERB.PAST/CONTENT>0", True, "indicative"),
    ("who, in a main clause", f"{WHO}>1 *left/VERB.PAST/ROOT>1", True, "indicative"),
    ("go", "*go/VERB.BASE/ROOT>0", False, "imperative"),
    ("go, as content", "said/VERB.PAST/ROOT>0 *go/VERB.BASE/CONTENT>0", False, "imperative"),
    ("go, of another link", "said/VERB.PAST/ROOT>0 *go/VERB.BASE/ADVERBIAL>0", False, None),
    ("if go", "said/VERB.PAST/ROOT>0 if/ADP/MARK>2 *go/VERB.BASE/CONTENT>0", False, None),
    ("there go", "there/PRONOUN/EXPLETIVE>1 *go/VERB.BASE/ROOT>1", False, None),
    ("they go", f"{MEN} *go/VERB.BASE/ROOT>1", False, None),
    ("that they go", "said/VERB.PAST/ROOT>0 that/ADP/MARK>3 men/NOUN/SUBJECT>3 *go/VERB.BASE/CONTENT>0", False, "subjunctive"),
    ("a demand that they go", "demand/NOUN/ROOT>0 that/ADP/MARK>3 men/NOUN/SUBJECT>3 *go/VERB.BASE/OF_NOUN>0", False, "subjunctive"),
    ("let them go", "let/VERB.PAST/ROOT>0 men/NOUN/SUBJECT>2 *go/VERB.BASE/CONTENT>0", False, None),
    ("as that they go", "let/VERB.PAST/ROOT>0 that/ADP/MARK>3 men/NOUN/SUBJECT>3 *go/VERB.BASE/ADVERBIAL>0", False, None),
    ("stop and go", "stop/VERB.BASE/ROOT>0 *go/VERB.BASE/CONJUNCT>0", False, "imperative"),
    ("they stopped and go", f"{MEN} stop/VERB.PRESENT/ROOT>1 *go/VERB.BASE/CONJUNCT>1", False, None),
    ("to stop and go", "to/ELSE.TO/AUXILIARY>1 stop/VERB.BASE/ROOT>1 *go/VERB.BASE/CONJUNCT>1", False, None),
    ("to go", "to/ELSE.TO/AUXILIARY>1 *go/VERB.BASE/ROOT>1", False, None),
    ("they be freed", "men/NOUN/PASSIVE_SUBJECT>2 be/AUX.BASE/PASSIVE_AUXILIARY>2 *freed/VERB.PARTICIPLE/CONTENT>2", False, "subjunctive"),
    ("they will be freed", "men/NOUN/PASSIVE_SUBJECT>3 will/AUX.MODAL/AUXILIARY>3 be/AUX.BASE/PASSIVE_AUXILIARY>3 *freed/VERB.PARTICIPLE/ROOT>3", True, "indicative"),
    ("be freed", "be/AUX.BASE/PASSIVE_AUXILIARY>1 *freed/VERB.PARTICIPLE/ROOT>1", False, None),
    ("they are freed", "men/NOUN/PASSIVE_SUBJECT>2 are/AUX.PRESENT/PASSIVE_AUXILIARY>2 *freed/VERB.PARTICIPLE/ROOT>2", True, "indicative"),
    ("had they left", "had/AUX.PAST/AUXILIARY>2 men/NOUN/SUBJECT>2 *left/VERB.PARTICIPLE/ADVERBIAL>3 rest/VERB.PAST/ROOT>3", True, "conditional"),
    ("did they leave", "did/AUX.PAST/AUXILIARY>2 men/NOUN/SUBJECT>2 *leave/VERB.PAST/ADVERBIAL>3 rest/VERB.PAST/ROOT>3", True, "indicative"),
    ("they had left", "men/NOUN/SUBJECT>2 had/AUX.PAST/AUXILIARY>2 *left/VERB.PARTICIPLE/ADVERBIAL>3 rest/VERB.PAST/ROOT>3", True, "indicative"),
    ("had they left, in a main clause", "had/AUX.PAST/AUXILIARY>2 men/NOUN/SUBJECT>2 *left/VERB.PARTICIPLE/ROOT>2", True, "indicative"),
    ("had left", "had/AUX.PAST/AUXILIARY>1 *left/VERB.PARTICIPLE/ADVERBIAL>2 rest/VERB.PAST/ROOT>2", True, "indicative"),
    ("left?", "*left/VERB.PAST/ROOT>0 ?/PUNCT/PUNCTUATION>0", True, "question"),
    ("left?, in quotation marks", "*left/VERB.PAST/ROOT>0 ?/PUNCT/PUNCTUATION>0 ''/PUNCT/PUNCTUATION>0", True, "question"),
    ("left.", "*left/VERB.PAST/ROOT>0 ./PUNCT/PUNCTUATION>0", True, "indicative"),
    ("? left", "?/PUNCT/PUNCTUATION>1 *left/VERB.PAST/ROOT>1 ./PUNCT/PUNCTUATION>1", True, "indicative"),
    ("said, left?", "said/VERB.PAST/ROOT>0 *left/VERB.PAST/CONTENT>0 ?/PUNCT/PUNCTUATION>1", True, "indicative"),
    ("? ' .", "*left/VERB.PAST/ROOT>0 ?/PUNCT/PUNCTUATION>0 '/PUNCT/PUNCTUATION>0 ./PUNCT/PUNCTUATION>0", True, "indicative"),
    ("leaving", "*leaving/VERB.GERUND/ROOT>0", False, None),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "finite", "wanted"), [row[1:] for row in MOODS], ids=[row[0] for row in MOODS])
def test_mood_of_trees(by_hand, tree, finite, wanted):
    made, verb = by_hand(tree)
    assert mood(made, verb, grammar_words(), finite=finite) == wanted


HANGS = (
    ("root", "*left/VERB.PAST/OTHER>0", "main", None, None),
    ("other", "said/VERB.PAST/ROOT>0 *left/VERB.PAST/OTHER>0", "other", "said", None),
    ("attributive", "*wounded/VERB.PARTICIPLE/ADJECTIVE>1 men/NOUN/ROOT>1", "attributive", "men", None),
    ("compound", "*shelling/VERB.GERUND/COMPOUND>1 men/NOUN/ROOT>1", "attributive", "men", None),
    ("marked root", "since/ADP/MARK>1 *left/VERB.PAST/ROOT>1", "main", None, None),
    ("two marks", "said/VERB.PAST/ROOT>0 even/ADV/MARK>3 if/ADP/MARK>3 *left/VERB.PAST/ADVERBIAL>0", "adverbial", "said", "even"),
    ("whom", "men/NOUN/ROOT>0 whom/PRONOUN.ASKING/OBJECT>3 we/PRONOUN/SUBJECT>3 *saw/VERB.PAST/RELATIVE>0", "relative", "men", "whom"),
    ("when", "day/NOUN/ROOT>0 when/ADV.ASKING/ADVERB>2 *left/VERB.PAST/RELATIVE>0", "relative", "day", "when"),
    ("joined, with a mark", "said/VERB.PAST/ROOT>0 that/ADP/MARK>2 *left/VERB.PAST/CONJUNCT>0", "conjunct", "said", "that"),
    ("joined", "said/VERB.PAST/ROOT>0 *left/VERB.PAST/CONJUNCT>0 and/ELSE/COORDINATOR>0", "conjunct", "said", None),
    ("behind two prepositions", "left/VERB.PAST/ROOT>0 because/ADP/PREPOSITION>0 of/ADP/PREPOSITION>1 *shelling/VERB.GERUND/GOVERNED_CLAUSE>2", "preposition", "left", "of"),
    ("behind a recipient", "gave/VERB.PAST/ROOT>0 men/NOUN/RECIPIENT>0 in/ADP/PREPOSITION>1 *Olm/NAME/GOVERNED>2", "preposition", "men", "in"),
    ("on a preposition, not governed", "left/VERB.PAST/ROOT>0 in/ADP/PREPOSITION>0 *shelling/VERB.GERUND/OTHER>1", "other", "in", None),
    ("a noun as subject", "*men/NOUN/PASSIVE_SUBJECT>1 hit/VERB.PARTICIPLE/ROOT>1", "subject", "hit", None),
    ("an agent", "hit/VERB.PARTICIPLE/ROOT>0 by/ADP/AGENT>0 *men/NOUN/GOVERNED>1", "preposition", "hit", "by"),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "link", "above", "joins"), [row[1:] for row in HANGS], ids=[row[0] for row in HANGS])
def test_links_of_trees(by_hand, tree, link, above, joins):
    made, verb = by_hand(tree)
    form = {None: None, **dict(enumerate(made.words.forms))}
    assert (link_of(made, verb), form[governor(made, verb)], form[marker(made, verb)]) == (link, above, joins)
