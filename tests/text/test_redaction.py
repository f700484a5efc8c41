"""Names are found in any case, script and usual spelling, and offsets lead from a text into the one without them."""

import pytest

from servanda.text.redaction import NameFinder, Redacted

FINDER = NameFinder([{"Idris Osman"}, {"Amna Salih"}, {"Zahra"}, {"محمد علي"}], common={"nyala", "monday", "bin"})


def shown(text: str, *parts: int, any_case: bool = False) -> str:
    found = FINDER.find(text, parts, any_case=any_case)
    return Redacted(text, [(one.start, one.end, f"[{one.who}]") for one in found]).text


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Idris Osman fled.", "[0] fled."),
        ("IDRIS OSMAN fled, and Idriss  Osmann too.", "[0] fled, and [0] too."),
        ("see idris-osman-fled and #IdrisOsman", "see [0]-fled and #[0]"),
        ("Idris\nOsman fled", "[0] fled"),
        ("Idris Osman Adam fled on Monday", "[0] fled on Monday"),
        ("Idris Osman Monday", "[0] Monday"),
        ("al-Amna Salih's mother", "[1]'s mother"),
        ("قتل محمد علي أمس", "قتل [3] أمس"),
        ("Mohammed Ali fled", "[3] fled"),
        ("Zahra and zahra", "[2] and [2]"),
        ("Osmania, Idrisi, Zahrani stay", "Osmania, Idrisi, Zahrani stay"),
        ("Osman fled", "Osman fled"),
    ],
)
def test_a_whole_name_is_found_however_it_is_written(text, without):
    assert shown(text) == without


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Osman fled, osman did not", "[0] fled, osman did not"),
        ("Idris bin Osman", "[0] bin [0]"),
        ("Salih fled", "Salih fled"),
    ],
)
def test_one_word_names_those_alone_who_are_asked_for(text, without):
    assert shown(text, 0) == without


def test_in_an_address_a_word_counts_in_small_letters():
    assert shown("https://a.example/osman-fled", 0, any_case=True) == "https://a.example/[0]-fled"


def test_of_two_who_share_a_word_the_one_asked_for_is_meant():
    finder = NameFinder([{"Idris Osman"}, {"Amna Osman"}])
    assert [one.who for one in finder.find("Osman fled", [1])] == [1]
    assert finder.find("nobody", [0, 1]) == ()
    assert NameFinder([]).find("Idris Osman") == ()


def test_offsets_lead_to_the_same_words_and_a_cut_is_taken_in_whole():
    text = "The boy Idris Osman, 9, fled with Amna Salih to Nyala."
    found = FINDER.find(text)
    redacted = Redacted(text, [(one.start, one.end, "[name withheld]") for one in found])
    for words in ("The boy", ", 9, fled with", "to Nyala.", "Nyala"):
        start = text.index(words)
        moved = redacted.moved(start, start + len(words))
        assert redacted.text[slice(*moved)] == words
    for words, now in (("Idris", "[name withheld]"), ("boy Idris", "boy [name withheld]"), ("Osman, 9", "[name withheld], 9"), (text, redacted.text)):  # fmt: skip
        start = text.index(words)
        assert redacted.text[slice(*redacted.moved(start, start + len(words)))] == now
