"""Hours of the clock in text: which are read, on which day and in which zone, and what is none."""

from datetime import date

import pytest

from servanda.model.time import ClockTime
from servanda.text.times import ToldTime, read_times

THURSDAY = date(2031, 5, 15)


def only(text: str) -> ToldTime:
    (found,) = read_times(text, THURSDAY)
    return found


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Shells fell at 4 p.m. on Friday.", "2031-05-09T16:00", "2031-05-09T17:00", "hour"),
        ("Shells fell on Friday at 16:20.", "2031-05-09T16:20", "2031-05-09T16:21", "minute"),
        ("Shells fell around 3 am on Friday.", "2031-05-09T02:00", "2031-05-09T04:00", "hour"),
        ("Between 11 p.m. on Friday and dawn", "2031-05-09T23:00", "2031-05-10T00:00", "hour"),
        ("From 10 p.m. on Friday until 2 a.m. on Saturday", "2031-05-09T22:00", "2031-05-10T02:00", "range"),
        ("Shells fell shortly after midnight on Friday.", "2031-05-09T00:00", "2031-05-09T01:00", "range"),
        ("Shells fell at midnight on Friday.", "2031-05-09T00:00", "2031-05-10T01:00", "part_of_day"),
        ("Overnight, at 2 a.m., shells fell.", "2031-05-15T02:00", "2031-05-15T03:00", "hour"),
        ("سقطت القذائف الساعة الرابعة عصراً يوم الجمعة", "2031-05-09T16:00", "2031-05-09T17:00", "hour"),
    ],
)
def test_an_hour_without_a_zone_is_one_of_the_place(text: str, start: str, end: str, precision: str) -> None:
    time = only(text).interval()
    assert (time.clock, time.precision) == (ClockTime(start=start, end=end), precision)
    assert time.start == start[:10]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("at 18:00 GMT on 5 May 2031", "2031-05-05T18:00:00Z"),
        ("at 6 p.m. Damascus time on 5 May 2031", "2031-05-05T15:00:00Z"),
        ("at 1 a.m. (2200 GMT) on 5 May 2031", "2031-05-04T22:00:00Z"),
        ("at 8 a.m. EST on 5 May 2031", "2031-05-05T13:00:00Z"),
    ],
)
def test_a_stated_zone_gives_an_instant(text: str, start: str) -> None:
    time = only(text).interval()
    assert (time.start, time.clock) == (start, None)


@pytest.mark.parametrize(
    "text",
    [
        "At 4:30 on Friday",
        "At half past six on Friday",
        "It fell at 5 p.m. IST on Friday",
        "Updated on Friday at 16:00",
    ],
)
def test_what_cannot_be_told_or_is_the_page_s_leaves_the_day(text: str) -> None:
    time = only(text).interval()
    assert (time.start, time.end, time.precision, time.clock) == ("2031-05-09", "2031-05-10", "day", None)


@pytest.mark.parametrize(
    "text", ["Olm won 3-1.", "It lasts 2:15 hours.", "Matthew 5:44", "ten minutes after six shells", "voted 10 to 6"]
)
def test_a_score_a_duration_and_a_verse_are_no_hours(text: str) -> None:
    assert read_times(text, THURSDAY) == ()


def test_an_hour_alone_has_no_day_and_nobody_invents_one() -> None:
    time = only("A mine went off at 3 p.m.").interval()
    assert (time.start, time.end, time.precision, time.clock) == (None, None, "hour", None)
