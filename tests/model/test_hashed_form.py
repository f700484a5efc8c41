"""The fast encoder behind ids writes the bytes of RFC 8785, or leaves the value to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model.codec import canonical, hashed_form

SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text() | st.floats(-1e9, 1e9)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


@given(VALUES)
def test_both_write_the_same(value) -> None:
    assert hashed_form(value) == canonical(value)


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        1e21,
        1e-7,
        0.85,
        "\u0001",
        "\x7f",
        "\u2028",
        "𐍈",
        {"𐍈": 1, "\uffff": 2},
        10**15,
        "0.1.0",
        [-2.0, 3.5e-9],
        {"a": 1e300},
        -0.0,
        ":1.0",
    ],
)
def test_the_corners_too(value) -> None:
    assert hashed_form(value) == canonical(value)
