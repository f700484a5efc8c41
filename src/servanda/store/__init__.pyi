# What type checkers and editors see of `servanda.store`: its parts are imported when they are asked for (decision 0152).
from servanda.store.ahead import Ahead, Whose, look_ahead
from servanda.store.batch import Batch, Occasion
from servanda.store.changes import (
    Changes,
    changes_since,
    entry_hash,
    is_anywhere,
    n_records,
    records_with,
    sealed_documents,
)
from servanda.store.copying import Copied, RecordsAt, copy_records
from servanda.store.derived import derived_after, last_derivation, newest_hashes
from servanda.store.difference import Difference
from servanda.store.evidence import ProvenRow, Wanted, handle_history, proven_rows, sign
from servanda.store.expunging import Burial, burial, expunge
from servanda.store.key_checks import is_endorsed, is_passed_on
from servanda.store.keys import is_key_locked, make_key_file
from servanda.store.late_sealing import SealedLate, Uncompared, open_objects, seal_late, uncompared
from servanda.store.opening import DATABASE, StoreConfig, open_store, sqlite_url, url_of
from servanda.store.ready import Answers, Contents, facts_of, same_lists, unkept
from servanda.store.ready_lines import Due, Line, due, record_line, rest_of
from servanda.store.remarks import open_to_others, set_back
from servanda.store.sealing import Encrypt
from servanda.store.search_file import FILE as SEARCH_FILE
from servanda.store.search_file import index_in_memory, open_index
from servanda.store.search_index import NAMED, Facet, Page, SearchIndex, What
from servanda.store.search_query import Asked, Found, FoundPage, find_pages
from servanda.store.shelves import AtHome, ByName, Marked, Shelf, Shelves
from servanda.store.stamp_checks import notes
from servanda.store.stamping import Authority, Stamped, complete_stamp, queue_stamp
from servanda.store.store import Store
from servanda.store.surroundings import uncovered
from servanda.store.vault_key import is_vault_locked, make_vault_key
from servanda.store.verify import as_far_as_possible, verify
from servanda.store.witness import NOBODY, Noted, Witness, read_noted

__all__ = [
    "DATABASE", "NAMED", "NOBODY", "SEARCH_FILE", "Ahead", "Answers", "Asked", "AtHome", "Authority", "Batch", "Burial", "ByName", "Changes", "Contents", "Copied", "Difference", "Due", "Encrypt", "Facet", "Found", "FoundPage", "Line", "Marked", "Noted",
    "Occasion", "Page", "ProvenRow", "RecordsAt", "SealedLate", "SearchIndex", "Shelf", "Shelves", "Stamped", "Store", "StoreConfig", "Uncompared", "Wanted", "What", "Whose", "Witness", "as_far_as_possible", "burial", "changes_since",
    "complete_stamp", "copy_records", "derived_after", "due", "entry_hash", "expunge", "facts_of", "find_pages", "handle_history", "index_in_memory", "is_anywhere", "is_endorsed", "is_key_locked", "is_passed_on",
    "is_vault_locked", "last_derivation", "look_ahead", "make_key_file", "make_vault_key", "n_records", "newest_hashes", "notes", "open_index", "open_objects", "open_store", "open_to_others", "proven_rows", "queue_stamp", "read_noted",
    "record_line", "records_with", "rest_of", "same_lists", "seal_late", "sealed_documents", "set_back", "sign", "sqlite_url", "uncompared", "uncovered", "unkept", "url_of", "verify",
]  # fmt: skip
