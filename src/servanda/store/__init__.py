"""Where everything is kept: objects by hash, append-only records, custody log.

The verb is `open_store`; see README.md.
"""

from servanda.store.batch import Batch, Occasion
from servanda.store.difference import Difference
from servanda.store.evidence import ProvenRow, Wanted, handle_history, proven_rows, sign
from servanda.store.expunging import Burial, burial, expunge
from servanda.store.key_checks import is_endorsed, is_passed_on
from servanda.store.keys import is_key_locked, make_key_file
from servanda.store.opening import StoreConfig, open_store
from servanda.store.remarks import open_to_others, set_back
from servanda.store.stamp_checks import notes
from servanda.store.stamping import Authority, Stamped, complete_stamp, queue_stamp
from servanda.store.store import Store
from servanda.store.surroundings import uncovered
from servanda.store.vault_key import make_vault_key
from servanda.store.verify import verify
from servanda.store.witness import NOBODY, Noted, Witness, read_noted

__all__ = [
    "NOBODY", "Authority", "Batch", "Burial", "Difference", "Noted", "Occasion", "ProvenRow", "Stamped", "Store", "StoreConfig",
    "Wanted", "Witness", "burial", "complete_stamp", "expunge", "handle_history", "is_endorsed", "is_key_locked", "is_passed_on", "make_key_file",
    "make_vault_key", "notes", "open_store", "open_to_others", "proven_rows", "queue_stamp", "read_noted", "set_back", "sign", "uncovered", "verify",
]  # fmt: skip
