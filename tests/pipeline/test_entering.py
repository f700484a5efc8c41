"""What has no declared audience is internal; what speaks against itself is internal even where somebody says public."""

import json
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen import canvas

from servanda.pipeline import add_sources, open_case
from servanda.reference.stamps import stamp_in

CALL = "Call with the nurse Salwa Demir on Monday. She counted four wounded at the clinic in Nyala."
STAMPED = (
    "CONFIDENTIAL", "Confidential", "- Confidential -", "STRICTLY CONFIDENTIAL", "UN RESTRICTED", "Classification: Restricted",
    "Page 3 of 7 | CONFIDENTIAL", "CONFIDENTIAL – Visit to Nyala, 5 May 2031", "NOT FOR DISTRIBUTION", "Not for public distribution",
    "not for onward distribution or publication", "For internal use only", "FOR OFFICIAL USE ONLY", "*** Do not circulate ***",
    "Please do not forward or copy", "Restricted distribution", "Distribution: limited", "TLP:AMBER", "TLP: RED", "Private and confidential",
    "OFFICIAL-SENSITIVE", "[DRAFT] Not for citation", "Eyes only", "NATO CONFIDENTIAL", "Confidential/Not for release",
    "This document is confidential and may not be shared.", "This report is strictly not for publication.",
    "The information may be wrong. It must not be distributed.", "This e-mail and any attachments are confidential.",
    "سري للغاية", "سِرّي", "غير قابل للنشر", "للاستخدام الداخلي فقط", "وثيقة محدودة التوزيع", "هذه الوثيقة سرية",
    "Конфиденциально", "СТРОГО КОНФИДЕНЦИАЛЬНО", "Для служебного пользования", "Не для распространения", "Не подлежит разглашению",
    "Конфіденційно", "Для службового користування", "Не для поширення", "Цілком таємно",
    "CONFIDENTIEL", "Diffusion restreinte", "Ne pas diffuser", "À usage interne uniquement", "Ce document est strictement confidentiel",
)  # fmt: skip
NOT_STAMPED = (
    "The confidential report names three commanders.", "confidential.", "He gave a confidential interview to the monitors.",
    "Access to the camp was restricted on Monday.", "restricted", "Aid agencies called for the distribution of food.",
    "Do not forget the missing, she said.", "A secret meeting took place in Nyala.", "Confidential talks began in Nyala on Monday",
    "المحادثات السرية بين الطرفين استمرت يوم الاثنين", "Секретные переговоры прошли в понедельник", "Un accord secret a été signé lundi",
    "Секретні переговори відбулися", "The ministry classified the road as safe.", "Internal displacement rose in May.",
)  # fmt: skip


@pytest.mark.parametrize("line", STAMPED)
def test_a_stamp_is_known_in_every_form(line):
    assert stamp_in([["Visit to the north", line, "Nyala, 5 May 2031"]])
    assert stamp_in([[f"   {line}  "]])


@pytest.mark.parametrize("line", NOT_STAMPED)
def test_a_sentence_about_secrets_is_no_stamp(line):
    assert stamp_in([["Nyala, 5 May 2031", line]]) is None


def _silent(*_: object) -> None:
    return


def _added(dossier: Path, *sources: Path, public: bool) -> tuple[dict[str, str], tuple[str, ...]]:
    """Add sources and return the sensitivity of each document by the last part of its locator, and what was said."""
    with open_case(dossier, create=True) as case:
        summary = add_sources(case, [str(source) for source in sources], _silent, public=public)
        found = {Path(item.locator).name: item.sensitivity for item in case.store.records("document")}
    return found, summary.warnings


def _pdf(stamp: str, pages: int = 2) -> bytes:
    out = BytesIO()
    page = canvas.Canvas(out)
    for number in range(pages):
        page.drawString(250, 820, stamp)
        for line in range(30):
            page.drawString(72, 760 - 20 * line, f"Line {line} of page {number}: shells fell on the road to Nyala.")
        page.showPage()
    page.save()
    return out.getvalue()


def _word(stamp: str, where: str) -> bytes:
    document, out = docx.Document(), BytesIO()
    part = getattr(document.sections[0], where)
    part.is_linked_to_previous = False
    part.paragraphs[0].text = stamp
    document.add_paragraph(CALL)
    document.save(out)
    return out.getvalue()


def _mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["Sensitivity"] = "Visit", "Company-Confidential"
    message.set_content(CALL)
    return message.as_bytes()


FORMS = {
    "note.txt": f"CONFIDENTIAL\n\n{CALL}\n".encode(),
    "foot.txt": (f"{CALL}\n" * 60 + "Not for distribution\n").encode(),
    "paged.txt": ("\f".join([f"{CALL}\n" * 60, "Restricted\n" + f"{CALL}\n" * 60, f"{CALL}\n" * 60])).encode(),
    "head.pdf": _pdf("STRICTLY CONFIDENTIAL"),
    "header.docx": _word("Restricted", "header"),
    "footer.docx": _word("Not for distribution", "footer"),
    "page.html": f"<html><body><header>Confidential</header><article><p>{CALL * 5}</p></article></body></html>".encode(),
    "message.eml": _mail(),
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("public", [True, False])
def test_a_stamped_document_is_internal_and_named(dossier, tmp_path, name, public):
    path = tmp_path / name
    path.write_bytes(FORMS[name])
    found, said = _added(dossier, path, public=public)
    assert found == {name: "internal"}
    assert any(name in words and "stamped" in words for words in said), said


@pytest.mark.parametrize(("public", "expected"), [(True, "public"), (False, "internal")])
def test_what_has_no_declared_audience_is_internal(dossier, tmp_path, public, expected):
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    (tmp_path / "plain.pdf").write_bytes(_pdf("Monitoring unit"))
    assert _added(dossier, tmp_path / "call.txt", tmp_path / "plain.pdf", public=public)[0] == {
        "call.txt": expected,
        "plain.pdf": expected,
    }


def test_what_was_declared_goes_before_the_flag(dossier, tmp_path):
    for name, declared in (("a", "public"), ("b", "internal"), ("c", "confidential")):
        (tmp_path / f"{name}.txt").write_text(f"{CALL} {name}", encoding="utf-8")
        (tmp_path / f"{name}.txt.meta.json").write_text(json.dumps({"sensitivity": declared}), encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    assert _added(dossier, *files, public=True)[0] == {"a.txt": "public", "b.txt": "internal", "c.txt": "confidential"}


def test_a_source_is_public_where_the_settings_say_so(dossier, tmp_path):
    settings = dossier / "dossier.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + '[[sources]]\nname = "Nile Wire"\naliases = ["NW"]\nsensitivity = "public"\n',
        encoding="utf-8",
    )
    texts = (f"Report {number}. {CALL}" for number in range(3))
    rows = [
        {"id": "1", "text": next(texts), "publisher": "nw"},
        {"id": "2", "text": next(texts), "publisher": "Nile Dispatch"},
        {"id": "3", "text": next(texts)},
        {"id": "4", "text": f"Restricted\n{CALL}", "publisher": "Nile Wire"},
    ]
    table = tmp_path / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found, said = _added(dossier, table, public=False)
    assert [found[f"rows.jsonl#{number}"] for number in (1, 2, 3, 4)] == ["public", "internal", "internal", "internal"]
    assert [words for words in said if "Restricted" in words and "#4" in words]


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "https://t.me/nyala_today/88"},
        {"url": "https://m.facebook.com/story/1"},
        {"channel": "WhatsApp"},
        {"channel": "تغريدة"},
    ],
)
def test_a_post_is_internal_however_public(dossier, tmp_path, fields):
    table = tmp_path / "rows.jsonl"
    table.write_text(json.dumps({"id": "1", "text": CALL, "sensitivity": "public", **fields}) + "\n", encoding="utf-8")
    found, said = _added(dossier, table, public=True)
    assert set(found.values()) == {"internal"}
    assert any("a post (" in words for words in said)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="generator" content="Discourse 3.1">',
        '<script type="application/ld+json">{"@type": "SocialMediaPosting"}</script>',
        '<meta content="profile" property="og:type">',
    ],
)
def test_a_page_that_calls_itself_a_post_is_internal(dossier, tmp_path, head):
    (tmp_path / "p.html").write_text(
        f"<html><head>{head}</head><body><p>{CALL * 4}</p></body></html>", encoding="utf-8"
    )
    assert _added(dossier, tmp_path / "p.html", public=True)[0] == {"p.html": "internal"}


def test_what_cannot_be_read_is_not_public(dossier, tmp_path):
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    found, said = _added(dossier, tmp_path / "scan.png", public=True)
    assert found == {"scan.png": "internal"}
    assert any("cannot be read" in words for words in said)


def test_a_text_that_names_its_own_witness_is_warned_of(dossier, tmp_path):
    table = tmp_path / "rows.jsonl"
    table.write_text(json.dumps({"id": "1", "text": CALL, "witness": "Salwa Demir"}) + "\n", encoding="utf-8")
    _, said = _added(dossier, table, public=False)
    assert any("its own words give the protected witness" in words for words in said)
    assert not any("Salwa" in words for words in said)


def test_a_document_added_before_keeps_what_was_stored(dossier, tmp_path):
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    assert _added(dossier, tmp_path / "call.txt", public=True)[0] == {"call.txt": "public"}
    assert _added(dossier, tmp_path / "call.txt", public=False)[0] == {"call.txt": "public"}


def test_a_flag_loosens_nothing_that_is_known(dossier, tmp_path):
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    assert _added(dossier, tmp_path / "call.txt", public=False) == ({"call.txt": "internal"}, ())
    found, said = _added(dossier, tmp_path / "call.txt", public=True)
    assert found == {"call.txt": "internal"}
    assert [words for words in said if "known, and stays internal" in words and "servanda describe" in words]
