"""The same bytes again: one document, protection of all, every place of publication kept."""

import json
from pathlib import Path

import pytest

from servanda.pipeline import (
    ReportRequest,
    add_sources,
    expunge_document,
    open_case,
    run_case,
    verify_case,
    write_report,
)
from servanda.pipeline.audience import refused_documents
from servanda.pipeline.documents import described_documents

TEXT = "Gunmen of the Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Six people were killed, a nurse said."
OPEN = {"sensitivity": "public", "publisher": "Nile Dispatch", "published_on": "2031-05-06"}
STRICTER = (
    {"sensitivity": "internal"},
    {"sensitivity": "confidential"},
    {"sensitivity": "protected"},
    {"consent": {"basis": "spoken", "uses": ["internal"]}},
    {"consent": {"basis": "spoken", "uses": ["public", "report", "court"], "withdrawn_at": "2020-01-01"}},
    {"consent": {"basis": "spoken", "uses": ["public"], "until": "2020-01-01"}},
    {"retain_until": "2020-01-01"},
    {"witness": "a nurse"},
)


def _silent(*_: object) -> None:
    return


def _add(case, folder: Path, name: str, declared: dict[str, object], text: str = TEXT):
    """Add a file with its sidecar, under a name of its own."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.meta.json").write_text(json.dumps(declared), encoding="utf-8")
    return add_sources(case, [str(folder / f"{name}.txt")], _silent)


@pytest.fixture
def case(dossier):
    with open_case(dossier, create=True) as opened:
        yield opened


def _public_words(case, path: Path) -> str:
    """Return a public report as text, beside another document which may always be shown."""
    _add(case, path.parent, "bystander", {"sensitivity": "public"}, "“We hope for calm,” the mayor of Zalingei said.")
    run_case(case, "local", 0, _silent)
    write_report(case, path, ReportRequest("public"))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("stricter", STRICTER, ids=lambda one: json.dumps(one)[:40])
def test_a_stricter_declaration_protects_what_was_there(case, tmp_path, stricter):
    first = _add(case, tmp_path, "first", OPEN)
    run_case(case, "local", 0, _silent)
    assert refused_documents(case, "public") == {}
    assert "Nyala" in _public_words(case, tmp_path / "before.html")
    again = _add(case, tmp_path, "again", stricter)
    assert (first.n_new, again.n_new, again.n_known) == (1, 0, 1)
    known = next(one for one in described_documents(case) if len(one.guards) > 1)
    assert known.document.id in refused_documents(case, "public")
    write_report(case, tmp_path / "after.html", ReportRequest("public"))
    assert "Nyala" not in (tmp_path / "after.html").read_text(encoding="utf-8"), "before any further run"
    assert "Nyala" not in _public_words(case, tmp_path / "later.html")
    assert verify_case(case) == ()


@pytest.mark.parametrize("stricter", STRICTER, ids=lambda one: json.dumps(one)[:40])
def test_a_laxer_declaration_loosens_nothing(case, tmp_path, stricter):
    _add(case, tmp_path, "first", stricter)
    run_case(case, "local", 0, _silent)
    before = {name: refused_documents(case, name) for name in ("internal", "partner", "public", "court")}
    again = _add(case, tmp_path, "again", OPEN)
    assert again.n_new == 0
    [known] = described_documents(case)
    for name, refused in before.items():
        assert (known.document.id in refused) <= (known.document.id in refused_documents(case, name)), name
    assert known.document.id in refused_documents(case, "public")


def test_a_laxer_declaration_says_that_it_loosens_nothing(case, tmp_path):
    _add(case, tmp_path, "first", {"sensitivity": "confidential"})
    said = " ".join(_add(case, tmp_path, "again", OPEN).warnings)
    assert "sensitivity public loosens nothing: it stays confidential" in said
    assert "publisher: Nile Dispatch (was not declared)" in said


def test_metadata_declared_later_is_a_decision_in_the_log(case, tmp_path):
    _add(case, tmp_path, "first", {"publisher": "Nile Dispatch"})
    run_case(case, "local", 0, _silent)
    entries = list(case.store.log())
    _add(case, tmp_path, "again", OPEN)
    [decision] = case.store.decisions()
    assert (decision.verdict, decision.patch) == ("declare", {"published_on": "2031-05-06"})
    assert [entry.event for entry in case.store.log(after=len(entries))] == ["collected"]
    run_case(case, "local", 0, _silent)
    [layer] = case.store.current("parse")
    assert (layer.publisher, layer.published_on) == ("Nile Dispatch", "2031-05-06")


def test_the_same_declaration_again_changes_nothing(case, tmp_path):
    _add(case, tmp_path, "first", OPEN)
    _add(case, tmp_path, "again", {**OPEN, "sensitivity": "internal", "title": "Shells"})
    n_entries = len(list(case.store.log()))
    for name, declared in (("first", OPEN), ("again", {**OPEN, "sensitivity": "internal", "title": "Shells"})):
        summary = _add(case, tmp_path, name, declared)
        assert (summary.n_new, summary.n_known, summary.warnings) == (0, 1, ())
    assert len(list(case.store.log())) == n_entries


def test_two_outlets_stay_two_and_count_as_one_origin(case, tmp_path):
    _add(case, tmp_path, "one", OPEN)
    summary = _add(case, tmp_path, "two", {**OPEN, "publisher": "Desert Wire"})
    assert summary.n_new == 1
    assert "at another place of publication" in " ".join(summary.warnings)
    run_case(case, "local", 0, _silent)
    documents = list(case.store.records("document"))
    assert len({document.object_sha256 for document in documents}) == 1, "one object"
    assert {document.publisher for document in documents} == {"Nile Dispatch", "Desert Wire"}
    [incident] = case.store.current("corroborate")
    assert len({voice.document_id for voice in incident.voices}) == 2
    assert incident.n_independent_origins == 1


def test_what_protects_one_outlet_protects_the_other(case, tmp_path):
    _add(case, tmp_path, "one", OPEN)
    withdrawn = {"basis": "letter", "uses": ["public"], "withdrawn_at": "2020-01-01"}
    _add(case, tmp_path, "two", {**OPEN, "publisher": "Desert Wire", "consent": withdrawn})
    run_case(case, "local", 0, _silent)
    for audience in ("internal", "partner", "public", "court"):
        assert len(refused_documents(case, audience)) == 2, audience
    assert "Nyala" not in _public_words(case, tmp_path / "report.html")


def test_nothing_declared_is_no_declaration(case, tmp_path):
    _add(case, tmp_path, "one", OPEN)
    _add(case, tmp_path, "two", {"publisher": "Desert Wire"})
    assert refused_documents(case, "public") == {}, "a default protects what is new, not what somebody declared public"


def test_who_spoke_never_comes_in_by_a_second_declaration(case, tmp_path, dossier):
    _add(case, tmp_path, "first", {"sensitivity": "protected"})
    _add(case, tmp_path, "again", {"sensitivity": "public", "title": "Call of Halima Idris", "author": "Halima Idris"})
    told = [path for path in dossier.rglob("*") if path.is_file() and b"Halima" in path.read_bytes()]
    assert told == []


ROW = {"text": TEXT, "publisher": "Nile Dispatch", "published_on": "2031-05-06", "sensitivity": "public"}


def _table(case, path: Path, *rows: dict[str, object]):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return add_sources(case, [str(path)], _silent)


@pytest.mark.parametrize("stricter", STRICTER[:7], ids=lambda one: json.dumps(one)[:40])
def test_a_row_whose_declaration_changed_is_the_same_row(case, tmp_path, stricter):
    for identity in ({"id": "r1"}, {}):
        path = tmp_path / f"table-{len(identity)}.jsonl"
        text = f"{TEXT} {identity}"
        _table(case, path, {**ROW, **identity, "text": text})
        summary = _table(case, path, {**ROW, **identity, **stricter, "text": text})
        assert (summary.n_new, summary.n_known) == (0, 1), identity
    assert len(refused_documents(case, "public")) == 4, "two documents, each declared twice"


def test_rows_of_one_text_are_told_apart_and_protected_together(case, tmp_path):
    quiet = {**ROW, "text": "No incident was reported in Nyala on this day."}
    summary = _table(case, tmp_path / "days.jsonl", quiet, {**quiet, "published_on": "2031-05-07"})
    assert summary.n_new == 2
    summary = _table(
        case, tmp_path / "ids.jsonl", {**quiet, "id": "a"}, {**quiet, "id": "b", "sensitivity": "internal"}
    )
    assert summary.n_new == 2
    assert len(refused_documents(case, "public")) == 4


def test_a_row_and_a_file_of_one_text_are_protected_together(case, tmp_path):
    _table(case, tmp_path / "table.jsonl", ROW)
    _add(case, tmp_path, "file", {"publisher": "Desert Wire", "sensitivity": "confidential"})
    assert len(refused_documents(case, "public")) == 2


def test_two_documents_of_an_earlier_version_are_protected_together(case, tmp_path, monkeypatch):
    from servanda.pipeline import adding
    from servanda.pipeline.twins import Met, Twins

    with monkeypatch.context() as earlier:
        earlier.setattr(Twins, "meet", lambda _self, item: Met(item))
        earlier.setattr(Twins, "keep", lambda *_: None)
        assert adding.Twins is Twins
        _add(case, tmp_path, "first", OPEN)
        _add(case, tmp_path, "again", {**OPEN, "sensitivity": "protected"})
    assert len(described_documents(case)) == 2
    run_case(case, "local", 0, _silent)
    assert len(refused_documents(case, "public")) == 2
    assert "Nyala" not in _public_words(case, tmp_path / "report.html")


def test_expunging_takes_every_declaration_along(case, tmp_path, dossier):
    _add(case, tmp_path, "first", OPEN)
    _add(case, tmp_path, "again", {**OPEN, "title": "Six dead in Nyala", "witness": "Amna the nurse"})
    run_case(case, "local", 0, _silent)
    [known] = described_documents(case)
    expunge_document(case, known.guards[1].id, "ana", "asked for by the family")
    assert list(case.store.records("document")) == []
    assert case.store.decisions() == ()
    assert [path for path in dossier.rglob("*") if path.is_file() and b"Six dead" in path.read_bytes()] == []
    assert verify_case(case) == ()


def test_to_ask_for_public_again_loosens_nothing_and_says_so(case, tmp_path):
    (tmp_path / "bare.txt").write_text(TEXT, encoding="utf-8")
    add_sources(case, [str(tmp_path / "bare.txt")], _silent)
    summary = add_sources(case, [str(tmp_path / "bare.txt")], _silent, public=True)
    [known] = described_documents(case)
    assert (summary.n_new, known.document.sensitivity) == (0, "internal")
    assert "known, and stays internal" in " ".join(summary.warnings)


def test_a_stamp_binds_against_a_twin_that_was_public(case, tmp_path, monkeypatch):
    from contextlib import nullcontext

    from servanda.pipeline import adding
    from servanda.pipeline.entering import Entered

    def unlooked(items):
        return {item.document.id: Entered(item) for item in items}

    stamped = f"CONFIDENTIAL - NOT FOR DISTRIBUTION\n\n{TEXT}"
    with monkeypatch.context() as earlier:  # an earlier version looked for no stamps
        earlier.setattr(adding, "entering", lambda *_, **__: nullcontext(unlooked))
        _add(case, tmp_path, "first", OPEN, stamped)
    assert refused_documents(case, "public") == {}
    _add(case, tmp_path, "again", {"publisher": "Desert Wire"}, stamped)
    assert len(refused_documents(case, "public")) == 2
