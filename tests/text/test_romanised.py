"""Arabic and Cyrillic names letter for letter in Latin ones, so that their folds meet."""

import pytest

from servanda.text.folds import skeleton
from servanda.text.romanised import romanised


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("زبيد", "Zabid"),
        ("المخا", "al-Mukha"),
        ("مأرب", "Marib"),
        ("Краматорськ", "Kramatorsk"),
        ("Слов'янськ", "Slovyansk"),
    ],
)
def test_consonants_meet(name: str, latin: str) -> None:
    assert skeleton(romanised(name)) == skeleton(latin)


def test_latin_names_have_nothing_to_romanise() -> None:
    assert romanised("Zabid") == ""
    assert romanised("") == ""
