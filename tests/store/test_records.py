"""Putting and getting: round trip, editions, conflicts, what is current, append-only."""
# ruff: noqa: S608 - table names of our own

from pathlib import Path

import pytest

from servanda.errors import NotFoundError, RecordError, StoreConflict, StoreCorrupt
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.making import replace, with_id
from servanda.model.runs import CustodySubject
from servanda.store import Occasion, Whose, open_store, verify
from servanda.store.rows import in_order

pytestmark = pytest.mark.usefixtures("kept_in")
TABLES = ("records", "derivations", "outputs", "handles", "objects", "custody")


def test_what_was_put_is_read_back_also_after_opening_again(store, case, tmp_path):
    claims = case.fill(store)
    with open_store(tmp_path) as again:
        assert tuple(again.records("claim")) == claims
        assert again.get("claim", claims[3].id) == claims[3]
        assert again.find(claims[3].key) == (claims[3],)
        assert again.find(claims[3].id[:14]) == (claims[3],)
        assert again.find("clm_no") == ()
        assert again.object(next(iter(sorted(_objects(tmp_path)))).replace("/", "")) == case.text.encode()


def _objects(folder: Path) -> list[str]:
    return [str(path.relative_to(folder / "evidence")) for path in (folder / "evidence").glob("??/*")]


def test_a_record_that_is_not_there_is_named(store):
    with pytest.raises(NotFoundError, match="no claim clm_unknown"):
        store.get("claim", "clm_unknown")
    with pytest.raises(NotFoundError, match="take one of"):
        list(store.records("rumour"))
    assert not store.has("claim", "clm_unknown")


def _put(store, case, *records: object) -> None:
    with case.writer(store) as batch:
        for record in records:
            batch.put(record)


def test_the_same_once_more_changes_nothing_and_leaves_no_entry(store, case):
    case.fill(store)
    before = _dump(store), tuple(store.log())
    case.fill(store)
    assert (_dump(store), tuple(store.log())) == before


def _dump(store) -> list[tuple[object, ...]]:
    with store.engine.connect() as connection:
        queries = [f"SELECT * FROM {table} ORDER BY 1, 2" for table in TABLES]
        return [tuple(row) for query in queries for row in connection.exec_driver_sql(query)]


def test_other_content_under_the_id_of_a_document_is_a_conflict_and_nothing_is_stored(store, case):
    case.fill(store)
    before = _dump(store)
    with pytest.raises(StoreConflict, match="never changed"):
        _put(store, case, case.document("b.txt"), replace(case.document(), title="Another title"))
    assert _dump(store) == before


def test_two_contents_of_one_document_in_one_batch_are_a_conflict(store, case):
    with pytest.raises(StoreConflict):
        _put(store, case, case.document(), replace(case.document(), title="Another title"))
    assert not store.has("document", case.document().id)


def test_what_is_no_record_is_refused(store, case):
    with pytest.raises(RecordError, match="is no record the store keeps"), case.writer(store) as batch:
        batch.put({"id": "x"})


def test_an_error_in_the_body_leaves_nothing(store, case):
    with pytest.raises(RecordError):
        _put(store, case, case.document(), "no record at all")
    assert not store.has("document", case.document().id)
    assert tuple(store.log()) == ()


def test_a_new_rule_version_is_current_and_the_old_claims_stay(store, case):
    old = case.fill(store, 3)
    layer = case.layer(case.document())
    new = tuple(case.claim(layer, number, version="2") for number in range(2))
    with case.writer(store) as batch:
        for claim in new:
            batch.put(claim)
        batch.derive(case.derivation(layer.id, tuple(claim.id for claim in new), version="2"))
    assert tuple(store.current("extract")) == new
    assert tuple(store.records("claim")) == (*old, *new)
    assert {claim.key for claim in new} <= {claim.key for claim in old}


def test_going_back_to_the_old_version_makes_the_old_claims_current_again(store, case):
    old = case.fill(store, 3)
    layer = case.layer(case.document())
    first = case.derivation(layer.id, tuple(claim.id for claim in old))
    second = case.derivation(layer.id, (), version="2")
    for derivation, expected in ((second, ()), (first, old)):
        with case.writer(store) as batch:
            batch.derive(derivation)
        assert tuple(store.current("extract")) == expected
        assert store.is_current(derivation)
    assert not store.is_current(second)


@pytest.mark.parametrize("field", ["version", "config_sha256", "reference_sha256", "input_id", "stage"])
def test_any_other_state_is_not_current(store, case, field):
    case.fill(store, 1)
    made = store.current_derivations("extract")[case.layer(case.document()).id]
    assert store.is_current(made)
    assert not store.is_current(replace(made, **{field: "other"}))


def test_an_input_that_is_outdated_itself_can_be_left_out(store, case):
    case.fill(store, 2)
    assert tuple(store.current("extract", inputs=["txt_other"])) == ()
    assert len(tuple(store.current("extract", inputs=[case.layer(case.document()).id]))) == 2


def test_current_output_does_not_depend_on_the_order_of_adding(case, tmp_path):
    found = []
    for order in (("a", "b"), ("b", "a")):
        folder = tmp_path / order[0]
        folder.mkdir()
        with open_store(folder, create=True) as store:
            for name in order:
                layer = case.layer(case.document(name))
                claims = [case.claim(layer, number) for number in (5, 2)]
                with case.writer(store) as batch:
                    for record in (case.document(name), layer, *claims):
                        batch.put(record)
                    batch.derive(case.derivation(layer.id, tuple(claim.id for claim in claims)))
            found.append(tuple(store.current("extract")))
    assert found[0] == found[1]
    assert len(found[0]) == 4


def test_an_edition_stays_with_the_derivation_that_gave_it(store, case):
    claims = case.fill(store, 2)
    first, second = case.incident(*claims), case.incident(*claims, mode="aerial")
    assert first.id == second.id
    for edition in (first, second, first):
        with case.writer(store) as batch:
            batch.put(edition)
            batch.derive(case.derivation("all", (edition.id,), stage="corroborate", version=str(edition.mode)))
        assert tuple(store.current("corroborate")) == (edition,)
        assert store.get("incident", edition.id) == edition
    assert tuple(store.records("incident")) == (first, second)
    assert list(verify(store)) == []


def test_a_derivation_of_what_is_not_stored_is_refused(store, case):
    with pytest.raises(StoreConflict, match="names clm_absent, which is not stored"), case.writer(store) as batch:
        batch.derive(case.derivation("txt_x", ("clm_absent",)))


def test_more_records_than_fit_one_flush(store, case):
    layer = case.layer(case.document())
    claims = [case.claim(layer, number, version=str(version)) for version in range(3) for number in range(900)]
    with case.writer(store) as batch:
        batch.put(layer)
        for claim in claims:
            batch.put(claim)
        batch.derive(case.derivation(layer.id, tuple(claim.id for claim in claims)))
    assert list(store.current("extract")) == claims
    assert len(list(store.log())) == 1


def decided(claim, verdict, at):
    target = DecisionTarget(key=claim.key)
    return with_id("dec", Decision(id="", target=target, verdict=verdict, by="r1", because="seen", at=at))


def test_what_is_decided_while_decisions_are_read_is_in_its_place(store, case):
    """Another thread decides after the order was asked for, and before the decisions themselves are read."""
    (claim,) = case.fill(store, 1)
    before, meanwhile = (decided(claim, verdict, case.at) for verdict in ("reject", "accept"))
    with case.writer(store, "reviewed") as batch:
        batch.put(before)

    def read_late():
        with case.writer(store, "reviewed") as batch:
            batch.put(meanwhile)
        yield from store.records("decision")

    with store.reading() as connection:
        assert in_order(connection, read_late()) == [before, meanwhile]


def test_decisions_survive_new_versions_in_their_order(store, case):
    claims = case.fill(store, 1)
    decisions = [decided(claims[0], verdict, case.at) for verdict in ("reject", "accept")]
    for decision in decisions:
        with case.writer(store, "reviewed") as batch:
            batch.put(decision)
    with case.writer(store) as batch:
        batch.derive(case.derivation(claims[0].text_id, (), version="2"))
    assert store.decisions() == tuple(decisions)
    assert store.find(claims[0].key) == claims
    assert store.find(decisions[1].id) == (decisions[1],)


def test_a_key_finds_the_current_claim_and_without_one_the_old(store, case):
    (old,) = case.fill(store, 1)
    new = case.claim(case.layer(case.document()), version="2")
    for outputs, expected in (((new.id,), new), ((), old)):
        with case.writer(store) as batch:
            batch.put(new)
            batch.derive(case.derivation(old.text_id, outputs, version=str(outputs)))
        assert expected in store.find(old.key)
        assert (store.find(old.key) == (new,)) is bool(outputs)


def test_a_batch_knows_what_it_and_the_store_hold(store, case):
    case.fill(store, 1)
    with case.writer(store) as batch:
        assert batch.has("document", case.document().id)
        assert not batch.has("document", case.document("b.txt").id)
        batch.put(case.document("b.txt"))
        assert batch.has("document", case.document("b.txt").id)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET {} = {}", "DELETE FROM {}", "INSERT OR REPLACE INTO {} SELECT * FROM {}", "TRUNCATE {} CASCADE"],
)
def test_rows_can_be_neither_changed_nor_deleted(store, case, table, statement):
    claims = case.fill(store, 1)
    with case.writer(store) as batch:
        batch.assign_handles(Whose([case.incident(*claims)]))
    if statement.startswith({"sqlite": "TRUNCATE", "postgresql": "INSERT OR"}[store.engine.dialect.name]):
        return  # the one database does not know the words of the other
    before = _dump(store)
    second = table if "SELECT" in statement else {"outputs": "record"}.get(table, "sha256")
    with store.engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.exec_driver_sql(statement.format(table, second, second))
    assert _dump(store) == before


def test_rows_are_only_ever_appended(store, case):
    """After each batch everything that stood before stands there still, byte for byte."""
    before: list[tuple[object, ...]] = []
    claims = case.fill(store, 3)
    for number, members in enumerate((claims[:1], claims[:2], claims)):
        with case.writer(store) as batch:
            (incident,) = batch.assign_handles(Whose([case.incident(*members)]))
            batch.put(incident)
            batch.derive(case.derivation("all", (incident.id,), stage="corroborate", version=str(number)))
        after = _dump(store)
        assert set(before) < set(after)
        before = after


def test_a_record_changed_behind_our_back_is_not_handed_out(store, case):
    claims = case.fill(store, 1)
    with case.behind(store) as run:
        ((body,),) = run("SELECT body FROM records WHERE kind = 'claim'")
        run("UPDATE records SET body = :body WHERE kind = 'claim'", body=body.replace(b"Ostrova", b"Ostrovo"))
    with pytest.raises(StoreCorrupt, match=claims[0].id):
        store.get("claim", claims[0].id)


def test_an_export_leaves_an_entry_of_its_own(store, case):
    case.fill(store, 1)
    entry = store.log_event(
        Occasion("exported", "desk", case.at, {"file": "report.html"}),
        CustodySubject(kind="file", sha256="f" * 64),
    )
    assert tuple(store.log())[-1] == entry
    assert entry.seq == 3
    assert list(verify(store)) == []
