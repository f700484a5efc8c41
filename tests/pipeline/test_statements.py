"""A small dossier through all rooms: statements apart, an act once, background apart, and no pronoun as a side."""

import csv
import json
from pathlib import Path

import pytest
from tests.pages import run_shown

import servanda
from servanda.model.documents import DocumentText
from servanda.model.making import text_layer
from servanda.pipeline import add_sources, build_view, init_dossier, list_reviewed, open_case, run_case, write_report
from servanda.pipeline.dossier import PeriodSetting
from servanda.pipeline.dossier_period import dossier_period
from servanda.reference.agreement_files import AgreementBook, load_agreement_book
from servanda.report import ReportView

AGREEMENT = """\
schema: servanda/agreement/1
id: {id}
title: {title} (invented for tests)
form: written
timezone: Africa/Khartoum
names: [{title}]
time: {{signed: 2031-05-01, in_force: [{{from: {since}, until: null, basis: day of signature}}]}}
bound:
  - {{actor: rapid-support-forces, role: party, since: 2029-05-01, basis: signature}}
  - {{actor: sudanese-armed-forces, role: party, since: 2029-05-01, basis: signature}}
definitions: {{}}
zones: {{}}
provisions:
{rules}composition: []
"""
RULE = "  - {{id: {id}, kind: prohibition, reading: literal, binds: [rapid-support-forces, sudanese-armed-forces], act: {{plover: [{kind}], modes: any}}}}\n"
REPORTS = [
    ("2031-05-06", "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Six people were killed."),
    ("2031-05-07", "The Rapid Support Forces threatened to attack Kas. The Sudanese army condemned the threat."),
    ("2031-05-08", "The Sudanese army shelled Kas on 3 March 2027. Two people were killed."),
    ("2031-05-09", "The envoy met the governor in Khartoum on 8 May 2031. He urged the parties to leave El Geneina."),
    ("2031-05-10", "“We shelled the bridge at Kutum on 9 May 2031,” a man in a mask said."),
]


def _agreement(folder: Path, name: str, since: str, *kinds: str) -> None:
    rules = "".join(RULE.format(id=f"p{n}", kind=kind) for n, kind in enumerate(kinds))
    text = AGREEMENT.format(id=name, title=name.capitalize(), since=since, rules=rules)
    (folder / "agreements" / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("statements")
    folder = made / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text('title = "Acts"\ncountries = ["SD"]\n', encoding="utf-8")
    _agreement(folder, "truce", "2031-05-01", "ASSAULT")
    _agreement(folder, "accord", "2031-05-01", "ASSAULT", "COERCE")
    rows = [
        {"id": f"r{n}", "publisher": f"Paper {n}", "published_on": day, "text": text}
        for n, (day, text) in enumerate(REPORTS)
    ]
    (made / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_case(folder, create=True, now=lambda: "2031-06-01T00:00:00Z") as case:
        add_sources(case, [str(made / "reports.jsonl")], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
    return folder


@pytest.fixture
def view(folder: Path) -> ReportView:
    with open_case(folder) as case:
        return build_view(case)


def test_statements_are_a_list_of_their_own(view: ReportView) -> None:
    assert {one.kind for one in view.standing.statements} == {"THREATEN", "ACCUSE", "CONSULT", "REQUEST"}
    assert {one.kind for one in view.acts} == {"ASSAULT"}
    assert not {finding.incident_id for finding in view.findings} & {one.id for one in view.standing.statements}


def test_an_agreement_that_speaks_of_threats_makes_the_threat_an_incident(folder: Path) -> None:
    _agreement(folder, "pledge", "2031-05-01", "THREATEN")
    try:
        with open_case(folder) as case:
            run_case(case, "local", 0, lambda *_: None)
            view = build_view(case)
        assert "THREATEN" in {one.kind for one in view.acts}
        assert "THREATEN" not in {one.kind for one in view.standing.statements}
        assert "ACCUSE" in {one.kind for one in view.standing.statements}
    finally:
        (folder / "agreements" / "pledge.yaml").unlink()
        with open_case(folder) as case:
            run_case(case, "local", 0, lambda *_: None)


def test_an_act_under_two_agreements_is_one_breach(folder: Path, view: ReportView) -> None:
    alleged = [finding for finding in view.counted_findings if finding.status == "alleged_violation"]
    assert {finding.agreement_id for finding in alleged} == {"truce", "accord"}
    assert len({finding.incident_id for finding in alleged}) == 1
    with open_case(folder) as case:
        assert list_reviewed(case, "findings", {}).acts["alleged_violation"] == 1
        summary = run_case(case, "local", 0, lambda *_: None)
    assert summary.acts["alleged_violation"] == 1
    assert summary.findings["alleged_violation"] == 2


def test_an_act_before_the_dossiers_period_is_background(folder: Path, view: ReportView) -> None:
    assert view.period.since == "2030-05-06"
    assert [(act.time.start or "")[:4] for act in view.standing.background] == ["2027"]
    with open_case(folder) as case:
        listed = list_reviewed(case, "incidents", {})
        aside = list_reviewed(case, "incidents", {"status": "background"}).counted.sure
        lines = list(run_case(case, "local", 0, lambda *_: None).lines())
    assert "2027-03-03" not in {row["start"] for _, row in listed.counted.sure}
    assert listed.n_background == len(aside) == 1
    assert any(line.startswith("1 act outside the period of the dossier (from 2030-05-06 on)") for line in lines)


def test_no_pronoun_is_a_side(view: ReportView) -> None:
    everybody = [one for incident in view.incidents for one in (*incident.actors, *incident.targets)]
    assert not {one.name.casefold() for one in everybody} & {"we", "they", "he", "us", "it"}


def test_program_library_and_files_show_the_same(folder: Path, view: ReportView, tmp_path: Path) -> None:
    handles = [one.handle for one in view.standing.statements]
    [(_, printed)] = run_shown([f"servanda statements {folder} --kind THREATEN --format csv"], tmp_path)
    [row] = csv.DictReader(printed.splitlines())
    assert row["by"] == "Rapid Support Forces"
    assert [one.handle for one in servanda.open(folder).statements] == handles
    with open_case(folder) as case:
        write_report(case, tmp_path / "a.statements.csv")
        write_report(case, tmp_path / "a.html")
    written = list(csv.DictReader((tmp_path / "a.statements.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["handle"] for row in written] == handles
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert all(f'<tr id="{one.id}">' in page for one in view.standing.statements)
    assert "Background: 1 act outside the period" in page


def _layer(day: str) -> DocumentText:
    return text_layer(f"doc_{day}", "Words.", (), published_on=day, parser="test", parser_version="1")


@pytest.mark.parametrize(
    ("setting", "told", "expected"),
    [
        (PeriodSetting(), ((), ()), (None, None)),
        (PeriodSetting(), ((), ("2031-06-10", "2031-05-06")), ("2030-05-06", None)),
        (PeriodSetting(), (("2020-01-01", "2029-05-01", "2031-06-01"), ("2031-05-06",)), ("2029-05-01", None)),
        (PeriodSetting(), (("2031-05-01",), ("2031-05-06",)), ("2030-05-06", None)),
        (PeriodSetting(since="2031-01-01"), (("2029-05-01",), ("2031-05-06",)), ("2031-01-01", None)),
        (PeriodSetting(until="2032-01-01"), ((), ("2031-05-06",)), ("2030-05-06", "2032-01-01")),
    ],
)
def test_where_the_period_begins(setting, told, expected, tmp_path: Path) -> None:
    starts, days = told
    (tmp_path / "agreements").mkdir()
    for n, start in enumerate(starts):
        _agreement(tmp_path, f"pact-{n}", start, "ASSAULT")
    book: AgreementBook = load_agreement_book(tmp_path / "agreements", tmp_path / "zones")
    assert dossier_period(setting, book, [_layer(day) for day in days]) == expected


@pytest.mark.parametrize("written", ['since = "May 2031"', 'since = "2031-05-02"\nuntil = "2031-05-01"'])
def test_a_period_that_is_none_is_refused(written: str, tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text(f"[period]\n{written}\n", encoding="utf-8")
    with pytest.raises(servanda.errors.ConfigError):
        servanda.open(tmp_path)
