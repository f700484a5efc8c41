"""What records say in English words is told whole in the language of the page, or not at all."""

import re
import tomllib
from importlib.resources import files

import pytest

PAIRS, OWN = (
    tomllib.loads(files("servanda").joinpath(f"web/phrases/{name}.toml").read_text(encoding="utf-8"))["pairs"]
    for name in ("ar", "en")
)
SLOT = re.compile(r"{\w+}")
CODES = re.compile(r"{(kinds?|modes?|modality|aspect|link|hits|act|party|parties)\d?}")
IN_FORCE = "2031-05-08 to 2031-05-09; in force from 2031-05-01 until open"
BOUND = "army: named conflicting party, conflicting party (point 6; the army did not sign); disputed: not bound (no signatory)"


def phrase(text, language="ar"):
    from servanda.web.words import Say

    return re.sub("[\u2066-\u2069]", "", Say(language).phrase(text))


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


def test_every_pair_that_holds_codes_has_one_in_english():
    told = {one for one, _ in OWN}
    of_agreements = {"{x}: {parties}"}
    assert [one for one, _ in PAIRS if CODES.search(one) and one not in told | of_agreements] == []
    assert [one for one, other in OWN if sorted(CODES.findall(one)) != sorted(CODES.findall(other))] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ASSAULT, heavy-weapons, occurrence; asked for: ASSAULT (any mode)", "attack, heavy weapons (something that occurred); the rule speaks of: attack (by any means)"),
        (IN_FORCE, "2031-05-08 to 2031-05-09; in force from 2031-05-01 with no end stated"),
        ("Unit 7: alleged, commanded by south-force; forces: denied", "Unit 7: alleged, under the command of South force; forces: denied"),
        ("reported hit: Twelve people (group), Market (infrastructure)", "reported hit: Twelve people (people), Market (civilian object)"),
        ("belongs here by clm_1: same place (Nyala), same means (aerial) (score 8.9)", "belongs here by clm_1: same place (Nyala), same means (from the air) (score 8.9)"),
    ],
)  # fmt: skip
def test_a_page_in_english_has_words_in_place_of_codes(text, told):
    assert phrase(text, "en") == told


def test_what_holds_no_code_is_said_in_english_as_it_stands():
    assert phrase("no report says who sits in the board", "en") == ""
    assert phrase("no time stated; no place is stated", "en") == "no time stated; no place is stated"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("more than 40", "أكثر من 40"), ("19 to at least 43", "من 19 إلى 43 على الأقل"), ("9, elsewhere up to 20", "9، وعند غيرهم 20 على الأكثر"),
        ("dozens", "عشرات"), ("an estimated 1,200", "1,200 تقديرًا"), ("20 or more", "20 أو أكثر"),
    ],
)  # fmt: skip
def test_a_count_is_told_in_arabic_as_it_was_said(said, told):
    assert phrase(said) == told
    assert phrase(f"counts differ: {said} (Nile Dispatch); 7 (Army)").count(told) == 1


def test_every_word_for_a_count_is_told_in_arabic():
    from servanda.text.numbers import LEAST

    assert [words for words in LEAST if not phrase(words)] == []
