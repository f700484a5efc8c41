"""What stands around the log and is checked as far as it can be: keys, vault, requests for stamps, the lock (decision 0138)."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from servanda.errors import RecordError, StoreError, UsageError, VaultLocked
from servanda.model.codec import sha256
from servanda.store.difference import Difference
from servanda.store.schema import objects
from servanda.store.stamps import REQUEST, RESPONSE
from servanda.store.store import Store

_LOCK = re.compile(rb"(?:\d{1,20}\n)?")
_STAMP = re.compile(r"\d{8,}\.ts[qr](?:\.new)?")
_OWN = frozenset(
    {
        "custody",
        "evidence",
        "ready",
        "records.lock",
        "records.sqlite",
        "records.sqlite-shm",
        "records.sqlite-wal",
        "search.sqlite",
        "vault",
    }
)
_IN_VAULT = re.compile(r"sgk_[0-9a-f]{24}\.key|salts\.jsonl|vault\.(?:pub|secret)")


def check_surroundings(store: Store) -> Iterator[Difference]:
    """Yield what is wrong with files that no entry of the log covers, but that have a form, a partner or an owner."""
    yield from _signing_keys(store)
    yield from _vault_key(store)
    yield from _requests(store)
    lock = store.place.lock
    readable = lock.is_file() and os.access(
        lock, os.R_OK
    )  # it belongs to who wrote; others may read the dossier without it
    if readable and not _LOCK.fullmatch(lock.read_bytes()[:64]):
        yield Difference(lock.name, "holds something else than the number of the process that wrote last")


def uncovered(store: Store, inputs: frozenset[str]) -> str:
    """Return in words what no check covers; ``inputs`` are the files, by their path in the dossier, that one does cover."""
    folder = store.place.folder
    others = [
        path.name for path in sorted(folder.iterdir()) if path.name not in _OWN and not _holds(path, folder, inputs)
    ]
    others += [
        f"vault/{path.name}" for path in sorted((folder / "vault").glob("*")) if not _IN_VAULT.fullmatch(path.name)
    ]
    others += [
        f"custody/{path.name}"
        for path in sorted((folder / "custody").glob("*"))
        if path.name not in {"heads.jsonl", "stamps"}
    ]
    if loose := _loose_objects(store):
        others.append(
            f"{loose} files in evidence that no row names (left by a stopped program, or by a log that was cut back)"
        )
    others += _locked(store)
    return f"not covered: the truth of what was written; the program, its reference data and caches; {'; '.join(others) or 'no file of this folder'}"


def _signing_keys(store: Store) -> Iterator[Difference]:
    keys, recorded = store.signer.keys, store.signing_keys()
    for name in keys.names():
        where = f"vault/{name}.key"
        if recorded and name != recorded[-1].id:
            yield Difference(
                where, f"is not the key that signs ({recorded[-1].id}): an old or a strange one does not belong here"
            )
        if not os.access(keys.path(name), os.R_OK):
            continue  # readable by its owner only, as it should be
        try:
            keys.load(name)
        except (StoreError, UsageError) as error:
            yield Difference(where, str(error))


def _vault_key(store: Store) -> Iterator[Difference]:
    key = store.vault.key
    if not key.public_path.is_file():
        if key.path.exists() or store.vault.path.is_file():
            yield Difference(
                "vault/vault.pub", "is missing, and what the vault holds is sealed for it: restore it from a copy"
            )
        return
    if not os.access(key.public_path, os.R_OK):
        return  # the desk's own, and no reader's
    try:
        key.check()
    except VaultLocked as error:
        if key.is_tried:
            yield Difference("vault", str(error))
    except StoreError as error:
        yield Difference("vault", str(error))


def _requests(store: Store) -> Iterator[Difference]:
    """Check that every file among the stamps is one, and every waiting request that of a head of this log."""
    from servanda.store.tokens import imprint_of_request

    for path in sorted(store.stamps.folder.glob("*")):
        if not _STAMP.fullmatch(path.name):
            yield Difference(f"custody/stamps/{path.name}", "is no request for a time-stamp and no answer")
    digests = {sha256(line) for line in store.signer.heads.lines()} if store.stamps.sizes(REQUEST) else set()
    for size in store.stamps.sizes(REQUEST):
        where = f"custody/stamps/{store.stamps.path(size, REQUEST).name}"
        try:
            if imprint_of_request(store.stamps.read(size, REQUEST)) not in digests:
                yield Difference(where, "asks for a time-stamp of no head of this log")
        except RecordError as error:
            yield Difference(where, str(error))


def _locked(store: Store) -> Iterator[str]:
    keys, recorded = store.signer.keys, store.signing_keys()
    if recorded and recorded[-1].id not in keys.names():
        yield "the private signing key (not here)"
    elif any(keys.state(name) == "locked" for name in keys.names()):
        yield "the private signing key (locked: its form only)"
    if not store.vault.path.is_file():
        yield "salts and protected fields (vault/salts.jsonl is not here)"
    try:
        if store.vault.key.path.is_file():
            store.vault.key.private()
    except VaultLocked:
        yield "salts and protected fields (vault.secret is locked: its form only)"
    if store.stamps.sizes(RESPONSE):
        yield "whether an authority of time-stamps is honest"


def _loose_objects(store: Store) -> int:
    with store.reading() as connection:
        known = {digest for (digest,) in connection.execute(select(objects.c.sha256))}
    return sum(path.parent.name + path.name not in known for path in store.objects.folder.glob("??/*"))


def _holds(path: Path, folder: Path, inputs: frozenset[str]) -> bool:
    """Tell whether an entry of the dossier's folder is covered: an input, or a folder of nothing but inputs."""
    inside = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return all(one.relative_to(folder).as_posix() in inputs for one in inside)
