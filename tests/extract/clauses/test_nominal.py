"""Event nouns as clauses: who does what they name, and to whom."""

import pytest
from tests.extract.parsing import parsed

from servanda.extract.clauses import clauses_in
from servanda.extract.clauses.nominal import negation_of_noun, nominal
from servanda.reference.grammar import grammar_words

ROWS = (
    ("The army's shelling of Olm killed two.", "shelling", "owner", ["The army"], ["Olm"], None),
    ("Its attack on Olm killed two.", "attack", "owner", ["Its"], ["Olm"], None),
    ("An army attack on Olm killed two.", "attack", "compound", ["army"], ["Olm"], None),
    ("The attack on Olm by rebels killed two.", "attack", "agent", ["rebels"], ["Olm"], None),
    ("The attack against the village was condemned.", "attack", "unsaid", [], ["the village"], None),
    ("Monday's attack killed two.", "attack", "unsaid", [], [], None),
    ("The attack on Friday killed two.", "attack", "unsaid", [], [], None),
    ("No attack on Olm took place.", "attack", "unsaid", [], ["Olm"], ("determiner", "No")),
    ("The week passed without an attack on Olm.", "attack", "unsaid", [], ["Olm"], ("preposition", "without")),
    ("There was no attack on Olm.", "attack", "unsaid", [], ["Olm"], ("determiner", "no")),
    ("Shelling by the army killed two.", "Shelling", "agent", ["the army"], [], None),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_event_nouns(ask, row):
    text, word, origin, doers, undergoers, negation = row
    clause = ask(text, word, nominal=True)
    assert (clause.kind, clause.subject_origin, clause.doers, clause.undergoers) == (
        "nominal",
        origin,
        doers,
        undergoers,
    )
    assert clause.negation == negation


def test_a_noun_has_no_tense_and_hangs_where_it_hangs(ask):
    clause = ask("The council condemned the attack on Olm.", "attack")
    assert (clause.lemma, clause.verb, clause.link, clause.governor, clause.finite) == (
        "attack",
        "attack",
        "object",
        "condemned",
        False,
    )
    behind = ask("Two died in the attack on Olm.", "attack")
    assert (behind.link, behind.governor, behind.marker) == ("preposition", "died", "in")
    assert behind.obliques == [("on", "Olm")]
    assert behind.clause.first < behind.clause.head < behind.clause.last


TREES = (
    ("by", "*raid/NOUN/ROOT>0 by/ADP/PREPOSITION>0 men/NOUN/GOVERNED>1 women/NOUN/CONJUNCT>2", "men women", "agent"),
    ("by, as agent", "*raid/NOUN/ROOT>0 through/ADP/AGENT>0 men/NOUN/GOVERNED>1", "men", "agent"),
    ("by a date", "*raid/NOUN/ROOT>0 by/ADP/PREPOSITION>0 Friday#DATE/NAME/GOVERNED>1", "", "unsaid"),
    ("with", "*raid/NOUN/ROOT>0 with/ADP/PREPOSITION>0 men/NOUN/GOVERNED>1", "", "unsaid"),
    ("by before an owner", "his/PRONOUN/OWNER>1 *raid/NOUN/ROOT>1 by/ADP/PREPOSITION>1 men/NOUN/GOVERNED>2", "men", "agent"),
    ("an owner before a compound", "his/PRONOUN/OWNER>2 army/NOUN/COMPOUND>2 *raid/NOUN/ROOT>2", "his", "owner"),
    ("a dated compound", "Friday#DATE/NOUN/COMPOUND>1 *raid/NOUN/ROOT>1", "", "unsaid"),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted", "origin"), [row[1:] for row in TREES], ids=[row[0] for row in TREES])
def test_doers_of_trees(by_hand, tree, wanted, origin):
    made, noun = by_hand(tree)
    found = nominal(made, noun, grammar_words()).subjects
    assert (" ".join(made.words.forms[head] for head in found.heads), found.origin) == (wanted, origin)


def test_undergoers_of_trees(by_hand):
    made, noun = by_hand(
        "*raid/NOUN/ROOT>0 on/ADP/PREPOSITION>0 men/NOUN/GOVERNED>1 in/ADP/PREPOSITION>0 Olm/NAME/GOVERNED>3 "
        "on/ADP/PREPOSITION>0 Friday#DATE/NAME/GOVERNED>5"
    )
    assert nominal(made, noun, grammar_words()).undergoers == (2,)


def test_with_denies_no_noun(by_hand):
    made, noun = by_hand("left/VERB.PAST/ROOT>0 with/ADP/PREPOSITION>0 *men/NOUN/GOVERNED>1")
    assert negation_of_noun(made, noun, grammar_words()) is None
    other, noun = by_hand("left/VERB.PAST/ROOT>0 without/ADP/PREPOSITION>0 *men/NOUN/OTHER>1")
    assert negation_of_noun(other, noun, grammar_words()) is None


@pytest.mark.parametrize(
    ("text", "word", "is_noun"),
    [
        ("The army was blamed for shelling of Olm.", "shelling", True),
        ("The army was blamed for shelling Olm.", "shelling", False),
        ("The army regrets the attack of Friday.", "attack", False),
        ("Tired of waiting, the army left, speaking of Olm.", "speaking", False),
    ],
)
def test_gerunds_that_are_nouns(text, word, is_noun):
    clauses = clauses_in(parsed(text))
    assert clauses.is_nominal_gerund(clauses.words.forms.index(word)) is is_noun
