"""The page in a real browser: it opens, reads on a phone, prints whole, and asks no network."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Any, page: Path) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.heard = []
    opened.on("console", lambda message: opened.heard.append(message.text))
    opened.on("pageerror", lambda error: opened.heard.append(str(error)))
    opened.on("dialog", lambda dialog: (opened.heard.append(dialog.message), dialog.dismiss()))
    opened.on(
        "request", lambda request: opened.heard.append(request.url) if not request.url.startswith("file:") else None
    )
    opened.goto(page.as_uri())
    yield opened
    opened.close()


def test_it_opens_without_a_word_of_complaint_or_a_request(tab: Any, tmp_path: Path) -> None:
    tab.screenshot(path=tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size > 10_000
    assert tab.heard == []


def test_a_finding_opens_to_its_trace_and_leads_to_the_words(tab: Any) -> None:
    finding = tab.locator("details.finding.alleged_violation").first
    finding.locator("summary").first.click()
    assert finding.locator("table.trace tbody tr").count() >= 5
    link = finding.locator("table.trace a").first
    target = link.get_attribute("href").removeprefix("#")
    link.click()
    mark = tab.locator(f"[id='{target}'] ~ mark").first
    assert mark.is_visible()
    assert mark.inner_text()


def test_it_reads_on_a_phone(tab: Any) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_arabic_runs_from_the_right(tab: Any) -> None:
    direction = "e => getComputedStyle(e).direction"
    paragraph = tab.locator("details.document p", has_text="قصفت").first
    assert paragraph.evaluate(direction) == "rtl"


def _words(path: Path) -> tuple[int, str]:
    """Return how many pages a PDF has, and its words."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    with pypdfium2.PdfDocument(path.read_bytes()) as file:
        return len(file), " ".join(" ".join(page.get_textpage().get_text_bounded() for page in file).split())


def test_it_prints_the_answer_and_on_demand_all_of_it(tab: Any, tmp_path: Path) -> None:
    tab.pdf(path=tmp_path / "short.pdf")
    tab.evaluate("window.print = () => { window.printed = document.documentElement.className; }")
    tab.get_by_role("button", name="Print with everything open").click()
    assert "whole" in tab.evaluate("window.printed")
    assert tab.locator("details:not([open])").count() == 0
    tab.evaluate("document.documentElement.classList.add('whole')")
    tab.pdf(path=tmp_path / "whole.pdf")
    (n_short, short), (n_whole, whole) = _words(tmp_path / "short.pdf"), _words(tmp_path / "whole.pdf")
    assert n_short < n_whole
    assert "alleged breach" in short
    assert "killed six people" in short  # the words themselves, not their number alone
    assert "Does the rule bind this party?" in whole


def test_it_filters_searches_and_sorts(tab: Any) -> None:
    tools = tab.locator(".tools[data-list=incident-list]")
    shown = tab.locator("#incident-list .group > details:visible")
    n_all = shown.count()
    assert n_all >= 1
    tools.locator("[type=search]").fill("nowhere at all")
    assert shown.count() == 0
    assert tools.locator("output").inner_text().startswith("0 of ")
    tools.locator("[type=search]").fill("nyala")
    assert 1 <= shown.count() <= n_all
    tools.locator(".from").fill("2031-05-06")
    assert shown.count() == 0
    tools.locator(".from").fill("2031-05-01")
    tools.locator(".by").select_option("day")
    days = [item.get_attribute("data-day") for item in shown.all()]
    assert days == sorted(days)


def test_the_map_zooms_moves_and_prints_whole(tab: Any) -> None:
    pane = tab.locator(".mapbox .pane")
    whole = pane.get_attribute("viewBox")
    tab.get_by_role("button", name="closer").click()
    pane.focus()
    tab.keyboard.press("ArrowRight")
    near = pane.get_attribute("viewBox")
    assert float(near.split()[2]) == float(whole.split()[2]) / 2
    assert [one.get_attribute("data-zoom") for one in tab.locator(".mapbox .level:not([display])").all()] == ["2"]
    assert tab.locator(".mapbox .scale:not([display])").count() == 1
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert pane.get_attribute("viewBox").split() == whole.split()


def test_it_turns_dark_by_the_reader_and_stays_readable(tab: Any) -> None:
    colour = "e => getComputedStyle(e).backgroundColor"
    light = tab.locator("body").evaluate(colour)
    tab.emulate_media(color_scheme="dark")
    dark = tab.locator("body").evaluate(colour)
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(20, 24, 28)")
    tab.get_by_role("button", name="Dark or light").click()
    assert tab.locator("body").evaluate(colour) == light


def test_every_field_and_button_has_a_name_and_is_reached_by_key(tab: Any) -> None:
    for one in tab.locator("input:visible, select:visible, button:visible").all():
        named = one.evaluate(
            "e => (e.labels && e.labels.length ? e.labels[0].textContent : e.ariaLabel || e.textContent).trim()"
        )
        assert named
        assert one.evaluate("e => e.tabIndex") == 0


def test_without_a_script_it_is_all_there(browser: Any, page: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    plain = context.new_page()
    plain.goto(page.as_uri())
    assert plain.locator(".tools:visible, .map-tools:visible, .actions:visible").count() == 0
    assert plain.locator("#finding-list details.finding").count() >= 1
    assert plain.locator(".mapbox svg.map").is_visible()
    context.close()
