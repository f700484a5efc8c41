"""Period, Explore and the parting of acts in a real browser, by keyboard alone where a person would do it so."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import change_language, tab_at

from servanda.pipeline import editions, open_case

pytestmark = pytest.mark.browser
WEEK = "period/?since=2031-05-05&until=2031-05-12"
PLACES = (
    WEEK,
    "explore/",
    "explore/?words=bakery",
    "explore/timeline",
    "explore/map?zoom=2",
    "incidents/?words=bakery",
)


def write_into(tab: Any, summary: str, name: str, words: str) -> None:
    """Open a form that is folded away, write into it and send it, by keys."""
    tab.locator("summary", has_text=summary).first.focus()
    tab.keyboard.press("Enter")
    field = tab.locator(f"details[open] [name={name}]").first
    field.focus()
    tab.keyboard.type(words)
    tab.keyboard.press("Enter")


def test_an_edition_is_edited_frozen_and_exported_by_keys(browser: Any, own: Any, dossier: Path) -> None:
    tab = tab_at(browser, own)
    tab.goto(own.home + WEEK)
    write_into(tab, "Headline: edit", "words", "A week of shelling")
    tab.locator(".headline", has_text="A week of shelling").wait_for()
    write_into(tab, "hide this row", "words", "told in the annex")
    tab.locator("#table p", has_text="told in the annex").wait_for()
    tab.locator("button", has_text="freeze as an edition").press("Enter")
    tab.locator(".edition", has_text="Edition 1, revision 1").wait_for()
    tab.locator("select[name=form]").focus()
    tab.locator(".edition form button", has_text="Export").press("Enter")
    link = tab.locator(".done a")
    link.wait_for()
    with tab.expect_download() as got:
        link.press("Enter")
    page = Path(got.value.path()).read_text(encoding="utf-8")
    assert "A week of shelling" in page
    assert "told in the annex" in page
    with open_case(dossier) as case:
        assert [(one.number, one.by, len(one.edits or ())) for one in editions(case)] == [(1, "ana", 2)]
    assert tab.heard == []


def test_a_search_is_narrowed_kept_and_opened_by_keys(browser: Any, own: Any) -> None:
    tab = tab_at(browser, own)
    tab.goto(own.home + "explore/")
    tab.keyboard.press("/")
    tab.keyboard.type("bakery")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("words=bakery"))
    tab.locator("summary", has_text="source").first.press("Enter")
    tab.locator(".facet[open] li a").first.press("Enter")
    tab.wait_for_url(re.compile("source="))
    address = tab.url
    tab.locator(".keeps input[name=name]").focus()
    tab.keyboard.type("bakeries")
    tab.keyboard.press("Enter")
    kept = tab.locator(".kept .chosen a")
    kept.wait_for()
    tab.goto(own.home + "explore/map")
    tab.locator(".kept .chosen a").press("Enter")
    tab.wait_for_url(re.compile("words=bakery"))
    assert sorted(tab.url.split("?")[1].split("&")) == sorted(address.split("?")[1].split("&"))
    tab.locator(".kept .chosen button").press("Enter")
    tab.locator(".kept .chosen").wait_for(state="detached")
    assert tab.heard == []


def test_an_act_is_merged_with_another_and_split_again(browser: Any, own: Any, dossier: Path) -> None:
    tab = tab_at(browser, own)
    tab.goto(own.home + "incidents/?words=bakery")
    tab.locator("tbody a").first.click()
    handle, n = tab.url.split("/")[-1], tab.locator(".reports li").count()
    tab.locator("select[name=other]").select_option(index=1)
    tab.locator("[name=because]").last.fill("one event, told twice")
    tab.locator("button[value=merge]").press("Enter")
    tab.locator("#turned p").first.wait_for()
    tab.goto(f"{own.home}incidents/{handle}")
    merged = tab.locator(".reports li").count()
    assert merged > n
    tab.locator(".reports input[type=checkbox]").last.press("Space")
    tab.locator("[name=because]").last.fill("another day after all")
    tab.locator("button[value=split]").press("Enter")
    tab.locator("#turned p").first.wait_for()
    tab.goto(f"{own.home}incidents/{handle}")
    assert tab.locator(".reports li").count() < merged
    with open_case(dossier) as case:
        assert {one.verdict for one in case.store.decisions()} == {"merge", "split"}
    assert tab.heard == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_places_read_on_a_phone_in_both_directions_and_without_scripts(
    browser: Any, served: Any, language: str
) -> None:
    tab = tab_at(browser, served, java_script_enabled=True)
    tab.set_viewport_size({"width": 390, "height": 844})
    if language == "ar":
        change_language(tab)
    for path in PLACES:
        tab.goto(served.home + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, path
    assert tab.evaluate("getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr")
    assert tab.heard == []


def test_ranges_keep_their_order_in_arabic(browser: Any, served: Any) -> None:
    tab = tab_at(browser, served)
    change_language(tab)
    tab.goto(served.home + WEEK)
    turned = tab.evaluate(
        "[...document.querySelectorAll('td.n bdi:first-child')].filter((one) => getComputedStyle(one).direction !== 'ltr').length"
    )
    assert turned == 0


def test_an_act_and_a_finding_are_judged_from_the_inbox_by_keys(browser: Any, own: Any, dossier: Path) -> None:
    """The gravest first: three keys accept it; a reason alone decides nothing, and after ``r`` it rejects."""
    tab = tab_at(browser, own)
    for key in ("j", "Enter"):
        tab.keyboard.press(key)
    tab.wait_for_url(re.compile("/incidents/"))
    tab.keyboard.press("a")
    tab.wait_for_url(re.compile("since_decision"))
    tab.locator("#turned p").first.wait_for()
    tab.goto(own.home + "findings/?status=alleged_violation")
    for key in ("j", "Enter"):
        tab.keyboard.press(key)
    tab.wait_for_url(re.compile("/findings/fnd_"))
    tab.locator("[name=because]").fill("we looked at it")
    tab.keyboard.press("Enter")
    assert "since_decision" not in tab.url, "Enter in the reason decides nothing"
    tab.locator("[name=because]").fill("")
    tab.keyboard.press("Escape")
    tab.keyboard.press("r")
    tab.keyboard.type("no such party there")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("since_decision"))
    tab.locator("#turned p").first.wait_for()
    with open_case(dossier) as case:
        assert [one.verdict for one in case.store.decisions()] == ["accept", "reject"]
    assert tab.heard == []


def test_an_accusation_is_accepted_once_what_speaks_against_it_is_on_screen(
    browser: Any, own: Any, dossier: Path
) -> None:
    tab = tab_at(browser, own)
    tab.set_viewport_size({"width": 1280, "height": 320})
    tab.goto(own.home + "findings/?status=alleged_violation")
    for key in ("j", "Enter"):
        tab.keyboard.press(key)
    tab.wait_for_url(re.compile("/findings/fnd_"))
    against = tab.locator("#against > :last-child")
    is_seen = "(one) => one.getBoundingClientRect().bottom <= innerHeight"
    assert not against.evaluate(is_seen)
    tab.keyboard.press("a")
    assert against.evaluate(is_seen)
    with open_case(dossier) as case:
        assert case.store.decisions() == ()
    tab.keyboard.press("a")
    tab.wait_for_url(re.compile("since_decision"))
    tab.locator("main .review.accepted").wait_for()


def test_a_reply_and_a_claim_that_was_missed_are_entered_in_the_browser(browser: Any, own: Any, dossier: Path) -> None:
    """The reply of a named party stands on the finding; a claim is added by marking words and pressing ``n``."""
    tab = tab_at(browser, own)
    tab.goto(own.home + "findings/?status=alleged_violation")
    tab.locator("tbody a").first.click()
    tab.locator("[name=because]").fill("we were not there, the command says")
    tab.locator("button[value=reply]").press("Enter")
    tab.wait_for_url(re.compile("since_decision"))
    tab.locator("main", has_text="we were not there, the command says").wait_for()
    tab.goto(own.home + "documents/")
    tab.locator("tbody th a").first.click()
    n = tab.locator(".claim").count()
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('.words p:last-child'))")
    tab.keyboard.press("n")
    form = tab.locator("#missed")
    form.locator("[name=type]").select_option("ASSAULT") if form.locator("select[name=type]").count() else form.locator(
        "[name=type]"
    ).fill("ASSAULT")
    form.locator("[name=because]").fill("no rule reads it")
    form.locator("button").last.press("Enter")
    tab.wait_for_url(re.compile("claim=clm_"))
    assert tab.locator(".claim").count() == n + 1
    with open_case(dossier) as case:
        assert case.store.decisions()[0].verdict == "reply"
    assert tab.heard == []
