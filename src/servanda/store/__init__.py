"""Where everything is kept: objects by hash, append-only records, custody log.

The verb is `open_store`; see README.md.
"""

from servanda.store.batch import Batch, Occasion
from servanda.store.evidence import ProvenRow, Wanted, handle_history, proven_rows, sign
from servanda.store.expunging import Burial, burial, expunge
from servanda.store.keys import make_key_file
from servanda.store.opening import StoreConfig, open_store
from servanda.store.store import Store
from servanda.store.verify import Difference, verify

__all__ = [
    "Batch", "Burial", "Difference", "Occasion", "ProvenRow", "Store", "StoreConfig", "Wanted", "burial", "expunge",
    "handle_history", "make_key_file", "open_store", "proven_rows", "sign", "verify",
]  # fmt: skip
