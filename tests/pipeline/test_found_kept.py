"""What was found in texts is kept joined: it is what the records say, whatever came, was entered or set aside, and it is read once (decision 0281)."""

import random
import sqlite3
from zlib import compress

import pytest

from servanda.model.codec import encode
from servanda.model.documents import Quarantine
from servanda.model.making import with_id
from servanda.pipeline import add_claim, kept_extracted, verify_case
from servanda.pipeline.current import current_claims, extracted, read_extracted
from servanda.pipeline.current import current_texts as layers_of
from servanda.pipeline.extracted import Found
from servanda.review import Entry


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


def test_verify_names_a_file_that_somebody_edited(case):
    found = extracted(case)
    assert verify_case(case) == ()
    with sqlite3.connect(file_of(case)) as lists:
        lists.execute("UPDATE lines SET record = ?", (compress(encode(Found())),))
    assert extracted(case) != found
    assert "ready/found.sqlite" in {one.where for one in verify_case(case)}


def test_a_line_that_cannot_be_read_is_read_from_the_record(case):
    found = extracted(case)
    with sqlite3.connect(file_of(case)) as lists:
        lists.execute("UPDATE lines SET record = ?", (b"no record",))
    assert extracted(case) == found
    assert "ready/found.sqlite" in {one.where for one in verify_case(case)}
