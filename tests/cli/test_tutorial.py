"""The tutorial from a spreadsheet and ten posts to a weekly report, walked as it stands."""

import re
from html import unescape
from pathlib import Path

import pytest
from tests.pages import ROOT, indented_blocks, is_commands, missing, old_pictures, run_shown

PAGE = (ROOT / "docs/tutorial/weekly-report.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[list[str], str]]]:
    """The folder, and each block of output that the page shows beside what the commands before it printed."""
    folder, shown, printed = tmp_path_factory.mktemp("tutorial"), [], ""
    for block in indented_blocks(PAGE):
        if is_commands(block):
            printed = "".join(said for _, said in run_shown(block, folder))
        else:
            shown.append((block, printed))
    return folder, shown


def test_each_output_is_what_the_program_prints(walked: tuple[Path, list[tuple[list[str], str]]]) -> None:
    shown = walked[1]
    assert len(shown) == 9
    faults = [(missing(block, printed.splitlines()), printed) for block, printed in shown]
    assert [fault for fault in faults if fault[0]] == []


def test_the_report_begins_with_the_sentence_of_the_page(walked: tuple[Path, list[tuple[list[str], str]]]) -> None:
    page = (walked[0] / "week.html").read_text(encoding="utf-8")
    lead = re.search(r'<p class="lead">(.*?)</p>', page, re.DOTALL)
    assert lead
    plain = unescape(re.sub(r'<a class="note".*?</a>|<[^>]+>', "", lead[1]))
    assert re.findall(r"^> (.+)$", PAGE, re.MULTILINE) == [" ".join(plain.split())]


def test_the_pictures_show_the_words_of_the_report(walked: tuple[Path, list[tuple[list[str], str]]]) -> None:
    page = (walked[0] / "week.html").read_text(encoding="utf-8")
    assert old_pictures("TUTORIAL", page, PAGE, "images") == []
