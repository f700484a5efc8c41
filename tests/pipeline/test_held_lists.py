"""Lists of who is not cleared for all are made once, held in memory for him alone, and gone with whatever changes or has to go."""

from dataclasses import replace

import pytest

from servanda.pipeline import Judgement, decide, expunge_document, list_page, open_case, ready, seal_case

LISTS = ("claims", "incidents", "findings", "documents")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[frozenset[str], str]]:
    """What lists were made of: which documents were withheld, and which lists."""
    found, make = [], ready._contents

    def noted(case, group, **settings):
        found.append((case.withheld, group))
        return make(case, group, **settings)

    monkeypatch.setattr(ready, "_contents", noted)
    return found


def closed(case, *names: str):
    """Return the dossier without the documents of these names, and their ids."""
    ids = {one.external_id: one.id for one in case.store.records("document")}
    return replace(case, withheld=frozenset(ids[name] for name in names))


def shown(case) -> dict[str, str]:
    return {what: repr(list_page(case, what, {}).rows) for what in LISTS}


def test_lists_that_are_held_are_those_that_are_made_anew(case, made):
    mine = closed(case, "r1")
    first, n = shown(mine), len(made)
    assert shown(mine) == first
    assert len(made) == n == 2
    case.store.ready.drop()
    assert shown(mine) == first
    assert len(made) == 4


def test_each_reader_has_lists_of_his_own_and_none_a_document_that_is_withheld(case, made):
    readers = [closed(case), closed(case, "r1"), closed(case, "r2"), closed(case, "r1", "r2")]
    alone = []
    for one in readers:
        case.store.ready.drop()
        alone.append(shown(one))
    case.store.ready.drop()
    for _ in range(2):
        assert [shown(one) for one in readers] == alone
    for one, lists in zip(readers, alone, strict=True):
        assert not [name for name in one.withheld for what in LISTS[:3] if name in lists[what]]
    assert len({lists["claims"] for lists in alone}) == len(readers)


def test_what_is_decided_is_in_them_at_once(case, made):
    mine = closed(case, "r1")
    claim = next(one for one in case.store.records("claim") if one.document_id not in mine.withheld)
    before = shown(mine)
    decide(case, Judgement(target=claim.id, verdict="reject", by="ana", because="it is a drill"))
    assert shown(mine)["claims"] != before["claims"]


def test_what_has_to_go_is_held_no_more(case, made):
    mine = closed(case, "r1")
    gone = next(one for one in case.store.records("document") if one.external_id == "r2")
    shown(mine)
    before = case.store.ready.held
    assert len(before._held) == 2
    expunge_document(case, gone.id, "ana", "the family asked for it")
    assert case.store.ready.held is not before
    assert not [text for text in shown(mine).values() if gone.id in text]
    before.opened(("records", mine.withheld), "late", lambda: ready.unkept(ready._contents(mine, "records")))
    assert all(state != "late" for state, _ in case.store.ready.held._held.values())


def test_only_a_few_are_held_and_of_an_earlier_state_none(case, made):
    for names in (("r1",), ("r2",), ("r3",), ("r1", "r2"), ("r1", "r3"), ("r2", "r3"), ("r1", "r2", "r3")):
        list_page(closed(case, *names), "claims", {})
    assert len(made) == 7
    assert len(case.store.ready.held._held) == 6
    (case.folder / "dossier.toml").write_text(
        (case.folder / "dossier.toml").read_text(encoding="utf-8") + "\n", encoding="utf-8"
    )
    list_page(closed(case, "r1"), "claims", {})
    assert len(case.store.ready.held._held) == 1


def test_nothing_sealed_or_supposed_is_held(case):
    mine = closed(case, "r1")
    supposed = Judgement(target=next(case.store.records("claim")).id, verdict="reject", by="ana", because="a drill")
    decision = decide(case, supposed)
    shown(replace(mine, supposed=(decision,)))
    assert case.store.ready.held._held == {}
    settings = case.folder / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '[protection]\nencrypt = "internal"\n', encoding="utf-8")
    with open_case(case.folder) as again:
        shown(closed(again, "r1"))
        seal_case(again)
        assert again.store.ready.held._held == {}
        shown(closed(again, "r1"))
        assert again.store.ready.held._held == {}
