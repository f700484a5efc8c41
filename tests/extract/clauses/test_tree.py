"""The neutral tree, the way into it from the parser, and the door of the package."""

import shutil

import pytest
from tests.extract.parsing import parsed, place

from servanda.errors import ConfigError
from servanda.extract.clauses import clauses_in, clauses_of
from servanda.extract.clauses.english import tree_of
from servanda.extract.reading import Segment
from servanda.reference.grammar import grammar_words
from servanda.reference.lexicon_files import DATA

TEXT = "Five soldiers left. On Friday  the army's men fired, he said."


def test_words_of_a_parse():
    words = tree_of(parsed(TEXT)).words
    assert words.forms[:4] == ["Five", "soldiers", "left", "."]
    assert words.lowers[0] == "five"
    assert words.lemmas[1] == "soldier"
    assert [words.kinds[item] for item in (0, 1, 2, 3)] == ["num", "noun", "verb", "punct"]
    assert [words.shapes[item] for item in (0, 1, 2)] == ["plain", "plural", "past"]
    assert words.entities[0] == "CARDINAL"
    assert words.entities[1] == ""
    assert [TEXT[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == words.forms
    assert sorted(set(words.sentences)) == [0, 1]
    assert words.sentences[3:5] == [0, 1]
    assert words.text(8, 10) == "army's men"
    assert len(words) == len(words.forms)
    assert [word for word in range(len(words)) if words.is_mark(word)] == [3, 12, 15]
    assert words.keys([1, 0]) == {"soldier", "soldiers", "five"}


def test_unknown_labels_have_names_too():
    tree = tree_of(parsed("Well, the army left."))
    assert tree.links[0] == "other"
    assert tree.words.kinds[0] == "else"


def test_an_empty_parse():
    assert len(tree_of(parsed("")).words) == 0
    assert clauses_in(parsed("")).heads == ()


def test_edges_and_questions(by_hand):
    tree, _ = by_hand(
        "the/DET/DETERMINER>1 army/NOUN/SUBJECT>2 left/VERB.PAST/ROOT>2 Olm/NAME/OBJECT>2 ./PUNCT/PUNCTUATION>2"
    )
    assert (tree.firsts[2], tree.lasts[2]) == (0, 4)
    assert (tree.firsts[1], tree.lasts[1]) == (0, 1)
    assert tree.linked(2, "object", "subject") == [1, 3]
    assert tree.first(2, "object", "subject") == 1
    assert tree.first(2, "agent") is None
    assert tree.has(2, "object")
    assert not tree.has(1, "object")
    assert list(tree.above(0)) == [1, 2]
    assert tree.is_root(2)
    assert not tree.is_root(1)


def test_coordinated_heads(by_hand):
    tree, _ = by_hand(
        "men/NOUN/ROOT>0 ,/PUNCT/PUNCTUATION>0 women/NOUN/CONJUNCT>0 and/ELSE/COORDINATOR>2 dead/ADJ/CONJUNCT>2 fled/VERB.PAST/CONJUNCT>0"
    )
    assert tree.joined([0]) == [0, 2, 4]
    assert tree.joined([2, 0]) == [2, 4, 0]
    assert tree.joined([]) == []


def test_phrases_of_nested_prepositions(by_hand):
    tree, _ = by_hand(
        "fled/VERB.PAST/ROOT>0 because/ADP/PREPOSITION>0 of/ADP/PREPOSITION>1 men/NOUN/GOVERNED>2 women/NOUN/CONJUNCT>3 to/ADP/RECIPIENT>0 Olm/NAME/GOVERNED>5"
    )
    assert list(tree.phrases_under(0)) == [(2, 3), (2, 4), (5, 6)]


def test_heads_in_a_circle_are_refused_and_not_made(by_hand):
    with pytest.raises(ValueError, match="circle"):
        by_hand("a/NOUN/OBJECT>1 b/NOUN/OBJECT>0")
    tree, _ = by_hand("a/NOUN/ROOT>0 b/NOUN/OBJECT>0 c/NOUN/OBJECT>1")
    assert tree.changed({1: (2, "object")}) is tree
    assert tree.changed({}) is tree
    changed = tree.changed({2: (0, "agent")})
    assert (changed.heads[2], changed.links[2], changed.below[0]) == (0, "agent", [1, 2])
    assert tree.heads[2] == 1


def test_clauses_are_made_once_and_kept_with_the_parse():
    doc = parsed("The army left. The rebels fired on Olm.")
    clauses = clauses_in(doc)
    assert clauses_in(doc) is clauses
    assert [clauses.words.forms[head] for head in clauses.heads] == ["left", "fired"]
    assert [clause.verb for clause in clauses] == ["leave", "fire"]
    assert clauses.clause(2) is clauses.clause(2)
    assert clauses.phrase(1) is clauses.phrase(1)
    assert clauses.clause(1).kind == "nominal"
    assert clauses.nominal(1) is clauses.clause(1)
    assert clauses.nominal(2).kind == "nominal"
    assert clauses.clause(2).kind == "verbal"


def test_what_may_be_asked_of_words():
    clauses = clauses_in(parsed("No attack on Olm by rebels took place, the army said."))
    forms = clauses.words.forms
    attack = forms.index("attack")
    assert [(one.preposition, forms[one.phrase.head], forms[one.at]) for one in clauses.under(attack)] == [
        ("on", "Olm", "on"),
        ("by", "rebels", "by"),
    ]
    assert [forms[one.phrase.head] for one in clauses.under(attack, "by")] == ["rebels"]
    assert forms[clauses.nobody(attack)] == "No"
    assert clauses.nobody(forms.index("army")) is None
    assert clauses.over(attack).verb == "take"
    assert clauses.over(forms.index("said")) is None
    assert [forms[item] for item in clauses.above(attack)] == ["took", "said"]
    assert forms[clauses.head_of(0, attack + 2)] == "attack"
    assert forms[clauses.head_of(0, len(forms) - 1)] == "said"
    assert not clauses.is_verb(attack)
    assert not clauses.is_passive(attack)


def test_words_of_dates_are_known():
    clauses = clauses_in(parsed("The army shelled Olm on Friday."))
    assert [form for word, form in enumerate(clauses.words.forms) if clauses.is_dated(word)] == ["Friday"]


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The army, which shelled Olm, left.", "which", "army"),
        ("The men who fired and who fled left.", "2:who", "men"),
        ("A man that monitors said fled left.", "that", "man"),
        ("The army said that it left.", "that", "that"),
        ("The council asked who fired.", "who", "who"),
        ("The army left.", "army", "army"),
        ("The army left.", "left", "left"),
    ],
)
def test_what_a_relative_pronoun_takes_up(text, word, wanted):
    clauses = clauses_in(parsed(text))
    assert clauses.words.forms[clauses.antecedent(place(clauses.words, word))] == wanted


def test_sentences_are_ranges_of_words():
    segment = Segment(0, 0, 0, parsed("The army left. Rebels from the north shelled Olm."))
    clauses = clauses_of(segment)
    assert clauses is clauses_of(segment)
    assert clauses.sentences == (range(4), range(4, 11))
    assert clauses.sentence_of(9) == range(4, 11)
    assert [clauses.words.forms[head] for head in clauses.heads] == ["left", "shelled"]
    assert [clause.head for clause in clauses] == list(clauses.heads)


def test_modifiers_of_modifiers_come_first():
    clauses = clauses_in(parsed("The heavily armed militia fighters of the north left."))
    found = clauses.modifiers(place(clauses.words, "fighters"))
    assert [clauses.words.forms[item] for item in found] == ["armed", "militia"]


def test_the_voice_may_be_asked_alone():
    clauses = clauses_in(parsed("Olm was shelled and the army left."))
    forms = clauses.words.forms
    assert clauses.is_passive(forms.index("shelled"))
    assert clauses.is_passive(forms.index("shelled"))
    assert not clauses.is_passive(forms.index("left"))


def test_phrases_of_a_clause_may_be_asked_by_preposition():
    clauses = clauses_in(parsed("Two men died in Olm on Friday."))
    died = clauses.clause(2)
    assert [clauses.words.forms[one.head] for one in died.under("in", "near")] == ["Olm"]
    assert died.under("by") == ()
    assert died.complement("content") is None
    said = clauses_in(parsed("Monitors said that the army left."))
    assert said.words.forms[said.clause(1).complement("open", "content")] == "left"


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("The council urged monitors to leave.", "urged", "leave"),
        ("The council accused the militia of shelling Olm.", "accused", "shelling"),
        ("The militia, which fired, left.", "militia", "fired"),
        ("The army left.", "left", ""),
        ("The army fired on Olm.", "fired", ""),
    ],
)
def test_clauses_right_below_a_word(text, word, found):
    clauses = clauses_in(parsed(text))
    hanging = clauses.hanging(place(clauses.words, word))
    assert " ".join(clauses.words.forms[one.head] for one in hanging) == found


def test_the_words_of_grammar_are_read_once_and_faults_are_told(tmp_path):
    assert grammar_words() is grammar_words()
    folder = shutil.copytree(
        DATA, tmp_path / "data", ignore=lambda _, names: [one for one in names if one.endswith((".gz", ".jsonl"))]
    )
    broken = folder / "grammar.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("suffered:", "sufered:"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"grammar\.yaml"):
        grammar_words(folder)
