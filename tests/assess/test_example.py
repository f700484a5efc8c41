"""The example's expected findings, from incidents put together by hand (the run from reports is tested elsewhere)."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from servanda.assess import ActorKnowledge, AssessConfig, KnownLink, assess
from servanda.model.claims import Composition
from servanda.model.incidents import Incident, IncidentActor, IncidentPlace, IncidentTarget
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import load_agreement_book

EXAMPLE = Path(__file__).parents[2] / "examples" / "idlib-2019"
WHERE = {
    "Khan Shaykhun": (35.44, 36.65), "Ma'arrat al-Nu'man": (35.64, 36.67), "al-Suqaylabiyah": (35.37, 36.39), "Saraqib": (35.86, 36.81),
    "al-Lataminah": (35.32, 36.62), "al-Habit": (35.46, 36.55), "Haas": (35.60, 36.62),
}  # fmt: skip
KNOWLEDGE = (
    ActorKnowledge(
        entity_id="syrian-air-force", name="air force", links=(KnownLink(party="syrian-government", type="commanded"),)
    ),
    ActorKnowledge(entity_id="hts", name="HTS", classes=("designated_terrorist",)),
)


class Facts(NamedTuple):
    """What reports say of one incident of the example; ``sides`` are origins, and whether somebody denies it."""

    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    origins: int = 1
    denied: bool = False


GOVERNMENT, OPPOSITION = "syrian-government", "syrian-armed-opposition"
FACTS = {
    ("Khan Shaykhun", "2019-02-15"): Facts((GOVERNMENT,), ("civilians",), 2),
    ("Khan Shaykhun", "2019-02-16"): Facts((GOVERNMENT,), ("civilians",)),
    ("Ma'arrat al-Nu'man", "2019-02-16"): Facts((GOVERNMENT,), ("civilians",)),
    (None, "2019-02-16"): Facts(),
    ("Ma'arrat al-Nu'man", "2019-05-21"): Facts((), ("civilians",), 2),
    ("al-Suqaylabiyah", "2019-05-12"): Facts((OPPOSITION,), ("civilians",)),
    ("Khan Shaykhun", "2019-07-21"): Facts(("russia",), ("civilians",)),
    ("Ma'arrat al-Nu'man", "2019-07-22"): Facts(("russia",), ("civilians",), 5, denied=True),
    ("Saraqib", "2019-07-22"): Facts(("syrian-air-force",), ("civilians",), 2),
    ("al-Lataminah", "2019-08-04"): Facts((GOVERNMENT,)),
    ("al-Habit", "2019-08-11"): Facts((GOVERNMENT,), ("hts", "some-other-group")),
    ("Haas", "2019-08-16"): Facts((), ("civilians",)),
    (None, "2019-08-19"): Facts((GOVERNMENT,), ("turkey",)),
    ("Khan Shaykhun", "2019-08-19"): Facts((GOVERNMENT,)),
    ("Khan Shaykhun", "2019-08-22"): Facts((GOVERNMENT,), ("hts",)),
    ("Khan Shaykhun", "2017-04-04"): Facts((GOVERNMENT,), (), 1, denied=True),
}


def rows() -> list[dict[str, Any]]:
    expected = YAML(typ="safe").load((EXAMPLE / "expected_findings.yaml").read_text(encoding="utf-8"))["findings"]
    told = [{**row, "date": str(row["date"]) if row["date"] else None} for row in expected if not row.get("optional")]
    return [row for row in told if row["kind"] != "ASSAULT" or (row["place"], row["date"]) in FACTS]


def name(place: str | None, date: str) -> str:
    return f"inc {place or 'M5'} {date}"


def attack(place: str | None, date: str, facts: Facts) -> Incident:
    latitude, longitude = WHERE.get(place or "", (None, None))
    return Incident(
        id=name(place, date), kind="ASSAULT", time=TimeInterval(start=date, end=f"{date[:8]}{int(date[8:]) + 1:02}", precision="day"),
        place=IncidentPlace(name=place, latitude=latitude, longitude=longitude, precision="town", radius_km=3),
        members=("clm_1", "clm_2"), denials=("clm_2",) if facts.denied else (),
        actors=tuple(IncidentActor(entity_id=one, name=one, stance="alleged", claims=("clm_1",)) for one in facts.actors),
        targets=tuple(
            IncidentTarget(
                entity_id=one, name=one, type="civilians" if one == "civilians" else "group", claims=("clm_1",)
            ) for one in facts.targets
        ),
        n_documents=facts.origins, n_independent_origins=facts.origins, credibility="3",
    )  # fmt: skip


def formation() -> Incident:
    seats = Composition(
        body="constitutional-committee", groups={"government": 50, "opposition": 50, "civil_society": 50}
    )
    time = TimeInterval(start="2019-10-30", end="2019-10-31", precision="day")
    return Incident(
        id="inc Geneva 2019-10-30", kind="COMPOSITION", time=time, members=("clm_1",), composition=seats,
        n_documents=1, n_independent_origins=1, credibility="3",
    )  # fmt: skip


@pytest.fixture(scope="module")
def found():
    book = load_agreement_book(EXAMPLE / "agreements")
    incidents = [attack(place, date, facts) for (place, date), facts in FACTS.items()]
    return list(assess([*incidents, formation()], book, AssessConfig(as_of="2019-11-01", knowledge=KNOWLEDGE)))


def test_enough_of_the_table_is_looked_at():
    assert len(rows()) >= 25


@pytest.mark.parametrize(
    "row",
    rows(),
    ids=lambda row: f"{row['agreement_id']} {row['provision_id']} {row['place']} {row['date']} {row['party']}",
)
def test_row(found, row):
    incident = name(row["place"], row["date"]) if row["date"] else None
    about = (row["agreement_id"], row["provision_id"], incident, row["party"])
    (one,) = [f for f in found if (f.agreement_id, f.provision_id, f.incident_id, f.party) == about]
    assert one.status in {row["status"], *row.get("accept", ())}, one
    if one.status == row["status"]:
        assert set(row["missing"]) <= set(one.missing) <= {*row["missing"], *row.get("accept_missing", ())}, one
    if "support" in row:
        assert one.support in {row["support"], *row.get("accept_support", ())}


def test_no_party_is_named_where_reports_name_nobody(found):
    unnamed = {name(place, date) for (place, date), facts in FACTS.items() if not facts.actors}
    assert not [f for f in found if f.incident_id in unnamed and f.status == "alleged_violation"]


def test_nobody_but_who_is_named_is_accused(found):
    accused = {(f.incident_id, f.party) for f in found if f.status == "alleged_violation"}
    government = {
        name(place, date)
        for (place, date), facts in FACTS.items()
        if set(facts.actors) & {GOVERNMENT, "syrian-air-force"}
    }
    assert accused <= {(incident, GOVERNMENT) for incident in government} | {
        (name("al-Suqaylabiyah", "2019-05-12"), OPPOSITION)
    }
