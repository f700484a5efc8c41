"""The quick recogniser finds the entities that spaCy's finds, token by token."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from servanda.reference.language import language_package, load_language
from servanda.reference.language_entities import QuickEntityRecognizer, quicken_entities

TEXTS = (
    (
        "On Monday 3 May 2031 the Northern Front shelled Olm and Sable Cross, and Ana Beltz of the United Nations "
        "Mission said 12 people died. Petr Vasko\n\n denied it.  The Treaty of Velim cost $ 3.5 million."
    ),
    "",
    "Velim",
    " \n ",
    "President Joris Hale flew to New Hollum in the United States of Adelo. He met King Omar II",
)


@pytest.fixture(scope="module")
def plain() -> Language:
    return language_package("en_core_web_sm").load()


def _entities(docs: list[Doc]) -> list[list[tuple[int, str]]]:
    return [[(token.ent_iob, token.ent_type_) for token in doc] for doc in docs]


def test_it_finds_the_same_as_the_recogniser_that_it_replaces(plain) -> None:
    quick, slow = ([doc.copy() for doc in plain.pipe(TEXTS, disable=["ner"])] for _ in range(2))
    ner = plain.get_pipe("ner")
    found = _entities(list(QuickEntityRecognizer(ner).pipe(quick)))
    assert found == _entities(list(ner.pipe(slow)))
    assert {label for doc in found for _, label in doc} >= {"GPE", "PERSON", "CARDINAL", "MONEY", ""}
    assert any(iob == 1 for doc in found for iob, _ in doc)


def test_names_end_with_their_sentence_and_begin_at_no_space(plain) -> None:
    ner = QuickEntityRecognizer(plain.get_pipe("ner"))
    doc = Doc(plain.vocab, ["Ana", "Beltz", "Olm", " ", "Velim"], sent_starts=[True, False, True, False, False])
    bounds = [(name.start, name.end) for name in ner(doc).ents]
    assert all(not (start < 2 < end) and start != 3 for start, end in bounds)


def test_the_pipeline_reads_with_it() -> None:
    assert "quick_ner" in load_language("en_core_web_sm").pipe_names


def test_a_recogniser_with_a_beam_stays(plain) -> None:
    ner = plain.get_pipe("ner")
    ner.cfg["beam_width"] = 4
    try:
        quicken_entities(plain)
    finally:
        ner.cfg["beam_width"] = 1
    assert "ner" in plain.pipe_names
