"""Hours without a zone against a term: the clocks of the place decide, and what they leave open is undetermined."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.assess.conftest import ACCORD, INSIDE, write_accord

from servanda.assess import AssessConfig, assess
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.model.spans import Span
from servanda.model.time import ClockTime, TimeInterval
from servanda.reference.agreement_files import load_agreement_book
from servanda.reference.timezones import zones_of

AT_SIX = ACCORD.replace("{from: 2030-03-10,", '{from: "2030-03-10T06:00:00+04:00",')
Judge = Callable[..., Finding]


@pytest.fixture
def held(tmp_path: Path, make: Callable[..., Incident]) -> Judge:
    def judged(start: str, end: str, precision: str, country: str | None, **config: str) -> Finding:
        text = AT_SIX if config.pop("zoned", "yes") == "yes" else AT_SIX.replace("timezone: Asia/Tbilisi\n", "")
        book = load_agreement_book(write_accord(tmp_path, text))
        day = "2030-03-10"
        time = TimeInterval(
            start=day,
            end="2030-03-11",
            precision=precision,
            clock=ClockTime(start=f"{day}T{start}", end=f"{day}T{end}"),
        )
        incident = make(time=time, place=replace(INSIDE, country=country))
        (found,) = (
            one
            for one in assess([incident], book, AssessConfig(**config))
            if one.provision_id == "a1" and one.party == "north"
        )
        return found

    return judged


@pytest.mark.parametrize(
    ("start", "end", "precision", "result"),
    [
        ("05:50", "05:51", "minute", "false"),
        ("06:10", "06:11", "minute", "true"),
        ("05:00", "07:00", "hour", "unknown"),  # around six
        ("06:00", "07:00", "hour", "unknown"),  # "at 6 a.m." may be rounded
        ("07:00", "08:00", "hour", "true"),
    ],
)
def test_the_hour_decides_on_which_side_of_the_beginning(
    held: Judge, start: str, end: str, precision: str, result: str
) -> None:
    found = held(start, end, precision, "GE")
    assert [step.result for step in found.conditions if step.name == "in_force"] == [result]
    assert (found.status == "undetermined") == (result == "unknown")


@pytest.mark.parametrize(
    ("words", "day", "result"),
    [
        ("the morning of 10 March 2030", 10, "unknown"),  # the term begins at six
        ("10 March 2030 in the afternoon", 10, "true"),
        ("the evening of 10 March 2030", 10, "true"),
        ("the night of 10 March 2030", 10, "unknown"),
        ("early on the morning or in the afternoon of 10 March 2030", 10, "unknown"),
        ("10 March 2030", 10, "unknown"),
        ("the afternoon of 9 March 2030", 9, "false"),
    ],
)
def test_a_part_of_the_day_is_held_against_the_hour_of_entry(
    tmp_path: Path, make: Callable[..., Incident], words: str, day: int, result: str
) -> None:
    book = load_agreement_book(write_accord(tmp_path, AT_SIX))
    mention = Span(start=0, end=len(words), quote=words)
    time = TimeInterval(
        start=f"2030-03-{day:02}", end=f"2030-03-{day + 1:02}", precision="part_of_day", mention=mention
    )
    incident = make(time=time, place=replace(INSIDE, country="GE"))
    found = [one for one in assess([incident], book, AssessConfig()) if one.provision_id == "a1"]
    assert {step.result for one in found for step in one.conditions if step.name == "in_force"} == {result}


def test_where_no_zone_is_known_only_what_is_clear_in_all_of_them_counts(held: Judge) -> None:
    assert held("08:00", "08:01", "minute", None, zoned="no").status == "undetermined"
    assert held("23:00", "23:01", "minute", None, zoned="no").status == "alleged_violation"


def test_the_dossier_says_the_zone_where_the_place_does_not(held: Judge) -> None:
    assert held("08:00", "08:01", "minute", None, zoned="no", timezone="Asia/Tbilisi").status == "alleged_violation"


def test_a_country_of_several_zones_leaves_open_which(held: Judge) -> None:
    assert len(zones_of("RU")) > 1
    assert zones_of("GE") == ("Asia/Tbilisi",)
    assert held("07:00", "07:01", "minute", "RU").status == "undetermined"
