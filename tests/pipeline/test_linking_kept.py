"""How claims hung together is kept beside the records: `verify` holds it against them, and what cannot be read is made anew (decision 0294)."""

import json
import sqlite3
from functools import partial

import pytest

from servanda.model.codec import decode_json, encode
from servanda.pipeline import add_sources, run_case, verify_case
from servanda.pipeline.relating import related_anew


def change(case, edit) -> None:
    """Edit what is kept of the linkage as somebody would who has the file in hand."""
    with sqlite3.connect(case.folder / "ready" / "linking.sqlite") as lists:
        (rest,) = lists.execute("SELECT value FROM facts WHERE name = 'rest'").fetchone()
        lists.execute("UPDATE facts SET value = ? WHERE name = 'rest'", (edit(rest),))


def without(rest: str, field: str) -> str:
    """Return what is kept with nothing under a field."""
    told = decode_json(rest)
    assert told[field], field
    return encode({**told, field: type(told[field])()}).decode()


def test_verify_names_a_kept_linkage_that_somebody_edited(case):
    assert verify_case(case) == ()
    for field in ("keys", "documents"):
        change(case, partial(without, field=field))
        assert [one.where for one in verify_case(case)] == ["ready/linking.sqlite"]


@pytest.mark.parametrize("edit", [lambda rest: without(rest, "documents"), lambda rest: rest[:-9]])
def test_where_it_cannot_be_read_or_says_nothing_all_is_linked_anew(case, tmp_path, edit):
    change(case, edit)
    row = {"id": "late", "publisher": "Nile Dispatch", "published_on": "2031-05-08", "language": "en"}
    text = "Militants shelled a village near Arvenna on 6 May 2031, killing five people, residents said."
    late = tmp_path / "late.jsonl"
    late.write_text(json.dumps({**row, "text": text}) + "\n", encoding="utf-8")
    add_sources(case, [str(late)], lambda *_: None)
    run_case(case, "local", 0, lambda *_: None)
    assert tuple(case.store.current("corroborate")) == related_anew(case)[0]
    assert verify_case(case) == ()
