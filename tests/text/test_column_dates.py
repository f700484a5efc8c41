"""Days in columns: one way or a stated way, else none."""

from datetime import date

import pytest

from servanda.text.column_dates import forms_that_fit, needs_form, read_day, swapped


@pytest.mark.parametrize(
    ("text", "formats", "day"),
    [
        ("2031-05-04", (), date(2031, 5, 4)),
        ("2031/5/4", (), date(2031, 5, 4)),
        ("4 May 2031", (), date(2031, 5, 4)),
        ("04-Jun-2031", (), date(2031, 6, 4)),
        ("June 4, 2031", (), date(2031, 6, 4)),
        ("2031-03-01T10:00:00.000+03:00", (), date(2031, 3, 1)),
        ("4/5/2031 14:30", ("D/M/YYYY",), date(2031, 5, 4)),
        ("4/5/2031", ("M/D/YYYY",), date(2031, 4, 5)),
        ("13/5/2031", ("D/M/YYYY", "M/D/YYYY"), date(2031, 5, 13)),
        ("4/5/31", ("M/D/YY",), date(2031, 4, 5)),
        ("20310504", ("YYYYMMDD",), date(2031, 5, 4)),
        ("4/5/2031", (), None),
        ("4/5/2031", ("D/M/YYYY", "M/D/YYYY"), None),
        ("4/5/2031", ("D.M.YYYY",), None),
        ("31/2/2031", ("D/M/YYYY",), None),
        ("2031-02-30", (), None),
        ("44562", (), None),
        ("Ma 4, 2031", (), None),
        ("soon", ("D/M/YYYY",), None),
    ],
)
def test_a_day_is_read_in_one_way_or_not_at_all(text, formats, day):
    read = read_day(text, formats)
    assert read.day == day
    assert bool(read.why) == (day is None)


def test_what_figures_may_mean_is_counted():
    fits = forms_that_fit(["05/06/2031", "13/06/2031", "2031-05-05"], ("D/M/YYYY", "M/D/YYYY", "D.M.YYYY"))
    assert fits == {"D/M/YYYY": 2, "M/D/YYYY": 1}
    assert needs_form("05/06/2031")
    assert not needs_form("5 June 2031")


def test_day_and_month_can_be_exchanged_only_where_there_is_such_a_day():
    assert swapped(date(2031, 5, 6)) == date(2031, 6, 5)
    assert swapped(date(2031, 5, 13)) is None
