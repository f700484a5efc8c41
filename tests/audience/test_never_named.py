"""Children, people who are held and survivors never leave named: no byte of the name is in any form for others, unpacked to the bottom."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.audience.leaks import AT_ONCE, NOW, dossier_of, parts, report
from tests.truce import AGREEMENT

from servanda.errors import UsageError
from servanda.pipeline import Said, diff_edition, freeze_edition, open_case, say_of_name, shielded_rows, verify_case
from servanda.report import ENDINGS as FORMS
from servanda.report import examined

ENDINGS = (*FORMS, ".zip")
SETTINGS = 'title = "Unnamed"\ncountries = ["SD"]\ntimezone = "Africa/Khartoum"\n' + AT_ONCE
ROWS: tuple[dict[str, Any], ...] = (
    {
        "id": "r1",
        "publisher": "Oryx Gazette",
        "title": "Zuwena Hartog, 9, killed in Nyala",
        "published_on": "2031-05-06",
        "url": "https://oryx.example/zuwena-hartog-killed",
        "text": "The Rapid Support Forces shelled Nyala on 5 May 2031, killing six civilians, the Red Crescent said. "
        "Zuwena Hartog, 9, was killed in the shelling of Nyala. Zuwena's mother said that ZUWENA HARTOG had gone for water.",
    },
    {
        "id": "r2",
        "publisher": "Baobab Courier",
        "title": "Nyala",
        "published_on": "2031-05-07",
        "text": "The Rapid Support Forces shelled Nyala on 5 May 2031, killing nine civilians, a doctor said. "
        "Among the dead was Zuwena Hartogg. Bakary Umtali said that the road was closed.",
    },
    {
        "id": "r3",
        "publisher": "Dune Tribune",
        "title": "Arrests in Zalingei",
        "published_on": "2031-05-08",
        "text": "The Rapid Support Forces shelled Zalingei on 7 May 2031, killing two civilians, Quillon Abera said. "
        "Ilmar Vescovi was arrested by the Rapid Support Forces in Zalingei on 7 May 2031. Vescovi is a teacher.",
    },
    {
        "id": "r4",
        "publisher": "Kudu Bulletin",
        "title": "Zalingei",
        "published_on": "2031-05-08",
        "text": "The Rapid Support Forces shelled Zalingei on 7 May 2031. “They raped me,” Yelka Drosten said. "
        "A survivor of rape, Noor Padilar, told the same.",
    },
    {
        "id": "r5",
        "publisher": "Acacia Mirror",
        "title": "نيالا",
        "published_on": "2031-05-08",
        "language": "ar",
        "text": "قصفت قوات الدعم السريع نيالا في 5 مايو 2031. قتل الطفل غيلان بدراوي في القصف.",
    },
)
NAMES = ("Zuwena", "Hartog", "Ilmar", "Vescovi", "Yelka", "Drosten", "Noor", "Padilar", "غيلان", "بدراوي")
OTHERS = ("Bakary Umtali", "Quillon Abera")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dossier_of(tmp_path_factory.mktemp("unnamed") / "case", ROWS, SETTINGS, AGREEMENT)


def told(path: Path) -> list[tuple[str, str]]:
    """Return where a file, or a file beside it, gives a word of a name, whatever the case of its letters."""
    files = [path, *(path.parent / f"{path.stem}_files").glob("*")]
    unpacked = [part for file in files for part in parts(file.name, file.read_bytes())]
    escaped = {name: json.dumps(name)[1:-1].casefold() for name in NAMES}
    return [
        (where, name)
        for where, text in unpacked
        for name in NAMES
        if name.casefold() in text.casefold() or escaped[name] in text.casefold()
    ]


@pytest.mark.parametrize("audience", ["partner", "public", "court"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_no_form_for_others_gives_a_byte_of_a_name(desk, tmp_path, ending, audience):
    written = report(desk, tmp_path / f"a{ending}", audience)
    assert told(tmp_path / f"a{ending}") == []
    counted = {item.words for item in written.left_out if item.kind == "name"}
    assert counted == {
        "2 names: of children, or who may be: [name withheld ...] stands for each",
        "2 names: of survivors of sexual violence, or who may be: [name withheld ...] stands for each",
        "1 name: of people held, taken or missing, or who may be: [name withheld ...] stands for each",
    }


@pytest.mark.parametrize("ending", [".html", ".pdf", ".docx", ".xlsx"])
def test_no_report_of_a_period_gives_one(desk, tmp_path, ending):
    if ending == ".pdf":
        pytest.importorskip("weasyprint")
    output = tmp_path / f"week{ending}"
    report(desk, output, "public", since="2031-05-01", until="2031-05-10", annex=True)
    assert told(output) == []


@pytest.mark.parametrize("ending", [".html", ".jsonl", ".xlsx", ".sqlite", ".zip"])
def test_the_desk_sees_them_and_the_search_would_find_them(desk, tmp_path, ending):
    report(desk, tmp_path / f"a{ending}", "internal")
    assert {name for _, name in told(tmp_path / f"a{ending}")} >= {"Zuwena", "Hartog"}


def test_others_keep_their_names_and_what_is_told_of_the_rest_stays(desk, tmp_path):
    report(desk, tmp_path / "a.html", "public")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert all(name in page for name in OTHERS)
    assert re.search(r"\[name withheld \d\], 9, was killed", page)
    assert "had gone for water" in page


def test_quotes_stand_in_the_text_that_is_shown_and_the_bundle_verifies(desk, tmp_path):
    report(desk, tmp_path / "a.zip", "public")
    assert examined(tmp_path / "a.zip")[0] == []
    unpacked = dict(parts("", (tmp_path / "a.zip").read_bytes()))
    rows = [json.loads(line) for line in unpacked["/records.jsonl"].splitlines()]
    bodies = [(row, json.loads(row["body"])) for row in rows]
    texts = {body["id"]: body["text"] for row, body in bodies if row["kind"] == "document_text"}
    quoted = [body for row, body in bodies if row["kind"] == "claim" and "[name withheld" in body["span"]["quote"]]
    assert len(quoted) >= 2
    assert all(
        texts[one["text_id"]][one["span"]["start"] : one["span"]["end"]] == one["span"]["quote"] for one in quoted
    )
    assert not [row for row, body in bodies if "commitment" in row and "[name withheld" in row["body"]]
    assert "[name withheld" in " ".join(text for name, text in unpacked.items() if name.startswith("/exhibits/"))


def test_the_record_inside_stays_whole(desk, tmp_path):
    report(desk, tmp_path / "a.zip", "public")
    with open_case(desk, now=lambda: NOW) as case:
        assert verify_case(case) == ()
        assert any("Zuwena Hartog" in text.text for text in case.store.records("document_text"))


def test_proofs_that_would_show_a_row_whole_are_refused(desk, tmp_path):
    with pytest.raises(UsageError, match="names somebody who never leaves named"):
        report(desk, tmp_path / "p.zip", "court", with_proofs=True)
    assert not (tmp_path / "p.zip").exists()


def test_pages_beside_a_large_report_give_none(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("servanda.report.page.is_large", lambda *_: True)
    report(desk, tmp_path / "big.html", "public")
    assert list((tmp_path / "big_files").glob("*.html"))
    assert told(tmp_path / "big.html") == []


def test_a_reviewer_protects_somebody_and_says_in_which_role_somebody_needs_it_not(desk, tmp_path):
    def is_named(name: str) -> bool:
        report(desk, tmp_path / "a.jsonl", "public")
        return name in (tmp_path / "a.jsonl").read_text(encoding="utf-8")

    assert is_named("Quillon Abera")
    assert not is_named("Ilmar Vescovi")
    with open_case(desk, now=lambda: NOW) as case:
        say_of_name(case, "Quillon Abera", "r3", "survivor", Said("ana", "Quillon Abera told us"))
        say_of_name(case, "Ilmar Vescovi", "r3", "no", Said("ana", "he is free and asked for it", "lead"))
        assert {row["names"] for row in shielded_rows(case)} >= {"Quillon Abera"}
    assert not is_named("Quillon")
    assert not is_named("Abera")
    assert is_named("Ilmar Vescovi")


def test_a_name_known_from_a_withheld_document_is_withheld_in_public_ones_too(tmp_path):
    inside = {
        "id": "r9",
        "publisher": "Delta Observer",
        "title": "Notes",
        "published_on": "2031-05-09",
        "sensitivity": "internal",
        "text": "Bakary Umtali, 14, carried water, his aunt said.",
    }
    folder = dossier_of(tmp_path / "case", [ROWS[1], inside], SETTINGS, AGREEMENT)
    report(folder, tmp_path / "a.html", "public")
    assert "Umtali" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_an_edition_knows_its_acts_again_though_a_name_went(tmp_path):
    folder = dossier_of(tmp_path / "case", [ROWS[2]], SETTINGS, AGREEMENT)
    with open_case(folder, now=lambda: NOW) as case:
        freeze_edition(case, "2031-05-01", "2031-05-10", "public")
        say_of_name(case, "Quillon Abera", "r3", "child", Said("ana", "he is twelve"))
        assert diff_edition(case, None, None, "public")[1] == ()


@pytest.mark.parametrize("ending", [".html", ".jsonl", ".sqlite", ".zip", ".annotations.jsonld"])
def test_no_id_that_follows_from_the_name_leaves(desk, tmp_path, ending):
    """Whoever has the shown words could try names until such an id comes out."""
    with open_case(desk, now=lambda: NOW) as case:
        hidden = {one.id for one in case.store.records("document") if one.external_id == "r1"}
        own = {one.id for one in case.store.records("document_text") if one.document_id in hidden} | hidden
        for claim in case.store.records("claim"):
            own |= {claim.id, claim.key} if claim.document_id in hidden else set()
        incidents = {one.id for one in case.store.current("corroborate") if own & {*one.members, *one.denials}}
    report(desk, tmp_path / f"a{ending}", "court")
    report(desk, tmp_path / f"again{ending}", "court")
    told_now = " ".join(text for _, text in parts("", (tmp_path / f"a{ending}").read_bytes())).replace("-", "_")
    assert len(own) > 4
    assert not [one for one in {*own, *incidents} if one in told_now]
    if ending == ".jsonl":
        assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "again.jsonl").read_bytes()
        report(desk, tmp_path / "in.jsonl", "internal")
        assert [one for one in own if one in (tmp_path / "in.jsonl").read_text(encoding="utf-8")]
