"""A run with nothing new says what the last one said and does nothing else; whatever may have changed makes it run."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pipeline.conftest import REPORTS, write_reports

from servanda.pipeline import (
    Again,
    Case,
    Judgement,
    add_sources,
    build_view,
    decide,
    expunge_document,
    run_case,
    said_before,
)

ANA = {"by": "ana", "because": "read with the page beside it"}
FURTHER = {
    **REPORTS[1],
    "id": "r9",
    "text": "The army shelled El Fasher on Tuesday, 6 May 2031, killing three people, a doctor said.",
}


def silent(*_: object) -> None:
    return


def test_a_second_run_says_the_same_and_does_nothing(case, monkeypatch):
    (case.folder / "ready" / "run.sqlite").unlink()
    whole = run_case(case, "local", 0, silent)
    n_entries = case.store.size()
    monkeypatch.setattr("servanda.pipeline.running.keep_inputs", lambda _: pytest.fail("it runs"))
    again = run_case(case, "local", 0, silent)
    assert list(again.lines()) == list(whole.lines())
    assert next(again.lines()) == "nothing new: every stage is current"
    assert list(again.acts) == list(whole.acts)
    assert case.store.size() == n_entries
    with pytest.raises(BaseException, match="it runs"):
        run_case(case, "local", 0, silent, Again(retry=True))


def _add(case: Case) -> None:
    add_sources(case, [str(write_reports(case.folder.parent / "more.jsonl", (FURTHER,)))], silent)


def _decide(case: Case) -> None:
    decide(case, Judgement(build_view(case).claims[0].id, "reject", **ANA))


def _expunge(case: Case) -> None:
    expunge_document(case, next(iter(case.store.records("document"))).id, "ana", "the family asked for it")


def _append(name: str, words: str) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        path = case.folder / name
        path.write_text((path.read_text(encoding="utf-8") if path.is_file() else "") + words, encoding="utf-8")

    return change


def _copy_agreement(case: Case) -> None:
    [path] = case.dossier.agreements.glob("*.yaml")
    shutil.copy(path, path.with_name("other.yaml"))


CHANGES: dict[str, Callable[[Case], None]] = {
    "a document": _add,
    "a decision": _decide,
    "an expunged document": _expunge,
    "a setting": _append("dossier.toml", '[period]\nsince = "2020-01-01"\n'),
    "an actor": _append("actors.yaml", "# nobody yet\n"),
    "a place": _append("places.csv", "name\n"),
    "a zone": _append("zones/new.geojson", "{}"),
    "an agreement": _copy_agreement,
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_makes_it_run(case, what):
    assert said_before(case) is not None
    CHANGES[what](case)
    assert said_before(case) is None


def test_a_run_says_the_same_as_one_without_what_was_kept(case, tmp_path):
    for change in (_decide, _add):
        change(case)
        run_case(case, "local", 0, silent)
        kept = said_before(case)
        shutil.rmtree(case.folder / "ready")
        assert kept is not None
        assert list(run_case(case, "local", 0, silent).lines()) == list(kept.lines())
        assert Path(case.folder / "ready" / "run.sqlite").is_file()


def test_what_comes_in_while_a_run_goes_on_is_read_by_the_next(case):
    def late(words: str, *_: object) -> None:
        if words == "making lists ready":
            _add(case)

    n_before = len(build_view(case).texts)
    (case.folder / "ready" / "run.sqlite").unlink()
    run_case(case, "local", 0, late)
    assert len(build_view(case).texts) == n_before
    run_case(case, "local", 0, silent)
    assert len(build_view(case).texts) == n_before + 1
