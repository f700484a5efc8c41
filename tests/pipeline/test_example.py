"""The shipped example against what was written down by hand before any run."""

import csv
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.pages import missing, old_pictures, picture_maker, shown_block

from servanda.model.claims import EventClaim
from servanda.pipeline import build_view, list_records, open_case, run_demo, trace, why_apart, write_report
from servanda.pipeline.view import incidents_with_handles
from servanda.report import ReportView

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from evaluation.example import EXPECTED, accused_by_denial, fits, place_ids  # noqa: E402 - the folder is no installed package

EXPECTATIONS: dict[str, Any] = YAML(typ="safe").load(EXPECTED.read_text(encoding="utf-8"))


def _case(entry: dict[str, Any]) -> Any:
    name = (entry["agreement_id"], entry["provision_id"], entry["place"])
    return pytest.param(entry, id="-".join(map(str, (*name, entry["date"], entry["party"]))))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The demo's folder and what it prints."""
    folder = tmp_path_factory.mktemp("example") / "demo-idlib-2019"
    return folder, list(run_demo(folder, lambda *_: None))


@pytest.fixture(scope="module")
def example(demo: tuple[Path, list[str]]) -> tuple[ReportView, Any]:
    with open_case(demo[0]) as case:
        return build_view(case), place_ids(case.reference.gazetteer, case.dossier.settings.countries)


@pytest.mark.parametrize("entry", [_case(entry) for entry in EXPECTATIONS["findings"] if not entry.get("optional")])
def test_an_expected_finding_comes_out(example: tuple[ReportView, Any], entry: dict[str, Any]) -> None:
    view, names = example
    assert any(fits(entry, finding, view, names) for finding in view.findings)


def test_no_denial_alone_accuses_anybody(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    assert any(incident.denials for incident in view.incidents)
    assert accused_by_denial(view) == 0


def test_totals_of_a_period_are_no_incidents(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    members = {claim for incident in view.incidents for claim in incident.members}
    totals = [c for c in view.claims if isinstance(c, EventClaim) and c.counting == "period_total"]
    assert len(totals) >= 3
    assert not members & {claim.id for claim in totals}


def test_the_market_attack_keeps_all_tolls_and_the_denial(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    attacks = [
        i for i in view.incidents if i.kind == "ASSAULT" and i.denials and (i.time.start or "").startswith("2019-07-22")
    ]
    [attack] = attacks
    [killed] = [toll for toll in attack.casualties if toll.effect == "killed"]
    assert (killed.minimum, killed.maximum, killed.words) == (19, None, "19 to at least 43")
    assert len({said.minimum for said in killed.by_source}) >= 4
    assert {actor.stance for actor in attack.actors} >= {"alleged", "denied"}


def test_every_quote_is_what_stands_in_its_text(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    texts = {text.id: text.text for text in view.texts}
    for claim in view.claims:
        assert texts[claim.text_id][claim.span.start : claim.span.end] == claim.span.quote


def test_the_readme_shows_what_the_demo_prints(demo: tuple[Path, list[str]]) -> None:
    shown = shown_block((ROOT / "README.md").read_text(encoding="utf-8"), "35 reports added")
    assert len(shown) == 7
    assert missing(shown, demo[1]) == [], "\n".join(demo[1])


def test_the_pictures_of_the_readme_show_the_words_of_the_product(demo: tuple[Path, list[str]], tmp_path: Path) -> None:
    page = tmp_path / "week.html"
    picture_maker().write_week(demo[0], page)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert old_pictures("README", page.read_text(encoding="utf-8"), text, "docs/images") == []


def test_the_numbers_of_the_demo_are_those_of_its_lists_and_of_its_page(demo: tuple[Path, list[str]]) -> None:
    folder, printed = demo
    text = "\n".join(printed)
    told = {what: int(re.search(rf"(\d+) {what}", text)[1]) for what in ("claims", "acts", "statements", "findings")}  # type: ignore[index]
    lists = {"acts": "incidents"}
    with open_case(folder) as case:
        assert told == {what: len(list_records(case, lists.get(what, what), {})[0]) for what in told}
        write_report(case, folder.parent / "findings.csv")
    page = (folder / "report.html").read_text(encoding="utf-8")
    for what in ("claims", "acts", "statements"):
        assert re.search(rf'class="answer">[^<]*\b{told[what]} {what}', page), what
    rows = csv.DictReader((folder.parent / "findings.csv").read_text(encoding="utf-8-sig").splitlines())
    assert len({row["incident_id"] for row in rows} - {""}) == told["acts"]


def test_four_acts_are_ten_alleged_breaches_and_one_of_2017_is_background(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    alleged = [finding for finding in view.counted_findings if finding.status == "alleged_violation"]
    assert (len(alleged), len({finding.incident_id for finding in alleged})) == (10, 4)
    assert [(act.time.start or "")[:4] for act in view.standing.background] == ["2017"]
    assert len(view.findings) > len(view.counted_findings)


@pytest.mark.browser
def test_the_example_prints_on_twelve_pages_and_fits_a_phone(demo: tuple[Path, list[str]], tmp_path: Path) -> None:
    import shutil

    import pypdfium2

    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto((demo[0] / "report.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.reload()
        page.pdf(path=tmp_path / "r.pdf", format="A4", prefer_css_page_size=True)
        browser.close()
    with pypdfium2.PdfDocument((tmp_path / "r.pdf").read_bytes()) as file:
        assert len(file) <= 12


def test_it_says_why_claims_belong_together_and_why_two_incidents_are_two(demo: tuple[Path, list[str]]) -> None:
    with open_case(demo[0]) as case:
        incidents = [one for one in incidents_with_handles(case) if len(one.members) > 1 and one.place]
        first = incidents[0]
        other = next(one for one in incidents[1:] if one.kind == first.kind and one.place.name != first.place.name)
        outline = "\n".join(trace(case, first.handle)[1])
        assert (
            outline.count("belongs here by clm_") == len({end for link in first.links for end in (link.a, link.b)}) > 1
        )
        lines = why_apart(case, first.handle, other.handle)
    assert lines[0].startswith(f"{first.handle} and {other.handle} are kept apart; ")
    assert len(lines) > 1
