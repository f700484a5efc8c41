"""Whether one key leads to the next: each later one must be endorsed, by signature, by the one before (decision 0135)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from servanda.model.custody import SigningKey
from servanda.store.difference import Difference
from servanda.store.heads import change_of_key, statement
from servanda.store.keys import key_id, verifies


def check_keys(keys: Sequence[SigningKey], trusted: str | None = None) -> Iterator[Difference]:
    """Yield what is wrong with the signing keys of a log, oldest first.

    Each is signed by itself (checked with its record) and replaces the one before, which endorsed it by its signature.
    ``trusted`` is the id of a key that the reader had by another way: it must be one of them, and vouches for what came
    before it; every change after it must be endorsed, so that it leads to the key that signed last.
    """
    for before, key in pairwise((None, *keys)):
        if key and key.replaces != (before.id if before else None):
            yield Difference(_where(key), f"does not replace the key before it ({before.id if before else 'none'})")
    for before, key in _changes(keys)[_vouched(keys, trusted) :]:
        if not is_endorsed(before, key):
            yield Difference(_where(key), _unendorsed(before))
    if trusted is not None and trusted not in map(_identity, keys):
        yield Difference(f"signing key {trusted}", "is none of this log's keys: another log, or exchanged keys")


def unendorsed_notes(keys: Sequence[SigningKey], trusted: str | None) -> Iterator[str]:
    """Yield a word on each change of key without endorsement that only the reader's own word for a later key covers."""
    for before, key in _changes(keys)[: _vouched(keys, trusted)]:
        if not is_endorsed(before, key):
            yield f"{_where(key)} {_unendorsed(before)}; you vouch for it with {trusted}"


def _changes(keys: Sequence[SigningKey]) -> list[tuple[SigningKey, SigningKey]]:
    return list(pairwise(keys))


def _vouched(keys: Sequence[SigningKey], trusted: str | None) -> int:
    """Return how many changes of key came before the trusted one."""
    identities = [_identity(key) for key in keys]
    return identities.index(trusted) if trusted in identities else 0


def _identity(key: SigningKey) -> str:
    """Return the id that follows from the public key: what a record calls itself proves nothing."""
    return key_id(key.public_key)


def is_endorsed(before: SigningKey, key: SigningKey) -> bool:
    """Tell whether the key before signed the whole record of the one that takes its place."""
    return bool(key.endorsement) and verifies(before.public_key, statement(key), key.endorsement or "")


def is_passed_on(before: SigningKey, key: SigningKey) -> bool:
    """Tell whether the key before signed that this one takes its place, in the form that names neither person, instant nor reason."""
    said = change_of_key(before.public_key, key.public_key)
    return bool(key.passed_on) and verifies(before.public_key, said, key.passed_on or "")


def _where(key: SigningKey) -> str:
    return f"signing key {key.id}"


def _unendorsed(before: SigningKey) -> str:
    return f"took the place of {before.id} without the endorsement of that key"
