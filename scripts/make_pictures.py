"""Draw the pictures of README.md from the example: ``python scripts/make_pictures.py [DOSSIER]``.

For maintainers. DOSSIER is a copy of the example that has been run; without it the demo is run first. It needs the extras ``pdf`` and
``print``, a Chromium, Playwright and Pillow. ``docs/images/week.png`` is the first printed page of the report of a week, ``number.png`` one number of
it with its note and the act behind it.
Each picture carries the words it shows; a test holds them against the product, so that no picture grows old unseen.
"""

import html
import re
import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from generated import ROOT

from servanda.pipeline import ReportRequest, open_case, run_demo, write_report

IMAGES = ROOT / "docs" / "images"
SINCE, UNTIL = "2019-07-22", "2019-07-29"
NUMBER = ("section", "tolls"), ("li", "n5"), ("article", "a-INC-0057")
"""The children killed: the table, the note of the number, and the act that the note names."""
BEYOND = '<section id="milestones">'
"""The first printed page ends after this heading; its words are held up to here."""
GAP = 12
"""Pixels between parts of a picture, and around them."""
SCALE = 1.5
"""Pixels a point of the printed page."""


def write_week(dossier: Path, output: Path) -> None:
    """Write the report of the example's week in the form that the ending says."""
    with open_case(dossier) as case:
        write_report(case, output, ReportRequest(since=SINCE, until=UNTIL, compare=True))


def words(page: str) -> dict[str, str]:
    """Return the words of each picture, from the report as HTML and without the day on which it was written."""
    body = re.sub(r"<div><dt>As of</dt>.*?</div>", "", page.split("<body>")[1])
    number = "".join(_element(body, tag, name) for tag, name in NUMBER)
    return {"week.png": _line(body.split(BEYOND)[0]), "number.png": _line(number)}


def main(dossier: Path | None) -> None:
    """Run the demo where no dossier is given, and draw both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        if dossier is None:
            dossier = Path(folder) / "demo-idlib-2019"
            list(run_demo(dossier, print))
        page, printed = Path(folder) / "week.html", Path(folder) / "week.pdf"
        write_week(dossier, page)
        write_week(dossier, printed)
        shown = words(page.read_text(encoding="utf-8"))
        _save("week.png", [_first_page(printed)], shown)
        _save("number.png", _shots(page), shown)


def _element(body: str, tag: str, name: str) -> str:
    found = re.search(rf'<{tag} id="{name}".*?</{tag}>', body, re.DOTALL)
    if found is None:
        raise SystemExit(f"the report has no {name}: choose another number in {__file__}")
    return found[0]


def _line(part: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def _first_page(printed: Path) -> Any:
    """Return the first page of a PDF as a picture."""
    import pypdfium2

    with pypdfium2.PdfDocument(printed.read_bytes()) as file:
        return file[0].render(scale=SCALE).to_pil()


def _shots(page: Path) -> list[Any]:
    """Return pictures of the elements of ``NUMBER``, the number with a frame."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 900, "height": 1200})
        tab.goto(page.as_uri())
        number = tab.locator(f"#tolls td:has(a[href='#{NUMBER[1][1]}'])")
        number.evaluate("cell => { cell.style.outline = '3px solid #b33c00'; cell.style.outlineOffset = '-3px' }")
        taken = [tab.locator(f"#{name}").screenshot() for _, name in NUMBER]
        browser.close()
    return [Image.open(BytesIO(one)).convert("RGB") for one in taken]


def _save(name: str, parts: list[Any], shown: dict[str, str]) -> None:
    """Put pictures below each other and save them in few colours, with the words that they show."""
    from PIL import Image, PngImagePlugin

    height = sum(part.height + GAP for part in parts) + GAP
    sheet = Image.new("RGB", (max(part.width for part in parts) + 2 * GAP, height), "white")
    top = GAP
    for part in parts:
        sheet.paste(part, (GAP, top))
        top += part.height + GAP
    said = PngImagePlugin.PngInfo()
    said.add_itxt("Description", shown[name])
    sheet.quantize(64).save(IMAGES / name, optimize=True, pnginfo=said)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
