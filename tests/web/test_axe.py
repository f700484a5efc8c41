"""No page of the desk has a serious fault that a machine can find (axe-core), in either direction, light, dark and on a phone."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.web.accounts import add_all, desk_of
from tests.web.browsing import new_tab, seated
from tests.web.conftest import desk_over

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
PLACES = (
    "", "documents/", "claims/", "incidents/", "incidents/INC-0001", "findings/", "explore/", "explore/?words=bakery", "explore/timeline", "explore/map", "period/", "names/", "sources/",
    "agreements/", "agreements/write", "intake/", "log/", "nothing",
)  # fmt: skip
ACCOUNTS = (
    "account/2fa/", "account/2fa/recovery-codes/", "account/2fa/webauthn/", "account/2fa/webauthn/add/", "account/sessions/", "account/password/change/",
    "account/logout/", "people/", "audit/", "exports/",
)  # fmt: skip
SIGHTS = (
    ("en", {"viewport": {"width": 1280, "height": 800}}),
    ("ar", {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}),
)


def faults(tab: Any) -> list[str]:
    """Return the grave faults of the page that a tab shows: rule, and the first place of each."""
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found if one["impact"] in GRAVE]


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="needs axe")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("seen", SIGHTS, ids=[language for language, _ in SIGHTS])
def test_no_page_has_a_grave_fault(browser, axe, dossier, seen):
    language, sight = seen
    with desk_over(dossier, language=language) as served:
        tab = new_tab(browser, bypass_csp=True, **sight)
        tab.goto(served.address)
        tab.wait_for_url(served.home)
        further = []
        for place in ("documents", "findings", "agreements"):
            tab.goto(f"{served.home}{place}/")
            further.append(re.search(rf"/({place}/[\w-]+)\b", tab.inner_html("main")).group(1))
        wrong = {}
        for place in (*PLACES, *further):
            assert tab.goto(f"{served.home}{place}").status in {200, 404}, place
            tab.evaluate(axe)
            if found := faults(tab):
                wrong[place] = found
        assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("seen", SIGHTS, ids=[language for language, _ in SIGHTS])
def test_no_page_of_accounts_has_a_grave_fault(browser, axe, dossier, seen):
    language, sight = seen
    password = add_all(dossier, {"ana": ("administrator", "protected")})["ana"]
    with desk_of(dossier, "--language", language) as port:
        home, wrong = f"http://localhost:{port}/", {}
        stranger = new_tab(browser, bypass_csp=True, **sight)
        ana = seated(browser, home, "ana", password, bypass_csp=True, **sight)
        for tab, place in ((stranger, "account/login/"), *((ana, place) for place in ACCOUNTS)):
            assert tab.goto(f"{home}{place}").status == 200, place
            assert tab.evaluate("document.documentElement.scrollWidth") <= sight["viewport"]["width"], place
            tab.evaluate(axe)
            if found := faults(tab):
                wrong[place] = found
        assert wrong == {}
