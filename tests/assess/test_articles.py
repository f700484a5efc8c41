"""Which provision a cited article is."""

import pytest

from servanda.assess.articles import cites


@pytest.mark.parametrize(
    ("cited", "own", "answer"),
    [
        ("Article 4", "4", True),
        ("Articles 4 and 5 (b)", "5(b)", True),
        ("Articles 4 and 5 (b)", "5 (a)", False),
        ("Article 5", "5 (b)", True),
        ("Article 5 (b)", "5", True),
        ("Article 14", "4", False),
        ("clause 3.1", "3", True),
        ("Articles 3 to 7", "6", True),
        ("Articles 3 to 7", "8", False),
        ("Chapter II", "II", True),
        ("Article 4", None, None),
        (None, "4", None),
        ("Article 4", "preamble", None),
    ],
)
def test_article_and_provision(cited: str | None, own: str | None, answer: bool | None) -> None:
    assert cites(cited, own) is answer
