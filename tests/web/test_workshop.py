"""The places behind the menu: names, sources, agreements, intake, log, without a browser."""

import tomllib

import pytest
from tests.truce import AGREEMENT
from tests.web.conftest import SCRIPT
from tests.web.test_pages import turned
from typer.testing import CliRunner

from servanda.pipeline import changes, open_case

PLACES = ("/names/", "/sources/", "/agreements/", "/agreements/spring-truce-2031", "/intake/", "/log/")


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_place_answers_in_both_languages(client, path, language):
    client.cookies["servanda_language"] = language
    answer = client.get(path)
    assert answer.status == 200, answer.text
    assert f'<html lang="{language}"' in answer.text
    assert "<script>" not in answer.text


def test_a_source_is_graded_and_credibility_follows_and_is_taken_back(reviewer, dossier):
    settings = (dossier / "dossier.toml").read_text(encoding="utf-8")
    assert (
        reviewer.post(
            "/sources/grade", source="Outlet 1", reliability="A", because="right in all that was checked"
        ).status
        == 302
    )
    turned(reviewer)
    page = reviewer.get("/sources/").text
    assert "right in all that was checked" in page
    after = (dossier / "dossier.toml").read_text(encoding="utf-8")
    assert after.startswith(settings.rstrip()), "what stood there stands as it was written"
    assert tomllib.loads(after)["sources"] == [{"name": "Outlet 1", "reliability": "A"}]
    assert reviewer.post("/sources/grade", source="Outlet 1", reliability="E").status == 302
    assert tomllib.loads((dossier / "dossier.toml").read_text(encoding="utf-8"))["sources"][0]["reliability"] == "E"
    with open_case(dossier) as case:
        assert [(one.by, one.patch["reliability"]) for one in changes(case, "source")] == [("ana", "A"), ("ana", "E")]
    reviewer.post("/undo")
    reviewer.post("/undo")
    turned(reviewer)
    assert (dossier / "dossier.toml").read_text(encoding="utf-8") == settings


def test_only_a_source_of_the_dossier_gets_only_a_grade(client):
    assert client.post("/sources/grade", source="Nobody", reliability="A").status == 404
    assert client.post("/sources/grade", source="Outlet 1", reliability="Z").status == 400


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[[sources]]\nname = "A" # x\nreliability = "C"  # as of May\n', '[[sources]]\nname = "A" # x\nreliability = "B"  # as of May\n'),
        ('[[sources]]\nname = "Z"\naliases = ["A"]\n\n[collect]\n', '[[sources]]\nname = "Z"\nreliability = "B"\naliases = ["A"]\n\n[collect]\n'),
        ('title = "T"\n', 'title = "T"\n\n[[sources]]\nname = "A"\nreliability = "B"\n'),
    ],
)  # fmt: skip
def test_a_grade_is_written_where_the_source_stands(before, after):
    from servanda.pipeline.source_grades import _graded

    assert _graded(before, "A", "B") == after


def test_settings_written_in_an_unusual_way_are_left_to_a_person(reviewer, dossier):
    path = dossier / "dossier.toml"
    text = 'sources = [{name = "Outlet 1", reliability = "C"}]\n' + path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    answer = reviewer.post("/sources/grade", source="Outlet 1", reliability="A")
    assert answer.status == 400
    assert "only a person can change" in answer.text
    assert path.read_text(encoding="utf-8") == text


def test_an_agreement_is_checked_and_shown_what_it_would_meet_before_it_is_kept(reviewer, dossier):
    files = sorted(dossier.rglob("*.yaml"))
    page = reviewer.post("/agreements/spring-truce-2031/write", text=AGREEMENT, act="check").text
    assert "No error: it can be kept." in page
    assert "spring-truce-2031/p1: meets 3" in page
    assert page.count("  meets INC-") == 3
    wrong = AGREEMENT.replace("plover: [ASSAULT]", "plover: [ASSALT]") + SCRIPT
    told = reviewer.post("/agreements/spring-truce-2031/write", text=wrong, act="check").text
    assert "Error" in told
    assert SCRIPT not in told
    assert reviewer.post("/agreements/spring-truce-2031/write", text=wrong, act="keep", because="x").status == 400
    assert sorted(dossier.rglob("*.yaml")) == files, "a check keeps nothing"


def test_a_changed_agreement_turns_findings_and_is_taken_back(reviewer, dossier):
    path = dossier / "agreements" / "truce.yaml"
    before = path.read_bytes()
    text = AGREEMENT.replace("{from: 2031-05-01,", "{from: 2031-05-20,")
    assert reviewer.post("/agreements/spring-truce-2031/write", text=text, act="keep", because="").status == 400
    answer = reviewer.post("/agreements/spring-truce-2031/write", text=text, act="keep", because="it began later")
    assert answer.headers["location"].startswith("/agreements/spring-truce-2031?since_decision=")
    news = turned(reviewer)
    assert news["n"] > 3
    assert "2031-05-20" in reviewer.get("/agreements/spring-truce-2031").text
    with open_case(dossier) as case:
        assert [(one.by, one.because, one.target.key) for one in changes(case, "agreement")] == [
            ("ana", "it began later", "fil_agreements/truce.yaml")
        ]
    reviewer.post("/undo")
    assert turned(reviewer, news["number"])["n"] == news["n"]
    assert path.read_bytes() == before


def test_a_new_agreement_is_written_and_a_shipped_one_taken(reviewer, dossier):
    assert "schema: servanda/agreement/1" in reviewer.get("/agreements/write").text
    for name in ("../../escape", "a/b", "A B"):
        text = AGREEMENT.replace("id: spring-truce-2031", f'id: "{name}"')
        assert reviewer.post("/agreements/write", text=text, act="keep", because="x").status == 400
    assert (
        reviewer.post(
            "/agreements/write",
            text=AGREEMENT.replace("id: spring-truce-2031", "id: second-truce-2031"),
            act="keep",
            because="x",
        ).status
        == 302
    )
    assert (dossier / "agreements" / "second-truce-2031.yaml").is_file()
    assert reviewer.post("/agreements/take", agreement="../x").status == 404
    assert reviewer.post("/agreements/take", agreement="sochi-mou-2018").status == 302
    turned(reviewer)
    assert reviewer.get("/agreements/sochi-mou-2018").status == 200


def test_the_log_is_filtered_by_person_event_and_day(reviewer):
    reviewer.post("/sources/grade", source="Outlet 1", reliability="B", because=f"because {SCRIPT}")
    page = reviewer.get("/log/?by=ana&event=reviewed").text
    assert page.count('<tr id="e-') == 1
    assert "changed a file" in page
    assert "&lt;script&gt;" in page
    assert SCRIPT not in page
    assert reviewer.get("/log/?by=nobody").text.count('<tr id="e-') == 0
    assert reviewer.get("/log/?event=flown").status == 400
    assert reviewer.get("/log/?since=May").status == 400
    assert reviewer.get("/log/?until=2001-01-01").text.count('<tr id="e-') == 0


def test_the_command_line_grades_and_filters_too(dossier):
    from servanda.cli import app

    run = CliRunner().invoke(
        app, ["sources", str(dossier), "--grade", "Outlet 2=C", "--by", "ben", "--because", "late, but right"]
    )
    assert run.exit_code == 0, run.output
    shown = CliRunner().invoke(app, ["log", str(dossier), "--by", "ben", "--format", "csv"])
    assert shown.output.count("reviewed,ben") == 1
    assert CliRunner().invoke(app, ["sources", str(dossier), "--grade", "Outlet 2=C"]).exit_code != 0
