"""The keys of the desk: its help, its script and the page of the documentation say the same, and each place is worked by keys alone."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import change_language, reach, tab_at

from servanda.pipeline import open_case

PRESS = """([key, code]) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true}))"""
SCRIPT = files("servanda").joinpath("web", "static", "desk.js")


def test_the_script_knows_the_keys_of_the_list_and_no_other():
    from servanda.web.keys import KEYS

    acts = SCRIPT.read_text(encoding="utf-8").split("const acts = {")[1].split("\n  };")[0]
    found = re.findall(r"""^    "?([a-z/?])"?: """, acts, re.MULTILINE)
    assert sorted(found) == sorted(KEYS.values())


def test_every_place_of_the_menu_has_a_letter_of_its_own():
    from servanda.web.keys import GOING
    from servanda.web.rendering import _ADMINISTERED, _FURTHER, _PLACES, _SHARED

    assert len(set(GOING.values())) == len(GOING)
    assert {*_PLACES, *_FURTHER, *_SHARED} == GOING.keys()
    assert GOING.keys().isdisjoint(_ADMINISTERED)


@pytest.mark.browser
def test_a_letter_after_g_leads_to_its_place_and_the_help_says_which(browser: Any, served: Any) -> None:
    from servanda.web.keys import GOING, KEYS

    tab = tab_at(browser, served)
    tab.keyboard.press("?")
    told = dict(
        zip(tab.locator(".goes kbd").all_inner_texts(), tab.locator(".goes span").all_inner_texts(), strict=True)
    )
    assert tab.locator("#keys dt kbd").all_inner_texts() == list(KEYS.values())
    tab.keyboard.press("Escape")
    places = {place: letter for place, letter in GOING.items() if place != "exports"}
    assert set(told) == set(places.values())
    for place, letter in places.items():
        tab.keyboard.press("g")
        tab.keyboard.press(letter)
        tab.wait_for_url(served.home if place == "inbox" else re.compile(f"/{place}/$"))
        assert tab.locator(".top nav a[aria-current=page]").get_attribute("data-go") == letter
    assert tab.heard == []


@pytest.mark.browser
def test_keys_of_an_arabic_board_do_the_same(browser: Any, own: Any, dossier: Path) -> None:
    """The key at the place of ``j`` gives another letter there; so do those of ``a``, ``u``, ``g``, ``/`` and ``?``."""
    tab = tab_at(browser, own)
    change_language(tab)
    for key, code in (("ل", "KeyG"), ("ي", "KeyD")):
        tab.evaluate(PRESS, [key, code])
    tab.wait_for_url(re.compile("/documents/$"))
    tab.evaluate(PRESS, ["ت", "KeyJ"])
    assert tab.evaluate("document.activeElement.matches('tbody th a')")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    tab.locator(".claim.here").wait_for()
    tab.evaluate(PRESS, ["ش", "KeyA"])
    tab.locator(".claim.accepted").wait_for()
    tab.evaluate(PRESS, ["ع", "KeyU"])
    tab.locator(".claim.accepted").wait_for(state="detached")
    tab.evaluate("document.querySelector('.help').focus()")
    tab.evaluate(
        """document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "؟", code: "Slash", shiftKey: true, bubbles: true}))"""
    )
    assert tab.locator("#keys").is_visible()
    with open_case(dossier) as case:
        assert [one.verdict for one in case.store.decisions()] == ["accept", "undo"]


@pytest.mark.browser
@pytest.mark.slow
def test_the_workshop_is_worked_by_keys_alone(browser: Any, own: Any, dossier: Path) -> None:
    """A source is graded, a shipped agreement taken, a report kept, and the log narrowed, by Tab, Enter, letters and arrows."""
    tab = tab_at(browser, own)
    go(tab, "s", "sources")
    reach(tab, tab.locator(".grade summary").first)
    tab.keyboard.press("Enter")
    reach(tab, tab.locator(".grade[open] select"))
    tab.keyboard.type("A")
    reach(tab, tab.locator(".grade[open] [name=because]"))
    tab.keyboard.type("right in all that was checked")
    tab.keyboard.press("Enter")
    tab.locator(".grade summary", has_text="A").first.wait_for()
    go(tab, "t", "agreements")
    reach(tab, tab.locator("form[action='/agreements/take'] button").first)
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("since_decision"))
    go(tab, "k", "intake")
    reach(tab, tab.locator("textarea[name=text]"))
    tab.keyboard.type("The army shelled homes in Nyala on 9 May 2031.")
    reach(tab, tab.locator("form[action='/intake/report'] > button"))
    tab.keyboard.press("Enter")
    tab.locator(".outcome", has_text="The report is kept").wait_for()
    go(tab, "l", "log")
    reach(tab, tab.locator("select[name=by]"))
    tab.keyboard.type("ana")
    reach(tab, tab.locator("form.filter button"))
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("by=ana"))
    assert tab.locator("tbody tr", has_text="changed a file").count() == 2
    assert tab.heard == []


def go(tab: Any, letter: str, place: str) -> None:
    tab.keyboard.press("Escape")
    tab.keyboard.press("g")
    tab.keyboard.press(letter)
    tab.wait_for_url(re.compile(f"/{place}/$"))
