"""The desk in every state and look: nothing is wider than its page or cut off, and paper bears no controls; the pictures stay in ``build/desk-states``.

States are an empty dossier, one report, many, what goes wrong, and names and titles that are long, Arabic or without a space. Looks are light, dark,
paper and a phone, in both directions. Machines find what does not fit; whether it looks well is for people, who have the pictures.
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from tests.truce import AGREEMENT
from tests.web.browsing import new_tab
from tests.web.conftest import desk_over, let_in

from servanda.pipeline import add_sources, init_dossier, open_case, run_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES: Final = ("build", "desk-states")
WEEK: Final = "since=2031-05-05&until=2031-05-12"
LONG_TITLE: Final = "شهادات أهالي قرية أم قديد والقرى المجاورة لها عن قصف سوق نيالا الكبير ومحيط المستشفى التعليمي مساء يوم الجمعة التاسع من أيار مايو"
LONG_PUBLISHER: Final = "المركز السوداني المستقل لتوثيق الانتهاكات وحماية المدنيين في إقليم دارفور والمناطق المتاخمة"
UNBROKEN: Final = "report_of_the_joint_commission_" * 4 + "final"


class Look(NamedTuple):
    """A window, and what it is shown on."""

    width: int
    height: int
    colours: str = "light"
    media: str = "screen"


LOOKS: Final = {
    "light": Look(1180, 760), "dark": Look(1180, 760, "dark"), "paper": Look(718, 1000, "dark", "print"), "phone": Look(390, 800),
}  # fmt: skip
FAULTS: Final = """() => {
  const seen = (within) => [...document.querySelectorAll(within)].filter((one) => one.checkVisibility());
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page is wider than its window"] : [];
  const told = (what, found) => found.slice(0, 3).map((one) => what + one.outerHTML.slice(0, 90));
  const cut = seen("main *").filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1);
  if (!matchMedia("print").matches) return [...wide, ...told("cut off: ", cut)];
  const beyond = seen("main td, main th, main p, main li").filter((one) => { const at = one.getBoundingClientRect(); return at.left < -1 || at.right > innerWidth + 1; });
  return [...wide, ...told("cut off: ", cut), ...told("beyond the paper: ", beyond), ...told("a control: ", seen("nav, input, select, textarea"))];
}"""
"""What does not fit in a page as it is shown; on paper also what nobody can use there."""


def dossier_of(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """Return a dossier with an agreement and some reports that were read."""
    init_dossier(folder)
    settings = (folder / "dossier.toml").read_text(encoding="utf-8")
    (folder / "dossier.toml").write_text(settings.replace("countries = []", 'countries = ["SD"]'), encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    reports = folder.parent / f"{folder.name}.jsonl"
    reports.write_text("\n".join(json.dumps({"sensitivity": "public"} | row) for row in rows), encoding="utf-8")
    with open_case(folder, create=True) as case:
        add_sources(case, [str(reports)], lambda *_: None, public=True)
        run_case(case, "local", 0, lambda *_: None)
    return folder


@contextmanager
def empty(folder: Path, language: str) -> Iterator[tuple[Any, list[str]]]:
    init_dossier(folder)
    with desk_over(folder, language=language) as served:
        yield (
            served,
            ["", "incidents/", "explore/map", "period/", "names/", "sources/", "agreements/", "intake/", "log/"],
        )


@contextmanager
def one(folder: Path, language: str) -> Iterator[tuple[Any, list[str]]]:
    text = "The Rapid Support Forces shelled Nyala on 6 May 2031, a doctor said. Two people were killed."
    row = {"id": "r1", "published_on": "2031-05-07", "language": "en", "title": "A call", "text": text}
    with desk_over(dossier_of(folder, [row]), language=language) as served:
        yield served, ["", "incidents/", *first_of(served, "documents", "incidents", "findings"), f"period/?{WEEK}"]


@contextmanager
def many(folder: Path, language: str, seeded: Path) -> Iterator[tuple[Any, list[str]]]:
    shutil.copytree(seeded, folder)
    with desk_over(folder, language=language) as served:
        client = let_in(served)
        finding = first_of(served, "findings")[0]
        client.post(f"/{finding}/decide", verdict="accept", because="both accounts agree")
        client.post(
            "/period/edit",
            since="2031-05-05",
            until="2031-05-12",
            audience="internal",
            what="headline",
            words="Shelling in five towns",
        )
        client.post("/period/freeze", since="2031-05-05", until="2031-05-12")
        pages = [
            "",
            "claims/",
            "findings/",
            "explore/?words=bakery",
            "explore/map",
            "explore/timeline",
            f"period/?{WEEK}",
            "sources/",
            "agreements/truce",
            "log/",
        ]
        yield served, [*pages, finding, *first_of(served, "documents", "incidents")]  # fmt: skip


@contextmanager
def wrong(folder: Path, language: str, seeded: Path) -> Iterator[tuple[Any, list[str]]]:
    """What was not found, cannot be asked for, and was set aside."""
    shutil.copytree(seeded, folder)
    with desk_over(folder, language=language) as served:
        yield (
            served,
            ["documents/doc_none", "period/?since=never", "explore/?words=nothingofthekind", "intake/", "undo"],
        )


@contextmanager
def unreadable(folder: Path, language: str) -> Iterator[tuple[Any, list[str]]]:
    """An agreement that nobody can read: no page can be laid out, and each says why."""
    init_dossier(folder)
    (folder / "agreements" / "broken.yaml").write_text("schema: servanda/agreement/1\nid: [", encoding="utf-8")
    with desk_over(folder, language=language) as served:
        assert "broken.yaml, line 2" in let_in(served).get("/incidents/").text
        yield served, [""]


@contextmanager
def long(folder: Path, language: str) -> Iterator[tuple[Any, list[str]]]:
    arabic = "قصفت قوات الدعم السريع قرية أم قديد في 9 أيار 2031، بحسب المركز السوداني المستقل لتوثيق الانتهاكات. وقُتل أربعة أشخاص."
    english = f"The Rapid Support Forces shelled Nyala on 9 May 2031, {UNBROKEN} said. More than 40 people were killed, the {LONG_PUBLISHER} said."
    rows = [
        {"id": "a", "published_on": "2031-05-10", "language": "ar", "title": LONG_TITLE, "publisher": LONG_PUBLISHER, "text": arabic},
        {"id": UNBROKEN, "published_on": "2031-05-10", "language": "en", "title": UNBROKEN, "publisher": UNBROKEN, "text": english},
    ]  # fmt: skip
    with desk_over(dossier_of(folder, rows), language=language) as served:
        pages = ["", "documents/", "claims/", "incidents/", "names/", "sources/", f"period/?{WEEK}", "intake/"]
        yield served, [*pages, *first_of(served, "documents", "incidents")]


STATES: Final = {"empty": empty, "one": one, "many": many, "wrong": wrong, "unreadable": unreadable, "long": long}
OF_MANY: Final = ("many", "wrong")


def first_of(served: Any, *places: str) -> list[str]:
    """Return the address of the first record in the list of each place."""
    client = let_in(served)
    return [re.search(rf'href="/({one}/\w+[\w-]*)"', client.get(f"/{one}/").text)[1] for one in places]


@pytest.fixture
def pictures(root: Path) -> Path:
    folder = root.joinpath(*PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def looked_at(tab: Any, picture: Path) -> list[str]:
    """Take the page of a tab in every look, and return what does not fit in each."""
    found = []
    for name, look in LOOKS.items():
        tab.set_viewport_size({"width": look.width, "height": look.height})
        tab.emulate_media(color_scheme=look.colours, media=look.media)
        found += [f"{picture.name}-{name}: {fault}" for fault in tab.evaluate(FAULTS)]
        tab.screenshot(path=picture.with_name(f"{picture.name}-{name}.png"), full_page=name != "dark")
    return found


SHOWN: Final = [
    pytest.param((state, language), id=f"{state}-{language}") for state in STATES for language in ("en", "ar")
]


@pytest.mark.parametrize("shown", SHOWN)
def test_pages_fit_in_every_state_and_look(browser: Any, pictures: Path, seeded: Path, tmp_path: Path, shown: tuple[str, str]) -> None:  # fmt: skip
    state, language = shown
    given = (seeded,) if state in OF_MANY else ()
    faults: list[str] = []
    with STATES[state](tmp_path / "dossier", language, *given) as (served, pages):
        tab = new_tab(browser)
        tab.goto(served.address)
        tab.wait_for_url(served.home)
        for page in pages:
            tab.goto(served.home + page)
            assert "&lt;bdi" not in tab.content()
            name = re.sub(r"\W+", "-", re.sub(r"[_-]\w{6,}|\?.*", "", page)).strip("-") or "inbox"
            faults += looked_at(tab, pictures / f"{state}-{name}-{language}")
    assert "\n".join(faults) == ""
