"""Times in words."""

import pytest

from servanda.model.incidents import Incident, IncidentPlace
from servanda.model.time import ClockTime, TimeInterval
from servanda.report.phrases import when, where


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2031-05-01T16:00", "2031-05-01T17:00", "2031-05-01 16:00 to 17:00, clock of the place"),
        ("2031-05-01T23:00", "2031-05-02T02:00", "2031-05-01 23:00 to 2031-05-02 02:00, clock of the place"),
        (None, "2031-05-01T12:00", "until 2031-05-01 12:00, clock of the place"),
        ("2031-05-01T07:00", None, "from 2031-05-01 07:00, clock of the place"),
    ],
)
def test_an_hour_is_told_by_the_clock_of_the_place(start: str | None, end: str | None, words: str) -> None:
    time = TimeInterval(start="2031-05-01", end="2031-05-03", precision="hour", clock=ClockTime(start=start, end=end))
    assert when(time) == words


def test_a_place_from_the_paragraph_is_told_as_such() -> None:
    incident = Incident(
        id="i", kind="ASSAULT", members=(), n_documents=1, n_independent_origins=1, credibility="6",
        place=IncidentPlace(name="Osk", basis="paragraph"),
    )  # fmt: skip
    assert where(incident) == "Osk (from the paragraph)"
