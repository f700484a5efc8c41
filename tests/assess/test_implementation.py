"""Passages on provisions: what is linked, with which sign, and what is left alone. Sentences of our own on an invented accord."""

import pytest

from servanda.assess import AssessConfig, Material, passages
from servanda.model.documents import DocumentText, Paragraph
from servanda.reference.agreement_files import load_agreement_book

ACCORD = """
schema: servanda/agreement/1
id: lake-accord
title: Accord on the lake district
form: written
timezone: Asia/Tbilisi
names: [lake accord]
time: {signed: 2030-03-01, in_force: [{from: 2030-03-10, until: 2030-12-31, basis: point 9}]}
bound:
  - {actor: north, role: party, class: council, basis: signature}
  - {actor: south, role: party, class: council, basis: signature}
definitions: {heavy_weapon: [howitzer, tank]}
provisions:
  - {id: c, kind: prohibition, reading: literal, binds: {class: council}, act: {plover: [ASSAULT], modes: any}, yields: alleged_violation}
  - {id: w, kind: obligation, reading: literal, binds: {class: council}, act: {withdraw: heavy_weapon}, evaluate: milestone}
  - {id: m, kind: prohibition, reading: literal, binds: {class: council}, act: {obstruct: monitors}, yields: alleged_violation}
  - {id: x, kind: obligation, reading: literal, binds: {class: council}, act: {perform: prisoner}, evaluate: milestone}
  - {id: a, kind: obligation, reading: literal, binds: {class: council}, act: {perform: humanitarian_access}, evaluate: milestone}
  - {id: e, kind: obligation, reading: literal, binds: {class: council}, act: {perform: election}, evaluate: milestone}
"""
MONITOR = "Lake Observer Group"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("accord")
    (folder / "lake-accord.yaml").write_text(ACCORD, encoding="utf-8")
    return load_agreement_book(folder, folder)


def layer(words: str, day: str | None = "2030-05-06", publisher: str = MONITOR, language: str = "en") -> DocumentText:
    return DocumentText(
        id="txt_1", document_id="doc_1", text=words, text_sha256="0" * 64, parser="plain", parser_version="1",
        paragraphs=(Paragraph(start=0, end=len(words)),), publisher=publisher, published_on=day, language=language,
    )  # fmt: skip


def found(book, text: DocumentText) -> dict[str, str]:
    material = Material(texts=(text,), claims=(), incidents=(), findings=(), monitors=(MONITOR.casefold(), "log"))
    return {one.provision_id: one.sign for one in passages(material, book, AssessConfig())}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("No progress was made in the exchange of prisoners.", {"x": "setback"}),
        ("The release of detainees has stalled.", {"x": "setback"}),
        ("Forty detainees were released on Monday.", {"x": "progress"}),
        ("The envoy called for the release of all hostages.", {"x": "neither"}),
        ("The LOG was denied access at the checkpoint.", {"m": "setback"}),
        ("A patrol of observers was allowed to pass.", {"m": "progress"}),
        ("Observers recorded fewer ceasefire violations than in April.", {"c": "progress"}),
        ("Observers recorded a sharp rise in ceasefire violations.", {"c": "setback"}),
        ("No ceasefire violations were recorded.", {"c": "progress"}),
        ("The ceasefire is largely holding.", {"c": "progress"}),
        ("The ceasefire didn’t hold.", {"c": "setback"}),
        ("Both councils were urged to respect the ceasefire.", {"c": "neither"}),
        ("Although observers recorded a rise in ceasefire violations in the west, violations of the ceasefire decreased in the east.", {"c": "progress"}),
        ("The north completed the withdrawal of howitzers.", {"w": "progress"}),
        ("The north has not begun the withdrawal of tanks.", {"w": "setback"}),
        ("Howitzers were seen in violation of the withdrawal lines.", {"w": "setback"}),
        ("The councils discussed the withdrawal of tanks.", {"w": "neither"}),
        ("A convoy with humanitarian aid was turned back: humanitarian aid was blocked.", {"a": "setback"}),
        ("Humanitarian aid was delivered to Osk.", {"a": "progress"}),
        ("The local elections were postponed again; no local election took place.", {"e": "setback"}),
        ("The mayor opened an exhibition on gender-based violence.", {}),
        ("The team published a report on access to water.", {}),
        ("The councils met in Tavla.", {}),
    ],
)  # fmt: skip
def test_a_sentence_is_linked_by_its_words_with_the_sign_that_it_says(book, words, wanted):
    assert found(book, layer(words)) == wanted


@pytest.mark.parametrize("day", ["2030-03-09", "2030-12-31", "2029", None])
def test_nothing_is_linked_outside_the_time_in_force_or_without_a_time(book, day):
    assert not found(book, layer("The ceasefire is largely holding.", day))


def test_the_day_of_the_sentence_goes_before_that_of_publication(book):
    told = layer("On 2 February 2030 the ceasefire was violated.", "2030-04-01")
    assert not found(book, told)
    assert found(book, layer("On 2 April 2030 the ceasefire was violated.", "2031-01-20")) == {"c": "setback"}


def test_words_of_any_war_count_only_beside_the_subject_or_from_those_who_monitor(book):
    words = "Violence continued around Osk."
    assert found(book, layer(words)) == {"c": "setback"}
    assert not found(book, layer(words, publisher="Evening Post"))
    beside = layer(f"The ceasefire came up at the talks. {words}", publisher="Evening Post")
    assert found(book, beside) == {"c": "setback"}


def test_other_languages_are_not_read_by_english_words(book):
    assert not found(book, layer("The ceasefire is largely holding.", language="fr"))
