"""A large dossier: pages show what was current a moment ago, with what was decided since, while it is laid out anew in another process."""

import re
import threading
import time

import pytest
from tests.web.conftest import desk_over, let_in

from servanda.pipeline import Judgement, build_view, decide, expunge_document, open_case, run_case

ALLEGED = "/findings/?status=alleged_violation"


@pytest.fixture
def reviewer(dossier, monkeypatch):
    """A browser at a desk for which every dossier is large."""
    monkeypatch.setattr("servanda.web.snapshot.MANY", 0)
    with desk_over(dossier) as served:
        yield let_in(served)


def first(client, what, path):
    return re.search(rf'href="/{what}/(\w[\w-]+)"', client.get(path).text).group(1)


def done(client):
    """Wait until nothing is being made anew, and return what turned."""
    for _ in range(1200):
        told = client.get("/turned?since=0").text
        if '"busy": false' in told:
            return told
        time.sleep(0.1)
    raise AssertionError("the worker did not end")


def about(page, claim):
    return page.split(f'id="c-{claim}"')[1].split("</article>")[0]


@pytest.mark.slow
def test_decisions_are_shown_at_once_and_findings_follow(reviewer):
    page = reviewer.get(ALLEGED).text
    finding, *_, other = re.findall(r'href="/findings/(fnd_\w+)"', page)
    n = page.count("<tr")
    claim = re.search(r'href="/claims/(clm_\w+)"', reviewer.get(f"/findings/{finding}").text).group(1)
    path = "/documents/" + re.search(r"/documents/(\w+)", reviewer.get(f"/claims/{claim}").headers["location"]).group(1)
    reviewer.post(f"/claims/{claim}/decide", verdict="reject", because="another army did it")
    page = reviewer.get(path).text
    assert "review rejected" in about(page, claim)
    assert "another army did it" in about(page, claim)
    reviewer.post(f"/findings/{other}/decide", verdict="accept", because="seen by us")
    assert "seen by us" in reviewer.get(f"/findings/{other}").text
    assert 'class="review accepted"' in reviewer.get(f"/findings/{other}").text
    words = "The army demanded an inquiry."
    entered = reviewer.post(f"{path}/claims", quote=words, kind="event", type="ASSAULT", because="missed").headers[
        "location"
    ]
    assert reviewer.get(entered).headers["location"].startswith(path)
    assert "gone" in done(reviewer)
    assert reviewer.get(ALLEGED).text.count("<tr") == n - 1, "lists have followed"
    reviewer.post("/undo")
    reviewer.post("/undo")
    reviewer.post("/undo")
    assert "review proposed" in about(reviewer.get(path).text, claim)
    done(reviewer)
    assert reviewer.get(ALLEGED).text.count("<tr") == n
    assert reviewer.get(f"/findings/{finding}").status == 200


@pytest.mark.slow
def test_a_decision_does_not_wait_while_all_is_laid_out_anew(reviewer, monkeypatch):
    from servanda.web import desk as desks

    lay_out, is_at_it, may_end = desks.snapshot_of, threading.Event(), threading.Event()
    ended = []

    def slowly(*given):
        is_at_it.set()
        ended.append(may_end.wait(60))
        return lay_out(*given)

    first_claim, second = re.findall(r'href="/claims/(clm_\w+)"', reviewer.get("/claims/").text)[::3][:2]
    monkeypatch.setattr(desks, "snapshot_of", slowly)
    reviewer.post(f"/claims/{first_claim}/decide", verdict="reject", because="the first")
    assert is_at_it.wait(120)
    answer = reviewer.post(f"/claims/{second}/decide", verdict="reject", because="the second")
    path = answer.headers["location"].partition("?")[0]
    assert not ended, "it was answered before all was laid out"
    assert "review rejected" in about(reviewer.get(path).text, second)
    may_end.set()
    done(reviewer)
    assert "review rejected" in about(reviewer.get(path).text, second)


@pytest.mark.slow
def test_after_a_round_the_desk_shows_what_a_run_gives(reviewer, dossier):
    """What is shared with what was shown before, and read in part alone, is what is read and made whole, record by record."""
    claims = re.findall(r'href="/claims/(clm_\w+)"', reviewer.get("/claims/").text)
    finding = first(reviewer, "findings", ALLEGED)
    for claim, verdict in zip(claims[:6:2], ("reject", "accept", "reject"), strict=True):
        reviewer.post(f"/claims/{claim}/decide", verdict=verdict, because="judged")
    reviewer.post("/undo")
    reviewer.post(f"/findings/{finding}/decide", verdict="accept", because="seen by us")
    done(reviewer)
    reviewer.post(f"/claims/{claims[6]}/decide", verdict="reject", because="a second round")
    done(reviewer)
    shown = told(reviewer.served.desk.snapshot().view)
    with open_case(dossier) as case:
        assert shown == told(build_view(case))
        run_case(case, "local", 0, lambda *_: None)
        assert shown == told(build_view(case))


def told(view):
    """Return what a view says, whenever it was made, but for passages that rules passed over, which no page shows."""
    records = ("texts", "claims", "incidents", "findings", "undecided")
    said = {
        name: getattr(view, name) for name in view.__dataclass_fields__.keys() - {"generated_at", "run", "passed_over"}
    }
    return said | {name: {one.id: one for one in said[name]} for name in records}


def test_a_drawing_is_drawn_again_once_somebody_decided(reviewer):
    from servanda.web.sitting import Sitting

    claim = first(reviewer, "claims", "/claims/")
    sitting, drawn = Sitting(reviewer.served.desk, "ana"), []
    for n in (1, 1):
        sitting.drawn("map", lambda: drawn.append("map"))
        assert len(drawn) == n
    reviewer.post(f"/claims/{claim}/decide", verdict="reject", because="another army did it")
    sitting.drawn("map", lambda: drawn.append("map"))
    assert len(drawn) == 2


@pytest.mark.slow
def test_a_drawing_of_acts_is_drawn_again_once_they_or_the_findings_on_them_are_not_the_same(reviewer, monkeypatch):
    from servanda.report import Laid

    drawn, draw = [], Laid.map
    monkeypatch.setattr(
        Laid, "map", lambda self, acts, width, *more: drawn.append(width) or draw(self, acts, width, *more)
    )
    finding = first(reviewer, "findings", ALLEGED)
    first_look = reviewer.get("/explore/map").text
    claim = re.search(r'href="/claims/(clm_\w+)"', reviewer.get(f"/findings/{finding}").text).group(1)
    reviewer.post(f"/claims/{claim}/decide", verdict="accept", because="read twice")
    drawing = re.compile(r"<svg.*?</svg>", re.DOTALL)
    assert drawing.findall(reviewer.get("/explore/map").text) == drawing.findall(first_look)
    assert len(drawn) == 1
    reviewer.post(f"/claims/{claim}/decide", verdict="reject", because="another army did it")
    assert "gone" in done(reviewer)
    assert drawing.findall(reviewer.get("/explore/map").text) != drawing.findall(first_look)
    assert len(drawn) == 2
    reviewer.served.desk.reopen()
    reviewer.get("/explore/map")
    assert len(drawn) == 3


def test_what_was_expunged_is_shown_no_more(reviewer, dossier):
    document = first(reviewer, "documents", "/documents/")
    assert reviewer.get(f"/documents/{document}").status == 200
    with open_case(dossier) as case:
        expunge_document(case, document, "ben", "asked for by the source")
    assert reviewer.get(f"/documents/{document}").status == 404


@pytest.mark.slow
def test_what_another_program_decides_is_seen_a_moment_later(reviewer, dossier):
    document = first(reviewer, "documents", "/documents/")
    claim = re.search(r'data-claim="(clm_\w+)"', reviewer.get(f"/documents/{document}").text).group(1)
    with open_case(dossier) as case:
        decide(case, Judgement(target=claim, verdict="reject", by="ben", because="seen elsewhere"))
    reviewer.get("/claims/")
    done(reviewer)
    assert "seen elsewhere" in reviewer.get(f"/documents/{document}").text
