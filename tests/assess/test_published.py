"""What is told as past was over when it was published; what goes on over days is asked whether a moment of it was in force."""

from collections.abc import Callable
from typing import Any

import pytest

from servanda.model.findings import Finding
from servanda.model.incidents import Incident, Voice
from servanda.model.time import TimeInterval

Make, Judge = Callable[..., Incident], Callable[..., list[Finding]]
IN_FORCE = "2030-03-10"


def told(day: str | None, document: str = "doc_1") -> tuple[Voice, ...]:
    """Return the voices of both members of the usual incident, in one document."""
    return tuple(
        Voice(claim=claim, document_id=document, name="Valley Radio", published_on=day) for claim in ("clm_a", "clm_t")
    )


def force(found: list[Finding]) -> tuple[str, str | None]:
    (finding,) = found
    return next((step.result, step.value) for step in finding.conditions if step.name == "in_force")


def test_an_undated_act_published_before_a_term_was_over_before_it(make: Make, judge: Judge) -> None:
    (found,) = judge(make(time=None, voices=told("2030-02-01")), rule="a1")
    assert found.status == "not_applicable"
    assert force([found])[0] == "false"
    assert "told in what was published 2030-02-01" in str(force([found])[1])


@pytest.mark.parametrize("day", [IN_FORCE, "2030-03-09", "2030-07-01", None])
def test_publication_never_shows_that_an_act_was_inside_a_term(make: Make, judge: Judge, day: str | None) -> None:
    """On the very day before it, another zone may have had the day of entry already."""
    assert [one.status for one in judge(make(time=None, voices=told(day)), rule="a1")] == ["undetermined"]


def test_the_latest_report_bounds_and_one_without_a_day_leaves_it_open(make: Make, judge: Judge) -> None:
    early, late = told("2030-02-01")[0], told("2030-07-01", "doc_2")[1]
    undated = told(None, "doc_2")[1]
    for other in (late, undated):
        assert force(judge(make(time=None, voices=(early, other)), rule="a1"))[0] == "unknown"
    assert force(judge(make(time=None, voices=(early,)), rule="a1"))[0] == "unknown"  # who says the rest is not known


def test_a_document_that_dates_something_later_has_no_sure_day(make: Make, judge: Judge) -> None:
    undated = make(time=None, voices=told("2030-02-01"))
    later = make(id="inc_2", time="2030-05-01", voices=told("2030-02-01"))
    found = [one for one in judge(undated, later, rule="a1") if one.incident_id == "inc_1"]
    assert force(found)[0] == "unknown"


def test_a_wide_time_ends_with_publication(make: Make, judge: Judge) -> None:
    year = TimeInterval(start="2030-01-01", end="2031-01-01", precision="year")
    assert force(judge(make(time=year, voices=told("2030-02-01")), rule="a1"))[0] == "false"
    assert force(judge(make(time=year, voices=told("2030-05-01")), rule="a1"))[0] == "unknown"


def test_what_goes_on_is_not_over_with_publication(make: Make, judge: Judge) -> None:
    assert force(judge(make(time=None, aspect="situation", voices=told("2030-02-01")), rule="a1"))[0] == "unknown"


def test_a_bound_alone_makes_no_act_worth_telling(make: Make, judge: Judge, places: dict[str, Any]) -> None:
    assert judge(make(time=None, place=places["none"], voices=told("2030-02-01")), rule="a1") == []


def test_one_that_may_have_been_in_the_zone_is_not_told_by_publication_alone(
    make: Make, judge: Judge, places: dict[str, Any]
) -> None:
    assert judge(make(time=None, place=places["edge"], voices=told("2030-02-01")), rule="a1") == []
    (found,) = judge(make(time="2030-02-01", place=places["edge"]), rule="a1")
    assert found.status == "not_applicable"


def spell(start: str, end: str | None) -> TimeInterval:
    return TimeInterval(start=start, end=end, precision="range")


@pytest.mark.parametrize(
    ("days", "aspect", "result"),
    [
        (("2030-02-20", "2030-03-20"), "situation", "true"),  # a roadblock that stood already when the term began
        (("2030-02-20", "2030-03-20"), "occurrence", "unknown"),
        (("2030-02-20", "2030-03-05"), "situation", "false"),
        (("2030-12-20", "2031-02-01"), "situation", "true"),  # and one that outlasted it
        (("2030-07-25", "2030-08-20"), "situation", "true"),  # over a pause
        (("2030-08-02", "2030-08-10"), "situation", "false"),  # within it
        (("2030-02-20", None), "situation", "unknown"),  # nobody says how long
    ],
)
def test_a_situation_of_several_days_needs_one_moment_in_force(
    make: Make, judge: Judge, days: tuple[str, str | None], aspect: str, result: str
) -> None:
    assert force(judge(make(time=spell(*days), aspect=aspect), rule="a1"))[0] == result


def test_a_situation_needs_a_moment_at_which_the_party_was_bound_and_the_term_ran(make: Make, judge: Judge) -> None:
    """Lakeland is bound from 1 April on."""

    def bound(start: str, end: str) -> str:
        (found,) = judge(make(time=spell(start, end), aspect="situation"), rule="a2")
        return next(step.result for step in found.conditions if step.name == "bound")

    assert bound("2030-03-20", "2030-04-20") == "true"
    assert judge(make(time=spell("2030-03-11", "2030-03-20"), aspect="situation"), rule="a2") == []
