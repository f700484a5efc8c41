"""Latin spellings held against Arabic letters: short vowels are free, what is written must be there."""

import pytest

from servanda.text.spelled import spelled, spelled_out


@pytest.mark.parametrize(
    ("arabic", "latin", "may"),
    [
        ("نبل", "nubl", True),
        ("نبل", "nabul", True),
        ("تادف", "tadaf", True),
        ("تادف", "tudaf", False),  # the long vowel is an a
        ("صوران", "sarin", False),
        ("جيروت", "jayrud", False),  # another last consonant
        ("حماه", "hama", True),
        ("تب", "tab", False),  # two letters fit too much
        ("گر", "gar", False),
    ],
)
def test_a_spelling_has_what_the_letters_write(arabic: str, latin: str, may: bool) -> None:
    assert spelled(arabic, latin) is may


@pytest.mark.parametrize(
    ("arabic", "latin", "may"), [("عوج", "oj", True), ("نبل", "nabul", False), ("دوما", "duma", True)]
)
def test_letter_for_letter_adds_no_vowel(arabic: str, latin: str, may: bool) -> None:
    assert spelled_out(arabic, latin) is may
