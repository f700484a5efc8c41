"""Decisions on persons: sex, status, age and protection as said or decided, and all of them hold when texts are read anew."""

from pathlib import Path

import pytest
from tests.pipeline.test_reparse import go, newer_parser

from servanda.errors import NotFoundError, UsageError
from servanda.pipeline import (
    Description,
    Judgement,
    ReportRequest,
    Said,
    decide,
    decide_persons,
    describe_document,
    expunge_document,
    open_case,
    people,
    person_rows,
    say_of_name,
    say_of_persons,
    shielded_rows,
    trace,
    verify_case,
    write_report,
)
from servanda.pipeline.audience import release
from servanda.pipeline.current import current_claims
from servanda.report import ReportConfig
from servanda.report.page import html_pages

FIRST = (
    "The Rapid Support Forces shelled Nyala on 5 May 2031. The soldier Tariq Salih was killed in the shelling of Nyala."
)
SECOND = (
    "The Rapid Support Forces shelled Kas on 19 May 2031. Tarik Salih, a girl of nine, was killed in the shelling of Kas. "
    "Quillon Abera told the paper so."
)


@pytest.fixture
def named(dossier: Path, tmp_path: Path) -> Path:
    """A dossier with two reports, each naming one person as killed under its own spelling."""
    for number, text in enumerate((FIRST, SECOND)):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    go(dossier, tmp_path / "0.txt", tmp_path / "1.txt")
    return dossier


def reparsed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from servanda.parse import parsing

    monkeypatch.setitem(parsing._READERS, "text/plain", newer_parser)
    with (folder / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write('[parse]\nversion = "9"\n')
    with open_case(folder) as case:
        before = {claim.key for claim in current_claims(case)}
    go(folder, reparse=True)
    with open_case(folder) as case:
        after = {claim.key for claim in current_claims(case)}
    assert not before & after


def ids(folder: Path) -> dict[str, str]:
    with open_case(folder) as case:
        return {row["names"]: row["id"] for row in person_rows(people(case))}


def test_sex_and_status_are_as_said_beside_the_name_and_else_unknown(named):
    with open_case(named) as case:
        rows = {row["names"]: row for row in person_rows(people(case))}
    assert {name: (row["sex"], row["status"]) for name, row in rows.items()} == {
        "Tariq Salih": ("unknown", "member_of_party"),
        "Tarik Salih": ("female", "unknown"),
    }


def test_what_a_reviewer_says_stands_before_the_record_and_an_undo_takes_it_back(named):
    known = ids(named)
    with open_case(named) as case:
        said = say_of_persons(
            case, [known["Tariq Salih"]], ["sex=male", "status=civilian", "age=30"], Said("ana", "her aunt")
        )
        row = next(row for row in person_rows(people(case)) if row["names"] == "Tariq Salih")
        assert (row["sex"], row["status"], row["age"]) == ("male", "civilian", "30")
        assert verify_case(case) == ()
        decide(case, Judgement(said.id, "undo", "ana", "it was another"))
        row = next(row for row in person_rows(people(case)) if row["names"] == "Tariq Salih")
        assert (row["sex"], row["status"], row["age"]) == ("unknown", "member_of_party", "unknown")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([], "--set FIELD=VALUE"),
        (["sex"], "FIELD=VALUE"),
        (["height=2"], "FIELD=VALUE"),
        (["sex=both"], "female, male"),
        (["age=nine"], "number of years"),
        (["protection=no"], "--role"),
    ],
)
def test_what_cannot_be_said_is_refused(named, changes, words):
    known = ids(named)
    with open_case(named) as case, pytest.raises(UsageError, match=words):
        say_of_persons(case, [known["Tariq Salih"]], changes, Said("ana", "x"))


def test_decisions_hold_when_all_texts_are_read_anew(named, monkeypatch):
    known = ids(named)
    old = known["Tariq Salih"]
    with open_case(named) as case:
        decide_persons(case, list(known.values()), "same_person", "ana", "one funeral")
        say_of_persons(case, [old], ["status=civilian", "protection=child"], Said("ana", "her aunt"))
    reparsed(named, monkeypatch)
    with open_case(named) as case:
        found = people(case)
        [person] = found.persons
        assert (person.names, found.lost) == (("Tarik Salih", "Tariq Salih"), ())
        assert (person.value("status"), person.value("protection")) == ("civilian", "child")
        assert old not in {one.id for one in person.mentions}
        assert any(
            "same_person because one funeral" in line for line in trace(case, old)[1]
        )  # an id in somebody's notes
        assert verify_case(case) == ()


def test_those_who_were_parted_stay_parted(named, monkeypatch):
    known = ids(named)
    with open_case(named) as case:
        assert people(case).proposed
        decide_persons(case, list(known.values()), "other_person", "ana", "father and daughter")
    reparsed(named, monkeypatch)
    with open_case(named) as case:
        assert (people(case).proposed, people(case).lost) == ((), ())


def test_what_no_claim_names_any_more_is_told_by_the_run(named, monkeypatch):
    from servanda.parse import parsing, plain

    known = ids(named)
    with open_case(named) as case:
        say_of_persons(case, [known["Tariq Salih"]], ["sex=male"], Said("ana", "her aunt"))

    def without_it(content: bytes, config: object) -> object:
        reading = plain.read_plain(content, config)  # type: ignore[arg-type]
        text = "The market of Nyala was open on Monday."
        return reading._replace(text=text, paragraphs=plain.find_paragraphs(text), version="9.0.0")

    monkeypatch.setitem(parsing._READERS, "text/plain", without_it)
    with (named / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write('[parse]\nversion = "9"\n')
    from servanda.pipeline import run_case
    from servanda.pipeline.running import Again

    with open_case(named) as case:
        summary = run_case(case, "local", 0, lambda *_: None, Again(reparse=True))
    assert [line for line in summary.lost if "her aunt" in line]


def test_a_name_in_no_row_is_decided_on_by_its_document_and_holds_when_read_anew(named, monkeypatch):
    def protected() -> dict[str, str]:
        with open_case(named) as case:
            return {row["names"]: row["because"] for row in shielded_rows(case)}

    with open_case(named) as case:
        said = say_of_name(case, "Quillon Abera", "1.txt", "survivor", Said("ana", "she told us"))
        assert "Quillon" not in str(said)
        with pytest.raises(NotFoundError, match="does not give the name"):
            say_of_name(case, "Amna Salih", "1.txt", "survivor", Said("ana", "x"))
        with pytest.raises(UsageError, match="--role"):
            say_of_name(case, "Quillon Abera", "1.txt", "no", Said("ana", "x"))
        with pytest.raises(UsageError, match="protection is one of"):
            say_of_name(case, "Quillon Abera", "1.txt", "maybe", Said("ana", "x"))
    assert protected()["Quillon Abera"] == "survivors of sexual violence, or who may be"
    reparsed(named, monkeypatch)
    assert "Quillon Abera" in protected()
    with open_case(named) as case:
        say_of_name(case, "Quillon Abera", "1.txt", "no", Said("ana", "she is the mayor", "lead"))
    assert "Quillon Abera" not in protected()


def test_an_age_below_that_of_adults_and_who_is_the_same_person_protect_all_names(named):
    known = ids(named)
    with open_case(named) as case:
        assert [row["names"] for row in shielded_rows(case)] == ["Tarik Salih"], "a girl"
        decide_persons(case, list(known.values()), "same_person", "ana", "one funeral")
        assert sorted(row["names"] for row in shielded_rows(case)) == ["Tarik Salih", "Tariq Salih"]
    with open_case(named) as case:
        said = say_of_persons(case, [known["Tariq Salih"]], ["protection=no"], Said("ana", "she was 40", "lead"))
        assert shielded_rows(case) == []
        decide(case, Judgement(said.id, "undo", "ana", "it was another", role="lead"))
        say_of_persons(case, [known["Tariq Salih"]], ["age=16"], Said("ana", "her aunt"))
        assert len(shielded_rows(case)) == 2


def test_expunging_a_document_takes_what_decisions_hold_of_it(named):
    known = ids(named)
    with open_case(named) as case:
        decide_persons(case, list(known.values()), "same_person", "ana", "one funeral")
        kept = say_of_persons(case, [known["Tarik Salih"]], ["sex=female"], Said("ana", "her aunt"))
        document = next(one for one in case.store.records("document") if one.locator.endswith("0.txt"))
        expunge_document(case, document.id, "ana", "the family asked")
        said = [one for one in case.store.decisions() if one.verdict in {"same_person", "person"}]
        assert [one.in_place_of for one in said] == [kept.id]
        assert document.id not in str(said)
        [person] = people(case).persons
        assert (person.names, person.value("sex"), people(case).lost) == (("Tarik Salih",), "female", ())


def test_a_page_gives_every_account_proposed_duplicates_decisions_and_sources(named, tmp_path):
    known = ids(named)
    with open_case(named) as case:
        say_of_persons(case, [known["Tariq Salih"]], ["sex=male"], Said("ana", "her aunt"))
        lines = "\n".join(trace(case, known["Tariq Salih"])[1])
        for words in ("Tariq Salih: killed", "sex: male (decided by ana: her aunt)", "status: member_of_party (as said)",
                      "may be Tarik Salih", "“The soldier Tariq Salih was killed in the shelling of Nyala”", "source: ", "INC-", "person because her aunt"):  # fmt: skip
            assert words in lines
        assert "never named outside: one of children" in "\n".join(trace(case, known["Tarik Salih"])[1])
        with pytest.raises(NotFoundError, match="servanda persons"):
            trace(case, "prs_none")
        write_report(case, tmp_path / "a.html")
        pages = html_pages(release(case, "internal").view, ReportConfig(max_texts=1), "big.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert f'id="{known["Tariq Salih"]}"' in page
    assert f'href="#{known["Tarik Salih"]}"' in page
    assert "<strong>Never named outside:</strong> one of children" in page
    [name] = [name for name in pages.beside if name.startswith("persons")]
    assert f'href="big_files/{name}"' in pages.page.decode()
    assert f'id="{known["Tariq Salih"]}"' in pages.beside[name][0].decode()


def test_no_page_for_others_has_persons(named, tmp_path):
    with open_case(named) as case:
        for one in case.store.records("document"):
            describe_document(case, Description(one.id, {"sensitivity": "public"}, "published", "ana", "lead"))
        write_report(case, tmp_path / "a.html", ReportRequest(audience="court"))
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert 'id="persons"' not in page
    assert "prs_" not in page
    assert "Tarik" not in page
