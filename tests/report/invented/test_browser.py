"""The page in a real browser: nothing loaded, nothing run, readable on a phone and in print."""

import shutil
from pathlib import Path

import pytest

from servanda.report import ReportConfig, ReportView, render, write_whole

pytestmark = pytest.mark.browser
OPEN = "[...document.querySelectorAll('details')].every(box => box.open)"


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(path for path in map(shutil.which, names) if path)
    with api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def address(view: ReportView, tmp_path_factory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    write_whole(path, render(view, path, ReportConfig()))
    return path.as_uri()


@pytest.mark.parametrize("width", [1200, 390])
def test_the_page_loads_nothing_says_nothing_and_fits(browser, address, tmp_path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")
    assert asked == [address]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title().startswith("Ostra <script>")  # shown, not run
    shot = tmp_path / "page.png"
    page.screenshot(path=shot, full_page=True)
    assert shot.stat().st_size > 20_000
    page.close()


def test_a_number_leads_to_its_marked_words(browser, address, view: ReportView) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.goto(address)
    finding = page.locator("#fnd_alleged_violation")
    assert not finding.locator(".trace").is_visible()
    finding.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert finding.locator(".trace").is_visible()
    finding.locator(f'a.ref[href="#{view.claims[0].id}"]').first.click()
    page.wait_for_selector("mark.lit")
    assert "".join(page.locator("mark.lit").all_text_contents()) == view.claims[0].span.quote
    assert page.locator("mark.lit").first.is_visible()
    page.close()


def test_arabic_runs_from_right_to_left(browser, address) -> None:
    page = browser.new_page()
    page.goto(address)
    line = page.locator("#documents p", has_text="أصابت").first
    assert line.evaluate("element => getComputedStyle(element).direction") == "rtl"
    page.close()


def test_the_button_prints_with_everything_open(browser, address) -> None:
    page = browser.new_page()
    page.goto(address)
    assert not page.evaluate(OPEN)
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print with everything open").click()
    assert page.evaluate(OPEN)
    page.close()


def test_without_javascript_details_open(browser, address) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("#fnd_alleged_violation > summary").click()
    assert page.locator("#fnd_alleged_violation .trace").is_visible()
    context.close()
