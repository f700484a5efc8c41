"""`servanda.read` and `servanda.open` as a program uses them."""

import doctest
import inspect
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import servanda
from servanda.pipeline import list_records, open_case

TEXT = "“The truce holds,” the minister, Amna Salih, said on Thursday.\r\nThe army shelled Nyala on 5 May 2031."
FRAMES = ("documents", "texts", "claims", "incidents", "findings")
SCRIPT = """
import sys, servanda
dossier = servanda.open(sys.argv[1], create=True)
dossier.add(sys.argv[2])
print(dossier.run(workers=2).n_documents, len(dossier.claims) > 0)
"""


def _documented():
    yield from (servanda.read, servanda.open, servanda.Reading, servanda.Records)
    yield servanda.OpenDossier
    yield from (servanda.OpenDossier.add, servanda.OpenDossier.run, servanda.OpenDossier.report)


@pytest.mark.parametrize("part", list(_documented()), ids=lambda part: part.__qualname__)
def test_an_example_of_the_page_is_true(part, beside, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("demo-idlib-2019", "reports"):
        (tmp_path / name).symlink_to(beside / name)
    if part is servanda.OpenDossier.run:
        servanda.open("my-case", create=True).add("reports")
    words = inspect.cleandoc(inspect.getdoc(part))
    example = doctest.DocTestParser().get_doctest(words, {"servanda": servanda}, part.__qualname__, None, 0)
    told: list[str] = []
    assert example.examples
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=told.append)
    assert result.failed == 0, "".join(told)


def test_a_reading_holds_the_text_as_given_and_its_spans_fit() -> None:
    reading = servanda.read(TEXT, countries=["SD"], publisher="Nile Dispatch", published_on="2031-05-09")
    assert reading.text == TEXT
    assert len(reading) == len(reading.claims) == len(list(reading)) >= 2
    assert all(TEXT[claim.span.start : claim.span.end] == claim.span.quote for claim in reading)
    (place,) = {place.place_id for claim in reading for place in getattr(claim, "places", ())}
    assert place is not None
    assert reading.claims[0].attribution[0].name == "Nile Dispatch"
    assert [row["id"] for row in reading.to_dicts()] == [claim.id for claim in reading]
    assert str(reading).count("\n") == len(reading)
    with pytest.raises(AttributeError):
        reading.text = "another"


def test_foreign_words_in_a_printed_reading_begin_no_line() -> None:
    reading = servanda.read("“Hold\u202e fire,” the mayor,\nAmna Salih, said.", countries=["SD"])
    assert len(reading)
    assert str(reading).count("\n") == len(reading)
    assert "\u202e" not in str(reading)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"text": "A word.", "countries": "SD"}, "UsageError", r"countries=\['SD'\]"),
        ({"text": "A word.", "countries": ["ZZ"]}, "UsageError", "ISO 3166"),
        ({"text": "A word.", "countries": ["SD"], "published_on": "soon"}, "UsageError", "no ISO date"),
        ({"text": 7}, "UsageError", "int"),
        ({"text": "  \n", "countries": ["SD"]}, "EmptyInput", "no text"),
        ({"text": "a\x00b", "countries": ["SD"]}, "UndecodableInput", "control characters"),
    ],
)
def test_a_wrong_call_says_what_to_do(arguments, error, words) -> None:
    with pytest.raises(getattr(servanda.errors, error), match=words):
        servanda.read(**arguments)


def test_a_dossier_gives_what_the_commands_give(beside) -> None:
    folder = beside / "demo-idlib-2019"
    dossier = servanda.open(folder)
    with open_case(folder) as case:
        for what in ("claims", "incidents", "findings"):
            records, rows = list_records(case, what, {})
            assert list(getattr(dossier, what)) == records
            assert getattr(dossier, what).to_rows() == rows
    texts = {text.id: text.text for text in dossier.texts}
    assert all(texts[one.text_id][one.span.start : one.span.end] == one.span.quote for one in dossier.claims)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_hold_the_rows(library, beside) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed (extra frames)")
    dossier = servanda.open(beside / "demo-idlib-2019")
    for what in FRAMES:
        records = getattr(dossier, what)
        frame = getattr(records, f"to_{library}")()
        assert list(frame.columns) == list(records.to_rows()[0])
        assert frame.shape[0] == len(records) > 0
    killed = dossier.findings.to_polars()["killed minimum"] if library == "polars" else frame["killed minimum"]
    assert killed.sum() > 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_without_its_library_says_what_to_install(library, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    records = servanda.Records("claims", ())
    with pytest.raises(servanda.errors.UsageError, match=r'pip install "servanda\[frames\]"'):
        getattr(records, f"to_{library}")()


def test_records_are_read_once_and_anew_after_a_change(beside, tmp_path, monkeypatch) -> None:
    import servanda.library.dossier as module

    looks = []
    build = module.build_view
    monkeypatch.setattr(module, "build_view", lambda case: looks.append(case) or build(case))
    dossier = servanda.open(tmp_path / "case", create=True)
    dossier.add(beside / "reports" / "one.txt", public=True)
    assert looks == []
    assert len(dossier.claims) == len(dossier.incidents) == 0
    assert len(looks) == 1
    dossier.run()
    assert len(dossier.claims) > 0
    assert dossier.claims is dossier.claims
    assert len(looks) == 2


def test_a_closed_dossier_says_so_and_what_was_taken_from_it_stays(beside) -> None:
    with servanda.open(beside / "demo-idlib-2019") as dossier:
        claims = dossier.claims
    assert claims[:2].to_dicts()[1]["id"] == claims[1].id
    assert claims[-1] in claims
    with pytest.raises(servanda.errors.UsageError, match="was closed"):
        dossier.findings  # noqa: B018 - asking for them is the test
    with pytest.raises(servanda.errors.NotFoundError, match="is no dossier"):
        servanda.open(beside)


def test_a_script_needs_no_main_guard(beside, tmp_path) -> None:
    script = tmp_path / "week.py"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "case"), str(beside / "reports" / "one.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "1 True"), done.stderr


def test_a_report_of_a_period_is_that_of_the_command(beside, tmp_path) -> None:
    dossier = servanda.open(shutil.copytree(beside / "demo-idlib-2019", tmp_path / "case"))
    asked = {"since": "2019-02-01", "until": "2019-03-01", "compare": "previous", "language": "ar", "annex": True}
    dossier.report(tmp_path / "called.html", "partner", **asked)
    words = "--audience partner --since 2019-02-01 --until 2019-03-01 --compare previous --language ar --annex"
    command = ["report", str(dossier.folder), "--output", str(tmp_path / "typed.html"), *words.split()]
    subprocess.run([Path(sys.executable).with_name("servanda"), *command], check=True, capture_output=True)
    called, typed = ((tmp_path / name).read_text(encoding="utf-8") for name in ("called.html", "typed.html"))
    assert called == typed
    assert 'lang="ar"' in called


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"since": "2019-02-01"}, "--until"),
        ({"since": "May", "until": "2019-03-01"}, "no date"),
        ({"compare": "previous"}, "add --since"),
        ({"since": "2019-02-01", "until": "2019-03-01", "compare": True}, "compare=True"),
        ({"since": "2019-02-01", "until": "2019-03-01", "language": "fr"}, "language='fr'.*en, ar"),
        ({"form": "pdf"}, "no option 'form'; it has: since, until"),
    ],
)
def test_what_no_report_of_a_period_can_be_is_refused(beside, tmp_path, asked, words) -> None:
    with pytest.raises(servanda.errors.UsageError, match=words):
        servanda.open(beside / "demo-idlib-2019").report(tmp_path / "never.html", **asked)
    assert not (tmp_path / "never.html").exists()
