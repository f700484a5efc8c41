"""The counting core by properties: nothing counts twice, nothing is lost, and every number is the number of its members."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from servanda.model.counting import ReportingDay, TollRule
from servanda.model.period import Period
from servanda.model.time import ClockTime, TimeInterval
from servanda.report.period.acts import STATES, Act, Count
from servanda.report.period.clock import ReportingClock
from servanda.report.period.counting import ACTS, count_table, side_columns, tally

CATEGORIES = ("shelling", "firearms", "movement")
SIDES = ("north", "south")
BEGIN = date(2031, 5, 1)
RULE = TollRule()


def day(number: int) -> str:
    return (BEGIN + timedelta(days=number)).isoformat()


def on(number: int, length: int = 1) -> TimeInterval:
    return TimeInterval(start=day(number), end=day(number + length))


times = st.one_of(
    st.just(TimeInterval()),
    st.builds(on, st.integers(0, 40), st.integers(1, 10)),
    st.builds(lambda n: TimeInterval(start=day(n)), st.integers(0, 40)),
)
bounds = st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(9, 20))


@st.composite
def acts(draw) -> list[Act]:
    made = []
    for number in range(draw(st.integers(0, 25))):
        received = draw(st.none() | st.integers(0, 60).map(on))
        made.append(
            Act(
                id=f"inc_{number}",
                name=f"INC-{number:04}",
                category=draw(st.sampled_from(CATEGORIES)),
                time=draw(times),
                received=received,
                lasting=draw(st.booleans()),
                state=draw(st.sampled_from(STATES)),
                sides=draw(st.frozensets(st.sampled_from(SIDES))),
                others=draw(st.booleans()),
                undetermined=draw(st.booleans()),
                tolls=draw(st.dictionaries(st.just("killed"), bounds.map(lambda ends: Count(*ends)))),
            )
        )
    return made


weeks = st.integers(0, 30).map(lambda n: (Period(day(n + 7), day(n + 14)), Period(day(n), day(n + 7))))


@given(acts(), weeks)
def test_every_act_is_in_one_row_one_state_and_one_side(made, periods):
    table = count_table(made, periods, CATEGORIES, SIDES)
    for row in (*table.rows, table.total):
        for columns in (STATES, side_columns(SIDES)):
            sure = [name for column in columns for name in row.cells[column].sure]
            unsure = [name for column in columns for name in row.cells[column].unsure]
            assert sorted(sure) == sorted(row.cells[ACTS].sure)
            assert sorted(unsure) == sorted(row.cells[ACTS].unsure)
    counted = [name for row in table.rows for name in row.cells[ACTS].members]
    assert len(counted) == len(set(counted))
    assert sorted(counted) == sorted(act.id for act in made if act.lies(periods[0]) != "outside")


@given(acts(), weeks)
def test_the_total_is_the_sum_of_the_rows_and_ranges_run_upwards(made, periods):
    table = count_table(made, periods, CATEGORIES, SIDES)
    for column, cell in table.total.cells.items():
        assert cell.low == sum(row.cells[column].low for row in table.rows)
        assert cell.high == sum(row.cells[column].high for row in table.rows)
        assert cell.low <= cell.high == len(cell.members) == len(set(cell.members))


@given(acts(), st.integers(1, 12))
def test_consecutive_periods_share_no_sure_act_and_lose_none(made, length):
    """Situations are the exception that the rule names: they count in each period that they touch."""
    edges = [day(n) for n in range(0, 61, length)]
    periods = [Period(*pair) for pair in pairwise(edges)]
    for act in made:
        lies = [act.lies(period) for period in periods]
        if not act.lasting:
            assert lies.count("inside") <= 1
        heard = act.received and act.received.start >= (act.time.end or "")
        if act.time.start and act.time.end and act.time.end <= edges[-1] and (heard or not act.received):
            assert set(lies) != {"outside"}
            assert act.time.end > day(41) or "inside" in lies or lies.count("perhaps") > 1


@given(acts(), weeks)
def test_what_came_late_did_not_happen_in_the_period(made, periods):
    for act in made:
        if act.came_late(periods[0]):
            assert act.lies(periods[0]) == "outside"
            assert act.came_in(periods[0])


@given(acts(), weeks)
def test_people_are_summed_lowest_to_highest_and_open_ends_stay_open(made, periods):
    found = tally(made, periods[0], "killed", None, RULE)
    inside = [act for act in made if "killed" in act.tolls and act.lies(periods[0]) == "inside"]
    told = [act for act in made if "killed" in act.tolls and act.lies(periods[0]) != "outside"]
    assert found.minimum == sum(act.tolls["killed"].minimum or 0 for act in inside if act.state != "refuted")
    assert (found.maximum is None) == any(act.tolls["killed"].maximum is None for act in told)
    assert found.maximum is None or found.maximum >= found.minimum
    assert set(found.members.members) == {act.id for act in told}
    assert tally(made, periods[0], "killed", None, TollRule(ranges="lowest")).maximum is not None


def test_a_situation_counts_in_every_period_that_it_touches():
    siege = Act(id="s", name="S", category="movement", time=on(3, 10), lasting=True)
    assert [siege.lies(Period(day(n), day(n + 7))) for n in (0, 7, 14)] == ["inside", "inside", "outside"]


def test_an_act_without_a_day_may_lie_in_the_period_in_which_it_was_heard_of():
    act = Act(id="a", name="A", category="shelling", received=on(8))
    assert [act.lies(Period(day(n), day(n + 7))) for n in (0, 7, 14)] == ["outside", "perhaps", "outside"]


def test_nothing_lies_behind_the_day_on_which_it_was_heard_of():
    may = Act(id="a", name="A", category="shelling", time=on(0, 31), received=on(8))
    assert [may.lies(Period(day(n), day(n + 7))) for n in (0, 7, 14)] == ["perhaps", "perhaps", "outside"]


def test_a_reporting_day_begins_at_the_cut_off_in_its_zone():
    clock = ReportingClock(ReportingDay(cut_off="06:00", timezone="Africa/Khartoum"), "UTC")
    week = Period("2031-05-05", "2031-05-12")
    last_night = TimeInterval(start="2031-05-12T03:59:00Z", end="2031-05-12T04:00:00Z")  # 05:59 in Khartoum
    after = TimeInterval(start="2031-05-12T04:00:00Z", end="2031-05-12T04:30:00Z")
    assert week.lies(clock.interval(last_night)) == "inside"
    assert week.lies(clock.interval(after)) == "outside"
    assert clock.moment("2031-05-12T03:00:00Z") == clock.moment("2031-05-11")
    assert clock.begin("2031-05-05").isoformat() == "2031-05-05T06:00:00+02:00"


def test_a_day_without_an_hour_lies_where_the_rule_says():
    named = ReportingClock(ReportingDay(cut_off="06:00"), "UTC")
    either = ReportingClock(ReportingDay(cut_off="06:00", day_without_hour="open"), "UTC")
    week = Period(day(0), day(7))
    assert week.lies(named.interval(on(0))) == "inside"
    assert week.lies(either.interval(on(0))) == "straddling"
    assert week.lies(either.interval(on(3))) == "inside"


def test_hours_of_the_clock_of_a_place_are_read_on_the_reporting_clock():
    clock = ReportingClock(ReportingDay(cut_off="06:00"), "UTC")
    night = TimeInterval(start=day(7), end=day(8), clock=ClockTime(start=f"{day(7)}T02:00", end=f"{day(7)}T03:00"))
    assert Period(day(0), day(7)).lies(clock.interval(night)) == "inside"
