"""No page of the desk has a serious fault that a machine can find (axe-core): every address, in either direction, light, dark and on a phone."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.accounts import add_all, desk_of
from tests.web.browsing import new_tab, seated
from tests.web.conftest import desk_over, let_in
from tests.web.test_pages import turned

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
SIGHTS = (
    ("en", {"viewport": {"width": 1280, "height": 800}}),
    ("ar", {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}),
)
WEEK = "since=2031-05-05&until=2031-05-12"
FURTHER = (
    "?reason=killed", "documents/?words=bakery", "claims/?status=rejected", "claims/?sort=-start&page=2", "findings/?status=background", "explore/?words=bakery",
    "explore/?words=nothingofthekind", f"period/?{WEEK}", "period/?since=never", "agreements/none/write", "documents/doc_none", "incidents/INC-9999", "nothing",
)  # fmt: skip
"""Pages that an address alone does not show: something chosen, nothing found, something refused."""
NO_PAGE = {
    "own/<path:name>", "turned", "documents/<str:name>/original", "documents/<str:name>/pages/<str:number>", "claims/<str:name>/where", "period/exports/<str:name>", "exports/<int:number>",
    "account/2fa/recovery-codes/download/",
}  # fmt: skip
"""Files, news for the script, originals (looked at in test_originals), and map and time of a claim, which are looked at where they stand."""
_HIDDEN = re.compile(r'<input type="hidden"[^>]*>')
"""What a form carries along, the address of its page among it: neither shown nor read aloud."""
OF_ACCOUNTS = ("account/", "people/", "audit/", "exports/")


ALIKE = """() => document.querySelectorAll("main tbody, main ul, main ol").forEach((list) => {
  const rows = [...list.children];
  rows.slice(12, -12).forEach((one) => one.remove());
})"""
"""Leaves of a long list the first and last rows: all are of one template, and axe takes as long for each."""
WHOLE, FRAME = "document", '{exclude: [["main"]]}'
"""What of a page is looked at. What stands in it is the same with accounts and without: with them all but that is looked at again."""


def faults(tab: Any, part: str = WHOLE, further: str = "") -> list[str]:
    """Return the grave faults of the page that a tab shows, or of a part of it: rule, and the first place of each."""
    found = tab.evaluate(f"axe.run({part}, {{resultTypes: ['violations']{further}}})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found if one["impact"] in GRAVE]


def looked_at(tab: Any, axe: str, part: str = WHOLE) -> list[str]:
    """Return the grave faults of a page, in the colours of the tab and in the others, and that it is wider than the tab."""
    wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    tab.evaluate(ALIKE)
    tab.evaluate(axe)
    wrong = faults(tab, part)
    dark = tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    tab.emulate_media(color_scheme="light" if dark else "dark")
    wrong += [f"in the other colours {one}" for one in faults(tab, part, ", runOnly: ['color-contrast']")]
    tab.emulate_media(color_scheme="dark" if dark else "light")
    return [*wrong, *([f"{wide} pixels too wide"] if wide > 0 else [])]


def addresses(known: dict[str, str], *, with_accounts: bool) -> Iterator[str]:
    """Yield every address of the desk at which there is a page, with something that is there for its variable parts."""
    from servanda.web.rights import PERMITS

    for route in PERMITS:
        place = route.partition("/")[0]
        if route not in NO_PAGE and (with_accounts or not route.startswith(OF_ACCOUNTS)):
            yield re.sub(r"<\w+:\w+>", lambda _, place=place: known.get(place, "1"), route)


def known_at(client: Any) -> dict[str, str]:
    """Return by place the name of something that is there."""
    pages = {place: client.get(f"/{place}/").text for place in ("documents", "claims", "incidents", "findings")}
    found = {place: re.search(rf'href="/{place}/([\w-]+)"', page) for place, page in pages.items()}
    document = re.search(r"/documents/(doc_\w+)", pages["documents"]).group(1)
    return {place: one.group(1) for place, one in found.items() if one} | {
        "claims": re.search(r"/claims/(clm_\w+)/where", client.get(f"/documents/{document}").text).group(1), "agreements": "truce",
    }  # fmt: skip


def walked(
    tab: Any, home: str, found: Iterable[str], axe: str, part: Callable[[str], str] = lambda _: WHOLE
) -> dict[str, list[str]]:
    """Return the faults of every page that has some; pages of which nothing differs that is shown are looked at once, ``part`` says what of each.

    Two of three addresses that take a form answer a look with the same page, letter for letter.
    """
    wrong: dict[str, list[str]] = {}
    known: dict[str, list[str]] = {}
    for place in found:
        status = tab.goto(home + place).status
        shown = _HIDDEN.sub("", tab.content())
        if shown not in known:
            known[shown] = looked_at(tab, axe, part(place))
        if seen := [*known[shown], *([] if status in {200, 400, 404, 405} else [f"answers {status}"])]:
            wrong[place] = seen
    return wrong


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="needs axe")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def judged(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A dossier with decisions, one of them taken back, a frozen edition, and an accusation that waits for a second look."""
    monkeypatch.setattr("servanda.pipeline.second_look._ONE_IN", 1)
    with desk_over(dossier, by="ana") as served:
        client = let_in(served)
        names = re.findall(r'href="/findings/(fnd_\w+)"', client.get("/findings/?status=alleged_violation").text)
        client.post(f"/findings/{names[0]}/decide", verdict="accept", because="both accounts agree")
        one = known_at(client)["claims"]
        client.post(f"/claims/{one}/decide", verdict="reject", because="no such act")
        client.post("/undo")
        client.post("/period/freeze", since="2031-05-05", until="2031-05-12")
        turned(client)
    return dossier, names[0]


@pytest.mark.parametrize("seen", SIGHTS, ids=[language for language, _ in SIGHTS])
def test_no_address_has_a_page_with_a_grave_fault(browser, axe, judged, seen):
    (folder, waits), (language, sight) = judged, seen
    with desk_over(folder, by="ben", language=language) as served:
        tab = new_tab(browser, bypass_csp=True, **sight)
        tab.goto(served.address)
        tab.wait_for_url(served.home)
        known = known_at(let_in(served)) | {"again": waits}
        assert f"/again/{waits}" in tab.content()
        wrong = walked(tab, served.home, [*addresses(known, with_accounts=False), *FURTHER], axe)
        tab.goto(f"{served.home}claims/{known['claims']}")
        tab.locator(".claim.here .where svg").first.wait_for()
        assert (looked_at(tab, axe), wrong) == ([], {})


@pytest.mark.slow
@pytest.mark.parametrize("seen", SIGHTS, ids=[language for language, _ in SIGHTS])
def test_no_address_of_a_desk_with_accounts_has_a_page_with_a_grave_fault(browser, axe, dossier, seen):
    language, sight = seen
    passwords = add_all(dossier, {"ana": ("administrator", "protected"), "ben": ("reader", "internal")})
    with desk_of(dossier, "--language", language) as port:
        home = f"http://localhost:{port}/"
        stranger = new_tab(browser, bypass_csp=True, **sight)
        stranger.goto(f"{home}account/login/")
        ana, ben = (seated(browser, home, one, passwords[one], bypass_csp=True, **sight) for one in ("ana", "ben"))
        known = {"agreements": "truce", "people": "nobody", "incidents": "INC-0001"}
        found = set(addresses(known, with_accounts=True)) - {"language"}  # which is plain words: nobody sits there
        wrong = walked(ana, home, sorted(found), axe, lambda place: WHOLE if place.startswith(OF_ACCOUNTS) else FRAME)
        ben.goto(f"{home}people/")
        assert "Your group may not" in ben.inner_text("main") or language == "ar"
        assert (wrong, looked_at(stranger, axe), looked_at(ben, axe)) == ({}, [], [])
