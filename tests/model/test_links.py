"""Times of links, classes and offices: half-open, compared as far as both are known."""

import pytest

from servanda.model.links import may_hold


@pytest.mark.parametrize(
    ("since", "until", "on", "expected"),
    [
        (None, None, "2019-05-04", True),
        ("2017", "2019-06", None, True),
        ("2017", None, "2016-12-31", False),
        ("2017", None, "2017-01-01", True),
        (None, "2019-06-03", "2019-06-02", True),
        (None, "2019-06-03", "2019-06-03", False),  # the end does not belong to it
        (None, "2019-06", "2019-06-15", False),
        (None, "2019-06", "2019", True),  # somewhen in 2019: perhaps before June
        ("2019-06", None, "2019", True),
        ("2020", None, "2019", False),
    ],
)
def test_what_may_hold_at_a_time(since, until, on, expected):
    assert may_hold(since, until, on) is expected
