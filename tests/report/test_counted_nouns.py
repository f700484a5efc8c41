"""Lines of words about records."""

import pytest

from servanda.text.counting import counted


@pytest.mark.parametrize(("number", "words"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports")])
def test_one_is_singular(number, words):
    assert counted(number, "report") == words
