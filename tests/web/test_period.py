"""The report of a period at the desk: chosen, edited, frozen, exported, and refused where nothing may go out."""

import re

import pytest
from tests.web.conftest import SCRIPT, desk_over, let_in

from servanda.pipeline import editions, open_case

WEEK = {"since": "2031-05-05", "until": "2031-05-12", "audience": "internal"}
PLACE = "/period/?since=2031-05-05&until=2031-05-12"


def rows_of(page):
    return re.findall(r'name="row" value="(\w+)"', page)


def test_it_begins_with_the_newest_week_and_leads_to_the_others(client):
    page = client.get("/period/").text
    assert "2031-05-26" in page
    assert "since=2031-05-19&amp;until=2031-05-26" in page
    assert "since=2031-06-02&amp;until=2031-06-09" in page


def test_headline_and_comment_stand_in_the_report_under_a_pseudonym(reviewer, dossier):
    for what, words in (("headline", f"A week {SCRIPT}"), ("comment", "Nothing could be checked on Monday.")):
        assert reviewer.post("/period/edit", what=what, words=words, **WEEK).status == 302
    page = reviewer.get(PLACE).text
    assert "A week &lt;script&gt;" in page
    assert "Nothing could be checked on Monday." in page
    assert "A week" not in reviewer.get("/period/?since=2031-05-12&until=2031-05-19").text, "another week has its own"
    reviewer.post("/period/edit", what="comment", words="", **WEEK)
    assert "Nothing could be checked" not in reviewer.get(PLACE).text
    with open_case(dossier) as case:
        edits = list(case.store.records("period_edit"))
        log = [one.by for one in case.store.log() if one.event == "reviewed"]
    assert {one.by for one in edits} == {"ana"}
    assert log[-3:] == ["ana"] * 3


def test_a_row_is_hidden_for_a_reason_that_is_printed_and_shown_again(reviewer):
    rows = rows_of(reviewer.get(PLACE).text)
    assert len(rows) == 1, "one category is told of in that week"
    assert reviewer.post("/period/edit", what="hide", row=rows[0], words=" ", **WEEK).status == 400
    assert reviewer.post("/period/edit", what="hide", row="no_such", words="why not", **WEEK).status == 400
    assert reviewer.post("/period/edit", what="hide", row=rows[0], words="told in the annex", **WEEK).status == 302
    page = reviewer.get(PLACE).text
    assert "Not shown, and counted in the sums" in page
    assert "told in the annex" in page
    assert 'value="hide"' not in page
    reviewer.post("/period/edit", what="show", row=rows[0], words="it belongs there", **WEEK)
    assert 'value="hide"' in reviewer.get(PLACE).text


def test_an_edition_is_frozen_and_says_what_changes_it(reviewer, dossier):
    assert "Draft" in reviewer.get(PLACE).text
    assert reviewer.post("/period/freeze", **WEEK).status == 302
    page = reviewer.get(PLACE).text
    assert "Edition 1, revision 1" in page
    assert "Nothing counts otherwise since." in page
    act = re.findall(r'href="/incidents/(INC-\d+)"', page)[0]
    reviewer.post(f"/incidents/{act}/decide", verdict="reject", because="a drill")
    page = reviewer.get(PLACE).text
    assert "Since then this report has changed." in page
    assert re.search(rf"<strong>correction</strong>: <a [^>]*>{act}</a>", page)
    reviewer.post("/period/freeze", **WEEK)
    assert "Edition 1, revision 2" in reviewer.get(PLACE).text
    with open_case(dossier) as case:
        assert [one.by for one in editions(case)] == ["ana", "ana"]


def test_an_edit_after_freezing_is_told_and_frozen_as_a_revision(reviewer):
    reviewer.post("/period/freeze", **WEEK)
    reviewer.post("/period/edit", what="headline", words="Calm", **WEEK)
    assert "What was edited by hand has changed since." in reviewer.get(PLACE).text
    reviewer.post("/period/freeze", **WEEK)
    assert "revision 2" in reviewer.get(PLACE).text
    assert "Nothing counts otherwise since." in reviewer.get(PLACE).text


@pytest.mark.parametrize("form", ["html", "xlsx", "docx"])
def test_an_export_holds_what_was_edited_and_is_in_the_log(reviewer, dossier, form):
    reviewer.post("/period/edit", what="headline", words="The fourth week", **WEEK)
    answer = reviewer.post("/period/export", form=form, **WEEK)
    assert answer.status == 302
    page = reviewer.get(answer.headers["location"]).text
    name = re.findall(r'href="/period/exports/([^"]+)"', page)[0]
    file = reviewer.get(f"/period/exports/{name}")
    assert file.headers["content-disposition"].startswith("attachment")
    written = dossier / "exports" / name
    assert written.stat().st_mode & 0o077 == 0
    if form == "html":
        assert "The fourth week" in written.read_text(encoding="utf-8")
    with open_case(dossier) as case:
        assert [one.by for one in case.store.log() if one.event == "exported"] == ["ana"]


def test_an_export_without_consent_is_refused_with_the_reason(confided):
    with desk_over(confided) as served:
        refused_for_the_public(let_in(served), confided)


def refused_for_the_public(client, folder):
    page = client.get(PLACE + "&audience=public")
    assert page.status == 200
    assert "consent covers internal, not public" in page.text
    refused = client.post("/period/export", form="html", **WEEK | {"audience": "public"})
    assert refused.status == 400
    assert "consent does not cover this use" in refused.text
    assert list((folder / "exports").glob("*")) == []
    with open_case(folder) as case:
        assert [one for one in case.store.log() if one.event == "exported"] == []
    assert client.post("/period/export", form="html", **WEEK).status == 302, "the desk itself may have it"


def test_nothing_is_had_from_the_folder_but_what_was_exported(reviewer):
    for name in ("nothing.html", "..%2fdossier.toml", "%2e%2e%2fdossier.toml"):
        assert reviewer.get(f"/period/exports/{name}").status == 404


def test_days_that_are_none_are_refused_in_words(client):
    for query in ("since=x", "since=2031-05-12&until=2031-05-05", "since=2031-05-05&until=y", "since=9999-12-30"):
        assert client.get(f"/period/?{query}").status == 400
    assert client.get("/period/?audience=nobody").status == 400
