"""What somebody is not cleared for is nowhere: not in a list, a count, a search, a drawing, a source or a word of what turned; the vault is on no page."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.web.accounts import Person, add_all, desk_of

from servanda.pipeline import add_sources, open_case, run_case

HIDDEN = "The Rapid Support Forces shelled a clinic in Tawila on 3 June 2031, a nurse said. Nine people were killed near Kuttum al-Jadida."
TRACES = ("Outlet 9", "Kept apart", "clinic", "2031-06", "Kuttum", "nurse")
PAGES = (
    "/", "/?reason=killed", "/?reason=single", "/documents/", "/documents/?source=outlet+9", "/claims/", "/claims/?since=2031-06-01", "/incidents/", "/findings/",
    "/findings/?since=2031-06-01", "/explore/", "/explore/?source=outlet+9", "/explore/timeline", "/explore/map", "/names/", "/sources/",
    "/agreements/spring-truce-2031", "/turned?since=0",
)  # fmt: skip
CLOSED = ("/period/", "/intake/", "/log/", "/exports/", "/people/", "/audit/")
TOLD_BY = "Maryam of the baker's"


class Desk(NamedTuple):
    folder: Path
    cleared: Person
    other: Person


@pytest.fixture(scope="module")
def desk(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("clearance") / "dossier"))
    row = {
        "id": "secret", "publisher": "Outlet 9", "published_on": "2031-06-03", "language": "en", "title": "Kept apart", "text": HIDDEN,
        "sensitivity": "confidential",
    }  # fmt: skip
    (folder.parent / "confidential.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with open_case(folder) as case:
        add_sources(case, [str(folder.parent / "confidential.jsonl")], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
    passwords = add_all(folder, {"cleared": ("administrator", "protected"), "other": ("lead", "internal")})
    with desk_of(folder) as port:
        yield Desk(folder, *(Person(port, name, passwords[name]).come_in() for name in ("cleared", "other")))


def shown(person: Person, path: str) -> str:
    """Return what a page shows, without what it was asked for."""
    page = person.get(path).text
    return re.sub(r'value="[^"]*"|name="here"[^>]*>|\?[^"\s]*"', "", page)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_tells_of_what_somebody_is_not_cleared_for(desk, path):
    answer = desk.other.get(path)
    assert answer.status == 200, path
    assert [trace for trace in TRACES if trace in shown(desk.other, path)] == []


def test_the_same_pages_tell_it_to_who_is_cleared(desk):
    told = {trace for path in PAGES for trace in TRACES if trace in shown(desk.cleared, path)}
    assert told == set(TRACES)


def test_a_search_finds_it_for_who_is_cleared_alone(desk):
    assert "Kept apart" in desk.cleared.get("/explore/?words=clinic").text
    page = shown(desk.other, "/explore/?words=clinic")
    assert "Kept apart" not in page
    assert "nurse" not in page


@pytest.mark.parametrize("path", CLOSED)
def test_what_tells_of_all_documents_is_closed_to_who_is_not_cleared_for_all(desk, path):
    assert desk.other.get(path).status == 403
    assert desk.cleared.get(path).status == 200


def test_what_a_decision_turned_is_told_without_findings_he_may_not_see(desk):
    found = re.search(r"/findings/(fnd_\w+)", desk.cleared.get("/findings/?since=2031-06-01").text).group(1)
    assert (
        desk.cleared.post(f"/findings/{found}/decide", "/", verdict="reject", because="a drill in the clinic").status
        == 302
    )
    assert [trace for trace in TRACES if trace in desk.other.get("/turned?since=0").text] == []
    assert desk.other.get(f"/findings/{found}").status == 404


def test_who_told_a_report_stands_on_no_page_for_anybody(desk):
    told = desk.cleared.post(
        "/intake/report", "/intake/", text="Two shells fell on Mellit at dawn, she said.", channel="phone", day="2031-05-15", time="09:30",
        source=TOLD_BY, source_location="behind the mill", sensitivity="internal",
    )  # fmt: skip
    assert told.status == 302, told.text
    pages = [told.headers["location"], *PAGES, *CLOSED, "/explore/?words=shells", "/explore/?words=Maryam"]
    for path in pages:
        page = shown(desk.cleared, path)
        assert "of the baker" not in page, path
        assert "behind the mill" not in page, path
    held = b"".join(
        path.read_bytes() for path in desk.folder.rglob("*") if path.is_file() and "vault" not in path.parts
    )
    assert TOLD_BY.encode() not in held
