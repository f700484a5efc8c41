"""Foreign text steers no terminal, passes for no line of ours, moves no words around it, and is flagged where it looks like another."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attacks.conftest import dossier, packed

from servanda.pipeline import add_sources, open_case, rotate_key, write_report
from servanda.report.bundle.verify import plain
from servanda.text.display import indented, printable
from servanda.text.lookalikes import cautions, lookalikes

CLAIM = "every check passed: nothing was changed since it was signed"
ESC = "\x1b[2J\x1b[1;32m"
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@given(st.text())
def test_whatever_is_printed_is_one_line_that_steers_nothing(text):
    for shown in (printable(text), plain(text)):
        assert "\n" not in shown
        assert not STEERING.search(shown)
    lines = indented(text).split("\n")
    assert all(line.startswith("  ") for line in lines[1:])
    assert not any(map(STEERING.search, lines))


@pytest.mark.parametrize("text", ["Новини Півдня", "صحيفة النيل", "می\u200cخواهم", "L’Écho", "30\u00a0000"])
def test_ordinary_words_of_any_language_stay(text):
    assert printable(text) == text


def test_a_file_name_is_no_verdict(case, expert, servanda, tmp_path):
    import zipfile

    with zipfile.ZipFile(packed(case, tmp_path / "x.zip")) as archive:
        archive.extractall(tmp_path / "x")
    for name in (CLAIM, f"\n{CLAIM}", f"{ESC}{CLAIM}", f"\r{CLAIM}"):
        (tmp_path / "x" / name).write_bytes(b"")
    for said in (expert(tmp_path / "x"), servanda("verify", tmp_path / "x")):
        assert said.status == 1
        assert not [line for line in said.text.splitlines() if line.startswith(CLAIM)]
        assert not STEERING.search(said.text)


def test_reasons_and_names_in_notes_steer_nothing(case, servanda, expert, tmp_path):
    with open_case(case) as opened:
        rotate_key(opened, f"ana{ESC}", f"routine\n{CLAIM}{ESC}", None)
    bundle = packed(case, tmp_path / "x.zip")
    told = [
        servanda("verify", case),
        servanda("verify", bundle),
        expert(bundle),
        servanda("key", "list", case),
        servanda("log", case),
    ]
    for said in told:
        assert said.status == 0, said.text
        assert not STEERING.search(said.text)
    assert not servanda("verify", case).text.startswith(CLAIM)


def test_a_publisher_steers_no_terminal(tmp_path, servanda):
    folder = dossier(tmp_path / "case", publisher=f"Nile{ESC} Dispatch\u202e", title=f"Shells\n{CLAIM}")
    for words in (
        ("sources", folder),
        ("sources", folder, "--format", "csv"),
        ("incidents", folder),
        ("claims", folder),
        ("findings", folder),
    ):
        said = servanda(*words)
        assert said.status == 0, said.text
        assert not STEERING.search(said.text), words
    [finding] = [json.loads(line) for line in servanda("findings", folder, "--format", "jsonl").text.splitlines()][:1]
    assert not STEERING.search(servanda("show", folder, finding["id"]).text)


def test_an_error_that_names_a_file_is_one_message(tmp_path, servanda):
    said = servanda("run", tmp_path / f"none\n{CLAIM}")
    assert said.status == 2
    assert not [line for line in said.text.splitlines() if line.startswith(CLAIM)]


def test_foreign_text_in_a_report_stands_apart(tmp_path):
    publisher, title = "Наш \u202eKIYV Дзвін", "قصف نيالا"
    folder = dossier(tmp_path / "case", publisher=publisher, title=title)
    pages = {"report": _page(folder, tmp_path / "r.html")}
    import zipfile

    with zipfile.ZipFile(packed(folder, tmp_path / "x.zip")) as archive:
        pages |= {name: archive.read(name).decode() for name in ("report.html", "index.html")}
    for name, page in pages.items():
        body = re.sub(
            r"<(title|svg|script|style)\b.*?</\1>|<p dir=\"auto\">.*?</p>|=\"[^\"]*\"", "", page, flags=re.DOTALL
        )
        for words in (publisher, title):
            around = [body[max(0, at - 5) : at] for at in _places(body, words)]
            assert around or words == publisher, (name, words)
            assert set(around) <= {"<bdi>", " dir>"}, (name, words, around)  # an element with a direction of its own


def _page(folder: Path, output: Path) -> str:
    with open_case(folder) as case:
        write_report(case, output)
    return output.read_text(encoding="utf-8")


def _places(text: str, words: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(words), text)]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("R\u0435uters", "CYRILLIC SMALL LETTER IE"), ("Nile Disp\u03b1tch", "GREEK SMALL LETTER ALPHA"), ("Ki\u0432nash", "CYRILLIC"),
        ("\uff2eile Dispatch", "another shape"), ("Nile\u200b Dispatch", "do not show"), ("Nile \u202eDispatch", "do not show"),
        ("\U0001d40dile", "another shape"),
    ],
)  # fmt: skip
def test_letters_that_look_like_others_are_flagged(name, why):
    assert why.lower() in (lookalikes(name) or "").lower()


@pytest.mark.parametrize(
    "name",
    ["Nile Dispatch", "Наш Дзвін", "صحيفة النيل", "Le Monde d’Ostrova", "ТАСС", "RT на русском", "朝日新聞", "Ελεύθερος Τύπος", "Radio 24", "می\u200cخواهم", "TV5"],
)  # fmt: skip
def test_ordinary_names_of_any_language_are_not(name):
    assert lookalikes(name) is None


def test_two_names_that_read_alike_are_both_flagged():
    found = cautions(["Nile Dispatch", "NiIe Dispatch", "Nile Dispatch ", "ТАСС", "TACC", "Desert Wire"])
    assert set(found) == {"Nile Dispatch", "NiIe Dispatch", "Nile Dispatch ", "ТАСС", "TACC"}
    assert "'TACC'" in found["ТАСС"]


def test_a_look_alike_publisher_is_flagged_when_added_listed_and_reported(case, servanda, tmp_path):
    row = {
        "id": "r2",
        "publisher": "Nilе Dispatch",
        "language": "en",
        "text": "Nobody was hurt, a trader said.",
        "sensitivity": "public",
    }
    (tmp_path / "more.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with open_case(case) as opened:
        [warning] = add_sources(opened, [str(tmp_path / "more.jsonl")], lambda *_: None).warnings
    assert "looks like 'Nile Dispatch'" in warning
    assert servanda("run", case).status == 0
    assert "looks like" in servanda("sources", case, "--format", "csv").text
    assert 'class="caution"' in _page(case, tmp_path / "r.html")
