"""Where everything is kept: objects by hash, append-only records, custody log.

The verb is `open_store`; see README.md.
"""

from servanda.store.batch import Batch, Occasion
from servanda.store.opening import StoreConfig, open_store
from servanda.store.store import Store
from servanda.store.verify import Difference, verify

__all__ = ["Batch", "Difference", "Occasion", "Store", "StoreConfig", "open_store", "verify"]
