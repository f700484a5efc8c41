"""A log of a hundred thousand entries is checked in seconds."""

import json
import sqlite3
import time
from hashlib import sha256
from pathlib import Path

import pytest

from servanda.model.codec import decode
from servanda.model.runs import CustodyEntry
from servanda.store import Store, open_store, verify
from servanda.store.heads import line_of
from servanda.store.signing import leaf_of, signed_head

N_ENTRIES = 100_000
ENTRIES_PER_HEAD = 100
SECONDS = 5.0


def _grow(store: Store, at: str) -> None:
    """Write entries about exports behind the one that made the key, and every hundredth head, as the program would."""
    key = store.make_key("desk", at)
    seed, tree, last = store.signer.keys.load(key.id), store.signer._tree, store.heads()[-1]
    previous = sha256(store.entry_bytes([1])[1]).hexdigest()
    rows, lines = [], []
    for seq in range(2, N_ENTRIES + 1):
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
    connection = sqlite3.connect(store.place.name)
    with connection:
        connection.executemany("INSERT INTO custody VALUES (?, ?, ?)", rows)
    connection.close()
    with store.signer.heads.path.open("ab") as file:
        file.write(b"".join(lines))


@pytest.mark.slow
def test_a_hundred_thousand_entries_are_verified_in_five_seconds(tmp_path: Path, case) -> None:
    """Processor time of this process: one core, however busy the machine is otherwise."""
    with open_store(tmp_path, create=True) as store:
        _grow(store, case.at)
    with open_store(tmp_path) as store:
        start = time.process_time()
        assert list(verify(store)) == []
        assert time.process_time() - start < SECONDS
        start = time.process_time()
        case.fill(store, 1)  # a writer reads the log once, to go on from what was signed
        assert time.process_time() - start < SECONDS
        assert store.heads()[-1].size == N_ENTRIES + 2
