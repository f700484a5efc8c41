"""Triage passes over what holds no word of conflict, and nothing beside what does."""

from servanda.extract import ExtractConfig, extract
from servanda.extract.reading import may_tell, worth_reading
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import text_layer

QUIET = "The choir of Olm sang works by young composers."
GRAVE = "Shells fell on Olm."


def _layer(text: str, language: str | None = "en") -> DocumentText:
    whole = (Paragraph(start=0, end=len(text)),)
    return text_layer("doc_test", text, whole, parser="test", parser_version="1", language=language)


def test_a_quiet_document_is_passed_over(reference) -> None:
    assert worth_reading([QUIET, QUIET], reference.lexicon.triage) == frozenset()


def test_neighbours_of_a_word_of_interest_are_kept(reference) -> None:
    assert worth_reading([QUIET, QUIET, GRAVE, QUIET, QUIET], reference.lexicon.triage) == {1, 2, 3}


def test_three_words_keep_the_whole_document(reference) -> None:
    grave = "Troops shelled Olm and killed a nurse."
    assert worth_reading([QUIET, QUIET, QUIET, grave], reference.lexicon.triage) == {0, 1, 2, 3}


def test_other_languages_are_never_passed_over(reference) -> None:
    french = (
        "Le marché du village était calme lundi, et les marchands des environs ont vendu leurs fruits jusqu'au soir."
    )
    assert may_tell(_layer("Le marché est calme.", "fr"), reference.lexicon.triage)
    assert may_tell(_layer(french, None), reference.lexicon.triage)
    assert may_tell(_layer(french), reference.lexicon.triage)  # an English document may quote another language
    assert not may_tell(_layer(QUIET), reference.lexicon.triage)
    assert not may_tell(_layer(QUIET, None), reference.lexicon.triage)


def test_words_of_war_in_sport_keep_nothing(reference) -> None:
    sport = "The striker's shot hit the bar; the attack of Olm won the battle, and the club fired its trainer."
    assert worth_reading([QUIET, sport, sport], reference.lexicon.triage) == frozenset()


def test_one_who_acts_near_an_act_keeps_its_paragraph_and_the_next(reference) -> None:
    told = "The army attacked Olm."
    assert worth_reading([QUIET, QUIET, told, QUIET, QUIET], reference.lexicon.triage) == {1, 2, 3}
    apart = "The club came under fire. Police closed a street."
    assert worth_reading([apart], reference.lexicon.triage) == frozenset()


def test_many_doubtful_words_are_read_after_all(reference) -> None:
    words = ["Parliament spoke of the treaty, the border, the weapons and the law."] * 4
    assert worth_reading(words[:3], reference.lexicon.triage) == frozenset()
    assert worth_reading(words, reference.lexicon.triage) == {0, 1, 2, 3}


def test_extraction_gives_the_same_claims_of_a_report_and_none_of_sport(reference) -> None:
    report = _layer("The army shelled Olm on Monday and killed two people, a medic said.")
    with_triage = list(extract(report, ExtractConfig(triage=True), reference))
    assert with_triage == list(extract(report, ExtractConfig(), reference))
    assert with_triage
    assert list(extract(_layer("Ana Beltz won in Olm."), ExtractConfig(triage=True), reference)) == []
