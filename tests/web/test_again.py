"""Accusations judged a second time without sight of the first verdict, and what time itself brings into the inbox."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from tests.web.conftest import Client, desk_over, let_in
from tests.web.test_pages import turned

from servanda.model.agreements import Term
from servanda.pipeline import endings, is_chosen
from servanda.pipeline.deadlines import collapsing, due_reports
from servanda.report.view import breaches_by_day

REASON = "both accounts agree, said the first"


@pytest.fixture
def all_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have everything that is judged looked at again."""
    monkeypatch.setattr("servanda.pipeline.second_look._ONE_IN", 1)


def judged(served, verdict: str) -> str:
    """Judge the first accusation of a list, and return its id."""
    client = let_in(served)
    name = re.search(r'href="/findings/(fnd_\w+)"', client.get("/findings/?status=alleged_violation").text).group(1)
    client.post(f"/findings/{name}/decide", verdict=verdict, because=REASON)
    turned(client)
    return name


def waiting(client: Client, reason: str) -> str:
    page = client.get("/").text
    return (
        page.split(f'<section class="waiting {reason}">')[1].split("</section>")[0]
        if f"waiting {reason}" in page
        else ""
    )


def test_about_a_tenth_is_chosen_and_always_the_same():
    chosen = [one for one in (SimpleNamespace(id=f"dec_{n:024x}") for n in range(3000)) if is_chosen(one)]
    assert 240 <= len(chosen) <= 360
    assert all(is_chosen(one) for one in chosen)


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [("accept", "accept", False), ("accept", "reject", True), ("reject", "accept", True)],
)
@pytest.mark.usefixtures("all_again")
def test_another_person_judges_without_the_first_verdict_and_a_difference_waits(dossier, first, second, differs):
    with desk_over(dossier, by="ana") as served:
        name = judged(served, first)
        assert waiting(let_in(served), "again") == "", "nobody looks at once at what he judged himself"
        assert let_in(served).get(f"/again/{name}").status == 404
    with desk_over(dossier, by="ben") as served:
        ben = let_in(served)
        row = waiting(ben, "again")
        assert f'href="/again/{name}"' in row
        assert "accepted" not in row
        page = ben.get(f"/again/{name}").text
        main = page.split('<main id="main">')[1]
        for told in (REASON, "review accepted", "review rejected", "ana", 'value="reply"'):
            assert told not in main, told
        assert "What speaks against it" in main
        assert ben.post(f"/again/{name}", verdict="accept", because="").status == 400
        assert ben.post(f"/again/{name}", verdict="reply", because="x").status == 400
        assert ben.post(f"/again/{name}", verdict=second, because="read alone").status == 302
        turned(ben)
        page = ben.get(f"/findings/{name}").text
        assert f'class="review {first}ed"' in page, "the first verdict stands"
        assert "judged again, unseen" in page
        assert REASON in page
        assert ben.get(f"/again/{name}").status == 404, "once is enough"
        assert (name in waiting(ben, "divided")) is differs
        assert "judged again without sight of the first verdict" in ben.get("/").text
        assert f"{int(not differs)} of 1" in ben.get("/").text
        ben.post(f"/findings/{name}/decide", verdict="accept", because="talked over")
        turned(ben)
        assert waiting(ben, "divided") == ""


@pytest.mark.usefixtures("all_again")
def test_what_somebody_said_again_can_be_taken_back(dossier):
    with desk_over(dossier, by="ana") as served:
        name = judged(served, "accept")
    with desk_over(dossier, by="ben") as served:
        ben = let_in(served)
        ben.post(f"/again/{name}", verdict="reject", because="read alone")
        ben.post("/undo")
        turned(ben)
        assert f'href="/again/{name}"' in waiting(ben, "again")


def view_of(days: dict[str, int], until: str | None = None) -> SimpleNamespace:
    """Return a view with so many acts of alleged breach on days."""
    acts = [
        SimpleNamespace(id=f"{day}-{n}", time=SimpleNamespace(start=day))
        for day, count in days.items()
        for n in range(count)
    ]
    findings = [
        SimpleNamespace(agreement_id="truce", incident_id=act.id, status="alleged_violation", review="proposed")
        for act in acts
        for _ in "ab"
    ]
    terms = (Term(since="2031-01-01", until=until),)
    agreement = SimpleNamespace(id="truce", title="A truce", time=SimpleNamespace(in_force=terms))
    breaches = breaches_by_day(findings, {act.id: act for act in acts})
    return SimpleNamespace(breaches=breaches, book=SimpleNamespace(agreements=(agreement,)))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"2031-05-10": 2, "2031-05-05": 2, "2031-05-02": 2}, [(4, 2)]),
        ({"2031-05-10": 3}, [(3, 0)]),
        ({"2031-05-10": 2}, []),
        ({"2031-05-10": 4, "2031-05-03": 3}, []),
        ({"2031-05-11": 9}, []),
        ({"2031-04-10": 9}, []),
    ],
)
def test_breaches_that_double_within_a_week_are_a_truce_that_collapses(days, expected):
    assert [(one.n, one.n_before) for one in collapsing(view_of(days), "2031-05-10T08:00:00Z")] == expected


@pytest.mark.parametrize(
    ("until", "ends"),
    [("2031-05-20", True), ("2031-05-01", True), ("2031-06-20", False), ("2031-03-01", False), (None, False)],
)
def test_an_agreement_that_ends_soon_or_has_just_ended_waits(until, ends):
    assert bool(list(endings(view_of({}, until), "2031-05-10T08:00:00Z"))) is ends


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2031-05-18", []), ("2031-05-19", ["2031-05-12"]), ("2031-06-16", ["2031-05-12"]), ("2031-06-17", [])],
)
def test_a_report_is_due_when_the_period_after_the_last_edition_is_over(reviewer, today, expected):
    reviewer.post("/period/freeze", since="2031-05-05", until="2031-05-12", audience="internal")
    assert [one.since for one in due_reports(reviewer.served.desk.case, today)] == expected


def test_what_time_brings_stands_in_the_inbox_with_the_way_to_settle_it(reviewer, monkeypatch):
    last = date.today() - timedelta(8)  # noqa: DTZ011 - the day of the machine is what the desk goes by
    reviewer.post("/period/freeze", since=f"{last - timedelta(7)}", until=f"{last}", audience="internal")
    monkeypatch.setattr("servanda.web.awaited.endings", lambda *_: endings(view_of({}, "2031-05-20"), "2031-05-10"))
    monkeypatch.setattr(
        "servanda.web.awaited.collapsing", lambda *_: collapsing(view_of({"2031-05-10": 4}), "2031-05-10")
    )
    assert f"since={last}&amp;until={last + timedelta(7)}&amp;audience=internal" in waiting(reviewer, "due")
    assert "in force until 2031-05-20" in waiting(reviewer, "ending")
    assert "4 acts of alleged breach in seven days, 0 in the seven before" in waiting(reviewer, "collapsing")
    assert 'href="/findings/?status=alleged_violation&amp;since=2031-05-04"' in waiting(reviewer, "collapsing")
    page = reviewer.get("/").text
    order = [page.index(f"waiting {reason}") for reason in ("killed", "collapsing", "ending", "due", "single")]
    assert order == sorted(order)
