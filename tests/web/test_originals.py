"""The original beside its text: pages as pictures, pages of the web that cannot act, and what map and time of a claim say."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import new_tab, tab_at
from tests.web.conftest import Client, desk_over, let_in
from tests.web.test_axe import SIGHTS, axe, faults  # noqa: F401 - a fixture

from servanda.pipeline import add_sources, open_case, run_case

ACT = "The Rapid Support Forces shelled a market in Nyala on 9 May 2031, a doctor said."
HOSTILE_PAGE = f"""<html><head><title>Shelling of Nyala</title><meta http-equiv="refresh" content="0;url=https://evil.example/">
<link rel="stylesheet" href="https://evil.example/x.css"><base href="https://evil.example/"><script>parent.document.title = "hit"</script>
<style>p {{ margin: 1em }} @import url(https://evil.example/y.css);</style></head>
<body onload="fetch('https://evil.example/')"><nav><a href="/claims/">Home</a></nav><h1>Shelling of Nyala</h1>
<p>{ACT.replace("a market", '<a href="https://evil.example/m">a market</a>')} <b onclick="alert(1)">Four people were killed.</b></p>
<p>The army demanded an inquiry into the shelling of the market, and of the streets around it, its spokesman said on the next day.</p>
<img src="https://evil.example/i.png" onerror="alert(1)"><iframe src="/"></iframe><form action="/undo" method="post"><button>go</button></form>
<svg><script>alert(1)</script></svg><object data="/x"></object></body></html>"""


def pdf_of(*pages: str) -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(400, 300))
    for text in pages:
        sheet.drawString(40, 200, text[:52])
        sheet.drawString(40, 184, text[52:])
        sheet.showPage()
    sheet.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pypdfium2", reason="needs the extra pdf")
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("originals") / "dossier"))
    reports = folder.parent / "reports"
    reports.mkdir()
    (reports / "page.html").write_text(HOSTILE_PAGE, encoding="utf-8")
    (reports / "sheet.pdf").write_bytes(
        pdf_of("Weekly notes.", ACT.replace("Nyala", "Mellit").replace("9 May", "8 May"))
    )
    (reports / "plain.txt").write_text(ACT.replace("Nyala", "Kutum"), encoding="utf-8")
    with open_case(folder) as case:
        add_sources(case, [str(reports)], lambda *_: None, public=True)
        run_case(case, "local", 0, lambda *_: None)
    return folder


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Any]:
    with desk_over(folder) as one:
        yield one


@pytest.fixture(scope="module")
def documents(folder: Path) -> dict[str, str]:
    """The documents by the end of their file."""
    with open_case(folder) as case:
        return {one.locator.rpartition(".")[2]: one.id for one in case.store.records("document")}


@pytest.fixture
def client(served: Any) -> Client:
    return let_in(served)


def test_a_page_of_a_pdf_file_is_a_picture_with_its_claims_boxed_in(client, documents):
    name = documents["pdf"]
    page = client.get(f"/documents/{name}?original=1").text
    assert "<bdi>application/pdf</bdi> · <bdi>2 pages</bdi>" in page
    pages = page.split('<figure class="facsimile">')[1:]
    assert ["mark box event" in one for one in pages] == [False, True]
    x, y, width, height = (
        float(part)
        for part in re.search(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', pages[1]).groups()
    )
    assert 38 <= x <= 42
    assert 85 <= y <= 102, "300 points high, the line stands 200 above its foot"
    assert width > 200
    assert 8 <= height <= 16
    drawn = client.get(f"/documents/{name}/pages/2")
    assert (drawn.status, drawn.headers["content-type"]) == (200, "image/png")
    assert client.get(f"/documents/{name}/pages/3").status == 404
    assert client.get(f"/documents/{name}/pages/x").status == 404
    assert client.get(f"/documents/{name}/original").status == 404


def test_a_page_of_the_web_comes_without_anything_that_acts_and_belongs_to_no_site(client, documents):
    name = documents["html"]
    outer = client.get(f"/documents/{name}?original=1")
    assert '<iframe sandbox referrerpolicy="no-referrer"' in outer.text
    assert "frame-src 'self'" in outer.headers["content-security-policy"]
    answer = client.get(f"/documents/{name}/original")
    policy = answer.headers["content-security-policy"]
    assert "sandbox;" in policy
    assert "allow-" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert not re.search(r"<(script|meta|link|base|iframe|form|button|svg|object)|\son\w+=|href=|src=", answer.text)
    assert re.search(r'<a id="m-clm_\w+"></a><mark>', answer.text)
    assert "<h1>Shelling of Nyala</h1>" in answer.text


def test_what_cannot_be_shown_says_so(client, documents):
    page = client.get(f"/documents/{documents['txt']}?original=1").text
    assert "does not show this kind of file" in page
    assert client.get(f"/documents/{documents['txt']}/original").status == 404
    assert client.get("/documents/doc_x/original").status == 404
    assert client.get("/documents/doc_x/pages/1").status == 404


def test_the_next_document_is_opened_with_its_original_too(client, documents):
    page = client.get(f"/documents/{documents['pdf']}?original=1").text
    assert re.search(r'rel="(prev|next)" href="/documents/doc_\w+\?original=1"', page)
    assert "?original=1" not in re.search(
        r'rel="(?:prev|next)" href="([^"]*)"', client.get(f"/documents/{documents['pdf']}").text
    ).group(1)


def test_place_and_time_of_a_claim_are_drawn(client, documents):
    page = client.get(f"/documents/{documents['pdf']}").text
    name = re.search(r'data-from="/claims/(clm_\w+)/where"', page).group(1)
    part = client.get(f"/claims/{name}/where").text
    assert part.count('<svg class="map"') == 1
    assert "Mellit" in part
    assert 'aria-label="Said to have been: 2031-05-08' in part
    alone = client.get(f"/documents/{documents['pdf']}?claim={name}").text
    assert part.strip() in alone, "without a script it stands in the page of the claim"
    assert client.get("/claims/clm_0/where").status == 404


def test_in_a_browser_the_words_are_lit_in_text_and_original_and_nothing_acts(browser, served, documents):
    tab = tab_at(browser, served)
    tab.goto(f"{served.home}documents/{documents['pdf']}?original=1")
    claim = tab.locator(".claims .claim.here").get_attribute("data-claim")
    tab.locator(f".words .mark.lit[data-claims~={claim}]").first.wait_for()
    tab.locator(f".box.lit[data-claims={claim}]").first.wait_for()
    assert tab.locator(".facsimile img").nth(1).evaluate("(one) => one.decode().then(() => one.naturalWidth)") > 900
    tab.keyboard.press("j")
    tab.locator(".claim.here .where svg.map").wait_for()
    tab.locator(".claim.here .where .days").wait_for()
    tab.goto(f"{served.home}documents/{documents['html']}?original=1")
    frame = tab.frame_locator(".original iframe")
    frame.locator("mark").first.wait_for()
    tab.keyboard.press("j")
    assert frame.locator("body").evaluate("() => window.origin") == "null"
    assert tab.title().startswith("Shelling of Nyala")
    assert tab.heard == []
    assert tab.evaluate("history.length") <= 4, "looking at claims leaves no trail in the history"


@pytest.mark.parametrize("form", ["pdf", "html", "txt"])
def test_a_document_with_its_original_has_no_grave_fault_and_fits_a_phone(browser, served, documents, axe, form):  # noqa: F811 - the fixture
    tab = new_tab(browser, bypass_csp=True, **SIGHTS[1][1])
    tab.goto(served.address)
    tab.wait_for_url(served.home)
    tab.goto(f"{served.home}documents/{documents[form]}?original=1")
    tab.evaluate(axe)
    assert faults(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
