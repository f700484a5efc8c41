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


def test_it_prints_with_everything_open(tab: Any, tmp_path: Path) -> None:
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("details:not([open])").count() == 0
    tab.pdf(path=tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
