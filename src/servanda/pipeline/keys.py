"""`key`: replacing the key that signs the custody log."""

from servanda.errors import UsageError
from servanda.model.custody import SigningKey
from servanda.pipeline.case import Case


def rotate_key(case: Case, by: str, because: str, passphrase: str | None) -> SigningKey:
    """Replace the signing key and return the new one's record. Raises `UsageError` saying what to mend, `StoreError`."""
    if not by.strip() or not because.strip():
        raise UsageError("a change of keys needs a person and a reason: --by NAME --because TEXT")
    key = case.store.rotate_key(by, case.now(), because, passphrase)
    if passphrase is not None:  # one passphrase opens both: nobody should have to remember two
        case.store.vault.key.lock(passphrase)
    return key
