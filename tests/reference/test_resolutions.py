"""The grammar of Security Council resolutions: every usual form, number by number; nothing of other bodies, no year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reference.resolutions import find_resolutions, other_bodies


def found(text: str) -> list[tuple[int, str | None, str]]:
    return [(one.number, one.year, text[one.start : one.end]) for one in find_resolutions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resolution 1234", [(1234, None, "resolution 1234")]),
        ("RESOLUTION 1234", [(1234, None, "RESOLUTION 1234")]),
        ("UNSCR 1234.", [(1234, None, "UNSCR 1234")]),
        ("UN SCR 1234", [(1234, None, "UN SCR 1234")]),
        ("UNSC 1234", [(1234, None, "UNSC 1234")]),
        ("UNSC Res. 1234", [(1234, None, "UNSC Res. 1234")]),
        ("Res. 1234", [(1234, None, "Res. 1234")]),
        ("S/RES/1234 (2009)", [(1234, "2009", "S/RES/1234 (2009)")]),
        ("S/RES/1234(2009)", [(1234, "2009", "S/RES/1234(2009)")]),
        ("Security Council Resolution 1234/2009", [(1234, "2009", "Security Council Resolution 1234/2009")]),
        ("resolution no. 598 of 1987", [(598, "1987", "resolution no. 598 of 1987")]),
        ("resolution 1234 of 18 May 2009", [(1234, "2009", "resolution 1234 of 18 May 2009")]),
        ("resolutions 242 and 338", [(242, None, "resolutions 242"), (338, None, "338")]),
        ("resolutions 1234 (2009), 1235 & 1236", [(1234, "2009", "resolutions 1234 (2009)"), (1235, None, "1235"), (1236, None, "1236")]),
        ("UNSCRs 1970 and 1973", [(1970, None, "UNSCRs 1970"), (1973, None, "1973")]),
        ("resolution 1234 and 120 fighters", [(1234, None, "resolution 1234")]),
        ("resolution 1234 and 2015 was a good year", [(1234, None, "resolution 1234")]),
        ("قرار مجلس الأمن رقم ١٢٣٤", [(1234, None, "قرار مجلس الأمن رقم ١٢٣٤")]),
        ("القرارين 1234 و1235", [(1234, None, "القرارين 1234"), (1235, None, "1235")]),
        ("резолюции СБ ООН № 1234", [(1234, None, "резолюции СБ ООН № 1234")]),
        ("la résolution 1234", [(1234, None, "résolution 1234")]),
        ("House Resolution 1234", []),
        ("Human Rights Council resolution 46/22", []),
        ("General Assembly resolution 377", []),
        ("resolution 67/262", []),
        ("a resolution of 1920x1080", []),
        ("resolution 1080p", []),
        ("resolution 9999", []),
        ("resolution 0", []),
    ],
)  # fmt: skip
def test_forms(text: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert found(text) == expected


def test_a_small_number_without_the_body_is_not_sure() -> None:
    assert [one.sure for one in find_resolutions("resolution 47")] == [False]
    assert [one.sure for one in find_resolutions("Security Council resolution 47")] == [True]
    assert [one.sure for one in find_resolutions("resolution 1234")] == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("General Assembly resolution 377", "General Assembly resolution 377"),
        ("Human Rights Council resolution 46/22", "Human Rights Council resolution 46/22"),
        ("A/RES/67/262", "A/RES/67/262"),
        ("resolution 1234", None),
    ],
)
def test_other_bodies(text: str, expected: str | None) -> None:
    assert [text[start:end] for start, end in other_bodies(text)] == ([expected] if expected else [])


@given(st.text(alphabet="UNSCRresolution /()0123456789,&.andof القرار", max_size=60))
def test_whatever_is_found_stands_in_the_text_and_does_not_overlap(text: str) -> None:
    last = 0
    for one in find_resolutions(text):
        assert last <= one.start < one.end <= len(text)
        assert str(one.number) in text[one.start : one.end].replace("٠", "0") or one.number < 1000
        last = one.end
