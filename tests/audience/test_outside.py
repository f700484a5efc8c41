"""What those outside are shown: findings held back, decisions by role and day, files that only their owner may read."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.audience.leaks import AT_ONCE, ENDINGS, NOW, dossier_of, parts, report
from tests.truce import AGREEMENT

from servanda.errors import StoreError, UsageError
from servanda.model.documents import ROW_MEDIA_TYPE
from servanda.parse import parsing, plain
from servanda.pipeline import Again, Case, Judgement, decide, open_case, run_case
from servanda.pipeline.audience import release
from servanda.report import examined

SETTINGS = 'title = "Outside"\ncountries = ["SD"]\n' + AT_ONCE
TOWNS = ("Nyala", "Zalingei", "Kutum")
CALLER = "Perpetua Gwandu"


def _attack(town: str, day: int) -> str:
    return f"The Rapid Support Forces shelled {town} on {day} May 2031, killing six civilians, the Red Crescent said."


ROWS: list[dict[str, Any]] = [
    *({"id": f"open-{town}", "publisher": "Nile Dispatch", "published_on": "2031-05-09", "text": _attack(town, 5)} for town in TOWNS),
    {"id": "second", "publisher": "Desert Wire", "published_on": "2031-05-09", "text": _attack("Kutum", 5)},
    {"id": "denial", "publisher": "Inner Voice", "published_on": "2031-05-10", "sensitivity": "internal",
     "text": f"The Rapid Support Forces denied that they shelled Nyala on 5 May 2031, their officer {CALLER} said on the telephone."},
    {"id": "toll", "publisher": "Inner Voice", "published_on": "2031-05-10", "sensitivity": "internal",
     "text": f"The Rapid Support Forces shelled Zalingei on 5 May 2031, killing nine civilians, {CALLER} said."},
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = dossier_of(tmp_path_factory.mktemp("outside") / "case", ROWS, SETTINGS, AGREEMENT)
    with open_case(folder, now=lambda: NOW) as case:
        places = {item.id: item.place.name for item in case.store.current("corroborate")}
        handles = {state.incident_id: state.handle for state in case.store.handles()}
        keys = {places[identity]: handle for identity, handle in handles.items() if identity in places}
        for town, verdict, because in (
            ("Kutum", "reply", "the forces write: we were not there"),
            ("Kutum", "accept", f"{CALLER} confirmed it"),
            ("Zalingei", "accept", "seen against all reports"),
        ):
            decide(case, Judgement(target=keys[town], verdict=verdict, by="ana-in-the-field", because=because))
    return folder


def _findings(path: Path) -> list[dict[str, Any]]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [item for item in lines if item["id"].startswith("fnd_")]


def _towns(folder: Path, path: Path, audience: str) -> tuple[set[str], Any]:
    """Return the towns on which a report has an alleged violation, and what it left out."""
    written = report(folder, path, audience)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    places = {item["id"]: item["place"]["name"] for item in lines if item["id"].startswith("inc_")}
    return {places[item["incident_id"]] for item in _findings(path) if item["status"] == "alleged_violation"}, written


def test_what_a_withheld_document_denies_or_contradicts_is_held_back(desk, tmp_path):
    inside, _ = _towns(desk, tmp_path / "in.jsonl", "internal")
    assert inside == set(TOWNS)
    shown, written = _towns(desk, tmp_path / "out.jsonl", "court")
    assert shown == {"Kutum"}
    assert [item.words for item in written.left_out] == [
        "2 documents: it is not for this audience",
        "2 findings: what may not be shown, or what people decided on the whole record, speaks against it",
    ]
    assert set(written.withheld.values()) == {"it is internal, and no consent names the use court"}


def test_what_people_rejected_on_the_whole_record_is_held_back(tmp_path):
    inner = {**ROWS[0], "id": "inner", "publisher": "Inner Voice", "sensitivity": "internal"}
    rows = [ROWS[0], {**inner, "text": ROWS[0]["text"].replace("the Red Crescent", CALLER)}]
    folder = dossier_of(tmp_path / "case", rows, SETTINGS, AGREEMENT)
    assert _towns(folder, tmp_path / "before.jsonl", "court")[0] == {"Nyala"}
    with open_case(folder, now=lambda: NOW) as case:
        [finding] = [item for item in case.store.current("assess") if item.status == "alleged_violation"]
        decide(case, Judgement(target=finding.id, verdict="reject", by="ana", because="it was another town"))
    assert _towns(folder, tmp_path / "after.jsonl", "court")[0] == set()


def _handle(case: Case, town: str) -> str:
    [named] = [item.id for item in case.store.current("corroborate") if item.place.name == town]
    return next(state.handle for state in case.store.handles() if state.incident_id == named)


def test_what_is_contradicted_and_what_was_rejected_are_held_back_together(tmp_path):
    """Nyala is denied by a withheld document and rejected, Kutum rejected only, Zalingei contradicted only: each counts once."""
    inner = {**ROWS[2], "id": "inner", "publisher": "Inner Voice", "sensitivity": "internal"}
    rows = [*ROWS, {**inner, "text": ROWS[2]["text"].replace("the Red Crescent", CALLER)}]
    folder = dossier_of(tmp_path / "case", rows, SETTINGS, AGREEMENT)
    with open_case(folder, now=lambda: NOW) as case:
        for town in ("Nyala", "Kutum"):
            decide(
                case, Judgement(target=_handle(case, town), verdict="reject", by="ana", because=f"{CALLER} was wrong")
            )
    shown, written = _towns(folder, tmp_path / "out.jsonl", "public")
    assert shown == set()
    assert [(item.kind, item.n) for item in written.left_out] == [("document", 3), ("finding", 3)]
    told = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert "reject" not in told
    assert CALLER not in told


def _later_parser(content: bytes, config: Any) -> Any:
    """A later parser of rows, which puts a line before the text: every claim of it gets another key."""
    reading = plain.read_row(content, config)
    text = f"Darfur desk\n\n{reading.text}"
    return reading._replace(text=text, paragraphs=plain.find_paragraphs(text), version="9.0.0")


def test_a_decision_under_a_former_name_is_told_outside_under_the_present_one(tmp_path, monkeypatch):
    folder = dossier_of(tmp_path / "case", [ROWS[2], ROWS[4]], SETTINGS, AGREEMENT)
    with open_case(folder, now=lambda: NOW) as case:
        [finding] = [item for item in case.store.current("assess") if item.status == "alleged_violation"]
        [claim] = [item for item in case.store.records("claim") if item.id in finding.conditions[0].claims]
        for target, because in ((finding.id, "the forces write: we were in camp"), (claim.key, "read in both prints")):
            decide(case, Judgement(target=target, verdict="reply", by="ana", because=because))
    monkeypatch.setitem(parsing._READERS, ROW_MEDIA_TYPE, _later_parser)
    with open_case(folder, now=lambda: NOW) as case:
        run_case(case, "local", 0, lambda *_: None, Again(reparse=True))
        shown = release(case, "public").view
        [present] = [item.id for item in shown.findings if item.status == "alleged_violation"]
        [key] = [item.key for item in shown.claims if item.id in shown.findings[0].conditions[0].claims]
        assert (shown.aliases[finding.id], shown.aliases[claim.key]) == (present, key)
        assert present != finding.id
        assert key != claim.key
        assert {(item.target.key, item.by, item.at, item.because) for item in shown.decisions} == {
            (present, "reviewer", "2031-06-01", "the forces write: we were in camp"),
            (key, "reviewer", "2031-06-01", "read in both prints"),
        }
    report(folder, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "the forces write: we were in camp" in page
    assert finding.id not in page


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_exports_carry_role_and_day(desk, tmp_path, audience):
    report(desk, tmp_path / "a.html", audience)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "the forces write: we were not there" in page
    assert "reviewer" in page
    for told in ("ana-in-the-field", "09:17"):
        assert told not in page


def test_outside_a_bundle_tells_no_pseudonym_of_a_reviewer(desk, tmp_path):
    report(desk, tmp_path / "a.zip", "public")
    assert examined(tmp_path / "a.zip")[0] == []
    found = dict(parts("", (tmp_path / "a.zip").read_bytes()))
    assert not [name for name, text in found.items() if "ana-in-the-field" in text]
    lines = [json.loads(line) for line in found["/records.jsonl"].splitlines()]
    decisions = [json.loads(line["body"]) for line in lines if line["kind"] == "decision"]
    assert [(item["verdict"], item["by"], item["at"]) for item in decisions if item["verdict"] == "reply"] == [
        ("reply", "reviewer", "2031-06-01")
    ]


def test_a_reason_that_names_whom_only_withheld_documents_name_stays_inside(desk, tmp_path):
    for ending in ENDINGS:
        report(desk, tmp_path / f"a{ending}", "public")
        text = " ".join(text for _, text in parts("", (tmp_path / f"a{ending}").read_bytes()))
        assert "Gwandu" not in text
        assert "INC-" not in text.replace("INC-0001", "") if ending == ".zip" else "INC-" not in text
    assert "(the reason stays inside)" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_incidents_are_numbered_anew_and_without_a_gap(desk, tmp_path):
    report(desk, tmp_path / "a.jsonl", "court")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    handles = [item["handle"] for item in lines if item["id"].startswith("inc_")]
    assert handles == [f"court-{number:04d}" for number in range(1, len(TOWNS) + 1)]


def test_a_finding_on_record_is_asked_for_by_its_id(desk, tmp_path):
    with open_case(desk) as case:
        places = {item.id: item.place.name for item in case.store.current("corroborate")}
        of = {places[item.incident_id]: item.id for item in case.store.current("assess")}
    report(desk, tmp_path / "a.zip", "public", findings=(of["Kutum"],))
    assert examined(tmp_path / "a.zip")[0] == []
    with pytest.raises(UsageError, match=r"nothing can be packed.*2 findings: what may not be shown"):
        report(desk, tmp_path / "b.zip", "public", findings=(of["Nyala"],))


@pytest.mark.parametrize("ending", ENDINGS)
def test_only_the_owner_may_read_what_is_written(desk, tmp_path, ending):
    output = tmp_path / f"a{ending}"
    output.touch(mode=0o644)
    before = os.umask(0)
    try:
        report(desk, output)
    finally:
        os.umask(before)
    assert stat.S_IMODE(output.stat().st_mode) == 0o600


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_that_cannot_be_logged_does_not_appear(desk, tmp_path, ending, monkeypatch):
    def refuse(*_: object) -> None:
        raise StoreError("the log cannot be written")

    monkeypatch.setattr("servanda.store.store.append_entry", refuse)
    with pytest.raises(StoreError, match="log cannot be written"):
        report(desk, tmp_path / f"a{ending}")
    assert list(tmp_path.iterdir()) == []


def test_the_log_knows_an_export_before_its_file_appears(desk, tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr("servanda.pipeline.reporting.write_whole", fail)
    with open_case(desk) as case:
        before = [entry.event for entry in case.store.log()].count("exported")
    with pytest.raises(StoreError, match="the disk is full"):
        report(desk, tmp_path / "a.html")
    with open_case(desk) as case:
        assert [entry.event for entry in case.store.log()].count("exported") == before + 1


def test_a_report_warns_of_a_text_that_names_its_own_witness(tmp_path):
    row = {"id": "1", "witness": "Salwa Demir", "text": f"{_attack('Nyala', 5)} Salwa Demir saw it."}
    folder = dossier_of(tmp_path / "case", [row, ROWS[1]], SETTINGS, AGREEMENT)
    assert len(report(folder, tmp_path / "in.html", "internal").telling) == 1
    written = report(folder, tmp_path / "out.html", "public")
    assert written.telling == ()
    assert [item.words for item in written.left_out] == ["1 document: its own words name somebody who is protected"]
