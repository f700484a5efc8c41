"""A written day is that day, an instant to the minute that minute."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.text.units import unit_after


@given(st.dates(max_value=date(9999, 12, 30)))
def test_a_day_ends_where_the_next_begins(day) -> None:
    assert unit_after(day.isoformat()) == ((day + timedelta(days=1)).isoformat(), "day")


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2031-05-31T23:59Z", "2031-06-01T00:00Z", "minute"),
        ("2031-05-01T10:30+03:00", "2031-05-01T10:31+03:00", "minute"),
        ("2031-05-01T10:30:59Z", "2031-05-01T10:31:00Z", "instant"),
    ],
)
def test_an_instant_ends_in_the_form_in_which_it_is_written(start, end, precision) -> None:
    assert unit_after(start) == (end, precision)
    assert datetime.fromisoformat(end) > datetime.fromisoformat(start)


@pytest.mark.parametrize("start", ["", "soon", "2031-05", "2031-02-30", "2031-05-01T10:30"])
def test_what_is_neither_is_refused(start) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unit_after(start)
