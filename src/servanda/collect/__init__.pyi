# What type checkers and editors see of `servanda.collect`: its parts are imported when they are asked for (decision 0152).
from servanda.collect.collected import Captured, Collected, Item, Known, LeftOut, collected, shielded
from servanda.collect.collecting import archived_contents, collect
from servanda.collect.config import CollectConfig
from servanda.collect.declared import Declared, read_declared
from servanda.collect.sheets import RawCell, RawRow, RawSheet, SheetForm, read_sheet
from servanda.collect.sidecars import read_sidecar
from servanda.collect.sniffing import media_type
from servanda.collect.splitting import Kind, Part, Split, parts
from servanda.collect.stamping import StampConfig, request_stamp
from servanda.collect.watching import Watch
from servanda.collect.web.network import Network, Surroundings

__all__ = [
    "Captured", "CollectConfig", "Collected", "Declared", "Item", "Kind", "Known", "LeftOut", "Network", "Part", "RawCell", "RawRow", "RawSheet",
    "SheetForm", "Split", "StampConfig", "Surroundings", "Watch", "archived_contents", "collect", "collected", "media_type", "parts", "read_declared",
    "read_sheet", "read_sidecar", "request_stamp", "shielded",
]  # fmt: skip
