"""Verbs that read a stream go on behind a bad row, name it, and end with status 3."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from servanda.cli.app import app
from servanda.pipeline import filters
from servanda.reference import Reference

DOCUMENT = {
    "language": "en",
    "published_on": "2031-05-06",
    "text": "Rebels shelled Aden on Monday, killing nine people.",
}
INCIDENT = {
    "id": "inc_1", "kind": "ASSAULT", "time": {"start": "2031-05-05", "end": "2031-05-06"}, "members": ["clm_1"],
    "n_documents": 1, "n_independent_origins": 1, "credibility": "3",
}  # fmt: skip


def call(*words: object, rows=()):
    """Run a filter in this process, so that it sees what a test has set."""
    told = "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)
    return CliRunner().invoke(app, [*map(str, words)], input=told)


def records(done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_without_a_country_names_are_looked_up_in_all_the_world() -> None:
    claims = call("extract", "--resolve", rows=[{"id": "a", **DOCUMENT}])
    assert claims.exit_code == 0, claims.stderr
    assert "YE" in {place["country"] for claim in records(claims) for place in claim.get("places", ())}


@pytest.mark.parametrize("country", [(), ("--country", "YE")])
def test_link_resolves_the_places_of_documents_and_opens_its_reference_once(country, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(filters, "Reference", lambda config: opened.append(config) or Reference(config))
    done = call("link", *country, rows=[{"id": name, **DOCUMENT} for name in ("a", "b")])
    assert done.exit_code == 0, done.stderr
    assert len(opened) == 1
    assert opened[0].countries == (("YE",) if country else (filters.WORLD,))
    assert [len(row["members"]) for row in records(done)] == [2]


def test_a_bad_row_costs_link_and_geocode_no_other() -> None:
    rows = [{"id": "a", **DOCUMENT}, "no row", {"kind": "event", "id": "x"}, {"id": "b", **DOCUMENT}]
    done = call("link", "--country", "YE", rows=rows)
    assert done.exit_code == 3
    assert "line 2: not JSON" in done.stderr
    assert "line 3: " in done.stderr
    assert records(done)
    mention = {"mentions": [{"start": 15, "end": 19}]}
    rows = [{"id": "a", **DOCUMENT, **mention}, {"id": "b", "text": 5}, {"id": "c", **DOCUMENT, **mention}]
    done = call("geocode", "--country", "YE", rows=rows)
    assert (done.exit_code, [row["id"] for row in records(done)]) == (3, ["a", "c"])
    assert "line 2: field text" in done.stderr


@pytest.fixture(scope="module")
def agreements(tmp_path_factory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("agreements")
    for name in ("agreements", "zones"):
        shutil.copytree(root / "examples" / "idlib-2019" / name, folder / name)
    return folder / "agreements"


BAD = [
    ({**INCIDENT, "place": None}, "$.place"),
    ({**INCIDENT, "composition": {"body": "b", "groups": {"a": None}}}, "groups"),
    ({**INCIDENT, "actors": [None]}, "actors"),
    ({**INCIDENT, "time": {"start": "2031-13-05"}}, "time.start"),
    ({**INCIDENT, "members": None}, "members"),
    ({"id": "inc_2"}, "kind"),
]


@pytest.mark.parametrize(("row", "field"), BAD)
def test_assess_puts_a_bad_row_aside_with_line_and_field(agreements, row, field) -> None:
    done = call("assess", "--agreements", agreements, rows=[INCIDENT, row, {**INCIDENT, "id": "inc_3"}])
    assert done.exit_code == 3, done.stderr
    [said] = done.stderr.splitlines()
    assert "line 2" in said
    assert field in said
    assert {finding["incident_id"] for finding in records(done)} - {None} == {"inc_1", "inc_3"}


def test_assess_names_unknown_fields_at_every_depth_and_reads_the_row(agreements) -> None:
    row = {**INCIDENT, "place": {"name": "Aden", "mood": 1}, "time": {**INCIDENT["time"], "mood": 2}}
    done = call("assess", "--agreements", agreements, rows=[row])
    assert done.exit_code == 0, done.stderr
    assert "line 1: passed over unknown fields: place.mood, time.mood" in done.stderr
    assert records(done)


def test_an_incident_over_which_assess_fails_is_put_aside_alone(agreements, monkeypatch) -> None:
    from servanda.pipeline import assess_filter

    working = assess_filter.assess

    def failing(incidents, *others):
        if any(one.id == "inc_2" for one in incidents):
            raise ZeroDivisionError
        return working(incidents, *others)

    monkeypatch.setattr(assess_filter, "assess", failing)
    done = call("assess", "--agreements", agreements, rows=[{**INCIDENT, "id": f"inc_{n}"} for n in (1, 2, 3)])
    assert done.exit_code == 3
    assert "line 2: fault of the program" in done.stderr
    assert {finding["incident_id"] for finding in records(done)} - {None} == {"inc_1", "inc_3"}


@pytest.mark.guarded
def test_what_a_rule_passed_over_is_named_and_the_stream_goes_on(monkeypatch) -> None:
    from servanda.extract.events import looking

    working = looking.judge
    failing = lambda clauses, word, lexicon: working(clauses if "nine" in clauses.words.lowers else None, word, lexicon)  # noqa: E731
    monkeypatch.setattr(looking, "judge", failing)
    bad = {**DOCUMENT, "text": "Rebels shelled Taiz.\x1b[2J Rain fell."}
    done = call("extract", "--country", "YE", rows=[{"id": "a", **bad}, {"id": "b", **DOCUMENT}])
    assert done.exit_code == 3
    assert "passed over: a, characters 0-" in done.stderr
    assert "rule events" in done.stderr
    assert "\x1b" not in done.stderr
    assert {claim["document_id"] for claim in records(done)} >= {"b"}
