"""Folds: spellings of one name meet, different names stay apart, and folding twice changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.text.folds import STAGES, fold_keys, joined, plain, skeleton, vowels


def stage_of(first: str, second: str) -> str | None:
    pairs = zip(STAGES, fold_keys(first), fold_keys(second), strict=True)
    return next((stage for stage, one, other in pairs if one and one == other), None)


@pytest.mark.parametrize(
    ("first", "second", "stage"),
    [
        ("Khān Shaykhūn", "Khan Shaykhun", "exact"),
        ("KHAN SHAYKHUN", "Khan-Shaykhun", "exact"),
        ("Ma‘arrat", "Maarrat", "exact"),
        ("الأتارب", "الاتارب", "exact"),
        ("ar-Raqqa", "Raqqa", "article"),
        ("الرقة", "رقة", "article"),
        ("Jisr al-Shughur", "Jisr ash-Shughur", "article"),
        ("Khan Sheikhoun", "Khan Shaykhun", "vowel"),
        ("Hamah", "Hama", "vowel"),
        ("Deir ez-Zor", "Dayr az Zawr", "vowel"),
        ("Khan Cheikhoun", "Khan Sheikhoun", "skeleton"),
        ("Beit Elgharbiyeh", "Bayt al Gharbiyah", "skeleton"),
        ("Київ", "КИЇВ", "exact"),
    ],
)
def test_spellings_of_one_name_meet_at_a_stage(first: str, second: str, stage: str) -> None:
    assert stage_of(first, second) == stage


@pytest.mark.parametrize(
    ("first", "second"),
    [("Homs", "Hama"), ("Bashar", "Maher"), ("Київ", "Киев"), ("Йемен", "Иемен"), ("Azaz", "Adad"), ("حلب", "حمص")],
)
def test_different_names_stay_apart(first: str, second: str) -> None:
    assert stage_of(first, second) is None


@given(st.text(st.characters(max_codepoint=0x24F), max_size=30))
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    for fold in (plain, joined, vowels):
        assert fold(fold(name)) == fold(name)


def test_other_scripts_have_no_skeleton() -> None:
    assert skeleton("خان شيخون") == ""
    assert fold_keys("")[0] == ""
