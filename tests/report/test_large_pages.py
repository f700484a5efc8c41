"""A large report leaves its texts to files beside the page; every link leads to its thing, and nothing of an earlier one stays."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from tests.truce import AGREEMENT

from servanda.pipeline import ReportRequest, add_sources, init_dossier, open_case, run_case, write_report
from servanda.pipeline.exports import exports
from servanda.report import ReportConfig

SMALL = ReportConfig(max_texts=3, per_page=2)


def _rows(n: int) -> list[dict]:
    return [
        {
            "id": f"r{day}", "publisher": f"Paper {day}", "published_on": f"2031-05-{day:02}", "sensitivity": "public",
            "title": f"Day {day}",
            "text": f"The Rapid Support Forces shelled Nyala on {day} May 2031, killing {day} civilians, a doctor said.",
        }
        for day in range(2, n + 2)
    ]  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text('title = "Large"\ncountries = ["SD"]\n', encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    table = tmp_path / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in _rows(5)), encoding="utf-8")
    with open_case(folder, create=True, now=lambda: "2031-06-01T00:00:00Z") as opened:
        add_sources(opened, [str(table)], lambda *_: None)
        run_case(opened, "local", 0, lambda *_: None)
    return folder


def _write(case: Path, output: Path, monkeypatch: pytest.MonkeyPatch, config: ReportConfig = SMALL) -> None:
    monkeypatch.setattr("servanda.pipeline.reporting.ReportConfig", lambda: config)
    with open_case(case, now=lambda: "2031-06-01T00:00:00Z") as opened:
        write_report(opened, output, ReportRequest())


def test_every_link_of_every_file_leads_to_its_thing(case, tmp_path, monkeypatch):
    _write(case, tmp_path / "the week.html", monkeypatch)
    files = {path.resolve(): html.fromstring(path.read_text(encoding="utf-8")) for path in tmp_path.rglob("*.html")}
    assert len(files) >= 6
    ids = {path: set(tree.xpath("//@id")) for path, tree in files.items()}
    n_links = 0
    for path, tree in files.items():
        for link in tree.xpath("//a/@href"):
            name, _, anchor = link.partition("#")
            target = (path.parent / unquote(name)).resolve() if name else path
            assert target in files, f"{path.name}: {link}"
            assert not anchor or anchor in ids[target], f"{path.name}: {link}"
            n_links += 1
    assert n_links > 50


def test_the_page_holds_no_text_and_its_files_hold_all(case, tmp_path, monkeypatch):
    _write(case, tmp_path / "r.html", monkeypatch)
    assert "killing 3 civilians" not in (tmp_path / "r.html").read_text(encoding="utf-8")
    beside = [path.read_text(encoding="utf-8") for path in (tmp_path / "r_files").glob("documents-*.html")]
    words = " ".join(html.fromstring(re.sub(r"<sup.*?</sup>", "", text)).text_content() for text in beside)
    for row in _rows(5):
        assert row["text"] in words


def test_each_file_is_logged_and_for_its_owner_alone(case, tmp_path, monkeypatch):
    _write(case, tmp_path / "r.html", monkeypatch)
    written = [tmp_path / "r.html", *(tmp_path / "r_files").iterdir()]
    with open_case(case) as opened:
        known = {export.path for export in exports(opened) if export.is_there}
    assert known == {path.resolve() for path in written}
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


def test_what_an_earlier_report_left_beside_is_taken_away(case, tmp_path, monkeypatch):
    _write(case, tmp_path / "r.html", monkeypatch)
    (tmp_path / "r_files" / "notes.txt").write_text("mine", encoding="utf-8")
    _write(case, tmp_path / "r.html", monkeypatch, ReportConfig())
    assert [path.name for path in (tmp_path / "r_files").iterdir()] == ["notes.txt"]
    assert "killing 3 civilians" in html.fromstring((tmp_path / "r.html").read_bytes()).text_content()


def test_every_file_allows_only_its_own_script(case, tmp_path, monkeypatch):
    _write(case, tmp_path / "r.html", monkeypatch)
    for path in tmp_path.rglob("*.html"):
        [policy] = html.fromstring(path.read_bytes()).xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
