"""The work of checking a long log grows with its length and no faster: steps are counted, not seconds."""

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from servanda.model.codec import decode
from servanda.model.runs import CustodyEntry
from servanda.store import Store, open_store, verify
from servanda.store.heads import line_of
from servanda.store.schema import custody
from servanda.store.signing import leaf_of, signed_head

N_ENTRIES = 5_000
ENTRIES_PER_HEAD = 100


def _grow(store: Store, at: str, n_entries: int) -> None:
    """Write entries about exports behind the one that made the key, and every hundredth head, as the program would."""
    key = store.make_key("desk", at)
    seed, tree, last = store.signer.keys.load(key.id), store.signer._tree, store.heads()[-1]
    previous = sha256(store.entry_bytes([1])[1]).hexdigest()
    rows, lines = [], []
    for seq in range(2, n_entries + 1):
        plain = {
            "at": at, "by": "desk", "detail_commitments": {"file": f"{seq:064x}"}, "event": "exported",
            "previous": previous, "seq": seq, "subject": {"kind": "report", "sha256": f"{seq * 7:064x}"}, "v": 1,
        }  # fmt: skip
        body = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
        previous = sha256(body).hexdigest()
        rows.append((seq, previous, body))
        tree.extend([leaf_of(body)])
        if seq % ENTRIES_PER_HEAD == 0:
            last = signed_head(seed, decode(body, CustodyEntry), tree, last)
            lines.append(line_of(last) + b"\n")
    with store.engine.begin() as connection:
        connection.execute(custody.insert(), [dict(zip(("seq", "sha256", "body"), row, strict=True)) for row in rows])
    with store.signer.heads.path.open("ab") as file:
        file.write(b"".join(lines))


def _steps(work: Callable[[], object]) -> int:
    """Count the calls of Python functions that some work takes: the same on every machine."""
    n_calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal n_calls
        n_calls += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return n_calls


@pytest.mark.slow
@pytest.mark.sqlite_alone
def test_the_work_of_a_log_grows_with_its_length(tmp_path: Path, case, kept_in) -> None:
    """Twice the entries take at most little more than twice the steps, to verify them and to go on writing."""
    checked, written = {}, {}
    for n_entries in (N_ENTRIES, 2 * N_ENTRIES):
        folder = tmp_path / str(n_entries)
        folder.mkdir()
        with open_store(folder, create=True) as store:
            _grow(store, case.at, n_entries)
        with open_store(folder) as store:
            checked[n_entries] = _steps(lambda: _verified(store))
            written[n_entries] = _steps(lambda: case.fill(store, 1))  # a writer reads the log once, to go on from it
            assert store.heads()[-1].size == n_entries + 2
    for steps in (checked, written):
        assert steps[2 * N_ENTRIES] < 2.2 * steps[N_ENTRIES]
    assert checked[N_ENTRIES] < 100 * N_ENTRIES


def _verified(store: Store) -> None:
    assert list(verify(store)) == []
