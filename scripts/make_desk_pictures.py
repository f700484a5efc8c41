"""Take the pictures of the page on the desk: ``python scripts/make_desk_pictures.py [DOSSIER]``.

For maintainers. DOSSIER is a copy of the example that has been run; without it the demo is run first. It needs the extra ``web``, a Chromium, Playwright and Pillow.
``desk-inbox.png`` is the inbox, ``desk-reader.png`` the reader after a claim was rejected and findings turned, ``desk-original.png`` a saved page beside its text, ``desk-incident.png`` an act, ``desk-finding.png`` an accusation, ``desk-period.png`` a week
with a headline, frozen and edited since, ``desk-explore.png`` what words find, ``desk-map.png`` the map of what passes a filter, ``desk-names.png``, ``desk-sources.png``,
``desk-agreements.png``, ``desk-intake.png`` and ``desk-log.png`` the places of those names. The dossier is copied
first: what is decided for the pictures is kept nowhere.
"""

import shutil
import sys
import tempfile
import threading
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from generated import ROOT

from servanda.pipeline import open_case, run_demo
from servanda.web import DeskConfig, Served

FOLDER: Final = ROOT / "docs" / "how-to" / "images"
WIDTH, HEIGHT = 1180, 720
COLOURS: Final = 256
ACT: Final = "INC-0006"
PAGE: Final = "d19.html"
"""The report of the example that is a page of the web."""
AGREEMENT: Final = "sochi-mou-2018"
WEEK: Final = "2019-07-22", "2019-07-29"


def main(dossier: Path | None) -> None:
    """Take all pictures; run the demo first where no dossier is given."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "dossier"
        if dossier is None:
            list(run_demo(copy, print))
        else:
            shutil.copytree(dossier, copy)
        FOLDER.mkdir(exist_ok=True)
        with open_case(copy) as case:
            served = Served(case, DeskConfig(by="ana"))
            threading.Thread(target=served.run, daemon=True).start()
            page = next(one.id for one in case.store.records("document") if one.locator.endswith(PAGE))
            _take(served, f"documents/{page}?original=1")
            served.stop()


def _take(served: Served, original: str) -> None:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        tab.goto(served.address)
        tab.wait_for_url(served.home)
        _save(tab, "desk-inbox")
        tab.goto(f"{served.home}incidents/{ACT}")
        _save(tab, "desk-incident")
        tab.goto(f"{served.home}findings/?status=alleged_violation")
        tab.locator("tbody tr", has_text="one origin").first.locator("a").first.click()
        tab.locator(".conditions").wait_for()
        _save(tab, "desk-finding")
        tab.locator(".conditions li", has_text="who did it").locator(".number").first.click()
        tab.locator(".claim.here").wait_for()
        tab.keyboard.press("r")
        tab.keyboard.type("the sentence tells of another day")
        tab.keyboard.press("Enter")
        tab.locator("#turned li").first.wait_for()
        tab.locator(".claim.here .where svg.map, .claim.here:not(:has(.where))").first.wait_for()
        _save(tab, "desk-reader")
        tab.goto(served.home + original)
        tab.frame_locator(".original iframe").locator("mark").first.wait_for()
        _save(tab, "desk-original")
        _take_workshop(tab, served.home)
        _take_places(tab, served.home)
        browser.close()


def _take_places(tab: Any, home: str) -> None:
    """Take Period and Explore: a week with a headline that was frozen, and a row of which was hidden afterwards."""
    tab.goto(f"{home}period/?since={WEEK[0]}&until={WEEK[1]}")
    for summary, words in (
        ("Headline: edit", "Two air attacks in Idlib on one day"),
        (None, ""),
        ("hide this row", "told in the annex"),
    ):
        if summary is None:
            tab.locator("button", has_text="freeze as an edition").click()
            tab.locator(".edition", has_text="Edition 1").wait_for()
            continue
        tab.locator("summary", has_text=summary).last.click()
        tab.locator("details.edit[open] [name=words]").fill(words)
        tab.locator("details.edit[open] [name=words]").press("Enter")
        tab.locator("article", has_text=words).wait_for()
    _save(tab, "desk-period")
    tab.goto(f"{home}explore/?words=market")
    tab.locator("summary", has_text="source").first.click()
    _save(tab, "desk-explore")
    tab.goto(f"{home}explore/map?kind=aerial&zoom=2")
    _save(tab, "desk-map")


def _take_workshop(tab: Any, home: str) -> None:
    for place, asked in (("names", "?name=M5+highway&words=Saraqib"), ("sources", ""), ("intake", ""), ("log", "")):
        tab.goto(f"{home}{place}/{asked}")
        _save(tab, f"desk-{place}")
    tab.goto(f"{home}agreements/{AGREEMENT}/write")
    tab.locator("button[value=check]").click()
    tab.locator("#checked p, #checked li").first.wait_for()
    _save(tab, "desk-agreements")


def _save(tab: Any, name: str) -> None:
    from PIL import Image

    shot = Image.open(BytesIO(tab.screenshot())).convert("RGB")
    shot.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
