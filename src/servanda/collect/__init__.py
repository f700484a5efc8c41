"""Room 1: bytes in. Files, folders, tables, archives and web addresses become `Document` records beside their untouched bytes.

Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.collect",
    {
        "collect.collected": "Captured, Collected, Item, Known, LeftOut, collected, shielded",
        "collect.collecting": "archived_contents, collect",
        "collect.config": "CollectConfig",
        "collect.declared": "Declared, read_declared",
        "collect.sheets": "RawCell, RawRow, RawSheet, SheetForm, read_sheet",
        "collect.sidecars": "read_sidecar",
        "collect.sniffing": "media_type",
        "collect.splitting": "Kind, Part, Split, parts",
        "collect.stamping": "StampConfig, request_stamp",
        "collect.watching": "Watch",
        "collect.web.network": "Network, Surroundings",
    },
)
