"""No page of the desk has a serious fault that a machine can find (axe-core), in either direction, light, dark and on a phone."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import desk_over

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
PLACES = (
    "", "documents/", "claims/", "incidents/", "incidents/INC-0001", "findings/", "explore/", "period/", "names/", "sources/", "agreements/",
    "intake/", "log/",
)  # fmt: skip
SIGHTS = (
    ("en", {"viewport": {"width": 1280, "height": 800}}),
    ("ar", {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}),
)


def faults(tab: Any) -> list[str]:
    """Return the grave faults of the page that a tab shows: rule, and the first place of each."""
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize(("language", "sight"), SIGHTS, ids=[language for language, _ in SIGHTS])
def test_no_page_has_a_grave_fault(browser, seeded, tmp_path, language, sight):
    package = pytest.importorskip("axe_playwright_python", reason="needs axe")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    with desk_over(Path(shutil.copytree(seeded, tmp_path / "dossier")), language=language) as served:
        tab = browser.new_context(bypass_csp=True, **sight).new_page()
        tab.goto(served.address)
        tab.wait_for_url(served.home)
        further = []
        for place in ("documents", "findings", "agreements"):
            tab.goto(f"{served.home}{place}/")
            further.append(re.search(rf"/({place}/[\w-]+)\b", tab.inner_html("main")).group(1))
        wrong = {}
        for place in (*PLACES, *further):
            assert tab.goto(f"{served.home}{place}").status == 200, place
            tab.evaluate(axe)
            if found := faults(tab):
                wrong[place] = found
        assert wrong == {}
