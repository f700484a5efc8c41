"""Searching a dossier: what is found and marked, what is new is found at once, and nothing is found that may not be."""

import json
import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.pipeline.conftest import write_reports
from tests.truce import AGREEMENT

from servanda.errors import ConfigError, NotFoundError, UsageError
from servanda.pipeline import (
    Judgement,
    SearchRequest,
    add_sources,
    decide,
    drop_search,
    expunge_document,
    init_dossier,
    open_case,
    refresh_search,
    run_case,
    save_search,
    saved_search,
    saved_searches,
    seal_case,
    search_case,
    verify_case,
)
from servanda.pipeline.indexing import check_search
from servanda.store import open_index

PASSPHRASE = "five herons over Rabak"  # noqa: S105 - an invented one
ARABIC = {
    "id": "r9", "publisher": "صوت النيل", "published_on": "2031-05-10", "language": "ar",
    "title": "القصف على نيالا", "text": "قصفت قوات الدعم السريع مدينة نيالا يوم الاثنين. وقال طبيب إن تسعة أشخاص قتلوا.",
}  # fmt: skip
SECRET = {
    "id": "t1", "publisher": "Desk", "published_on": "2031-05-06", "language": "en", "sensitivity": "protected",
    "title": "Talk behind the weir", "text": "Colonel Bakri Lisow stood beside the gun at the Tibesti mill in Nyala.",
}  # fmt: skip


def _silent(*_: object) -> None:
    return


def find(case, words="", **asked):
    return search_case(case, SearchRequest(words=words, **asked))


def ids(result):
    return {hit.id for hit in result.hits}


def said(result):
    return [hit.snippet[start:end] for hit in result.hits for start, end in hit.marks]


@pytest.fixture
def case(dossier, reports, tmp_path):
    more = write_reports(tmp_path / "more.jsonl", (ARABIC,))
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(reports), str(more)], _silent, public=True)
        run_case(case, "local", 0, _silent)
        yield case


def by_own_id(case):
    return {document.external_id: document.id for document in case.store.records("document")}


def test_words_are_found_in_texts_claims_and_names_and_marked(case):
    result = find(case, "shelling")
    assert by_own_id(case)["r2"] in ids(result), "shelling finds shelled"
    assert {"shelled"} <= set(said(result))
    assert {hit.what for hit in find(case, "Nyala").hits} == {"document", "claim", "name"}
    assert find(case, "Nyala doctor", what=("document",)).n_by_what == {"document": 1}
    assert ids(find(case, '"nine people"', what=("document",))) == {by_own_id(case)["r2"]}
    assert find(case, '"people nine"').n == 0
    assert ids(find(case, "Nyala -doctor", what=("document",))) == {by_own_id(case)["r1"], by_own_id(case)["r9"]}
    assert find(case, "minister OR doctor", what=("document",)).n == 2
    assert find(case, "spokes*", what=("document",)).n == 1


def test_names_are_found_in_other_spellings_and_letters(case):
    both = {by_own_id(case)[name] for name in ("r1", "r2", "r9")}
    assert ids(find(case, "Niyala", what=("document",))) == both
    assert ids(find(case, "نيالا", what=("document",))) == both
    assert ids(find(case, "والقصف", what=("document",))) == {by_own_id(case)["r9"]}, "with another word written in one"
    names = find(case, "الدعم", what=("name",))
    assert [hit.id for hit in names.hits] == ["rapid-support-forces"], "by its name in the registry"


def test_filters_are_those_of_the_lists_and_counts_stand_beside(case):
    shelled = find(case, "Nyala", kind="ASSAULT", what=("claim",))
    assert shelled.n
    assert {hit.title for hit in shelled.hits} == {"event ASSAULT"}
    assert find(case, actor="RSF", what=("document",)).n == 3, "an actor by a registered name"
    assert find(case, "truce", place="nyala", what=("document",)).n == 1
    assert find(case, "truce", source="nile dispatch", what=("document",)).n == 2
    assert find(case, since="2031-05-09", until="2031-05-10", what=("document",)).n == 1
    assert find(case, month="2031-05", what=("document",)).n == 4
    counts = {(one.facet, one.value): one.n_documents for one in find(case, "Nyala").facets}
    assert counts["source", "nile dispatch"] == 1
    assert counts["actor", "rapid-support-forces"] == 3
    assert {one.label for one in find(case, "Nyala").facets if one.facet == "actor"} >= {"Rapid Support Forces"}
    for asked in ({"kind": "ASAULT"}, {"status": "acepted"}, {"since": "May"}, {"audience": "press"}, {"limit": 0}, {}):
        with pytest.raises(UsageError):
            find(case, **asked)
    for words in ("-doctor", '"', "…"):
        with pytest.raises(UsageError, match="at least one word"):
            find(case, words)


def test_what_is_shown_can_be_paged(case):
    whole = find(case, "Nyala").hits
    parts = [hit for start in range(len(whole)) for hit in find(case, "Nyala", limit=1, offset=start).hits]
    assert parts == list(whole)
    assert find(case, "Nyala", limit=1).n == len(whole)


def test_a_word_is_no_command(case):
    for words in ('exact : "x"', "NEAR(a b)", "a AND NOT", "') OR 1=1 --", "words MATCH x", '"a" * ^', "\x02Nyala\x03"):
        find(case, words)


def test_decisions_count_at_once(case):
    claim = next(claim for claim in case.store.current("extract") if getattr(claim, "event", None))
    assert find(case, status="rejected").n == 0
    decide(case, Judgement(claim.key, "reject", "ana", "not so"))
    assert claim.id in ids(find(case, status="rejected", what=("claim",)))
    decided = case.store.decisions()[-1]
    decide(case, Judgement(decided.id, "undo", "ana", "it was"))
    assert find(case, status="rejected").n == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_new_is_taken_in_and_gives_what_an_index_made_anew_gives(case, tmp_path, seed):
    rng = random.Random(seed)  # noqa: S311 - the same turns each time
    places, doers = ("Nyala", "Zalingei", "El Fasher", "Kosti"), ("Rapid Support Forces", "army", "gunmen")
    for turn in range(4):
        rows = [
            {
                "id": f"n{turn}-{n}", "publisher": rng.choice(("Nile Dispatch", "Desert Wire")), "published_on": f"2031-05-{10 + turn}", "language": "en",
                "text": f"The {rng.choice(doers)} shelled {rng.choice(places)} on {turn + 1} May 2031. It was the {n}th time.",
            }
            for n in range(rng.randint(1, 3))
        ]  # fmt: skip
        add_sources(case, [str(write_reports(tmp_path / f"more{turn}.jsonl", tuple(rows)))], _silent, public=True)
        assert find(case, source="Desert Wire", what=("document",)).n, "there before they are read"
        run_case(case, "local", 0, _silent)
        claim = rng.choice([one for one in case.store.current("extract") if getattr(one, "event", None)])
        decide(case, Judgement(claim.key, rng.choice(("accept", "reject")), "ana", "looked"))
    refresh_search(case)
    assert list(check_search(case)) == []


def test_it_looks_at_what_is_new_alone(case, tmp_path, monkeypatch):
    looked = []
    kept = case.store.current
    monkeypatch.setattr(
        case.store,
        "current",
        lambda stage, inputs=None, until=None: looked.append((stage, inputs)) or kept(stage, inputs, until),
    )
    refresh_search(case)
    assert looked == [], "nothing new"
    row = {
        "id": "n1",
        "publisher": "Desert Wire",
        "published_on": "2031-05-11",
        "text": "Gunmen burned a school in Kosti.",
    }
    add_sources(case, [str(write_reports(tmp_path / "one.jsonl", (row,)))], _silent, public=True)
    looked.clear()
    refresh_search(case)
    assert looked == [], "taken in by add"
    run_case(case, "local", 0, _silent)
    document = by_own_id(case)["n1"]
    decide(
        case, Judgement(next(one for one in kept("extract") if one.document_id == document).key, "accept", "ana", "yes")
    )
    looked.clear()
    refresh_search(case)
    assert {stage: len(inputs) for stage, inputs in looked} == {"parse": 1, "extract": 1, "hand": 1, "import": 1}


def test_a_file_that_does_not_fit_is_made_anew(case, tmp_path):
    path = case.folder / "search.sqlite"
    for spoil in (
        lambda: path.write_bytes(b"no database at all" * 100),
        lambda: path.write_bytes(b""),
        lambda: sqlite3.connect(path).executescript("UPDATE meta SET value = '0 0' WHERE name = 'shape'"),
        lambda: sqlite3.connect(path).executescript("UPDATE meta SET value = 'f00' WHERE name = 'sha256'"),
    ):
        spoil()
        assert find(case, "Nyala").n
        assert list(check_search(case)) == []


def test_an_edited_index_is_a_difference(case):
    assert verify_case(case) == ()
    with open_index(case.folder) as index, index.changing():
        index.drop({by_own_id(case)["r2"]})
    assert [one.where for one in verify_case(case)] == ["search.sqlite"]


@pytest.mark.parametrize("with_index", [True, False])
def test_a_dossier_that_may_only_be_read_is_searched_all_the_same(case, tmp_path, monkeypatch, with_index):
    found = find(case, "Nyala")
    folder = shutil.copytree(case.folder, tmp_path / "copy")
    if not with_index:
        (folder / "search.sqlite").unlink()
    files = {path for path in folder.rglob("*") if path.name.startswith("search")}
    with open_case(folder, writes=False) as read:
        monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)  # root may write anywhere
        assert find(read, "Nyala") == found
    assert {path for path in folder.rglob("*") if path.name.startswith("search")} == files


def test_an_older_index_that_cannot_be_written_says_so(case, monkeypatch):
    from servanda.store.search_index import SearchIndex

    claim = next(claim for claim in case.store.current("extract") if getattr(claim, "event", None))
    decide(case, Judgement(claim.key, "reject", "ana", "not so"))
    made = SearchIndex.__init__
    monkeypatch.setattr(
        SearchIndex, "__init__", lambda self, connection, **_: made(self, connection, is_writable=False)
    )
    result = find(case, "Nyala")
    assert result.n
    assert "older than the record" in result.notes[0]


def test_nothing_of_an_expunged_document_is_left_in_any_byte(case):
    gone = by_own_id(case)["r1"]
    path = case.folder / "search.sqlite"
    assert b"idris osman" in path.read_bytes()
    done = expunge_document(case, gone, "ana", "the family asked for it")
    assert done.remains == ()
    held = path.read_bytes()
    for word in (b"idris", b"osman", b"cresc", b"Idris Osman", b"artillery", b"0sprkt"):
        assert word not in held
    assert sorted(one.name for one in case.folder.glob("search.*")) == ["search.sqlite"]
    assert gone not in ids(find(case, "Nyala"))
    assert find(case, "Idris").n == 0
    assert find(case, "Nyala", what=("document",)).n == 2


@pytest.mark.parametrize("at", ["servanda.pipeline.expunging.expunge", "servanda.pipeline.expunging.relate"])
def test_stopped_in_the_middle_nothing_is_left_in_the_index(case, monkeypatch, at):
    gone = by_own_id(case)["r1"]
    monkeypatch.setattr(at, lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        expunge_document(case, gone, "ana", "the family asked for it")
    assert b"osman" not in (case.folder / "search.sqlite").read_bytes()
    monkeypatch.undo()
    if at.endswith("expunge"):
        assert find(case, "Osman").n, "it is still there, and found again"
    expunge_document(case, gone, "ana", "the family asked for it")
    assert b"osman" not in (case.folder / "search.sqlite").read_bytes()
    assert find(case, "Osman").n == 0


def test_the_search_for_remains_looks_into_the_index(case, monkeypatch):
    """An index that keeps what it should not (here one whose forgetting does nothing) is named."""
    gone = by_own_id(case)["r9"]
    monkeypatch.setattr("servanda.pipeline.expunging.forget_documents", lambda *_: None)
    monkeypatch.setattr("servanda.pipeline.expunging.refresh_search", lambda *_: None)
    done = expunge_document(case, gone, "ana", "the family asked for it")
    assert [path.name for path in done.remains] == ["search.sqlite"], "in letters that are folded, too"


def test_words_that_stand_in_the_index_alone_and_folded_are_named(case, monkeypatch):
    """Neither the id of the document nor a word as it was written is left: only its words as the index folds them."""
    gone = by_own_id(case)["r9"]

    def rename(*_):
        with sqlite3.connect(case.folder / "search.sqlite") as index:
            index.execute("UPDATE pages SET document_id = 'doc_other', id = row WHERE document_id = ?", (gone,))
            index.execute("DELETE FROM facets")
            index.execute("DELETE FROM contents")
        index.execute("VACUUM")
        index.close()

    monkeypatch.setattr("servanda.pipeline.expunging.forget_documents", rename)
    monkeypatch.setattr("servanda.pipeline.expunging.refresh_search", lambda *_: None)
    monkeypatch.setattr("servanda.pipeline.expunging._may_tell", lambda *_: False)
    done = expunge_document(case, gone, "ana", "the family asked for it")
    assert [path.name for path in done.remains] == ["search.sqlite"]


def test_a_run_makes_an_index_that_is_gone_anew(case):
    (case.folder / "search.sqlite").unlink()
    run_case(case, "local", 0, _silent)
    assert b"idris osman" in (case.folder / "search.sqlite").read_bytes()
    assert list(check_search(case)) == []


def test_a_kept_search_with_the_words_of_an_expunged_document_is_named(case):
    words = "Artillery fire by the Rapid Support Forces killed at least six"
    save_search(case, "six", SearchRequest(words=f'"{words}"'))
    done = expunge_document(case, by_own_id(case)["r1"], "ana", "the family asked for it")
    assert [path.name for path in done.remains] == ["searches.json"]


@pytest.fixture
def sealed(tmp_path):
    """Makes a dossier with an open and a protected document, encrypted as asked."""

    def make(encrypt: str) -> Path:
        folder = tmp_path / "sealed"
        init_dossier(folder, passphrase=PASSPHRASE)
        _encrypt(folder, encrypt)
        (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
        opened = {
            **SECRET,
            "id": "r1",
            "sensitivity": "public",
            "title": "Shells",
            "text": "Gunmen shelled Nyala on 5 May 2031.",
        }
        table = write_reports(tmp_path / "talks.jsonl", (opened, SECRET))
        with open_case(folder, create=True, passphrase=PASSPHRASE) as case:
            add_sources(case, [str(table)], _silent)
            run_case(case, "local", 0, _silent)
        return folder

    return make


def _encrypt(folder: Path, encrypt: str) -> None:
    (folder / "dossier.toml").write_text(
        f'title = "Test"\ncountries = ["SD"]\n[protection]\nencrypt = "{encrypt}"\n', encoding="utf-8"
    )


def _holds(folder: Path) -> bool:
    return any(
        word in path.read_bytes().lower()
        for path in folder.glob("search*")
        for word in (b"lisow", b"lisu", b"tibesti", b"weir")
    )


def test_what_is_sealed_is_found_with_the_key_and_stands_in_no_byte(sealed):
    folder = sealed("protected")
    with open_case(folder, passphrase=PASSPHRASE) as case:
        assert find(case, "Lisow", what=("document",)).n == 1
        assert said(find(case, "Tibesti", what=("document",))) == ["Tibesti"]
        assert find(case, "Nyala", what=("document",)).n == 2
        assert not _holds(folder)
    with open_case(folder) as case:
        assert find(case, "Lisow").n == 0
        assert find(case, "Nyala", what=("document",)).n == 1


def test_what_is_sealed_late_leaves_the_index(sealed):
    folder = sealed("none")
    assert _holds(folder)
    _encrypt(folder, "protected")
    with open_case(folder, passphrase=PASSPHRASE) as case:
        seal_case(case)
        assert not _holds(folder)
        assert find(case, "Lisow", what=("document",)).n == 1
        assert find(case, "Nyala", what=("document",)).n == 2
    assert not _holds(folder)


def test_stopped_while_it_seals_nothing_is_left_in_the_index(sealed, monkeypatch):
    folder = sealed("none")
    assert _holds(folder)
    _encrypt(folder, "protected")
    with open_case(folder, passphrase=PASSPHRASE) as case:
        monkeypatch.setattr("servanda.pipeline.sealing.seal_late", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            seal_case(case)
        assert not _holds(folder)


def test_what_a_consent_does_not_cover_or_a_day_closes_is_not_found(case, tmp_path):
    rows = (
        {"id": "c1", "publisher": "Desk", "text": "Yusra Belcanto saw gunmen in Kosti.", "consent": {"basis": "spoken", "uses": ["court"]}},
        {"id": "c2", "publisher": "Desk", "text": "Omar Quelst saw gunmen in Kosti.", "retain_until": "2020-01-01"},
        {"id": "c3", "publisher": "Desk", "text": "Idil Warsama saw gunmen in Kosti.", "consent": {"basis": "spoken", "uses": ["internal"]}},
    )  # fmt: skip
    add_sources(case, [str(write_reports(tmp_path / "consents.jsonl", rows))], _silent)
    run_case(case, "local", 0, _silent)
    assert find(case, "Belcanto").n == find(case, "Quelst").n == 0
    assert ids(find(case, "gunmen", what=("document",))) == {by_own_id(case)["c3"]}
    assert find(case, "Warsama", what=("document",)).n == 1
    assert not [one for one in find(case, "gunmen").facets if "belcanto" in one.value]


def test_others_find_what_is_released_to_them_alone(case, tmp_path):
    row = {
        "id": "i1",
        "publisher": "Desk",
        "sensitivity": "internal",
        "published_on": "2031-05-08",
        "text": "Yusra Belcanto saw gunmen shell Nyala.",
    }
    child = {
        "id": "p1", "publisher": "Nile Dispatch", "published_on": "2031-05-08", "language": "en", "sensitivity": "public",
        "text": "Amna Tirsal, 9, was killed when shells hit a market in Kosti on 7 May 2031, a doctor said.",
    }  # fmt: skip
    add_sources(case, [str(write_reports(tmp_path / "more2.jsonl", (row, child)))], _silent)
    run_case(case, "local", 0, _silent)
    assert find(case, "Belcanto").n
    assert find(case, "Tirsal").n
    for audience in ("public", "partner"):
        assert find(case, "Belcanto", audience=audience).n == 0
        assert find(case, "Tirsal", audience=audience).n == 0
        seen = find(case, "market", audience=audience, what=("document",))
        assert seen.n == 1
        assert "Tirsal" not in seen.hits[0].snippet
        assert find(case, "Nyala", audience=audience, what=("document",)).n == 3


def test_searches_are_kept_by_name(case):
    request = SearchRequest(words="shelling", place="Nyala", what=("document",), limit=7)
    save_search(case, "the shelling", request)
    save_search(case, "b", SearchRequest(actor="RSF"))
    assert list(saved_searches(case.folder)) == ["b", "the shelling"]
    kept = saved_search(case.folder, "the shelling")
    assert (kept.words, kept.place, kept.limit) == ("shelling", "Nyala", 20)
    assert json.loads((case.folder / "searches.json").read_text())["b"] == {"actor": "RSF"}
    assert search_case(case, kept).n == 2
    drop_search(case, "b")
    with pytest.raises(NotFoundError, match="it keeps: the shelling"):
        saved_search(case.folder, "b")
    with pytest.raises(UsageError):
        save_search(case, " ", request)
    (case.folder / "searches.json").write_text('{"x": {"wrods": "a"}}')
    with pytest.raises(ConfigError, match=r"searches.json: .*wrods"):
        saved_searches(case.folder)
