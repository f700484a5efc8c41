"""The sentences of our own development sets, word by word: modality, polarity, and what is only recalled. All are invented.

What comes out wrong today is listed, and leaves the list when it comes right. (The held-out sets are measured only.)
"""

import json
from pathlib import Path

import pytest
from tests.extract.parsing import lexicon_once, parsed

from servanda.extract.clauses import clauses_in
from servanda.extract.factuality import judge

OWN = Path(__file__).resolve().parents[3] / "evaluation" / "own"
WRONG = frozenset(
    [
        "mod-228-0",
        "mod-234-0",
        "mod-263-0",
    ]
)
# Of these dates say what is past ("in 1982", see `circumstances`), or nothing does.
BY_DATE = frozenset(
    [
        "hist-001-0",
        "hist-005-0",
        "hist-006-0",
        "hist-009-0",
        "hist-011-0",
        "hist-013-0",
        "hist-014-0",
        "hist-015-0",
        "hist-018-0",
        "hist-020-0",
        "hist-021-0",
        "hist-023-0",
        "hist-023-1",
        "hist-024-0",
        "hist-026-0",
        "hist-028-0",
        "hist-029-0",
        "hist-030-0",
        "hist-036-0",
        "hist-038-1",
        "hist-051-0",
        "hist-052-0",
    ]
)


def rows(name, field):
    for line in (OWN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for number, gold in enumerate(row.get("gold", [])):
            if field in gold:
                yield f"{row['id']}-{number}", row["text"], gold


def marked(name, *values, wrong):
    marks = [pytest.mark.xfail(strict=True, reason="listed as wrong today")] if name in wrong else []
    return pytest.param(*values, id=name, marks=marks)


@pytest.fixture(scope="module")
def judged():
    lexicon = lexicon_once()

    def make(text, words):
        doc = parsed(text)
        start = text.index(words)
        head = doc.char_span(start, start + len(words), alignment_mode="expand").root
        return judge(clauses_in(doc), head.i, lexicon)

    return make


@pytest.mark.parametrize(
    ("text", "gold"), [marked(name, text, gold, wrong=WRONG) for name, text, gold in rows("modality", "modality")]
)
def test_modality_and_polarity(judged, text, gold):
    found = judged(text, gold["words"])
    assert found is not None
    assert found.modality in gold["modality"]
    assert found.polarity == gold.get("polarity", found.polarity)


@pytest.mark.parametrize(
    ("text", "gold"), [marked(name, text, gold, wrong=BY_DATE) for name, text, gold in rows("history", "new")]
)
def test_what_is_only_recalled(judged, text, gold):
    found = judged(text, gold["words"])
    assert (found is not None and found.historical) is not gold["new"]
