"""Counts and comparisons in invented reports of an invented lake mission."""

import pytest

from servanda.text.comparisons import statements
from servanda.text.series import check_series

INFINITE = float("inf")


def only(text):
    (one,) = statements(text)
    return one


@pytest.mark.parametrize(
    ("text", "count", "before", "ratio", "against"),
    [
        ("The mission counted 412 shots, compared with 380 the week before.", (412, 412), (380, 380), None, "week"),
        ("It logged 1,204 truce violations (compared to 1,100 in the previous period).", (1204, 1204), (1100, 1100), None, "period"),
        ("Over 900 bursts were heard, a 20 per cent increase on the previous reporting period.", (900, INFINITE), None, (1.175, 1.225), "period"),
        ("Some 200 flares were seen, 10% fewer as compared with last week.", (190, 210), None, (0.875, 0.925), "week"),
        ("The number of shots fell by 40 percent compared with the previous two weeks.", None, None, (0.575, 0.625), "period"),
        ("Use of mortars more than doubled (90 instances) compared to the week before (30 instances).", (90, 90), (30, 30), (2, INFINITE), "week"),
    ],
)  # fmt: skip
def test_a_comparison_is_read(text, count, before, ratio, against):
    one = only(text)
    assert (one.count, one.before, one.against) == (count, before, against)
    assert one.ratio is None if ratio is None else one.ratio == pytest.approx(ratio)
    assert text[one.start : one.end] == text


def test_a_plain_count_is_no_comparison_and_dates_and_shares_are_no_counts():
    found = list(statements("From 3 to 9 March the mission heard 55 shots. In all, 30 per cent of them came at night."))
    assert [(one.unit, one.count, one.against) for one in found] == [("shots", (55, 55), None)]


def verdicts(*texts):
    return [
        (one.name, one.verdict, one.other) for one in check_series([(f"r{n}", text) for n, text in enumerate(texts, 1)])
    ]


def test_an_increase_is_held_against_the_report_before():
    first = "The mission recorded 1,000 violations in total."
    assert verdicts(first, "It recorded 1,200 violations, a 20 per cent increase on the previous period.") == [
        ("r2", "agrees", "r1")
    ]
    assert verdicts(first, "It recorded 1,400 violations, a 20 per cent increase on the previous period.") == [
        ("r2", "differs", "r1")
    ]
    assert verdicts(first, "It recorded 1,200 flights, a 20 per cent increase on the previous period.") == [
        ("r2", "unknown", None)
    ]
    assert verdicts(first, "Violations rose by 20 per cent compared with the previous period.") == [
        ("r2", "unknown", None)
    ]


def test_a_count_repeated_from_the_report_before_must_be_the_same():
    first = "The mission recorded 1,000 violations in total."
    assert verdicts(first, "It recorded 900 violations, compared with 1,000 in the previous period.") == [
        ("r2", "agrees", "r1")
    ]
    assert verdicts(first, "It recorded 900 violations, compared with 1,150 in the previous period.") == [
        ("r2", "differs", "r1")
    ]


def test_weeks_are_not_held_against_a_report_of_another_period():
    assert verdicts(
        "It recorded 1,000 violations.", "It recorded 700 violations, 30 per cent fewer than in the previous week."
    ) == [("r2", "unknown", None)]


def test_a_sentence_that_contradicts_itself_differs():
    told = "Shots doubled (90 instances) compared to the week before (80 instances)."
    assert verdicts(told) == [("r1", "differs", None)]


def test_nothing_is_nothing():
    assert verdicts("", "A quiet fortnight.") == []
