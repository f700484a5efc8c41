"""Every changed byte is found and named."""
# ruff: noqa: S311, S608 - repeatable choices, no secrets; table names of our own

import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from servanda.errors import StoreError
from servanda.model.codec import decode_json, encode, sha256
from servanda.model.documents import DocumentText
from servanda.model.making import replace, sealed
from servanda.model.spans import Span
from servanda.store import Store, Whose, open_store, verify
from servanda.store.kinds import row_of

N_FLIPS = 60
COLUMNS = {
    "records": ("entry", "kind", "id", "document_id", "key", "sha256", "body"),
    "derivations": ("entry", "id", "stage", "input_id", "sha256", "body"),
    "outputs": ("position", "record"),
    "handles": ("entry", "handle", "sha256", "body"),
    "objects": ("entry", "sha256", "n_bytes"),
    "custody": ("sha256", "body"),
}


@pytest.fixture
def full(store: Store, case) -> Store:
    store.make_key("desk", case.at)
    claims = case.fill(store, 6)
    with case.writer(store) as batch:
        incidents = tuple(batch.assign_handles(Whose([case.incident(*claims[:2]), case.incident(*claims[2:])])))
        for incident in incidents:
            batch.put(incident)
        batch.derive(case.derivation("all", tuple(incident.id for incident in incidents), stage="corroborate"))
    return store


def _flipped(value: object, chance: random.Random) -> object:
    if isinstance(value, int):
        return value ^ 1
    raw = bytearray(value if isinstance(value, bytes) else str(value).encode())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(7)
    return bytes(raw) if isinstance(value, bytes) else raw.decode("ascii")


def test_an_undisturbed_store_has_no_difference(full):
    assert list(verify(full)) == []


@pytest.mark.parametrize("table", COLUMNS)
def test_a_flipped_bit_in_any_column_is_found_and_mended_by_flipping_it_back(full, case, table):
    chance = random.Random(f"flips in {table}")
    n_flips = 0
    while n_flips < N_FLIPS // len(COLUMNS):
        column = chance.choice(COLUMNS[table])
        key = "derivation = :number AND position = :place" if table == "outputs" else "seq = :number"
        names = "derivation, position" if table == "outputs" else "seq, 0"
        with case.behind(full) as run:
            number, place, value = chance.choice(
                run(f"SELECT {names}, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1, 2").all()
            )
        flipped = _flipped(value, chance)
        change = f"UPDATE {table} SET {column} = :value WHERE {key}"
        back = key.replace(":place", ":back")
        try:
            with case.behind(full) as run:
                run(change, value=flipped, number=number, place=place)
        except DBAPIError:
            continue  # the database itself refused: another row has that number
        n_flips += 1
        assert list(verify(full)), f"{table}.{column} of row {number}"
        with case.behind(full) as run:
            now = flipped if column == "position" else place
            run(f"UPDATE {table} SET {column} = :value WHERE {back}", value=value, number=number, back=now)
        assert list(verify(full)) == []


def test_a_flipped_byte_in_an_object_names_its_file(full, tmp_path):
    chance = random.Random(20260102)
    (path,) = (tmp_path / "evidence").glob("??/*")
    content = path.read_bytes()
    path.chmod(0o644)
    for _ in range(N_FLIPS):
        changed = bytearray(content)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        (difference,) = verify(full)
        assert difference.where == str(path.relative_to(tmp_path))
    path.write_bytes(content)
    assert list(verify(full)) == []
    path.unlink()
    (difference,) = verify(full)
    assert difference.what == "is missing"


def test_a_flipped_byte_in_the_salts_names_its_line(full, tmp_path):
    chance = random.Random(20260103)
    path = tmp_path / "vault" / "salts.jsonl"
    content = path.read_bytes()
    for _ in range(N_FLIPS):
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        assert any(found.where.startswith("vault/salts.jsonl") for found in verify(full)), place


@pytest.mark.sqlite_alone
def test_a_flipped_byte_in_the_database_file_is_found_wherever_it_changes_a_row(full, tmp_path):
    """Bytes of unused space change nothing; all others must show."""
    full.close()
    path = tmp_path / "records.sqlite"
    content = path.read_bytes()
    rows = _rows(path)
    chance = random.Random(20260104)
    used = [place for place, byte in enumerate(content) if byte]
    n_found = 0
    for _ in range(N_FLIPS):
        changed = bytearray(content)
        place = chance.choice(used)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        found = _found(tmp_path)
        assert found or _rows(path) == rows, place
        n_found += found
    assert n_found > N_FLIPS // 2


def _found(folder: Path) -> bool:
    try:
        with open_store(folder) as store:
            return bool(list(verify(store)))
    except StoreError:
        return True  # so damaged that it cannot even be opened, which is said


def _rows(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = [row for table in COLUMNS for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]
    connection.close()
    return found


@pytest.mark.sqlite_alone
def test_a_trigger_taken_away_is_missed(full):
    with sqlite3.connect(full.place.name) as connection:
        connection.execute("DROP TRIGGER custody_no_delete")
    connection.close()
    assert [found.what for found in verify(full)] == ["trigger custody_no_delete is missing"]


@pytest.mark.parametrize("table", ["records", "derivations", "handles", "objects", "custody"])
def test_a_deleted_row_is_missed(full, case, table):
    with case.behind(full) as run:
        run(f"DELETE FROM {table} WHERE seq = (SELECT max(seq) FROM {table})")
    assert list(verify(full))


def test_an_exchanged_edition_is_found(full, case):
    with case.behind(full) as run:
        run("UPDATE outputs SET record = (SELECT min(seq) FROM records) WHERE position = 1")
    assert any("outputs do not say" in found.what for found in verify(full))


def test_a_forged_entry_with_a_fitting_hash_breaks_the_chain(full, case):
    with case.behind(full) as run:
        ((body,),) = run("SELECT body FROM custody WHERE seq = 2")
        forged = body.replace(b'"by":"desk"', b'"by":"dusk"')
        run("UPDATE custody SET body = :body, sha256 = :sha256 WHERE seq = 2", body=forged, sha256=sha256(forged))
    assert [found for found in verify(full) if found.where == "log entry 3"]


def test_a_quote_that_is_not_in_the_text_is_named(store, case):
    document = case.document()
    layer = case.layer(document)
    wrong = Span(start=0, end=5, quote="Never")
    claim = sealed(replace(case.claim(layer), trigger=wrong))
    with case.writer(store) as batch:
        for record in (document, layer, claim):
            batch.put(record)
    (difference,) = verify(store)
    assert difference.where == f"record claim {claim.id}"
    assert "span 0-5" in difference.what


def test_a_claim_without_its_text_layer_and_a_wrong_id_are_named(store, case):
    layer = case.layer(case.document())
    claim = replace(case.claim(layer), id="clm_made_up")
    with case.writer(store) as batch:
        batch.put(claim)
    said = {found.what for found in verify(store)}
    assert said == {"its id does not follow from its content", f"its text layer {layer.id} cannot be read"}


def test_a_text_with_a_wrong_hash_is_named(store, case):
    layer: DocumentText = replace(case.layer(case.document()), text_sha256="0" * 64)
    with case.writer(store) as batch:
        batch.put(layer)
    assert [found.what for found in verify(store)] == ["its text does not have the hash it states"]


def test_a_vault_kept_elsewhere_is_no_difference(full, tmp_path):
    (tmp_path / "vault" / "salts.jsonl").unlink()
    assert list(verify(full)) == []


def test_a_record_of_an_older_version_with_fewer_fields_is_no_difference(store, case, monkeypatch):
    """Evidence is verified years later: the hash in the log is of what was written then."""
    document = case.document()
    older = encode({name: value for name, value in decode_json(encode(document)).items() if name != "protected"})
    row = row_of(document)
    monkeypatch.setattr("servanda.store.batch.row_of", lambda _: row._replace(body=older, sha256=sha256(older)))
    with case.writer(store) as batch:
        batch.put(document)
    monkeypatch.undo()
    assert list(verify(store)) == []
