"""The language pipeline is checked against its own meta data."""

import pytest

from servanda.errors import ConfigError
from servanda.reference.language import check_meta, load_language

GOOD = {
    "lang": "en",
    "name": "core_web_sm",
    "version": "3.8.0",
    "components": ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"],
}


def test_the_pipeline_loads_with_what_the_rules_need():
    assert {"parser", "lemmatizer", "ner"} <= set(load_language("en_core_web_sm").pipe_names)


def test_an_absent_package_says_what_to_do():
    with pytest.raises(ConfigError, match="install the requirements"):
        load_language("no_such_pipeline_at_all")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lang": "de"}, "English pipeline"),
        ({"name": "something_else"}, "English pipeline"),
        ({"version": "999.9.9"}, "version 999.9.9"),
        ({"components": ["tagger"]}, "lacks attribute_ruler"),
    ],
)
def test_a_look_alike_is_refused(change, words):
    with pytest.raises(ConfigError, match=words):
        check_meta("en_core_web_sm", GOOD | change)


def test_the_real_meta_is_accepted():
    check_meta("en_core_web_sm", GOOD)
