"""A view of one small dossier, made by the whole way, with a hostile report among its documents."""

import json
from pathlib import Path

import pytest
from tests.truce import AGREEMENT

from servanda.pipeline import add_sources, build_view, init_dossier, open_case, run_case
from servanda.report import ReportView

REPORTS = [
    {
        "id": "r1",
        "publisher": "Nile Dispatch",
        "published_on": "2031-05-06",
        "title": "Shells <script>alert(1)</script> on Nyala",
        "text": "Shelling by the Rapid Support Forces killed six people in Nyala on Monday, 5 May 2031, the Red Crescent said.\n"
        "“We hope that the truce will hold,” its spokesman, Idris Osman, said. <img src=x onerror=alert(2)>",
    },
    {
        "id": "r2",
        "publisher": "Desert Wire",
        "published_on": "2031-05-06",
        "title": "Nyala under fire",
        "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, a doctor said.",
    },
    {
        "id": "r3",
        "publisher": "صحيفة النيل",
        "published_on": "2031-05-07",
        "language": "ar",
        "title": "قصف",
        "text": "قصفت القوات مدينة نيالا يوم الاثنين.",
    },
]


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> ReportView:
    folder = tmp_path_factory.mktemp("report") / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text('title = "Nyala <b>test</b>"\ncountries = ["SD"]\n', encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    table = Path(folder.parent, "reports.jsonl")
    table.write_text("".join(json.dumps(row) + "\n" for row in REPORTS), encoding="utf-8")
    with open_case(folder, create=True, now=lambda: "2031-06-01T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        return build_view(case)


@pytest.fixture(scope="session")
def page(view: ReportView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from servanda.report import ReportConfig, render, write_whole

    path = tmp_path_factory.mktemp("page") / "report.html"
    write_whole(path, render(view, path, ReportConfig()))
    return path
