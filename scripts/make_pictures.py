"""Draw the pictures of README.md and of the tutorial: ``python scripts/make_pictures.py [DOSSIER]``.

For maintainers. DOSSIER is a copy of the example that has been run; without it the demo is run first. The tutorial is walked as its page
stands, up to its report. It needs the extras ``pdf`` and ``print``, a Chromium, Playwright and Pillow.
``week.png`` is the first printed page of a report of a week, ``number.png`` one number of it with its note and the act behind it,
``map.png`` its map; those of README.md lie in ``docs/images``, those of the tutorial in ``docs/tutorial/images``.
Each picture carries the words it shows; a test holds them against the product, so that no picture grows old unseen.
"""

import html
import re
import shutil
import sys
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from generated import ROOT

from servanda.pipeline import ReportRequest, open_case, run_demo, write_report

SINCE, UNTIL = "2019-07-22", "2019-07-29"


class Pictures(NamedTuple):
    """The pictures of one page: their folder, the number that is opened, and what the first printed page no longer shows.

    A number is its table, its note and the act that the note names, each as tag and id. The words of the first page are held up to the
    text ``beyond``.
    """

    folder: Path
    number: tuple[tuple[str, str], ...]
    beyond: str
    has_map: bool = False


README: Final = Pictures(
    ROOT / "docs" / "images",
    (("section", "tolls"), ("li", "n11"), ("article", "a-INC-0052")),
    '<section id="milestones">',
)
"""The number is that of all who were killed."""
TUTORIAL: Final = Pictures(
    ROOT / "docs" / "tutorial" / "images",
    (("section", "tolls"), ("li", "n2"), ("article", "a-INC-0006")),
    '<section id="map">',
    has_map=True,
)
"""The number is that of the injured in Nyala."""
GAP = 12
"""Pixels between parts of a picture, and around them."""
SCALE = 1.5
"""Pixels a point of the printed page."""
COLOURS = 256
"""Of a picture; with 64 a small sign on a map takes the colour of another."""


def write_week(dossier: Path, output: Path) -> None:
    """Write the report of the example's week in the form that the ending says."""
    with open_case(dossier) as case:
        write_report(case, output, ReportRequest(since=SINCE, until=UNTIL, compare=True))


def words(page: str, pictures: Pictures) -> dict[str, str]:
    """Return the words of each picture by its file name, from the report as HTML and without the day on which it was written.

    Raises `SystemExit` where the report has no such number or no map.
    """
    body = re.sub(r"<div><dt>As of</dt>.*?</div>", "", page.split("<body>")[1])
    number = "".join(_element(body, tag, name) for tag, name in pictures.number)
    shown = {"week.png": _line(body.split(pictures.beyond)[0]), "number.png": _line(number)}
    return shown | ({"map.png": _line(_map(body))} if pictures.has_map else {})


def main(dossier: Path | None) -> None:
    """Draw all pictures; run the demo first where no dossier is given, and walk the tutorial."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if dossier is None:
            dossier = folder / "demo-idlib-2019"
            list(run_demo(dossier, print))
        page, printed = folder / "week.html", folder / "week.pdf"
        write_week(dossier, page)
        write_week(dossier, printed)
        _draw(README, page, printed)
        walked = folder / "tutorial"
        walked.mkdir()
        for command in _walk(walked):
            print(command)
        _draw(TUTORIAL, walked / "week.html", walked / "week.pdf")


def _walk(folder: Path) -> Iterator[str]:
    """Run the commands of the tutorial up to its report, which is written for print too; yield each when it is done."""
    sys.path.insert(0, str(ROOT))
    from tests.pages import indented_blocks, is_commands, run_shown

    text = (ROOT / "docs" / "tutorial" / "weekly-report.md").read_text(encoding="utf-8")
    for line in (line for block in indented_blocks(text) if is_commands(block) for line in block):
        is_report = "--output week.html" in line
        both = [line, line.replace("week.html", "week.pdf")] if is_report else [line]
        yield from (command for command, _ in run_shown(both, folder))
        if is_report:
            return


def _draw(pictures: Pictures, page: Path, printed: Path) -> None:
    """Draw the pictures of one page from its report as HTML and as PDF."""
    pictures.folder.mkdir(exist_ok=True)
    shown = words(page.read_text(encoding="utf-8"), pictures)
    _save(pictures.folder / "week.png", [_first_page(printed)], shown)
    number, drawn = _shots(page, pictures)
    _save(pictures.folder / "number.png", number, shown)
    if drawn:
        _save(pictures.folder / "map.png", drawn, shown)


def _map(body: str) -> str:
    """Return the SVG of the map that stands in a report."""
    found = re.search(r'<section id="map">.*?data:image/svg\+xml;base64,([^"]+)"', body, re.DOTALL)
    if found is None:
        raise SystemExit("the report has no map")
    return re.sub(r"<style>.*?</style>", "", b64decode(found[1]).decode("utf-8"), flags=re.DOTALL)


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


def _shots(page: Path, pictures: Pictures) -> tuple[list[Any], list[Any]]:
    """Return pictures of the parts of the opened number, the number with a frame, and of the map where one is wanted."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 900, "height": 1200})
        tab.goto(page.as_uri())
        (_, table), (_, note), _ = pictures.number
        number = tab.locator(f"#{table} td:has(a[href='#{note}'])")
        number.evaluate("cell => { cell.style.outline = '3px solid #b33c00'; cell.style.outlineOffset = '-3px' }")
        taken = [_picture(tab.locator(f"#{name}").screenshot()) for _, name in pictures.number]
        drawn = [_picture(tab.locator("#map figure img").screenshot())] if pictures.has_map else []
        browser.close()
    return taken, drawn


def _picture(content: bytes) -> Any:
    from PIL import Image

    return Image.open(BytesIO(content)).convert("RGB")


def _save(path: Path, parts: list[Any], shown: dict[str, str]) -> None:
    """Put pictures below each other and save them in few colours, with the words that they show."""
    from PIL import Image, PngImagePlugin

    height = sum(part.height + GAP for part in parts) + GAP
    sheet = Image.new("RGB", (max(part.width for part in parts) + 2 * GAP, height), "white")
    top = GAP
    for part in parts:
        sheet.paste(part, (GAP, top))
        top += part.height + GAP
    said = PngImagePlugin.PngInfo()
    said.add_itxt("Description", shown[path.name])
    sheet.quantize(COLOURS).save(path, optimize=True, pnginfo=said)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
