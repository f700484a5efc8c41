"""What records say in English words is told whole in the language of the page, or not at all."""

import re
import tomllib
from importlib.resources import files

import pytest

PAIRS = tomllib.loads(files("servanda").joinpath("web/phrases/ar.toml").read_text(encoding="utf-8"))["pairs"]
SLOT = re.compile(r"{\w+}")
IN_FORCE = "2031-05-08 to 2031-05-09; in force from 2031-05-01 until open"
BOUND = "army: named conflicting party, conflicting party (point 6; the army did not sign); disputed: not bound (no signatory)"


def phrase(text):
    from servanda.web.words import Say

    return re.sub("[\u2066-\u2069]", "", Say("ar").phrase(text))


def test_both_halves_of_a_pair_have_the_same_slots_and_the_second_is_arabic():
    assert [one for one, other in PAIRS if sorted(SLOT.findall(one)) != sorted(SLOT.findall(other))] == []
    own = {one: SLOT.sub("", other) for one, other in PAIRS}
    assert [
        one
        for one, words in own.items()
        if re.search("[a-z]{5,}", SLOT.sub("", one)) and not re.search("[\u0620-\u064a]", words)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        IN_FORCE,
        BOUND,
        "asserted in 13 claims, denied in 3",
        "belongs here by clm_1: same place (Nyala), same day (score 8.9)",
    ],
)
def test_a_phrase_of_a_record_is_told_with_what_stands_in_it(text):
    told = phrase(text)
    assert re.findall(r"[\d.-]*\d", told) == re.findall(r"[\d.-]*\d", text)
    assert not re.search("in force|bound|asserted|same|conflicting", told)


@pytest.mark.parametrize(
    "text", ["no pair says this", "same day; no pair says this", "in force from 2031-05-01 until open, or so"]
)
def test_what_cannot_be_told_whole_is_not_told(text):
    assert phrase(text) == ""


def test_why_claims_belong_together_is_told_whatever_the_reason_is():
    from servanda.report.together import WORDS

    whole = [words.format("aerial") for words in WORDS.values() if words != "{}"]
    assert [one for one in whole if not phrase(one)] == []


def test_a_slot_holds_whole_brackets_and_one_phrase():
    assert phrase("same place (Nyala (the town))")
    assert phrase("same place (Nyala), same place (Kutum)").count("المكان نفسه") == 2
    assert phrase("a denies it; b says so denies it") == phrase("a denies it") + "؛ " + phrase("b says so denies it")


def test_a_text_that_is_longer_than_any_phrase_is_left_alone():
    assert phrase("at b, " * 5000) == ""


def test_a_page_in_english_tells_nothing_anew():
    from servanda.web.words import Say

    assert Say("en").phrase(IN_FORCE) == ""
