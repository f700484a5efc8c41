"""What is done all the while from one day to another (a road kept closed, people held) lasts; from texts to whether an agreement was in force meanwhile.

Twelve invented cases, written before the rules of record 0322; before them 5 were right, at the first run with them 9. The other three count people over
several days, which reading takes for a total and no act; that holds for people held as well, and is left open.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.rulings.dossier import accord, write_dossier

from servanda.pipeline import add_sources, build_view, init_dossier, open_case, run_case
from servanda.report import ReportView

CASES = {  # text, kind of the act, whether it lasts, status of the finding; the Vale Accord is in force from 1 May 2031
    "road": ("The Ridge Front blocked the road at Orsel from 25 April to 6 May 2031.", "COERCE", True, "alleged_violation"),
    "held": ("The Vale Army detained two doctors in Ulmara from 24 April 2031 to 8 May 2031.", "COERCE", True, "alleged_violation"),
    "siege": ("The Vale Army besieged Kalbek from 20 April to 3 May 2031.", "COERCE", True, "alleged_violation"),
    "school": ("The Ridge Front occupied the school in Dunmere from 20 April until 4 May 2031.", "COERCE", True, "alleged_violation"),
    "before": ("The Ridge Front blocked the road at Heskett from 3 April to 9 April 2031.", "COERCE", True, "not_applicable"),
    "between": ("The Vale Army detained thirty traders in Corriby between 24 April and 8 May 2031.", "COERCE", False, "undetermined"),
    "one-day": ("The Vale Army detained two nurses in Brannoch on 5 May 2031.", "COERCE", False, "alleged_violation"),
    "shelling": ("The Vale Army shelled Lannerby from 28 April to 3 May 2031.", "ASSAULT", False, "undetermined"),
    "month": ("The Ridge Front blocked the road at Mirrow in the last week of April 2031.", "COERCE", False, "not_applicable"),
    "since": ("The Ridge Front has blocked the road at Skerrin since 25 April 2031.", "COERCE", False, "undetermined"),
    "hostage": ("The Ridge Front held three farmers hostage in Orsel from 27 April to 12 May 2031.", "COERCE", True, "alleged_violation"),
    "old-road": ("From 26 April 2031 to 15 May 2031 the Ridge Front kept a roadblock at Ulmara and stopped aid convoys.", "COERCE", True, "alleged_violation"),
}  # fmt: skip

TOTALS = frozenset({"held", "between", "hostage"})


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportView]:
    folder: Path = tmp_path_factory.mktemp("lasting") / "case"
    init_dossier(folder)
    reports = {name: ("Ferry Courier", "2031-06-20", text) for name, (text, *_) in CASES.items()}
    table = write_dossier(folder, reports, accord("id: c3, act: {plover: [ASSAULT, COERCE], modes: any}"))
    with open_case(folder, create=True, now=lambda: "2031-07-01T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        yield build_view(case)


@pytest.mark.parametrize("name", CASES)
def test_what_lasts_was_so_all_the_while(view: ReportView, name: str) -> None:
    _, kind, lasts, status = CASES[name]
    document = next(text.document_id for text in view.texts if text.title == name)
    told = {claim.id for claim in view.claims if claim.document_id == document}
    found = [one for one in view.incidents if one.kind == kind and told & set(one.members)]
    statuses = {one.status for one in view.findings if one.incident_id in {incident.id for incident in found}}
    assert [one.aspect == "situation" for one in found] == ([] if name in TOTALS else [lasts])
    assert statuses == (set() if name in TOTALS else {status})
