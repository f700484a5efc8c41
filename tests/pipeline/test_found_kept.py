"""What was found in texts is kept joined: it is what the records say, whatever came, was entered or set aside, and it is read once (decision 0281)."""

import json
import random
import sqlite3

import pytest

from servanda.model.documents import Quarantine
from servanda.model.making import with_id
from servanda.model.outlines import outlines_of
from servanda.pipeline import Judgement, add_claim, add_sources, decide, kept_extracted, run_case, verify_case
from servanda.pipeline.awaiting import waiting_in
from servanda.pipeline.current import check_extracted, current_claims, extracted, read_extracted
from servanda.pipeline.current import current_texts as layers_of
from servanda.pipeline.joined import folded_claims
from servanda.pipeline.view import build_view, closed_view
from servanda.report import passed_on
from servanda.review import Entry
from servanda.store.ready import ReadyFolder


def layers(case) -> list[str]:
    return [text.id for text in layers_of(case)]


def enter(case) -> None:
    """Enter a claim in the words of another one, and one where the program read nothing."""
    text = layers_of(case)[0]
    quote = text.text.split(".")[0]
    add_claim(case, text.document_id, Entry(kind="event", quote=quote, type="ASSAULT"), "ana", "read with the page")


def set_aside(case, name: str) -> None:
    """Let reading a text have failed, as a run writes it down."""
    text = next(one for one in layers_of(case) if one.id == name)
    made = Quarantine(id="", locator="r", stage="extract", error="E", reason="why", document_id=text.document_id)
    quarantine = with_id("qtn", made)
    newest = case.store.current_derivations("extract")[name]
    with case.store.writer("derived", "ana", case.now()) as batch:
        batch.put(quarantine)
        batch.derive(with_id("drv", type(newest)(**{**_fields(newest), "id": "", "outputs": (quarantine.id,)})))


def _fields(record) -> dict:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def file_of(case):
    return case.folder / "ready" / "found.sqlite"


def test_what_is_kept_is_what_the_records_say_whatever_comes_between(case):
    names = layers(case)
    assert extracted(case) == read_extracted(case, names)
    assert file_of(case).is_file()
    for change in (enter, lambda one: set_aside(one, random.Random(3).choice(names[1:]))):  # noqa: S311 - seeded
        change(case)
        found = extracted(case)
        assert found == read_extracted(case, names)
        assert [one.key for one in found.joined] == [one.key for one in current_claims(case)]
    assert len(extracted(case).quarantined) == 1
    assert any(one.made_by.rule == "hand" for one in extracted(case).joined)
    file_of(case).unlink()
    assert extracted(case) == found


def test_texts_of_which_nothing_changed_are_not_read_again(case, monkeypatch):
    extracted(case)
    read: list[str] = []
    found_in = kept_extracted.found_in
    monkeypatch.setattr(kept_extracted, "found_in", lambda items: read.append("text") or found_in(items))
    assert extracted(case).joined
    assert not read
    set_aside(case, layers(case)[0])
    extracted(case)
    assert len(read) == 1


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(200)])
def test_a_torn_file_is_made_anew(case, content):
    found = extracted(case)
    file_of(case).write_bytes(content)
    assert extracted(case) == found
    assert file_of(case).read_bytes() != content


@pytest.mark.parametrize("column", ["record", "cells"])
def test_verify_names_a_file_that_somebody_edited(case, column):
    extracted(case)
    assert verify_case(case) == ()
    with sqlite3.connect(file_of(case)) as lists:
        other = f"(SELECT {column} FROM lines ORDER BY length({column}) DESC LIMIT 1)"  # noqa: S608 - ours
        lists.execute(f"UPDATE lines SET {column} = {other}")  # noqa: S608 - ours
    assert "ready/found.sqlite" in {one.where for one in verify_case(case)}


@pytest.mark.parametrize("column", ["record", "cells"])
def test_a_line_that_cannot_be_read_is_read_from_the_record(case, column):
    found = extracted(case)
    assert found.joined.within({layer.document_id for layer in layers_of(case)})
    with sqlite3.connect(file_of(case)) as lists:
        lists.execute(f"UPDATE lines SET {column} = ?", (b"no record",))  # noqa: S608 - ours
    assert "ready/found.sqlite" in {one.where for one in check_extracted(case)}
    assert extracted(case) == found


@pytest.fixture
def opened(monkeypatch) -> list[int]:
    """Of how many texts the claims were read from the file, each time that some were."""
    found: list[int] = []
    records = ReadyFolder.records

    def noting(self, name, grounds):
        found.extend([len(grounds)] if name == "found" and grounds else [])
        return records(self, name, grounds)

    monkeypatch.setattr(ReadyFolder, "records", noting)
    return found


def test_claims_stay_closed_until_somebody_asks_for_them(case, opened):
    extracted(case)
    joined = extracted(case).joined
    texts = {one.text_id: one.document_id for one in joined.outlines}
    assert len(joined) == sum(len(one.ids) for one in joined.outlines) > 0
    assert joined.keys == {one.key for one in current_claims(case)}
    assert not opened
    name = min(texts)
    assert {one.text_id for one in joined.within({texts[name]})} == {name}
    assert opened == [1]
    assert outlines_of(joined) == list(joined.outlines)


def reported(case, folder, text: str) -> None:
    report = {"id": "far", "publisher": "Desert Wire", "published_on": "2031-11-02", "language": "en", "title": "Far"}
    table = folder / "far.jsonl"
    table.write_text(json.dumps({**report, "text": text}) + "\n", encoding="utf-8")
    add_sources(case, [str(table)], lambda *_: None)
    run_case(case, "local", 0, lambda *_: None)


def test_a_run_opens_what_is_in_reach_of_a_new_report_alone(case, opened, tmp_path):
    reported(case, tmp_path, "The army shelled El Obeid on Saturday, 1 November 2031, residents said.")
    assert sum(opened) == 0  # the new one was put together just now, and none of the others is near it
    whole = extracted(case).joined
    assert set(outlines_of(whole)) == set(whole.outlines)


def test_what_somebody_decided_stands_in_the_outlines(case):
    claim = folded_claims(case).claims[0]
    decide(case, Judgement(claim.id, "reject", "ana", "read with the page beside it"))
    folded = folded_claims(case)
    assert claim.key not in folded.claims.keys
    assert list(folded.claims.outlines) == outlines_of(folded.claims)
    assert claim.id not in {one.id for one in folded.claims}
    assert list(folded.rejected) == [claim]


def test_what_waits_in_claims_is_told_of_closed_ones(case, opened, tmp_path):
    """Of all others the outline says that nothing in them waits."""
    reported(
        case,
        tmp_path,
        "Reuters reported that the army shelled the village of Umm Qarnbulla on Saturday, 1 November 2031.",
    )
    view = closed_view(case)
    opened.clear()
    told, reports = list(waiting_in(view)), passed_on(view)
    assert "unplaced" in {one.reason for one in told}
    assert opened == [1, 1, 1]  # for three questions that one text
    whole = build_view(case)
    assert (told, reports) == (list(waiting_in(whole)), passed_on(whole))
