"""Take a picture of every place of the desk in every state, to be looked at: ``python scripts/make_desk_states.py FOLDER [DOSSIER]``.

For maintainers. DOSSIER is a copy of the example that has been run; without it the demo is run first. It needs the extra ``web``, a Chromium and Playwright.
States: a dossier with nothing in it, with one report, with many, and with names in Arabic that are longer than their place; sights: wide, on a phone, dark, from right to left,
and printed. FOLDER holds ``STATE-SIGHT-PLACE.png`` afterwards; it is no part of the project.
"""

import json
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from servanda.pipeline import add_sources, init_dossier, open_case, run_case, run_demo
from servanda.web import DeskConfig, Served

WIDE: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 800}}
PHONE: Final[dict[str, Any]] = {"viewport": {"width": 390, "height": 844}}
SIGHTS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "wide": ("en", WIDE), "phone": ("en", PHONE), "dark": ("en", WIDE | {"color_scheme": "dark"}), "arabic": ("ar", WIDE),
    "arabic-phone": ("ar", PHONE), "print": ("en", WIDE),
}  # fmt: skip
PATIENCE: Final = 300_000
PLACES: Final = (
    "", "documents/", "claims/", "incidents/?sort=-start", "findings/", "explore/", "explore/?words=killed", "explore/timeline", "explore/map", "period/", "names/",
    "sources/", "agreements/", "agreements/write", "intake/", "log/", "no-such-page",
)  # fmt: skip
FIRST_OF: Final = ("documents", "incidents", "findings", "agreements")
"""Places of which the first record is opened too."""
ONE: Final = {
    "id": "one", "published_on": "2031-05-09", "language": "en", "publisher": "Nile Dispatch", "title": "Homes shelled in Nyala",
    "text": "The army shelled homes in Nyala on 9 May 2031, a doctor said. Four people were killed.",
}  # fmt: skip
_BODY: Final = "هيئة التنسيق المشتركة العليا للمراقبة الدائمة لوقف إطلاق النار والترتيبات الأمنية في ولاية شمال دارفور"
LONG: Final = [
    {
        "id": f"long-{n}", "published_on": f"2031-05-0{n + 1}", "language": "ar",
        "publisher": f"وكالة الأنباء المستقلة لشؤون السلام والعدالة الانتقالية في إقليم دارفور الكبير {n}",
        "title": f"بيان مطوّل صادر عن {_BODY} حول الأحداث التي وقعت في محيط مدينة نيالا والقرى المجاورة لها",
        "text": f"قال عبد الرحمن محمد عبد الله الطاهر أبو القاسم، المتحدث باسم {_BODY}، إن قوات الدعم السريع قصفت سوقًا في نيالا في {n + 1} مايو 2031. قُتل {n + 3} أشخاص.",
    }
    for n in range(4)
]  # fmt: skip


def main(folder: Path, dossier: Path | None) -> None:
    """Take all pictures; run the demo first where no dossier is given."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, _browser() as browser:
        for state, made in _dossiers(Path(name), dossier):
            with open_case(made, create=True) as case:
                served = Served(case, DeskConfig(by="ana"))
                threading.Thread(target=served.run, daemon=True).start()
                for sight in SIGHTS:
                    _take(browser, served, folder / f"{state}-{sight}")
                served.stop()


def _dossiers(folder: Path, many: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield a dossier in each state."""
    yield "empty", _with(folder / "empty", [])
    yield "one", _with(folder / "one", [ONE])
    yield "long", _with(folder / "long", LONG)
    copy = folder / "many"
    if many is None:
        list(run_demo(copy, print))
    else:
        shutil.copytree(many, copy)
    yield "many", copy


def _with(folder: Path, reports: list[dict[str, str]]) -> Path:
    init_dossier(folder)
    if reports:
        file = folder.parent / f"{folder.name}.jsonl"
        file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in reports), encoding="utf-8")
        with open_case(folder, create=True) as case:
            add_sources(case, [str(file)], lambda *_: None, public=True)
            run_case(case, "local", 0, lambda *_: None)
    return folder


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])


def _take(browser: Any, served: Served, begins: Path) -> None:
    """Take every place in one sight."""
    language, settings = SIGHTS[begins.name.partition("-")[2]]
    tab = browser.new_context(**settings).new_page()
    tab.set_default_timeout(PATIENCE)
    tab.goto(served.address)
    tab.wait_for_url(served.home)
    tab.context.add_cookies([{"name": "servanda_language", "value": language, "url": served.home}])
    is_print = begins.name.endswith("print")
    if is_print:
        tab.emulate_media(media="print")
    for place in (*PLACES, *_firsts(tab, served.home)):
        tab.goto(served.home + place)
        name = re.sub(r"\W+", "-", place).strip("-") or "inbox"
        tab.screenshot(
            path=f"{begins}-{name[:20]}{'-original' if name.endswith('original-1') else ''}.png", full_page=is_print
        )
    tab.context.close()


def _firsts(tab: Any, home: str) -> Iterator[str]:
    for place in FIRST_OF:
        tab.goto(f"{home}{place}/")
        if found := re.search(rf"/({place}/(?!write|take)[\w-]+)\b", tab.inner_html("main")):
            yield found.group(1)
            if place == "documents":
                yield f"{found.group(1)}?original=1"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)  # noqa: PLR2004 - a folder and a dossier
