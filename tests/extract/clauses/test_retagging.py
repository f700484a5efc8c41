"""Words that the tagger takes for another class, and what hangs on them then: sentences of our own, ten and more of each kind."""

import pytest

from servanda.extract.clauses import links
from servanda.extract.clauses.mending import mended
from servanda.extract.clauses.retagging import noun_behind_to, retagged, verb_of_headline, verb_with_subject
from servanda.reference.grammar import grammar_words


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The militia no longer resorts to bombing markets.", "The militia"),
        ("The government no longer resorts to arresting reporters.", "The government"),
        ("The commander no longer resorts to threats.", "The commander"),
        ("The rebel group no longer resorts to kidnapping villagers.", "The rebel group"),
        ("The council no longer resorts to accusing the rebels.", "The council"),
        ("The army no longer resorts to holding villagers.", "The army"),
        ("The ministry no longer resorts to claiming that shells fell.", "The ministry"),
        ("The army hardly ever resorts to shelling the town.", "The army"),
        ("The navy no longer resorts to attacking convoys.", "The navy"),
        ("The mayor no longer resorts to blaming Norland.", "The mayor"),
    ],
)
def test_a_verb_behind_no_longer_is_no_noun(ask, text, subject):
    told = ask(text, "resorts")
    assert (told.kind, told.tense, told.subjects, told.negation[0]) == ("verbal", "present", [subject], "verb")
    assert told.complements == []


@pytest.mark.parametrize(
    ("text", "verb", "parts", "denied"),
    [
        ("Army shells village near Olm", "shells", (["Army"], ["village"]), False),
        ("Army bombs hospital in Velim", "bombs", (["Army"], ["hospital"]), False),
        ("Militia attacks village of Sarn", "attacks", (["Militia"], ["village of Sarn"]), False),
        ("Army raids village of Olm", "raids", (["Army"], ["village of Olm"]), False),
        ("Militia shells town near the border", "shells", (["Militia"], ["town"]), False),
        ("Army strikes village of Velim", "strikes", (["Army"], ["village of Velim"]), False),
        ("Navy shells suburb of Torsk", "shells", (["Navy"], ["suburb of Torsk"]), False),
        ("Government shells district of Osk", "shells", (["Government"], ["district of Osk"]), False),
        ("Army targets convoy near Olm", "targets", (["Army"], ["convoy"]), False),
        ("Neither army nor militia shells village of Olm", "shells", (["army", "militia"], ["village of Olm"]), True),
        ("Neither army nor council bombs hospital in Olm", "bombs", (["army", "council"], ["hospital"]), True),
    ],
)
def test_headlines_have_a_verb(ask, text, verb, parts, denied):
    told = ask(text, verb)
    assert (told.kind, told.subjects, told.objects) == ("verbal", *parts)
    assert (told.negation is not None) is denied


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Army attacks on village of Olm", "attacks"),
        ("The army left shells in the village.", "shells"),
        ("Reports of attacks grew.", "attacks"),
        ("Army weapons depot in Olm", "weapons"),
    ],
)
def test_a_noun_stays_a_noun(ask, text, verb):
    assert ask(text, verb).kind == "nominal"


@pytest.mark.parametrize(
    ("text", "verb", "to"),
    [
        ("Ministry attributes bombing of Torsk to army", "attributes", ["army"]),
        ("Ministry attributes attack on Osk to militia", "attributes", ["militia"]),
        ("Council attributes shelling of Olm to army", "attributes", ["army"]),
        ("It is not true that council attributed bombing of Osk to army", "attributed", ["army"]),
        ("Spokesman denies that ministry attributed bombing of Torsk to army", "attributed", ["army"]),
        ("The envoy went to police the border.", "went", []),
    ],
)
def test_to_governs_a_noun(ask, text, verb, to):
    found = [what for preposition, what in ask(text, verb).obliques if preposition == "to"]
    assert found == to


@pytest.mark.parametrize(
    ("text", "verb", "subject", "site"),
    [
        (
            "The talks ended without the town of Olm being bombed by the army.",
            "bombed",
            "the town of Olm",
            "preposition",
        ),
        ("The month passed without a village being attacked by the rebels.", "attacked", "a village", "preposition"),
        ("The truce held without the convoy being shelled by the militia.", "shelled", "the convoy", "preposition"),
        ("The week ended without any hospital being bombed by the army.", "bombed", "any hospital", "preposition"),
        (
            "The talks ended without the attack on Olm being claimed by the militia.",
            "claimed",
            "the attack",
            "preposition",
        ),
        (
            "The talks ended without responsibility for the bombing of Osk being claimed by the rebels.",
            "claimed",
            "responsibility",
            "preposition",
        ),
        (
            "The inquiry closed without blame for the raid on Sarn being admitted by the army.",
            "admitted",
            "blame",
            "preposition",
        ),
        (
            "The session ended without the shelling of Osk being attributed to the rebels.",
            "attributed",
            "the shelling of Osk",
            "preposition",
        ),
        (
            "The year passed without the killing of Lind being attributed to the army.",
            "attributed",
            "the killing of Lind",
            "preposition",
        ),
        ("The night passed without the bridge being struck by shells.", "struck", "the bridge", "preposition"),
        ("The talks went on with the town being shelled by the army.", "shelled", "the town", None),
    ],
)
def test_what_is_not_done_behind_without(ask, text, verb, subject, site):
    told = ask(text, verb)
    assert (told.voice, told.subjects) == ("passive", [subject])
    assert (told.negation and told.negation[0]) == site


@pytest.mark.parametrize(
    ("rule", "text", "changed"),
    [
        (verb_with_subject, "army/NOUN/SUBJECT>1 resorts=resort/NOUN.PLURAL/ROOT>1", True),
        (verb_with_subject, "armies/NOUN.PLURAL/SUBJECT>1 resorts=resort/NOUN.PLURAL/ROOT>1", False),
        (verb_with_subject, "that/PRONOUN/SUBJECT>1 resorts=resort/NOUN.PLURAL/ROOT>1", False),
        (verb_with_subject, "army/NOUN/SUBJECT>1 zorps=zorp/NOUN.PLURAL/ROOT>1", False),
        (verb_with_subject, "resorts=resort/NOUN.PLURAL/ROOT>0 army/NOUN/SUBJECT>0", False),
        (verb_with_subject, "army/NOUN/COMPOUND>1 resorts=resort/NOUN.PLURAL/ROOT>1", False),
        (verb_of_headline, "army/NOUN/COMPOUND>1 shells=shell/NOUN.PLURAL/COMPOUND>2 village/NOUN/ROOT>2", True),
        (
            verb_of_headline,
            "army/NOUN/COMPOUND>1 shells=shell/NOUN.PLURAL/COMPOUND>2 village/NOUN/SUBJECT>3 fell/VERB.PAST/ROOT>3",
            False,
        ),
        (verb_of_headline, "army/NOUN/COMPOUND>1 shells=shell/NOUN.PLURAL/COMPOUND>2 depot/NOUN/ROOT>2", False),
        (verb_of_headline, "two/NUM/NUMBER>1 shells=shell/NOUN.PLURAL/COMPOUND>2 village/NOUN/ROOT>2", False),
        (verb_of_headline, "shells=shell/NOUN.PLURAL/COMPOUND>1 village/NOUN/ROOT>1", False),
        (verb_of_headline, "army/NOUN/COMPOUND>1 shell/NOUN/COMPOUND>2 village/NOUN/ROOT>2", False),
        (noun_behind_to, "blames/VERB.PRESENT/ROOT>0 to/ELSE.TO/AUXILIARY>2 army/VERB.BASE/OPEN>0", True),
        (noun_behind_to, "to/ELSE.TO/AUXILIARY>1 army/VERB.BASE/ROOT>1", False),
        (noun_behind_to, "went/VERB.PAST/ROOT>0 to/ELSE.TO/AUXILIARY>2 shell/VERB.BASE/OPEN>0", False),
        (
            noun_behind_to,
            "went/VERB.PAST/ROOT>0 to/ELSE.TO/AUXILIARY>2 army/VERB.BASE/OPEN>0 town/NOUN/OBJECT>2",
            False,
        ),
        (noun_behind_to, "raid/NOUN/SUBJECT>2 to/ELSE.TO/AUXILIARY>2 army/VERB.BASE/ROOT>2", False),
        (noun_behind_to, "army/NOUN/SUBJECT>1 left/VERB.PAST/ROOT>1", False),
    ],
)
def test_trees_by_hand(by_hand, rule, text, changed):
    tree, _ = by_hand(text)
    words = grammar_words()
    assert bool(list(rule(tree, words))) is changed
    assert (retagged(tree, words) is not tree) is changed


def test_a_participle_is_the_verb_of_a_headline_without_one(by_hand):
    text = "ministry/NOUN/COMPOUND>2 attributed/VERB.PARTICIPLE/ADJECTIVE>2 raid/NOUN/SUBJECT>4 to/ELSE.TO/AUXILIARY>4 army/VERB.BASE/ROOT>4"
    tree = retagged(by_hand(text)[0], grammar_words())
    assert tree.links == [links.SUBJECT, links.ROOT, links.OBJECT, links.PREPOSITION, links.GOVERNED]
    assert tree.heads == [1, 1, 1, 1, 3]
    assert tree.words.kinds[4] == links.NOUN


def test_what_would_make_a_circle_is_left(by_hand):
    text = "army/NOUN/ROOT>0 shells=shell/NOUN.PLURAL/COMPOUND>2 village/NOUN/APPOSITION>0"
    tree, _ = by_hand(text)
    assert list(verb_of_headline(tree, grammar_words()))
    assert retagged(tree, grammar_words()) is tree


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        (
            "ended/VERB.PAST/ROOT>0 without/ADP/PREPOSITION>0 village/NOUN/PASSIVE_SUBJECT>4 being/AUX.GERUND/PASSIVE_AUXILIARY>4 shelled/VERB.PARTICIPLE/ADVERBIAL>0",
            [0, 0, 4, 4, 1],
        ),
        (
            "without/ADP/PREPOSITION>0 town/NOUN/GOVERNED>0 of/ADP/PREPOSITION>1 Olm/NAME/PASSIVE_SUBJECT>5 being/AUX.GERUND/PASSIVE_AUXILIARY>5 hit/VERB.PARTICIPLE/GOVERNED_CLAUSE>2",
            [0, 5, 1, 2, 5, 0],
        ),
        (
            "without/ADP/PREPOSITION>0 town/NOUN/GOVERNED>0 of/ADP/PREPOSITION>1 men/NOUN.PLURAL/PASSIVE_SUBJECT>5 being/AUX.GERUND/PASSIVE_AUXILIARY>5 hit/VERB.PARTICIPLE/GOVERNED_CLAUSE>2",
            [0, 0, 1, 5, 5, 2],
        ),
    ],
)
def test_clauses_behind_without_by_hand(by_hand, text, heads):
    assert list(mended(by_hand(text)[0], grammar_words()).heads) == heads


@pytest.mark.parametrize(("name", "kind"), [("Nu'man/NOUN", links.NAME), ("port/NOUN", links.NOUN)])
def test_a_noun_with_an_apostrophe_inside_is_part_of_the_name_before_it(by_hand, name, kind):
    tree, _ = by_hand(f"in/ADP/ROOT>0 Kafr/NAME/COMPOUND>2 {name}/GOVERNED>0")
    assert retagged(tree, grammar_words()).words.kinds[2] == kind
