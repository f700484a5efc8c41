"""Expunging, by a byte search: no word of the document is left in the dossier or in an export, and verify passes."""

import gzip
import io
import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from servanda.errors import NotFoundError, UsageError, VaultLocked
from servanda.pipeline import (
    Judgement,
    ReportRequest,
    add_sources,
    decide,
    expunge_document,
    open_case,
    preview_expunging,
    run_case,
    verify_case,
    write_report,
)

GONE = "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Twelve weavers were killed, the baker Yagoub Senussi said."
KEPT = "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, a doctor said."
WITNESS = "Halima Abakar"
WORDS = ("Twelve weavers", "Yagoub Senussi", WITNESS, "Weavers killed")
ROWS = (
    {"id": "r1", "publisher": "Nile Dispatch", "published_on": "2031-05-06", "text": KEPT},
    {"id": "r2", "publisher": "Desert Wire", "published_on": "2031-05-06", "title": "Weavers killed", "text": GONE, "witness": WITNESS},
)  # fmt: skip


def _silent(*_: object) -> None:
    return


@pytest.fixture
def filled(dossier: Path, tmp_path: Path) -> tuple[Path, str]:
    """A dossier with two reports of one incident, a decision on a claim of the second; and that document's id."""
    table = tmp_path / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(table)], _silent, public=True)
        run_case(case, "local", 0, _silent)
        [document] = [item for item in case.store.records("document") if item.external_id == "r2"]
        claim = next(item for item in case.store.current("extract") if item.document_id == document.id)
        decide(case, Judgement(claim.key, "accept", "ana", f"as {WITNESS} told us"))
    return dossier, document.id


def _found(folder: Path) -> set[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {word for word in WORDS for path in files if word.encode() in path.read_bytes()}


def test_no_word_of_it_is_left_and_the_rest_is_made_anew(filled, tmp_path):
    dossier, document = filled
    (tmp_path / "out").mkdir()
    outputs = [dossier / "report.html", tmp_path / "out" / "findings.jsonl", tmp_path / "out" / "bundle.zip"]
    with open_case(dossier) as case:
        for output in outputs:
            write_report(case, output)
        assert {"Twelve weavers", "Yagoub Senussi"} <= _found(dossier) & _found(tmp_path / "out")
        [before] = case.store.current("corroborate")
        done = expunge_document(case, document, "ana", "the family asked for it")
        [after] = case.store.current("corroborate")
        assert (before.n_documents, after.n_documents) == (2, 1)
        assert {toll.maximum for toll in after.casualties} == {9}
        assert all(finding.incident_id == after.id for finding in case.store.current("assess"))
        assert verify_case(case) == ()
    assert _found(dossier) == set()
    assert [path for path in outputs if path.exists()] == []
    assert sorted(done.deleted) == sorted(path.resolve() for path in outputs)
    assert (done.elsewhere, done.remains) == ((), ())
    assert done.locator.endswith("rows.jsonl#2")
    assert done.tombstone.n_records["decision"] == 1


def _sentences_left(folder: Path) -> set[str]:
    """Return, by a byte search, which sentences, five-word runs and names are left in any file of a folder."""
    words = GONE.replace(".", "").replace(",", "").split()
    runs = {" ".join(words[start : start + 5]) for start in range(len(words) - 4)}
    sentences = {part.strip() for part in GONE.split(".") if part.strip()}
    asked = {
        piece
        for piece in {*runs, *sentences, *WORDS}
        if piece.replace(",", "") not in KEPT.replace(".", "").replace(",", "")
    }
    content = b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    plain = content + content.replace(b",", b"").replace(b".", b"")
    return {piece for piece in asked if piece.encode() in plain}


def test_no_sentence_and_no_name_survives_in_any_reason(filled, tmp_path):
    """Reasons on its incident, by id and by handle, on a finding, on a merge, on the document and on what others say."""
    dossier, document = filled
    told = f"{WITNESS} said: twelve weavers were killed, the baker Yagoub Senussi said"
    with open_case(dossier) as case:
        [incident] = case.store.current("corroborate")
        findings = list(case.store.current("assess"))
        [handle] = [state.handle for state in case.store.handles() if state.incident_id == incident.id]
        claims = {item.document_id: item for item in case.store.current("extract") if item.id in incident.members}
        kept = next(item for name, item in claims.items() if name != document)
        for name, verdict, other in (
            (incident.id, "accept", None), (handle, "accept", None), (kept.id, "accept", None), (kept.id, "merge", claims[document].id),
            *((item.id, "accept", None) for item in findings),
        ):  # fmt: skip
            made = decide(case, Judgement(name, verdict, "ana", told, other=other))
        decide(case, Judgement(made.id, "undo", "ana", told))
        write_report(case, dossier / "sent.zip")
        (dossier / "sent.zip").rename(dossier / "kept for later.zip")
        assert _sentences_left(dossier)
        done = expunge_document(case, document, "ana", "the family asked for it")
        assert _sentences_left(dossier) == set()
        assert not (dossier / "kept for later.zip").exists()
        assert done.remains == ()
        assert verify_case(case) == ()
        verdicts = {item.target.key: item.verdict for item in case.store.decisions()}
        assert (verdicts[handle], verdicts[kept.key]) == ("accept", "accept")


def test_exports_without_it_stay_and_moved_ones_are_named(filled, tmp_path):
    dossier, document = filled
    with open_case(dossier) as case:
        write_report(case, tmp_path / "all.html")
        (tmp_path / "all.html").rename(tmp_path / "sent.html")
        done = expunge_document(case, document, "ana", "the family asked for it")
        assert [export.path.name for export in done.elsewhere] == ["all.html"]
        write_report(case, tmp_path / "after.html")
        [other] = case.store.records("document")
        assert {export.path.name for export in preview_expunging(case, other.id)[2]} == {"all.html", "after.html"}
    page = (tmp_path / "after.html").read_text(encoding="utf-8")
    assert "Nine people" in page
    assert not any(word in page for word in WORDS)


def test_running_and_adding_again_brings_nothing_back(filled, tmp_path):
    dossier, document = filled
    with open_case(dossier) as case:
        expunge_document(case, document, "ana", "the family asked for it")
        summary = add_sources(case, [str(tmp_path / "rows.jsonl")], _silent)
        run_case(case, "local", 0, _silent)
        assert summary.n_new == 0
        assert verify_case(case) == ()
    assert _found(dossier) == set()


def test_a_copy_elsewhere_in_the_dossier_is_pointed_at(filled):
    dossier, document = filled
    (dossier / "notes.txt").write_text(f"to look at: {GONE}", encoding="utf-8")
    with open_case(dossier) as case:
        done = expunge_document(case, document, "ana", "the family asked for it")
    assert [path.name for path in done.remains] == ["notes.txt"]


def test_a_bundle_made_later_says_that_something_was_expunged(filled, tmp_path):
    dossier, document = filled
    with open_case(dossier) as case:
        expunge_document(case, document, "ana", "the family asked for it")
        left_out = write_report(case, tmp_path / "x.zip", ReportRequest("court")).left_out
    assert left_out
    assert all("expunged" in item.reason for item in left_out)


def test_a_preview_changes_nothing(filled):
    dossier, document = filled
    with open_case(dossier) as case:
        n_entries = len(list(case.store.log()))
        identity, counts, holding = preview_expunging(case, document[:10])
        assert (identity, holding) == (document, ())
        assert {"object", "document", "document_text", "claim", "incident", "finding", "decision"} <= counts.keys()
        assert len(list(case.store.log())) == n_entries
    assert _found(dossier)


def test_what_cannot_be_expunged_is_said_in_words(filled):
    dossier, document = filled
    with open_case(dossier) as case:
        claim = next(item for item in case.store.current("extract") if item.document_id == document)
        with pytest.raises(UsageError, match=document):
            expunge_document(case, claim.id, "ana", "why")
        with pytest.raises(NotFoundError, match="doc_0"):
            expunge_document(case, "doc_0", "ana", "why")
        with pytest.raises(UsageError, match="--because"):
            expunge_document(case, document, "ana", " ")
        case.store.vault.key.lock("a passphrase")
    with open_case(dossier) as case, pytest.raises(VaultLocked):
        expunge_document(case, document, "ana", "exports cannot be looked up")
    assert _found(dossier)


@pytest.mark.bounded
def test_a_printed_page_a_capture_and_a_short_note_are_pointed_at(filled):
    dossier, document = filled
    (dossier / "printed.pdf").write_bytes(_pdf(GONE[:61], GONE[61:]))
    (dossier / "innocent.pdf").write_bytes(_pdf("Nobody was here on that day, the clerk wrote down."))
    (dossier / "visit.warc.gz").write_bytes(gzip.compress(b"WARC/1.1\r\nWARC-Type: resource\r\n\r\n" + GONE.encode()))
    (dossier / "titles.txt").write_text("Weavers killed\nRain in Nyala\n", encoding="utf-8")
    assert b"weavers" not in (dossier / "printed.pdf").read_bytes(), "the words stand packed in the file"
    with open_case(dossier) as case:
        done = expunge_document(case, document, "ana", "the family asked for it")
    assert [path.name for path in done.remains] == ["printed.pdf", "titles.txt", "visit.warc.gz"]


def _pdf(*lines: str) -> bytes:
    page = io.BytesIO()
    printed = Canvas(page, pageCompression=1)
    for number, line in enumerate(lines):
        printed.drawString(72, 700 - 20 * number, line)
    printed.save()
    return page.getvalue()


@pytest.mark.bounded
def test_a_pdf_file_beyond_the_bounds_is_pointed_at_as_one_of_which_nobody_can_tell(filled, monkeypatch):
    dossier, document = filled
    (dossier / "printed.pdf").write_bytes(_pdf("Nobody was here on that day."))
    monkeypatch.setattr("servanda.pipeline.limits.Limits.to_parse", lambda *_: 0.0)
    with open_case(dossier) as case:
        done = expunge_document(case, document, "ana", "the family asked for it")
    assert [path.name for path in done.remains] == ["printed.pdf"]
