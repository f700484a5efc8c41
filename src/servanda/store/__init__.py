"""Where everything is kept: objects by hash, append-only records, custody log.

The verb is `open_store`; see README.md. Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.store",
    {
        "store.ahead": "Ahead, Whose, look_ahead",
        "store.batch": "Batch, Occasion",
        "store.changes": "Changes, changes_since, entry_hash, is_anywhere, n_records, records_with, sealed_documents",
        "store.copying": "Copied, RecordsAt, copy_records",
        "store.derived": "derived_after, last_derivation, newest_hashes",
        "store.difference": "Difference",
        "store.evidence": "ProvenRow, Wanted, handle_history, proven_rows, sign",
        "store.expunging": "Burial, burial, expunge",
        "store.key_checks": "is_endorsed, is_passed_on",
        "store.keys": "is_key_locked, make_key_file",
        "store.late_sealing": "SealedLate, Uncompared, open_objects, seal_late, uncompared",
        "store.opening": "DATABASE, StoreConfig, open_store, sqlite_url, url_of",
        "store.ready": "Answers, Contents, facts_of, same_lists, unkept",
        "store.ready_lines": "Due, Line, due, record_line, rest_of",
        "store.remarks": "open_to_others, set_back",
        "store.sealing": "Encrypt",
        "store.search_file": "FILE as SEARCH_FILE, index_in_memory, open_index",
        "store.search_index": "NAMED, Facet, Page, SearchIndex, What",
        "store.search_query": "Asked, Found, FoundPage, find_pages",
        "store.shelves": "AtHome, ByName, Marked, Shelf, Shelves",
        "store.stamp_checks": "notes",
        "store.stamping": "Authority, Stamped, complete_stamp, queue_stamp",
        "store.store": "Store",
        "store.surroundings": "uncovered",
        "store.vault_key": "is_vault_locked, make_vault_key",
        "store.verify": "as_far_as_possible, verify",
        "store.witness": "NOBODY, Noted, Witness, read_noted",
    },
)
