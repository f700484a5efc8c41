"""What is expunged is gone from every byte of the dossier, and the log can be verified all the same."""

import pytest
from sqlalchemy.exc import DBAPIError

from servanda.errors import NotFoundError
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.making import replace, with_id
from servanda.store import Occasion, Whose, burial, expunge, open_store, verify
from servanda.store.expunging import finish, unfinished

WORDS = b"The mill at Ostrova was shelled"
BECAUSE = "consent was withdrawn"


def _occasion(case) -> Occasion:
    return Occasion("expunged", "ana", case.at, {"because": BECAUSE})


@pytest.fixture
def full(store, case):
    """A store in which one document has a claim in an incident, a decision on it and a protected field; another has not."""
    document, other = replace(case.document(), object_sha256=""), case.document("other.txt")
    with case.writer(store, "collected") as batch:
        document = replace(document, object_sha256=batch.put_object(WORDS + b" - the original"))
        batch.put(document)
        batch.put(replace(other, object_sha256=batch.put_object(b"another report")))
    store.vault.commit({"witness": "Teodora"}, about=document.id)
    store.vault.commit({"witness": "Pavlo"}, about=other.id)
    layer = case.layer(document)
    claims = tuple(case.claim(layer, number) for number in range(3))
    target = DecisionTarget(key=claims[0].key)
    on_claim = Decision(id="", target=target, verdict="accept", by="ana", because="The mill at Ostrova", at=case.at)
    on_incident = replace(on_claim, target=DecisionTarget(key="INC-0001"), because="seen")
    with case.writer(store) as batch:
        for record in (layer, *claims, *(with_id("dec", item) for item in (on_claim, on_incident))):
            batch.put(record)
        batch.derive(case.derivation(document.id, (layer.id,), stage="parse"))
        batch.derive(case.derivation(layer.id, tuple(claim.id for claim in claims)))
        incidents = tuple(batch.assign_handles(Whose([case.incident(*claims)])))
        batch.put(incidents[0])
        batch.derive(case.derivation("dossier", (incidents[0].id,), stage="corroborate"))
    store.document, store.other = document, other
    return store


def _bytes_with(folder, words: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_no_byte_of_it_is_left_and_everything_else_is(full, case, tmp_path):
    assert _bytes_with(tmp_path, WORDS)
    stone = expunge(full, full.document.id, _occasion(case))
    assert stone.n_records == {"claim": 3, "decision": 2, "document": 1, "document_text": 1, "incident": 1}
    assert stone.n_objects == 1
    assert _bytes_with(tmp_path, WORDS) == _bytes_with(tmp_path, b"The mill") == _bytes_with(tmp_path, b"a.txt") == []
    assert full.decisions() == ()
    assert [item.id for item in full.records("document")] == [full.other.id]
    assert [item["value"] for _, item in full.vault.contents() if item.get("field") == "witness"] == ["Pavlo"]
    assert list(verify(full)) == []


def test_what_remains_says_who_and_why(full, case, tmp_path):
    stone = expunge(full, full.document.id, _occasion(case))
    full.close()
    with open_store(tmp_path) as again:
        assert list(again.records("tombstone")) == [stone]
        assert (stone.target_id, stone.by, stone.because) == (full.document.id, "ana", BECAUSE)
        assert list(again.log())[-1].event == "expunged"
        assert list(again.current("corroborate")) == list(again.current("parse")) == []
        assert again.find(full.document.id) == ()
        with pytest.raises(NotFoundError, match="expunged"):
            again.get("document", full.document.id)


def test_the_trigger_lets_nothing_else_through(full, case):
    expunge(full, full.document.id, _occasion(case))
    empty, written = ("x''", "x'00'") if full.engine.dialect.name == "sqlite" else ("''", "'\\x00'")
    for wrong in (
        f"UPDATE records SET body = {empty} WHERE id = '{full.other.id}'",  # noqa: S608
        f"UPDATE records SET body = {written} WHERE id = '{full.document.id}'",  # noqa: S608
        f"UPDATE records SET body = {empty}, id = 'doc_x' WHERE id = '{full.document.id}'",  # noqa: S608
        f"UPDATE records SET body = {empty}, sha256 = '' WHERE id = '{full.document.id}'",  # noqa: S608
        f"DELETE FROM records WHERE id = '{full.document.id}'",  # noqa: S608
        "DELETE FROM tombstones",
        "UPDATE tombstones SET id = 'doc_x'",
    ):
        with pytest.raises(DBAPIError, match="append-only"), full.engine.begin() as connection:
            connection.exec_driver_sql(wrong)


def test_a_body_emptied_without_a_tombstone_is_found(full, case):
    with case.behind(full) as run:
        run("UPDATE records SET body = :nothing WHERE kind = 'document_text'", nothing=b"")
    assert any("document_text" in found.where for found in verify(full))


def test_an_object_that_another_document_needs_stays(full, case):
    with case.writer(full, "collected") as batch:
        batch.put(replace(case.document("third.txt"), object_sha256=full.document.object_sha256))
    assert "object" not in burial(full, full.document.id).counts
    expunge(full, full.document.id, _occasion(case))
    assert full.object(full.document.object_sha256).startswith(WORDS)
    assert list(verify(full)) == []


def test_killed_half_way_it_is_said_and_finished_by_the_same_call(full, case, tmp_path, monkeypatch):
    monkeypatch.setattr("servanda.store.expunging.finish", lambda _: None)
    expunge(full, full.document.id, _occasion(case))
    monkeypatch.undo()
    assert _bytes_with(tmp_path, WORDS)
    assert [found.what for found in verify(full)] == ["was expunged and is still there: run servanda expunge again"]
    n_entries = len(list(full.log()))
    expunge(full, full.document.id, _occasion(case))
    assert _bytes_with(tmp_path, WORDS) == []
    assert len(list(full.log())) == n_entries
    assert list(unfinished(full)) == list(verify(full)) == []
    finish(full)


def test_what_is_not_there_cannot_be_expunged(full, case):
    with pytest.raises(NotFoundError, match="doc_0"):
        expunge(full, "doc_0", _occasion(case))


def test_a_missing_tombstone_and_a_changed_one_are_found(full, case):
    expunge(full, full.document.id, _occasion(case))
    with case.behind(full) as run:
        run("DELETE FROM tombstones WHERE kind = 'claim'")
    found = {difference.where for difference in verify(full)}
    assert any(where.startswith("record claim") for where in found)
    assert any(where.startswith("log entry") for where in found)
