"""Lists that are ready say what the records say, whatever is asked of them, and go wherever what they show has to go."""

import itertools
import random
import shutil
import sqlite3
from pathlib import Path
from zlib import compress, decompress

import pytest

from servanda.model.codec import decode, encode
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import kind_of, replace
from servanda.model.sources import DocumentSource
from servanda.pipeline import (
    Judgement,
    Page,
    add_sources,
    build_view,
    decide,
    expunge_document,
    grading,
    kept_view,
    list_choices,
    list_page,
    list_reviewed,
    make_ready,
    open_case,
    seal_case,
    verify_case,
)
from servanda.pipeline.current import current_texts
from servanda.pipeline.grading import case_sources, document_sources
from servanda.report import ROWS
from servanda.store import Answers

ANA = {"by": "ana", "because": "read with the page beside it"}
LISTS = ("claims", "incidents", "statements", "findings")
PLACES = (None, "nyala", "Khartoum")
ACTORS = (None, "rapid support forces", "idris osman")
KINDS = (None, "EVENT", "assault", "quotation")
STATUSES = (None, "accepted", "proposed", "alleged_violation", "undetermined")


def silent(*_: object) -> None:
    return


def kept(case) -> Path:
    return case.folder / "ready" / "records.sqlite"


def has(values, wanted) -> bool:
    return wanted.casefold() in {value.casefold() for value in values if value}


def passes(record, wanted, view) -> bool:
    """Tell what a list has to hold, record by record."""
    incidents = {incident.id: incident for incident in view.incidents}
    about = incidents.get(record.incident_id) if isinstance(record, Finding) else record
    places = (about.place,) if isinstance(about, Incident) else getattr(about, "places", ())
    people = [one for name in ("actors", "participants", "attribution") for one in getattr(about, name, ())]
    event = getattr(about, "event", None)
    told = {
        "place": [name for place in places for name in (place.name, place.place_id)],
        "actor": [name for one in people for name in (one.name, one.entity_id)] + [getattr(record, "party", None)],
        "kind": (about.kind, about.mode)
        if isinstance(about, Incident)
        else (about and kind_of(about), event and event.plover),
        "status": (getattr(record, "status", None), view.review_of(record)),
    }
    return all(has(told[name], value) for name, value in wanted.items())


def test_every_filter_lists_what_passes_record_by_record(case):
    decide(case, Judgement(build_view(case).claims[0].id, "accept", **ANA))
    view = build_view(case)
    n_passing = 0
    asked = list(itertools.product(LISTS, PLACES, ACTORS, KINDS, STATUSES))
    narrow = [one for one in asked if sum(value is not None for value in one) <= 2]  # a list, and one filter at most
    for what, *values in (*narrow, *random.Random(244).sample(asked, 30)):  # noqa: S311 - a seeded generator, no secret
        named = zip(("place", "actor", "kind", "status"), values, strict=True)
        wanted = {name: value for name, value in named if value}
        expected = [pair for pair in ROWS[what](view) if passes(pair[0], wanted, view)]
        found = list_reviewed(case, what, wanted)
        assert list(found.counted.sure) == expected, (what, wanted)
        n_passing += len(expected)
    assert n_passing > 20


def test_pages_together_are_the_whole_list(case):
    whole = list_page(case, "claims", {})
    pages = [list_page(case, "claims", {}, Page(first=first, most=3)) for first in range(0, whole.n_sure, 3)]
    assert [row for page in pages for row in page.rows] == list(whole.rows)
    assert {page.n_sure for page in pages} == {whole.n_sure}
    assert list_page(case, "claims", {}, Page(whole=False)).records == ()


def test_a_run_makes_lists_ready_and_they_hold_until_something_changes(case):
    before = kept(case).read_bytes()
    list_page(case, "incidents", {})
    assert kept(case).read_bytes() == before
    claim = build_view(case).claims[0]
    decide(case, Judgement(claim.id, "reject", **ANA))
    assert claim.id not in {row["id"] for row in list_page(case, "claims", {}).rows}
    settings = case.folder / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '[period]\nsince = "2040-01-01"\n', encoding="utf-8")
    with open_case(case.folder) as again:
        assert list_page(again, "incidents", {}).n_background > 0


def test_verify_names_a_list_that_somebody_edited(case):
    assert verify_case(case) == ()
    with sqlite3.connect(kept(case)) as edited:
        edited.execute("UPDATE lines SET cells = replace(cells, 'Nyala', 'Zalingei') WHERE list = 'incidents'")
    assert [found.where for found in verify_case(case)] == ["ready/records.sqlite"]
    kept(case).unlink()
    assert verify_case(case) == ()


def asked(case) -> list[object]:
    """Return what lists answer without a filter, and with one."""
    wanted = ({}, {"place": "nyala"}, {"since": "2025-01-01"})
    return [(list_choices(case, what, one), list_page(case, what, one)) for what in LISTS for one in wanted]


def answers(case) -> int:
    with sqlite3.connect(kept(case)) as lists:
        return lists.execute("SELECT count(*) FROM answers").fetchone()[0]


def test_answers_that_stand_beside_lists_are_those_that_are_found_in_them(case):
    expected, n_before = asked(case), answers(case)
    kept(case).unlink()
    case.store.ready.answers = Answers()
    make_ready(case, answered=True)
    assert (n_before, answers(case)) == (0, 6)
    assert asked(case) == expected
    assert verify_case(case) == ()
    decide(case, Judgement(build_view(case).claims[0].id, "reject", **ANA))
    found = asked(case)
    assert answers(case) == 0  # what stood beside the lists as they were is gone
    assert found != expected


def test_answers_beside_lists_are_given_as_they_stand_and_verify_names_an_edited_one(case):
    kept(case).unlink()
    make_ready(case, answered=True)
    with sqlite3.connect(kept(case)) as edited:
        edited.execute('UPDATE answers SET value = \'[["place","nyala","Nyala",99]]\' WHERE name = \'claims choices\'')
    case.store.ready.answers = Answers()
    assert [one.n for one in list_choices(case, "claims", {})] == [99]
    assert [one.n for one in list_choices(case, "claims", {"place": "nyala"})] != [99]
    assert [found.where for found in verify_case(case)] == ["ready/records.sqlite"]


def test_verify_names_what_somebody_edited_of_what_is_kept_of_texts(case):
    path = kept(case).with_name("sources.sqlite")
    with sqlite3.connect(path) as edited:
        (record,) = edited.execute("SELECT record FROM lines LIMIT 1").fetchone()
        told = decode(decompress(record), DocumentSource)
        other = compress(encode(replace(told, shingles=(1, 2, 3))))
        edited.execute("UPDATE lines SET record = ? WHERE record = ?", (other, record))
    assert [found.where for found in verify_case(case)] == ["ready/sources.sqlite"]
    path.unlink()
    assert verify_case(case) == ()


def test_what_texts_share_is_told_once_and_again_where_a_text_or_an_outlet_is_another(case, monkeypatch):
    made: list[str] = []
    real = grading._source_of
    monkeypatch.setattr(grading, "_source_of", lambda text, *given: made.append(text.id) or real(text, *given))
    texts = current_texts(case)
    found = case_sources(case, texts)
    assert not made
    assert found == document_sources(texts, case.dossier.sources(), case.reference.actors)
    made.clear()
    assert case_sources(case, texts[1:]).keys() < found.keys()
    assert len(made) == len(texts) - 1  # of some of them nothing is kept
    made.clear()
    assert case_sources(case, texts) == found
    assert not made
    settings = case.folder / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '[[sources]]\nname = "Nyala Post"\n', encoding="utf-8")
    with open_case(case.folder) as again:
        assert case_sources(again, texts).keys() == found.keys()
    assert len(made) == len(texts)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(200)])
def test_a_torn_file_is_made_anew(case, content):
    rows = list_page(case, "claims", {}).rows
    kept(case).write_bytes(content)
    assert list_page(case, "claims", {}).rows == rows
    assert kept(case).read_bytes() != content


def test_where_nothing_may_be_written_lists_are_made_in_memory(case):
    rows = list_page(case, "claims", {}).rows
    shutil.rmtree(kept(case).parent)
    kept(case).parent.write_text("in the way", encoding="utf-8")
    assert list_page(case, "claims", {}).rows == rows


def test_what_is_expunged_or_sealed_leaves_the_lists(case):
    [document] = [one for one in case.store.records("document") if one.external_id == "r1"]
    list_page(case, "documents", {})
    expunge_document(case, document.id, "ana", "the family asked for it")
    left = {path.name: path.read_bytes() for path in case.folder.glob("ready/*")}
    assert left.keys() <= {
        "linking.sqlite",
        "assessing.sqlite",
        "sources.sqlite",
        "found.sqlite",
    }  # made anew of the other documents
    assert all(document.id.encode() not in content for content in left.values())
    assert verify_case(case) == ()
    list_page(case, "claims", {})
    settings = case.folder / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '[protection]\nencrypt = "internal"\n', encoding="utf-8")
    with open_case(case.folder) as again:
        seal_case(again)
        assert list(again.folder.glob("ready/*")) == []
        assert list_page(again, "claims", {}).rows
        assert list(again.folder.glob("ready/*")) == []


def test_a_file_that_is_set_aside_waits_in_the_lists_as_in_the_records(case, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    add_sources(case, [str(empty)], silent)
    assert verify_case(case) == ()
    make_ready(case)
    assert [one.reason for one in kept_view(case, str).waiting if one.kind == "file"] == ["quarantined"]
