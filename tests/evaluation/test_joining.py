"""Own dossiers of what an incident holds: quotes stand once in their texts, and the scorer tells right from wrong."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation import joining

ROWS = [json.loads(line) for line in joining.GOLD.read_text(encoding="utf-8").splitlines()]


def test_every_quote_stands_once_in_its_text():
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 24
    for row in ROWS:
        texts = {text["id"]: text["text"] for text in row["texts"]}
        pairs = [words for pair in (*row["together"], *row["apart"]) for words in pair]
        assert [texts[words["text"]].count(words["quote"]) for words in (*pairs, *row["undisputed"])] == [1] * (
            len(pairs) + len(row["undisputed"])
        )
        assert pairs


@pytest.mark.parametrize(
    ("members", "disputes", "right"), [("ab", (), True), ("a", (), False), ("ab", ("actors",), False)]
)
def test_the_scorer_tells_right_from_wrong(monkeypatch, members, disputes, right):
    monkeypatch.setattr(joining, "claims_at", lambda _row, words, _made: frozenset(words["quote"]))
    said = [SimpleNamespace(field=field) for field in disputes]
    made = joining.Read((), {}, (SimpleNamespace(members=tuple(members), contradictions=said),))
    a, b = ({"text": "t", "quote": quote} for quote in "ab")
    row = {"kind": "doers", "together": [[a, b]], "apart": [], "undisputed": [a]}
    assert all(one.right for one in joining.asked(row, made)) is right
    apart = {**row, "together": [], "apart": [[a, b]], "undisputed": []}
    assert [one.right for one in joining.asked(apart, made)] == [members != "ab"]
