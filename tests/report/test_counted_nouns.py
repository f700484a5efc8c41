"""Lines of words about records."""

from dataclasses import replace as with_fields

import pytest

from servanda.report import ReportConfig
from servanda.report.page import html_page
from servanda.text.counting import counted


@pytest.mark.parametrize(("number", "words"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports")])
def test_one_is_singular(number, words):
    assert counted(number, "report") == words


def test_the_page_counts_one_document_and_two(view):
    """The nouns under the numbers at the head of a page go with these numbers."""
    one = with_fields(view, texts=view.texts[:1], claims=view.claims[:1])
    page = html_page(one, ReportConfig()).decode()
    assert '<p class="answer">1 report by 1 publisher' in page
    assert "holds 1 claim about" in page
    many = html_page(view, ReportConfig()).decode()
    assert f"hold {len(view.claims)} claims about" in many
