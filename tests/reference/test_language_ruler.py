"""The quick attribute ruler sets what spaCy's sets, token by token."""

import pytest
from spacy import blank
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from servanda.reference.language import load_language
from servanda.reference.language_ruler import QuickAttributeRuler, quicken

TEXT = (
    "He's gonna go, ain't he? We gotta leave; c'mon, let's see. Y'all know that there are two of them.  \n\n  "
    "The troops hoped to hop; staging a raid, they fined nobody, because what they'd had was nothin' or somethin'. "
    "Do you see it? I did not, but it saw us, and neither has it been said that she wouldn't've gone."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_language("en_core_web_sm")


@pytest.fixture
def ruled(nlp: Language) -> list[Doc]:
    """The text with tags and dependencies, twice: before any ruler."""
    docs = [nlp.make_doc(TEXT) for _ in range(2)]
    for name in ("tok2vec", "tagger", "parser"):
        docs = [nlp.get_pipe(name)(doc) for doc in docs]
    return docs


def _attributes(doc: Doc) -> list[tuple[str, ...]]:
    return [(token.text, token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_) for token in doc]


def test_it_sets_the_same_as_the_ruler_that_it_replaces(nlp, ruled) -> None:
    quick = nlp.get_pipe("quick_attribute_ruler")
    slow = AttributeRuler(nlp.vocab)
    slow.add_patterns(quick.patterns)
    found, expected = _attributes(quick(ruled[0])), _attributes(slow(ruled[1]))
    assert found == expected
    assert ("hoped", "hope") in {(text, lemma) for text, _, _, _, lemma, _ in found}


def test_a_rule_over_two_tokens_counts_against_rules_of_one_by_its_place(nlp, ruled) -> None:
    plain = AttributeRuler(nlp.vocab)
    plain.add([[{"LOWER": "gon"}, {"LOWER": "na"}]], {"LEMMA": "first"}, index=1)
    plain.add([[{"LOWER": "na"}]], {"LEMMA": "second"})
    plain.add([[{"LOWER": {"IN": ["c'm"]}}, {"LOWER": {"REGEX": "^o"}}]], {"LEMMA": "third"})
    quick = QuickAttributeRuler(plain)
    assert _attributes(quick(ruled[0])) == _attributes(plain(ruled[1]))
    assert [token.lemma_ for token in ruled[0] if token.lower_ == "na"] == ["second"]


def test_a_ruler_with_other_patterns_stays() -> None:
    language = blank("en")
    language.add_pipe("attribute_ruler").add([[{"SHAPE": "ddd"}]], {"LEMMA": "number"})
    language.add_pipe("lemmatizer", config={"mode": "rule"})
    quicken(language)
    assert language.pipe_names == ["attribute_ruler", "lemmatizer"]
