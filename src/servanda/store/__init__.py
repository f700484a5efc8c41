"""Where everything is kept: objects by hash, append-only records, custody log.

The verb is `open_store`; see README.md.
"""

from servanda.store.batch import Batch, Occasion
from servanda.store.difference import Difference
from servanda.store.evidence import ProvenRow, Wanted, handle_history, proven_rows, sign
from servanda.store.expunging import Burial, burial, expunge
from servanda.store.key_checks import is_endorsed, is_passed_on
from servanda.store.keys import is_key_locked, make_key_file
from servanda.store.late_sealing import SealedLate, Uncompared, open_objects, seal_late, uncompared
from servanda.store.opening import StoreConfig, open_store
from servanda.store.ready import Contents, Line, facts_of, same_lists, unkept
from servanda.store.remarks import open_to_others, set_back
from servanda.store.sealing import Encrypt
from servanda.store.stamp_checks import notes
from servanda.store.stamping import Authority, Stamped, complete_stamp, queue_stamp
from servanda.store.store import Store
from servanda.store.surroundings import uncovered
from servanda.store.vault_key import is_vault_locked, make_vault_key
from servanda.store.verify import verify
from servanda.store.witness import NOBODY, Noted, Witness, read_noted

__all__ = [
    "NOBODY", "Authority", "Batch", "Burial", "Contents", "Difference", "Encrypt", "Line", "Noted", "Occasion", "ProvenRow", "SealedLate", "Stamped", "Store", "StoreConfig",
    "Uncompared", "Wanted", "Witness", "burial", "complete_stamp", "expunge", "facts_of", "handle_history", "is_endorsed", "is_key_locked", "is_passed_on", "is_vault_locked", "make_key_file",
    "make_vault_key", "notes", "open_objects", "open_store", "open_to_others", "proven_rows", "queue_stamp", "read_noted", "same_lists", "seal_late", "set_back", "sign", "uncompared", "uncovered", "unkept", "verify",
]  # fmt: skip
