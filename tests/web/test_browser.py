"""The desk in a real browser: a hundred claims judged by keys alone, a finding that turns before the eyes, and words of others that never run."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import change_language, new_tab, tab_at

from servanda.pipeline import open_case

WORKSHOP = ("names/", "sources/", "agreements/", "agreements/write", "intake/", "log/")
pytestmark = pytest.mark.browser
N_JUDGED = 100


def judge(tab: Any, n: int) -> None:
    """Judge the claim that is looked at by keys, which leads to the next one: every fifth is rejected with a reason, the others are accepted."""
    name = tab.locator(".claim.here").get_attribute("data-claim")
    if n % 5 == 4:
        tab.keyboard.press("r")
        tab.keyboard.type("not in these words")
        tab.keyboard.press("Enter")
    else:
        tab.keyboard.press("a")
    tab.locator(f".claim.here:not([data-claim='{name}'])").wait_for()


def to_the_next_open(tab: Any) -> None:
    """Walk by ``j`` to the next claim that nobody has judged, into later documents where this one is done."""
    for _ in range(60):
        if "proposed" in (tab.locator(".claim.here").get_attribute("class") or ""):
            return
        before = tab.url, tab.locator(".claim.here").get_attribute("data-claim")
        tab.keyboard.press("j")
        tab.locator(f".claim.here:not([data-claim='{before[1]}'])").wait_for()
    raise AssertionError("no open claim was reached by keys")


@pytest.mark.slow
def test_a_hundred_claims_are_judged_by_keys_alone(browser: Any, own: Any, dossier: Path) -> None:
    tab = tab_at(browser, own)
    tab.keyboard.press("/")  # to the documents
    tab.wait_for_url(re.compile("/documents/$"))
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.locator(".claim.here").wait_for()
    documents = {tab.url.split("?")[0]}
    for n in range(N_JUDGED):
        judge(tab, n)
        if n < N_JUDGED - 1:
            to_the_next_open(tab)
            documents.add(tab.url.split("?")[0])
    with open_case(dossier) as case:
        decisions = case.store.decisions()
    assert len(decisions) == N_JUDGED
    assert len({one.target.key for one in decisions}) == N_JUDGED
    assert sum(one.verdict == "reject" for one in decisions) == N_JUDGED // 5
    assert {one.by for one in decisions} == {"ana"}
    assert len(documents) > 10
    assert tab.heard == []


def test_a_finding_turns_before_the_eyes_and_back(browser: Any, own: Any) -> None:
    tab = tab_at(browser, own)
    tab.goto(own.home + "findings/?status=alleged_violation")
    tab.locator("tbody a").first.click()
    tab.locator(".conditions .number").first.click()
    tab.locator(".claim.event.here").wait_for()
    tab.keyboard.press("r")
    tab.keyboard.type("another army did it")
    tab.keyboard.press("Enter")
    tab.locator("#turned", has_text="gone: it was alleged breach").wait_for()
    assert tab.locator(".claim.rejected").count() == 1
    tab.keyboard.press("u")
    tab.locator("#turned", has_text="now there: alleged breach").wait_for()
    assert tab.locator(".claim.rejected").count() == 0
    assert tab.heard == []


def test_amending_adding_and_help_by_keys(browser: Any, own: Any) -> None:
    from servanda.web.keys import KEYS

    tab = tab_at(browser, own)
    tab.goto(own.home + "documents/")
    tab.locator("tbody th a").first.click()
    here = tab.locator(".claim.event").first
    here.click()
    tab.keyboard.press("e")
    tab.keyboard.type("modality")
    tab.keyboard.press("Tab")
    tab.keyboard.type("possible")
    tab.locator(".claim.here [name=because]").fill("he said perhaps")
    tab.locator(".claim.here [name=value]").press("Enter")
    tab.locator(".claim.amended", has_text="possible only").wait_for()
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('.words p:last-child'))")
    words = tab.evaluate("getSelection().toString()").strip()
    tab.keyboard.press("n")
    field = tab.locator("textarea[name=quote]")
    assert field.input_value().strip() == words
    tab.keyboard.press("Escape")
    tab.keyboard.press("?")
    assert tab.locator("#keys").is_visible()
    assert tab.locator("#keys dt kbd").all_inner_texts() == list(KEYS.values())
    assert tab.heard == []


def test_words_and_claims_are_linked_both_ways(browser: Any, own: Any) -> None:
    tab = tab_at(browser, own)
    tab.goto(own.home + "documents/")
    tab.locator("tbody th a").nth(3).click()
    mark = tab.locator(".mark").last
    name = mark.get_attribute("data-claims").split()[-1]
    mark.click()
    assert tab.locator(".claim.here").get_attribute("data-claim") == name
    lit = tab.locator(".mark.lit").first
    assert name in lit.get_attribute("data-claims")


def test_without_scripts_a_claim_is_read_and_decided(browser: Any, own: Any) -> None:
    tab = new_tab(browser, java_script_enabled=False)
    tab.goto(own.address)
    tab.goto(own.home + "documents/")
    tab.locator("tbody th a").first.click()
    tab.locator(".claim button[value=accept]").first.click()
    assert tab.locator(".claim.accepted").count() == 1


def test_hostile_words_never_run_on_any_page(browser: Any, served: Any) -> None:
    tab = tab_at(browser, served)
    tab.goto(served.home + "documents/?words=Shelling")
    hostile = tab.locator("tbody th a").first.get_attribute("href")
    script = "<script>document.documentElement.dataset.hit=1</script>"
    paths = [
        "",
        "documents/",
        hostile[1:],
        "claims/",
        "incidents/",
        "findings/",
        f"incidents/?place={script}",
        f"documents/?words={script}",
    ]
    for path in paths:
        tab.goto(served.home + path)
        assert tab.evaluate("document.documentElement.dataset.hit ?? ''") == "", path
    assert (
        "<script>" in tab.locator("body").inner_text()
        or tab.locator("input[type=search][name=words]").input_value() == script
    )
    assert tab.heard == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_reads_on_a_phone_in_both_directions(browser: Any, served: Any, language: str) -> None:
    tab = tab_at(browser, served)
    tab.set_viewport_size({"width": 390, "height": 844})
    if language == "ar":
        change_language(tab)
    for path in ("", "documents/", "claims/", "incidents/", "findings/", *WORKSHOP):
        tab.goto(served.home + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert tab.evaluate("getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr"), path


def test_a_page_of_a_record_reads_on_a_phone(browser: Any, served: Any) -> None:
    tab = tab_at(browser, served)
    tab.set_viewport_size({"width": 390, "height": 844})
    for place, link in (("incidents/", "tbody a"), ("findings/", "tbody a"), ("documents/", "tbody th a")):
        tab.goto(served.home + place)
        with tab.expect_navigation():
            tab.locator(link).first.click()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, place


@pytest.mark.slow
def test_a_name_a_report_and_a_sheet_by_the_pages_alone(browser: Any, own: Any, tmp_path: Path) -> None:
    """A report is entered by the form, its unknown place settled on the map in one click; a sheet is looked at, then imported."""
    from tests.web.test_intake import SHEET

    tab = tab_at(browser, own)
    tab.goto(own.home + "intake/")
    tab.locator("textarea[name=text]").fill(
        "The army shelled homes in Kuttum al-Jadida on 9 May 2031. Four people were killed."
    )
    tab.locator("form[action='/intake/report'] input[name=day]").fill("2031-05-10")
    tab.locator("form[action='/intake/report'] > button").click()
    tab.locator(".outcome", has_text="The report is kept").wait_for()
    sheet = tmp_path / "events.csv"
    sheet.write_bytes(SHEET)
    tab.locator("input[name=sheet]").set_input_files(sheet)
    tab.locator("form[action='/intake/sheet'] > button").click()
    tab.locator("td", has_text="refused").first.wait_for()
    tab.locator("form[action='/intake/import'] button").click()
    tab.locator(".outcome", has_text="Table events is imported").wait_for()
    tab.wait_for_url(re.compile("since_decision"), timeout=300_000)  # the page came anew by itself when all was read
    tab.locator("#turned p").first.wait_for(timeout=300_000)
    tab.goto(own.home + "names/?name=Kuttum+al-Jadida")
    tab.locator(".pick").first.click()
    tab.locator(".settled li", has_text="Kuttum al-Jadida").wait_for()
    tab.locator("#turned p").first.wait_for(timeout=300_000)
    assert tab.heard == []


def test_an_agreement_is_checked_while_it_is_typed(browser: Any, own: Any) -> None:
    tab = tab_at(browser, own)
    tab.goto(own.home + "agreements/spring-truce-2031/write")
    field = tab.locator("textarea[data-check]")
    field.press("End")
    field.press("Space")
    tab.locator("#checked", has_text="No error: it can be kept.").wait_for()
    assert tab.locator("#checked", has_text="meets INC-").count() == 1
    assert tab.heard == []
