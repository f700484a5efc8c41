"""The command ``describe``: shown, said, refused without a role, taken back."""

from pathlib import Path

import pytest
from tests.forked import servanda

TEXT = "Gunmen shelled Nyala on Friday, killing two teachers, the mayor said."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("describing") / "case"
    report = folder.parent / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    (folder.parent / "report.meta.toml").write_text(
        'published_on = 2031-06-09\nsensitivity = "confidential"\n', encoding="utf-8"
    )
    for words in (("init", folder), ("add", folder, report), ("run", folder)):
        done = servanda(*words)
        assert done.returncode == 0, done.stderr
    return folder


def test_it_shows_what_is_known_and_whence(case):
    done = servanda("describe", case, "report.txt")
    assert done.returncode == 0, done.stderr
    assert "  published_on: 2031-06-09 (declared when it was added)" in done.stdout
    assert "  publisher: unknown" in done.stdout
    assert "  public: refused" in done.stdout
    listed = servanda("describe", case, "--format", "csv")
    assert "2031-06-09" in listed.stdout
    assert "report.txt" in listed.stdout


def test_what_is_said_holds_until_it_is_taken_back(case):
    done = servanda(
        "describe", case, "report.txt", "--published", "2031-06-04", "--because", "stamp of the post office"
    )
    assert done.returncode == 0, done.stderr
    decision = done.stdout.strip()
    shown = servanda("describe", case, "report.txt").stdout
    assert f"  published_on: 2031-06-04 (decision {decision} of desk: stamp of the post office)" in shown
    assert "    not counted: 2031-06-09" in shown
    done = servanda("review", case, decision, "undo", "--by", "ana", "--because", "another envelope")
    assert done.returncode == 0, done.stderr
    assert "  published_on: 2031-06-09" in servanda("describe", case, "report.txt").stdout


def test_what_cannot_be_done_says_what_to_do(case):
    for words, said in (
        (("report.txt", "--sensitivity", "public", "--because", "x"), "--role"),
        (("report.txt", "--published", "2031-06-04"), "--because"),
        (("report.txt", "--published", "04/06/2031", "--because", "x"), "2019-03-14"),
        (("other.txt",), "servanda describe"),
        (("--title", "x"), "DOC"),
    ):
        done = servanda("describe", case, *words)
        assert done.returncode == 2, words
        assert said in done.stderr
        assert "Traceback" not in done.stderr
