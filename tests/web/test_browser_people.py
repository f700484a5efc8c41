"""What takes more than one person, in real browsers: a judgement that counts once two agree, and what is refused for the sake of a source."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.web.accounts import add_all, desk_of
from tests.web.browsing import change_language, seated, tab_at
from tests.web.conftest import desk_over

from servanda.pipeline import open_case

pytestmark = pytest.mark.browser
WEEK = "period/?since=2031-05-05&until=2031-05-12"
ALLEGED = "findings/?status=alleged_violation"


@pytest.mark.slow
def test_a_judgement_of_one_waits_and_counts_when_a_second_person_agrees(browser: Any, dossier: Path) -> None:
    settings = (dossier / "dossier.toml").read_text(encoding="utf-8")
    (dossier / "dossier.toml").write_text(settings + "\n[review]\npersons = 2\n", encoding="utf-8")
    passwords = add_all(dossier, dict.fromkeys(("ana", "ben"), ("reviewer", "protected")))
    with desk_of(dossier) as port:
        home = f"http://localhost:{port}/"
        ana, ben = (seated(browser, home, name, passwords[name]) for name in ("ana", "ben"))
        ana.goto(home + ALLEGED)
        n = ana.locator("tbody tr").count()
        ana.locator("tbody a").first.click()
        ana.wait_for_url(re.compile("/findings/fnd_"))
        finding = ana.url
        ana.locator(".conditions .number").first.click()
        ana.locator(".claim.event.here").wait_for()
        place = ana.url
        ana.keyboard.press("r")
        ana.keyboard.type("another army did it")
        ana.keyboard.press("Enter")
        ana.locator(".claim", has_text="waits for a second person").wait_for()
        ana.locator("#turned", has_text="No finding changed").wait_for()
        ana.goto(place)
        ana.locator(".claim.event.here").wait_for()
        ana.keyboard.press("r")
        ana.keyboard.type("as I said")  # one person twice is no second person
        ana.keyboard.press("Enter")
        ana.locator(".claim", has_text="as I said").wait_for()
        assert ana.goto(finding).status == 200, "it stands as it was"
        ben.goto(place)
        ben.locator(".claim.here", has_text="another army did it").wait_for()
        ben.keyboard.press("r")
        ben.keyboard.type("so I read it too")
        ben.keyboard.press("Enter")
        ben.locator("#turned", has_text="gone: it was alleged breach").wait_for()
        ben.goto(place)
        assert ben.locator(".claim.rejected", has_text="waits for a second person").count() == 0
        ben.goto(home + ALLEGED)
        assert ben.locator("tbody tr").count() == n - 1
    with open_case(dossier) as case:
        assert {one.by for one in case.store.decisions() if one.verdict == "reject"} == {"ana", "ben"}


def test_an_export_without_consent_is_refused_in_the_browser_with_the_reason(browser: Any, confided: Path) -> None:
    """A report that was given for the desk alone: the page says so before anybody asks, and why nothing was written when somebody does."""
    with desk_over(confided) as served:
        tab = tab_at(browser, served)
        tab.goto(served.home + WEEK)
        tab.locator("select[name=audience]").first.select_option("public")
        tab.locator("form.filter button").click()
        tab.wait_for_url(re.compile("audience=public"))
        assert tab.locator(".edition", has_text="consent covers internal, not public").count() == 1
        with tab.expect_response(re.compile("/period/export")) as answered:
            tab.locator(".edition button", has_text="Export").press("Enter")
        assert answered.value.status == 400
        said = tab.locator("[role=alert]")
        assert "This was not written." in said.inner_text()
        assert "consent does not cover this use" in said.inner_text()
        assert tab.locator(".done").count() == 0
        change_language(tab)
        tab.wait_for_url(re.compile("audience=public"))  # the page itself, not the address of the form
        tab.goto(served.home + WEEK)
        tab.locator(".edition button", has_text="تصدير").press("Enter")
        tab.locator(".done a").wait_for()  # the desk itself may have it
        assert [one for one in tab.heard if "400" not in one] == []
    assert [one.name for one in (confided / "exports").iterdir()] == ["2031-05-05-2031-05-12-internal-ar.html"]


@pytest.mark.slow
def test_an_export_is_refused_to_the_lead_who_approves_it(browser: Any, confided: Path) -> None:
    passwords = add_all(confided, dict.fromkeys(("ana", "ben"), ("lead", "protected")))
    with desk_of(confided) as port:
        home = f"http://localhost:{port}/"
        ana, ben = (seated(browser, home, name, passwords[name]) for name in ("ana", "ben"))
        ana.goto(f"{home}{WEEK}&audience=public")
        ana.locator(".edition button", has_text="Export").click()
        ana.wait_for_url("**/exports/")
        ben.goto(f"{home}exports/")
        ben.locator("button", has_text="Approve").click()
        assert "consent does not cover this use" in ben.locator("[role=alert]").inner_text()
        assert ben.locator("tbody", has_text="waits").or_(ben.locator("button", has_text="Approve")).count() >= 1
        assert ana.goto(f"{home}exports/").status == 200
        assert ana.locator("tbody a").count() == 0
    assert not list((confided / "exports").glob("*"))
