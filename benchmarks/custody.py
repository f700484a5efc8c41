"""How fast documents are collected and verified, and what the custody log costs for each of them."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from benchmarks.timing import cpu_seconds, seconds
from servanda.model.codec import sha256
from servanda.model.runs import CustodyEntry, CustodySubject
from servanda.pipeline import add_sources, init_dossier, open_case, verify_case
from servanda.store import Store, open_store, verify
from servanda.store import store as store_module
from servanda.store.custody import entry_bytes
from servanda.store.heads import line_of
from servanda.store.signing import Signer, leaf_of, signed_head

N_DOCUMENTS = 2_000
N_CHARACTERS = 3_000
N_ENTRIES = 100_000
AT = "2026-01-02T03:04:05Z"


def lines() -> Iterator[str]:
    """Yield one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _documents(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from _entries(Path(folder))


def _documents(folder: Path) -> Iterator[str]:
    """Collect a folder of texts, timing what is spent on the log, and verify it."""
    texts = folder / "texts"
    texts.mkdir()
    for number in range(N_DOCUMENTS):
        (texts / f"{number:05d}.txt").write_text(f"{number} " + "Rain fell on the hills. " * (N_CHARACTERS // 24))
    init_dossier(folder / "case")
    with open_case(folder / "case", create=True) as case, _timed() as spent:
        collected = seconds(lambda: add_sources(case, [str(texts)], lambda *_: None))
    with open_case(folder / "case") as case:
        verified = seconds(lambda: _require(not verify_case(case)))
    yield f"documents per second, collected      {N_DOCUMENTS / collected:8.0f}     ({N_DOCUMENTS} texts of {N_CHARACTERS} characters)"
    yield f"documents per second, verified       {N_DOCUMENTS / verified:8.0f}"
    for what, names in (("entries and salts", {"append_entry"}), ("tree heads", {"prepare", "sign"})):
        logged = sum(spent[name] for name in names)
        per_document = logged / N_DOCUMENTS * 1e6
        yield f"log, {what:<31} {per_document:8.1f} µs  a document, {100 * logged / collected:.1f} % of collecting"


@contextmanager
def _timed() -> Iterator[dict[str, float]]:
    """Sum the seconds that are spent in what keeps the log."""
    spent: dict[str, float] = {}
    places: tuple[tuple[Any, str], ...] = ((store_module, "append_entry"), (Signer, "prepare"), (Signer, "sign"))
    originals = [getattr(place, name) for place, name in places]
    for (place, name), original in zip(places, originals, strict=True):
        spent[name] = 0.0
        setattr(place, name, _counting(original, name, spent))
    try:
        yield spent
    finally:
        for (place, name), original in zip(places, originals, strict=True):
            setattr(place, name, original)


def _counting(original: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(original)
    def counted(*given: Any) -> Any:
        start = time.perf_counter()
        try:
            return original(*given)
        finally:
            spent[name] += time.perf_counter() - start

    return counted


def _entries(folder: Path) -> Iterator[str]:
    """Verify a log of many entries, with a signed head for each of them: processor time, one core."""
    with open_store(folder, create=True) as store:
        _grow(store)
    with open_store(folder) as store:
        verified = cpu_seconds(lambda: _require(not list(verify(store))))
    with open_store(folder) as store:
        opened = cpu_seconds(lambda: store.make_key("desk", AT))
    yield f"log of {N_ENTRIES} entries, verified     {verified:8.2f} s   one core, a signed head for each (aim: under 5)"
    yield f"  read by a writer before it writes  {opened:8.2f} s"


def _grow(store: Store) -> None:
    """Write entries about exports and their heads behind the first, as the program would, but in one go."""
    key = store.make_key("desk", AT)
    seed, last = store.signer.keys.load(key.id) if key else None, store.heads()[-1]
    with store.reading() as connection:
        tree = store.signer.tree(connection)
    previous = sha256(store.entry_bytes([1])[1])
    rows, heads = [], []
    for seq in range(2, N_ENTRIES + 1):
        entry = CustodyEntry(
            seq=seq, at=AT, event="exported", by="desk", subject=CustodySubject(kind="report", sha256=f"{seq:064x}"),
            detail_commitments={"file": f"{seq * 7:064x}"}, previous=previous,
        )  # fmt: skip
        body = entry_bytes(entry)
        previous = sha256(body)
        tree.extend([leaf_of(body)])
        if seed:
            last = signed_head(seed, entry, tree, last)
        rows.append((seq, previous, body))
        heads.append(line_of(last) + b"\n")
    connection = sqlite3.connect(store.place.name)
    with connection:
        connection.executemany("INSERT INTO custody VALUES (?, ?, ?)", rows)
    connection.close()
    with store.signer.heads.path.open("ab") as file:
        file.write(b"".join(heads))


def _require(holds: bool) -> None:
    if not holds:
        raise SystemExit("benchmark: the dossier does not verify, so its timings mean nothing")
